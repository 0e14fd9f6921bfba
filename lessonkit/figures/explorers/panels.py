"""What the panels beside a descent show, as its stored picture has it."""

import numpy as np

from lessonkit.figures.drawing import COLORS, _, arrow, describe, finite, rim, write
from lessonkit.figures.runs.steps import plot_effective_rates
from lessonkit.optimizers import GradientDescent

DECADES = 8  # of a logarithmic axis of values

_SIDES = (("u", "blue", "-"), ("v", "pink", "--"))


def draw_directions(bowl, domain, ax, on_map: bool) -> None:
    """Draw the two directions of a bowl, as lines with their names."""
    limits = ax.get_xlim(), ax.get_ylim()
    for k, (name, color, dashes) in enumerate(_SIDES):
        ends = np.zeros((3, 2))
        ends[:, k] = domain[k][0], domain[k][1], 0.6 * domain[k][1]
        if on_map:
            ends = bowl.center + ends @ bowl.directions
        look = {"color": COLORS[color], "zorder": 2.5}
        ax.plot(*ends[:2].T, linestyle=dashes, linewidth=1.2, **look)
        ax.text(*ends[2], f"${name}$", path_effects=rim(), **look | {"zorder": 5})
    ax.set(xlim=limits[0], ylim=limits[1])


def draw_parts(bowl, path, step, ax) -> None:
    """Draw what each direction adds to the value, over the steps."""
    parts = bowl.parts(path.points)
    rate = getattr(path.optimizer, "learning_rate", None)
    known = type(path.optimizer) is GradientDescent and isinstance(rate, float)
    for k, (name, color, dashes) in enumerate(_SIDES):
        curvature = bowl.curvatures[k]
        label = rf"${name}$: $\lambda = {curvature:.3g}$"
        if known:
            label += rf", $1 - \eta\lambda = {1 - rate * curvature:.3g}$"
        ax.plot(finite(parts[:, k]), color=COLORS[color], linestyle=dashes, label=label)
        ends = {"first": parts[0, k], "last": parts[-1, k]}
        describe(
            ax, _("The part of {name} goes from {first:.3g} to {last:.3g}.", name=name, **ends)
        )
    top = 10 ** np.ceil(np.log10(max(parts[0].sum(), 1e-8)) + 0.5)
    ax.set(xlim=(0, max(1, path.steps)), ylim=(top / 10**DECADES, top), yscale="log")
    ax.set(xlabel=_("step"), ylabel=r"$\frac{1}{2}\lambda u^2,\ \frac{1}{2}\lambda v^2$")
    if step is not None and step < path.steps:
        ax.axvline(step, color=COLORS["black"], linewidth=1, linestyle=":")
    if known:
        ax.set_title(f"$\\eta = {rate:.4g}$")
    ax.legend(fontsize=8, loc="upper right")


def draw_step(path, ax, step) -> None:
    """Draw the arrows of the step that leads on from here, of an optimizer with a velocity."""
    k = min(path.steps if step is None else step, path.steps - 1)
    velocity = getattr(path.states[k], "velocity", None) if k >= 0 and path.states else None
    momentum = getattr(path.optimizer, "momentum", None)
    if velocity is None or momentum is None or not np.isfinite(path.points[k + 1]).all():
        return
    w, after = path.points[k : k + 2]
    ahead = w + momentum * velocity
    arrow(ax, w, ahead, "pink", (0, (5, 2)))
    arrow(ax, ahead, after, "green", (0, (1, 1)))
    for place, symbol, color, side in (
        ((w + ahead) / 2, r"$\alpha v$", "pink", "right"),
        ((ahead + after) / 2, r"$-\eta\nabla f$", "green", "left"),
    ):
        shift = ({"left": 8, "right": -8}[side], 0)
        write(ax, symbol, place, shift, ha=side, color=COLORS[color], path_effects=rim(2), zorder=7)


def draw_rates(objective, path, ax, name: str) -> None:
    """Draw the effective learning rates of a path."""
    if path.learning_rates is None or len(path.learning_rates) == 0:
        ax.set_axis_off()  # an optimizer of the learner's own, or a run of no step
        return
    names = [f"${variable}$" for variable in objective.variables]
    plot_effective_rates({name: path.learning_rates}, ax=ax, names=names)
    ax.legend(fontsize=8)
