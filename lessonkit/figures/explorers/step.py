"""The picture of a step explorer."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, draws, new_figure
from lessonkit.figures.lessons.descents import plot_promise
from lessonkit.figures.runs.outcomes import plot_step_curve


@draws(
    steps=checks.numbers("n", above=0),
    losses=checks.values("n"),
    start=checks.number,
    slope=checks.number,
    step=checks.positive,
)
def draw_step_explorer(steps, losses, start, slope, step):
    """Draw what a step explorer shows: the loss for each step size, and the promise beside it.

    Arguments:
        steps, losses: as for `plot_step_curve`.
        start, slope: the loss before the step, and its slope along the line.
        step: the current step size.
    """
    figure = new_figure(9, 3.8)
    left, right = figure.subplots(1, 2)
    plot_step_curve(steps, losses, ax=left, start=start)
    left.plot(step, np.interp(step, steps, losses), "o", color=COLORS["orange"], markersize=11)
    along = np.linspace(0, 2 * step, 201)
    truth = np.interp(along, np.r_[0, steps], np.r_[start, losses])
    plot_promise(along, truth, slope, ax=right)
    look = {"color": COLORS["orange"], "markersize": 11, "zorder": 4}
    right.plot(step, np.interp(step, along, truth), "o", **look)
    return figure
