"""Slices through a loss landscape: curves over one direction, a map over two."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, STAR, _, describe, draws
from lessonkit.figures.landscapes.maps import broken_at_poles, draw_map
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.landscape import Slice
from lessonkit.validation import instance

LINES = (
    ("blue", "-"),
    ("orange", "--"),
    ("green", "-."),
    ("pink", ":"),
    ("yellow", (0, (8, 2, 2, 2, 2, 2))),
    ("black", (0, (2, 5))),
)


def a_slice(*directions: int):
    """A check: a `Slice` over one direction or two."""

    def check(name, value, known):
        over = 1 if instance(name, value, Slice).betas is None else 2
        if over not in directions:
            raise ValueError(
                f"{name} must be a Slice over {directions[0]} direction(s), got {over}"
            )
        known["point"] = over
        return value

    return check


def _points(name, value, known):
    return checks.numbers(*((None,) if known["point"] == 1 else (None, 2)))(name, value, known)


@draws((8, 4), found=a_slice(1, 2), points=_points)
def plot_slice(found, ax=None, points=()):
    """Draw a slice: a curve over a, or a map over a and b with a bar that explains its colors.

    Arguments:
        found: a `Slice`.
        points: coordinates to mark with a dot, a number each or a pair each.

    Returns:
        The Axes. A star marks the lowest value that the slice has.
    """
    look = {"color": COLORS["orange"], "markersize": 8, "markeredgecolor": "white", "zorder": 5}
    if found.betas is None:
        plot_slices({"": found}, ax)
        points = [(a, np.interp(a, found.alphas, found.values)) for a in points]
    else:
        draw_slice_map(found, ax)
    *place, low = lowest_of(found)
    if np.isfinite(low):
        ax.plot(*place, *([low] if found.betas is None else []), "*", **STAR)
    for place in points:
        ax.plot(*place, "o", **look)
    return ax


@draws((8, 4), slices=checks.labeled(a_slice(1), most=len(LINES)))
def plot_slices(slices, ax=None):
    """Draw several slices along a line over each other.

    Arguments:
        slices: a label and a one-dimensional `Slice` each; up to six.

    Returns:
        The Axes. Each curve has its own line style as well as its color.
    """
    shown = shown_range(np.concatenate([found.values for found in slices.values()]))
    for (label, found), (color, style) in zip(slices.items(), LINES, strict=False):
        look = {"linestyle": style, "color": COLORS[color], "label": label or None}
        ax.plot(*broken_at_poles(found.alphas, found.values, *shown), **look)
        at, low = lowest_of(found)
        text = _(
            "Loss along a line: from {first:.3g} at a = {left:.3g} to {last:.3g} at "
            "a = {right:.3g}, lowest {low:.3g} at a = {at:.3g}.",
            first=found.values[0],
            left=found.alphas[0],
            last=found.values[-1],
            right=found.alphas[-1],
            low=low,
            at=at,
        )
        describe(ax, f"{label}: {text}" if label else text)
    if any(slices):
        ax.legend()
    ax.set(xlabel="$a$", ylabel=_("loss"))
    return ax


def draw_slice_map(found, ax) -> None:
    """Draw a slice over two directions as a map with a bar that explains its colors."""
    shown = shown_range(found.values)
    bands = draw_map(ax, found.alphas, found.betas, found.values, shown, 16, slice(None))
    bar = ax.figure.colorbar(bands, ax=ax, label=_("loss"), spacing="proportional")
    low, high = bands.levels[[0, -1]]
    bar.set_ticks([tick for tick in MaxNLocator(6).tick_values(low, high) if low <= tick <= high])
    at_a, at_b, lowest = lowest_of(found)
    ax.set(xlabel="$a$", ylabel="$b$")
    text = _(
        "Contour map of the loss for a from {a0:.3g} to {a1:.3g} and b from {b0:.3g} to "
        "{b1:.3g}; darker is lower: from {low:.3g} at ({at_a:.3g}, {at_b:.3g}) to {high:.3g}.",
        a0=found.alphas[0],
        a1=found.alphas[-1],
        b0=found.betas[0],
        b1=found.betas[-1],
        low=lowest,
        high=np.max(found.values, initial=-np.inf, where=np.isfinite(found.values)),
        at_a=at_a,
        at_b=at_b,
    )
    describe(ax, text)


def lowest_of(found) -> tuple:
    """The coordinates and the value of the lowest finite value of a slice; NaN without one."""
    finite = np.where(np.isfinite(found.values), found.values, np.inf)
    index = np.unravel_index(finite.argmin(), finite.shape)
    if not np.isfinite(finite[index]):
        return (np.nan,) * (finite.ndim + 1)
    axes = (found.alphas,) if found.betas is None else (found.alphas, found.betas)
    return *(float(axis[i]) for axis, i in zip(axes, index[::-1], strict=True)), finite[index]
