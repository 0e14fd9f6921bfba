"""Rates of their own: rare features, fading memories, and what Adam makes of both."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, finite, plain, set_logarithmic

_MARKERS = "os^DvPX"
_MEMORY_LOOKS = (
    ("orange", "o", "-"),
    ("green", "s", (0, (6, 2))),
    ("blue", "D", (0, (6, 2, 2, 2))),
)
_LENGTH_LOOKS = (
    ("blue", "o", "-"),
    ("orange", "s", (0, (6, 2))),
    ("green", "^", (0, (2, 2))),
    ("pink", "D", (0, (6, 2, 2, 2))),
)


@draws(shares=checks.numbers("n", above=0), errors=checks.labeled(checks.values("n"), most=7))
def plot_rare_features(shares, errors: dict, ax=None):
    """Draw how far each weight is from where it should be, over how often its feature occurs.

    Arguments:
        shares: ``(features,)``, the share of the examples in which a feature is not zero.
        errors: label → ``(features,)``, none of them negative.

    Returns:
        The Axes. Often is right, rare is left.
    """
    sentences = []
    rare = np.argsort(shares)[: max(1, len(shares) // 5)]
    looks = zip(errors.items(), COLORS.values(), _MARKERS, strict=False)
    for (label, error), color, marker in looks:
        ax.plot(shares, finite(error), marker, color=color, markersize=5, label=label)
        means = {"rare": np.mean(error[rare]), "all": np.mean(error)}
        sentences.append(
            _("{name}: {rare:.2f} for the rarest fifth, {all:.2f} for all", name=label, **means)
        )
    set_logarithmic(ax, "x")
    ax.set(xlabel=_("share of the examples with this feature"))
    ax.set(ylabel=_("error of the weight"), ylim=(0, None))
    ax.legend()
    return _(
        "Error of each weight over how often its feature occurs. On average, {means}.",
        means="; ".join(sentences),
    )


@draws(decays=checks.listed(checks.share, most=3), steps=checks.count)
def plot_memories(decays, steps: int = 120, ax=None):
    """Draw how much a gradient still weighs as it gets older: ρᵏ after k steps.

    Arguments:
        decays: ρ of each memory, up to three, each from 0 up to 1.
        steps: how far back to look.

    Returns:
        The Axes. A large marker stands at the age 1/(1−ρ), where about a third of the weight is
        left; the dotted line is a memory in which nothing fades.
    """
    ages, sentences = np.arange(steps + 1), []
    for decay, (color, marker, dashes) in zip(decays, _MEMORY_LOOKS, strict=False):
        color, age = COLORS[color], round(1 / (1 - decay))
        ax.plot(ages, decay**ages, linestyle=dashes, color=color)
        label = rf"$\rho = {decay:g}$"
        ax.plot(age, decay**age, marker, color=color, markersize=9, label=label)
        about = {"decay": decay, "share": decay**age, "age": age}
        sentences.append(_("ρ = {decay:g}: {share:.2f} of it left after {age} steps", **about))
    ax.axhline(1, linestyle=":", color=COLORS["black"], label="Adagrad")
    ax.set(xlabel=_("steps ago"), ylabel=_("weight (1 when new)"), ylim=(0, 1.08))
    ax.legend()
    return _("Weight of a squared gradient by its age. {memories}.", memories="; ".join(sentences))


@draws((10, 3.8), targets=checks.numbers("n"), walks=checks.labeled(checks.values("n+1"), most=3))
def plot_following(targets, walks: dict, ax=None):
    """Draw how walks follow a place that moves.

    Arguments:
        targets: the place to be at in each step, ``(steps,)``.
        walks: label → where the walk is, ``(steps + 1,)`` from its start on; up to three.

    Returns:
        The Axes; the dashed black line is the target.
    """
    style = {"linestyle": (0, (4, 3)), "linewidth": 1.4, "color": COLORS["black"]}
    style |= {"where": "post", "label": _("bottom of the valley")}
    ax.step(np.arange(len(targets)), targets, **style)
    sentences = []
    for (label, walk), (color, marker, _dashes) in zip(walks.items(), _MEMORY_LOOKS, strict=False):
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
    return _(
        "Walks that follow the bottom of a valley, which moves between {low:g} and {high:g}. "
        "{walks}.",
        low=np.min(targets),
        high=np.max(targets),
        walks="; ".join(sentences),
    )


@draws(lengths=checks.labeled(checks.values(None), most=len(_LENGTH_LOOKS)))
def plot_step_lengths(lengths: dict, ax=None):
    """Draw how long the steps are, in units of the learning rate, a line for each run.

    Arguments:
        lengths: label → the length of each step divided by η, from step 1 on; up to four.

    Returns:
        The Axes. A dotted line marks the length η.
    """
    ax.axhline(1, color=COLORS["black"], linestyle=":", linewidth=1.4)
    sentences = []
    for (label, line), (color, marker, dashes) in zip(lengths.items(), _LENGTH_LOOKS, strict=False):
        line = finite(line)
        steps, most = np.arange(1, len(line) + 1), int(np.nan_to_num(line.round(6)).argmax())
        style = {"color": COLORS[color], "marker": marker, "linestyle": dashes}
        ax.plot(steps, line, markersize=5, markevery=max(1, len(line) // 12), label=label, **style)
        about = {"name": plain(label), "first": line[0], "most": line[most], "step": most + 1}
        sentences.append(
            _("{name}: {first:.2f} at first, {most:.2f} at most, in step {step}", **about)
        )
    ax.set(xlabel=_("step"), ylabel=_("length of the step") + r" / $\eta$", ylim=(0, None))
    ax.legend()
    return _("Lengths of steps in units of the learning rate. {runs}.", runs="; ".join(sentences))
