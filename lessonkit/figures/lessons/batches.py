"""Mini-batches in pictures: many losses and their mean, noise, clouds, what a budget buys."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, LINES, _, draws, finite, set_logarithmic, span
from lessonkit.figures.words import ends, plain, say
from lessonkit.validation import whole_number

_MARKERS = "osD^v"


@draws((8, 4), centers=checks.numbers(None, low=-1e90, high=1e90), at=checks.number)
def plot_parabolas(centers, at=None, ax=None):
    """Draw ½(x − a)² for each center a, their mean, and the tangents of all at one place.

    Arguments:
        centers: the a of each example.
        at: where to draw the tangents, if anywhere.

    Returns:
        The Axes. The bottom of the mean, at the mean of the centers, is marked with a star.
    """
    margin = 0.25 * span(centers.min(), centers.max())
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
    tall = span(0, mean.max())
    ax.set(xlabel="$x$", ylabel=_("loss"), ylim=(-0.06 * tall, 1.25 * tall))
    ax.legend()
    return _(
        "{count} parabolas with their bottoms at {centers}, and their mean with its bottom "
        "at {middle:.2f}.",
        count=len(centers),
        centers=say(centers, "g"),
        middle=middle,
    )


@draws(
    (8, 4),
    sizes=checks.numbers("n", above=0),
    measured=checks.numbers("n", above=0),
    one=checks.positive,
    examples=checks.single(whole_number, 2),
)
def plot_noise(sizes, measured, one, examples=None, ax=None):
    """Draw the noise of a batch gradient against the batch size, with the line σ/√B.

    Arguments:
        sizes: the batch sizes B.
        measured: how far the batch gradients lie from the gradient of all, root mean square.
        one: σ, the same for a single example.
        examples: how many there are; draws what is expected of batches without repetition too.

    Returns:
        The Axes, both logarithmic.
    """
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
    return _(
        "On logarithmic axes the noise falls along a straight line: {first:.3g} for batches "
        "of {few}, {last:.3g} for batches of {many}.",
        **ends(sizes, measured),
    )


@draws(
    (8, 4),
    curves=checks.labeled(checks.pair(checks.numbers("n"), checks.values("n"))),
    by=checks.one_of("updates", "examples"),
)
def plot_progress(curves: dict, by: str, ax=None):
    """Draw a loss against whatever is counted, on logarithmic axes, a line for each run.

    Arguments:
        curves: label → (what was counted, losses), two sequences of the same length.
        by: what is counted, ``"updates"`` or ``"examples"``.
    """
    xlabel = {"updates": _("updates"), "examples": _("examples seen")}[by]
    for k, (label, (counted, losses)) in enumerate(curves.items()):
        look = {"marker": _MARKERS[k % len(_MARKERS)], "markevery": 8, "markersize": 6}
        ax.plot(counted, finite(losses), LINES[k % len(LINES)][1], label=label, **look)
    set_logarithmic(ax, "x", "y")
    ax.set(xlabel=xlabel, ylabel=_("loss over all examples"))
    ax.yaxis.set_major_formatter(lambda value, position: f"{value:g}")
    ax.yaxis.set_minor_formatter(lambda value, position: "")
    ax.legend()
    ends = "; ".join(
        f"{plain(label)}: {counted[-1]:,.0f} → {say(losses[-1], '.3g')}"
        for label, (counted, losses) in curves.items()
    )
    return _(
        "Loss against {counted}, on logarithmic axes. At the end: {ends}.",
        counted=xlabel,
        ends=ends,
    )


@draws((8, 4), points=checks.values(None, None), bottom=checks.number, lines=checks.count)
def plot_runs(points, bottom: float = 0.0, ax=None, lines: int = 12):
    """Draw many runs of one number over the updates: some of them, and the band of all.

    Arguments:
        points: ``(updates + 1, runs)``.
        bottom: where they ought to end.
        lines: how many runs are drawn as lines.

    Returns:
        The Axes. The band reaches one standard deviation to either side of the mean.
    """
    mean, spread = finite(points.mean(axis=1)), finite(points.std(axis=1))
    updates = np.arange(len(points))
    ax.plot(updates, finite(points[:, :lines]), color=COLORS["sky"], linewidth=0.8)
    ax.fill_between(updates, mean - spread, mean + spread, color=COLORS["blue"], alpha=0.35)
    ax.plot(updates, mean, color=COLORS["blue"])
    ax.axhline(bottom, color=COLORS["green"], linestyle="--")
    ax.set(xlabel=_("updates"), ylabel="$x$")
    return _(
        "{runs} runs over {updates} updates; at the end they lie around {mean:.2f} with a "
        "standard deviation of {spread:.3f}; the bottom is at {bottom:.2f}.",
        runs=points.shape[1],
        updates=len(points) - 1,
        mean=mean[-1],
        spread=spread[-1],
        bottom=bottom,
    )
