"""What Adam remembers of a stream of gradients, and how long its steps become."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, finite
from lessonkit.figures.words import _, describe, plain
from lessonkit.style import COLORS
from lessonkit.validation import shown

_LOOKS = (
    ("blue", "o", "-"),
    ("orange", "s", (0, (6, 2))),
    ("green", "^", (0, (2, 2))),
    ("pink", "D", (0, (6, 2, 2, 2))),
)


def _not_negative(name, value, known):
    squares = checks.values("n")(name, value, known)
    if (squares < 0).any():
        raise ValueError(f"{name} must hold no negative numbers, got {shown(value)}")
    return squares


@draws(gradients=checks.values("n"), mean=checks.values("n"), squares=_not_negative)
def plot_moments(gradients, mean, squares, ax=None):
    """Draw gradients over the steps, the mean s of them, and the band from −√r to √r.

    Arguments:
        gradients: one a step, ``(steps,)``.
        mean, squares: s and r after each of them, as they are or corrected, ``(steps,)`` each.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. How much of the band s fills is how far the step goes.
    """
    steps, size = np.arange(1, len(gradients) + 1), finite(np.sqrt(squares))
    ax.axhline(0, color=COLORS["black"], linewidth=0.8)
    look = {"color": COLORS["sky"], "alpha": 0.3, "label": r"$-\sqrt{r}$ … $\sqrt{r}$"}
    ax.fill_between(steps, -size, size, **look)
    ax.plot(steps, finite(gradients), "o", markersize=4, color=COLORS["black"], label=r"$\nabla f$")
    ax.plot(steps, finite(mean), color=COLORS["orange"], linewidth=2.6, label="$s$", zorder=3)
    ax.set(xlabel=_("step"), ylabel=_("gradient"))
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3)
    text = _(
        "Gradients of {count} steps, their mean s and the band of their size √r. At the end "
        "s is {mean:.2f} and √r is {size:.2f}.",
        count=len(steps),
        mean=mean[-1],
        size=size[-1],
    )
    return describe(ax, text)


@draws(lengths=checks.labeled(checks.values(None), most=len(_LOOKS)))
def plot_step_lengths(lengths: dict, ax=None):
    """Draw how long the steps are, in units of the learning rate, a line for each run.

    Arguments:
        lengths: label → the length of each step divided by η, from step 1 on; up to four.
        ax: as for `plot_moments`.

    Returns:
        The Axes. A dotted line marks the length η.
    """
    ax.axhline(1, color=COLORS["black"], linestyle=":", linewidth=1.4)
    sentences = []
    for (label, line), (color, marker, dashes) in zip(lengths.items(), _LOOKS, strict=False):
        line = finite(line)
        steps, most = np.arange(1, len(line) + 1), int(np.nan_to_num(line.round(6)).argmax())
        style = {"color": COLORS[color], "marker": marker, "linestyle": dashes}
        ax.plot(steps, line, markersize=5, markevery=max(1, len(line) // 12), label=label, **style)
        sentences.append(
            _(
                "{name}: {first:.2f} at first, {most:.2f} at most, in step {step}",
                name=plain(label),
                first=line[0],
                most=line[most],
                step=most + 1,
            )
        )
    ax.set(xlabel=_("step"), ylabel=_("length of the step") + r" / $\eta$", ylim=(0, None))
    ax.legend()
    text = _("Lengths of steps in units of the learning rate. {runs}.", runs="; ".join(sentences))
    return describe(ax, text)
