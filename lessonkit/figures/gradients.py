"""Slopes of a function of several numbers: slices, gradients, directions, a matrix of slopes."""

import numpy as np

from lessonkit.figures.explorer import value_range
from lessonkit.figures.landscapes import plot_objective
from lessonkit.figures.pictures import plain
from lessonkit.i18n import _
from lessonkit.style import COLORS

LONGEST = 0.16  # of the longest arrow on a map, as a share of the map's width
REACH = 0.35  # how far a slice is shown up and down, as a share of all heights on the map
TICKS = (0, 90, 180, 270, 360)


def plot_section(objective, point, along: str, ax=None):
    """Draw the slice of a landscape through a point along one variable, with its tangent.

    Arguments:
        objective: an `Objective` of two variables.
        point: ``(2,)``; the other variable keeps the value that it has there.
        along: the variable that moves, such as ``"x"``.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. The slope of the tangent is the partial derivative at the point.
    """
    ax = ax or _new_axes()
    i = objective.variables.index(along)
    held, point = objective.variables[1 - i], np.asarray(point, dtype=float)
    slope = objective.gradient(point)[i]
    across = np.linspace(*objective.domain[i], 201)
    points = np.tile(point, (len(across), 1))
    points[:, i] = across
    height, reach = objective(point), REACH * (np.ptp(value_range(objective)) or 1.0)
    ax.plot(across, objective(points), color=COLORS["blue"], zorder=2)
    tangent = height + slope * (across - point[i])
    ax.plot(across, tangent, "--", color=COLORS["orange"], linewidth=1.6, zorder=3)
    ax.plot(point[i], height, "o", color=COLORS["orange"], markersize=8, zorder=4)
    # Always the same scale, so that a slope looks the same wherever it occurs.
    ax.set(xlim=objective.domain[i], ylim=(height - reach, height + reach))
    ax.set(xlabel=f"${along}$", ylabel="$f$")
    ax.set_title(f"${held} = {point[1 - i]:.4g}$:  $f_{along} = {slope:.4g}$")
    ax.set_label(
        _(
            "Slice along {along} at {held} = {value:.4g}: a curve with its tangent at "
            "{along} = {place:.4g}, of slope {slope:.4g}.",
            along=along,
            held=held,
            value=point[1 - i],
            place=point[i],
            slope=slope,
        )
    )
    return ax


def plot_gradients(objective, points, ax=None):
    """Draw the gradient as an arrow at each point of a map, and the contour it stands on.

    Arguments:
        objective: an `Objective` of two variables.
        points: ``(k, 2)``, on the map.
        ax: as for `plot_section`.

    Returns:
        The Axes, with equal units on both, so that right angles look right. The arrows are as
        long, in proportion, as the ground is steep; a small square marks each right angle.
    """
    ax = plot_objective(objective, ax)
    points = np.atleast_2d(np.asarray(points, dtype=float))
    gradients = objective.gradient(points)
    size = np.linalg.norm(gradients, axis=1)
    sloped = size > 0  # flat ground has neither an arrow nor a contour of its own
    if sloped.any():
        x, y = (np.linspace(*interval, 201) for interval in objective.domain)
        values = objective(np.stack(np.meshgrid(x, y), axis=-1))
        levels = np.unique(objective(points[sloped]).round(9))
        dark = {"colors": COLORS["black"], "linewidths": 1.0, "linestyles": "solid"}
        ax.contour(x, y, values, levels=levels, zorder=2, **dark)
    width = np.ptp(objective.domain[0])
    longest = LONGEST * width / (size.max() or 1.0)
    for point, arrow in zip(points[sloped], longest * gradients[sloped], strict=True):
        _right_angle(ax, point, arrow, 0.025 * width)
        _arrow(ax, point, point + arrow, COLORS["orange"])
    ax.plot(*points.T, "o", color=COLORS["orange"], markersize=6, zorder=5)
    ax.set_aspect("equal")
    ax.set_label(
        ax.get_label()
        + " "
        + _(
            "Arrows show the gradient ({count} in all), each at right angles to the contour "
            "through its point; the longest stands for {longest:.3g}, the shortest for "
            "{shortest:.3g}.",
            count=len(points),
            longest=size.max(),
            shortest=size.min(),
        )
    )
    return ax


def plot_directions(degrees, slopes, gradient, ax=None):
    """Draw the slope in many directions over the angle, and the cosine that predicts it.

    Arguments:
        degrees: the directions, as angles from the x axis.
        slopes: the measured slope in each.
        gradient: ``(2,)``, which predicts |∇f| · cos of the angle to it.
        ax: as for `plot_section`.

    Returns:
        The Axes, with a line at the direction of the gradient.
    """
    ax = ax or _new_axes()
    steepest, top = _polar(gradient)
    fine = np.arange(361)
    cosine = top * np.cos(np.radians(fine - steepest))
    ax.plot(fine, cosine, color=COLORS["blue"], label=r"$|\nabla f|\,\cos$", zorder=2)
    look = {"color": COLORS["orange"], "markersize": 5, "label": _("measured"), "zorder": 3}
    ax.plot(degrees, slopes, "o", **look)
    _mark_directions(ax, steepest)
    ax.set(xlim=(0, 360), xticks=TICKS, xlabel=_("direction (degrees)"), ylabel=_("slope"))
    ax.legend(loc="upper center")
    ax.set_label(
        _(
            "The slope over the direction is a cosine: highest, {top:.4g}, at {steepest:.1f} "
            "degrees, the direction of the gradient; zero a quarter turn away; lowest, "
            "{bottom:.4g}, opposite.",
            top=top,
            bottom=-top,
            steepest=steepest,
        )
    )
    return ax


