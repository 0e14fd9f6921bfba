"""Derivatives in pictures: tangents, secants, the microscope, the error over h, subgradients."""

import numpy as np
from matplotlib.patches import Rectangle

from lessonkit.derivatives import numerical_gradient
from lessonkit.figures import checks
from lessonkit.figures.drawing import (
    COLORS,
    _,
    draws,
    finite,
    rim,
    say,
    set_logarithmic,
    span,
    write,
)
from lessonkit.figures.landscapes.maps import draw_curve
from lessonkit.gradient_checks import gradient_check

_FLOOR = 1e-16  # where errors that are exactly zero are drawn


@draws(objective=checks.objective(1), points=checks.numbers(None))
def plot_tangents(objective, points, ax=None):
    """Draw a curve with a piece of its tangent and the slope at several points.

    Arguments:
        objective: an `Objective` of one variable.
        points: the places, numbers.
    """
    draw_curve(objective, ax)
    slopes = objective.gradient(points)
    reach = 0.11 * np.ptp(objective.domain)
    low, high = ax.get_ylim()
    ax.set_ylim(low - 0.1 * (high - low), high)  # room for a slope below a minimum
    height = _units_per_inch(ax)
    for x, slope in zip(points, slopes, strict=True):
        if not np.isfinite([slope, objective(x)]).all():
            continue
        # The pieces are equally long on the page, however steep they are.
        dx = reach / np.hypot(1, slope * height)
        across = np.array([x - dx, x + dx])
        tangent = objective(x) + slope * (across - x)
        ax.plot(across, tangent, color=COLORS["orange"], zorder=4)
        ax.plot(x, objective(x), "o", color=COLORS["orange"], markeredgecolor="white", zorder=5)
        # Beside the tangent, where the curve is not.
        tilt = np.arctan(slope * height)
        side = -1 if (objective(across) - tangent).sum() > 0 else 1
        offset = 10 * side * np.array([-np.sin(tilt), np.cos(tilt)])
        # A text is wider than high, so beside a steep tangent it starts or ends there.
        align = "center" if abs(tilt) < 0.4 else "right" if offset[0] < 0 else "left"
        look = {"ha": align, "va": "center", "path_effects": rim(), "zorder": 6}
        write(ax, _signed(slope), (x, objective(x)), offset, **look)
    listed = ", ".join(f"f'({x:g}) = {_signed(s)}" for x, s in zip(points, slopes, strict=True))
    return _("Tangents with their slopes: {slopes}.", slopes=listed)


@draws(objective=checks.objective(1), x=checks.number, steps=checks.numbers(None, above=0))
def plot_secants(objective, x, steps, ax=None):
    """Draw the secants from x to x + h for several h, and the tangent that they turn into.

    Arguments:
        objective: as for `plot_tangents`.
        x: where all of them start.
        steps: the distances h.
    """
    draw_curve(objective, ax)
    limits = ax.get_xlim(), ax.get_ylim()
    ends = np.array(limits[0])
    shades = np.linspace(0.4, 1, len(steps))
    for h, shade in zip(steps, shades, strict=True):
        slope = numerical_gradient(objective, x, h, "forward")
        look = {"color": COLORS["orange"], "alpha": shade, "zorder": 3}
        label = f"$h = {h:g}$: {_minus(say(slope, '.2f'))}"
        ax.plot(ends, objective(x) + slope * (ends - x), "--", linewidth=1.6, label=label, **look)
        ax.plot(x + h, objective(x + h), "o", **look)
    slope = objective.gradient(x)
    label = _("tangent: {slope}", slope=_minus(say(slope, ".2f")))
    ax.plot(ends, objective(x) + slope * (ends - x), color=COLORS["green"], label=label, zorder=4)
    ax.plot(x, objective(x), "o", color=COLORS["green"], markersize=8, zorder=5)
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.legend(title=_("slope"), loc="best")
    return _(
        "Secants from {x:g} to {x:g} + h, h = {steps}, turn into the tangent of {slope:.2f}.",
        x=x,
        steps=say(steps, "g"),
        slope=slope,
    )


