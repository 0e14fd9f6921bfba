"""Typed text to a SymPy expression, where it is real, and its derivatives.

The text is never handed to `eval` or `sympify`: `lessonkit.formulas.grammar` reads it into a
tree of tuples, which is checked and only then turned into SymPy objects, one node at a time.
"""

from functools import cache
from typing import NamedTuple

from lessonkit.formulas.arithmetic import (
    MAX_EXPONENT,
    OPERATORS,
    SMALLEST,
    UnusableError,
    bounded,
    calculated,
    constant_value,
    exponent_too_large,
    literal,
    not_real,
)
from lessonkit.formulas.grammar import MAX_CHOICES, ExpressionError, Reader
from lessonkit.i18n import _

# How many parts the derivatives of a formula may have before anything is simplified.
MAX_PARTS = 50_000


class Formula(NamedTuple):
    """A formula that has been read.

    Attributes:
        value: the SymPy expression of its value.
        defined: the SymPy condition under which every part of the formula, as typed, is real.
            SymPy simplifies sqrt(x)**2 to x, and the root of −1 would be forgotten.
    """

    value: object
    defined: object


def parse(text: str, variables: tuple[str, ...], constants=None) -> Formula:
    """Read `text` as an expression in `variables`.

    Arguments:
        text: such as ``"x**2 - 4*x + 6"``; ``^`` also means power.
        variables: the names that may occur, such as ``("x", "y")``; they become real symbols.
        constants: further names and the numbers that they stand for.

    Raises:
        ExpressionError: when the text does not parse, names something unknown, is too large, or
            is not a real number anywhere.

    >>> parse("3*(x - 2)^2 + abs(y)", ("x", "y")).value
    3*(x - 2)**2 + Abs(y)
    >>> parse("a*sqrt(x)", ("x",), {"a": -3})
    Formula(value=-3*sqrt(x), defined=x >= 0)
    >>> parse("x.real", ("x",))
    Traceback (most recent call last):
    ...
    lessonkit.formulas.grammar.ExpressionError: The formula 'x.real' cannot be read. The sign '.' at
    position 2 is not understood.
    """
    import sympy

    tree = Reader(text, variables, constants or {}).read()
    conditions = []
    try:
        constant_value(tree)
        value = _to_sympy(tree, variables, conditions)
        _check_constants(value)
        return Formula(value, sympy.And(*conditions))
    except UnusableError as error:
        reason = str(error)
    except (ArithmeticError, ValueError, TypeError):  # of SymPy
        reason = _("It is beyond what can be calculated here.")
    raise unusable(text, reason)


def unusable(text, reason: str) -> ExpressionError:
    """The error for a formula that can be read but not used."""
    return ExpressionError(
        _("The formula {text!r} cannot be used. {reason}", text=str(text), reason=reason)
    )


def differentiate(expression, variable: str):
    """Return the derivative of a SymPy expression by one of its variables.

    The corners of abs, min and max count as one subgradient among the possible ones: halfway
    between the slopes on both sides. Their spikes in second derivatives are left out.

    Raises:
        ExpressionError: when the derivative is not a real formula.

    >>> differentiate(parse("abs(x) + x**2", ("x",)).value, "x")
    2*x + sign(x)
    """
    import sympy

    derivative = expression.diff(sympy.Symbol(variable, real=True))
    derivative = _with_own_corners(derivative).replace(sympy.Heaviside, _step)
    try:
        if derivative.has(sympy.I, sympy.zoo, sympy.nan, sympy.Derivative):
            raise UnusableError(not_real())
        _check_constants(derivative)
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


