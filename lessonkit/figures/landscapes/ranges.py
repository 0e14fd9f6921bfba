"""Which values of a landscape are shown: the finite ones, without what towers at a pole."""

from functools import lru_cache

import numpy as np

from lessonkit.figures.drawing import _, finite

SAMPLES = {1: 601, 2: 201}  # along each axis
_TOWERING = 20  # this many times the middle half of the values away from it
_ROOM = 3  # of that half is shown beyond it then


def sampled(objective, domain=None, count: int | None = None):
    """Return the coordinates along each axis and the values on their grid."""
    count = count or SAMPLES[objective.dim]
    bounds = np.atleast_2d(objective.domain if domain is None else domain)
    axes = [np.linspace(low, high, count) for low, high in bounds]
    return *axes, objective(axes[0] if objective.dim == 1 else np.stack(np.meshgrid(*axes), -1))


def shown_range(values, objective=None, domain=None) -> tuple[float, float]:
    """Return the lowest and the highest of the values that are worth room; (0, 1) if there is none.

    All finite values are, as long as they end somewhere. At a pole they do not: how high the
    highest sample stands there says only how near to the pole it was taken, and everything else
    would look flat beside it.

    Arguments:
        values: an array.
        objective, domain: where the values come from, to tell a pole between the samples from a
            summit; without them a pole is where there is an infinite value.

    >>> shown_range(np.array([3.0, -1.0, np.nan]))
    (-1.0, 3.0)
    >>> shown_range(np.append(np.arange(9.0), [1e9, np.inf]))[1] < 100
    True
    """
    there = values[np.isfinite(finite(values))]
    if not there.size:
        return 0.0, 1.0
    low, high = there.min(), there.max()
    quarter, three = np.percentile(there, (25, 75))
    middle = three - quarter
    if 0 < _TOWERING * middle < high - three and _has_pole(values, objective, domain):
        high = three + _ROOM * middle
    if 0 < _TOWERING * middle < quarter - low and _has_pole(-values, objective, domain, -1):
        low = quarter - _ROOM * middle
    return float(low), float(high)


@lru_cache(maxsize=64)
def domain_range(objective) -> tuple[float, float]:
    """Return the lowest and the highest value that is shown of an objective on its domain."""
    with np.errstate(all="ignore"):
        return shown_range(sampled(objective)[-1], objective)


def value_range(objective) -> tuple[float, float]:
    """Return what `domain_range` does.

    Raises:
        ValueError: when there is no finite value, in the learner's language.
    """
    if not np.isfinite(finite(sampled(objective)[-1])).any():
        sides = zip(objective.variables, np.atleast_2d(objective.domain), strict=True)
        where = ", ".join(f"{low:g} ≤ {name} ≤ {high:g}" for name, (low, high) in sides)
        raise ValueError(
            _("{name} has no finite value where {where}.", name=objective.name, where=where)
        )
    return domain_range(objective)


@lru_cache(maxsize=64)
def has_logarithmic_values(objective) -> bool:
    """Whether values need a logarithmic axis: a tenth of the map would be one line on another.

    In one dimension the axis is the curve's own, and linear.
    """
    low, high = domain_range(objective)
    if objective.dim == 1 or low < 0:
        return False
    values = sampled(objective)[-1]
    finite = values[np.isfinite(values)]
    return bool(finite.size and np.percentile(finite, 10) - low < 0.005 * (high - low))


def with_value(objective, points: np.ndarray) -> np.ndarray:
    """Return those of the points that have a finite value."""
    return points[np.isfinite(objective(points))] if len(points) else points


def _has_pole(values, objective, domain, sign: int = 1) -> bool:
    """Whether values rise without end: one is infinite, or they tower ever more from near by."""
    if (values == np.inf).any():
        return True
    if objective is None:
        return False
    bounds = np.atleast_2d(objective.domain if domain is None else domain)
    steps = (bounds[:, 1] - bounds[:, 0]) / (np.array(values.shape[::-1]) - 1)
    place = np.unravel_index(np.nanargmax(values), values.shape)[::-1]
    top, point = np.nanmax(values), bounds[:, 0] + steps * place
    window = np.stack(np.meshgrid(*[np.linspace(-1, 1, 9)] * objective.dim), -1)
    highest = top
    for closer in 0.4 ** np.arange(12):
        near = (point + closer * steps * window.reshape(-1, objective.dim)).clip(*bounds.T)
        heights = sign * objective(near if objective.dim > 1 else near[:, 0])
        heights = np.where(np.isnan(heights), -np.inf, heights)
        highest, point = max(highest, heights.max()), near[heights.argmax()]
    return bool(highest > 10 * top)