def _place(name, value, known):
    known["x"] = checks.number(name, value, known)
    return known["x"]


def _width(name, value, known):
    width, x = checks.positive(name, value, known), known["x"]
    if not width > 1e-13 * abs(x):
        raise ValueError(f"{name} must be wide enough to tell numbers apart at {x}, got {width}")
    return width


@draws((3.2, 3.2), side=checks.positive, growth=checks.positive)
def plot_growing_square(side, growth, ax=None):
    """Draw a square whose side x grows by h: why the slope of x² is 2x.

    Arguments:
        side: x, positive.
        growth: h, positive.

    Returns:
        The Axes: the square x², two strips xh and the corner h², and how fast the area grows.
    """
    parts = [
        ((0, 0), side, side, "sky", "$x^2$"),
        ((side, 0), growth, side, "orange", "$xh$"),
        ((0, side), side, growth, "orange", "$xh$"),
        ((side, side), growth, growth, "black", "$h^2$"),
    ]
    for (left, low), width, height, color, name in parts:
        look = {"facecolor": COLORS[color], "edgecolor": "white", "linewidth": 1, "alpha": 0.75}
        ax.add_patch(Rectangle((left, low), width, height, **look))
        if min(width, height) >= 0.15 * side:
            middle = left + width / 2, low + height / 2
            write(ax, name, middle, va="center", path_effects=rim())
    ax.set(xlim=(0, 1.55 * side), ylim=(0, 1.55 * side), aspect="equal")
    ax.set_axis_off()
    rate = say(2 * side + growth, "g")
    ax.set_title(f"$h = {growth:g}$\n$2x + h = {rate}$")
    return _(
        "A square of side {x:g} grows by h = {h:g}: two strips of {strip:g} and a corner of "
        "{corner:g}. For each unit of h the area grows by {rate}.",
        x=side,
        h=growth,
        strip=side * growth,
        corner=growth * growth,  # no error where it is too large
        rate=rate,
    )


@draws(objective=checks.objective(1), x=_place, width=_width)
def plot_zoom(objective, x, width, ax=None):
    """Look at a curve through a window around x, as through a microscope, with its tangent.

    Arguments:
        objective: as for `plot_tangents`.
        x: the middle of the window.
        width: of the window.

    Returns:
        The Axes. Height and width keep their proportion, so that a slope looks the same in
        every window; at a corner there is no tangent.
    """
    near = np.linspace(x - width / 2, x + width / 2, 201)
    ax.plot(near, finite(objective(near)), color=COLORS["blue"], linewidth=3, zorder=2)
    slope, height = slope_or_none(objective, x), objective(x)
    if slope is not None:
        line = height + slope * (near - x)
        ax.plot(near, line, "--", color=COLORS["green"], zorder=3)
    ax.plot(x, finite(height), "o", color=COLORS["green"], markersize=8, zorder=4)
    ax.set(xlim=(near[0], near[-1]))
    if np.isfinite(height):
        reach = width / 2 * max(1.0, abs(slope or 0))
        reach = span(height - reach, height + reach) / 2
        ax.set(ylim=(height - reach, height + reach))
    ax.locator_params(nbins=3)
    ax.set_title(_("window {width:g} wide", width=width))
    return _("The curve around {x:g} in a window {width:g} wide.", x=x, width=width)


