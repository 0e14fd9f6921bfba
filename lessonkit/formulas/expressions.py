"""Typed text to a SymPy expression, and where it is real.

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
from lessonkit.formulas.mending import mended
from lessonkit.formulas.real_functions import real_functions, with_own_corners
from lessonkit.i18n import _


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

    tree = _tree(text, variables, constants or {})
    conditions = []
    try:
        constant_value(tree)
        value = _to_sympy(tree, variables, conditions)
        check_constants(value)
        return Formula(value, sympy.And(*conditions))
    except UnusableError as error:
        reason = str(error)
    except (ArithmeticError, ValueError, TypeError):  # of SymPy
        reason = _("It is beyond what can be calculated here.")
    raise unusable(text, reason)


def _tree(text: str, variables, constants):
    try:
        return Reader(text, variables, constants).read()
    except ExpressionError as error:
        better = mended(text, variables, constants)
        if better is None or better in str(error).replace(repr(text), ""):
            raise
        raise ExpressionError(f"{error} " + _("Did you mean {better}?", better=better)) from None


def unusable(text, reason: str) -> ExpressionError:
    """The error for a formula that can be read but not used."""
    return ExpressionError(
        _("The formula {text!r} cannot be used. {reason}", text=str(text), reason=reason)
    )


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
    own = {**real_functions(), **OPERATORS, "min": sympy.Min, "max": sympy.Max}
    function = own.get(kind) or getattr(sympy, kind)
    result = with_own_corners(function(*arguments))
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


def check_constants(expression) -> None:
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
