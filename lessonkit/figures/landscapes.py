"""Landscapes and the paths on them: a curve in one dimension, a map of contours in two."""

import numpy as np

from lessonkit.i18n import _
from lessonkit.style import COLORS

# Numbers closer to each other than this many pixels would not be readable.
LEAST_GAP = 24
MAP_COLORS = ("#7fb3d5", "#b5d3e7", "#dfecf5", "#f7fafc")  # low to high, pale enough to draw on


def plot_objective(objective, ax=None, domain=None):
    """Draw an objective of one variable as a curve, of two variables as filled contours.

    Arguments:
        objective: an `Objective` with ``dim`` 1 or 2.
        ax: the Axes to draw on; by default a new figure's.
        domain: what to show, by default the objective's own domain.

    Returns:
        The Axes. Known or found minima are marked with a star.
    """
    ax = ax or _new_axes()
    domain = domain or objective.domain
    if objective.dim == 1:
        _draw_curve(objective, ax, domain)
    else:
        _draw_contours(objective, ax, domain)
    return ax


def plot_path(
    objective, path, ax=None, domain=None, color=COLORS["orange"], label=None, numbers=True, **look
):
    """Draw a descent on its landscape: numbered points, arrows, and a note if it left the map.

    Arguments:
        objective: the landscape, drawn first unless `ax` already shows one.
        path: a `Path` of one start on it.
        ax, domain: as for `plot_objective`.
        color, label: of the path, for a legend.
        numbers: whether the points are numbered.
        look: passed to ``Axes.plot``, such as ``marker="s"``.

    Returns:
        The Axes.
    """
    if ax is None or not ax.has_data():
        ax = plot_objective(objective, ax, domain)
    limits = ax.get_xlim(), ax.get_ylim()
    if objective.dim == 1:
        across, up = path.points, path.values
    else:
        across, up = path.points.T
    few = len(path) <= 40  # the white edges of many points would hide the line
    style = {"marker": "o", "linewidth": 1.4, "markersize": 5 if few else 3}
    style |= {"markeredgecolor": "white", "markeredgewidth": 1 if few else 0.3}
    ax.plot(across, up, color=color, label=label, zorder=4, **style | look)
    name = objective.variables[0] if objective.dim == 1 else "w"
    # Below a curve there is room on the outer side of a slope; on a map there is room anywhere.
    lean = np.sign(objective.gradient(path.points)) if objective.dim == 1 else None
    if numbers:
        _number_points(ax, name, np.column_stack([across, up]), limits, lean)
    ax.set(xlim=limits[0], ylim=limits[1])
    left = left_at(path, limits, objective.dim)
    if left is not None:
        note = _("left the map at step {step}", step=left)
        ax.annotate(note, (0.98, 0.97), xycoords="axes fraction", ha="right", va="top", color=color)
    ax.set_label(ax.get_label() + " " + path_text(path, label, left))
    return ax


def left_at(path, limits, dim: int) -> int | None:
    """Return the step from which on a path is outside the map for good, None if it is not."""
    points = path.points[:, None] if dim == 1 else path.points
    bounds = np.array(limits[:dim])
    inside = ((points >= bounds[:, 0]) & (points <= bounds[:, 1])).all(axis=1)
    if inside[-1]:
        return None
    return int(np.flatnonzero(inside)[-1] + 1) if inside.any() else 0


def _number_points(ax, name: str, points: np.ndarray, limits, lean=None) -> None:
    """Write x₀, x₁, … beside the points that are on the map and far enough from each other."""
    from matplotlib.patheffects import withStroke

    (left, right), (bottom, top) = limits
    on_map = (points >= (left, bottom)) & (points <= (right, top))
    ax.set(xlim=limits[0], ylim=limits[1])
    pixels = ax.transData.transform(np.nan_to_num(points))
    taken = []
    for k in np.flatnonzero(on_map.all(axis=1)):
        if all(np.hypot(*(pixels[k] - other)) >= LEAST_GAP for other in taken):
            taken.append(pixels[k])
            ax.annotate(
                f"${name}_{{{k}}}$",
                points[k],
                (5, 6) if lean is None else (9 * lean[k], -11),
                textcoords="offset points",
                ha="left" if lean is None else "center",
                va="baseline" if lean is None else "center",
                path_effects=[withStroke(linewidth=3, foreground="white")],
                zorder=5,
            )


def _new_axes():
    import matplotlib.pyplot as plt

    return plt.subplots()[1]


def _draw_curve(objective, ax, domain) -> None:
    x = np.linspace(*domain, 601)
    y = objective(x)
    name = objective.variables[0]
    ax.plot(x, y, color=COLORS["blue"], zorder=2)
    shown = y[np.isfinite(y)]
    margin = 0.08 * (np.ptp(shown) or 1.0)
    ax.set(xlim=domain, ylim=(shown.min() - margin, shown.max() + margin))
    ax.set(xlabel=f"${name}$", ylabel=f"$f({name})$")
    minima = objective.minima
    ax.plot(minima, objective(minima), "*", color=COLORS["green"], markersize=13, zorder=3)
    ax.set_label(
        _(
            "Curve of f({name}) = {formula} for {name} from {low:g} to {high:g}, "
            "lowest at {minima}.",
            name=name,
            formula=objective.text or objective.name,
            low=domain[0],
            high=domain[1],
            minima=", ".join(f"{m:.3g}" for m in minima[:1]),
        )
    )


def _draw_contours(objective, ax, domain) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    x, y = (np.linspace(*interval, 201) for interval in domain)
    values = objective(np.stack(np.meshgrid(x, y), axis=-1))
    colors = LinearSegmentedColormap.from_list("map", MAP_COLORS)
    ax.contourf(x, y, values, levels=_levels(values, 12), cmap=colors, zorder=0)
    ax.contour(
        x,
        y,
        values,
        levels=_levels(values, 12),
        colors="white",
        linewidths=0.8,
        linestyles="solid",
        zorder=1,
    )
    ax.grid(False)
    minima = objective.minima
    ax.plot(*minima.T, "*", color=COLORS["green"], markersize=13, markeredgecolor="white", zorder=3)
    ax.set(xlim=domain[0], ylim=domain[1])
    ax.set(xlabel=f"${objective.variables[0]}$", ylabel=f"${objective.variables[1]}$")
    ax.set_label(
        _(
            "Contour map of f = {formula} for {x} from {x0:g} to {x1:g} and {y} from {y0:g} to "
            "{y1:g}; darker is lower, a star marks each minimum.",
            formula=objective.text or objective.name,
            x=objective.variables[0],
            y=objective.variables[1],
            x0=domain[0][0],
            x1=domain[0][1],
            y0=domain[1][0],
            y1=domain[1][1],
        )
    )


def _levels(values: np.ndarray, count: int) -> np.ndarray:
    """Levels closer together near the bottom, where the paths end."""
    low, high = np.nanmin(values), np.nanmax(values)
    return low + ((high - low) or 1.0) * np.linspace(0, 1, count) ** 2


def path_text(path, label, left) -> str:
    """Return in words where a path started and ended, or that it left the map."""
    end = path.points[-1]
    ends = ", ".join(f"{c:.3g}" for c in np.atleast_1d(end))
    starts = ", ".join(f"{c:.3g}" for c in np.atleast_1d(path.points[0]))
    name = label or _("Descent")
    if left is not None:
        return _(
            "{name} from {start}: left the map at step {step}.", name=name, start=starts, step=left
        )
    return _(
        "{name} from {start}: after {steps} steps at {end}.",
        name=name,
        start=starts,
        steps=path.steps,
        end=ends,
    )
