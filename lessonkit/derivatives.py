"""Numerical derivatives: the slope of anything that can be evaluated."""

from collections.abc import Callable

import numpy as np

from lessonkit.validation import (
    array_of,
    finite_array,
    function,
    known_name,
    number_of,
    positive,
    whole_number,
)

METHODS = ("central", "forward")
_NUMBERS_AT_ONCE = 2**22  # how many a stack of moved points may hold


def numerical_gradient(
    fun: Callable, x, h: float = 1e-5, method: str = "central", point_axes: int | None = None
) -> np.ndarray | float:
    """Estimate the gradient of `fun` at `x`, one coordinate at a time.

    central: (f(x + h·e_i) − f(x − h·e_i)) / 2h, error of order h²
    forward: (f(x + h·e_i) − f(x)) / h, error of order h

    Arguments:
        fun: takes an array of the shape of `x`, returns one number.
        x: the point, of any shape; a copy is moved, the caller's array is left alone.
        h: how far each coordinate is moved, in the units of `x`.
        method: ``"central"`` costs 2n evaluations for n coordinates, ``"forward"`` n + 1.
        point_axes: for a function that takes a whole stack of points and returns one number for
            each: how many of the last axes of `x` make up one point. The axes before them count
            points, and the gradient is taken at each. All evaluations are then made in a few
            calls, which for a cheap function is many times faster.

    Returns:
        An array of the shape of `x` (a float when `x` is a number): entry ``[i, j]`` says how
        fast `fun` changes when ``x[i, j]`` grows.

    Raises:
        ValueError: when `h` is not positive, `x` is not finite, `method` is unknown, or `fun` is
            no function or does not return one number for each point.

    >>> numerical_gradient(lambda w: (w**2).sum(), [1.0, -2.0]).round(6)
    array([ 2., -4.])
    >>> round(numerical_gradient(lambda x: 3 * x**3 - 2 * x + 1, 1.0), 6)
    7.0
    >>> points = [[1.0, -2.0], [0.0, 3.0], [5.0, 5.0]]
    >>> numerical_gradient(lambda p: (p**2).sum(axis=-1), points, point_axes=1).round(6)
    array([[ 2., -4.],
           [ 0.,  6.],
           [10., 10.]])

    Reference: Nocedal and Wright, *Numerical Optimization*, 2nd ed., 2006, section 8.1.
    """
    fun, point, h = _checked(fun, x, h, method)
    with np.errstate(all="ignore"):  # a function may have no value at a point beside this one
        if point_axes is not None:
            return _stacked_gradient(fun, point, h, method, point_axes)
        gradient = np.empty_like(point)
        base = _number(fun(point.copy())) if method == "forward" else 0.0
        for index in np.ndindex(point.shape):
            here = point[index]
            point[index] = here + h
            ahead = _number(fun(point.copy()))
            if method == "forward":
                gradient[index] = (ahead - base) / h
            else:
                point[index] = here - h
                gradient[index] = (ahead - _number(fun(point.copy()))) / (2 * h)
            point[index] = here
    return gradient if gradient.ndim else float(gradient)


def numerical_jacobian(fun: Callable, x, h: float = 1e-5, method: str = "central") -> np.ndarray:
    """Estimate all first derivatives of a function that returns an array.

    Arguments: as for `numerical_gradient`, but `fun` returns an array of any one shape.

    Returns:
        An array of shape ``(*fun(x).shape, *x.shape)``: output first, input last.

    Raises:
        ValueError: as `numerical_gradient`, and when the shape of what `fun` returns changes.

    >>> numerical_jacobian(lambda p: np.array([p[0] * p[1], p[0], 5.0]), [2.0, 3.0]).round(6)
    array([[3., 2.],
           [1., 0.],
           [0., 0.]])

    Reference: Nocedal and Wright, 2006, section 8.1.
    """
    fun, point, h = _checked(fun, x, h, method)
    with np.errstate(all="ignore"):
        base = np.array(array_of("fun", fun(point.copy())))
        jacobian = np.empty(base.shape + point.shape)
        for index in np.ndindex(point.shape):
            ahead, behind = point.copy(), point.copy()
            ahead[index] += h
            behind[index] -= h
            forward = method == "forward"
            before = base if forward else np.array(array_of("fun", fun(behind), base.shape))
            change = array_of("fun", fun(ahead), base.shape) - before
            jacobian[(..., *index)] = change / (h if forward else 2 * h)
    return jacobian


