"""Numerical derivatives: the slope of anything that can be evaluated, and a check of slopes."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lessonkit.validation import finite_array, known_name, positive, whole_number

METHODS = ("central", "forward")
# The bands of a gradient check, and what a relative error below each of them says.
BANDS = (
    (1e-7, "right: as close as differences can tell"),
    (1e-4, "close: fine for a function with kinks, too far off for a smooth one"),
    (1e-2, "doubtful: probably a mistake in a small term"),
    (np.inf, "wrong"),
)
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
        ValueError: when `h` is not positive, `x` is not finite, `method` is unknown, or `fun`
            does not return one number for each point.

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
    h = positive("h", h)
    known_name("method", method, METHODS)
    point = finite_array("x", x)
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

    >>> numerical_jacobian(lambda p: np.array([p[0] * p[1], p[0], 5.0]), [2.0, 3.0]).round(6)
    array([[3., 2.],
           [1., 0.],
           [0., 0.]])

    Reference: Nocedal and Wright, 2006, section 8.1.
    """
    h = positive("h", h)
    known_name("method", method, METHODS)
    point = finite_array("x", x)
    base = np.array(fun(point.copy()), dtype=np.float64)
    jacobian = np.empty(base.shape + point.shape)
    for index in np.ndindex(point.shape):
        ahead, behind = point.copy(), point.copy()
        ahead[index] += h
        behind[index] -= h
        before = base if method == "forward" else np.array(fun(behind), dtype=np.float64)
        with np.errstate(all="ignore"):
            change = np.asarray(fun(ahead)) - before
        jacobian[(..., *index)] = change / (h if method == "forward" else 2 * h)
    return jacobian


def numerical_hessian(fun: Callable, x, h: float = 1e-4) -> np.ndarray | float:
    """Estimate the second derivatives of `fun` at `x` from its values.

    H_ij = (f(x + hᵢ + hⱼ) − f(x + hᵢ − hⱼ) − f(x − hᵢ + hⱼ) + f(x − hᵢ − hⱼ)) / 4h²

    where hᵢ moves coordinate i by h; on the diagonal that is a step of 2h each way.

    Arguments: as for `numerical_gradient`; the cost is 2n² + 1 evaluations for n coordinates.

    Returns:
        A symmetric array of shape ``(*x.shape, *x.shape)``, a float when `x` is a number.

    >>> numerical_hessian(lambda p: p[0] ** 2 * p[1], [1.0, 3.0]).round(4) + 0.0
    array([[6., 2.],
           [2., 0.]])

    Reference: Nocedal and Wright, 2006, section 8.1.
    """
    h = positive("h", h)
    point = finite_array("x", x)
    n = point.size
    moves = h * np.eye(n).reshape(n, *point.shape)
    hessian = np.empty((n, n))
    value = _number(fun(point.copy()))
    for i in range(n):
        for j in range(i + 1):
            plus, minus = moves[i] + moves[j], moves[i] - moves[j]
            outer = _number(fun(point + plus)) + _number(fun(point - plus))
            inner = 2 * value
            if i != j:
                inner = _number(fun(point + minus)) + _number(fun(point - minus))
            hessian[i, j] = hessian[j, i] = (outer - inner) / (4 * h**2)
    return hessian.reshape(point.shape * 2) if point.ndim else float(hessian[0, 0])


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """How far a gradient is from the numerical one.

    Attributes:
        relative_error: the largest of `errors`.
        worst_index: where it is, a tuple as for indexing the gradient.
        kinks: the indices at which the function probably has a kink, tuples.
        verdict: one line in words.
        errors: the relative error of every entry, in the shape of the point.
        gradient, numerical: the two gradients, in the same shape.
    """

    relative_error: float
    worst_index: tuple[int, ...]
    kinks: tuple[tuple[int, ...], ...]
    verdict: str
    errors: np.ndarray = field(repr=False)
    gradient: np.ndarray = field(repr=False)
    numerical: np.ndarray = field(repr=False)

    def __repr__(self) -> str:
        return f"<GradientCheck: relative error {self.relative_error:.0e}; {self.verdict}>"


