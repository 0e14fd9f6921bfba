"""Slices through a loss landscape: curves, maps, hinges and their sum, chords."""

import numpy as np

from lessonkit.figures.landscapes import MAP_COLORS, _levels
from lessonkit.i18n import _
from lessonkit.style import COLORS

LINES = (
    ("blue", "-"),
    ("orange", "--"),
    ("green", "-."),
    ("pink", ":"),
    ("yellow", (0, (8, 2, 2, 2, 2, 2))),
    ("black", (0, (2, 5))),
)
STAR = {"color": COLORS["green"], "markersize": 14, "markeredgecolor": "white", "zorder": 4}


def plot_slice(found, ax=None, points=()):
    """Draw a slice: a curve over a, or a map over a and b with a bar that explains its colors.

    Arguments:
        found: a `Slice`.
        ax: the Axes to draw on; by default a new figure's.
        points: coordinates to mark with a dot, a number each or a pair each.

    Returns:
        The Axes. A star marks the lowest value that the slice has.
    """
    ax = ax or _new_axes()
    if found.betas is None:
        plot_slices({"": found}, ax)
    else:
        _draw_map(found, ax)
    lowest = np.nanmin(found.values)
    star = found.lowest if found.betas is not None else (*found.lowest, lowest)
    ax.plot(*star, "*", **STAR)
    for point in points:
        place = (
            point
            if found.betas is not None
            else (point, np.interp(point, found.alphas, found.values))
        )
        ax.plot(
            *place, "o", color=COLORS["orange"], markersize=8, markeredgecolor="white", zorder=5
        )
    return ax


def plot_slices(slices, ax=None):
    """Draw several slices along a line over each other.

    Arguments:
        slices: a label and a one-dimensional `Slice` each.
        ax: as for `plot_slice`.

    Returns:
        The Axes. Each curve has its own line style as well as its color.
    """
    ax = ax or _new_axes()
    sentences = []
    for (label, found), (color, style) in zip(slices.items(), LINES, strict=False):
        ax.plot(
            found.alphas, found.values, linestyle=style, color=COLORS[color], label=label or None
        )
        text = _(
            "Loss along a line: from {first:.3g} at a = {left:.3g} to {last:.3g} at "
            "a = {right:.3g}, lowest {low:.3g} at a = {at:.3g}.",
            first=found.values[0],
            left=found.alphas[0],
            last=found.values[-1],
            right=found.alphas[-1],
            low=np.nanmin(found.values),
            at=found.lowest[0],
        )
        sentences.append(f"{label}: {text}" if label else text)
    if any(slices):
        ax.legend()
    ax.set(xlabel="$a$", ylabel=_("loss"))
    ax.set_label(" ".join(sentences))
    return ax


def plot_hinges(weights, hinges, ax=None):
    """Draw hinges of one weight, and above them what they add up to.

    Arguments:
        weights: the values of the weight, ``(n,)``.
        hinges: a label and the values ``(n,)`` of each hinge.
        ax: as for `plot_slice`.

    Returns:
        The Axes. The hinges are thin, each in its own line style; the sum is thick.
    """
    ax = ax or _new_axes()
    for (label, values), (color, style) in zip(hinges.items(), LINES[1:], strict=False):
        ax.plot(weights, values, linestyle=style, color=COLORS[color], linewidth=1.6, label=label)
    total = np.sum(list(hinges.values()), axis=0)
    ax.plot(weights, total, color=COLORS["blue"], linewidth=3, label=_("sum"))
    ax.plot(weights[np.argmin(total)], total.min(), "*", **STAR)
    ax.legend()
    ax.set(xlabel="$w$", ylabel=_("loss"), xlim=(weights[0], weights[-1]))
    ax.set_label(
        _(
            "{count} hinges of a weight and their sum: a chain of straight pieces that is lowest, "
            "{low:.3g}, at w = {at:.3g}.",
            count=len(hinges),
            low=total.min(),
            at=weights[np.argmin(total)],
        )
    )
    return ax


def plot_chord(found, left, right, ax=None):
    """Draw a slice along a line with the chord between two of its points.

    Arguments:
        found: a one-dimensional `Slice`.
        left, right: where the chord begins and ends.
        ax: as for `plot_slice`.

    Returns:
        The Axes. What the curve has above the chord is hatched.
    """
    ax = plot_slices({"": found}, ax)
    ends = np.array([left, right], dtype=float)
    heights = np.interp(ends, found.alphas, found.values)
    chord = np.interp(found.alphas, ends, heights)
    between = (found.alphas >= left) & (found.alphas <= right)
    above = between & (found.values > chord + 1e-9)
    ax.plot(ends, heights, "o--", color=COLORS["orange"], markersize=7, zorder=4)
    ax.fill_between(
        found.alphas,
        chord,
        found.values,
        where=above,
        color=COLORS["orange"],
        alpha=0.3,
        hatch="//",
    )
    excess = np.max(found.values - chord, where=between, initial=0.0)
    verdict = (
        _("The curve rises {excess:.3g} above the chord.", excess=excess)
        if above.any()
        else _("The chord is nowhere below the curve.")
    )
    chord_text = _("A chord from a = {left:.3g} to a = {right:.3g}.", left=left, right=right)
    ax.set_label(f"{ax.get_label()} {chord_text} {verdict}")
    return ax


