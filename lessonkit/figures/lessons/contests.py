"""What a race of optimizers came to: final losses, ranks, rates, and who reaches which minimum."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, LogNorm, to_rgb
from matplotlib.ticker import NullFormatter

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, write_plain_numbers
from lessonkit.formulas.minima import NEVER, reached_minimum
from lessonkit.races import Race
from lessonkit.validation import instance

LOWEST = 1e-16  # losses below it are drawn there: no digit of them means anything
# Low to high, pale enough for marks.
HEAT_COLORS = LinearSegmentedColormap.from_list(
    "heat", ("#4a94c4", "#8fbfdc", "#cfe3f0", "#f7fafc")
)
DECADES = 6  # that the colors of a heat map tell apart


def _same_optimizers(name, value, known):
    names = instance(name, value, Race).names
    if "names" not in known:
        known["names"] = names
    if known["names"] != names:
        raise ValueError(f"{name} must be of {', '.join(known['names'])}, got {', '.join(names)}")
    return value


@draws((8, 4.2), race=checks.of_type(Race))
def plot_race(race, ax=None):
    """Draw the final losses of all seeds, an optimizer a row, the lowest median on top.

    Arguments:
        race: a `Race`.

    Returns:
        The Axes. A dot for each seed, a bar from quartile to quartile, a line at the median; runs
        that diverged are counted at the right edge. The learning rate stands beside the name.
    """
    finite = race.finals[np.isfinite(race.finals)]
    low = max(LOWEST, finite.min(initial=np.inf) if finite.size else 1.0)
    high = max(low * 1.01, finite.max(initial=LOWEST))
    edge = high * (high / low) ** 0.12
    places = np.arange(len(race.names))[::-1]
    for place, k in zip(places, race.order, strict=True):
        _draw_row(ax, place, np.maximum(race.finals[k], LOWEST), race.quartiles[:, k], edge)
    names = [f"{race.names[k]}  {race.best_rates[k]:g}" for k in race.order]
    ax.set_yticks(places, names)
    ax.set(xscale="log", xlabel=_("final loss"), ylim=(-0.6, len(places) - 0.4))
    ax.set_xlim(low / (high / low) ** 0.05, edge * (high / low) ** 0.14)
    left, right = ax.get_xlim()
    if right / left < 100:
        write_plain_numbers(ax.xaxis)
    ax.xaxis.set_minor_formatter(NullFormatter())
    return _describe_race(race)


@draws((7, 4.2), race=checks.of_type(Race), colorbar=checks.flag)
def plot_rates(race, ax=None, colorbar: bool = True):
    """Draw the loss after tuning as a heat map: an optimizer a row, a learning rate a column.

    Arguments:
        race: a `Race`.
        colorbar: whether a bar explains the colors.

    Returns:
        The Axes. A ring marks the best rate of each optimizer; a cross stands where the median
        run ended no lower than it began, or diverged.
    """
    good = np.where(race.failed, np.nan, np.maximum(race.tuned, LOWEST))
    high = np.median(race.tuning_starts)
    high = high if 0 < high < np.inf else 1.0
    low = max(np.nanmin(good, initial=0.9 * high), high / 10**DECADES)
    image = ax.imshow(good, norm=LogNorm(low, high, clip=True), cmap=HEAT_COLORS, aspect="auto")
    rows, columns = np.nonzero(race.failed)
    ax.plot(columns, rows, "x", color=COLORS["orange"], markersize=8, markeredgewidth=2)
    ring = {"markersize": 13, "markerfacecolor": "none", "markeredgewidth": 2}
    best = race.tuned.argmin(axis=1)
    alive = ~race.failed[np.arange(len(best)), best]
    ax.plot(best[alive], np.flatnonzero(alive), "o", color=COLORS["black"], **ring)
    rates = [f"{rate:g}" for rate in race.rates]
    ax.set_xticks(range(len(rates)), rates, fontsize=9, rotation=45)
    ax.set_yticks(range(len(race.names)), race.names)
    ax.set(xlabel=_("learning rate"))
    ax.grid(False)
    if colorbar:
        ax.figure.colorbar(image, ax=ax, label=_("final loss"), extend="min")
    return _describe_rates(race)


@draws((8.5, 4.6), races=checks.labeled(_same_optimizers))
def plot_ranks(races: dict, ax=None):
    """Draw who came in at which place: an optimizer a row, a race a column.

    Arguments:
        races: label → `Race`, all of the same optimizers.

    Returns:
        The Axes. The number is the place by the median; a ring says that the quartiles overlap
        those of the winner, so that another set of seeds might have turned the two round.
    """
    names = next(iter(races.values())).names
    places = np.stack([race.order.argsort() + 1 for race in races.values()], axis=1)
    ax.imshow(places, cmap=HEAT_COLORS, aspect="auto")
    for column, race in enumerate(races.values()):
        for row, level in enumerate(level_with_the_winner(race)):
            ax.text(column, row, places[row, column], ha="center", va="center", fontsize=13)
            if level:
                ax.plot(column, row, "o", color=COLORS["black"], markersize=22, fillstyle="none")
    ax.set_xticks(range(len(races)), races)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_yticks(range(len(names)), names)
    ax.grid(False)
    listed = "; ".join(
        f"{label}: " + ", ".join(race.names[k] for k in race.order) for label, race in races.items()
    ).replace("\n", " ")
    return _("The optimizers of each race, from first to last: {places}.", places=listed)


def level_with_the_winner(race) -> np.ndarray:
    """Whether the quartiles of each optimizer overlap those of the one with the lowest median."""
    low, high = race.quartiles
    return low <= high[race.order[0]]


def _draw_row(ax, place: int, finals, quartiles, edge: float) -> None:
    alive = finals[np.isfinite(finals)]
    seeds = {"color": COLORS["sky"], "markersize": 4, "alpha": 0.7, "zorder": 2}
    ax.plot(alive, np.full(len(alive), place), "o", **seeds)
    ends = np.clip(quartiles, LOWEST, edge)
    ax.plot(ends, [place, place], color=COLORS["blue"], linewidth=4, zorder=3, alpha=0.8)
    median = min(np.median(finals), edge)
    ax.plot([median, median], [place - 0.34, place + 0.34], color=COLORS["orange"], zorder=4)
    if len(alive) < len(finals):
        ax.text(edge, place, f" ×{len(finals) - len(alive)}", va="center", color=COLORS["orange"])


def _describe_race(race) -> str:
    rows = []
    for k in race.order:
        text = _(
            "{name} at {rate:g}: median {median:.2g}, quartiles {low:.2g} and {high:.2g}",
            name=race.names[k],
            rate=race.best_rates[k],
            median=race.medians[k],
            low=race.quartiles[0, k],
            high=race.quartiles[1, k],
        )
        rows.append(text)
    return _("Final losses after {budget} gradients. ", budget=race.budget) + "; ".join(rows) + "."


def _describe_rates(race) -> str:
    rows = [
        _(
            "{name}: best {rate:g}, failed at {count} of {all}",
            name=name,
            rate=rate,
            count=int(failed.sum()),
            all=len(failed),
        )
        for name, rate, failed in zip(race.names, race.best_rates, race.failed, strict=True)
    ]
    return _("Final loss for each optimizer and learning rate. {rows}.", rows="; ".join(rows))


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
