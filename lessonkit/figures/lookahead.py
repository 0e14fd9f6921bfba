"""Looking ahead in pictures: the arrows of a step, and what each setting leads to."""

import numpy as np

from lessonkit.figures.explorer import LOOKS
from lessonkit.figures.landscapes import MAP_COLORS, plot_objective
from lessonkit.figures.pictures import plain
from lessonkit.i18n import _
from lessonkit.style import COLORS


def plot_step_arrows(objective, w, coast, push, felt=None, ax=None, domain=None):
    """Draw what a step with momentum is made of: where it coasts, and how the slope pushes it.

    Arguments:
        objective: an `Objective` of two variables, drawn first unless `ax` shows one.
        w: where the step sets out, ``(2,)``.
        coast: αv, the way that the velocity alone would go, ``(2,)``.
        push: −η∇f, ``(2,)``.
        felt: where that slope was felt, by default at `w`.
        ax: the Axes to draw on; by default a new figure's.
        domain: what to show, by default the objective's own domain.

    Returns:
        The Axes. Dashed: αv; dotted: the push, put to its end; solid: both together, the step. A
        ring marks where the slope was felt.
    """
    if ax is None or not ax.has_data():
        ax = plot_objective(objective, ax, domain)
    limits = ax.get_xlim(), ax.get_ylim()
    w, coast, push = (np.asarray(each, dtype=float) for each in (w, coast, push))
    felt = w if felt is None else np.asarray(felt, dtype=float)
    end = w + coast + push
    _arrow(ax, w, w + coast, "pink", r"$\alpha v$", (0, (5, 2)), (-12, 6), "right")
    _arrow(ax, w + coast, end, "green", r"$-\eta\nabla f$", (0, (1, 1)), (12, 2))
    _arrow(ax, w, end, "orange", "", "-")
    ax.plot(*w, "o", color=COLORS["black"], markersize=6, zorder=6)
    ax.plot(*felt, "o", color=COLORS["green"], markersize=14, fillstyle="none", zorder=6)
    _label(ax, w, "$w$", "black", (-12, 8))
    _label(ax, end, _("new {name}", name="$w$"), "orange", (12, -14), "left")
    _label(ax, felt, _("slope felt here"), "green", (14, 8), "left")
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.set_label(
        ax.get_label()
        + " "
        + _(
            "A step from {w} to {end}: the velocity carries it by {coast}, the slope, felt at "
            "{felt}, pushes it by {push}.",
            w=_pair(w),
            end=_pair(end),
            coast=_pair(coast),
            felt=_pair(felt),
            push=_pair(push),
        )
    )
    return ax


def plot_steps_table(rates, momenta, steps, ax=None):
    """Draw how many steps each learning rate and momentum takes, as a table of colored cells.

    Arguments:
        rates: the learning rates, one a column.
        momenta: the momenta, one a row, the first at the bottom.
        steps: ``(momenta, rates)``: the number of steps, ``inf`` where a descent leaves, ``nan``
            where it is not there in time.
        ax: as for `plot_step_arrows`.

    Returns:
        The Axes. Darker cells take fewer steps; × leaves, – does not arrive; ★ marks the fewest.
    """
    from matplotlib.colors import LinearSegmentedColormap, LogNorm

    ax = ax or _new_axes()
    steps = np.asarray(steps, dtype=float)
    there = np.isfinite(steps)
    best = steps[there].min()
    colors = LinearSegmentedColormap.from_list("steps", MAP_COLORS)
    scale = LogNorm(best, max(steps[there].max(), best + 1))
    ax.imshow(np.where(there, steps, np.nan), cmap=colors, norm=scale, origin="lower")
    ax.set_aspect("auto")
    for row, column in np.ndindex(steps.shape):
        count = steps[row, column]
        text = "×" if np.isinf(count) else "–" if np.isnan(count) else f"{count:.0f}"
        ax.text(column, row, "★" + text if count == best else text, ha="center", va="center")
    ax.set_xticks(range(len(rates)), [f"{rate:g}" for rate in rates])
    ax.set_yticks(range(len(momenta)), [f"{momentum:g}" for momentum in momenta])
    ax.set(xlabel=_("learning rate") + r" $\eta$", ylabel=_("momentum") + r" $\alpha$")
    ax.grid(False)
    row, column = np.argwhere(steps == best)[0]
    ax.set_label(
        _(
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
    )
    return ax


def plot_rate_losses(rates, losses: dict, ax=None):
    """Draw the final loss of several runs over the learning rate, for each of several optimizers.

    Arguments:
        rates: the learning rates.
        losses: label → ``(rates, runs)``, positive.
        ax: as for `plot_step_arrows`.

    Returns:
        The Axes, both scales logarithmic: a small marker for each run, a line through the medians.
    """
    from matplotlib.ticker import LogLocator

    ax = ax or _new_axes()
    shifts = np.geomspace(0.96, 1.04, len(losses)) if len(losses) > 1 else [1.0]
    sentences = []
    looks = zip(losses.items(), LOOKS, shifts, strict=False)
    for (label, table), (color, marker, dashes), shift in looks:
        table, across = np.asarray(table, dtype=float), shift * np.asarray(rates, dtype=float)
        look = {"color": COLORS[color], "marker": marker}
        ax.plot(across, table, linestyle="none", markersize=4, alpha=0.6, **look)
        middle = np.median(table, axis=1)
        ax.plot(across, middle, linestyle=dashes, markersize=8, label=label, **look)
        listed = ", ".join(f"{v:.2g}" for v in middle)
        sentences.append(_("{label}: {values}", label=plain(label), values=listed))
    ax.set(xscale="log", yscale="log", xlabel=_("learning rate") + r" $\eta$", ylabel=_("loss"))
    ax.set_xticks(rates, [f"{rate:g}" for rate in rates])
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_major_formatter(lambda loss, position: f"{loss:g}")
    ax.minorticks_off()
    ax.legend()
    ax.set_label(
        _(
            "Final loss over the learning rate, {count} runs each; medians at η = {rates}. "
            "{lines}.",
            count=np.shape(next(iter(losses.values())))[1],
            rates=", ".join(f"{rate:g}" for rate in rates),
            lines="; ".join(sentences),
        )
    )
    return ax


def _arrow(ax, start, end, color: str, text: str, dashes, shift=(0, 0), align="left") -> None:
    from matplotlib.patheffects import withStroke

    look = {"color": COLORS[color], "linewidth": 2.6, "shrinkA": 0, "shrinkB": 0}
    look |= {"arrowstyle": "-|>", "mutation_scale": 17, "linestyle": dashes}
    arrow = ax.annotate("", end, start, arrowprops=look, zorder=5).arrow_patch
    arrow.set_path_effects([withStroke(linewidth=4.5, foreground="white")])
    if text:
        _label(ax, (np.asarray(start) + end) / 2, text, color, shift, align)


def _label(ax, place, text: str, color: str, shift, align: str = "right") -> None:
    from matplotlib.patheffects import withStroke

    ax.annotate(
        text,
        place,
        shift,
        textcoords="offset points",
        ha=align,
        va="center",
        color=COLORS[color],
        fontsize=14,
        path_effects=[withStroke(linewidth=2, foreground="white")],
        zorder=7,
    )


def _pair(point) -> str:
    return f"({point[0]:.2f}, {point[1]:.2f})"


def _new_axes():
    import matplotlib.pyplot as plt

    return plt.subplots()[1]
