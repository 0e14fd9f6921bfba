"""The picture of a descent explorer: the landscape with its runs, and their values."""

from dataclasses import replace

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, LOOKS, _, describe, draws, finite, new_figure, span
from lessonkit.figures.landscapes.maps import math_of, plot_objective
from lessonkit.figures.landscapes.paths import lost_at, places, plot_path
from lessonkit.figures.landscapes.ranges import domain_range, has_logarithmic_values, with_value
from lessonkit.validation import whole_number

DECADES = 8  # of a logarithmic axis of values


def _paths(name, value, known):
    paths = checks.listed(checks.run, most=len(LOOKS))(name, value, known)
    known["paths"] = len(paths)
    return paths


def _position(name, value, known):
    return whole_number(name, value, 0, known["paths"] - 1)


@draws(
    objective=checks.objective(1, 2),
    paths=_paths,
    step=checks.single(whole_number, 0),
    hidden=checks.listed(_position, least=0),
    logarithmic=checks.flag,
)
def draw_explorer(objective, paths, step=None, hidden=(), logarithmic=None):
    """Draw what an explorer shows: the paths on their landscape, and their values over the steps.

    Arguments:
        objective: an `Objective` of one or two variables.
        paths: a list of `Path`, each of one start on it.
        step: up to which step they are drawn in full color, by default the last.
        hidden: the positions of the paths that are not drawn.
        logarithmic: whether the axis of the values is; by default where they need it.
    """
    figure = new_figure(9, 4)
    landscape, values = figure.subplots(1, 2, width_ratios=(1.6, 1))
    plot_objective(objective, landscape)
    if logarithmic is None:
        logarithmic = has_logarithmic_values(objective)
    base = _base(objective) if logarithmic else 0.0
    names = run_names([path.optimizer for path in paths])
    shown = [k for k in range(len(paths)) if k not in hidden]
    _set_value_axes(objective, paths[0].steps, values, logarithmic, base)
    for k in shown:
        _draw_run(objective, paths[k], landscape, step, LOOKS[k], names[k], len(paths) > 1)
    landscape.set_title(math_of(objective))
    if objective.dim == 2 and 0.25 <= _shape(landscape) <= 2:
        landscape.set_aspect("equal")
    for k in shown:
        _draw_values(paths[k], values, LOOKS[k], names[k], base)
    for k in shown:
        _describe_values(objective, paths[k], names[k] if len(shown) > 1 else "", values)
    if step is not None and step < paths[0].steps:
        values.axvline(step, color=COLORS["black"], linewidth=1, linestyle=":")
    rates = {getattr(path.optimizer, "learning_rate", None) for path in paths}
    if len(rates) == 1 and all(isinstance(rate, float) for rate in rates):
        values.set_title(f"$\\eta = {rates.pop():.4g}$")
    if len(paths) > 1 and shown:
        values.legend(fontsize=9, loc="best")
    return figure


def run_names(optimizers) -> list[str]:
    """Return what the runs are called: the optimizer, numbered where it occurs again.

    >>> from lessonkit.optimizers import Adam, GradientDescent
    >>> run_names([Adam(0.1), GradientDescent(0.1), Adam(0.2)])
    ['Adam', 'GradientDescent', 'Adam 2']
    """
    names = [type(each).__name__ for each in optimizers]
    counts = [names[: k + 1].count(name) for k, name in enumerate(names)]
    return [f"{name} {n}" if n > 1 else name for name, n in zip(names, counts, strict=True)]


def _base(objective) -> float:
    """What is subtracted before a logarithm is taken: it needs positive values."""
    if has_logarithmic_values(objective):
        return 0.0
    minima = with_value(objective, objective.minima)
    return float(objective(minima).min()) if len(minima) else domain_range(objective)[0]


def _shape(ax) -> float:
    return float(np.ptp(ax.get_ylim()) / np.ptp(ax.get_xlim()))


def _draw_run(objective, path, ax, step, look, name: str, race: bool) -> None:
    color, marker, dashes = look
    color = COLORS[color]
    style = {"marker": marker, "linestyle": dashes} if race else {}
    if step is not None and step < path.steps:
        # What is to come stays faintly in sight.
        across, up = places(objective, path)
        limits = ax.get_xlim(), ax.get_ylim()
        ax.plot(across, up, color=color, alpha=0.3, linewidth=1.2, zorder=3)
        ax.set(xlim=limits[0], ylim=limits[1])
        path = replace(path, points=path.points[: step + 1], values=path.values[: step + 1])
    label = name if race else None
    plot_path(objective, path, ax, color=color, label=label, numbers=not race, **style)


def _set_value_axes(objective, steps: int, ax, logarithmic: bool, base: float) -> None:
    low, high = domain_range(objective)
    if logarithmic and high > base:
        top = 10 ** np.ceil(np.log10(high - base))
        bottom = top / 10**DECADES
        ax.set(yscale="log")
    else:
        margin = 0.08 * span(low, high)
        bottom, top = low - margin, high + margin
    name = "$f - f_{min}$" if base else "$f$"
    ax.set(xlim=(0, max(1, steps)), ylim=(bottom, top), xlabel=_("step"), ylabel=name)


def _draw_values(path, ax, look, name: str, base: float) -> None:
    color, marker, dashes = look
    bottom, top = ax.get_ylim()
    # Values far beyond the picture are pulled in: Matplotlib cannot place enormous ones.
    far = 10 * (top - bottom)
    shown = finite(np.clip(path.values - base, bottom - far, top + far))
    every = max(1, len(path) // 40)
    style = {"marker": marker, "linestyle": dashes, "color": COLORS[color]}
    ax.plot(shown, markersize=4, markevery=every, label=name, **style)


def _describe_values(objective, path, name: str, ax) -> None:
    if path.diverged:
        note = _("diverged at step {step}", step=path.diverged_at)
        ax.annotate(note, (0.98, 0.97), xycoords="axes fraction", ha="right", va="top")
    text = _value_text(path, lost_at(path, np.atleast_2d(objective.domain), objective.dim))
    describe(ax, f"{name}: {text}" if name else text)


def _value_text(path, lost: int | None) -> str:
    first, last = path.values[0], path.values[-1]
    if lost == 0:
        return _("There is no value at the start.")
    if lost is not None:
        last = path.values[lost - 1]
        return _(
            "The value goes from {first:.3g} to {last:.3g}; from step {step} on there is none.",
            first=first,
            last=last,
            step=lost,
        )
    if path.diverged:
        return _("The value goes from {first:.3g} out of all bounds.", first=first)
    return _(
        "The value goes from {first:.3g} to {last:.3g} in {steps} steps.",
        first=first,
        last=last,
        steps=path.steps,
    )
