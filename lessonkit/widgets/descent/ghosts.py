"""The runs with noisy gradients that the panel ``noise`` draws, number by number as in the browser.

As js/noise.js does: run k draws from the seed 1000 · seed + k, step by step, so that it stays the
same run when the start, the learning rate or the number of steps changes.
"""

import numpy as np

from lessonkit.descent import descend
from lessonkit.figures.landscapes.ranges import value_range
from lessonkit.path import Path
from lessonkit.widgets.noise import normals

GHOSTS = 50
MOST_UPDATES = 10_000  # of all ghosts: with very many steps there are fewer
STOPS = 100  # of the slider


def strongest_noise(objective) -> float:
    """Return the end of the slider: about twice the average slope of the map.

    >>> from lessonkit import objectives
    >>> strongest_noise(objectives.parabola)
    3.0
    """
    low, high = value_range(objective)
    widest = max(np.ptp(np.atleast_2d(objective.domain), axis=1))
    return STOPS * float(f"{(high - low) / widest * 2 / STOPS:.0e}") or 1.0


def default_noise(objective) -> float:
    """Return where the slider stands at first."""
    return round(strongest_noise(objective) / 10, 12)


def ghosts(objective, optimizer, start, steps: int, sigma: float, seed: int) -> Path:
    """Descend from one start many times, with σ times a normal draw added to each slope.

    Arguments:
        objective, optimizer, start, steps: as for `descend`.
        sigma: the standard deviation of the noise.
        seed: where the draws begin.

    Returns:
        A `Path` of ``(ghosts,)`` starts, which differ in their noise alone.
    """
    count = max(5, min(GHOSTS, MOST_UPDATES // max(1, steps)))
    seeds = 1000 * seed + np.arange(count)
    rows = max(1, steps)
    draws = normals(seeds, rows * objective.dim).reshape(count, rows, *np.shape(start))
    starts = np.broadcast_to(start, (count, *np.shape(start)))
    noise = sigma * np.moveaxis(draws, 1, 0)  # that of each step
    return descend(_Noisy(objective), optimizer, starts, steps, batches=noise)


class _Noisy:
    """An objective with noise on its slopes."""

    def __init__(self, objective):
        self.objective = objective

    def __call__(self, w, noise):
        return self.objective(w)

    def gradient(self, w, noise):
        return self.objective.gradient(w) + noise
