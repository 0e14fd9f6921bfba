"""The picture of a local search explorer."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, describe, draws, new_figure
from lessonkit.validation import whole_number

BLOCK = 50  # tries, for each of which the share of the steps taken is drawn


def _tries(name, value, known):
    return whole_number(name, value, 1, known["n"])


@draws(
    losses=checks.numbers(2, "n"),
    accuracies=checks.numbers(2, "n", low=0, high=1),
    accepted=checks.numbers("n", low=0, high=1),
    tries=_tries,
)
def draw_local_search_explorer(losses, accuracies, accepted, tries: int):
    """Draw what a local search explorer shows: loss, accuracy and steps taken over the tries.

    Arguments:
        losses, accuracies: of the best weights up to each try, ``(2, all tries)`` of random
            search and of local search.
        accepted: whether local search took each step, ``(all tries,)``; the first is the start.
        tries: how many of them are shown.
    """
    figure = new_figure(9, 4)
    loss, accuracy, taken = figure.subplot_mosaic("ab;ac", width_ratios=(1.3, 1)).values()
    across = np.arange(1, tries + 1)
    looks = (("--", "black", _("random search")), ("-", "orange", _("random local search")))
    finals = []
    for k, (style, color, label) in enumerate(looks):
        percent = 100 * accuracies[k, :tries]
        loss.plot(across, losses[k, :tries], style, color=COLORS[color], label=label)
        accuracy.plot(across, percent, style, color=COLORS[color])
        about = {"name": label, "loss": losses[k, tries - 1], "accuracy": percent[-1]}
        finals.append(_("{name}: loss {loss:.3f}, accuracy {accuracy:.1f}%", **about))
    steps = accepted[1:tries]
    for first in range(0, len(steps), BLOCK):
        block = steps[first : first + BLOCK]
        taken.bar(first, 100 * block.mean(), len(block), align="edge", color=COLORS["blue"])
    loss.set(xlabel=_("try"), ylabel=_("loss"), ylim=(0, 10))
    loss.legend()
    accuracy.set(ylim=(0, 100), xticklabels=[], title=_("accuracy on held-out digits (%)"))
    taken.set(ylim=(0, 80), xlabel=_("try"), title=_("steps taken (%)"))
    for ax in (loss, accuracy, taken):
        ax.set_xlim(0, len(accepted))
        ax.set_label("")
    after = _("After try {tries}, steps taken: {taken}.", tries=tries, taken=steps.sum())
    describe(loss, f"{'; '.join(finals)}.")
    describe(taken, after)
    return figure
