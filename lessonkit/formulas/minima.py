"""Looking for the local minima of an objective in its domain, and who ended at which."""

import numpy as np

from lessonkit.validation import double_array, finite_array, positive

NEVER = -1  # the minimum of a descent that ended at none
SAMPLES = 401  # along each axis of the domain
MOST = 200  # low places that are followed, the lowest ones
ROUNDS = 40  # of a closer look: the neighborhood becomes smaller by 0.6 each time
NEWTON_STEPS = 60
# Directions around a point, along none of the axes and diagonals, where poles often lie.
_ANGLES = 0.1 + np.linspace(0, 2 * np.pi, 180, endpoint=False)
_AROUND = {1: np.array([[-1.0], [1.0]]), 2: np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])}


def find_minima(objective) -> tuple[np.ndarray, bool]:
    """Look for local minima on a grid, then close in on each with ever finer grids.

    Arguments:
        objective: an `Objective` of one or two variables.

    Returns:
        The minimizers, the lowest first: ``(k,)`` in one dimension, otherwise ``(k, 2)``. Those on
        the edge of the domain do not count, nor poles. And whether every low place of the grid
        was followed: where there are more than `MOST` the search stops.

    Raises:
        ValueError: when the objective has more than two variables.
    """
    if objective.dim > 2:
        raise ValueError(
            f"minima are searched in 1 or 2 dimensions, {objective.name} has {objective.dim}"
        )
    with np.errstate(all="ignore"):  # beside poles everything overflows
        return _search(objective)


def _search(objective) -> tuple[np.ndarray, bool]:
    bounds = np.atleast_2d(objective.domain)
    axes = [np.linspace(low, high, SAMPLES) for low, high in bounds]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    width = (bounds[:, 1] - bounds[:, 0]) / (SAMPLES - 1)
    values = _values(objective, grid)
    low = _lowest_of_neighbors(values)
    starts = grid[low][np.argsort(values[low], kind="stable")]
    points = _close_in(objective, starts[:MOST], width)
    points = _follow_newton(objective, points)
    inside = ((points > bounds[:, 0]) & (points < bounds[:, 1])).all(axis=1)
    points = _distinct(points[inside], 1e-3 * width)
    points = points[_are_minima(objective, points, width)]
    points = points[np.argsort(_values(objective, points), kind="stable")]
    points = _rounded(points, bounds) + 0.0
    return points[:, 0] if objective.dim == 1 else points, len(starts) <= MOST


def _at(function, points: np.ndarray) -> np.ndarray:
    """What a function of an objective gives at points ``(..., dim)``, in one dimension too."""
    return np.asarray(function(points if points.shape[-1] > 1 else points[..., 0]))


def _values(objective, points: np.ndarray) -> np.ndarray:
    """The values at points ``(..., dim)``; where there is none it is as high as can be."""
    values = _at(objective, points)
    return np.where(np.isnan(values), np.inf, values)


def _lowest_of_neighbors(values: np.ndarray) -> np.ndarray:
    """Where the inner values of a grid are not above any of their neighbors."""
    lowest = np.zeros(values.shape, bool)
    inner = (slice(1, -1),) * values.ndim
    lowest[inner] = np.isfinite(values[inner])
    for shift in np.ndindex((3,) * values.ndim):
        if shift == (1,) * values.ndim:
            continue
        neighbor = values[
            tuple(slice(s, n - 2 + s) for s, n in zip(shift, values.shape, strict=True))
        ]
        # Strict on one side only, so that a flat valley counts once and not as every cell.
        strict = shift < (1,) * values.ndim
        lowest[inner] &= values[inner] < neighbor if strict else values[inner] <= neighbor
    return lowest


def _close_in(objective, points: np.ndarray, width: np.ndarray) -> np.ndarray:
    dim = points.shape[-1]
    offsets = np.stack(np.meshgrid(*[[-1, -0.5, 0, 0.5, 1]] * dim, indexing="ij"), -1)
    offsets = offsets.reshape(-1, dim)
    offsets = offsets[np.argsort(np.abs(offsets).sum(axis=1), kind="stable")]  # if equal: stay
    for _ in range(ROUNDS):
        near = points[:, None] + width * offsets
        points = _lowest(near, _values(objective, near))
        width = width * 0.6
    return points


