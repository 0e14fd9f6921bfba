"""Checks of what a caller's own function returned, where a `return` is easily forgotten."""

import numpy as np

from lessonkit.validation.arrays import double_array
from lessonkit.validation.things import shown


def number_of(name: str, result) -> float:
    """Return the one number that the function `name` returned; NaN and ∞ are numbers here.

    >>> number_of("loss", np.array([2.0])), number_of("loss", 3)
    (2.0, 3.0)
    >>> number_of("loss", None)
    Traceback (most recent call last):
    ...
    ValueError: loss returned None: is a return missing?
    """
    if isinstance(result, float):
        return float(result)
    array = _numbers(name, result, "one number")
    if array.size != 1:
        raise ValueError(f"{name} must return one number, got an array of shape {array.shape}")
    return float(array.item())


def array_of(name: str, result, shape: tuple | None = None) -> np.ndarray:
    """Return the float64 array that the function `name` returned, of a given shape.

    >>> array_of("gradient", [1, 2], (2,))
    array([1., 2.])
    >>> array_of("gradient", 3.0, (2,))
    Traceback (most recent call last):
    ...
    ValueError: gradient must return an array of shape (2,), got shape ()
    """
    array = _numbers(name, result, "an array of numbers")
    if shape is not None and array.shape != shape:
        raise ValueError(f"{name} must return an array of shape {shape}, got shape {array.shape}")
    return array


def not_none(name: str, result):
    """Return what the function `name` returned, or raise ValueError if that is None.

    >>> not_none("update", None)
    Traceback (most recent call last):
    ...
    ValueError: update returned None: is a return missing?
    """
    if result is None:
        raise ValueError(f"{name} returned None: is a return missing?")
    return result


def update_of(result, w: np.ndarray) -> tuple[np.ndarray, object]:
    """Return the new point and the new state that an optimizer's `update` made of the point `w`.

    >>> update_of((np.array([0.5]), None), np.array([1.0]))
    (array([0.5]), None)
    >>> update_of(np.array([0.5]), np.array([1.0]))
    Traceback (most recent call last):
    ...
    ValueError: update must return the new point and the new state, got array([0.5])
    """
    if not isinstance(not_none("update", result), tuple) or len(result) != 2:
        raise ValueError(f"update must return the new point and the new state, got {shown(result)}")
    new, state = result
    if not isinstance(new, np.ndarray | np.generic) or new.dtype.kind != "f":
        new = array_of("update", new)
    if new.shape != w.shape:
        raise ValueError(
            f"update must return a point of shape {w.shape}, got shape {new.shape}; "
            "a gradient has the shape of the point"
        )
    return np.asarray(new), state


def _numbers(name: str, result, wanted: str) -> np.ndarray:
    if type(result) is np.ndarray and result.dtype == np.float64:
        return result
    not_none(name, result)
    if isinstance(result, bool | np.bool_):
        return np.array(float(result))
    try:
        return double_array(name, result)
    except ValueError as error:
        raise ValueError(f"{name} must return {wanted}, got {shown(result)}") from error
