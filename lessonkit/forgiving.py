"""Functions that a learner writes, made into functions that are NaN where they are not defined."""

from collections.abc import Callable

import numpy as np


def forgiving(function: Callable, axes: int, core: tuple) -> Callable:
    """Return `function` with NaN where it raises ValueError or ArithmeticError, or is complex.

    ``math.sqrt(-1)`` raises ValueError, ``1 / 0`` and ``math.exp(1000)`` an ArithmeticError. Other
    exceptions are mistakes, and stay what they are; so are results of the wrong shape.

    Arguments:
        function: takes a point, or a stack of points; it gets copies.
        axes: how many of the last axes make up a point, 0 or 1.
        core: the shape of the result of one point.

    >>> import math
    >>> forgiving(math.log, 0, ())(-1.0)
    array(nan)
    """

    def at(points):
        points = np.asarray(points)
        batch = points.shape[: points.ndim - axes]
        try:
            result = function(points.copy() if points.ndim else float(points))
        except (ArithmeticError, ValueError):
            if not batch:
                return np.full(core, np.nan)
            return each_point(at, points, axes, core)  # which of the points was it?
        return _real(result, batch + core)

    return at


def each_point(function: Callable, points: np.ndarray, axes: int, core: tuple) -> np.ndarray:
    """What a function of one point gives at each of a stack, NaN where a point is not finite."""
    batch = points.shape[: points.ndim - axes]
    result = np.full(batch + core, np.nan)
    for index in np.ndindex(batch):
        if np.isfinite(points[index]).all():
            result[index] = function(points[index])
    return result


def _real(result, shape: tuple) -> np.ndarray:
    array = np.asarray(result)
    if array.dtype == object and None in array.ravel().tolist():
        raise TypeError(
            f"the function must return numbers, got {result!r}; perhaps a return is missing"
        )
    if array.shape != shape and (shape or array.size != 1):
        wanted = f"an array of shape {shape}" if shape else "one number"
        raise ValueError(f"the function must return {wanted}, got shape {array.shape}")
    if np.iscomplexobj(array):
        array = np.where(array.imag == 0, array.real, np.nan)
    try:
        return array.astype(np.float64).reshape(shape)
    except OverflowError:  # an int such as 10**400
        return np.full(shape, np.nan)
