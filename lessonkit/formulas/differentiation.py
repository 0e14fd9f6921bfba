"""Derivatives of SymPy expressions, and whether they would grow too large."""

from lessonkit.formulas.arithmetic import UnusableError, not_real
from lessonkit.formulas.expressions import check_constants, unusable
from lessonkit.formulas.real_functions import with_own_corners
from lessonkit.i18n import _

# How many parts the derivatives of a formula may have before anything is simplified.
MAX_PARTS = 50_000


def differentiate(expression, variable: str):
    """Return the derivative of a SymPy expression by one of its variables.

    The corners of abs, min and max count as one subgradient among the possible ones: halfway
    between the slopes on both sides. Their spikes in second derivatives are left out.

    Raises:
        ExpressionError: when the derivative is not a real formula.

    >>> from lessonkit.formulas.expressions import parse
    >>> differentiate(parse("abs(x) + x**2", ("x",)).value, "x")
    2*x + sign(x)
    """
    import sympy

    derivative = expression.diff(sympy.Symbol(variable, real=True))
    derivative = with_own_corners(derivative).replace(sympy.Heaviside, _step)
    try:
        if derivative.has(sympy.I, sympy.zoo, sympy.nan, sympy.Derivative):
            raise UnusableError(not_real())
        check_constants(derivative)
    except UnusableError:
        reason = _("Its derivative by {name} is not a formula of real numbers.", name=variable)
        raise unusable(expression, reason) from None
    return derivative


def refuse_large(text: str, expressions, names) -> None:
    """Raise ExpressionError if it would take too long to differentiate `expressions`.

    The parts that their derivatives by all the names have are counted without making them.
    """
    parts = sum(_parts_of_derivatives(expression, names) for expression in expressions)
    if parts > MAX_PARTS:
        reason = _(
            "Its derivatives would have {parts} parts; at most {most} are taken.",
            parts=parts,
            most=MAX_PARTS,
        )
        raise unusable(text, reason)


def _parts_of_derivatives(expression, names) -> int:
    """How many parts the derivatives have together, by the rules of differentiation."""
    import sympy

    wanted = {sympy.Symbol(name, real=True) for name in names}
    sizes, known = {}, {}

    def count(part) -> int:
        """The parts of all derivatives of `part`; its own number of parts goes into `sizes`."""
        if part in known:
            return known[part]
        inner = [count(each) for each in part.args]
        lengths = [sizes[each] for each in part.args]
        sizes[part] = 1 + sum(lengths)
        times = sum(1 for symbol in part.free_symbols if symbol in wanted)
        if part.is_Add:
            result = times + sum(inner)
        elif part.is_Mul or part.is_Function or part.is_Pow:
            # Each argument's derivative is multiplied by a copy of about all the rest.
            varying = sum(1 for each in inner if each)
            result = sum(inner) + times * varying * (sizes[part] + 1)
        else:
            result = times + sum(inner)
        known[part] = result
        return result

    return count(expression)


def _step(u, *_value_at_zero):
    import sympy

    return sympy.Piecewise((1, u > 0), (sympy.Rational(1, 2), sympy.Eq(u, 0)), (0, True))
