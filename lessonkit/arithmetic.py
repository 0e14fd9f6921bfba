"""What formulas are made of, in plain numbers: constants, functions, operators, limits."""

import math
from collections.abc import Callable

MAX_EXPONENT = 100
LARGEST = 1e300

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

OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "negative": lambda a: -a,
}


def constant_value(tree) -> float | None:
    """The float value of a tree without variables, None for one with; refuses what overflows."""
    kind, *parts = tree
    if kind == "number":
        return bounded(float(parts[0]))
    if kind == "name":
        return CONSTANTS.get(parts[0])
    if kind == "call":
        name, *arguments = parts
        values = [constant_value(a) for a in arguments]
        return None if None in values else calculated(FUNCTIONS[name], *values)
    values = [constant_value(part) for part in parts]
    if kind == "**" and values[1] is not None and abs(values[1]) > MAX_EXPONENT:
        raise ValueError(f"an exponent may be at most {MAX_EXPONENT}, got {values[1]:g}")
    if kind == "/" and values[1] == 0:
        raise ValueError("it divides by zero")
    return None if None in values else calculated(OPERATORS[kind], *values)


def calculated(function: Callable, *values) -> float:
    """Return a value of `function`, or raise ValueError unless it is real and not too large."""
    try:
        return bounded(function(*values))
    except OverflowError:
        raise ValueError("a part of it is too large") from None
    except ZeroDivisionError:
        raise ValueError("it divides by zero") from None
    except ValueError as error:
        if "math domain" not in str(error) and "expected a" not in str(error):
            raise
        raise ValueError("a part of it is not a real number anywhere") from None


def bounded(value) -> float:
    """Return `value`, or raise ValueError unless it is real and not too large."""
    if isinstance(value, complex):
        raise ValueError("a part of it is not a real number anywhere")
    if not abs(value) < LARGEST:
        raise ValueError(f"a part of it is too large, {value:g}")
    return value
