"""Checks of single numbers."""

import math
from numbers import Real

import numpy as np

from lessonkit.validation.things import shown

LARGEST_COUNT = 10**9


def positive(name: str, value) -> float:
    """Return `value` as a float, or raise ValueError unless it is a positive, finite number.

    >>> positive("learning_rate", 0.1)
    0.1
    >>> positive("learning_rate", 0)
    Traceback (most recent call last):
    ...
    ValueError: learning_rate must be a positive, finite number, got 0
    """
    number = as_float(value)
    if not 0 < number < math.inf:
        raise ValueError(f"{name} must be a positive, finite number, got {shown(value)}")
    return number


def finite_number(name: str, value) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number.

    >>> finite_number("a", "3")
    Traceback (most recent call last):
    ...
    ValueError: a must be a finite number, got '3'
    """
    number = as_float(value)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be a finite number, got {shown(value)}")
    return number


def not_negative(name: str, value) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number of at least 0.

    >>> not_negative("weight_decay", -1)
    Traceback (most recent call last):
    ...
    ValueError: weight_decay must be a finite number of at least 0, got -1
    """
    number = as_float(value)
    if not 0 <= number < math.inf:
        raise ValueError(f"{name} must be a finite number of at least 0, got {shown(value)}")
    return number


def learning_rate(name: str, value):
    """Return `value`, or raise ValueError unless it is a positive number or a schedule.

    A schedule is a function of the step. Its class alone is none: ``CosineDecay``.

    >>> learning_rate("learning_rate", -0.1)
    Traceback (most recent call last):
    ...
    ValueError: learning_rate must be a positive, finite number, got -0.1
    """
    return value if callable(value) and not isinstance(value, type) else positive(name, value)


def in_range(name: str, value, low: float, high: float) -> float:
    """Return `value` as a float, or raise ValueError unless `low <= value < high`.

    >>> in_range("momentum", 1.0, 0, 1)
    Traceback (most recent call last):
    ...
    ValueError: momentum must be a number from 0 up to, but not including, 1, got 1.0
    """
    number = as_float(value)
    if not low <= number < high:
        wanted = f"a number from {low} up to, but not including, {high}"
        raise ValueError(f"{name} must be {wanted}, got {shown(value)}")
    return number


def whole_number(name: str, value, minimum: int = 1, maximum: int = LARGEST_COUNT) -> int:
    """Return `value` as an int, or raise ValueError unless it is a whole number in that range.

    >>> whole_number("tries", 0)
    Traceback (most recent call last):
    ...
    ValueError: tries must be a whole number of at least 1, got 0
    """
    number = as_float(value)
    if not number.is_integer() or number < minimum:
        raise ValueError(f"{name} must be a whole number of at least {minimum}, got {shown(value)}")
    if number > maximum:
        raise ValueError(f"{name} must be a whole number of at most {maximum}, got {shown(value)}")
    return int(value)


def checked_fields(record, **checks) -> None:
    """Check the fields of a frozen dataclass, and keep plain numbers: 1/10 as 0.1, int8 as int.

    A float, and an int that a float holds exactly, are kept as they were written.
    """
    for name, check in checks.items():
        value = getattr(record, name)
        checked = check(name, value)
        if type(value) not in (int, float) or checked != value or check is whole_number:
            object.__setattr__(record, name, checked)


def as_float(value) -> float:
    """Return a single real number as a float, and NaN for anything else.

    >>> as_float(3), as_float("3"), as_float(True), as_float(10**400), as_float(1 + 0j)
    (3.0, nan, nan, nan, nan)
    """
    if isinstance(value, float):
        return float(value)
    if not isinstance(value, Real) or isinstance(value, bool | np.bool_ | np.timedelta64):
        return math.nan
    try:
        return float(value)
    except (OverflowError, TypeError, ValueError):
        return math.nan
