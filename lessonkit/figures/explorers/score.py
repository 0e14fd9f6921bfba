"""The picture of a score explorer."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, describe, draws, new_figure, say, span
from lessonkit.figures.lessons.scores import (
    HATCH,
    a_class,
    class_names,
    plot_scores,
    probabilities,
    said,
    svm_terms,
)
from lessonkit.losses import softmax_of_scores

_LEAST_SPAN = (-3.0, 5.0)


@draws(
    image=checks.numbers(None, None),
    scores=checks.numbers("n"),
    right=a_class,
    classes=checks.names("n"),
)
def draw_score_explorer(image, scores, right: int, classes):
    """Draw what a score explorer shows: a picture, its scores, and what two losses make of them.

    Arguments:
        image: ``(height, width)``, dark where the value is high.
        scores, right, classes: as for `plot_scores`.
    """
    figure = new_figure(9, 5.2)
    axes = figure.subplot_mosaic(
        [["image", "scores"], ["image", "terms"], ["image", "chances"]],
        width_ratios=(1, 3.6),
        height_ratios=(2, 1, 1),
    )
    names = class_names(scores, classes)
    for ax in axes.values():
        ax.set_label("")
    axes["image"].imshow(image, cmap="gray_r", vmin=0, vmax=span(0, image.max()))
    axes["image"].set_axis_off()
    axes["image"].set_title(_("right class: {name}", name=names[right]))
    describe(axes["image"], _("A picture of the class {name}.", name=names[right]))
    plot_scores(scores, right, classes, axes["scores"]).set_xlabel("")
    axes["scores"].legend(loc="upper right", ncols=4, fontsize=9, bbox_to_anchor=(1, 1.22))
    terms, chances = svm_terms(scores, right), probabilities(scores)
    loss = softmax_of_scores(scores[:, None].copy(), np.array([right]))
    _small_bars(axes["terms"], terms, names, f"{_('SVM loss')}: {say(terms.sum(), '.2f')}", HATCH)
    _small_bars(axes["chances"], chances, names, f"{_('softmax loss')}: {say(loss, '.2f')}", {})
    axes["chances"].patches[right].set_color(COLORS["green"])
    axes["chances"].set(xlabel=_("class"), ylim=(0, 1))
    axes["terms"].set(ylabel=_("term"), ylim=(0, 1.3 * max(1, terms.max())))
    axes["chances"].set_ylabel(_("probability"))
    return figure


def _small_bars(ax, values, names, title: str, look: dict) -> None:
    color = COLORS["orange"] if look else COLORS["sky"]
    bars = ax.bar(range(len(values)), values, color=color, **look)
    ax.bar_label(bars, [say(value, ".2f") for value in values], fontsize=9, padding=1)
    ax.set_xticks(range(len(values)), names)
    ax.grid(axis="x", visible=False)
    ax.set_title(title, loc="left")
    listed = said(names, values)
    describe(ax, f"{title} ({listed}).")


def span_of_scores(scores: np.ndarray) -> list[float]:
    """Return the ends of the axis of scores: room for a lead of 8, and whole numbers."""
    low, high = np.floor(scores.min()) - 1, np.ceil(scores.max()) + 1
    return [float(min(_LEAST_SPAN[0], low)), float(max(_LEAST_SPAN[1], high))]
