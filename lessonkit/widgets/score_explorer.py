"""The score explorer: hold the scores of one example, watch two losses answer."""

import numpy as np
import traitlets

from lessonkit.figures.scores import draw_score_explorer, probabilities, svm_terms
from lessonkit.i18n import _, get_language
from lessonkit.losses import check_labels
from lessonkit.validation import finite_array, whole_number
from lessonkit.widgets.base import PicturedWidget
from lessonkit.widgets.javascript import styles, widget_module
from lessonkit.widgets.traits import Checked

DECIMALS = 2  # of a score: fine enough to hold, and what is shown adds up
LEAST_SPAN = (-3.0, 5.0)
SETTINGS = ("example", "scores")


def explore_scores(images, labels, scores, classes=None, example: int = 0) -> "ScoreExplorer":
    """Show the scores of an example as bars that can be held, and what two losses make of them.

    Arguments:
        images: ``(examples, height, width)``, dark where the value is high.
        labels: the right class of each, integers from 0.
        scores: ``(examples, classes)``; they are rounded to two decimals.
        classes: the name of each class; by default 0, 1, ….
        example: which one to show first.

    Returns:
        A `ScoreExplorer`. Its `example` and `scores` follow what is done in the browser as soon as
        the pointer or key is released, and may be set; setting `example` brings its own scores.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return ScoreExplorer(images, labels, scores, classes, example)


def _checked_example(explorer, value) -> int:
    number = whole_number("example", value, minimum=0)
    if number >= len(explorer.labels):
        last = len(explorer.labels) - 1
        raise ValueError(f"example must be a whole number from 0 to {last}, got {value!r}")
    return number


def _checked_scores(explorer, value) -> list[float]:
    scores = finite_array("scores", value)
    if scores.shape != (len(explorer.classes),):
        raise ValueError(f"scores must be {len(explorer.classes)} numbers, got {value!r}")
    return _rounded(scores).tolist()


class ScoreExplorer(PicturedWidget):
    """The widget that `explore_scores` makes; see there for the arguments.

    Attributes:
        example, scores: the current settings.
        right: the index of the right class.
        terms: what each class costs in the SVM loss; `svm_loss` is their sum.
        probabilities: the softmax of the scores; `softmax_loss` is −ln of that of the right class.
        moved: how far the scores were moved in all, Σ |change|.
    """

    _esm = widget_module("score")
    _css = styles("score")
    _page = "score"

    example = Checked(_checked_example).tag(sync=True)
    scores = Checked(_checked_scores).tag(sync=True)
    _examples = traitlets.Dict().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, images, labels, scores, classes=None, example=0):
        self.images, self._table = finite_array("images", images), finite_array("scores", scores)
        if self.images.ndim != 3 or self._table.ndim != 2 or len(self.images) != len(self._table):
            raise ValueError(
                "images must be (examples, height, width) and scores (examples, classes), "
                f"got {self.images.shape} and {self._table.shape}"
            )
        self.labels = np.asarray(labels)
        check_labels(self.labels, *self._table.shape)
        names = range(self._table.shape[1]) if classes is None else classes
        self.classes = [str(name) for name in names]
        if len(self.classes) != self._table.shape[1]:
            raise ValueError(f"classes must be {self._table.shape[1]} names, got {classes!r}")
        self._table = _rounded(self._table)
        example = _checked_example(self, example)
        super().__init__(
            example=example,
            scores=self._table[example],
            _examples={
                "images": _shades(self.images),
                "labels": self.labels.tolist(),
                "scores": self._table.tolist(),
                "classes": self.classes,
            },
            _limits={"scores": _span(self._table)},
            _labels=texts(),
        )
        self.observe(self._bring_scores, names="example")

    def _bring_scores(self, change) -> None:
        self.scores = self._table[change["new"]]

    @property
    def right(self) -> int:
        """The index of the right class."""
        return int(self.labels[self.example])

    @property
    def terms(self) -> np.ndarray:
        """What each class costs in the SVM loss."""
        return svm_terms(self.scores, self.right)

    @property
    def svm_loss(self) -> float:
        """Their sum."""
        return float(self.terms.sum())

    @property
    def probabilities(self) -> np.ndarray:
        """The softmax of the scores."""
        return probabilities(self.scores)

    @property
    def softmax_loss(self) -> float:
        """−ln of the probability of the right class."""
        scores = np.asarray(self.scores) - self.scores[self.right]
        return float(np.logaddexp.reduce(scores))

    @property
    def moved(self) -> float:
        """How far the scores were moved in all."""
        return float(np.abs(self.scores - self._table[self.example]).sum())

    @property
    def _title(self) -> str:
        return self._labels["title"]

    def __repr__(self) -> str:
        return (
            f"ScoreExplorer(example={self.example}, right={self.classes[self.right]!r}, "
            f"svm_loss={self.svm_loss:.2f}, softmax_loss={self.softmax_loss:.2f})"
        )

    def _draw(self):
        image = self.images[self.example]
        return draw_score_explorer(image, self.scores, self.right, self.classes)


def texts() -> dict[str, str]:
    """Everything the score explorer says, in the current language."""
    return {
        "language": get_language(),
        "title": _("Scores and losses"),
        "next": _("Next example"),
        "reset": _("Reset"),
        "example": _("example {number} of {count}"),
        "right": _("right class: {name}"),
        "guess": _("highest score: {name}"),
        "score": _("score of class {name}"),
        "keys": _(
            "Up and down arrow keys change a score, with Shift further; "
            "left and right go to the next class."
        ),
        "scores": _("scores"),
        "terms": _("SVM loss, term by term"),
        "probabilities": _("softmax: probabilities"),
        "picture": _("A picture of the class {name}."),
        "losses": _("SVM loss {svm} · softmax loss {softmax} · scores moved by {moved}"),
    }


def _rounded(scores: np.ndarray) -> np.ndarray:
    return np.round(scores, DECIMALS) + 0.0  # no negative zero


def _shades(images: np.ndarray) -> list:
    """Images with values from 0 to 1, to three decimals."""
    return np.round(images / (images.max() or 1.0), 3).tolist()


def _span(scores: np.ndarray) -> list[float]:
    """The ends of the axis of scores: room for a lead of 8, and whole numbers."""
    low, high = LEAST_SPAN
    return [
        min(low, float(np.floor(scores.min()) - 1)),
        max(high, float(np.ceil(scores.max()) + 1)),
    ]
