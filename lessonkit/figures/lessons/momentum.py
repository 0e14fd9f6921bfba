"""Momentum on a parabola: the swings of a run, the roots behind them, the map of η and α.

Along a direction of curvature λ a run obeys xₖ₊₁ = (1 + α − ηλ)xₖ − αxₖ₋₁, and what becomes of it
is decided by the two roots of z² = (1 + α − ηλ)z − α (Polyak 1964).
"""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, LOOKS, _, draws, plain


@draws(product=checks.such(checks.positive, lambda p: p < 1, "lie between 0 and 1"))
def plot_damping(product: float, ax=None):
    """Draw the sizes of the two roots over α, for one η times λ.

    Arguments:
        product: ηλ, learning rate times curvature, between 0 and 1.

    Returns:
        The Axes. Where the two curves meet, damping is critical.
    """
    critical = (1 - np.sqrt(product)) ** 2
    momentum = np.union1d(np.linspace(0, 1, 401), critical)
    large, small = root_sizes(product, momentum)
    ax.plot(momentum, large, color=COLORS["orange"], label=_("larger root"))
    ax.plot(momentum, small, "--", color=COLORS["blue"], label=_("smaller root"))
    ax.axvline(critical, color=COLORS["black"], linewidth=1, linestyle=":")
    ax.plot(critical, np.sqrt(critical), "*", color=COLORS["green"], markersize=15, zorder=5)
    for text, place in (
        (_("over-damped"), critical / 2),
        (_("under-damped"), (1 + critical) / 2),
    ):
        ax.text(place, 1.03, text, ha="center")
    ax.set(xlabel=r"$\alpha$", ylabel="$|z|$", xlim=(0, 1), ylim=(0, 1.1))
    ax.legend(loc="lower right")
    return _(
        "Sizes of the two roots over α for ηλ = {product:g}: the larger one falls from "
        "{first:.2f} to {least:.3f} at the critical α = {critical:.3f}, where both meet; from "
        "there on both have the same size and rise to 1.",
        product=product,
        first=1 - product,
        least=np.sqrt(critical),
        critical=critical,
    )


@draws(points=checks.labeled(checks.pair(checks.number, checks.number), most=len(LOOKS)))
def plot_momentum_regions(points: dict | None = None, ax=None):
    """Draw the map of ηλ and α: where a run creeps, swings, zigzags and diverges.

    Arguments:
        points: label → a pair (ηλ, α) to mark, if any; up to ten.
    """
    momentum = np.linspace(0, 1, 401)
    creeps, zigzags = (1 - np.sqrt(momentum)) ** 2, (1 + np.sqrt(momentum)) ** 2
    limit = 2 * (1 + momentum)
    regions = (
        (0 * momentum, creeps, "#f7e3d0", _("creeps"), (0.26, 0.06)),
        (creeps, zigzags, "#cfe6f4", _("swings"), (1.5, 0.62)),
        (zigzags, limit, "#d9efe4", _("zigzags"), (2.75, 0.08)),
        (limit, 0 * momentum + 4.2, "#eeeeee", _("diverges"), (3.4, 0.3)),
    )
    for left, right, color, name, place in regions:
        ax.fill_betweenx(momentum, left, right, color=color, linewidth=0)
        ax.text(*place, name, ha="center", fontsize=12)
    arrow = {"arrowstyle": "-|>", "color": COLORS["black"]}
    ax.annotate("", (2.0, 0.06), (2.42, 0.09), arrowprops=arrow)  # too narrow for its name
    for border in (creeps, zigzags):
        ax.plot(border, momentum, "--", color=COLORS["green"], linewidth=1.5)
    ax.plot(limit, momentum, color=COLORS["black"])
    marked = []
    looks = zip((points or {}).items(), LOOKS, strict=False)
    for (label, (product, share)), (color, marker, _dash) in looks:
        look = {"marker": marker, "markersize": 9, "markeredgecolor": "white", "zorder": 5}
        look |= {"linestyle": "none", "clip_on": False}
        ax.plot(product, share, color=COLORS[color], label=label, **look)
        marked.append(f"{plain(label)}: {product:.3g}, {share:.3g}")
    if points:
        ax.legend(loc="upper left", frameon=True, framealpha=0.85, edgecolor="none")
    ax.set(xlabel=r"$\eta\lambda$", ylabel=r"$\alpha$", xlim=(0, 4.2), ylim=(0, 1))
    ax.grid(False)
    text = _(
        "Map of ηλ across and α upward. It converges to the left of the straight border from "
        "2 at α = 0 to 4 at α = 1. A parabola-like region in the middle, where the run "
        "swings, touches 1 at the bottom and fills the top; to its left the run creeps, to "
        "its right it zigzags."
    )
    return f"{text} {'; '.join(marked)}." if marked else text


def root_sizes(product, momentum) -> tuple[np.ndarray, np.ndarray]:
    """Return the sizes of the two roots of z² = (1 + α − ηλ)z − α, the larger one first.

    >>> [float(size.round(6)) for size in root_sizes(product=0.1, momentum=0.0)]
    [0.9, 0.0]
    >>> [float(size.round(6)) for size in root_sizes(product=0.1, momentum=0.81)]
    [0.9, 0.9]
    """
    total = 1 + np.asarray(momentum) - product
    inside = total**2 - 4 * np.asarray(momentum)
    spread = np.sqrt(np.maximum(inside, 0))
    large = np.where(inside < 0, np.sqrt(momentum), (abs(total) + spread) / 2)
    small = np.where(inside < 0, np.sqrt(momentum), (abs(total) - spread) / 2)
    return large, abs(small)
