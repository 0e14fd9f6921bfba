"""Steps against the gradient in pictures: how far to go, and what a budget of evaluations buys."""

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, finite, set_logarithmic, write_plain_numbers
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.figures.words import _, describe, say
from lessonkit.style import COLORS
from lessonkit.validation import shown

_STYLES = (("sky", ":"), ("orange", "--"), ("blue", "-"))


def _from_0(name, value, known):
    steps = checks.numbers("n", low=0)(name, value, known)
    if steps[-1] <= 0:
        raise ValueError(f"{name} must grow from 0, got {shown(value)}")
    return steps


@draws((8, 4), steps=_from_0, losses=checks.values("n"), slope=checks.number)
def plot_promise(steps, losses, slope: float, ax=None):
    """Draw the loss along a line beside what its slope at the start promises.

    Arguments:
        steps: how far along the line, growing from 0.
        losses: the loss at each.
        slope: of the loss at step 0; negative when the line goes downhill.
        ax: as for `plot_step_curve`.

    Returns:
        The Axes. The promise is the dashed tangent at 0.
    """
    promised = losses[0] + slope * steps
    look = {"color": COLORS["orange"], "zorder": 3}  # on top, so that it is seen where it is kept
    ax.plot(steps, promised, "--", label=_("promise of the slope"), **look)
    ax.plot(steps, finite(losses), color=COLORS["blue"], label=_("true loss"))
    ax.plot(0, finite(losses[0]), "o", color=COLORS["black"], markersize=8, clip_on=False, zorder=4)
    low, high = shown_range(losses)
    margin = 0.15 * (high - low or 1)
    ax.set(xlim=(0, steps[-1]), ylim=(low - margin, high + margin))
    ax.set(xlabel=_("step size"), ylabel=_("loss"))
    ax.legend(loc="best")
    text = _(
        "From 0 to {end:.2g} the loss goes from {first:.4g} to {last:.4g}; the slope at 0 "
        "promises {promised:.4g}.",
        end=steps[-1],
        first=losses[0],
        last=losses[-1],
        promised=promised[-1],
    )
    return describe(ax, text)


@draws((8, 4), curves=checks.labeled(checks.pair(checks.values("n"), checks.values("n")), most=3))
def plot_budget(curves: dict, ax=None):
    """Draw the loss against the number of evaluations spent, a line for each method.

    Arguments:
        curves: ``{name: (evaluations, losses)}``, at most three of them.
        ax: as for `plot_step_curve`.

    Returns:
        The Axes, with a logarithmic axis of the loss.
    """
    ends = []
    for (name, (spent, losses)), (color, dashes) in zip(curves.items(), _STYLES, strict=False):
        ax.step(
            spent, finite(losses), where="post", color=COLORS[color], linestyle=dashes, label=name
        )
        ends.append(f"{name}: {say(losses[-1], '.3g')}")
    set_logarithmic(ax, "y")
    ax.set(xlabel=_("evaluations spent"), ylabel=_("loss"))
    write_plain_numbers(ax.yaxis)
    ax.legend(loc="lower left")
    return describe(ax, _("Loss when the budget is spent: {ends}.", ends="; ".join(ends)))
