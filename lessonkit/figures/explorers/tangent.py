"""The picture of a tangent explorer."""

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, describe, draws, finite, new_figure, say
from lessonkit.figures.landscapes.maps import draw_curve
from lessonkit.figures.lessons.derivatives import plot_difference_errors, slope_or_none

# The distances h at which the slider stops, ten in each decade.
_STOPS = np.array([1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8])
EXPLORER_STEPS = np.append((_STOPS * 10.0 ** np.arange(-16, 0)[:, None]).ravel(), 1.0)


@draws(objective=checks.objective(1), x=checks.number, h=checks.positive)
def draw_tangent_explorer(objective, x, h):
    """Draw what a tangent explorer shows: the lines at x, and the error of both differences.

    Arguments:
        objective: an `Objective` of one variable.
        x: the point.
        h: the distance.
    """
    figure = new_figure(9, 4)
    curve, errors = figure.subplots(1, 2, width_ratios=(1.6, 1))
    slope = slope_or_none(objective, x)
    _draw_lines(objective, x, h, slope, curve)
    if slope is None:
        why = _("none: a corner") if np.isfinite(objective(x)) else _("no value")
        errors.annotate(why, (0.5, 0.5), xycoords="axes fraction", ha="center")
        errors.set(xticks=[], yticks=[], xlabel="$h$", ylabel=_("error"))
        describe(errors, _("There is no derivative at {x:g}.", x=x))
        return figure
    both = {
        method: [numerical_gradient(objective, x, step, method) for step in EXPLORER_STEPS]
        for method in ("forward", "central")
    }
    both = {method: np.abs(np.array(slopes) - slope) for method, slopes in both.items()}
    plot_difference_errors(EXPLORER_STEPS, both, best=False, ax=errors)
    errors.get_legend().remove()  # marks and colors are those beside it
    errors.axvline(h, color=COLORS["black"], linewidth=1.2)
    for method, marker, color in (("forward", "o", "orange"), ("central", "s", "pink")):
        error = abs(numerical_gradient(objective, x, h, method) - slope)
        errors.plot(h, finite(error), marker, color=COLORS[color], markersize=9, zorder=4)
    return figure


def _draw_lines(objective, x, h, slope, ax) -> None:
    draw_curve(objective, ax)
    limits = ax.get_xlim(), ax.get_ylim()
    ends = np.array(limits[0])
    forward = numerical_gradient(objective, x, h, "forward")
    central = numerical_gradient(objective, x, h)
    here, ahead, behind = (objective(x + move) for move in (0, h, -h))
    lines = [
        (forward, here, "--", "orange", _("forward {slope}", slope=_number(forward))),
        (central, (ahead + behind) / 2, ":", "pink", _("central {slope}", slope=_number(central))),
    ]
    if slope is not None:
        lines.insert(0, (slope, here, "-", "green", _("tangent {slope}", slope=_number(slope))))
    for slant, height, style, color, label in lines:
        values = finite(height + slant * (ends - x))
        ax.plot(ends, values, style, color=COLORS[color], label=label, zorder=3)
    ax.plot([x, x + h], finite([here, ahead]), "o", color=COLORS["orange"], zorder=5)
    ax.plot(x - h, finite(behind), "s", color=COLORS["pink"], zorder=5)
    ax.set(xlim=limits[0], ylim=limits[1], title=f"$x = {x:g}$, $h = {h:g}$")
    ax.legend(loc="best", frameon=True, framealpha=0.9, edgecolor="none")
    listed = ", ".join(label for *_line, label in lines)
    describe(ax, _("At x = {x:g} with h = {h:g}: {lines}.", x=x, h=h, lines=listed))


def _number(slope: float) -> str:
    """A slope, as long as what is drawn has room for it."""
    return say(slope, ".3e" if abs(slope) >= 1e6 else ".4f")