def numerical_hessian(fun: Callable, x, h: float = 1e-4) -> np.ndarray | float:
    """Estimate the second derivatives of `fun` at `x` from its values.

    H_ij = (f(x + hᵢ + hⱼ) − f(x + hᵢ − hⱼ) − f(x − hᵢ + hⱼ) + f(x − hᵢ − hⱼ)) / 4h²

    where hᵢ moves coordinate i by h; on the diagonal that is a step of 2h each way.

    Arguments: as for `numerical_gradient`; the cost is 2n² + 1 evaluations for n coordinates.

    Returns:
        A symmetric array of shape ``(*x.shape, *x.shape)``, a float when `x` is a number. It holds
        NaN for a coordinate so large that x + h is x.

    Raises:
        ValueError: as `numerical_gradient`, and when h² is too small or too large for a number.

    >>> numerical_hessian(lambda p: p[0] ** 2 * p[1], [1.0, 3.0]).round(4) + 0.0
    array([[6., 2.],
           [2., 0.]])

    Reference: Nocedal and Wright, 2006, section 8.1.
    """
    fun, point, h = _checked(fun, x, h)
    if not np.finfo(float).tiny <= h * h < np.inf:
        raise ValueError(f"h must be a number whose square is one too, got {h}")
    n = point.size
    moves = h * np.eye(n).reshape(n, *point.shape)
    hessian = np.empty((n, n))
    with np.errstate(all="ignore"):
        value = _number(fun(point.copy()))
        for i in range(n):
            for j in range(i + 1):
                plus, minus = moves[i] + moves[j], moves[i] - moves[j]
                outer = _number(fun(point + plus)) + _number(fun(point - plus))
                inner = 2 * value
                if i != j:
                    inner = _number(fun(point + minus)) + _number(fun(point - minus))
                hessian[i, j] = hessian[j, i] = (outer - inner) / (4 * h**2)
        still = (point + h == point).ravel()
        hessian[still], hessian[:, still] = np.nan, np.nan
    return hessian.reshape(point.shape * 2) if point.ndim else float(hessian[0, 0])


def _checked(fun, x, h, method="central") -> tuple[Callable, np.ndarray, float]:
    known_name("method", method, METHODS)
    return function("fun", fun), finite_array("x", x), positive("h", h)


def _number(result) -> float:
    return number_of("fun", result)


def _stacked_gradient(fun, points, h, method, point_axes):
    axes = whole_number("point_axes", point_axes, minimum=0)
    if axes > points.ndim:
        raise ValueError(f"point_axes must be at most {points.ndim} for this x, got {axes}")
    batch, core = points.shape[: points.ndim - axes], points.shape[points.ndim - axes :]
    n = int(np.prod(core))

    def values(stack):
        return array_of("fun", fun(stack), stack.shape[: stack.ndim - axes])

    gradient = np.empty((n, *batch))
    base = values(points.copy()) if method == "forward" else None
    block = max(1, _NUMBERS_AT_ONCE // max(1, points.size))
    for first in range(0, n, block):
        rows = min(block, n - first)
        moves = h * np.eye(rows, n, k=first).reshape(rows, *(1,) * len(batch), *core)
        ahead = values(points + moves)
        if method == "forward":
            gradient[first : first + rows] = (ahead - base) / h
        else:
            gradient[first : first + rows] = (ahead - values(points - moves)) / (2 * h)
    gradient = np.ascontiguousarray(np.moveaxis(gradient, 0, -1)).reshape(points.shape)
    return gradient if gradient.ndim else float(gradient)