def gradient_check(fun: Callable, gradient, x, h: float = 1e-5) -> GradientCheck:
    """Compare a gradient with the numerical one, entry by entry.

    error = |a − n| / max(|a|, |n|, floor)

    for an entry a of the gradient and n of the numerical one. The floor keeps entries from being
    blamed for round-off: below it the differences of `fun` do not hold the digits to compare. A
    probable kink is an entry where the slopes ahead and behind disagree, and do so at ten times
    the step as well, where those of a smooth function would disagree ten times as much.

    Arguments:
        fun: takes an array of the shape of `x`, returns one number.
        gradient: a callable that returns the gradient at a point, or the gradient at `x` itself.
        x: the point, of any shape; it is left alone.
        h: how far each coordinate is moved, in the units of `x`.

    Returns:
        A `GradientCheck`. Its verdict goes by the bands 1e-7, 1e-4 and 1e-2.

    Raises:
        ValueError: when the gradient has another shape than `x`.

    >>> gradient_check(lambda w: (w**3).sum(), lambda w: 3 * w**2, [1.0, 2.0]).verdict
    'right: as close as differences can tell'
    >>> found = gradient_check(lambda w: (w**3).sum(), lambda w: 2 * w**2, [1.0, 2.0])
    >>> found
    <GradientCheck: relative error 3e-01; wrong, worst at [0]>
    >>> gradient_check(lambda x: abs(x), 1.0, 0.0).kinks
    ((),)

    Reference: Stanford University, *CS231n: Neural Networks, part 3*, "Gradient checks".
    """
    h = positive("h", h)
    point = finite_array("x", x)
    given = gradient(point.copy()) if callable(gradient) else gradient
    given = np.array(given, dtype=np.float64)
    if given.shape != point.shape:
        raise ValueError(f"the gradient must have the shape {point.shape} of x, got {given.shape}")
    value = _number(fun(point.copy()))
    numerical = np.asarray(numerical_gradient(fun, point, h))
    with np.errstate(all="ignore"):
        # Forward and central differ by half the difference between the slopes on either side.
        bend = 2 * np.abs(np.asarray(numerical_gradient(fun, point, h, "forward")) - numerical)
        round_off = np.finfo(float).eps * abs(value) / h
        size = np.maximum(np.abs(given), np.abs(numerical))
        errors = np.abs(given - numerical) / np.maximum(size, 1e7 * round_off + 1e-300)
    errors = np.where(np.isnan(errors), np.inf, errors)
    suspects = np.argwhere(bend > np.maximum(20 * round_off, 1e-3 * size))
    kinks = [i for i in map(_index, suspects) if _bend(fun, point, i, 10 * h) < 5 * bend[i]]
    # Between the two slopes at a kink, any number is a subgradient and none is wrong.
    excused = [i for i in kinks if abs(given[i] - numerical[i]) <= 0.51 * bend[i]]
    return GradientCheck(
        relative_error=float(errors.max(initial=0)),
        worst_index=_worst(errors),
        kinks=tuple(kinks),
        verdict=_verdict(errors, kinks, excused),
        errors=errors,
        gradient=given,
        numerical=numerical,
    )


def _verdict(errors, kinks, excused) -> str:
    judged = errors.copy()
    for index in excused:
        judged[index] = 0
    error = judged.max(initial=0)
    verdict = next(words for limit, words in BANDS if error <= limit)
    if error > BANDS[0][0] and errors.ndim:
        verdict += f", worst at {list(_worst(judged))}"
    if kinks:
        count = "1 probable kink" if len(kinks) == 1 else f"{len(kinks)} probable kinks"
        where = f" (first at {list(kinks[0])})" if errors.ndim else ""
        verdict += f"; {count}{where}, where no slope is the right one"
    return verdict


def _bend(fun, point, index, step) -> float:
    """How far the slopes ahead and behind disagree along one coordinate."""
    ahead, behind = point.copy(), point.copy()
    ahead[index] += step
    behind[index] -= step
    middle = _number(fun(point.copy()))
    return abs((_number(fun(ahead)) - middle) - (middle - _number(fun(behind)))) / step


def _index(array) -> tuple[int, ...]:
    return tuple(map(int, array))


def _worst(errors: np.ndarray) -> tuple[int, ...]:
    return _index(np.unravel_index(errors.argmax(), errors.shape)) if errors.size else ()


def _number(value) -> float:
    if np.size(value) != 1:
        raise ValueError(
            f"the function must return one number for a point, got an array of shape "
            f"{np.shape(value)}; give point_axes if it takes a stack of points"
        )
    return float(value) if np.ndim(value) == 0 else float(np.asarray(value).item())


def _stacked_gradient(fun, points, h, method, point_axes):
    axes = whole_number("point_axes", point_axes, minimum=0)
    if axes > points.ndim:
        raise ValueError(f"point_axes must be at most {points.ndim} for this x, got {axes}")
    batch, core = points.shape[: points.ndim - axes], points.shape[points.ndim - axes :]
    n = int(np.prod(core))

    def values(stack):
        result = np.asarray(fun(stack), dtype=np.float64)
        wanted = stack.shape[: stack.ndim - axes]
        if result.shape != wanted:
            raise ValueError(
                f"for a stack of points of shape {stack.shape} the function must return "
                f"shape {wanted}, got {result.shape}"
            )
        return result

    gradient = np.empty((n, *batch))
    base = values(points.copy()) if method == "forward" else None
    block = max(1, _NUMBERS_AT_ONCE // max(1, points.size))
    for first in range(0, n, block):
        rows = min(block, n - first)
        moves = h * np.eye(rows, n, k=first).reshape(rows, *(1,) * len(batch), *core)
        ahead = values(points + moves)
        with np.errstate(all="ignore"):
            if method == "forward":
                gradient[first : first + rows] = (ahead - base) / h
            else:
                gradient[first : first + rows] = (ahead - values(points - moves)) / (2 * h)
    gradient = np.ascontiguousarray(np.moveaxis(gradient, 0, -1)).reshape(points.shape)
    return gradient if gradient.ndim else float(gradient)
