"""Checks of arrays."""

import math

import numpy as np

from lessonkit.validation.numbers import LARGEST_COUNT, as_float, whole_number
from lessonkit.validation.things import items, shown

_DEEPEST = 16  # how deep lists may be nested


def real_array(name: str, value, shape: tuple | None = None) -> np.ndarray:
    """Return `value` as an array of its own kind of real number, or raise ValueError.

    NaN and ∞ pass, and an array that is one already is not copied.

    Arguments:
        name: what to call it in the message.
        value: a number, an array, or nested lists of numbers.
        shape: the shape that it must have, None for a length that does not matter.

    >>> real_array("x", [1, 2]), real_array("x", np.float32(3))
    (array([1, 2]), array(3., dtype=float32))
    >>> real_array("x", [1, 2j])
    Traceback (most recent call last):
    ...
    ValueError: x must be a number or an array of numbers, got [1, 2j]
    """
    plain = isinstance(value, float) or type(value) is np.ndarray
    array = np.asarray(value) if plain else _converted(name, value)
    if array.dtype.kind not in "fiub":
        array = _from_objects(name, array, value)
    if shape is not None and not _fits(array.shape, shape):
        wanted = "(" + ", ".join("any" if n is None else str(n) for n in shape)
        wanted += ",)" if len(shape) == 1 else ")"
        raise ValueError(f"{name} must have the shape {wanted}, got shape {array.shape}")
    return array


def double_array(name: str, value, shape: tuple | None = None) -> np.ndarray:
    """Return `value` as float64, as `real_array` does: NaN passes, float64 is not copied.

    >>> double_array("x", [1, float("nan")])
    array([ 1., nan])
    """
    return _as(np.float64, real_array(name, value, shape))


def finite_array(name: str, value, shape: tuple | None = None) -> np.ndarray:
    """Return `value` as a new float64 array, or raise ValueError unless all of it is finite.

    >>> finite_array("start", [1, float("nan")])
    Traceback (most recent call last):
    ...
    ValueError: start must hold finite numbers only, got [1, nan]
    """
    array = np.array(double_array(name, value, shape))
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers only, got {shown(value)}")
    return array


def float_array(name: str, value, shape: tuple | None = None) -> np.ndarray:
    """Return `value` as `finite_array` does, but as float32 if it already is.

    >>> float_array("start", np.float32([1, 2])).dtype, float_array("start", [1, 2]).dtype
    (dtype('float32'), dtype('float64'))
    """
    single = getattr(value, "dtype", None) == np.float32
    return finite_array(name, value, shape).astype(np.float32 if single else np.float64, copy=False)


def working_array(name: str, value, shape: tuple | None = None) -> np.ndarray:
    """Return `value` as float32 if it already is, otherwise as float64; NaN passes.

    >>> working_array("W", np.float16([1, 2])).dtype
    dtype('float64')
    """
    array = real_array(name, value, shape)
    return array if array.dtype == np.float32 else _as(np.float64, array)


def whole_numbers(name: str, value, minimum: int = 0) -> list[int]:
    """Return `value` as a list of ints, or raise ValueError unless it is a list of whole numbers.

    >>> whole_numbers("seeds", range(3))
    [0, 1, 2]
    """
    return [whole_number(f"each of {name}", each, minimum) for each in items(name, value)]


def array_shape(name: str, value) -> tuple[int, ...]:
    """Return `value` as a shape, or raise ValueError unless it is one or a single length.

    >>> array_shape("shape", 3), array_shape("shape", (2, 3))
    ((3,), (2, 3))
    """
    lengths = value if isinstance(value, tuple | list) else (value,)
    shape = tuple(whole_number(name, length, minimum=0) for length in lengths)
    if math.prod(shape) > LARGEST_COUNT:
        raise ValueError(f"{name} must be that of at most {LARGEST_COUNT} numbers, got {shape}")
    return shape


def _converted(name: str, value) -> np.ndarray:
    """An array made of anything, if NumPy can; no mask is lost on the way."""
    if isinstance(value, bool | np.bool_) or _is_lost_on_numpy(value):
        raise _refused(name, value)
    try:
        return np.asarray(value)
    except Exception as error:  # `__array__` of somebody's class may raise anything
        raise _refused(name, value) from error


def _is_lost_on_numpy(value, around: tuple = ()) -> bool:
    """Whether there is a masked value, whose mask is dropped, or a list inside of itself."""
    if isinstance(value, list | tuple):
        here = (*around, id(value))
        endless = id(value) in around or len(around) >= _DEEPEST
        return endless or any(_is_lost_on_numpy(each, here) for each in value)
    return isinstance(value, np.ma.MaskedArray)


def _from_objects(name: str, array: np.ndarray, value) -> np.ndarray:
    """The float64 array of an array of Python numbers, such as fractions and large integers."""
    if array.dtype.kind != "O":
        raise _refused(name, value)
    numbers = np.array([as_float(each) for each in array.flat], dtype=np.float64)
    if any(x != x and not isinstance(y, float) for x, y in zip(numbers, array.flat, strict=True)):
        raise _refused(name, value)
    return numbers.reshape(array.shape)


def _as(kind: type, array: np.ndarray) -> np.ndarray:
    if array.dtype == kind:
        return array
    with np.errstate(all="ignore"):  # a long double may be too large
        return array.astype(kind)


def _fits(shape: tuple, wanted: tuple) -> bool:
    return len(shape) == len(wanted) and all(
        w is None or n == w for n, w in zip(shape, wanted, strict=True)
    )


def _refused(name: str, value) -> ValueError:
    return ValueError(f"{name} must be a number or an array of numbers, got {shown(value)}")
