"""Basins: which minimum a descent reaches, for every start on a grid."""

import numpy as np
from matplotlib.colors import ListedColormap, to_rgb

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws
from lessonkit.figures.words import _, describe
from lessonkit.formulas.minima import NEVER, reached_minimum
from lessonkit.style import COLORS

# The looks of the basins of minimum A, B, C, …: color, hatch.
_LOOKS = (("blue", ""), ("yellow", "//"), ("green", ".."), ("pink", "\\\\"), ("sky", "--"))


def _few_minima(name, value, known):
    minima = checks.objective(2)(name, value, known).minima
    if not 1 <= len(minima) <= len(_LOOKS):
        raise ValueError(f"{name} must have 1 to {len(_LOOKS)} minima, got {len(minima)}")
    return value


@draws(
    (5, 5),
    objective=_few_minima,
    starts=checks.numbers("rows", "columns", 2),
    ends=checks.values("rows", "columns", 2),
)
def plot_basins(objective, starts, ends, ax=None):
    """Color every start by the minimum at which its descent ended.

    Arguments:
        objective: an `Objective` of two variables with up to five minima.
        starts: ``(rows, columns, 2)``, a regular grid as ``np.meshgrid`` makes it.
        ends: where the descents ended, of the same shape.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. The minima are named A, B, C, … in the order of ``objective.minima``; their
        basins differ in color and hatch, and starts that reached none are dark.
    """
    minima = objective.minima
    basins = reached_minimum(minima, ends)
    x, y = starts[0, :, 0], starts[:, 0, 1]
    colors = ListedColormap([_pale(COLORS["black"], 0.7), *(_pale(COLORS[c]) for c, _h in _LOOKS)])
    ax.pcolormesh(x, y, basins, cmap=colors, vmin=NEVER - 0.5, vmax=len(_LOOKS) - 0.5, zorder=0)
    for k, ((_color, hatch), minimum) in enumerate(zip(_LOOKS, minima, strict=False)):
        if hatch and (basins == k).any():
            inside = ax.contourf(x, y, basins == k, [0.5, 1.5], colors="none", hatches=[hatch])
            inside.set(edgecolor="white", linewidth=0)
        name = {"ha": "center", "va": "center", "fontsize": 11, "zorder": 4}
        ax.plot(*minimum, "o", color="white", markersize=17, zorder=3)
        ax.text(*minimum, "ABCDE"[k], color=COLORS["black"], **name)
    ax.grid(False)
    ax.set(xlabel=f"${objective.variables[0]}$", ylabel=f"${objective.variables[1]}$")
    ax.set_aspect("equal")
    counts = ", ".join(f"{'ABCDE'[k]} {(basins == k).mean():.0%}" for k in range(len(minima)))
    text = _(
        "Which minimum is reached from which start: {counts}; none {never:.0%}.",
        counts=counts,
        never=(basins == NEVER).mean(),
    )
    return describe(ax, text)


def _pale(color: str, strength: float = 0.45):
    return 1 - strength * (1 - np.array(to_rgb(color)))
