"""Local search in pictures: steps taken and refused, step sizes, directions against the slope."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, finite, plot_medians, say, set_logarithmic
from lessonkit.figures.landscapes.maps import plot_objective
from lessonkit.search import LocalSearch

_RECORDED = checks.such(
    checks.of_type(LocalSearch),
    lambda search: search.points is not None and search.points.ndim == 1,
    "be a search of one variable made with record=True",
)


@draws(
    (8, 3.6),
    step_sizes=checks.numbers("n", above=0),
    values=checks.values("n", None),
    percent=checks.flag,
)
def plot_step_sizes(step_sizes, values, ax=None, percent: bool = False):
    """Draw what each step size led to: a dot for each run, a line through the medians.

    Arguments:
        step_sizes: of the searches.
        values: the final losses, or the shares of the steps taken, ``(step_sizes, runs)``.
        percent: whether the values are shares.

    Returns:
        The Axes, with a logarithmic axis of the step sizes. The lowest median loss has a star.
    """
    middle = plot_medians(ax, step_sizes, values * (100 if percent else 1), size=16)
    if not percent and np.isfinite(middle).any():
        low = int(np.nanargmin(middle))
        star = {"color": COLORS["orange"], "markersize": 17, "markeredgecolor": "white"}
        label = _("lowest: {value:.2f}", value=middle[low])
        ax.plot(step_sizes[low], middle[low], "*", label=label, zorder=4, linestyle="none", **star)
    name = _("steps taken (%)") if percent else _("final loss")
    set_logarithmic(ax, "x")
    ax.set(xlabel=_("step size"), ylabel=name, ylim=(0, None))
    ax.legend()
    pairs = [
        f"{size:g}: {say(value, '.3g')}" for size, value in zip(step_sizes, middle, strict=True)
    ]
    return _("{name} for each step size, the median: {pairs}.", name=name, pairs=", ".join(pairs))


@draws(objective=checks.objective(1), searches=checks.labeled(_RECORDED, most=3))
def plot_stops(objective, searches: dict, ax=None):
    """Draw where local searches of one variable stood, on the curve that they went down.

    Arguments:
        objective: an `Objective` of one variable.
        searches: label → `LocalSearch` with recorded points.

    Returns:
        The Axes. A large mark shows where each search ended.
    """
    plot_objective(objective, ax)
    looks = [("o", "orange"), ("s", "green"), ("^", "pink")]
    ends = []
    for (label, found), (marker, color) in zip(searches.items(), looks, strict=False):
        stops = found.points[found.accepted]
        look = {"color": COLORS[color], "zorder": 5, "label": label}
        ax.plot(stops, finite(objective(stops)), marker, markersize=6, linestyle=":", **look)
        end = {"color": COLORS[color], "markersize": 13, "markeredgecolor": "white", "zorder": 6}
        ax.plot(stops[-1], finite(objective(stops[-1])), marker, **end)
        about = {"label": label, "first": stops[0], "last": stops[-1]}
        ends.append(_("{label}: from {first:.2f} to {last:.2f}", **about))
    ax.legend()
    return f"{'; '.join(ends)}."
