"""Random search in pictures: the staircase, the spread, the best of many, the dimensions."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, finite, plot_medians, span
from lessonkit.figures.landscapes.maps import plot_objective
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.figures.words import ends


@draws((8, 4), losses=checks.values(None), log=checks.flag)
def plot_search(losses, ax=None, log: bool = False):
    """Draw the loss of every try as a dot and the best so far as a staircase.

    Arguments:
        losses: the loss of each try, in order.
        log: whether the axis of the tries is logarithmic.

    Returns:
        The Axes. Each new best has a marker at the corner of its step.
    """
    tries = np.arange(1, len(losses) + 1)
    losses = finite(losses)
    best = np.fmin.accumulate(losses)
    records = np.flatnonzero(np.diff(best, prepend=np.inf) < 0)
    size = 26 if len(losses) <= 100 else 10
    ax.scatter(tries, losses, s=size, color=COLORS["sky"], label=_("one try"), zorder=2)
    ax.step(tries, best, where="post", color=COLORS["orange"], label=_("best so far"), zorder=3)
    ax.plot(tries[records], best[records], "D", color=COLORS["orange"], markersize=5, zorder=4)
    if log:
        ax.set_xscale("log")
    ax.set(xlabel=_("try"), ylabel=_("loss"))
    ax.legend(loc="upper right", ncols=2, frameon=True, framealpha=0.9, edgecolor="none")
    low, high = shown_range(losses)
    margin = span(low, high)
    ax.set_ylim(low - 0.06 * margin, high + 0.22 * margin)  # room for the legend above the data
    return _(
        "The loss of each of {tries} tries, from {low:.3g} to {high:.3g}, and the best so far: "
        "a staircase with {steps} steps that ends at {best:.4g}.",
        tries=len(losses),
        low=np.fmin.reduce(losses),
        high=np.fmax.reduce(losses),
        steps=len(records),
        best=best[-1],
    )


@draws((8, 4), losses=checks.numbers(None), bins=checks.count)
def plot_loss_histogram(losses, ax=None, bins: int = 40):
    """Draw how often each loss occurs, with the bell curve of the same mean and spread.

    Arguments:
        losses: the loss of each try.
        bins: how many bars.

    Returns:
        The Axes. The lowest loss is marked.
    """
    import seaborn as sns

    mean, spread, best = losses.mean(), losses.std(), losses.min()
    width = span(best, losses.max())
    within = (best, losses.max() if width == losses.max() - best else best + width)
    look = {"color": COLORS["sky"], "edgecolor": "white", "alpha": 1, "label": _("tries")}
    sns.histplot(x=losses, bins=bins, binrange=within, ax=ax, **look)
    highest = max(bar.get_height() for bar in ax.patches)
    x = np.linspace(mean - 4 * spread, mean + 4 * spread, 201)
    bell = np.exp(-((x - mean) ** 2) / (2 * spread**2)) / (spread * np.sqrt(2 * np.pi))
    area = len(losses) * ax.patches[0].get_width()
    ax.plot(x, area * bell, color=COLORS["blue"], label=_("bell curve"))
    look = {"arrowstyle": "-|>", "color": COLORS["orange"], "linewidth": 2}
    look = {"ha": "center", "color": COLORS["orange"], "arrowprops": look}
    ax.annotate(_("best: {best:.3f}", best=best), (best, 0), (best, 0.35 * highest), **look)
    ax.set(xlabel=_("loss"), ylabel=_("number of tries"))
    ax.legend(loc="upper right")
    return _(
        "Histogram of {tries} losses in the shape of a bell: mean {mean:.3f}, "
        "standard deviation {spread:.3f}, lowest {best:.3f}.",
        tries=len(losses),
        mean=mean,
        spread=spread,
        best=best,
    )


@draws(
    (8, 4),
    tries=checks.numbers("n", above=0),
    measured=checks.values("n"),
    predicted=checks.values("n"),
)
def plot_best_of_n(tries, measured, predicted, ax=None):
    """Draw the typical best of n tries against n: measured as dots, predicted as a line.

    Arguments:
        tries: the values of n.
        measured, predicted: the typical best for each.

    Returns:
        The Axes, with a logarithmic axis of the tries.
    """
    ax.plot(tries, predicted, "--", color=COLORS["orange"], label=_("predicted"), zorder=2)
    ax.plot(tries, measured, "o", color=COLORS["blue"], markersize=8, label=_("measured"), zorder=3)
    ax.set_xscale("log", base=2)
    ax.xaxis.set_major_formatter(lambda n, position: f"{n:,.9g}")
    ax.set(xlabel=_("number of tries n"), ylabel=_("typical best loss"))
    ax.legend()
    return _(
        "The typical best loss falls ever more slowly with the number of tries: measured "
        "{first:.3f} for {few:,.0f} and {last:.3f} for {many:,.0f}; a dashed line shows the "
        "prediction.",
        **ends(tries, measured),
    )


@draws(
    (8, 4),
    losses=checks.numbers("n"),
    accuracies=checks.numbers("n", low=0, high=1),
    chance=checks.share,
)
def plot_loss_and_accuracy(losses, accuracies, chance: float = 0.1, ax=None):
    """Draw the accuracy of every candidate against its loss, the lowest loss as a star.

    Arguments:
        losses, accuracies: of each candidate; accuracies as shares between 0 and 1.
        chance: the accuracy of a guess.
    """
    percent = 100 * accuracies
    low, top = losses.argmin(), percent.argmax()
    ax.scatter(losses, percent, s=10, color=COLORS["sky"], zorder=2)
    marks = (low, "*", 17, "orange", _("lowest loss")), (top, "s", 9, "green", _("most accurate"))
    for k, marker, size, color, label in marks:
        look = {"color": COLORS[color], "markersize": size, "markeredgecolor": "white"}
        ax.plot(losses[k], percent[k], marker, label=label, zorder=3, linestyle="none", **look)
    ax.axhline(100 * chance, color=COLORS["black"], linestyle="--", linewidth=1.2)
    ax.set(xlabel=_("loss"), ylabel=_("accuracy on held-out examples (%)"), ylim=(0, None))
    ax.legend(loc="upper right")
    return _(
        "Accuracy against loss for {count} candidates, a loose cloud: the lowest loss, "
        "{loss:.3f}, has {accuracy:.1f}%; the most accurate has {most:.1f}% at loss "
        "{most_loss:.3f}.",
        count=len(losses),
        loss=losses[low],
        accuracy=percent[low],
        most=percent[top],
        most_loss=losses[top],
    )


@draws((8, 4), dimensions=checks.numbers("n", above=0), shares=checks.values("n", None))
def plot_dimensions(dimensions, shares, ax=None):
    """Draw how far from the minimum the best try stays, against the number of dimensions.

    Arguments:
        dimensions: the numbers of dimensions.
        shares: ``(dimensions, runs)``: the distance of the best try from the minimum as a share
            of the distance of a typical try.

    Returns:
        The Axes: a small dot for each run, a line through the medians.
    """
    middle = plot_medians(ax, dimensions, 100 * shares, size=14)
    ax.set_xscale("log")
    ax.set_xticks(dimensions, [str(d) for d in dimensions])
    ax.minorticks_off()
    ax.set(xlabel=_("dimensions"), ylabel=_("distance left (%)"), ylim=(0, 105))
    ax.legend(loc="lower right")
    return _(
        "How much of the distance to the minimum is left after the search: {first:.1f}% in "
        "{few} dimension(s), rising to {last:.0f}% in {many}.",
        **ends(dimensions, middle),
    )


@draws(objective=checks.objective(2), points=checks.numbers(None, 2), box=checks.interval)
def plot_darts(objective, points, box, ax=None):
    """Draw random tries as darts on a map, the box they were drawn from and the best of them.

    Arguments:
        objective: an `Objective` of two variables.
        points: the tries, ``(tries, 2)``.
        box: ``((x_low, x_high), (y_low, y_high))``.
    """
    plot_objective(objective, ax)
    values = objective(points)
    values = np.where(np.isfinite(values), values, np.inf)
    best = values.argmin()
    (left, right), (bottom, top) = box
    corners = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    ax.plot(*corners.T, "--", color=COLORS["black"], linewidth=1.6, zorder=4)
    ax.plot(*points.T, ".", color=COLORS["black"], markersize=5, zorder=5)
    ax.plot(
        *points[best], "D", color=COLORS["orange"], markersize=10, markeredgecolor="white", zorder=6
    )
    return _(
        "{tries} darts in a box; the best, {value:.3g}, at ({x:.2f}, {y:.2f}).",
        tries=len(points),
        value=values[best] if np.isfinite(values[best]) else np.nan,
        x=points[best, 0],
        y=points[best, 1],
    )
