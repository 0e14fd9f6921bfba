"""Numerical derivatives: the slope of anything that can be evaluated."""

from collections.abc import Callable

import numpy as np

from lessonkit.validation import finite_array, known_name, positive


def numerical_gradient(
    fun: Callable, x, h: float = 1e-5, method: str = "central"
) -> np.ndarray | float:
    """Estimate the gradient of `fun` at `x`, one coordinate at a time.

    central: (f(x + h·e_i) − f(x − h·e_i)) / 2h, error of order h²
    forward: (f(x + h·e_i) − f(x)) / h, error of order h

    Arguments:
        fun: takes an array of the shape of `x`, returns one number.
        x: the point, of any shape; a copy is moved, the caller's array is left alone.
        h: how far each coordinate is moved, in the units of `x`.
        method: ``"central"`` costs 2n evaluations for n coordinates, ``"forward"`` n + 1.

    Returns:
        An array of the shape of `x` (a float when `x` is a number): entry ``[i, j]`` says how
        fast `fun` changes when ``x[i, j]`` grows.

    Raises:
        ValueError: when `h` is not positive, `x` is not finite or `method` is unknown.

    >>> numerical_gradient(lambda w: (w**2).sum(), [1.0, -2.0]).round(6)
    array([ 2., -4.])
    >>> round(numerical_gradient(lambda x: 3 * x**3 - 2 * x + 1, 1.0), 6)
    7.0

    Reference: Nocedal and Wright, *Numerical Optimization*, 2nd ed., 2006, section 8.1.
    """
    h = positive("h", h)
    known_name("method", method, ("central", "forward"))
    point = finite_array("x", x)
    gradient = np.empty_like(point)
    base = float(fun(point.copy())) if method == "forward" else 0.0
    for index in np.ndindex(point.shape):
        here = point[index]
        point[index] = here + h
        ahead = float(fun(point.copy()))
        if method == "forward":
            gradient[index] = (ahead - base) / h
        else:
            point[index] = here - h
            gradient[index] = (ahead - float(fun(point.copy()))) / (2 * h)
        point[index] = here
    return gradient if gradient.ndim else float(gradient)
