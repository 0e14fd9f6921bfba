"""Steps against the gradient in pictures: how far to go, and what a budget of evaluations buys."""

import numpy as np

from lessonkit.i18n import _
from lessonkit.style import COLORS

_STYLES = (("sky", ":"), ("orange", "--"), ("blue", "-"))


def plot_step_curve(steps, losses, ax=None, start=None, marks=()):
    """Draw the loss after one step against the size of the step.

    Arguments:
        steps, losses: positive step sizes in growing order, and the loss that each leads to.
        ax: the Axes to draw on; by default a new figure's.
        start: the loss before the step, drawn as a dashed line.
        marks: step sizes out of `steps` to mark with a dot.

    Returns:
        The Axes, both scales logarithmic. The best step has a star.
    """
    ax = ax or _new_axes()
    steps, losses = np.asarray(steps, dtype=float), np.asarray(losses, dtype=float)
    best = np.nanargmin(losses)
    ax.plot(steps, losses, color=COLORS["blue"], label=_("loss after one step"), zorder=2)
    if len(marks):
        chosen = np.isclose(steps[:, None], marks, rtol=1e-6, atol=0).any(axis=1)
        ax.plot(steps[chosen], losses[chosen], "o", color=COLORS["blue"], markersize=7, zorder=3)
    look = {"color": COLORS["green"], "markersize": 17, "markeredgecolor": "white", "zorder": 4}
    ax.plot(steps[best], losses[best], "*", linestyle="none", label=_("best step"), **look)
    if start is not None:
        look = {"color": COLORS["black"], "linestyle": "--", "linewidth": 1.2}
        ax.axhline(start, label=_("loss before"), **look)
    ax.set(xscale="log", yscale="log", xlabel=_("step size"), ylabel=_("loss"))
    _plain_ticks(ax)
    ax.legend(loc="upper left", frameon=True, framealpha=0.9, edgecolor="none")
    ax.set_label(
        _(
            "The loss after one step: {first:.3g} for the step size {low:.1g}, lowest with "
            "{best:.3g} near {at:.2g}, {last:.3g} at {high:.3g}.",
            first=losses[0],
            low=steps[0],
            best=losses[best],
            at=steps[best],
            last=losses[-1],
            high=steps[-1],
        )
    )
    return ax


def plot_promise(steps, losses, slope: float, ax=None):
    """Draw the loss along a line beside what its slope at the start promises.

    Arguments:
        steps: how far along the line, growing from 0.
        losses: the loss at each.
        slope: of the loss at step 0; negative when the line goes downhill.
        ax: as for `plot_step_curve`.

    Returns:
        The Axes. The promise is the dashed tangent at 0.
    """
    ax = ax or _new_axes()
    steps, losses = np.asarray(steps, dtype=float), np.asarray(losses, dtype=float)
    promised = losses[0] + slope * steps
    look = {"color": COLORS["orange"], "zorder": 3}  # on top, so that it is seen where it is kept
    ax.plot(steps, promised, "--", label=_("promise of the slope"), **look)
    ax.plot(steps, losses, color=COLORS["blue"], label=_("true loss"))
    ax.plot(0, losses[0], "o", color=COLORS["black"], markersize=8, clip_on=False, zorder=4)
    low, high = losses.min(), losses.max()
    margin = 0.15 * (high - low or 1)
    ax.set(xlim=(0, steps[-1]), ylim=(low - margin, high + margin))
    ax.set(xlabel=_("step size"), ylabel=_("loss"))
    ax.legend(loc="best")
    ax.set_label(
        _(
            "From 0 to {end:.2g} the loss goes from {first:.4g} to {last:.4g}; the slope at 0 "
            "promises {promised:.4g}.",
            end=steps[-1],
            first=losses[0],
            last=losses[-1],
            promised=promised[-1],
        )
    )
    return ax


def plot_budget(curves: dict, ax=None):
    """Draw the loss against the number of evaluations spent, a line for each method.

    Arguments:
        curves: ``{name: (evaluations, losses)}``, at most three of them.
        ax: as for `plot_step_curve`.

    Returns:
        The Axes, with a logarithmic axis of the loss.
    """
    ax = ax or _new_axes()
    ends = []
    for (name, (spent, losses)), (color, dashes) in zip(curves.items(), _STYLES, strict=False):
        ax.step(spent, losses, where="post", color=COLORS[color], linestyle=dashes, label=name)
        ends.append(f"{name}: {losses[-1]:.3g}")
    ax.set(yscale="log", xlabel=_("evaluations spent"), ylabel=_("loss"))
    _plain_ticks(ax)
    ax.legend(loc="lower left")
    ax.set_label(_("Loss when the budget is spent: {ends}.", ends="; ".join(ends)))
    return ax


def draw_step_explorer(steps, losses, start, slope, step):
    """Draw what a step explorer shows: the loss for each step size, and the promise beside it.

    Arguments:
        steps, losses: as for `plot_step_curve`.
        start, slope: the loss before the step, and its slope along the line.
        step: the current step size.

    Returns:
        A Matplotlib Figure that pyplot does not know, so that nothing shows it a second time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.8), layout="constrained")
    left, right = figure.subplots(1, 2)
    plot_step_curve(steps, losses, ax=left, start=start)
    left.plot(step, np.interp(step, steps, losses), "o", color=COLORS["orange"], markersize=11)
    along = np.linspace(0, 2 * step, 201)
    truth = np.interp(along, np.r_[0, steps], np.r_[start, losses])
    plot_promise(along, truth, slope, ax=right)
    look = {"color": COLORS["orange"], "markersize": 11, "zorder": 4}
    right.plot(step, np.interp(step, along, truth), "o", **look)
    return figure


def _plain_ticks(ax) -> None:
    """Write 1, 2, 5, 10, … beside a logarithmic axis, and not powers of ten."""
    from matplotlib.ticker import LogLocator, NullFormatter

    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_major_formatter(lambda value, position: f"{value:g}")
    ax.yaxis.set_minor_formatter(NullFormatter())


def _new_axes(height: float = 4.0):
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, height))[1]
