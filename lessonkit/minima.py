"""Looking for the local minima of an objective in its domain, and who ended at which."""

import numpy as np

from lessonkit.validation import double_array, finite_array, positive

NEVER = -1  # the minimum of a descent that ended at none


def find_minima(objective, samples: int = 401, rounds: int = 40) -> np.ndarray:
    """Look for local minima on a grid, then close in on each with ever finer grids.

    Arguments:
        objective: an `Objective` of one or two variables.
        samples: how many points of the domain are tried along each axis.
        rounds: how often the neighborhood of a minimum is made smaller, by 0.6 each time.

    Returns:
        The minimizers, the lowest first: ``(k,)`` in one dimension, otherwise ``(k, 2)``.
        Those on the edge of the domain do not count.

    Raises:
        ValueError: when the objective has more than two variables.
    """
    if objective.dim > 2:
        raise ValueError(
            f"minima are searched in 1 or 2 dimensions, {objective.name} has {objective.dim}"
        )
    bounds = np.atleast_2d(objective.domain)
    axes = [np.linspace(low, high, samples) for low, high in bounds]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    width = (bounds[:, 1] - bounds[:, 0]) / (samples - 1)
    starts = grid[_lowest_of_neighbors(_values(objective, grid))]
    found = []
    for start in starts:
        point = _follow_newton(objective, _close_in(objective, start, width, rounds))
        new = all((np.abs(point - other) > 1e-3 * width).any() for other in found)
        if new and _is_lowest_around(objective, point, width):
            found.append(point)
    found.sort(key=lambda point: _values(objective, point))
    points = np.array(found).reshape(-1, objective.dim).round(9) + 0.0
    return points[:, 0] if objective.dim == 1 else points


def _values(objective, points: np.ndarray) -> np.ndarray:
    """The values at points ``(..., dim)``, in one dimension too; never NaN."""
    values = np.asarray(objective(points if objective.dim > 1 else points[..., 0]))
    return np.where(np.isfinite(values), values, np.inf)


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


def _close_in(objective, point: np.ndarray, width: np.ndarray, rounds: int) -> np.ndarray:
    offsets = np.stack(np.meshgrid(*[[-1, -0.5, 0, 0.5, 1]] * objective.dim, indexing="ij"), -1)
    for _ in range(rounds):
        near = point + width * offsets.reshape(-1, objective.dim)
        point = near[_values(objective, near).argmin()]
        width = width * 0.6
    return point


def _follow_newton(objective, point: np.ndarray, steps: int = 100) -> np.ndarray:
    """Newton's method, as long as it goes down.

    A grid stops too early in a narrow curved valley, and values alone tell a minimizer to half
    the digits only. At a corner there is no way down for Newton, and the point stays.
    """

    def of(function, at):
        return np.asarray(function(at if objective.dim > 1 else at[0]))

    for _ in range(steps):
        slope = np.atleast_1d(of(objective.gradient, point))
        curvature = np.atleast_2d(of(objective.hessian, point))
        if not (np.isfinite(slope).all() and np.isfinite(curvature).all() and slope.any()):
            return point
        bends, axes = np.linalg.eigh(curvature)
        if not bends.any():
            return point
        bends = np.maximum(np.abs(bends), 1e-12 * np.abs(bends).max())
        whole = -axes @ ((axes.T @ slope) / bends)
        trials = point + whole * 0.5 ** np.arange(30)[:, None]
        flatter = np.linalg.norm(of(objective.gradient, trials[0])) < np.linalg.norm(slope)
        values = _values(objective, trials)
        here = float(_values(objective, point))
        if values[0] <= here + 1e-15 * abs(here) and flatter:
            point = trials[0]
        elif values.min() < here:
            point = trials[values.argmin()]
        else:
            return point
    return point


def _is_lowest_around(objective, point: np.ndarray, width: np.ndarray) -> bool:
    angles = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    ring = np.column_stack([np.cos(angles), np.sin(angles)]) if objective.dim == 2 else [[-1], [1]]
    here = float(_values(objective, point))
    around = _values(objective, point + 1e-3 * width * np.asarray(ring))
    return bool(np.isfinite(around).all() and (around >= here - 1e-13 * abs(here)).all())


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
