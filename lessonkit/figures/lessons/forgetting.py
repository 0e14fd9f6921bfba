"""What a fading memory keeps of the past, and what it is good for."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, finite
from lessonkit.figures.words import _, describe, plain
from lessonkit.style import COLORS

_LOOKS = (("orange", "o", "-"), ("green", "s", (0, (6, 2))), ("blue", "D", (0, (6, 2, 2, 2))))


@draws(decays=checks.listed(checks.share, most=3), steps=checks.count)
def plot_memories(decays, steps: int = 120, ax=None):
    """Draw how much a gradient still weighs as it gets older: ρᵏ after k steps.

    Arguments:
        decays: ρ of each memory, up to three, each from 0 up to 1.
        steps: how far back to look.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes. A large marker stands at the age 1/(1−ρ), where about a third of the weight is
        left; the dotted line is a memory in which nothing fades.
    """
    ages, sentences = np.arange(steps + 1), []
    for decay, (color, marker, dashes) in zip(decays, _LOOKS, strict=False):
        color, age = COLORS[color], round(1 / (1 - decay))
        ax.plot(ages, decay**ages, linestyle=dashes, color=color)
        label = rf"$\rho = {decay:g}$"
        ax.plot(age, decay**age, marker, color=color, markersize=9, label=label)
        sentences.append(
            _(
                "ρ = {decay:g}: {share:.2f} of it left after {age} steps",
                decay=decay,
                share=decay**age,
                age=age,
            )
        )
    ax.axhline(1, linestyle=":", color=COLORS["black"], label="Adagrad")
    ax.set(xlabel=_("steps ago"), ylabel=_("weight (1 when new)"), ylim=(0, 1.08))
    ax.legend()
    text = _("Weight of a squared gradient by its age. {memories}.", memories="; ".join(sentences))
    return describe(ax, text)


def _walk(name, value, known):
    return checks.values(known["n"] + 1)(name, value, known)


@draws((10, 3.8), targets=checks.numbers("n"), walks=checks.labeled(_walk, most=3))
def plot_following(targets, walks: dict, ax=None):
    """Draw how walks follow a place that moves.

    Arguments:
        targets: the place to be at in each step, ``(steps,)``.
        walks: label → where the walk is, ``(steps + 1,)`` from its start on; up to three.
        ax: the Axes to draw on; by default a new figure's.

    Returns:
        The Axes; the dashed black line is the target.
    """
    style = {"linestyle": (0, (4, 3)), "linewidth": 1.4, "color": COLORS["black"]}
    style |= {"where": "post", "label": _("bottom of the valley")}
    ax.step(np.arange(len(targets)), targets, **style)
    sentences = []
    for (label, walk), (color, marker, _dashes) in zip(walks.items(), _LOOKS, strict=False):
        every = max(1, len(walk) // 30)
        look = {"marker": marker, "markersize": 5, "markevery": every, "color": COLORS[color]}
        ax.plot(finite(walk), label=label, **look)
        away = np.abs(walk[1:] - targets)
        sentences.append(
            _("{name} is {away:.2f} away on average", name=plain(label), away=away.mean())
        )
    ax.set(xlabel=_("step"), ylabel="$x$")
    ax.margins(x=0.01)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4)  # the walks fill the picture
    text = _(
        "Walks that follow the bottom of a valley, which moves between {low:g} and {high:g}. "
        "{walks}.",
        low=np.min(targets),
        high=np.max(targets),
        walks="; ".join(sentences),
    )
    return describe(ax, text)
