"""The picture of a local search explorer."""

import numpy as np

from lessonkit.figures.drawing import draws, new_figure
from lessonkit.figures.words import _, describe
from lessonkit.style import COLORS

BLOCK = 50  # tries, for each of which the share of the steps taken is drawn


@draws()
def draw_local_search_explorer(runs, run, tries: int):
    """Draw what a local search explorer shows: loss, accuracy and steps taken over the tries.

    Arguments:
        runs: a `SearchRuns`, random search first.
        run: the indices of the search and of its seed.
        tries: how many tries are shown.

    Returns:
        A Matplotlib Figure that pyplot does not know.
    """
    figure = new_figure(9, 4)
    loss, accuracy, taken = figure.subplot_mosaic("ab;ac", width_ratios=(1.3, 1)).values()
    across = np.arange(1, tries + 1)
    looks = (
        ((0, run[1]), "--", "black", _("random search")),
        (run, "-", "orange", _("random local search")),
    )
    finals = []
    for where, style, color, label in looks:
        losses = runs.losses[where][:tries]
        percent = 100 * runs.correct[where][:tries] / runs.held_out
        loss.plot(across, losses, style, color=COLORS[color], label=label)
        accuracy.plot(across, percent, style, color=COLORS[color])
        finals.append(
            _(
                "{name}: loss {loss:.3f}, accuracy {accuracy:.1f}%",
                name=label,
                loss=losses[-1],
                accuracy=percent[-1],
            )
        )
    steps = runs.accepted[run][1:tries]
    for first in range(0, len(steps), BLOCK):
        block = steps[first : first + BLOCK]
        taken.bar(first, 100 * block.mean(), len(block), align="edge", color=COLORS["blue"])
    loss.set(xlabel=_("try"), ylabel=_("loss"), ylim=(0, 10))
    loss.legend()
    accuracy.set(ylim=(0, 100), xticklabels=[], title=_("accuracy on held-out digits (%)"))
    taken.set(ylim=(0, 80), xlabel=_("try"), title=_("steps taken (%)"))
    for ax in (loss, accuracy, taken):
        ax.set_xlim(0, runs.losses.shape[-1])
        ax.set_label("")
    after = _("After try {tries}, steps taken: {taken}.", tries=tries, taken=steps.sum())
    describe(loss, f"{'; '.join(finals)}.")
    describe(taken, after)
    return figure
