"""Convexity: hinges and their sum, chords."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, STAR, _, draws, finite
from lessonkit.figures.landscapes.slices import LINES, a_slice, plot_slices


@draws(
    (8, 4),
    weights=checks.numbers("n"),
    hinges=checks.labeled(checks.numbers("n"), most=len(LINES) - 1),
)
def plot_hinges(weights, hinges, ax=None):
    """Draw hinges of one weight, and above them what they add up to.

    Arguments:
        weights: the values of the weight, ``(n,)``.
        hinges: a label and the values ``(n,)`` of each hinge.

    Returns:
        The Axes. The hinges are thin, each in its own line style; the sum is thick.
    """
    for (label, values), (color, style) in zip(hinges.items(), LINES[1:], strict=False):
        ax.plot(weights, values, linestyle=style, color=COLORS[color], linewidth=1.6, label=label)
    total = np.sum(list(hinges.values()), axis=0)
    ax.plot(weights, total, color=COLORS["blue"], linewidth=3, label=_("sum"))
    ax.plot(weights[np.argmin(total)], total.min(), "*", **STAR)
    ax.legend()
    ax.set(xlabel="$w$", ylabel=_("loss"))
    ax.margins(x=0)
    return _(
        "{count} hinges of a weight and their sum: a chain of straight pieces that is lowest, "
        "{low:.3g}, at w = {at:.3g}.",
        count=len(hinges),
        low=total.min(),
        at=weights[np.argmin(total)],
    )


@draws((8, 4), found=a_slice(1), left=checks.number, right=checks.number)
def plot_chord(found, left, right, ax=None):
    """Draw a slice along a line with the chord between two of its points.

    Arguments:
        found: a one-dimensional `Slice`.
        left, right: where the chord begins and ends.

    Returns:
        The Axes. What the curve has above the chord is hatched.
    """
    plot_slices({"": found}, ax)
    ends = np.array([left, right])
    heights = np.interp(ends, found.alphas, found.values)
    chord = np.interp(found.alphas, ends, heights)
    between = (found.alphas >= left) & (found.alphas <= right)
    above = between & (found.values > chord + 1e-9)
    ax.plot(ends, heights, "o--", color=COLORS["orange"], markersize=7, zorder=4)
    look = {"color": COLORS["orange"], "alpha": 0.3, "hatch": "//"}
    ax.fill_between(found.alphas, chord, finite(found.values), where=above, **look)
    excess = np.max(found.values - chord, where=between, initial=0.0)
    verdict = (
        _("The curve rises {excess:.3g} above the chord.", excess=excess)
        if above.any()
        else _("The chord is nowhere below the curve.")
    )
    chord_text = _("A chord from a = {left:.3g} to a = {right:.3g}.", left=left, right=right)
    return f"{chord_text} {verdict}"
