"""The picture of a mini-batch explorer."""

import numpy as np

from lessonkit.experiments.batch_runs import width
from lessonkit.figures import checks
from lessonkit.figures.drawing import (
    COLORS,
    STAR,
    _,
    describe,
    draws,
    finite,
    new_figure,
    set_logarithmic,
)
from lessonkit.figures.landscapes.maps import draw_map
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.validation import array_of, function


def _losses(name, value, known):
    """A function of weights ``(..., 2)``, of which each result is checked."""
    loss = function(name, value)
    return lambda w: array_of(name, loss(w), w.shape[:-1])


@draws(
    loss=_losses,
    points=checks.values(None, None, 2),
    lowest=checks.numbers(2),
    domain=checks.numbers(2, 2),
    batch_size=checks.count,
    budget=checks.one_of("updates", "examples"),
    counted=checks.count,
)
def draw_batch_explorer(loss, points, lowest, domain, batch_size, budget, counted):
    """Draw what a mini-batch explorer shows: the map with the runs on it, and their losses.

    Arguments:
        loss: a function of weights ``(..., 2)`` that returns their losses ``(...)``.
        points: the weights of all runs after each update, ``(updates + 1, runs, 2)``.
        lowest: the weights of the lowest loss.
        domain: what to show, (low, high) of each weight.
        batch_size: how many examples each update has seen.
        budget: what the axis of the losses counts, ``"updates"`` or ``"examples"``.
        counted: how many of them there were in all.
    """
    figure = new_figure(9.4, 4.2)
    landscape, curves = figure.subplots(1, 2, width_ratios=(1, 1.1))
    _draw_map(loss, domain, landscape)
    landscape.plot(*lowest, "*", **STAR | {"markersize": 15, "zorder": 2})
    _draw_runs(finite(points), landscape)
    ends = finite(points[-1])
    text = _(
        "A map of the loss over two weights: one run of {updates} updates with batches of "
        "{size}, and the ends of {runs} runs, a cloud of width {width:.3f}.",
        updates=len(points) - 1,
        size=batch_size,
        runs=len(ends),
        width=width(ends),
    )
    describe(landscape, text)
    picks = np.unique(np.linspace(0, len(points) - 1, 41).astype(int))
    above = finite(loss(points[picks]) - loss(lowest))
    across = picks / max(1, len(points) - 1) * counted
    _draw_losses(across, above, f"B = {batch_size}", curves)
    curves.set_xlabel(_("examples seen") if budget == "examples" else _("updates"))
    return figure


def _draw_map(loss, domain, ax) -> None:
    (left, right), (low, high) = domain
    x, y = np.linspace(left, right, 81), np.linspace(low, high, 81)
    values = loss(np.stack(np.meshgrid(x, y), axis=-1))
    draw_map(ax, x, y, values, shown_range(values), 24, slice(2, None, 2))
    ax.set(xlabel="$w_1$", ylabel="$w_2$", xlim=(left, right), ylim=(low, high), aspect="equal")


def _draw_runs(points, ax) -> None:
    ax.plot(*points[:, 0].T, color=COLORS["orange"], linewidth=1.2)
    ax.plot(*points[-1].T, ".", color=COLORS["black"], markersize=6)
    ax.plot(*points[0, 0], "o", color=COLORS["orange"], markersize=10, markeredgecolor="white")
    ax.plot(*points[-1, 0], "D", color=COLORS["orange"], markersize=8, markeredgecolor="white")


def _draw_losses(across, above, label: str, ax) -> None:
    band = {"color": COLORS["orange"], "alpha": 0.22}
    ax.fill_between(across, above.min(axis=1), above.max(axis=1), **band)
    ax.plot(across, above[:, 0], color=COLORS["orange"], label=label)
    set_logarithmic(ax, "y")
    ax.set(ylim=(1e-5, 3), ylabel=_("loss above the lowest"))
    ax.legend()
    text = _(
        "The loss falls from {first:.2g} to {last:.2g} above the lowest one.",
        first=above[0, 0],
        last=above[-1, 0],
    )
    describe(ax, text)


def square_around(start, lowest) -> list[list[float]]:
    """Return a square map with start and minimum well inside it, on whole numbers."""
    points = np.array([start, lowest])
    reach = np.ceil(np.ptp(points, axis=0).max() / 2 + 1.5)
    middle = np.round(points.mean(axis=0))
    return [[float(m - reach), float(m + reach)] for m in middle]
