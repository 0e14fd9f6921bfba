"""Where a descent starts when nobody says so: on the slope, at a place that has one."""

import numpy as np

_PREFERRED = {1: [5 / 6], 2: [1 / 6, 5 / 6]}  # of the way through the domain
_SAMPLES = {1: 1001, 2: 101}  # along each axis, where there is no slope


def default_start(objective, shares=None):
    """Return a start on the slope, a sixth of the domain from its edge, rounded.

    Where the objective has no finite value or slope there, the nearer places that have both are
    taken, and of those one that is a quarter of the way in.

    Arguments:
        objective: an `Objective` of one or two variables.
        shares: another place that is preferred: how far through each side of the domain.

    Returns:
        A float, or a list of two.

    >>> from lessonkit.objectives import Objective
    >>> default_start(Objective("x**2 - 4*x + 6", domain=(-1, 5)))
    4.0
    >>> default_start(Objective("log(x)", domain=(-5, 0.5)))
    0.13
    """
    bounds = np.atleast_2d(objective.domain)
    wanted = _PREFERRED[objective.dim] if shares is None else shares
    preferred = _place(bounds, np.array([wanted]))
    if not _has_slope(objective, preferred).all():
        inner = np.linspace(0, 1, _SAMPLES[objective.dim])[1:-1]
        grid = np.stack(np.meshgrid(*[inner] * objective.dim), axis=-1)
        grid = grid.reshape(-1, objective.dim)
        away = np.linalg.norm(grid - wanted, axis=1)
        places = _place(bounds, grid[np.argsort(away, kind="stable")])
        places = places[_has_slope(objective, places)]
        if len(places):
            preferred = places[[len(places) // 4]]
    start = preferred[0].tolist()
    return start[0] if objective.dim == 1 else start


def _place(bounds: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Points so far through the domain, rounded to three digits of its width."""
    columns = [
        np.array([round(value, 2 - int(np.floor(np.log10(high - low)))) for value in values])
        for (low, high), values in zip(
            bounds.tolist(), (bounds[:, 0] + shares * np.diff(bounds).T).T.tolist(), strict=True
        )
    ]
    return np.stack(columns, axis=-1)


def _has_slope(objective, points: np.ndarray) -> np.ndarray:
    """Which points have a finite value and a finite slope."""
    points = points if objective.dim > 1 else points[:, 0]
    values, slopes = objective(points), objective.gradient(points)
    return np.isfinite(values) & np.isfinite(slopes).reshape(len(points), -1).all(axis=1)


def on_domain(objective, start) -> bool:
    """Whether a start lies on the map.

    >>> from lessonkit.objectives import Objective
    >>> on_domain(Objective("x**2", domain=(0, 1)), 2.0)
    False
    """
    low, high = np.atleast_2d(objective.domain).T
    fits = np.size(start) == objective.dim
    return fits and bool(((low <= start) & (start <= high)).all())
