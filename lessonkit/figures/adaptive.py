"""What optimizers with a learning rate for each coordinate do with it."""

import numpy as np

from lessonkit.figures.explorer import LOOKS
from lessonkit.figures.pictures import plain
from lessonkit.i18n import _
from lessonkit.style import COLORS

_MARKERS = "os^DvPX"
_DASHES = ("-", (0, (6, 2)), (0, (2, 2)), (0, (6, 2, 2, 2)))


def plot_effective_rates(rates: dict, ax=None, names=("$x$", "$y$"), as_paths: bool = False):
    """Draw the effective learning rate of each coordinate over the steps, on a logarithmic axis.

    Arguments:
        rates: label → ``(steps, coordinates)`` or ``(steps,)``, such as ``path.learning_rates``.
        ax: the Axes to draw on; by default a new figure's.
        names: of the coordinates.
        as_paths: whether the labels look as in `plot_paths`, instead of as in `plot_values`.

    Returns:
        The Axes. Several labels differ in color and marker, coordinates in their dashes; of one
        label alone, the coordinates have the colors. Coordinates that share a rate share a line.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots()[1]
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
            ax.plot(steps, line, markersize=5, markevery=every, label=name, **style)
            sentences.append(f"{plain(name)}: {line[0]:.3g} → {line[-1]:.3g}")
    ax.set(xlabel=_("step"), ylabel=_("effective learning rate"), yscale="log")
    _write_plain_numbers(ax.yaxis)
    ax.legend()
    ax.set_label(_("Effective learning rates over the steps. {rates}.", rates="; ".join(sentences)))
    return ax


def plot_rare_features(shares, errors: dict, ax=None):
    """Draw how far each weight is from where it should be, over how often its feature occurs.

    Arguments:
        shares: ``(features,)``, the share of the examples in which a feature is not zero.
        errors: label → ``(features,)``, none of them negative.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. Often is right, rare is left.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots()[1]
    shares, sentences = np.asarray(shares), []
    rare = np.argsort(shares)[: max(1, len(shares) // 5)]
    for (label, error), color, marker in zip(
        errors.items(), COLORS.values(), _MARKERS, strict=False
    ):
        ax.plot(shares, error, marker, color=color, markersize=5, label=label)
        means = {"rare": np.mean(np.asarray(error)[rare]), "all": np.mean(error)}
        sentences.append(
            _("{name}: {rare:.2f} for the rarest fifth, {all:.2f} for all", name=label, **means)
        )
    ax.set(xscale="log", xlabel=_("share of the examples with this feature"))
    ax.set(ylabel=_("error of the weight"), ylim=(0, None))
    ax.legend()
    ax.set_label(
        _(
            "Error of each weight over how often its feature occurs. On average, {means}.",
            means="; ".join(sentences),
        )
    )
    return ax


def plot_pixels(values, ax=None, title: str = "", log: bool = False):
    """Show one number for each pixel of an image, with a color bar.

    Arguments:
        values: ``(height, width)``; where they are not finite a pixel stays white, with a cross.
        ax: the Axes to draw on; by default a new figure's.
        title: what the numbers are.
        log: whether the colors follow the logarithm.

    Returns:
        The Axes. Dark is low, light is high.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots()[1]
    values = np.asarray(values, dtype=float)
    finite = np.isfinite(values)
    shown = np.where(finite, values, np.nan)
    picture = ax.imshow(shown, cmap="cividis", norm="log" if log else "linear")
    ax.figure.colorbar(picture, ax=ax, fraction=0.046, pad=0.04)
    rows, columns = np.nonzero(~finite)
    ax.plot(columns, rows, "x", color=COLORS["black"], markersize=9)
    ax.set_axis_off()
    ax.set_title(title)
    ax.set_label(
        _(
            "{title}: a picture of {height} by {width} pixels, from {low:.3g} to {high:.3g}; "
            "{count} pixels have none.",
            title=plain(title),
            height=values.shape[0],
            width=values.shape[1],
            low=np.nanmin(shown),
            high=np.nanmax(shown),
            count=len(rows),
        )
    )
    return ax


def _write_plain_numbers(axis) -> None:
    """Label 0.1, 0.2, 0.5, 1, …, so that a range of less than a decade has labels, too."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter(FuncFormatter(lambda value, _position: f"{value:g}"))
    axis.set_minor_formatter(NullFormatter())


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
