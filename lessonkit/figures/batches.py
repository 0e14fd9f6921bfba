"""Mini-batches in pictures: many losses and their mean, noise, clouds, what a budget buys."""

import numpy as np

from lessonkit.figures.pictures import plain
from lessonkit.i18n import _
from lessonkit.style import COLORS

STYLES = ["-", "--", "-.", ":"]
MARKERS = "osD^v"


def plot_parabolas(centers, at=None, ax=None):
    """Draw ½(x − a)² for each center a, their mean, and the tangents of all at one place.

    Arguments:
        centers: the a of each example.
        at: where to draw the tangents, if anywhere.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. The bottom of the mean, at the mean of the centers, is marked with a star.
    """
    ax = ax or _new_axes()
    centers = np.asarray(centers, dtype=float)
    margin = 0.25 * np.ptp(centers)
    x = np.linspace(centers.min() - margin, centers.max() + margin, 201)
    each = (x[:, None] - centers) ** 2 / 2
    mean, middle = each.mean(axis=1), centers.mean()
    ax.plot(x, each, color=COLORS["sky"], linewidth=1.3)
    ax.lines[0].set_label(_("one example"))
    ax.plot(x, mean, color=COLORS["blue"], linewidth=3, label=_("mean"))
    bottom = ((middle - centers) ** 2).mean() / 2
    ax.plot(middle, bottom, "*", color=COLORS["green"], markersize=16, markeredgecolor="white")
    if at is not None:
        reach = 0.09 * np.ptp(x)
        ends = np.array([at - reach, at + reach])
        for a in centers:
            ax.plot(ends, (at - a) ** 2 / 2 + (at - a) * (ends - at), color=COLORS["orange"])
        slope, height = at - middle, ((at - centers) ** 2).mean() / 2
        ax.plot(ends, height + slope * (ends - at), color=COLORS["black"], linewidth=4)
    ax.set(xlabel="$x$", ylabel=_("loss"), ylim=(-0.06 * mean.max(), 1.25 * mean.max()))
    ax.legend()
    ax.set_label(
        _(
            "{count} parabolas with their bottoms at {centers}, and their mean with its bottom "
            "at {middle:.2f}.",
            count=len(centers),
            centers=", ".join(f"{a:g}" for a in centers),
            middle=middle,
        )
    )
    return ax


def plot_noise(sizes, measured, one, examples=None, ax=None):
    """Draw the noise of a batch gradient against the batch size, with the line σ/√B.

    Arguments:
        sizes: the batch sizes B.
        measured: how far the batch gradients lie from the gradient of all, root mean square.
        one: σ, the same for a single example.
        examples: how many there are; draws what is expected of batches without repetition too.
        ax: as for `plot_parabolas`.

    Returns:
        The Axes, both logarithmic.
    """
    ax = ax or _new_axes()
    B = np.geomspace(min(sizes), max(sizes), 200)
    ax.plot(B, one / np.sqrt(B), "--", color=COLORS["orange"], label=r"$\sigma/\sqrt{B}$")
    if examples is not None:
        left = np.sqrt(np.maximum(0, (examples - B) / (examples - 1)))
        ax.plot(B, one / np.sqrt(B) * left, ":", color=COLORS["black"], label=_("no repetitions"))
    ax.plot(sizes, measured, "o", color=COLORS["blue"], markersize=8, label=_("measured"))
    ax.set_xscale("log", base=2)
    ax.set_yscale("log", base=2)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, position: f"{value:g}")
    ax.set(xlabel=_("batch size B"), ylabel=_("noise of the gradient"))
    ax.set_ylim(min(measured) / 1.5, None)
    ax.legend()
    ax.set_label(
        _(
            "On logarithmic axes the noise falls along a straight line: {first:.3g} for batches "
            "of {few}, {last:.3g} for batches of {many}.",
            first=measured[0],
            few=sizes[0],
            last=measured[-1],
            many=sizes[-1],
        )
    )
    return ax


