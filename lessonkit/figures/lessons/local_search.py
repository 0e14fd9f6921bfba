"""Local search in pictures: steps taken and refused, step sizes, directions against the slope."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, finite, plot_medians, say, set_logarithmic
from lessonkit.figures.landscapes.maps import plot_objective
from lessonkit.search import LocalSearch
from lessonkit.validation import flag, items

_RECORDED = checks.such(
    checks.of_type(LocalSearch),
    lambda search: search.points is not None and search.points.ndim == 1,
    "be a search of one variable made with record=True",
)


def _tries(name, value, known):
    return np.array([flag(f"each of {name}", each) for each in items(name, value, 2)])


@draws((8, 4), found=checks.of_type(LocalSearch))
def plot_local_search(found, ax=None):
    """Draw the loss of every try, steps taken and steps refused, and where the search stood.

    Arguments:
        found: a `LocalSearch`.

    Returns:
        The Axes. Steps that were taken are filled dots on the line, refused ones crosses.
    """
    tries = np.arange(1, len(found.losses) + 1)
    taken = found.accepted
    size = 30 if len(tries) <= 100 else 9
    refused = {"color": COLORS["sky"], "marker": "x", "linewidths": 0.9}
    ax.scatter(tries[~taken], found.losses[~taken], s=size, label=_("step refused"), **refused)
    ax.step(tries, found.best_so_far, where="post", color=COLORS["orange"], zorder=3)
    where = {"color": COLORS["orange"], "s": size, "zorder": 4}
    ax.scatter(tries[taken], found.losses[taken], label=_("step taken"), **where)
    ax.set(xlabel=_("try"), ylabel=_("loss"))
    ax.legend(loc="upper right", markerscale=1 if len(tries) <= 100 else 2)
    return _(
        "Local search: {taken} of {steps} steps are taken, the loss falls from {first:.4g} "
        "to {last:.4g}.",
        taken=taken[1:].sum(),
        steps=len(tries) - 1,
        first=found.losses[0],
        last=found.best_loss,
    )


@draws((8, 3.2), accepted=_tries, block=checks.count)
def plot_acceptance(accepted, block: int = 100, ax=None):
    """Draw which share of the steps was taken, a bar for each block of tries.

    Arguments:
        accepted: whether each try was taken, ``(tries,)``; the first one, the start, is left out.
        block: how many tries a bar stands for.

    Returns:
        The Axes, with a dashed line at one half.
    """
    steps = accepted[1:]
    first = np.arange(0, len(steps), block)
    percent = np.array([100 * steps[k : k + block].mean() for k in first])
    ax.bar(first + block / 2, percent, 0.85 * block, color=COLORS["blue"])
    ax.axhline(50, color=COLORS["black"], linestyle="--", linewidth=1.2)
    ax.set(xlabel=_("try"), ylabel=_("steps taken (%)"), ylim=(0, 60))
    return _(
        "Share of the steps that are taken, in blocks of {block}: {first:.0f}% at first, "
        "{last:.0f}% at last; a dashed line at 50%.",
        block=block,
        first=percent[0],
        last=percent[-1],
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


@draws(
    (8, 4),
    cosines=checks.labeled(checks.numbers(None, low=-1.001, high=1.001), label=checks.count),
    bins=checks.count,
)
def plot_cosines(cosines: dict, ax=None, bins: int = 60):
    """Draw how the cosines between random directions and one fixed direction are spread.

    Arguments:
        cosines: number of dimensions → the cosine of each random direction.
        bins: between −1 and 1.

    Returns:
        The Axes, an outline for each number of dimensions.
    """
    colors, styles = ("sky", "green", "orange", "blue"), ("-", "--", "-.", "-")
    spreads = []
    for k, (dimension, values) in enumerate(cosines.items()):
        look = {"color": COLORS[colors[k % 4]], "linestyle": styles[k % 4], "linewidth": 2}
        label = _("{dimension} dimensions", dimension=dimension)
        edges = np.linspace(-1, 1, bins + 1)
        ax.hist(values, edges, density=True, histtype="step", label=label, **look)
        spreads.append(f"{label}: {np.std(values):.3f}")
    ax.set(xlabel=_("cosine"), ylabel=_("how often"), xlim=(-1, 1), yticks=[])
    ax.legend()
    return _(
        "Spread of the cosine of a random direction, narrower with more dimensions; its "
        "standard deviation: {spreads}.",
        spreads=", ".join(spreads),
    )


@draws(
    (8, 3.6),
    dimensions=checks.numbers("n", above=0),
    measured=checks.values("n"),
    predicted=checks.values("n"),
)
def plot_gains(dimensions, measured, predicted, ax=None):
    """Draw what share of the gradient's gain a random try has, against the dimensions.

    Arguments:
        dimensions: the numbers of dimensions.
        measured, predicted: the share for each, between 0 and 1.

    Returns:
        The Axes, both axes logarithmic: measured dots on a predicted line.
    """
    percent = 100 * measured
    ax.plot(dimensions, 100 * predicted, "--", color=COLORS["orange"], label=_("predicted"))
    ax.plot(dimensions, percent, "o", color=COLORS["blue"], markersize=9, label=_("measured"))
    set_logarithmic(ax, "x", "y")
    ax.set(xlabel=_("dimensions"))
    ax.set_ylabel(_("gain of a try (% of the gradient's)"))
    ax.set_xticks(dimensions, [str(d) for d in dimensions])
    ticks = [1, 2, 5, 10, 20, 50]
    ax.set_yticks(ticks, [f"{tick}%" for tick in ticks])
    ax.minorticks_off()
    ax.legend()
    shares = [
        _("{share:.1f}% in {dimension} dimensions", share=share, dimension=dimension)
        for dimension, share in zip(dimensions, percent, strict=True)
    ]
    return _(
        "Gain of a random try as a share of the gradient's, at equal step length: {shares}.",
        shares=", ".join(shares),
    )


@draws((8, 4), random=checks.values("n"), local=checks.values("n"))
def plot_two_searches(random, local, ax=None):
    """Draw the best so far of a random search and of a local search with the same budget.

    Arguments:
        random, local: the lowest loss up to each try, ``(tries,)`` each.
    """
    tries = np.arange(1, len(local) + 1)
    for values, style, color, label in (
        (random, "--", "black", _("random search")),
        (local, "-", "orange", _("random local search")),
    ):
        ax.step(tries, finite(values), style, where="post", color=COLORS[color], label=label)
    ax.set(xlabel=_("try"), ylabel=_("best loss so far"), ylim=(0, None))
    ax.legend()
    return _(
        "The best loss over {tries} tries: random search ends at {random:.3g}, random local "
        "search at {local:.3g}.",
        tries=len(local),
        random=random[-1],
        local=local[-1],
    )
