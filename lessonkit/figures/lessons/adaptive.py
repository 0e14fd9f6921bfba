"""What optimizers with a learning rate for each coordinate do with it."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import draws, finite
from lessonkit.figures.words import _, describe
from lessonkit.style import COLORS

_MARKERS = "os^DvPX"


@draws(shares=checks.numbers("n", above=0), errors=checks.labeled(checks.values("n"), most=7))
def plot_rare_features(shares, errors: dict, ax=None):
    """Draw how far each weight is from where it should be, over how often its feature occurs.

    Arguments:
        shares: ``(features,)``, the share of the examples in which a feature is not zero.
        errors: label → ``(features,)``, none of them negative.
        ax: the Axes to draw on; by default a new figure's.

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
    ax.set(xscale="log", xlabel=_("share of the examples with this feature"))
    ax.set(ylabel=_("error of the weight"), ylim=(0, None))
    ax.legend()
    text = _(
        "Error of each weight over how often its feature occurs. On average, {means}.",
        means="; ".join(sentences),
    )
    return describe(ax, text)
