"""The picture that stands for a descent explorer wherever no widget can run."""

from functools import lru_cache

import numpy as np

from lessonkit.figures.landscapes import plot_objective, plot_path
from lessonkit.i18n import _
from lessonkit.style import COLORS

DECADES = 8  # of a logarithmic axis of values


def draw_explorer(objective, path):
    """Draw what an explorer shows: the path on its landscape, and its values over the steps.

    Arguments:
        objective: an `Objective` of one or two variables.
        path: a `Path` of one start on it.

    Returns:
        A Matplotlib Figure that pyplot does not know, so that nothing shows it a second time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    landscape, values = figure.subplots(1, 2, width_ratios=(1.6, 1))
    plot_objective(objective, landscape)
    plot_path(objective, path, landscape)
    landscape.set_title(_formula(objective))
    if objective.dim == 2 and 0.25 <= _shape(objective) <= 2:
        landscape.set_aspect("equal")
    _draw_values(objective, path, values)
    rate = getattr(path.optimizer, "learning_rate", None)
    if rate is not None:
        values.set_title(f"$\\eta = {rate:.4g}$")
    return figure


@lru_cache(maxsize=64)
def value_range(objective) -> tuple[float, float]:
    """Return the lowest and highest finite value of an objective on its domain.

    Raises:
        ValueError: when there is none.
    """
    values = _samples(objective)
    if not values.size:
        raise ValueError(f"{objective.name} has no finite value on its domain {objective.domain}")
    return float(values.min()), float(values.max())


@lru_cache(maxsize=64)
def has_logarithmic_values(objective) -> bool:
    """Whether values need a logarithmic axis: a tenth of the map would be one line on another.

    In one dimension the axis is the curve's own, and linear.
    """
    low, high = value_range(objective)
    if objective.dim == 1 or low < 0:
        return False
    return bool(np.percentile(_samples(objective), 10) - low < 0.005 * (high - low))


def _samples(objective) -> np.ndarray:
    count = 601 if objective.dim == 1 else 201
    axes = [np.linspace(low, high, count) for low, high in np.atleast_2d(objective.domain)]
    grid = np.stack(np.meshgrid(*axes), axis=-1)
    values = objective(grid if objective.dim > 1 else grid[:, 0])
    return values[np.isfinite(values)]


def _shape(objective) -> float:
    (left, right), (low, high) = objective.domain
    return (high - low) / (right - left)


def _formula(objective) -> str:
    formula = objective.latex
    # Matplotlib's mathtext has neither \begin nor \operatorname: the plain text stands in then.
    if formula is None or "\\begin" in formula or "\\operatorname" in formula:
        return objective.name
    return f"$f({', '.join(objective.variables)}) = {formula}$"


def _draw_values(objective, path, ax) -> None:
    low, high = value_range(objective)
    if has_logarithmic_values(objective):
        top = 10 ** np.ceil(np.log10(high))
        bottom = top / 10**DECADES
        ax.set(yscale="log")
    else:
        margin = 0.08 * ((high - low) or 1.0)
        bottom, top = low - margin, high + margin
    ax.set(xlim=(0, max(1, path.steps)), ylim=(bottom, top), xlabel=_("step"), ylabel="$f$")
    # Values far beyond the picture are pulled in: Matplotlib cannot place enormous ones.
    far = 10 * (top - bottom)
    shown = np.clip(path.values, bottom - far, top + far)
    every = max(1, len(path) // 40)
    ax.plot(shown, "o-", color=COLORS["orange"], markersize=4, markevery=every)
    first, last = path.values[0], path.values[-1]
    if path.diverged:
        note = _("diverged at step {step}", step=path.diverged_at)
        ax.annotate(note, (0.98, 0.97), xycoords="axes fraction", ha="right", va="top")
        ax.set_label(_("The value goes from {first:.3g} out of all bounds.", first=first))
    else:
        ax.set_label(
            _(
                "The value goes from {first:.3g} to {last:.3g} in {steps} steps.",
                first=first,
                last=last,
                steps=path.steps,
            )
        )
