"""What many descents have in common: where they end, how long they take."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, finite
from lessonkit.figures.words import _, describe
from lessonkit.style import COLORS


@draws(starts=checks.numbers("n"), ends=checks.values("n"), name=checks.text)
def plot_ends(starts, ends, ax=None, name: str = "x"):
    """Draw where descents of one variable end over where they start.

    Arguments:
        starts, ends: the first and the last points, ``(N,)`` each.
        ax: the Axes to draw on; by default a new figure's.
        name: of the variable, for the axis labels.

    Returns:
        The Axes. Every end that occurs is a valley, with its own color and marker.
    """
    ends = finite(ends)
    valleys = np.unique(ends[np.isfinite(ends)].round(2))
    for valley, color, marker in zip(valleys, COLORS.values(), "osD^vP*", strict=False):
        here = ends.round(2) == valley
        ax.plot(starts[here], ends[here], marker, color=color, markersize=5, label=f"{valley:.2f}")
    ax.set(xlabel=_("start {name}", name=f"${name}_0$"), ylabel=_("end"))
    if len(valleys):
        ax.legend(title=_("ends at"))
    counts = [
        _("{count} end at {valley:.2f}", count=int((ends.round(2) == valley).sum()), valley=valley)
        for valley in valleys
    ]
    text = _(
        "End of each descent over its start, from {low:g} to {high:g}: {counts}.",
        low=starts.min(),
        high=starts.max(),
        counts="; ".join(counts),
    )
    return describe(ax, text)


@draws(condition_numbers=checks.numbers("n"), steps=checks.values("n"))
def plot_steps_needed(condition_numbers, steps, ax=None):
    """Draw how many steps a descent needs over the condition number of its landscape.

    Arguments:
        condition_numbers, steps: ``(N,)`` each.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes.
    """
    ax.plot(condition_numbers, steps, "o-", color=COLORS["orange"])
    ax.set(xlabel=_("condition number") + r" $\kappa$", ylabel=_("steps needed"), ylim=(0, None))
    text = _(
        "Steps needed over the condition number: from {first} at {low:g} to {last} at {high:g}.",
        first=steps[0],
        last=steps[-1],
        low=condition_numbers[0],
        high=condition_numbers[-1],
    )
    return describe(ax, text)