def plot_positive_shares(dimensions, shares, ax=None):
    """Draw the share of matrices without a negative eigenvalue over their size.

    Arguments:
        dimensions: the sizes.
        shares: a share for each; what is 0 is left out.
        ax: as for `plot_slice`.

    Returns:
        The Axes, with the share of coin tosses that all show heads beside it.
    """
    ax = ax or _new_axes()
    dimensions, shares = np.asarray(dimensions), np.asarray(shares, dtype=float)
    seen = shares > 0
    ax.plot(dimensions, 0.5**dimensions, "s--", color=COLORS["pink"], label=_("all coins heads"))
    ax.plot(
        dimensions[seen], shares[seen], "o-", color=COLORS["blue"], label=_("all curvatures up")
    )
    ax.set(xlabel=_("dimensions"), ylabel=_("share"), yscale="log", xticks=dimensions)
    ax.legend()
    ax.set_label(
        _(
            "Share of random symmetric matrices with only positive eigenvalues: {first:.3g} in "
            "{low} dimension(s), {last:.2g} in {high}; none were seen in more.",
            first=shares[seen][0],
            low=dimensions[seen][0],
            last=shares[seen][-1],
            high=dimensions[seen][-1],
        )
    )
    return ax


def draw_slice_explorer(found, point, stars=(), title=""):
    """Draw what a slice explorer shows: the map, and both cuts through a point on it.

    Arguments:
        found: a two-dimensional `Slice`.
        point: ``(a, b)`` on it.
        stars: coordinates of points worth a star.
        title: of the map.

    Returns:
        A Matplotlib Figure that pyplot does not know, so that nothing shows it a second time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    landscape, cuts = figure.subplots(1, 2, width_ratios=(1.15, 1))
    _draw_map(found, landscape)
    a, b = point
    landscape.axhline(b, color=COLORS["blue"], linewidth=1.8)
    landscape.axvline(a, color=COLORS["pink"], linewidth=1.8, linestyle="--")
    for star in stars:
        landscape.plot(*star, "*", **STAR)
    landscape.set(xlim=found.alphas[[0, -1]], ylim=found.betas[[0, -1]], title=title)
    along_a = [np.interp(b, found.betas, column) for column in found.values.T]
    along_b = [np.interp(a, found.alphas, row) for row in found.values]
    height = np.interp(a, found.alphas, along_a)
    cuts.plot(found.alphas, along_a, color=COLORS["blue"], label="$a$")
    cuts.plot(found.betas, along_b, "--", color=COLORS["pink"], label="$b$")
    ball = {"color": COLORS["orange"], "markersize": 10, "markeredgecolor": "white", "zorder": 5}
    landscape.plot(a, b, "o", **ball)
    cuts.plot([a, b], [height, height], "o", **ball)
    cuts.set(xlabel="$a,\\ b$", ylabel=_("loss"))
    cuts.legend()
    cuts.set_label(
        _(
            "Two cuts through the point a = {a:.3g}, b = {b:.3g}, where the loss is {height:.3g}.",
            a=a,
            b=b,
            height=height,
        )
    )
    return figure


def _draw_map(found, ax) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    colors = LinearSegmentedColormap.from_list("map", MAP_COLORS)
    levels = _levels(found.values, 16)
    grid = found.alphas, found.betas, found.values
    bands = ax.contourf(*grid, levels=levels, cmap=colors, zorder=0)
    ax.contour(*grid, levels=levels, colors="white", linewidths=0.8, zorder=1)
    ax.grid(False)
    bar = ax.figure.colorbar(bands, ax=ax, label=_("loss"), spacing="proportional")
    bar.set_ticks([tick for tick in _round_numbers(levels) if levels[0] <= tick <= levels[-1]])
    low_a, low_b = found.lowest
    ax.set(xlabel="$a$", ylabel="$b$")
    ax.set_label(
        _(
            "Contour map of the loss for a from {a0:.3g} to {a1:.3g} and b from {b0:.3g} to "
            "{b1:.3g}; darker is lower: from {low:.3g} at ({at_a:.3g}, {at_b:.3g}) to {high:.3g}.",
            a0=found.alphas[0],
            a1=found.alphas[-1],
            b0=found.betas[0],
            b1=found.betas[-1],
            low=np.nanmin(found.values),
            high=np.nanmax(found.values),
            at_a=low_a,
            at_b=low_b,
        )
    )


def _round_numbers(levels) -> np.ndarray:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(6).tick_values(levels[0], levels[-1])


def _new_axes():
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, 4))[1]
