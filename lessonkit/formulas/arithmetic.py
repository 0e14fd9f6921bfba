"""What formulas are made of, in plain numbers: constants, functions, operators, limits."""

import math
from collections.abc import Callable

from lessonkit.i18n import _

MAX_EXPONENT = 100
LARGEST = 1e300
SMALLEST = 1e-300  # of the numbers that are not zero

CONSTANTS = {"pi": math.pi, "e": math.e}
FUNCTIONS = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "sign": lambda x: float((x > 0) - (x < 0)),
    "min": min,
    "max": max,
}
SEVERAL_ARGUMENTS = {"min", "max"}

OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "negative": lambda a: -a,
}


class UnusableError(ValueError):
    """Why a formula cannot be used: a sentence in the language of the learner."""


def constant_value(tree) -> float | None:
    """The float value of a tree without variables, None for one with; refuses what overflows."""
    kind, *parts = tree
    if kind == "number":
        return literal(parts[0])
    if kind == "name":
        return CONSTANTS.get(parts[0])
    if kind == "call":
        name, *arguments = parts
        values = [constant_value(a) for a in arguments]
        return None if None in values else calculated(FUNCTIONS[name], *values)
    values = [constant_value(part) for part in parts]
    if kind == "**" and values[1] is not None and abs(values[1]) > MAX_EXPONENT:
        raise UnusableError(exponent_too_large(values[1]))
    if kind == "/" and values[1] == 0:
        raise UnusableError(_("It divides by zero."))
    return None if None in values else calculated(OPERATORS[kind], *values)


def literal(text: str) -> float:
    """The value of a typed number, or `UnusableError` when it is too large or too close to zero."""
    digits = text.lower().partition("e")[0]
    return bounded(float(text), zero=not digits.strip("0."))


def calculated(function: Callable, *values) -> float:
    """Return a value of `function`, or raise `UnusableError` unless it is real and small enough."""
    try:
        return bounded(function(*values), zero=True)
    except OverflowError:
        raise UnusableError(too_large()) from None
    except ZeroDivisionError:
        raise UnusableError(_("It divides by zero.")) from None
    except UnusableError:
        raise
    except ValueError:
        raise UnusableError(not_real()) from None


def bounded(value, zero: bool) -> float:
    """Return `value`, or raise `UnusableError` unless it is real and of a size to calculate with.

    Arguments:
        value: the number.
        zero: whether it may be exactly zero; otherwise a zero is what has become too small.
    """
    if isinstance(value, complex):
        raise UnusableError(not_real())
    if not abs(value) < LARGEST:
        raise UnusableError(too_large())
    if abs(value) < SMALLEST and not (zero and value == 0):
        raise UnusableError(
            _("A part of it is too close to zero: less than {smallest:g}.", smallest=SMALLEST)
        )
    return value


def too_large() -> str:
    """The sentence for what has no room in 64 bits."""
    return _("A part of it is too large: more than {largest:g}.", largest=LARGEST)


def not_real() -> str:
    """The sentence for roots of negative numbers and the like."""
    return _("A part of it is not a real number anywhere.")


def exponent_too_large(exponent: float) -> str:
    """The sentence for what grows too fast."""
    return _("An exponent may be at most {most}, got {got:g}.", most=MAX_EXPONENT, got=exponent)
