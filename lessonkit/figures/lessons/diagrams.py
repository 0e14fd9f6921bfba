"""Diagrams: the training loop, and the family tree of the optimizers."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from lessonkit.figures.drawing import COLORS, _, draws
from lessonkit.i18n import N_

# What an optimizer chooses, and how its box looks: color, line.
DIRECTION, RATE, BOTH = "direction", "rate", "both"
_LOOKS = {DIRECTION: ("blue", "-"), RATE: ("orange", "--"), BOTH: ("green", "-")}

# name: (what it chooses, year, column, row)
OPTIMIZERS = {
    N_("Gradient descent"): (DIRECTION, 1847, 0, 1),
    N_("SGD"): (DIRECTION, 1951, 1, 1),
    N_("Momentum"): (DIRECTION, 1964, 2, 2),
    "Nesterov": (DIRECTION, 1983, 3, 2),
    "Adagrad": (RATE, 2011, 2, 0),
    "RMSProp": (RATE, 2012, 3, 0),
    "AdaDelta": (RATE, 2012, 3, -1),
    "Adam": (BOTH, 2014, 4, 1),
    "Nadam": (BOTH, 2016, 5, 2),
    "AdamW": (BOTH, 2017, 5, 0),
}

# (parent, child, the idea that is new, where its text stands: how far right and up of the middle)
LINES = (
    ("Gradient descent", "SGD", N_("a few\nexamples"), (0, 0.22)),
    ("SGD", "Momentum", N_("a velocity"), (-0.32, 0)),
    ("Momentum", "Nesterov", N_("look\nahead"), (0, 0.22)),
    ("SGD", "Adagrad", N_("a rate for each\ncoordinate"), (-0.42, 0)),
    ("Adagrad", "RMSProp", N_("forget"), (0, 0.14)),
    ("Adagrad", "AdaDelta", N_("forget, and\nmeasure own steps"), (-0.46, 0)),
    ("Momentum", "Adam", N_("a mean of\nthe gradients"), (-0.2, -0.26)),
    ("RMSProp", "Adam", N_("a mean of\ntheir squares"), (0.44, 0)),
    ("Nesterov", "Nadam", N_("look ahead"), (0, 0.14)),
    ("Adam", "Nadam", "", (0, 0)),
    ("Adam", "AdamW", N_("weight decay\napart"), (0.42, 0)),
)
_PITCH = 1.34  # from column to column; rows are 1 apart
_WIDE, _HIGH = 0.45, 0.3  # half of a box


@draws((12.4, 5.4))
def plot_family(ax=None):
    """Draw the family tree of the optimizers, from left to right, and what each one added.

    Returns:
        The Axes. Optimizers that choose the direction of a step, the learning rate of each
        coordinate, or both differ in the color and the line of their boxes.
    """
    ax.set(xlim=(-0.5, 5 * _PITCH + 0.5), ylim=(-1.4, 2.4))
    ax.set_axis_off()
    for parent, child, idea, shift in LINES:
        _draw_line(ax, parent, child, _(idea) if idea else "", shift)
    for name in OPTIMIZERS:
        _draw_optimizer(ax, name)
    _draw_legend(ax)
    listed = "; ".join(
        f"{_(parent)} → {_(child)}" + (f" ({_(idea)})".replace("\n", " ") if idea else "")
        for parent, child, idea, _shift in LINES
    )
    return _("The family tree of the optimizers: {lines}.", lines=listed)


def _place(name: str) -> tuple[float, float]:
    _kind, _year, column, row = OPTIMIZERS[name]
    return _PITCH * column, row


def _draw_optimizer(ax, name: str) -> None:
    kind, year = OPTIMIZERS[name][:2]
    column, row = _place(name)
    color, line = _LOOKS[kind]
    look = {"facecolor": "white", "edgecolor": COLORS[color], "linestyle": line, "linewidth": 2}
    style = "round,pad=0,rounding_size=0.08"
    corner = (column - _WIDE, row - _HIGH)
    ax.add_patch(FancyBboxPatch(corner, 2 * _WIDE, 2 * _HIGH, style, zorder=3, **look))
    if kind == BOTH:
        inner = (column - _WIDE + 0.03, row - _HIGH + 0.04)
        size = (2 * _WIDE - 0.06, 2 * _HIGH - 0.08)
        ax.add_patch(FancyBboxPatch(inner, *size, style, zorder=3, **look | {"linewidth": 1}))
    ax.text(column, row + 0.07, _(name), ha="center", va="center", fontsize=12, zorder=4)
    ax.text(column, row - 0.15, str(year), ha="center", va="center", fontsize=10, zorder=4)


def _draw_line(ax, parent: str, child: str, idea: str, shift) -> None:
    (x0, y0), (x1, y1) = _place(parent), _place(child)
    turn = 0.6 * _HIGH * ((y1 > y0) - (y1 < y0))  # towards the corner that faces the other box
    start, end = (x0 + _WIDE, y0 + turn), (x1 - _WIDE, y1 - turn)
    look = {"arrowstyle": "-|>", "color": COLORS["black"], "linewidth": 1.5, "shrinkA": 2}
    ax.annotate("", end, start, arrowprops={**look, "shrinkB": 2, "mutation_scale": 15}, zorder=2)
    x, y = (x0 + x1) / 2 + shift[0], (y0 + y1) / 2 + shift[1]
    ax.text(x, y, idea, ha="center", va="center", fontsize=9.5, style="italic", zorder=4)


def _draw_legend(ax) -> None:
    texts = {
        DIRECTION: _("chooses the direction"),
        RATE: _("chooses a rate for each coordinate"),
        BOTH: _("chooses both (double frame)"),
    }
    handles = [
        Line2D([], [], color=COLORS[_LOOKS[kind][0]], linestyle=_LOOKS[kind][1], label=text)
        for kind, text in texts.items()
    ]
    ax.legend(handles=handles, loc="lower left", fontsize=10)


@draws((11, 4.2))
def plot_training_loop(ax=None):
    """Draw the training loop: batch → scores → loss → gradient → update, and round again."""
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
    return _(
        "The training loop. 1: draw a batch of examples X with labels y. 2: forward, X and the "
        "weights W give scores. 3: scores and labels give the loss. 4: backward, the gradient "
        "of the loss. 5: the update changes W a little against the gradient; then the next "
        "batch."
    )


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