@draws(
    (7, 4.4),
    steps=checks.numbers("n", above=0),
    errors=checks.labeled(checks.values("n"), most=3),
    guides=checks.labeled(checks.values("n"), most=3),
    best=checks.flag,
)
def plot_difference_errors(steps, errors, guides=None, best=True, ax=None):
    """Draw the error of difference formulas over h on logarithmic axes.

    Arguments:
        steps: the distances h.
        errors: for each name ("forward", "central", or any other) the errors at these steps;
            drawn as points.
        guides: for each name what to compare them with; drawn as dashed lines.
        best: whether to mark for each formula the h that serves best: the one where no error within
            half a decade is large. A single error may be small by luck.

    Returns:
        The Axes.
    """
    looks = [("o", "orange", 3.5), ("s", "pink", 5.5), ("D", "blue", 7.5)]
    known = {"forward": _("forward difference"), "central": _("central difference")}
    said = []
    for (name, values), (marker, color, size) in zip(errors.items(), looks, strict=False):
        name, color = known.get(name, name), COLORS[color]
        # Hollow, so that what lies below is seen too.
        look = {"color": color, "markerfacecolor": "none", "label": name, "zorder": 3}
        ax.plot(steps, finite(np.maximum(values, _FLOOR)), marker, markersize=size, **look)
        nearby = _worst_nearby(steps, values)
        if np.isfinite(nearby).any():
            at = int(np.nanargmin(nearby))
            if best:
                marked = max(nearby[at], _FLOOR)
                ax.plot(steps[at], marked, marker, color=color, markersize=11, zorder=4)
            said.append(f"{name}: {nearby[at]:.0e} (h = {steps[at]:.0e})")
    for (name, values), style in zip((guides or {}).items(), ("--", ":", "-."), strict=False):
        ax.plot(steps, values, style, color=COLORS["black"], linewidth=1.3, label=name, zorder=2)
    set_logarithmic(ax, "x", "y")
    ax.set(xlabel="$h$", ylabel=_("error"))
    ax.set(ylim=(1e-14, 1e2))
    ax.legend(loc="upper center", ncols=2, frameon=True, framealpha=0.9, edgecolor="none")
    return _("Error over the distance h. At the best h: {best}.", best="; ".join(said))


@draws(objective=checks.objective(1), x=checks.number, slopes=checks.numbers(None))
def plot_subgradients(objective, x, slopes, ax=None):
    """Draw a curve and lines through one of its points that stay below it.

    Arguments:
        objective: as for `plot_tangents`.
        x: where the lines meet the curve.
        slopes: of the lines.
    """
    draw_curve(objective, ax)
    limits = ax.get_xlim(), ax.get_ylim()
    ends = np.array(limits[0])
    height, reach = objective(x), 0.9 * (limits[0][1] - x)
    low = limits[1][0]
    for slope in slopes if np.isfinite(height) else ():
        ax.plot(ends, height + slope * (ends - x), "--", color=COLORS["orange"], linewidth=1.4)
        place = (x + reach, height + slope * reach)
        write(ax, _minus(f"{slope:g}"), place, (0, 5), path_effects=rim(), zorder=6)
        low = min(low, place[1])
    ax.plot(x, finite(height), "o", color=COLORS["orange"], markersize=8, zorder=5)
    ax.set(xlim=limits[0], ylim=(low, limits[1][1]))
    return _("Lines through the corner that stay below, slopes {slopes}.", slopes=say(slopes, "g"))


def _worst_nearby(steps, values) -> np.ndarray:
    """The largest error within half a decade of each h."""
    decades = np.log10(steps)
    near = np.abs(decades[:, None] - decades) <= 0.5
    return finite(np.where(near, values, -np.inf).max(axis=1))


def slope_or_none(objective, x) -> float | None:
    """The derivative, None at a corner and where there is no value."""
    slope = objective.gradient(x)
    if not np.isfinite([slope, objective(x)]).all():
        return None
    return None if gradient_check(objective, slope, x).kinks else slope


def _units_per_inch(ax) -> float:
    """How many units of height look as long as one unit of width."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    box = ax.get_position()
    width, height = ax.figure.get_size_inches() * (box.width, box.height)
    return (right - left) / (high - low) * height / width


def _signed(slope) -> str:
    return _minus(say(slope + 0.0, "+.2f")).replace("−0.00", "0.00").replace("+0.00", "0.00")


def _minus(text: str) -> str:
    return text.replace("-", "−")
