"""Walks over a landscape of one variable: the hiker of the first lesson."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, finite, rim
from lessonkit.figures.landscapes.maps import draw_curve
from lessonkit.figures.words import _, describe
from lessonkit.style import COLORS

_LOOKS = (("o", "orange"), ("s", "pink"), ("D", "black"))


@draws(objective=checks.objective(1), walks=checks.listed(checks.numbers(None), most=3, least=0))
def plot_walks(objective, *walks, ax=None):
    """Draw the places that walks came by, with their starts and ends.

    Arguments:
        objective: an `Objective` of one variable.
        walks: the places of each walk, in order; up to three.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. Arrows mark where a walk starts and ends.
    """
    draw_curve(objective, ax)
    for places, (marker, color) in zip(walks, _LOOKS, strict=False):
        heights, color = finite(objective(places)), COLORS[color]
        ax.plot(
            places, heights, marker, markersize=5, markeredgecolor="white", color=color, zorder=4
        )
        look = {"textcoords": "offset points", "ha": "center", "color": color, "zorder": 5}
        look |= {"path_effects": rim(), "arrowprops": {"arrowstyle": "-|>", "color": color}}
        for text, k in ((_("start"), 0), (_("end"), -1)):
            if np.isfinite(heights[k]):
                ax.annotate(text, (places[k], heights[k]), (0, 22), **look)
        text = _(
            "A walk from {start:.2f} to {end:.2f} in {steps} steps.",
            start=places[0],
            end=places[-1],
            steps=len(places) - 1,
        )
        describe(ax, text)
    return ax
