"""What runs did step by step: their values, places and effective learning rates."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import (
    COLORS,
    LOOKS,
    _,
    describe,
    draws,
    finite,
    plain,
    set_logarithmic,
    span,
    write_plain_numbers,
)
from lessonkit.figures.landscapes.ranges import shown_range
from lessonkit.figures.words import from_to
from lessonkit.objectives import Objective
from lessonkit.validation import double_array, instance, whole_number

_MARKERS = "os^DvPX"
_DASHES = ("-", (0, (6, 2)), (0, (2, 2)), (0, (6, 2, 2, 2)))


def _run_on_objective(name, value, known):
    objective = instance(f"{name}.objective", checks.run(name, value, known).objective, Objective)
    if "dim" not in known:
        known["dim"] = objective.dim
    return checks.run(name, value, known)


def _coordinate(name, value, known):
    return whole_number(name, value, 0, known["dim"] - 1)


def _rates(name, value, known):
    """The rates of one label, ``(steps,)`` or ``(steps, coordinates)``, positive or not there."""
    table = double_array(name, value)
    if table.ndim not in (1, 2) or not table.size:
        wanted = "(steps,) or (steps, coordinates)"
        raise ValueError(f"{name} must have the shape {wanted}, got shape {table.shape}")
    if not _is_shared(table):
        known["coordinates"] = table.shape[1]
    return table


def _is_shared(table) -> bool:
    """Whether all coordinates have the same rate in each step."""
    columns = table.reshape(len(table), -1)
    return bool(np.all((columns == columns[:, :1]) | np.isnan(columns)))


@draws(paths=checks.labeled(checks.run), log=checks.flag, floor=checks.number)
def plot_values(paths: dict, ax=None, log: bool = False, floor: float = 0.0):
    """Draw the objective over the steps, a line for each path.

    Arguments:
        paths: label → `Path` of one start.
        log: whether the value axis is logarithmic; zeros and below are left out then.
        floor: subtracted from all values, such as the lowest value there is.

    Returns:
        The Axes. A line that leaves the picture upwards is cut off at ten times its start.
    """
    styles = ["-", "--", "-.", ":"]
    markers = "os^Dv"
    ceiling = -np.inf
    for k, (label, path) in enumerate(paths.items()):
        values = path.values - floor
        line, marker = styles[k % len(styles)], markers[k % len(markers)]
        every = max(1, len(values) // 10)
        ax.plot(finite(values), line, marker=marker, markevery=every, markersize=5, label=label)
        ceiling = max(ceiling, values[0] + 0.25 * abs(values[0]))
    low = min(shown_range(path.values)[0] - floor for path in paths.values())
    if log:
        set_logarithmic(ax, "y")
    elif low < ceiling < np.inf:
        tall = span(low, ceiling)
        ax.set_ylim(low - 0.05 * tall, low + tall)
    ax.set(xlabel=_("step"), ylabel="$f$" if not floor else "$f - f_{min}$")
    ax.legend()
    finals = "; ".join(
        f"{plain(label)}: {from_to(path.values - floor)}" for label, path in paths.items()
    )
    return _("Value of the objective over the steps. {finals}.", finals=finals)


@draws(paths=checks.labeled(_run_on_objective, most=len(LOOKS)), coordinate=_coordinate)
def plot_swings(paths: dict, coordinate: int = 0, ax=None):
    """Draw one coordinate over the steps, a line for each path.

    Arguments:
        paths: label → `Path` of one start on the same objective.
        coordinate: which one, for objectives of two variables.

    Returns:
        The Axes, with a line where the minimum is, if there is one.
    """
    objective = next(iter(paths.values())).objective
    name = objective.variables[coordinate]
    describe(ax, _("{variable} over the steps.", variable=name))
    minima = objective.minima.reshape(-1, objective.dim)[:1, coordinate]
    for bottom in minima:
        ax.axhline(bottom, color=COLORS["black"], linewidth=1)
    seen = []
    for (label, path), (color, marker, dashes) in zip(paths.items(), LOOKS, strict=False):
        places = path.points.reshape(len(path.points), -1)[:, coordinate]
        look = {"color": COLORS[color], "marker": marker, "markersize": 4}
        every = max(1, len(places) // 40)
        ax.plot(places, linestyle=dashes, markevery=every, label=label, **look)
        for bottom in minima:
            sides = np.sign(places[np.isfinite(places)] - bottom)
            times = np.count_nonzero(np.diff(sides))
            seen.append(
                _("{name}: crosses the minimum {times} times", name=plain(label), times=times)
            )
    ax.set(xlabel=_("step"), ylabel=f"${name}$")
    ax.legend()
    return describe(ax, "; ".join(seen) + ".") if seen else ax


@draws(rates=checks.labeled(_rates), names=checks.names("coordinates"), as_paths=checks.flag)
def plot_effective_rates(rates: dict, ax=None, names=("$x$", "$y$"), as_paths: bool = False):
    """Draw the effective learning rate of each coordinate over the steps, on a logarithmic axis.

    Arguments:
        rates: label → ``(steps, coordinates)`` or ``(steps,)``, such as ``path.learning_rates``.
        names: of the coordinates.
        as_paths: whether the labels look as in `plot_paths`, instead of as in `plot_values`.

    Returns:
        The Axes. Several labels differ in color and marker, coordinates in their dashes; of one
        label alone, the coordinates have the colors. Coordinates that share a rate share a line.
    """
    looks = list(zip(COLORS.values(), _MARKERS, strict=True))
    if as_paths:
        looks = [(COLORS[color], marker) for color, marker, _dashes in LOOKS]
    sentences = []
    for k, (label, table) in enumerate(rates.items()):
        for i, (name, line) in enumerate(_lines(label, table, names)):
            color, marker = looks[(k if len(rates) > 1 else i) % len(looks)]
            style = {"color": color, "marker": marker, "linestyle": _DASHES[i % len(_DASHES)]}
            steps = np.arange(1, len(line) + 1)
            every = max(1, len(line) // 10)
            ax.plot(steps, finite(line), markersize=5, markevery=every, label=name, **style)
            sentences.append(f"{plain(name)}: {from_to(line)}")
    ax.set(xlabel=_("step"), ylabel=_("effective learning rate"))
    set_logarithmic(ax, "y")
    write_plain_numbers(ax.yaxis)
    ax.legend()
    return _("Effective learning rates over the steps. {rates}.", rates="; ".join(sentences))


def _lines(label: str, table, names) -> list:
    """The lines of one optimizer, with their names: a single one where all coordinates agree."""
    columns = table.reshape(len(table), -1).T
    if _is_shared(table):
        return [(label, columns[0])]
    return [
        (f"{label}, {name}" if label else name, column)
        for name, column in zip(names, columns, strict=True)
    ]
