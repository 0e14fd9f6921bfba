"""Local search in pictures: steps taken and refused, step sizes, directions against the slope."""

import numpy as np

from lessonkit.i18n import _
from lessonkit.style import COLORS


def plot_local_search(found, ax=None):
    """Draw the loss of every try, steps taken and steps refused, and where the search stood.

    Arguments:
        found: a `LocalSearch`.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. Steps that were taken are filled dots on the line, refused ones crosses.
    """
    ax = ax or _new_axes()
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
    ax.set_label(
        _(
            "Local search: {taken} of {steps} steps are taken, the loss falls from {first:.4g} "
            "to {last:.4g}.",
            taken=taken[1:].sum(),
            steps=len(tries) - 1,
            first=found.losses[0],
            last=found.best_loss,
        )
    )
    return ax


def plot_acceptance(accepted, block: int = 100, ax=None):
    """Draw which share of the steps was taken, a bar for each block of tries.

    Arguments:
        accepted: whether each try was taken, ``(tries,)``; the first one, the start, is left out.
        block: how many tries a bar stands for.
        ax: as for `plot_local_search`.

    Returns:
        The Axes, with a dashed line at one half.
    """
    ax = ax or _new_axes(height=3.2)
    steps = np.asarray(accepted, dtype=bool)[1:]
    first = np.arange(0, len(steps), block)
    percent = np.array([100 * steps[k : k + block].mean() for k in first])
    ax.bar(first + block / 2, percent, 0.85 * block, color=COLORS["blue"])
    ax.axhline(50, color=COLORS["black"], linestyle="--", linewidth=1.2)
    ax.set(xlabel=_("try"), ylabel=_("steps taken (%)"), ylim=(0, 60))
    ax.set_label(
        _(
            "Share of the steps that are taken, in blocks of {block}: {first:.0f}% at first, "
            "{last:.0f}% at last; a dashed line at 50%.",
            block=block,
            first=percent[0],
            last=percent[-1],
        )
    )
    return ax


def plot_step_sizes(step_sizes, values, ax=None, percent: bool = False):
    """Draw what each step size led to: a dot for each run, a line through the medians.

    Arguments:
        step_sizes: of the searches.
        values: the final losses, or the shares of the steps taken, ``(step_sizes, runs)``.
        ax: as for `plot_local_search`.
        percent: whether the values are shares.

    Returns:
        The Axes, with a logarithmic axis of the step sizes. The lowest median loss has a star.
    """
    ax = ax or _new_axes(height=3.6)
    values = np.asarray(values, dtype=float) * (100 if percent else 1)
    middle = np.median(values, axis=1)
    across = np.repeat(step_sizes, values.shape[1])
    ax.scatter(across, values, s=16, color=COLORS["sky"], label=_("one run"), zorder=2)
    ax.plot(step_sizes, middle, "o-", color=COLORS["blue"], label=_("median"), zorder=3)
    if not percent:
        low = int(middle.argmin())
        star = {"color": COLORS["orange"], "markersize": 17, "markeredgecolor": "white"}
        label = _("lowest: {value:.2f}", value=middle[low])
        ax.plot(step_sizes[low], middle[low], "*", label=label, zorder=4, linestyle="none", **star)
    name = _("steps taken (%)") if percent else _("final loss")
    ax.set(xscale="log", xlabel=_("step size"), ylabel=name, ylim=(0, None))
    ax.legend()
    pairs = [f"{size:g}: {value:.3g}" for size, value in zip(step_sizes, middle, strict=True)]
    ax.set_label(
        _("{name} for each step size, the median: {pairs}.", name=name, pairs=", ".join(pairs))
    )
    return ax


def plot_stops(objective, searches: dict, ax=None):
    """Draw where local searches of one variable stood, on the curve that they went down.

    Arguments:
        objective: an `Objective` of one variable.
        searches: label → `LocalSearch` with recorded points.
        ax: as for `plot_local_search`.

    Returns:
        The Axes. A large mark shows where each search ended.
    """
    from lessonkit.figures.landscapes import plot_objective

    ax = plot_objective(objective, ax)
    looks = [("o", "orange"), ("s", "green"), ("^", "pink")]
    ends = []
    for (label, found), (marker, color) in zip(searches.items(), looks, strict=False):
        stops = found.points[found.accepted]
        look = {"color": COLORS[color], "zorder": 5, "label": label}
        ax.plot(stops, objective(stops), marker, markersize=6, linestyle=":", **look)
        end = {"color": COLORS[color], "markersize": 13, "markeredgecolor": "white", "zorder": 6}
        ax.plot(stops[-1], objective(stops[-1]), marker, **end)
        ends.append(
            _(
                "{label}: from {first:.2f} to {last:.2f}",
                label=label,
                first=stops[0],
                last=stops[-1],
            )
        )
    ax.legend()
    ax.set_label(f"{ax.get_label()} {'; '.join(ends)}.")
    return ax


def plot_cosines(cosines: dict, ax=None, bins: int = 60):
    """Draw how the cosines between random directions and one fixed direction are spread.

    Arguments:
        cosines: number of dimensions → the cosine of each random direction.
        ax: as for `plot_local_search`.
        bins: between −1 and 1.

    Returns:
        The Axes, an outline for each number of dimensions.
    """
    ax = ax or _new_axes()
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
    ax.set_label(
        _(
            "Spread of the cosine of a random direction, narrower with more dimensions; its "
            "standard deviation: {spreads}.",
            spreads=", ".join(spreads),
        )
    )
    return ax


def plot_gains(dimensions, measured, predicted, ax=None):
    """Draw what share of the gradient's gain a random try has, against the dimensions.

    Arguments:
        dimensions: the numbers of dimensions.
        measured, predicted: the share for each, between 0 and 1.
        ax: as for `plot_local_search`.

    Returns:
        The Axes, both axes logarithmic: measured dots on a predicted line.
    """
    ax = ax or _new_axes(height=3.6)
    dimensions, percent = np.asarray(dimensions), 100 * np.asarray(measured)
    ax.plot(dimensions, 100 * np.asarray(predicted), "--", color=COLORS["orange"])
    ax.lines[-1].set_label(_("predicted"))
    ax.plot(dimensions, percent, "o", color=COLORS["blue"], markersize=9, label=_("measured"))
    ax.set(xscale="log", yscale="log", xlabel=_("dimensions"))
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
    ax.set_label(
        _(
            "Gain of a random try as a share of the gradient's, at equal step length: {shares}.",
            shares=", ".join(shares),
        )
    )
    return ax


def plot_two_searches(random, local, ax=None):
    """Draw the best so far of a random search and of a local search with the same budget.

    Arguments:
        random, local: the lowest loss up to each try, ``(tries,)`` each.
        ax: as for `plot_local_search`.

    Returns:
        The Axes.
    """
    ax = ax or _new_axes()
    tries = np.arange(1, len(local) + 1)
    for values, style, color, label in (
        (random, "--", "black", _("random search")),
        (local, "-", "orange", _("random local search")),
    ):
        ax.step(tries, values, style, where="post", color=COLORS[color], label=label)
    ax.set(xlabel=_("try"), ylabel=_("best loss so far"), ylim=(0, None))
    ax.legend()
    ax.set_label(
        _(
            "The best loss over {tries} tries: random search ends at {random:.3g}, random local "
            "search at {local:.3g}.",
            tries=len(local),
            random=random[-1],
            local=local[-1],
        )
    )
    return ax


def _new_axes(height: float = 4.0):
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, height))[1]
