"""Looking ahead in pictures: the arrows of a step, and what each setting leads to."""

import numpy as np
from matplotlib.colors import LogNorm

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, LOW_TO_HIGH, _, arrow, draws, rim, write
from lessonkit.figures.landscapes.maps import plot_objective


@draws(
    objective=checks.objective(2),
    w=checks.numbers(2),
    coast=checks.numbers(2),
    push=checks.numbers(2),
    felt=checks.numbers(2),
    domain=checks.interval,
)
def plot_step_arrows(objective, w, coast, push, felt=None, ax=None, domain=None):
    """Draw what a step with momentum is made of: where it coasts, and how the slope pushes it.

    Arguments:
        objective: an `Objective` of two variables, drawn first unless `ax` shows one.
        w: where the step sets out, ``(2,)``.
        coast: αv, the way that the velocity alone would go, ``(2,)``.
        push: −η∇f, ``(2,)``.
        felt: where that slope was felt, by default at `w`.
        domain: what to show, by default the objective's own domain.

    Returns:
        The Axes. Dashed: αv; dotted: the push, put to its end; solid: both together, the step. A
        ring marks where the slope was felt.
    """
    if not ax.has_data():
        plot_objective(objective, ax, domain)
    limits = ax.get_xlim(), ax.get_ylim()
    felt = w if felt is None else felt
    end = w + coast + push
    arrow(ax, w, w + coast, "pink", (0, (5, 2)), width=2.6, size=17)
    _label(ax, w + coast / 2, r"$\alpha v$", "pink", (-12, 6))
    arrow(ax, w + coast, end, "green", (0, (1, 1)), width=2.6, size=17)
    _label(ax, w + coast + push / 2, r"$-\eta\nabla f$", "green", (12, 2), "left")
    arrow(ax, w, end, "orange", width=2.6, size=17)
    ax.plot(*w, "o", color=COLORS["black"], markersize=6, zorder=6)
    ax.plot(*felt, "o", color=COLORS["green"], markersize=14, fillstyle="none", zorder=6)
    _label(ax, w, "$w$", "black", (-12, 8))
    _label(ax, end, _("new {name}", name="$w$"), "orange", (12, -14), "left")
    _label(ax, felt, _("slope felt here"), "green", (14, 8), "left")
    ax.set(xlim=limits[0], ylim=limits[1])
    return _(
        "A step from {w} to {end}: the velocity carries it by {coast}, the slope, felt at "
        "{felt}, pushes it by {push}.",
        w=_pair(w),
        end=_pair(end),
        coast=_pair(coast),
        felt=_pair(felt),
        push=_pair(push),
    )


@draws(
    rates=checks.numbers("rates"),
    momenta=checks.numbers("momenta"),
    steps=checks.measured("momenta", "rates"),
)
def plot_steps_table(rates, momenta, steps, ax=None):
    """Draw how many steps each learning rate and momentum takes, as a table of colored cells.

    Arguments:
        rates: the learning rates, one a column.
        momenta: the momenta, one a row, the first at the bottom.
        steps: ``(momenta, rates)``: the number of steps, ``inf`` where a descent leaves, ``nan``
            where it is not there in time.

    Returns:
        The Axes. Darker cells take fewer steps; × leaves, – does not arrive; ★ marks the fewest.
    """
    there = np.isfinite(steps)
    best = steps[there].min()
    low = max(best, 1)
    scale = LogNorm(low, max(steps[there].max(), low + 1))
    ax.imshow(np.where(there, steps, np.nan), cmap=LOW_TO_HIGH, norm=scale, origin="lower")
    ax.set_aspect("auto")
    for row, column in np.ndindex(steps.shape):
        count = steps[row, column]
        text = "×" if np.isinf(count) else "–" if np.isnan(count) else f"{count:.6g}"
        ax.text(column, row, "★" + text if count == best else text, ha="center", va="center")
    ax.set_xticks(range(len(rates)), [f"{rate:g}" for rate in rates])
    ax.set_yticks(range(len(momenta)), [f"{momentum:g}" for momentum in momenta])
    ax.set(xlabel=_("learning rate") + r" $\eta$", ylabel=_("momentum") + r" $\alpha$")
    ax.grid(False)
    row, column = np.argwhere(steps == best)[0]
    return _(
        "Steps needed for {rates} learning rates and {momenta} momenta: fewest, {best:.0f}, at "
        "η = {rate:g} and α = {momentum:g}. Settings that leave: {leave}; not there in time: "
        "{late}.",
        rates=len(rates),
        momenta=len(momenta),
        best=best,
        rate=rates[column],
        momentum=momenta[row],
        leave=int(np.isinf(steps).sum()),
        late=int(np.isnan(steps).sum()),
    )


def _label(ax, place, text: str, color: str, shift, align: str = "right") -> None:
    look = {"ha": align, "va": "center", "color": COLORS[color], "fontsize": 14, "zorder": 7}
    write(ax, text, place, shift, path_effects=rim(2), **look)


def _pair(point) -> str:
    return f"({point[0]:.2f}, {point[1]:.2f})"
