"""What a comparison of optimizers came to: gradients to a target, and who reaches which minimum."""

import numpy as np
from matplotlib.colors import ListedColormap, LogNorm, to_rgb

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, set_logarithmic
from lessonkit.formulas.minima import NEVER, reached_minimum

WORST = 4  # times the least cost of a problem: the end of the colors
DASHES = ("-", "--", ":", "-.")


@draws((8, 4), gradients=checks.labeled(checks.values("runs")), budget=checks.positive)
def plot_arrivals(gradients: dict, budget, ax=None):
    """Draw what each run or repeat needed: a method a row, the fastest on top, a dot for each.

    Arguments:
        gradients: label → how many gradients each of them asked for until the target, ∞ for never.
        budget: how many a run may ask for.

    Returns:
        The Axes. What never arrives is beyond the dashed line and costs the budget in the mean,
        the upright bar.
    """
    import seaborn as sns

    beyond = budget * 1.06
    rows = {label: np.asarray(runs, float) for label, runs in gradients.items()}
    means = {label: np.minimum(runs, budget).mean() for label, runs in rows.items()}
    order = sorted(rows, key=means.get)
    shown = {label: np.minimum(rows[label], beyond) for label in order}
    sns.stripplot(shown, orient="h", ax=ax, color=COLORS["blue"], size=4.5, alpha=0.6, jitter=0)
    rng = np.random.default_rng(0)  # seaborn's own jitter is another one in every run
    for row in ax.collections:
        dots = row.get_offsets()
        dots[:, 1] += rng.uniform(-0.18, 0.18, len(dots))
        row.set_offsets(dots)
    for place, label in enumerate(order):
        ends = [place - 0.35, place + 0.35]
        ax.plot([means[label], means[label]], ends, color=COLORS["orange"], zorder=4)
    ax.axvline(budget, color=COLORS["black"], linestyle="--", linewidth=1)
    ax.text(beyond, -0.55, _("never"), ha="center", va="bottom", fontsize=9)
    ax.set(xlabel=_("gradients to the target"), xlim=(0, budget * 1.1))
    listed = "; ".join(
        _(
            "{name}: mean {mean:.0f}, {never} of {runs} never",
            name=label,
            mean=means[label],
            never=int(np.isinf(rows[label]).sum()),
            runs=len(rows[label]),
        )
        for label in order
    )
    return _("Gradients to the target, the fastest first. {rows}.", rows=listed)


@draws(
    (9.5, 4.6),
    costs=checks.measured("methods", "problems"),
    methods=checks.names("methods"),
    problems=checks.names("problems"),
)
def plot_costs(costs, methods, problems, ax=None):
    """Draw what each method costs on each problem as a heat map: darker is nearer to the best.

    Arguments:
        costs: ``(methods, problems)``; NaN where a method was not compared.
        methods, problems: their names.

    Returns:
        The Axes. The number is the cost, the color its ratio to the least on that problem.
    """
    import seaborn as sns

    costs = np.asarray(costs, float)
    filled = np.where(np.isnan(costs), np.inf, costs)
    with np.errstate(all="ignore"):  # 0 / 0 and ∞ / ∞: as good as the best
        ratios = np.nan_to_num(filled / filled.min(axis=0), nan=1.0)
    sns.heatmap(
        ratios,
        mask=np.isnan(costs),
        ax=ax,
        norm=LogNorm(1, WORST, clip=True),
        cmap=sns.light_palette(COLORS["blue"], reverse=True, as_cmap=True),
        annot=costs,
        fmt=".3g",
        linewidths=1,
        cbar_kws={"label": _("times the least"), "extend": "max"},
    )
    ticks = [1, 2, WORST]
    ax.collections[0].colorbar.set_ticks(ticks, labels=[f"{tick}" for tick in ticks], minor=False)
    ax.collections[0].colorbar.ax.minorticks_off()
    ax.set_yticklabels(methods, rotation=0)
    ax.set_xticklabels(problems, rotation=20, ha="right")
    best = [
        f"{problem}: {methods[int(column.argmin())]} ({column.min():.3g})"
        for problem, column in zip(problems, filled.T, strict=True)
    ]
    return _("The lowest mean cost of each problem: {best}.", best="; ".join(best))


