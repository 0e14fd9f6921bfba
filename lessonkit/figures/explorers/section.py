"""The picture of a section explorer."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, arrow, draws, new_figure, say
from lessonkit.figures.lessons.gradients import plot_directions, plot_gradients, plot_section


@draws(objective=checks.objective(2), point=checks.numbers(2), direction=checks.number)
def draw_section_explorer(objective, point, direction: float):
    """Draw what a section explorer shows: map, two slices, and the slope over the direction.

    Arguments:
        objective, point: as for `plot_section`.
        direction: in degrees from the x axis.
    """
    figure = new_figure(10, 4.6)
    grid = figure.add_gridspec(2, 3, width_ratios=(1.7, 1, 1))
    landscape = plot_gradients(objective, [point], figure.add_subplot(grid[:, 0]))
    for cut, place in ((landscape.axvline, point[0]), (landscape.axhline, point[1])):
        cut(place, color=COLORS["blue"], linewidth=1.4, zorder=1.5)
    gradient = objective.gradient(point)
    turned = np.array([np.cos(np.radians(direction)), np.sin(np.radians(direction))])
    reach = 0.2 * np.ptp(objective.domain[0])
    arrow(landscape, point, point + reach * turned, "black")
    for column, name in enumerate(objective.variables):
        plot_section(objective, point, name, figure.add_subplot(grid[0, 1 + column]))
    slope = gradient @ turned
    ax = plot_directions([direction], [slope], gradient, figure.add_subplot(grid[1, 1:]))
    ax.lines[1].set(color=COLORS["black"], markersize=9)
    ax.get_legend().remove()
    shown = say(slope, ".4g").replace("-", "−")
    ax.set_title(_("direction {degrees:.4g}°: slope {slope}", degrees=direction, slope=shown))
    return figure
