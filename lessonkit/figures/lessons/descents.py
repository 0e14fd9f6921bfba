"""Walking downhill: promises of a slope, budgets, ends, steps needed."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import (
    COLORS,
    _,
    draws,
    finite,
    say,
    set_logarithmic,
    span,
    write_plain_numbers,
)
from lessonkit.figures.landscapes.ranges import shown_range

_STYLES = (("sky", ":"), ("orange", "--"), ("blue", "-"))


@draws(
    (8, 4),
    steps=checks.such(checks.numbers("n", low=0), lambda s: s[-1] > 0, "grow from 0"),
    losses=checks.values("n"),
    slope=checks.number,
)
def plot_promise(steps, losses, slope: float, ax=None):
    """Draw the loss along a line beside what its slope at the start promises.

    Arguments:
        steps: how far along the line, growing from 0.
        losses: the loss at each.
        slope: of the loss at step 0; negative when the line goes downhill.

    Returns:
        The Axes. The promise is the dashed tangent at 0.
    """
    promised = losses[0] + slope * steps
    look = {"color": COLORS["orange"], "zorder": 3}  # on top, so that it is seen where it is kept
    ax.plot(steps, promised, "--", label=_("promise of the slope"), **look)
    ax.plot(steps, finite(losses), color=COLORS["blue"], label=_("true loss"))
    ax.plot(0, finite(losses[0]), "o", color=COLORS["black"], markersize=8, clip_on=False, zorder=4)
    low, high = shown_range(losses)
    margin = 0.15 * span(low, high)
    ax.set(xlim=(0, steps[-1]), ylim=(low - margin, high + margin))
    ax.locator_params(axis="x", nbins=4)  # the numbers may be long, and the Axes narrow
    ax.set(xlabel=_("step size"), ylabel=_("loss"))
    ax.legend(loc="best")
    return _(
        "From 0 to {end:.2g} the loss goes from {first:.4g} to {last:.4g}; the slope at 0 "
        "promises {promised:.4g}.",
        end=steps[-1],
        first=losses[0],
        last=losses[-1],
        promised=promised[-1],
    )


@draws((8, 4), curves=checks.labeled(checks.pair(checks.values("n"), checks.values("n")), most=3))
def plot_budget(curves: dict, ax=None):
    """Draw the loss against the number of evaluations spent, a line for each method.

    Arguments:
        curves: ``{name: (evaluations, losses)}``, at most three of them; the names of methods are
            shown in the language of the course.

    Returns:
        The Axes, with a logarithmic axis of the loss.
    """
    ends = []
    for (name, (spent, losses)), (color, dashes) in zip(curves.items(), _STYLES, strict=False):
        ax.step(
            spent,
            finite(losses),
            where="post",
            color=COLORS[color],
            linestyle=dashes,
            label=_(name),
        )
        ends.append(f"{_(name)}: {say(losses[-1], '.3g')}")
    set_logarithmic(ax, "y")
    ax.set(xlabel=_("evaluations spent"), ylabel=_("loss"))
    write_plain_numbers(ax.yaxis)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3)  # above: no method comes there
    return _("Loss when the budget is spent: {ends}.", ends="; ".join(ends))


@draws(starts=checks.numbers("n"), ends=checks.values("n"), name=checks.text)
def plot_ends(starts, ends, ax=None, name: str = "x"):
    """Draw where descents of one variable end over where they start.

    Arguments:
        starts, ends: the first and the last points, ``(N,)`` each.
        name: of the variable, for the axis labels.

    Returns:
        The Axes. Every end that occurs is a valley, with its own color and marker.
    """
    ends = finite(ends)
    valleys = np.unique(ends[np.isfinite(ends)].round(2))
    for valley, color, marker in zip(valleys, COLORS.values(), "osD^vP*", strict=False):
        here = ends.round(2) == valley
        ax.plot(starts[here], ends[here], marker, color=color, markersize=5, label=_place(valley))
    ax.set(xlabel=_("start {name}", name=f"${name}_0$"), ylabel=_("end"))
    if len(valleys):
        ax.legend(title=_("ends at"))
    counts = [
        _("{count} end at {valley}", count=(ends.round(2) == valley).sum(), valley=_place(valley))
        for valley in valleys
    ]
    return _(
        "End of each descent over its start, from {low:g} to {high:g}: {counts}.",
        low=starts.min(),
        high=starts.max(),
        counts="; ".join(counts),
    )


def _place(valley) -> str:
    return f"{valley:.2f}" if abs(valley) < 1e6 else f"{valley:.2g}"


@draws(condition_numbers=checks.numbers("n"), steps=checks.values("n"))
def plot_steps_needed(condition_numbers, steps, ax=None):
    """Draw how many steps a descent needs over the condition number of its landscape.

    Arguments:
        condition_numbers, steps: ``(N,)`` each.
    """
    ax.plot(condition_numbers, steps, "o-", color=COLORS["orange"])
    ax.set(xlabel=_("condition number") + r" $\kappa$", ylabel=_("steps needed"), ylim=(0, None))
    return _(
        "Steps needed over the condition number: from {first} at {low:g} to {last} at {high:g}.",
        first=steps[0],
        last=steps[-1],
        low=condition_numbers[0],
        high=condition_numbers[-1],
    )
