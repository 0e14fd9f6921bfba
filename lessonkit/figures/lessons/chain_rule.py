"""Gears that turn each other."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws


def _pairs(name, value, known):
    found = checks.listed(checks.pair(checks.count, checks.count))(name, value, known)
    known["axles"] = len(found) + 1
    return found


@draws(
    (7.5, 3.2),
    pairs=_pairs,
    names=checks.names("axles"),
)
def plot_gears(pairs, names, ax=None):
    """Draw a train of gears: each pair meshes, its second gear sits on one axle with the next.

    Arguments:
        pairs: numbers of teeth, (driving, driven) for each pair.
        names: what the turns of each axle are called, one more than pairs.

    Returns:
        The Axes. Arrows show which way each axle turns; meshing turns the direction round.
    """
    colors = [COLORS["sky"], COLORS["yellow"], COLORS["pink"]]
    x, ends = 0.0, []
    for k, (driving, driven) in enumerate(pairs):
        # Each pair lies behind the one before, so that the teeth that mesh are seen.
        _draw_gear(ax, x, driving, colors[k % 3], zorder=15 - 2 * k)
        ends.append((x, driving))
        x += driving + driven
        _draw_gear(ax, x, driven, colors[k % 3], zorder=15 - 2 * k)
        ax.text(x - driven, -pairs[0][0] - 4, f"{driving} : {driven}", ha="center", va="top")
    ends.append((x, pairs[-1][1]))
    for k, ((place, _teeth), name) in enumerate(zip(ends, names, strict=True)):
        ax.plot(place, 0, "o", color=COLORS["black"], zorder=20)
        _draw_turn(ax, place, clockwise=k % 2 == 0)
        ax.text(place, 4, name, ha="center", va="bottom", fontsize=15, zorder=21)
    ax.set(aspect="equal")
    ax.axis("off")
    said = ", ".join(f"{driving} : {driven}" for driving, driven in pairs)
    return _(
        "Gears that turn each other, teeth {teeth}. The axles turn {names}, every second one "
        "the other way round.",
        teeth=said,
        names=", ".join(name.strip("$") for name in names),
    )


def _draw_gear(ax, x, teeth, color, zorder) -> None:
    angles = np.linspace(0, 2 * np.pi, 16 * teeth + 1)
    radius = teeth + 0.9 * np.tanh(4 * np.sin(teeth * angles))
    outline = x + radius * np.cos(angles), radius * np.sin(angles)
    ax.fill(*outline, color=color, linewidth=0, zorder=zorder)
    ax.plot(*outline, color=COLORS["black"], linewidth=1, zorder=zorder)


def _draw_turn(ax, x, clockwise) -> None:
    angles = np.radians(np.linspace(-150, -30, 20))[:: -1 if clockwise else 1]
    arc = x + 6 * np.cos(angles), 6 * np.sin(angles)
    ax.plot(*arc, color=COLORS["black"], linewidth=1.8, zorder=20)
    ends = [(arc[0][k], arc[1][k]) for k in (-1, -3)]
    style = {"arrowstyle": "-|>", "color": COLORS["black"], "linewidth": 1.8}
    ax.annotate("", *ends, arrowprops=style, zorder=20)