def _lowest(points: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Of each row of points ``(k, m, dim)`` with values ``(k, m)``, the lowest."""
    return np.take_along_axis(points, values.argmin(axis=1)[:, None, None], axis=1)[:, 0]


def _follow_newton(objective, points: np.ndarray) -> np.ndarray:
    """Newton's method from each point, as long as it goes down.

    A grid stops too early in a narrow curved valley, and values alone tell a minimizer to half
    the digits only. At a corner there is no way down for Newton, and the point stays.
    """
    points = points.copy()
    moving = np.arange(len(points))
    for _ in range(NEWTON_STEPS):
        here = points[moving]
        slope = _at(objective.gradient, here).reshape(here.shape)
        curvature = _at(objective.hessian, here).reshape(*here.shape, here.shape[-1])
        usable = np.isfinite(slope).all(axis=1) & np.isfinite(curvature).all(axis=(1, 2))
        usable &= slope.any(axis=1) & curvature.any(axis=(1, 2))
        moving, here, slope = moving[usable], here[usable], slope[usable]
        if not moving.size:
            break
        bends, axes = np.linalg.eigh(curvature[usable])
        strongest = np.abs(bends).max(axis=1, keepdims=True)
        bends = np.maximum(np.abs(bends), 1e-12 * strongest)
        along = np.einsum("kij,ki->kj", axes, slope) / bends
        whole = -np.einsum("kij,kj->ki", axes, along)
        trials = here[:, None] + whole[:, None] * 0.5 ** np.arange(30)[:, None]
        values, value = _values(objective, trials), _values(objective, here)
        ahead = _at(objective.gradient, trials[:, 0]).reshape(here.shape)
        flatter = np.linalg.norm(ahead, axis=1) < np.linalg.norm(slope, axis=1)
        as_it_is = (values[:, 0] <= value + 1e-13 * np.abs(value)) & flatter
        lower = values.min(axis=1) < value
        best = np.where(as_it_is[:, None], trials[:, 0], _lowest(trials, values))
        moving, best = moving[as_it_is | lower], best[as_it_is | lower]
        points[moving] = best
    return points


def _distinct(points: np.ndarray, apart: np.ndarray) -> np.ndarray:
    found = []
    for point in points:
        if all((np.abs(point - other) > apart).any() for other in found):
            found.append(point)
    return np.array(found).reshape(-1, points.shape[-1])


def _are_minima(objective, points: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Which of the points are minima: nothing around them is lower, and there is a floor.

    Closing in on a minimum, the values around it change less and less; on a pole they run away,
    and at a jump the point itself may not have the value that is beside it.
    """
    at = _values(objective, points)
    bottoms = _close_in(objective, points, 1e-9 * width)
    finest = np.maximum(1e-13 * width, 16 * np.spacing(np.abs(points)))
    near = 1e-3 * width + 0 * finest
    rings = [_ring(objective, bottoms, r) for r in (near, np.sqrt(near * finest), finest)]
    around, far = _ring(objective, points, near), _ring(objective, points, 1e3 * near)
    rise = around.max(axis=1) - at
    all_around = np.hstack([around, far])
    highest = all_around.max(axis=1, where=np.isfinite(all_around), initial=-np.inf)
    seen = highest - at > 8 * np.spacing(np.abs(at))  # more than rounding makes
    good = seen & np.isfinite(at) & np.isfinite(around).all(axis=1)
    good &= around.min(axis=1) >= at - 1e-13 * np.abs(at)
    # A pole can be too narrow for its rise to be seen, and is then far below all that is around.
    good &= (rise <= 3 * (far.max(axis=1) - around.max(axis=1))) | (
        np.abs(at) <= 1e6 * np.abs(far).max(axis=1)
    )
    noise = 1e-12 * (np.abs(at) + rise)
    for edge in (np.min, np.max):
        wide, middle, close = (edge(ring, axis=1) for ring in rings)
        good &= middle - close <= 0.8 * (wide - middle) + noise
    beside = _values(objective, _rounded(points, np.atleast_2d(objective.domain)))
    return good & (beside - _values(objective, bottoms) <= 0.05 * rise + noise)


def _ring(objective, points: np.ndarray, radius: np.ndarray) -> np.ndarray:
    around = points[:, None] + radius[:, None] * _AROUND[points.shape[-1]]
    return _values(objective, around)


def _rounded(points: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """The points with nine decimals, more where the domain is narrower than 1."""
    digits = 9 + np.maximum(0, -np.floor(np.log10(bounds[:, 1] - bounds[:, 0])))
    columns = [column.round(int(d)) for column, d in zip(points.T, digits, strict=True)]
    return np.stack(columns, axis=-1)


def reached_minimum(minima, ends, near: float = 0.1) -> np.ndarray:
    """Return at which minimum each descent ended: its position in `minima`, or `NEVER`.

    Arguments:
        minima: ``(count, dim)``.
        ends: ``(…, dim)``; they need not be finite.
        near: how far from a minimum an end may be.

    Raises:
        ValueError: when there are no minima, or shapes do not fit. In one dimension too, points
            have an axis of coordinates: ``minima[:, None]``.

    >>> reached_minimum([[0.0, 0.0], [3.0, 0.0]], [[2.95, 0.0], [1.5, 0.0], [np.nan, 0.0]])
    array([ 1, -1, -1])
    """
    minima, ends = finite_array("minima", minima), double_array("ends", ends)
    if minima.ndim != 2 or not minima.size:
        raise ValueError(f"minima must have shape (count, dim), got shape {minima.shape}")
    if ends.shape[-1:] != minima.shape[1:]:
        raise ValueError(f"ends must have shape (…, {minima.shape[1]}), got shape {ends.shape}")
    near = positive("near", near)
    with np.errstate(all="ignore"):
        away = np.linalg.norm(ends[..., None, :] - minima, axis=-1)
    away = np.where(np.isfinite(away), away, np.inf)
    return np.where(away.min(axis=-1) <= near, away.argmin(axis=-1), NEVER)