@cache
def _own_functions() -> dict:
    """Functions that are taken to be real whatever is in them, by their names.

    SymPy's would split abs(log(x)) into two parts, and take minutes to find out whether a sinh is
    real. These carry SymPy's names, by which its printers know how to write them.
    """
    import sympy

    class Real(sympy.Function):
        def _eval_is_extended_real(self):
            return True

    class sign(Real):  # noqa: N801
        @classmethod
        def eval(cls, u):
            for known, value in ((u.is_positive, 1), (u.is_negative, -1), (u.is_zero, 0)):
                if known:
                    return sympy.Integer(value)

        def fdiff(self, argindex=1):
            return sympy.Integer(0)

    class Abs(Real):
        @classmethod
        def eval(cls, u):
            factor, rest = u.as_coeff_Mul()
            if u.is_extended_nonnegative:
                return u
            if u.is_extended_nonpositive:
                return -u
            if factor != 1:
                return abs(factor) * cls(rest)
            if u.could_extract_minus_sign():
                return cls(-u)

        def _eval_is_extended_nonnegative(self):
            return True

        def _eval_power(self, exponent):
            if exponent.is_even:
                return self.args[0] ** exponent

        def fdiff(self, argindex=1):
            return sign(self.args[0])

    class sinh(sympy.sinh):  # noqa: N801
        def _eval_is_real(self):
            return True

        def fdiff(self, argindex=1):
            return cosh(self.args[0])

    class cosh(sympy.cosh):  # noqa: N801
        def _eval_is_real(self):
            return True

        def _eval_is_positive(self):
            return True

        def fdiff(self, argindex=1):
            return sinh(self.args[0])

    class tanh(sympy.tanh):  # noqa: N801
        def _eval_is_real(self):
            return True

        def _eval_is_finite(self):
            return True

        def fdiff(self, argindex=1):
            return 1 - self**2

    return {"abs": Abs, "sign": sign, "sinh": sinh, "cosh": cosh, "tanh": tanh}


def _with_own_corners(expression):
    """The expression with the absolute values that SymPy has made of roots of squares."""
    import sympy

    for theirs, own in ((sympy.Abs, "abs"), (sympy.sign, "sign")):
        if expression.has(theirs):
            expression = expression.replace(theirs, _own_functions()[own])
    return expression


def _to_sympy(tree, variables, conditions: list):
    """Make SymPy objects of a tree; what has to hold for its parts to be real is appended."""
    import sympy

    kind, *parts = tree
    if kind == "number":
        text = parts[0]
        return sympy.Integer(text) if text.isdigit() else sympy.Float(literal(text))
    if kind == "name":
        if parts[0] in variables:
            return sympy.Symbol(parts[0], real=True)
        return {"pi": sympy.pi, "e": sympy.E}[parts[0]]
    if kind == "call":
        kind, *parts = parts
    arguments = [_to_sympy(part, variables, conditions) for part in parts]
    for condition in _conditions(kind, *arguments):
        if condition == sympy.false:
            raise UnusableError(not_real())
        conditions.append(condition)
    own = {**_own_functions(), **OPERATORS, "min": sympy.Min, "max": sympy.Max}
    function = own.get(kind) or getattr(sympy, kind)
    result = _with_own_corners(function(*arguments))
    _check(result)
    return result


def _conditions(kind: str, u, v=None, *_more) -> list:
    """What has to hold for the arguments of a function or an operator if the result is real."""
    import sympy

    if kind in ("sqrt", "log"):
        return [sympy.Ge(u, 0)]
    if kind in ("asin", "acos"):
        return [sympy.Ge(u, -1), sympy.Le(u, 1)]
    if kind != "**":
        return []
    if v.is_number:
        return [] if float(v).is_integer() else [sympy.Ge(u, 0)]
    return [sympy.Or(sympy.Ge(u, 0), sympy.Eq(v, sympy.floor(v)))]


def _check(result) -> None:
    """Refuse what SymPy has made of a tree when no single part of the text shows the trouble.

    Powers of powers multiply their exponents, ``x - x`` is a zero to divide by, and so on.
    """
    import sympy

    if result.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        raise UnusableError(_("It divides by zero or contains an infinite number."))
    if result.has(sympy.I):
        raise UnusableError(not_real())
    for number in result.atoms(sympy.Number):
        bounded(float(number), zero=number == 0)
    for power in result.atoms(sympy.Pow):
        if power.exp.is_Number and abs(power.exp) > MAX_EXPONENT:
            raise UnusableError(exponent_too_large(float(power.exp)))
    for choice in result.atoms(sympy.Max, sympy.Min):
        if len(choice.args) > MAX_CHOICES:
            raise UnusableError(_("It compares more than {most} things at once.", most=MAX_CHOICES))


def _check_constants(expression) -> None:
    """Refuse parts without a variable, such as (-1)**(1/3), that are not ordinary real numbers."""
    pending, seen = [expression], set()
    while pending:
        part = pending.pop()
        if part in seen or not part.args:
            continue
        seen.add(part)
        if part.free_symbols:
            pending.extend(part.args)
        elif part.is_number:
            _check_constant(part)


@cache
def _check_constant(number) -> None:
    import sympy

    value = calculated(sympy.lambdify([], number, "math"))
    if value == 0 and 0 < abs(number.evalf(15)) < SMALLEST:
        bounded(SMALLEST / 2, zero=False)
