"""Landscapes: a curve in one dimension, a map of contours in two."""

import numpy as np

from lessonkit.figures.checks import interval
from lessonkit.figures.checks import objective as an_objective
from lessonkit.figures.drawing import (
    COLORS,
    LARGEST,
    LOW_TO_HIGH,
    _,
    describe,
    draws,
    finite,
    say,
    span,
)
from lessonkit.figures.landscapes.ranges import sampled, shown_range, with_value


@draws(objective=an_objective(1, 2), domain=interval)
def plot_objective(objective, ax=None, domain=None):
    """Draw an objective of one variable as a curve, of two variables as filled contours.

    Arguments:
        objective: an `Objective` with ``dim`` 1 or 2.
        domain: what to show, by default the objective's own domain.

    Returns:
        The Axes. Known or found minima are marked with a star. Where the objective has no finite
        value nothing is drawn: the ground of a map is hatched there.
    """
    draw = _draw_curve if objective.dim == 1 else _draw_contours
    draw(objective, ax, domain or objective.domain)
    return ax


def draw_curve(objective, ax):
    """Draw an objective of one variable, and say what it is, but not where it is lowest."""
    plot_objective(objective, ax)
    ax.set_label("")
    return describe(ax, _curve_text(objective, objective.domain))


def draw_map(ax, x, y, values, shown: tuple, count: int, lines):
    """Draw filled contours, hatched ground where there is no value; return the bands.

    Arguments:
        ax, x, y, values: the Axes, the coordinates along them, ``(y, x)`` values.
        shown: the lowest and the highest value to tell apart.
        count: how many levels there are, with a band of color between two of them.
        lines: which of them have a line, a slice.
    """
    levels = contour_levels(*shown, count)
    there = np.isfinite(values)
    values = np.ma.array(np.where(there, values, 0).clip(-LARGEST, LARGEST), mask=~there)
    # What is beyond the levels has the color of the outermost.
    beyond = "both" if np.any((values < shown[0]) | (values > shown[1])) else "neither"
    bands = ax.contourf(x, y, values, levels, cmap=LOW_TO_HIGH, extend=beyond, zorder=0)
    if there.any():
        look = {"colors": "white", "linewidths": 0.8, "linestyles": "solid", "zorder": 1}
        ax.contour(x, y, values, levels[lines], **look)
    if not there.all():
        ax.patch.set(hatch="///", edgecolor="#c8c8c8")
    ax.grid(False)
    return bands


def contour_levels(low: float, high: float, count: int) -> np.ndarray:
    """Levels closer together near the bottom, where the paths end."""
    return low + span(low, high) * np.linspace(0, 1, count) ** 2


def formula_of(objective) -> str:
    """The formula as it was typed, or else the name."""
    return objective.text or objective.name


def math_of(objective) -> str:
    """The formula as Matplotlib typesets it, or else the name."""
    formula = objective.latex
    # Matplotlib's mathtext has neither \begin nor \operatorname: the plain text stands in then.
    if formula is None or "\\begin" in formula or "\\operatorname" in formula:
        return objective.name
    return f"$f({', '.join(objective.variables)}) = {formula}$"


def _draw_curve(objective, ax, domain) -> None:
    x, y = sampled(objective, domain)
    low, high = shown_range(y, objective, domain)
    margin = 0.08 * span(low, high)
    bottom, top = low - margin, high + margin
    name = objective.variables[0]
    ax.plot(*broken_at_poles(x, y, bottom, top), color=COLORS["blue"], zorder=2)
    ax.set(xlim=domain, ylim=(bottom, top), xlabel=f"${name}$", ylabel=f"$f({name})$")
    minima = with_value(objective, objective.minima)
    ax.plot(minima, objective(minima), "*", color=COLORS["green"], markersize=13, zorder=3)
    describe(ax, _curve_text(objective, domain, minima))
    _note_if_there_is_none(ax, y)


def broken_at_poles(x, y, low: float, high: float) -> tuple:
    """Return a curve that ends where it leaves the picture at a pole, and begins on the other side.

    A line from far above the picture to far below it would look like a wall that can be climbed.
    """
    y = np.where(
        np.isfinite(y), np.clip(y, low - 10 * (high - low), high + 10 * (high - low)), np.nan
    )
    side = (y > high).astype(int) - (y < low)
    walls = np.flatnonzero(side[:-1] * side[1:] < 0) + 1
    return np.insert(x, walls, x[walls]), np.insert(y, walls, np.nan)


def _draw_contours(objective, ax, domain) -> None:
    x, y, values = sampled(objective, domain)
    draw_map(ax, x, y, values, shown_range(values, objective, domain), 12, slice(None))
    minima = with_value(objective, objective.minima)
    ax.plot(*minima.T, "*", color=COLORS["green"], markersize=13, markeredgecolor="white", zorder=3)
    ax.set(xlim=domain[0], ylim=domain[1])
    ax.set(xlabel=f"${objective.variables[0]}$", ylabel=f"${objective.variables[1]}$")
    about = {"formula": formula_of(objective)} | dict(zip("xy", objective.variables, strict=True))
    about |= {f"{axis}{k}": domain[i][k] for i, axis in enumerate("xy") for k in (0, 1)}
    text = _(
        "Contour map of f = {formula} for {x} from {x0:g} to {x1:g} and {y} from {y0:g} to "
        "{y1:g}; darker is lower, a star marks each minimum.",
        **about,
    )
    if not len(minima):
        text = _(
            "Contour map of f = {formula} for {x} from {x0:g} to {x1:g} and {y} from {y0:g} to "
            "{y1:g}; darker is lower.",
            **about,
        )
    describe(ax, text)
    _note_if_there_is_none(ax, values)


def _curve_text(objective, domain, minima=()) -> str:
    about = {"name": objective.variables[0], "formula": formula_of(objective)}
    about |= {"low": domain[0], "high": domain[1]}
    if not len(minima):
        return _("Curve of f({name}) = {formula} for {name} from {low:g} to {high:g}.", **about)
    return _(
        "Curve of f({name}) = {formula} for {name} from {low:g} to {high:g}, lowest at {minima}.",
        minima=say(minima[0], ".3g"),
        **about,
    )


def where_there_is_none(values) -> str:
    """Say that nothing is drawn where there is no value, if there is such a place."""
    there = np.isfinite(finite(values))
    if there.all():
        return ""
    if not there.any():
        return _("It has no value anywhere in the picture.")
    return _("Where it has no value, nothing is drawn.")


def _note_if_there_is_none(ax, values) -> None:
    describe(ax, where_there_is_none(values))
    if not np.isfinite(finite(values)).any():
        ax.text(0.5, 0.5, _("no value"), transform=ax.transAxes, ha="center")
