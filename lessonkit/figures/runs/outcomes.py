"""What came of runs: losses over the learning rate or the step, accuracies."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import (
    COLORS,
    LOOKS,
    STAR,
    _,
    draws,
    finite,
    plain,
    say,
    set_logarithmic,
    write_plain_numbers,
)


@draws(
    rates=checks.numbers("n", above=0),
    losses=checks.labeled(checks.values("n", None), most=len(LOOKS)),
)
def plot_rate_losses(rates, losses: dict, ax=None):
    """Draw the final loss of several runs over the learning rate, for each of several optimizers.

    Arguments:
        rates: the learning rates.
        losses: label → ``(rates, runs)``, positive.

    Returns:
        The Axes, both scales logarithmic: a small marker for each run, a line through the medians.
    """
    shifts = np.geomspace(0.96, 1.04, len(losses)) if len(losses) > 1 else [1.0]
    sentences = []
    looks = zip(losses.items(), LOOKS, shifts, strict=False)
    for (label, table), (color, marker, dashes), shift in looks:
        look = {"color": COLORS[color], "marker": marker}
        ax.plot(shift * rates, finite(table), linestyle="none", markersize=4, alpha=0.6, **look)
        middle = np.median(table, axis=1)
        ax.plot(shift * rates, finite(middle), linestyle=dashes, markersize=8, label=label, **look)
        listed = say(middle, ".2g")
        sentences.append(_("{label}: {values}", label=plain(label), values=listed))
    set_logarithmic(ax, "x", "y")
    ax.set(xlabel=_("learning rate") + r" $\eta$", ylabel=_("loss"))
    ax.set_xticks(rates, [f"{rate:g}" for rate in rates])
    write_plain_numbers(ax.yaxis)
    ax.minorticks_off()
    ax.legend()
    return _(
        "Final loss over the learning rate, {count} runs each; medians at η = {rates}. {lines}.",
        count=np.shape(next(iter(losses.values())))[1],
        rates=say(rates, "g"),
        lines="; ".join(sentences),
    )


@draws(
    (8, 4),
    steps=checks.numbers("n", above=0),
    losses=checks.values("n"),
    start=checks.number,
    marks=checks.numbers(None),
)
def plot_step_curve(steps, losses, ax=None, start=None, marks=()):
    """Draw the loss after one step against the size of the step.

    Arguments:
        steps, losses: positive step sizes in growing order, and the loss that each leads to.
        start: the loss before the step, drawn as a dashed line.
        marks: step sizes out of `steps` to mark with a dot.

    Returns:
        The Axes, both scales logarithmic. The best step has a star.
    """
    losses = finite(losses)
    ax.plot(steps, losses, color=COLORS["blue"], label=_("loss after one step"), zorder=2)
    if len(marks):
        chosen = np.isclose(steps[:, None], marks, rtol=1e-6, atol=0).any(axis=1)
        ax.plot(steps[chosen], losses[chosen], "o", color=COLORS["blue"], markersize=7, zorder=3)
    best = np.where(np.isfinite(losses), losses, np.inf).argmin()
    look = STAR | {"markersize": 17, "linestyle": "none", "label": _("best step")}
    ax.plot(steps[best], losses[best], "*", **look)
    if start is not None:
        look = {"color": COLORS["black"], "linestyle": "--", "linewidth": 1.2}
        ax.axhline(start, label=_("loss before"), **look)
    set_logarithmic(ax, "x", "y")
    ax.set(xlabel=_("step size"), ylabel=_("loss"))
    write_plain_numbers(ax.yaxis)
    ax.legend(loc="upper left", frameon=True, framealpha=0.9, edgecolor="none")
    return _(
        "The loss after one step: {first:.3g} for the step size {low:.1g}, lowest with "
        "{best:.3g} near {at:.2g}, {last:.3g} at {high:.3g}.",
        first=losses[0],
        low=steps[0],
        best=losses[best],
        at=steps[best],
        last=losses[-1],
        high=steps[-1],
    )


@draws(
    lambda accuracies: (8, 0.8 + 0.55 * len(accuracies)),
    accuracies=checks.labeled(checks.numbers(None, low=0, high=1)),
)
def plot_methods(accuracies: dict, ax=None):
    """Draw the accuracies of several methods as rows of dots, one for each run.

    Arguments:
        accuracies: label → a share between 0 and 1 for each run.

    Returns:
        The Axes, the first method on top; the median of each is a bar and a number.
    """
    places = np.arange(len(accuracies))[::-1]
    for place, values in zip(places, accuracies.values(), strict=True):
        percent = 100 * values
        middle = np.median(percent)
        ax.plot(percent, np.full(len(percent), place), "o", color=COLORS["sky"], markersize=9)
        ax.plot([middle, middle], [place - 0.28, place + 0.28], color=COLORS["orange"], linewidth=3)
        ax.text(104, place, f"{middle:.1f}%", va="center")
    known = {
        "random search": _("random search"),
        "local search": _("local search"),
        "gradient descent": _("gradient descent"),
        "network": _("network"),
    }
    accuracies = {known.get(name, name): values for name, values in accuracies.items()}
    ax.set_yticks(places, list(accuracies))
    ax.set(xlabel=_("accuracy on held-out examples (%)"), xlim=(0, 103))
    ax.set_ylim(-0.6, len(accuracies) - 0.4)
    medians = "; ".join(
        f"{label}: {100 * np.median(values):.1f}%" for label, values in accuracies.items()
    )
    return _("Accuracy of each run; medians: {medians}.", medians=medians)


@draws((8, 2.6), accuracies=checks.numbers(None, low=0, high=1), chance=checks.share)
def plot_accuracies(accuracies, chance: float = 0.1, ax=None):
    """Draw a dot for each run at its accuracy, the box of the middle half, and what guessing gives.

    Arguments:
        accuracies: a share between 0 and 1 for each run.
        chance: the accuracy of a guess.

    Returns:
        The Axes. Dots that would cover each other stand side by side.
    """
    import seaborn as sns

    percent = 100 * accuracies
    first, middle, third = np.quantile(percent, [0.25, 0.5, 0.75])
    # Seaborn's box plot warns with new versions of Matplotlib.
    ax.axvspan(first, third, 0.1, 0.9, facecolor="#e3f1fb", edgecolor=COLORS["sky"])
    line = {"color": COLORS["orange"], "linewidth": 3}
    ax.axvline(middle, 0.1, 0.9, label=_("median {value:.1f}%", value=middle), **line)
    sns.swarmplot(x=percent, ax=ax, color=COLORS["blue"], size=6, zorder=3, warn_thresh=1)
    look = {"color": COLORS["black"], "linestyle": "--"}
    ax.axvline(100 * chance, label=_("guessing {value:.0f}%", value=100 * chance), **look)
    ax.set(xlabel=_("accuracy on held-out examples (%)"), yticks=[])
    ax.set(xlim=(0, max(percent.max() + 3, 30)))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return _(
        "Accuracy of {runs} runs: from {low:.1f}% to {high:.1f}%, median {middle:.1f}%; "
        "guessing gives {chance:.0f}%.",
        runs=len(percent),
        low=percent.min(),
        high=percent.max(),
        middle=middle,
        chance=100 * chance,
    )
