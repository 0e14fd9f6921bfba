"""The score explorer: hold the scores of one example, watch two losses answer."""

import numpy as np
import traitlets

from lessonkit.figures.explorers.score import draw_score_explorer, span_of_scores
from lessonkit.figures.lessons.scores import svm_terms
from lessonkit.i18n import N_
from lessonkit.validation import items, shown
from lessonkit.validation.examples import ANY, checked_data, checked_labels
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.settings import Numbers, Whole

DECIMALS = 2  # of a score: fine enough to hold, and what is shown adds up


def explore_scores(
    images, labels, scores, classes=None, example: int = 0, *, moved_to=None, goals=()
):
    """Show the scores of an example as bars that can be held, and what two losses make of them.

    Arguments:
        images: ``(examples, height, width)``, dark where the value is high.
        labels: the right class of each, integers from 0.
        scores: ``(examples, classes)``; they are rounded to two decimals.
        classes: the name of each class; by default 0, 1, ….
        example: which one to show first; setting it later brings its own scores.
        moved_to: the scores that it shows first, by default its own.
        goals: conditions that light up when they are reached, as ``["svm_loss == 0"]``; of
            `example`, `svm_loss`, `softmax_loss`, `moved`, `changed` (how many scores were),
            `first_svm_loss` (before that), `right` (the class), and `score_0`, `score_1`, ….
    """
    return ScoreExplorer(**locals())


class Scores(Numbers):
    """The scores of an example, one for each class, rounded."""

    def check(self, value, explorer):
        return _rounded(np.array(super().check(value, explorer))).tolist()


class ScoreExplorer(BaseExplorer, factory=explore_scores):
    """The widget that `explore_scores` makes; see there for the arguments and settings."""

    _name = "score"
    _shown = (
        "example={0.example}, right={0._right_class!r}, svm_loss={0.svm_loss:.2f}, "
        "softmax_loss={0.softmax_loss:.2f}"
    )
    _title = N_("Scores and losses")

    example = Whole(lambda explorer: (0, len(explorer.labels) - 1))
    scores = Scores(
        lambda explorer: [ANY] * len(explorer.classes),
        argument="moved_to",
        usual=lambda explorer: explorer._table[explorer.example],
    )
    _examples = traitlets.Dict().tag(sync=True)

    def _prepare(self, images, labels, scores, classes, **_settings):
        table = checked_data("scores", scores, (None, None))
        self.images = checked_data("images", images, (len(table), None, None))
        self.labels, self._table = checked_labels("labels", labels, *table.shape), _rounded(table)
        names = range(table.shape[1]) if classes is None else classes
        names = list(names) if isinstance(names, str) else items("classes", names)
        self.classes = [str(name) for name in names]
        if len(self.classes) != table.shape[1]:
            raise ValueError(f"classes must be {table.shape[1]} names, got {shown(classes)}")
        self._examples = {
            "images": _shades(self.images),
            "labels": self.labels.tolist(),
            "scores": self._table.tolist(),
            "classes": self.classes,
        }
        self._limits = {"scores": span_of_scores(self._table)}

    def _facts(self):
        losses = ("svm_loss", "softmax_loss", "first_svm_loss", "moved", "changed", "right")
        return [*losses, *(f"score_{k}" for k in range(len(self.classes)))]

    def _follow(self, new, given):
        if "example" in given and "scores" not in given:
            new.scores = self._table[new.example].tolist()

    @property
    def right(self) -> int:
        """The index of the right class."""
        return int(self.labels[self.example])

    @property
    def _right_class(self) -> str:
        return self.classes[self.right]

    @property
    def svm_loss(self) -> float:
        """The sum of what each class costs."""
        return float(svm_terms(self.scores, self.right).sum())

    @property
    def softmax_loss(self) -> float:
        """−ln of the probability of the right class."""
        scores = np.asarray(self.scores) - self.scores[self.right]
        return float(np.logaddexp.reduce(scores))

    @property
    def moved(self) -> float:
        """How far the scores were moved in all."""
        return float(np.abs(self.scores - self._table[self.example]).sum())

    def _draw(self):
        image = self.images[self.example]
        return draw_score_explorer(image, self.scores, self.right, self.classes)


def _rounded(scores: np.ndarray) -> np.ndarray:
    return np.round(scores, DECIMALS) + 0.0  # no negative zero


def _shades(images: np.ndarray) -> list:
    """Images with values from 0 to 1, to three decimals."""
    return np.round(images / (images.max() or 1.0), 3).tolist()
