"""The picture of a mini-batch explorer."""

import numpy as np

from lessonkit.figures.drawing import STAR, draws, finite, new_figure, set_logarithmic
from lessonkit.figures.landscapes.maps import draw_map
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.figures.words import _, describe
from lessonkit.style import COLORS


@draws()
def draw_batch_explorer(explorer):
    """Draw what a mini-batch explorer shows: the map with the runs on it, and their losses.

    Arguments:
        explorer: a `BatchExplorer`.

    Returns:
        A Matplotlib Figure that pyplot does not know.
    """
    figure = new_figure(9.4, 4.2)
    landscape, curves = figure.subplots(1, 2, width_ratios=(1, 1.1))
    points = explorer.points
    _draw_map(explorer, points, landscape)
    _draw_losses(explorer, points, curves)
    return figure


def _draw_map(explorer, points, ax) -> None:
    (left, right), (low, high) = explorer.domain
    x, y = np.linspace(left, right, 81), np.linspace(low, high, 81)
    values = explorer.loss(np.stack(np.meshgrid(x, y), axis=-1))
    draw_map(ax, x, y, values, shown_range(values), 24, slice(2, None, 2))
    points = finite(points)
    ax.plot(*explorer.lowest, "*", **STAR | {"markersize": 15, "zorder": 2})
    ax.plot(*points[:, 0].T, color=COLORS["orange"], linewidth=1.2)
    ax.plot(*points[-1].T, ".", color=COLORS["black"], markersize=6)
    ax.plot(*points[0, 0], "o", color=COLORS["orange"], markersize=10, markeredgecolor="white")
    ax.plot(*points[-1, 0], "D", color=COLORS["orange"], markersize=8, markeredgecolor="white")
    ax.set(xlabel="$w_1$", ylabel="$w_2$", xlim=(left, right), ylim=(low, high), aspect="equal")
    text = _(
        "A map of the loss over two weights: one run of {updates} updates with batches of "
        "{size}, and the ends of {runs} runs, a cloud of width {width:.3f}.",
        updates=explorer.updates,
        size=explorer.batch_size,
        runs=points.shape[1],
        width=explorer.width,
    )
    describe(ax, text)


def _draw_losses(explorer, points, ax) -> None:
    picks = np.unique(np.linspace(0, explorer.updates, 41).astype(int))
    above = finite(explorer.loss(points[picks]) - explorer.loss(explorer.lowest))
    counted = picks / explorer.updates * explorer.budget_length
    band = {"color": COLORS["orange"], "alpha": 0.22}
    ax.fill_between(counted, above.min(axis=1), above.max(axis=1), **band)
    ax.plot(counted, above[:, 0], color=COLORS["orange"], label=f"B = {explorer.batch_size}")
    seen = explorer.budget == "examples"
    set_logarithmic(ax, "y")
    ax.set(ylim=(1e-5, 3), xlabel=_("examples seen") if seen else _("updates"))
    ax.set_ylabel(_("loss above the lowest"))
    ax.legend()
    text = _(
        "The loss falls from {first:.2g} to {last:.2g} above the lowest one.",
        first=above[0, 0],
        last=above[-1, 0],
    )
    describe(ax, text)