@draws(
    (6, 4),
    trials=checks.numbers("trials", above=0),
    costs=checks.labeled(checks.measured("trials")),
)
def plot_tuning(trials, costs: dict, ax=None):
    """Draw what each method costs after so many trials of tuning.

    Arguments:
        trials: how many there were.
        costs: label → the cost for each of them.

    Returns:
        The Axes.
    """
    for k, (label, values) in enumerate(costs.items()):
        look = DASHES[k % len(DASHES)]
        ax.plot(trials, values, marker="o", linestyle=look, label=label)
    set_logarithmic(ax, "x")
    ax.set_xticks(trials, [f"{count:g}" for count in trials])
    ax.minorticks_off()
    ax.set(xlabel=_("trials for tuning"), ylabel=_("gradients to the target"))
    ax.legend()
    firsts = [
        f"{count:g}: {min(costs, key=lambda label, k=k: costs[label][k])}"
        for k, count in enumerate(trials)
    ]
    return _(
        "Who needs the fewest gradients after so many trials: {firsts}.", firsts=", ".join(firsts)
    )


# The looks of the basins of minimum A, B, C, …: color, hatch.
_LOOKS = (("blue", ""), ("yellow", "//"), ("green", ".."), ("pink", "\\\\"), ("sky", "--"))


@draws(
    (5, 5),
    objective=checks.such(
        checks.objective(2),
        lambda f: 1 <= len(f.minima) <= len(_LOOKS),
        f"have 1 to {len(_LOOKS)} minima",
        lambda f: len(f.minima),
    ),
    starts=checks.numbers("rows", "columns", 2),
    ends=checks.values("rows", "columns", 2),
)
def plot_basins(objective, starts, ends, ax=None):
    """Color every start by the minimum at which its descent ended.

    Arguments:
        objective: an `Objective` of two variables with up to five minima.
        starts: ``(rows, columns, 2)``, a regular grid as ``np.meshgrid`` makes it.
        ends: where the descents ended, of the same shape.

    Returns:
        The Axes. The minima are named A, B, C, … in the order of ``objective.minima``; their
        basins differ in color and hatch, and starts that reached none are dark.
    """
    minima = objective.minima
    basins = reached_minimum(minima, ends)
    x, y = starts[0, :, 0], starts[:, 0, 1]
    colors = ListedColormap([_pale(COLORS["black"], 0.7), *(_pale(COLORS[c]) for c, _h in _LOOKS)])
    ax.pcolormesh(x, y, basins, cmap=colors, vmin=NEVER - 0.5, vmax=len(_LOOKS) - 0.5, zorder=0)
    for k, ((_color, hatch), minimum) in enumerate(zip(_LOOKS, minima, strict=False)):
        if hatch and (basins == k).any():
            inside = ax.contourf(x, y, basins == k, [0.5, 1.5], colors="none", hatches=[hatch])
            inside.set(edgecolor="white", linewidth=0)
        name = {"ha": "center", "va": "center", "fontsize": 11, "zorder": 4}
        ax.plot(*minimum, "o", color="white", markersize=17, zorder=3)
        ax.text(*minimum, "ABCDE"[k], color=COLORS["black"], **name)
    ax.grid(False)
    ax.set(xlabel=f"${objective.variables[0]}$", ylabel=f"${objective.variables[1]}$")
    ax.set_aspect("equal")
    counts = ", ".join(f"{'ABCDE'[k]} {(basins == k).mean():.0%}" for k in range(len(minima)))
    return _(
        "Which minimum is reached from which start: {counts}; none {never:.0%}.",
        counts=counts,
        never=(basins == NEVER).mean(),
    )


def _pale(color: str, strength: float = 0.45):
    return 1 - strength * (1 - np.array(to_rgb(color)))
