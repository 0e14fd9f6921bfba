"""What optimizers with a learning rate for each coordinate do with it."""

import numpy as np

from lessonkit.figures.pictures import plain
from lessonkit.i18n import _
from lessonkit.style import COLORS

_MARKERS = "os^DvPX"
_DASHES = ("-", (0, (6, 2)), (0, (2, 2)), (0, (6, 2, 2, 2)))


def plot_effective_rates(rates: dict, ax=None, names=("$x$", "$y$")):
    """Draw the effective learning rate of each coordinate over the steps, on a logarithmic axis.

    Arguments:
        rates: label → ``(steps, coordinates)`` or ``(steps,)``, such as ``path.learning_rates``.
        ax: the Axes to draw on; by default a new figure's.
        names: of the coordinates.

    Returns:
        The Axes. Several labels differ in color and marker, coordinates in their dashes; of one
        label alone, the coordinates have the colors. Coordinates that share a rate share a line.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots()[1]
    looks = list(zip(COLORS.values(), _MARKERS, strict=True))
    sentences = []
    for k, (label, table) in enumerate(rates.items()):
        for i, (name, line) in enumerate(_lines(label, table, names)):
            color, marker = looks[(k if len(rates) > 1 else i) % len(looks)]
            style = {"color": color, "marker": marker, "linestyle": _DASHES[i % len(_DASHES)]}
            steps = np.arange(1, len(line) + 1)
            every = max(1, len(line) // 10)
            ax.plot(steps, line, markersize=5, markevery=every, label=name, **style)
            sentences.append(f"{plain(name)}: {line[0]:.3g} → {line[-1]:.3g}")
    ax.set(xlabel=_("step"), ylabel=_("effective learning rate"), yscale="log")
    ax.legend()
    ax.set_label(_("Effective learning rates over the steps. {rates}.", rates="; ".join(sentences)))
    return ax


def _lines(label: str, table, names) -> list:
    """The lines of one optimizer, with their names: a single one where all coordinates agree."""
    columns = np.asarray(table, dtype=float).reshape(len(table), -1).T
    if np.all((columns == columns[0]) | np.isnan(columns)):
        return [(label, columns[0])]
    if len(columns) != len(names):
        raise ValueError(f"names must hold {len(columns)}, one a coordinate, got {names!r}")
    return [
        (f"{label}, {name}" if label else name, column)
        for name, column in zip(names, columns, strict=True)
    ]