def plot_progress(curves: dict, by: str, ax=None):
    """Draw a loss against whatever is counted, on logarithmic axes, a line for each run.

    Arguments:
        curves: label → (what was counted, losses), two sequences of the same length.
        by: what is counted, ``"updates"`` or ``"examples"``.
        ax: as for `plot_parabolas`.

    Returns:
        The Axes.
    """
    ax = ax or _new_axes()
    xlabel = {"updates": _("updates"), "examples": _("examples seen")}[by]
    for k, (label, (counted, losses)) in enumerate(curves.items()):
        look = {"marker": MARKERS[k % len(MARKERS)], "markevery": 8, "markersize": 6}
        ax.plot(counted, losses, STYLES[k % len(STYLES)], label=label, **look)
    ax.set(xscale="log", yscale="log", xlabel=xlabel, ylabel=_("loss over all examples"))
    ax.yaxis.set_major_formatter(lambda value, position: f"{value:g}")
    ax.yaxis.set_minor_formatter(lambda value, position: "")
    ax.legend()
    ends = "; ".join(
        f"{plain(label)}: {counted[-1]:,.0f} → {losses[-1]:.3g}"
        for label, (counted, losses) in curves.items()
    )
    ax.set_label(
        _(
            "Loss against {counted}, on logarithmic axes. At the end: {ends}.",
            counted=xlabel,
            ends=ends,
        )
    )
    return ax


def plot_runs(points, bottom: float = 0.0, ax=None, lines: int = 12):
    """Draw many runs of one number over the updates: some of them, and the band of all.

    Arguments:
        points: ``(updates + 1, runs)``.
        bottom: where they ought to end.
        ax: as for `plot_parabolas`.
        lines: how many runs are drawn as lines.

    Returns:
        The Axes. The band reaches one standard deviation to either side of the mean.
    """
    ax = ax or _new_axes()
    points = np.asarray(points, dtype=float)
    mean, spread = points.mean(axis=1), points.std(axis=1)
    updates = np.arange(len(points))
    ax.plot(updates, points[:, :lines], color=COLORS["sky"], linewidth=0.8)
    ax.fill_between(updates, mean - spread, mean + spread, color=COLORS["blue"], alpha=0.35)
    ax.plot(updates, mean, color=COLORS["blue"])
    ax.axhline(bottom, color=COLORS["green"], linestyle="--")
    ax.set(xlabel=_("updates"), ylabel="$x$")
    ax.set_label(
        _(
            "{runs} runs over {updates} updates; at the end they lie around {mean:.2f} with a "
            "standard deviation of {spread:.3f}; the bottom is at {bottom:.2f}.",
            runs=points.shape[1],
            updates=len(points) - 1,
            mean=mean[-1],
            spread=spread[-1],
            bottom=bottom,
        )
    )
    return ax


def plot_methods(accuracies: dict, ax=None):
    """Draw the accuracies of several methods as rows of dots, one for each run.

    Arguments:
        accuracies: label → a share between 0 and 1 for each run.
        ax: as for `plot_parabolas`.

    Returns:
        The Axes, the first method on top; the median of each is a bar and a number.
    """
    ax = ax or _new_axes(height=0.8 + 0.55 * len(accuracies))
    places = np.arange(len(accuracies))[::-1]
    for place, values in zip(places, accuracies.values(), strict=True):
        percent = 100 * np.asarray(values, dtype=float)
        middle = np.median(percent)
        ax.plot(percent, np.full(len(percent), place), "o", color=COLORS["sky"], markersize=9)
        ax.plot([middle, middle], [place - 0.28, place + 0.28], color=COLORS["orange"], linewidth=3)
        ax.text(104, place, f"{middle:.1f}%", va="center")
    known = {
        "random search": _("random search"),
        "local search": _("local search"),
        "gradient descent": _("gradient descent"),
    }
    accuracies = {known.get(name, name): values for name, values in accuracies.items()}
    ax.set_yticks(places, list(accuracies))
    ax.set(xlabel=_("accuracy on held-out examples (%)"), xlim=(0, 103))
    ax.set_ylim(-0.6, len(accuracies) - 0.4)
    medians = "; ".join(
        f"{label}: {100 * np.median(values):.1f}%" for label, values in accuracies.items()
    )
    ax.set_label(_("Accuracy of each run; medians: {medians}.", medians=medians))
    return ax


def _new_axes(height: float = 4.0):
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, height))[1]
