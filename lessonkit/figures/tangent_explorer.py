"""The picture that stands for a tangent explorer wherever no widget can run."""

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.figures.derivatives import (
    describe,
    draw_curve,
    plot_difference_errors,
    slope_or_none,
)
from lessonkit.i18n import _
from lessonkit.style import COLORS

# The distances h at which the slider stops, ten in each decade.
_STOPS = np.array([1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8])
EXPLORER_STEPS = np.append((_STOPS * 10.0 ** np.arange(-16, 0)[:, None]).ravel(), 1.0)


def draw_tangent_explorer(objective, x, h):
    """Draw what a tangent explorer shows: the lines at x, and the error of both differences.

    Arguments:
        objective: an `Objective` of one variable.
        x: the point.
        h: the distance.

    Returns:
        A Matplotlib Figure that pyplot does not know, so that nothing shows it a second time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    curve, errors = figure.subplots(1, 2, width_ratios=(1.6, 1))
    slope = slope_or_none(objective, x)
    _draw_lines(objective, x, h, slope, curve)
    if slope is None:
        errors.annotate(_("none: a corner"), (0.5, 0.5), xycoords="axes fraction", ha="center")
        errors.set(xticks=[], yticks=[], xlabel="$h$", ylabel=_("error"))
        errors.set_label(_("There is no derivative at {x:g}.", x=x))
        return figure
    both = {
        method: [
            abs(numerical_gradient(objective, x, step, method) - slope) for step in EXPLORER_STEPS
        ]
        for method in ("forward", "central")
    }
    plot_difference_errors(EXPLORER_STEPS, both, ax=errors)
    errors.get_legend().remove()  # marks and colors are those beside it
    errors.axvline(h, color=COLORS["black"], linewidth=1.2)
    return figure


def _draw_lines(objective, x, h, slope, ax) -> None:
    draw_curve(objective, ax)
    limits = ax.get_xlim(), ax.get_ylim()
    ends = np.array(limits[0])
    forward = numerical_gradient(objective, x, h, "forward")
    central = numerical_gradient(objective, x, h)
    here, ahead, behind = (objective(x + move) for move in (0, h, -h))
    lines = [
        (forward, here, "--", "orange", _("forward {slope:.4f}", slope=forward)),
        (central, (ahead + behind) / 2, ":", "pink", _("central {slope:.4f}", slope=central)),
    ]
    if slope is not None:
        lines.insert(0, (slope, here, "-", "green", _("tangent {slope:.4f}", slope=slope)))
    for slant, height, style, color, label in lines:
        values = height + slant * (ends - x)
        ax.plot(ends, values, style, color=COLORS[color], label=label, zorder=3)
    ax.plot([x, x + h], [here, ahead], "o", color=COLORS["orange"], zorder=5)
    ax.plot(x - h, behind, "s", color=COLORS["pink"], zorder=5)
    ax.set(xlim=limits[0], ylim=limits[1], title=f"$x = {x:g}$, $h = {h:g}$")
    ax.legend(loc="best", frameon=True, framealpha=0.9, edgecolor="none")
    describe(
        ax,
        _(
            "At x = {x:g} with h = {h:g}: {lines}.",
            x=x,
            h=h,
            lines=", ".join(label for *_line, label in lines),
        ),
    )
