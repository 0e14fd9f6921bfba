"""The picture of a mini-batch explorer, for where its page does not move."""

import numpy as np

from lessonkit.figures.landscapes import MAP_COLORS
from lessonkit.i18n import _
from lessonkit.style import COLORS


def draw_batch_explorer(explorer):
    """Draw what a mini-batch explorer shows: the map with the runs on it, and their losses.

    Arguments:
        explorer: a `BatchExplorer`.

    Returns:
        A Matplotlib Figure that pyplot does not know, so that nothing shows it a second time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.4, 4.2), layout="constrained")
    landscape, curves = figure.subplots(1, 2, width_ratios=(1, 1.1))
    points = explorer.points
    _draw_map(explorer, points, landscape)
    _draw_losses(explorer, points, curves)
    return figure


def _draw_map(explorer, points, ax) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    (left, right), (low, high) = explorer.domain
    x, y = np.meshgrid(np.linspace(left, right, 81), np.linspace(low, high, 81))
    values = explorer.loss(np.stack([x, y], axis=-1))
    levels = values.min() + np.ptp(values) * np.linspace(0, 1, 24) ** 2
    colors = LinearSegmentedColormap.from_list("map", MAP_COLORS)
    ax.contourf(x, y, values, levels, cmap=colors)
    ax.contour(x, y, values, levels[2::2], colors="white", linewidths=0.8)
    ax.plot(*explorer.lowest, "*", color=COLORS["green"], markersize=15, markeredgecolor="white")
    ax.plot(*points[:, 0].T, color=COLORS["orange"], linewidth=1.2)
    ax.plot(*points[-1].T, ".", color=COLORS["black"], markersize=6)
    ax.plot(*points[0, 0], "o", color=COLORS["orange"], markersize=10, markeredgecolor="white")
    ax.plot(*points[-1, 0], "D", color=COLORS["orange"], markersize=8, markeredgecolor="white")
    ax.set(xlabel="$w_1$", ylabel="$w_2$", xlim=(left, right), ylim=(low, high), aspect="equal")
    ax.set_label(
        _(
            "A map of the loss over two weights: one run of {updates} updates with batches of "
            "{size}, and the ends of {runs} runs, a cloud of width {width:.3f}.",
            updates=explorer.updates,
            size=explorer.batch_size,
            runs=points.shape[1],
            width=explorer.width,
        )
    )


def _draw_losses(explorer, points, ax) -> None:
    picks = np.unique(np.linspace(0, explorer.updates, 41).astype(int))
    above = explorer.loss(points[picks]) - explorer.loss(explorer.lowest)
    counted = picks / explorer.updates * explorer.budget_length
    ax.fill_between(
        counted, above.min(axis=1), above.max(axis=1), color=COLORS["orange"], alpha=0.22
    )
    ax.plot(counted, above[:, 0], color=COLORS["orange"], label=f"B = {explorer.batch_size}")
    seen = explorer.budget == "examples"
    ax.set(yscale="log", ylim=(1e-5, 3), xlabel=_("examples seen") if seen else _("updates"))
    ax.set_ylabel(_("loss above the lowest"))
    ax.legend()
    ax.set_label(
        _(
            "The loss falls from {first:.2g} to {last:.2g} above the lowest one.",
            first=above[0, 0],
            last=above[-1, 0],
        )
    )
