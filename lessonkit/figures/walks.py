"""Walks over a landscape of one variable: the hiker of the first lesson."""

import numpy as np

from lessonkit.figures.derivatives import describe, draw_curve
from lessonkit.i18n import _
from lessonkit.style import COLORS

_LOOKS = (("o", "orange"), ("s", "pink"), ("D", "black"))


def plot_walks(objective, *walks, ax=None):
    """Draw the places that walks came by, with their starts and ends.

    Arguments:
        objective: an `Objective` of one variable.
        walks: the places of each walk, in order; up to three.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. Arrows mark where a walk starts and ends.
    """
    from matplotlib.patheffects import withStroke

    ax = draw_curve(objective, ax)
    for walk, (marker, color) in zip(walks, _LOOKS, strict=False):
        places = np.asarray(walk, dtype=float)
        heights = objective(places)
        look = {"color": COLORS[color], "zorder": 4}
        ax.plot(places, heights, marker, markersize=5, markeredgecolor="white", **look)
        for text, k in ((_("start"), 0), (_("end"), -1)):
            ax.annotate(
                text,
                (places[k], heights[k]),
                (0, 22),
                textcoords="offset points",
                ha="center",
                color=COLORS[color],
                path_effects=[withStroke(linewidth=3, foreground="white")],
                zorder=5,
                arrowprops={"arrowstyle": "-|>", "color": COLORS[color]},
            )
        describe(
            ax,
            _(
                "A walk from {start:.2f} to {end:.2f} in {steps} steps.",
                start=places[0],
                end=places[-1],
                steps=len(places) - 1,
            ),
        )
    return ax
