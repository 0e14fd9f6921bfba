"""Slopes of a function of several numbers: slices, gradients, directions, a matrix of slopes."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, arrow, draws, finite, span, write
from lessonkit.figures.landscapes.maps import broken_at_poles, plot_objective
from lessonkit.figures.landscapes.ranges import domain_range, sampled

LONGEST = 0.16  # of the longest arrow on a map, as a share of the map's width
REACH = 0.35  # how far a slice is shown up and down, as a share of all heights on the map
TICKS = (0, 90, 180, 270, 360)


@draws(objective=checks.objective(2), point=checks.numbers(2), along=checks.variable)
def plot_section(objective, point, along: str, ax=None):
    """Draw the slice of a landscape through a point along one variable, with its tangent.

    Arguments:
        objective: an `Objective` of two variables.
        point: ``(2,)``; the other variable keeps the value that it has there.
        along: the variable that moves, such as ``"x"``.

    Returns:
        The Axes. The slope of the tangent is the partial derivative at the point.
    """
    i = objective.variables.index(along)
    held, slope, height = objective.variables[1 - i], objective.gradient(point)[i], objective(point)
    across = np.linspace(*objective.domain[i], 201)
    points = np.tile(point.astype(float), (len(across), 1))
    points[:, i] = across
    low, high = domain_range(objective)
    # Always the same scale, so that a slope looks the same wherever it occurs.
    size = span(low, high)
    reach = REACH * size
    # A value far above the map, at a pole, or none at all leaves the map's own range.
    near = abs(height) <= 1e6 * reach
    bottom, top = (height - reach, height + reach) if near else (low, low + size)
    ax.plot(
        *broken_at_poles(across, objective(points), bottom, top), color=COLORS["blue"], zorder=2
    )
    tangent = finite(height + slope * (across - point[i]))
    ax.plot(across, tangent, "--", color=COLORS["orange"], linewidth=1.6, zorder=3)
    ax.plot(point[i], finite(height), "o", color=COLORS["orange"], markersize=8, zorder=4)
    ax.set(xlim=objective.domain[i], ylim=(bottom, top))
    ax.set(xlabel=f"${along}$", ylabel="$f$")
    shown = f"= {slope:.4g}$" if np.isfinite(slope) else f"$: {_('no value')}"
    ax.set_title(f"${held} = {point[1 - i]:.4g}$:  $f_{along} {shown}")
    return _(
        "Slice along {along} at {held} = {value:.4g}: a curve with its tangent at "
        "{along} = {place:.4g}, of slope {slope:.4g}.",
        along=along,
        held=held,
        value=point[1 - i],
        place=point[i],
        slope=slope,
    )


@draws(objective=checks.objective(2), points=checks.numbers(None, 2))
def plot_gradients(objective, points, ax=None):
    """Draw the gradient as an arrow at each point of a map, and the contour it stands on.

    Arguments:
        objective: an `Objective` of two variables.
        points: ``(k, 2)``, on the map.

    Returns:
        The Axes, with equal units on both, so that right angles look right. The arrows are as
        long, in proportion, as the ground is steep; a small square marks each right angle.
    """
    plot_objective(objective, ax)
    gradients = objective.gradient(points)
    size = np.linalg.norm(gradients, axis=1)
    # Flat ground has neither an arrow nor a contour of its own, and a place without a slope none.
    sloped = (size > 0) & np.isfinite(size) & np.isfinite(objective(points))
    if sloped.any():
        levels = np.unique(objective(points[sloped]).round(9))
        dark = {"colors": COLORS["black"], "linewidths": 1.0, "linestyles": "solid"}
        x, y, heights = sampled(objective)
        ax.contour(x, y, np.ma.masked_invalid(heights), levels=levels, zorder=2, **dark)
    width = np.ptp(objective.domain[0])
    longest = LONGEST * width / np.max(size, initial=0, where=sloped)
    for point, uphill in zip(points[sloped], longest * gradients[sloped], strict=True):
        _right_angle(ax, point, uphill, 0.025 * width)
        arrow(ax, point, point + uphill, "orange")
    ax.plot(*points.T, "o", color=COLORS["orange"], markersize=6, zorder=5)
    ax.set_aspect("equal")
    return _(
        "Arrows show the gradient ({count} in all), each at right angles to the contour "
        "through its point; the longest stands for {longest:.3g}, the shortest for "
        "{shortest:.3g}.",
        count=len(points),
        longest=np.nanmax(size, initial=0),
        shortest=np.nanmin(size, initial=np.inf),
    )


@draws(degrees=checks.numbers("n"), slopes=checks.values("n"), gradient=checks.values(2))
def plot_directions(degrees, slopes, gradient, ax=None):
    """Draw the slope in many directions over the angle, and the cosine that predicts it.

    Arguments:
        degrees: the directions, as angles from the x axis.
        slopes: the measured slope in each.
        gradient: ``(2,)``, which predicts |∇f| · cos of the angle to it.

    Returns:
        The Axes, with a line at the direction of the gradient.
    """
    steepest, top = _polar(gradient)
    fine = np.arange(361)
    cosine = top * np.cos(np.radians(fine - steepest))
    ax.plot(
        fine, cosine, color=COLORS["blue"], label=r"$|\nabla f|\,\cos(\theta - \varphi)$", zorder=2
    )
    look = {"color": COLORS["orange"], "markersize": 5, "label": _("measured"), "zorder": 3}
    ax.plot(degrees, slopes, "o", **look)
    if np.isfinite(steepest):
        _mark_directions(ax, steepest)
    ax.set(xlim=(0, 360), xticks=TICKS, xlabel=_("direction (degrees)"), ylabel=_("slope"))
    ax.legend(loc="upper center")
    return _(
        "The slope over the direction is a cosine: highest, {top:.4g}, at {steepest:.1f} "
        "degrees, the direction of the gradient; zero a quarter turn away; lowest, "
        "{bottom:.4g}, opposite.",
        top=top,
        bottom=-top,
        steepest=steepest,
    )


def _polar(gradient) -> tuple[float, float]:
    """Angle in degrees from 0 to 360, and length."""
    u, v = gradient
    return float(np.degrees(np.arctan2(v, u)) % 360), float(np.hypot(u, v))


def _mark_directions(ax, steepest: float) -> None:
    ax.axhline(0, color=COLORS["black"], linewidth=0.8, zorder=1)
    ax.axvline(steepest, color=COLORS["green"], linestyle="--", linewidth=1.4, zorder=1)
    shift, side = ((5, 5), "left") if steepest < 330 else ((-5, 5), "right")
    look = {"xycoords": ("data", "axes fraction"), "ha": side, "color": COLORS["green"]}
    write(ax, r"$\nabla f$", (steepest, 0), shift, **look)


def _right_angle(ax, point, arrow, size: float) -> None:
    length = np.hypot(*arrow)
    along = arrow / length * min(size, 0.4 * length)
    side = np.array([-along[1], along[0]])
    corners = np.array([point + along, point + along + side, point + side])
    ax.plot(*corners.T, color=COLORS["black"], linewidth=1.2, zorder=4)