def plot_matrix(values, ax=None, title: str = ""):
    """Draw a matrix as colored squares with its numbers in them.

    Arguments:
        values: ``(rows, columns)``.
        ax: as for `plot_section`.
        title: of the Axes.

    Returns:
        The Axes; rows are numbered by i, columns by j. Orange is negative, blue positive.
    """
    from matplotlib.colors import LinearSegmentedColormap

    ax = ax or _new_axes()
    values = np.asarray(values, dtype=float)
    most = np.abs(values).max() or 1.0
    colors = LinearSegmentedColormap.from_list("signs", ("#eda072", "#ffffff", "#7fb8d8"))
    ax.imshow(values, cmap=colors, vmin=-most, vmax=most)
    for i, j in np.ndindex(values.shape):
        ax.text(j, i, f"{values[i, j]:.2f}".replace("-", "−"), ha="center", va="center")
    ax.set_xticks(range(values.shape[1]))
    ax.set_yticks(range(values.shape[0]))
    ax.set(xlabel="$j$", title=title)
    ax.set_ylabel("$i$", rotation=0)
    ax.grid(False)
    ax.set_label(
        _(
            "Matrix {title} of {rows} rows and {columns} columns: {numbers}.",
            title=plain(title.replace(r"\nabla ", "∇")),
            rows=values.shape[0],
            columns=values.shape[1],
            numbers="; ".join(", ".join(f"{v:.2f}" for v in row) for row in values),
        )
    )
    return ax


def draw_section_explorer(objective, point, direction: float):
    """Draw what a section explorer shows: map, two slices, and the slope over the direction.

    Arguments:
        objective, point: as for `plot_section`.
        direction: in degrees from the x axis.

    Returns:
        A Matplotlib Figure that pyplot does not know, so that nothing shows it a second time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4.6), layout="constrained")
    grid = figure.add_gridspec(2, 3, width_ratios=(1.7, 1, 1))
    landscape = plot_gradients(objective, [point], figure.add_subplot(grid[:, 0]))
    point, gradient = np.asarray(point, dtype=float), objective.gradient(point)
    turned = np.array([np.cos(np.radians(direction)), np.sin(np.radians(direction))])
    reach = 0.2 * np.ptp(objective.domain[0])
    _arrow(landscape, point, point + reach * turned, COLORS["black"])
    for column, name in enumerate(objective.variables):
        plot_section(objective, point, name, figure.add_subplot(grid[0, 1 + column]))
    slope = gradient @ turned
    ax = plot_directions([direction], [slope], gradient, figure.add_subplot(grid[1, 1:]))
    ax.lines[1].set(color=COLORS["black"], markersize=9)
    ax.get_legend().remove()
    shown = f"{slope:.4g}".replace("-", "−")
    ax.set_title(_("direction {degrees:.4g}°: slope {slope}", degrees=direction, slope=shown))
    return figure


def _polar(gradient) -> tuple[float, float]:
    """Angle in degrees from 0 to 360, and length."""
    u, v = np.asarray(gradient, dtype=float)
    return float(np.degrees(np.arctan2(v, u)) % 360), float(np.hypot(u, v))


def _mark_directions(ax, steepest: float) -> None:
    ax.axhline(0, color=COLORS["black"], linewidth=0.8, zorder=1)
    ax.axvline(steepest, color=COLORS["green"], linestyle="--", linewidth=1.4, zorder=1)
    ax.annotate(
        r"$\nabla f$",
        (steepest, 0),
        xycoords=("data", "axes fraction"),
        xytext=(5 if steepest < 330 else -5, 5),
        textcoords="offset points",
        ha="left" if steepest < 330 else "right",
        color=COLORS["green"],
    )


def _arrow(ax, start, end, color) -> None:
    """An arrow without shrinking at its ends, with a rim so that it shows on any band."""
    from matplotlib.patheffects import withStroke

    look = {"arrowstyle": "-|>", "color": color, "linewidth": 2.2, "mutation_scale": 15}
    look |= {"shrinkA": 0, "shrinkB": 0}
    arrow = ax.annotate("", end, start, arrowprops=look, annotation_clip=False, zorder=4)
    arrow.arrow_patch.set_path_effects([withStroke(linewidth=4, foreground="white")])


def _right_angle(ax, point, arrow, size: float) -> None:
    length = np.hypot(*arrow)
    along = arrow / length * min(size, 0.4 * length)
    side = np.array([-along[1], along[0]])
    corners = np.array([point + along, point + along + side, point + side])
    ax.plot(*corners.T, color=COLORS["black"], linewidth=1.2, zorder=4)


def _new_axes():
    import matplotlib.pyplot as plt

    return plt.subplots()[1]
