"""Races: the paths of several optimizers from one start, on one landscape."""

import numpy as np

from lessonkit.figures.explorer import LOOKS
from lessonkit.figures.landscapes import left_at, path_text, plot_objective
from lessonkit.figures.pictures import plain
from lessonkit.i18n import _
from lessonkit.style import COLORS


def plot_paths(objective, paths: dict, ax=None):
    """Draw several descents from one start on one landscape, looking as in the explorer.

    Arguments:
        objective: an `Objective` of one or two variables, drawn first unless `ax` shows one.
        paths: label → `Path` of one start; up to ten.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. A ring marks the start, a large dark-edged marker the end of each path; the legend
        says which paths left the map, and when.

    Raises:
        ValueError: when there is no path, or more than ten.
    """
    if not 1 <= len(paths) <= len(LOOKS):
        raise ValueError(f"paths must hold 1 to {len(LOOKS)} paths, got {len(paths)}")
    if ax is None or not ax.has_data():
        ax = plot_objective(objective, ax)
    limits = ax.get_xlim(), ax.get_ylim()
    texts = [ax.get_label()]
    for (label, path), look in zip(paths.items(), LOOKS, strict=False):
        left = left_at(path, limits, objective.dim)
        # Beyond its last crossing of the edge a path would fill the map with its way out.
        shown = _places(objective, path)[:, : None if left is None else left + 1]
        _draw_path(ax, shown, look, _named(label, left))
        texts.append(path_text(path, plain(label), left))
    first = _places(objective, next(iter(paths.values())))[:, 0]
    ax.plot(*first, "o", markersize=11, markerfacecolor="none", color=COLORS["black"], zorder=6)
    ax.annotate(_("start"), first, (0, 10), textcoords="offset points", ha="center", zorder=6)
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.legend(frameon=True, framealpha=0.85, edgecolor="none", fontsize=9)
    ax.set_label(" ".join(texts))
    return ax


def _places(objective, path):
    """Where the points of a path are in the picture, an array ``(2, steps + 1)``."""
    return np.stack([path.points, path.values]) if objective.dim == 1 else path.points.T


def _draw_path(ax, places, look, label: str) -> None:
    color, marker, dashes = look
    style = {"color": COLORS[color], "marker": marker, "zorder": 4}
    small = 5 if places.shape[1] <= 40 else 3
    ax.plot(*places, linestyle=dashes, linewidth=1.4, markersize=small, label=label, **style)
    ax.plot(*places[:, -1], markersize=9, markeredgecolor=COLORS["black"], **style | {"zorder": 5})


def _named(label: str, left: int | None) -> str:
    return label if left is None else label + ": " + _("left the map at step {step}", step=left)
