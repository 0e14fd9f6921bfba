"""Checks of what a caller passes in: each names the value and says what was wanted."""

import difflib
import math
from collections.abc import Iterable
from numbers import Real

import numpy as np


def positive(name: str, value) -> float:
    """Return `value` as a float, or raise ValueError unless it is a positive, finite number.

    >>> positive("learning_rate", 0.1)
    0.1
    >>> positive("learning_rate", 0)
    Traceback (most recent call last):
    ...
    ValueError: learning_rate must be a positive, finite number, got 0
    """
    if not _is_number(value) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} must be a positive, finite number, got {value!r}")
    return float(value)


def finite_number(name: str, value) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number.

    >>> finite_number("a", "3")
    Traceback (most recent call last):
    ...
    ValueError: a must be a finite number, got '3'
    """
    if not _is_number(value) or not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return float(value)


def not_negative(name: str, value) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number of at least 0.

    >>> not_negative("weight_decay", -1)
    Traceback (most recent call last):
    ...
    ValueError: weight_decay must be a finite number of at least 0, got -1
    """
    if not _is_number(value) or not math.isfinite(value) or value < 0:
        raise ValueError(f"{name} must be a finite number of at least 0, got {value!r}")
    return float(value)


def learning_rate(name: str, value) -> None:
    """Raise ValueError unless `value` is a positive, finite number or a schedule (a callable).

    >>> learning_rate("learning_rate", -0.1)
    Traceback (most recent call last):
    ...
    ValueError: learning_rate must be a positive, finite number, got -0.1
    """
    if not callable(value):
        positive(name, value)


def in_range(name: str, value, low: float, high: float) -> float:
    """Return `value` as a float, or raise ValueError unless `low <= value < high`.

    >>> in_range("momentum", 1.0, 0, 1)
    Traceback (most recent call last):
    ...
    ValueError: momentum must be a number from 0 up to, but not including, 1, got 1.0
    """
    if not _is_number(value) or not low <= value < high:
        raise ValueError(
            f"{name} must be a number from {low} up to, but not including, {high}, got {value!r}"
        )
    return float(value)


def whole_number(name: str, value, minimum: int = 1) -> int:
    """Return `value` as an int, or raise ValueError unless it is a whole number >= `minimum`.

    >>> whole_number("tries", 0)
    Traceback (most recent call last):
    ...
    ValueError: tries must be a whole number of at least 1, got 0
    """
    if not _is_number(value) or value != value // 1 or value < minimum:
        raise ValueError(f"{name} must be a whole number of at least {minimum}, got {value!r}")
    return int(value)


def finite_array(name: str, value) -> np.ndarray:
    """Return `value` as a new float64 array, or raise ValueError unless all of it is finite.

    >>> finite_array("start", [1, float("nan")])
    Traceback (most recent call last):
    ...
    ValueError: start must hold finite numbers only, got [1, nan]
    """
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{name} must be a number or an array of numbers, got {value!r}"
        ) from error
    if isinstance(value, str) or not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers only, got {value!r}")
    return array


def float_array(name: str, value) -> np.ndarray:
    """Return `value` as `finite_array` does, but as float32 if it already is.

    >>> float_array("start", np.float32([1, 2])).dtype, float_array("start", [1, 2]).dtype
    (dtype('float32'), dtype('float64'))
    """
    single = getattr(value, "dtype", None) == np.float32
    return finite_array(name, value).astype(np.float32 if single else np.float64, copy=False)


def generator(name: str, value) -> np.random.Generator:
    """Return `value`, or raise ValueError unless it is a ``numpy.random.Generator``.

    >>> generator("rng", 0)
    Traceback (most recent call last):
    ...
    ValueError: rng must be a numpy.random.Generator, got 0
    """
    if not isinstance(value, np.random.Generator):
        raise ValueError(f"{name} must be a numpy.random.Generator, got {value!r}")
    return value


def known_name(kind: str, name, names: Iterable[str]) -> str:
    """Return `name`, or raise ValueError with the near matches unless it is one of `names`.

    >>> known_name("objective", "rosenbrok", ["rosenbrock", "beale"])
    Traceback (most recent call last):
    ...
    ValueError: unknown objective 'rosenbrok'; did you mean 'rosenbrock'?
    """
    names = list(names)
    if name in names:
        return name
    near = difflib.get_close_matches(str(name), names, n=3, cutoff=0.5)
    if near:
        help_text = "did you mean " + " or ".join(repr(n) for n in near) + "?"
    else:
        help_text = "known: " + ", ".join(names)
    raise ValueError(f"unknown {kind} {name!r}; {help_text}")


def _is_number(value) -> bool:
    return isinstance(value, (Real, np.number)) and not isinstance(value, (bool, np.bool_))
