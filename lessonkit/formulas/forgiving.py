"""Functions that a learner writes, made into functions that are NaN where they are not defined."""

from collections.abc import Callable

import numpy as np

from lessonkit.validation import array_of, number_of


def forgiving(name: str, function: Callable, axes: int, core: tuple) -> Callable:
    """Return `function` with NaN where it raises ValueError or ArithmeticError, or is complex.

    ``math.sqrt(-1)`` raises ValueError, ``1 / 0`` and ``math.exp(1000)`` an ArithmeticError. Other
    exceptions are mistakes, and stay what they are; so are results of the wrong shape.

    Arguments:
        name: what to call it when it returns something else than numbers.
        function: takes a point, or a stack of points; it gets copies.
        axes: how many of the last axes make up a point, 0 or 1.
        core: the shape of the result of one point.

    >>> import math
    >>> forgiving("fun", math.log, 0, ())(-1.0)
    array(nan)
    """

    def at(points):
        points = np.asarray(points)
        batch = points.shape[: points.ndim - axes]
        try:
            result = function(points.copy() if points.ndim else points[()])
            result = float(result) if isinstance(result, int) else result  # 10**400 is too large
        except (ArithmeticError, ValueError):
            if not batch:
                return np.full(core, np.nan)
            return each_point(at, points, axes, core)  # which of the points was it?
        return _real(name, result, batch + core)

    return at


def each_point(function: Callable, points: np.ndarray, axes: int, core: tuple) -> np.ndarray:
    """What a function of one point gives at each of a stack, NaN where a point is not finite."""
    batch = points.shape[: points.ndim - axes]
    if not batch and np.isfinite(points).all():
        return np.asarray(function(points))
    result = np.full(batch + core, np.nan)
    for index in np.ndindex(batch):
        if np.isfinite(points[index]).all():
            result[index] = function(points[index])
    return result


def _real(name: str, result, shape: tuple) -> np.ndarray:
    """The numbers that a function returned, NaN for those with an imaginary part."""
    if isinstance(result, float) and not shape:
        return np.array(float(result))
    if np.iscomplexobj(result):
        result = np.where(np.imag(result) == 0, np.real(result), np.nan)
    return array_of(name, result, shape) if shape else np.array(number_of(name, result))
