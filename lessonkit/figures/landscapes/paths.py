"""Descents on their landscape: one with numbered points, or several from one start."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, LOOKS, _, describe, draws, plain, rim, say, write
from lessonkit.figures.landscapes.maps import plot_objective

# Numbers closer to each other than this many pixels would not be readable.
LEAST_GAP = 24
ROOM = 20  # points above the axis that a label below a point takes


@draws(
    objective=checks.objective(1, 2),
    path=checks.run,
    domain=checks.interval,
    color=checks.color,
    label=checks.text,
    numbers=checks.flag,
    look=checks.line_look,
)
def plot_path(
    objective, path, ax=None, domain=None, color=COLORS["orange"], label=None, numbers=True, **look
):
    """Draw a descent on its landscape: numbered points, arrows, and a note if it left the map.

    Arguments:
        objective: the landscape, drawn first unless `ax` already shows one.
        path: a `Path` of one start on it.
        domain: as for `plot_objective`.
        color, label: of the path, for a legend.
        numbers: whether the points are numbered.
        look: passed to ``Axes.plot``, such as ``marker="s"``.

    Returns:
        The Axes. Points of a curve that have no value stand as crosses at its foot.
    """
    limits = _limits(objective, ax, domain)
    across, up = places(objective, path)
    few = len(path) <= 40  # the white edges of many points would hide the line
    style = {"marker": "o", "linewidth": 1.4, "markersize": 5 if few else 3}
    style |= {"markeredgecolor": "white", "markeredgewidth": 1 if few else 0.3}
    ax.plot(across, up, color=color, label=label, zorder=4, **style | look)
    _cross_where_there_is_none(ax, objective, across, up, color)
    name = objective.variables[0] if objective.dim == 1 else "w"
    # Below a curve there is room on the outer side of a slope; on a map there is room anywhere.
    lean = np.sign(objective.gradient(path.points)) if objective.dim == 1 else None
    if numbers:
        _number_points(ax, name, np.column_stack([across, up]), limits, lean)
    ax.set(xlim=limits[0], ylim=limits[1])
    note = end_of_run(path, limits, objective.dim)
    if note:
        ax.annotate(note, (0.98, 0.97), xycoords="axes fraction", ha="right", va="top", color=color)
    return path_text(path, label, note)


@draws(objective=checks.objective(1, 2), paths=checks.labeled(checks.run, most=len(LOOKS)))
def plot_paths(objective, paths: dict, ax=None):
    """Draw several descents from one start on one landscape, looking as in the explorer.

    Arguments:
        objective: an `Objective` of one or two variables, drawn first unless `ax` shows one.
        paths: label → `Path` of one start; up to ten.

    Returns:
        The Axes. A ring marks the start, a large dark-edged marker the end of each path; the legend
        says which paths left the map, and when.
    """
    limits = _limits(objective, ax)
    for (label, path), look in zip(paths.items(), LOOKS, strict=False):
        left, note = left_at(path, limits, objective.dim), end_of_run(path, limits, objective.dim)
        # Beyond its last crossing of the edge a path would fill the map with its way out.
        shown = places(objective, path)[:, : None if left is None else left + 1]
        _draw_path(ax, shown, look, f"{label}: {note}" if note else label)
        _cross_where_there_is_none(ax, objective, *shown, COLORS[look[0]])
        describe(ax, path_text(path, plain(label), note))
    first = places(objective, next(iter(paths.values())))[:, 0]
    if np.isfinite(first).all():
        ring = {"markersize": 11, "markerfacecolor": "none", "color": COLORS["black"], "zorder": 6}
        ax.plot(*first, "o", **ring)
        inward = -1 if first[0] > np.mean(limits[0]) else 1  # away from the frame
        aligned = {-1: "right", 1: "left"}[inward]
        write(ax, _("start"), first, (12 * inward, 3), ha=aligned, zorder=6)
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.legend(frameon=True, framealpha=0.85, edgecolor="none", fontsize=9)
    return ax


def places(objective, path) -> np.ndarray:
    """Where the points of a path are in the picture, an array ``(2, steps + 1)``."""
    return np.stack([path.points, path.values]) if objective.dim == 1 else path.points.T


def left_at(path, limits, dim: int) -> int | None:
    """Return the step from which on a path is outside the map for good, None if it is not."""
    points = path.points[:, None] if dim == 1 else path.points
    bounds = np.array(limits[:dim])
    inside = ((points >= bounds[:, 0]) & (points <= bounds[:, 1])).all(axis=1)
    if inside[-1]:
        return None
    return int(np.flatnonzero(inside)[-1] + 1) if inside.any() else 0


def lost_at(path, limits, dim: int) -> int | None:
    """Return the step at which a path came to a place on the map that has no value."""
    left, lost = left_at(path, limits, dim), path.diverged_at
    return lost if lost is not None and (left is None or lost < left) else None


def end_of_run(path, limits, dim: int) -> str:
    """Say that a path left the map, or came to where there is no value, and when; else nothing."""
    left, lost = left_at(path, limits, dim), lost_at(path, limits, dim)
    if lost is not None:
        return _("no value from step {step} on", step=lost)
    return "" if left is None else _("left the map at step {step}", step=left)


def path_text(path, label, note: str) -> str:
    """Return in words where a path started and ended, or what became of it."""
    about = {"name": label or _("Descent"), "start": say(path.points[0], ".3g")}
    if note:
        return _("{name} from {start}: {note}.", note=note, **about)
    return _(
        "{name} from {start}: after {steps} steps at {end}.",
        steps=path.steps,
        end=say(path.points[-1], ".3g"),
        **about,
    )


def _limits(objective, ax, domain=None) -> tuple:
    """The limits of the landscape, which is drawn first unless the Axes already show one."""
    if not ax.has_data():
        plot_objective(objective, ax, domain)
    return ax.get_xlim(), ax.get_ylim()


def _cross_where_there_is_none(ax, objective, across, up, color) -> None:
    lost = np.isfinite(across) & ~np.isfinite(up)
    if objective.dim == 1 and lost.any():
        look = {"color": color, "markersize": 9, "markeredgewidth": 2, "zorder": 5}
        foot = ax.get_xaxis_transform()
        ax.plot(across[lost], np.full(lost.sum(), 0.03), "x", transform=foot, **look)


def _number_points(ax, name: str, points: np.ndarray, limits, lean=None) -> None:
    """Write x₀, x₁, … beside the points that are on the map and far enough from each other."""
    (left, right), (bottom, top) = limits
    on_map = (points >= (left, bottom)) & (points <= (right, top))
    ax.set(xlim=limits[0], ylim=limits[1])
    pixels = ax.transData.transform(np.nan_to_num(points))
    foot = ax.bbox.y0 + ROOM * ax.figure.dpi / 72
    taken = []
    for k in np.flatnonzero(on_map.all(axis=1)):
        if all(np.hypot(*(pixels[k] - other)) >= LEAST_GAP for other in taken):
            taken.append(pixels[k])
            shift, look = (5, 6), {"ha": "left"}
            if lean is not None:
                # Where the axis is too near, above.
                side = -1 if pixels[k][1] > foot else 1
                shift, look = (9 * np.nan_to_num(lean[k]), 11 * side), {"va": "center"}
            write(ax, f"${name}_{{{k}}}$", points[k], shift, path_effects=rim(), zorder=5, **look)


def _draw_path(ax, shown, look, label: str) -> None:
    color, marker, dashes = look
    style = {"color": COLORS[color], "marker": marker, "zorder": 4}
    small = 5 if shown.shape[1] <= 40 else 3
    ax.plot(*shown, linestyle=dashes, linewidth=1.4, markersize=small, label=label, **style)
    ax.plot(*shown[:, -1], markersize=9, markeredgecolor=COLORS["black"], **style | {"zorder": 5})
