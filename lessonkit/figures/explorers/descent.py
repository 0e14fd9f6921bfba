"""The picture of a descent explorer: the landscape with its runs, and their values."""

from dataclasses import replace

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import (
    COLORS,
    LOOKS,
    _,
    describe,
    draws,
    finite,
    new_figure,
    span,
)
from lessonkit.figures.explorers.panels import (
    DECADES,
    draw_directions,
    draw_parts,
    draw_rates,
    draw_step,
)
from lessonkit.figures.landscapes.maps import math_of, plot_objective
from lessonkit.figures.landscapes.paths import lost_at, places, plot_path
from lessonkit.figures.landscapes.ranges import domain_range, has_logarithmic_values, with_value
from lessonkit.figures.landscapes.surfaces import AXES, draw_runs
from lessonkit.figures.words import called
from lessonkit.i18n import N_
from lessonkit.objectives import Objective
from lessonkit.quadratics import eigenbasis
from lessonkit.validation import text, whole_number


def _paths(name, value, known):
    paths = checks.listed(checks.run, most=len(LOOKS))(name, value, known)
    known["paths"] = len(paths)
    return paths


def _position(name, value, known):
    return whole_number(name, value, 0, known["paths"] - 1)


def _upright(name, value, known):
    if checks.flag(name, value, known) and known["dim"] == 1:
        raise ValueError(f"{name} must be False for an objective of one variable, got {value}")
    return value


@draws(
    objective=checks.objective(1, 2),
    paths=_paths,
    step=checks.single(whole_number, 0),
    hidden=checks.listed(_position, least=0),
    logarithmic=checks.flag,
    surface=_upright,
    panels=checks.listed(checks.single(text), least=0),
)
def draw_explorer(
    objective, paths, step=None, hidden=(), logarithmic=None, surface=False, *, panels=()
):
    """Draw what an explorer shows: the paths on their landscape, and their values over the steps.

    Arguments:
        objective: an `Objective` of one or two variables.
        paths: a list of `Path`, each of one start on it.
        step: up to which step they are drawn in full color, by default the last.
        hidden: the positions of the paths that are not drawn.
        logarithmic: whether the axis of the values is; by default where they need it.
        surface: whether a landscape of two variables is drawn in 3-D.
        panels: the names of the panels beside the landscape. Of these the picture has "eigenbasis",
            a quadratic bowl in its own directions too, with its value in parts in place of the
            values; "state", the effective learning rates of the first path that is drawn; and
            "anatomy", the arrows of its step with momentum.
    """
    bowl = eigenbasis(objective) if "eigenbasis" in panels else None
    if bowl:
        return _draw_side_by_side(objective, bowl, paths, step, hidden)
    right = ["values", "rates"] if "state" in panels else ["values"]
    figure = new_figure(9, 3 + len(right))
    special = {"landscape": AXES if surface else {}}
    parts = figure.subplot_mosaic(
        [["landscape", name] for name in right], width_ratios=(1.6, 1), per_subplot_kw=special
    )
    for ax in parts.values():
        ax.set_label("")  # the name that a mosaic gives is not what is described
    landscape, values = parts["landscape"], parts["values"]
    if logarithmic is None:
        logarithmic = has_logarithmic_values(objective)
    base = _base(objective) if logarithmic else 0.0
    names = run_names([path.optimizer for path in paths])
    shown = [k for k in range(len(paths)) if k not in hidden]
    _set_value_axes(objective, paths[0].steps, values, logarithmic, base)
    if surface:
        done = {names[k]: _until(paths[k], step) for k in shown}
        draw_runs(landscape, objective, done, [LOOKS[k] for k in shown])
    else:
        _draw_map(objective, paths, landscape, step, shown, names)
    for k in shown[:1]:
        if "anatomy" in panels and objective.dim == 2 and not surface:
            draw_step(paths[k], landscape, step)
        if "state" in panels:
            draw_rates(objective, paths[k], parts["rates"], names[k])
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


def _draw_side_by_side(objective, bowl, paths, step, hidden):
    """The run on the map and on that of u and v, and what each direction adds to the value."""
    figure = new_figure(11, 4)
    landscape, turned, parts = figure.subplots(1, 3, width_ratios=(1, 1, 0.9))
    domain = tuple(map(tuple, bowl.bounds(objective.domain)))
    low, high = (bowl.curvatures / 2).round(9)
    own = Objective(f"{low}*u**2 + {high}*v**2 + {bowl.lowest}", domain=domain)
    shown = [k for k in range(len(paths)) if k not in hidden]
    names = run_names([path.optimizer for path in paths])
    for ax, map_of, at in ((landscape, objective, None), (turned, own, bowl.coordinates)):
        plot_objective(map_of, ax)
        draw_directions(bowl, domain, ax, at is None)
        for k in shown:
            path = replace(paths[k], points=at(paths[k].points)) if at else paths[k]
            _draw_run(map_of, path, ax, step, LOOKS[k], names[k], len(paths) > 1)
        ax.set_aspect("equal")
    landscape.set_title(math_of(objective), fontsize=10)
    for k in shown[:1]:
        draw_parts(bowl, paths[k], step, parts)
    return figure


def run_names(optimizers) -> list[str]:
    """Return what the runs are called: the optimizer, numbered where it occurs again.

    >>> from lessonkit.optimizers import Adam, GradientDescent
    >>> run_names([Adam(0.1), GradientDescent(0.1), Adam(0.2)])
    ['Adam', 'GradientDescent', 'Adam 2']
    """
    names = [called(type(each).__name__) for each in optimizers]
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


def _until(path, step):
    """The path up to a step."""
    if step is None:
        return path
    return replace(path, points=path.points[: step + 1], values=path.values[: step + 1])


def _draw_map(objective, paths, ax, step, shown, names) -> None:
    plot_objective(objective, ax)
    for k in shown:
        _draw_run(objective, paths[k], ax, step, LOOKS[k], names[k], len(paths) > 1)
    ax.set_title(math_of(objective))
    if objective.dim == 2 and 0.25 <= _shape(ax) <= 2:
        ax.set_aspect("equal")


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
    style["label"] = name if race else None
    plot_path(objective, _until(path, step), ax, color=color, numbers=not race, **style)


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
    lost = lost_at(path, np.atleast_2d(objective.domain), objective.dim)
    if path.diverged:
        end = N_("diverged at step {step}") if lost is None else N_("no value from step {step} on")
        note = _(end, step=path.diverged_at)
        ax.annotate(note, (0.98, 0.97), xycoords="axes fraction", ha="right", va="top")
    said = _value_text(path, lost)
    describe(ax, f"{name}: {said}" if name else said)


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
