"""The picture of a search explorer."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, new_figure
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.figures.lessons.searches import plot_darts, plot_search


@draws(objective=checks.objective(2), points=checks.numbers(None, 2), box=checks.interval)
def draw_search_explorer(objective, points, box):
    """Draw what a search explorer shows: the darts on their map, and the staircase beside it.

    Arguments: as for `plot_darts`.
    """
    figure = new_figure(9, 4)
    landscape, staircase = figure.subplots(1, 2, width_ratios=(1.1, 1))
    plot_darts(objective, points, box, landscape).set_aspect("equal")
    values = objective(points)
    plot_search(values, staircase, log=True)
    staircase.set_ylabel("$f$")
    low, high = shown_range(values)
    if np.isfinite(values).any() and low > 0:
        staircase.set(yscale="log", ylim=(low / 2, 10 * high))
    return figure
