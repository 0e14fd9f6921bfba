"""Learning curves: the value of the objective after each step."""

import numpy as np

from lessonkit.figures.pictures import plain
from lessonkit.i18n import _


def plot_values(paths: dict, ax=None, log: bool = False, floor: float = 0.0):
    """Draw the objective over the steps, a line for each path.

    Arguments:
        paths: label → `Path` of one start.
        ax: the Axes to draw on; by default a new figure's.
        log: whether the value axis is logarithmic; zeros and below are left out then.
        floor: subtracted from all values, such as the lowest value there is.

    Returns:
        The Axes. A line that leaves the picture upwards is cut off at ten times its start.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots()[1]
    styles = ["-", "--", "-.", ":"]
    markers = "os^Dv"
    ceiling = -np.inf
    for k, (label, path) in enumerate(paths.items()):
        values = path.values - floor
        line, marker = styles[k % len(styles)], markers[k % len(markers)]
        every = max(1, len(values) // 10)
        ax.plot(values, line, marker=marker, markevery=every, markersize=5, label=label)
        ceiling = max(ceiling, values[0] + 0.25 * abs(values[0]))
    if log:
        ax.set_yscale("log")
    else:
        low = min(np.nanmin(path.values) - floor for path in paths.values())
        ax.set_ylim(low - 0.05 * (ceiling - low), ceiling)
    ax.set(xlabel=_("step"), ylabel="$f$" if not floor else "$f - f_{min}$")
    ax.legend()
    finals = "; ".join(
        f"{plain(label)}: {path.values[0] - floor:.3g} → {path.values[-1] - floor:.3g}"
        for label, path in paths.items()
    )
    ax.set_label(_("Value of the objective over the steps. {finals}.", finals=finals))
    return ax
