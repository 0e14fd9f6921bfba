"""Training in pictures: how data flows round the loop, and what the loop achieves."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from lessonkit.figures import checks
from lessonkit.figures.drawing import LINES, draws, finite
from lessonkit.figures.words import _, describe
from lessonkit.style import COLORS


@draws((11, 4.2))
def plot_training_loop(ax=None):
    """Draw the training loop: batch → scores → loss → gradient → update, and round again.

    Arguments:
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes.
    """
    ax.set(xlim=(0, 22), ylim=(0, 8.4))
    ax.set_axis_off()
    _box(ax, 2.4, 6, _("1 · draw a batch"), "$X,\\ y$", "blue")
    _box(ax, 8.2, 6, _("2 · forward: scores"), "$s = W x$", "blue")
    _box(ax, 14.0, 6, _("3 · loss"), "$L(W)$", "blue")
    _box(ax, 19.6, 6, _("4 · backward: gradient"), "$\\nabla L(W)$", "orange")
    _box(ax, 14.0, 1.6, _("5 · update"), "$W \\leftarrow W - \\eta\\,\\nabla L$", "orange")
    _box(ax, 8.2, 1.6, _("weights"), "$W$", "green")
    _arrow(ax, (4.65, 6), (5.95, 6), "$X$")
    _arrow(ax, (10.45, 6), (11.75, 6), "$s$")
    _arrow(ax, (16.25, 6), (17.35, 6), "$L$")
    _arrow(ax, (2.4, 7.25), (14.0, 7.25), "$y$", bend=-0.16)
    _arrow(ax, (19.6, 4.7), (16.2, 2.0), "$\\nabla L$", bend=-0.25, shift=(0.9, -0.5))
    _arrow(ax, (11.75, 1.6), (10.45, 1.6), "")
    _arrow(ax, (8.2, 2.9), (8.2, 4.7), "$W$", shift=(0.6, 0))
    text = _(
        "The training loop. 1: draw a batch of examples X with labels y. 2: forward, X and the "
        "weights W give scores. 3: scores and labels give the loss. 4: backward, the gradient "
        "of the loss. 5: the update changes W a little against the gradient; then the next "
        "batch."
    )
    return describe(ax, text)


@draws((8, 4), histories=checks.labeled(checks.values(None), most=len(LINES)))
def plot_training(histories: dict, ax=None):
    """Draw the loss of each batch over the steps, a line for each training run.

    Arguments:
        histories: for each name the losses, one a step.
        ax: as for `plot_training_loop`.

    Returns:
        The Axes.
    """
    for (name, losses), (color, dashes) in zip(histories.items(), LINES, strict=False):
        color = COLORS[color]
        ax.plot(finite(losses), dashes, color=color, linewidth=1.4, label=name)
        ax.plot(0, finite(losses[0]), "o", color=color, markersize=8, clip_on=False, zorder=4)
    ax.set(xlabel=_("step"), ylabel=_("loss of the batch"), ylim=(0, None))
    ax.margins(x=0.02)
    ax.legend()
    listed = (
        _(
            "{name}: from {first:.2f} to {last:.2f}, the mean of the last tenth",
            name=name,
            first=losses[0],
            last=np.mean(losses[-max(1, len(losses) // 10) :]),
        )
        for name, losses in histories.items()
    )
    return describe(ax, _("The loss of each batch over the steps. {runs}.", runs="; ".join(listed)))


def _box(ax, x: float, y: float, title: str, formula: str, color: str) -> None:
    look = {"facecolor": "white", "edgecolor": COLORS[color], "linewidth": 2}
    style = "round,pad=0.1,rounding_size=0.3"
    ax.add_patch(FancyBboxPatch((x - 2.1, y - 1.1), 4.2, 2.2, style, **look))
    ax.text(x, y + 0.5, title, ha="center", va="center", fontsize=10.5)
    ax.text(x, y - 0.42, formula, ha="center", va="center", fontsize=15)


def _arrow(ax, start, end, text: str, bend: float = 0.0, shift=(0.0, 0.4)) -> None:
    look = {"arrowstyle": "-|>", "color": COLORS["black"], "linewidth": 1.6, "shrinkA": 0}
    look["connectionstyle"] = f"arc3,rad={bend}"
    ax.annotate("", end, start, arrowprops={**look, "mutation_scale": 16})
    x, y = np.mean([start, end], axis=0)
    height = -bend * (end[0] - start[0]) / 2 if start[1] == end[1] else 0
    ax.text(x + shift[0], y + height + shift[1], text, ha="center", va="center", fontsize=13)
