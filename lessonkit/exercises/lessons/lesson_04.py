"""Lesson 04, loss functions: its exercises."""

import math
from functools import cache

import numpy as np

from lessonkit.datasets import load_digits
from lessonkit.exercises.exercise import (
    FunctionExercise,
    Mistake,
    OpenExercise,
    ValueExercise,
    show,
)
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.i18n import _
from lessonkit.losses import softmax_gradient, softmax_loss, svm_gradient, svm_loss

# --- 04.1: the repaired loss ----------------------------------------------------------------


def _margins(s, y, margin=1.0, sign=1.0):
    """The terms of the wrong classes before the max, with the mistakes one may make in them."""
    return sign * (np.delete(s, y) - s[y]) + margin


def _svm_loss_of_one(W, b, x, y, margin=1.0, sign=1.0):
    return np.maximum(0, _margins(W @ x + b, y, margin, sign)).sum()


_W = np.array([[1.0, -0.5], [0.5, 1.0], [-1.0, 0.2], [0.3, 0.4]])
_B = np.array([0.5, -1.0, 0.3, 2.0])

REPAIRED = FunctionExercise(
    id="04.1",
    reference=_svm_loss_of_one,
    cases=(
        (_W, _B, np.array([1.0, 2.0]), 0),
        (_W, _B, np.array([4.0, -1.5]), 0),
        (_W, _B, np.array([-0.5, 1.5]), 1),
        (_W[:3], _B[:3], np.array([2.0, -1.0]), 2),
        (_W, 0.01 * _B, np.array([0.1, 0.2]), 3),
    ),
    mistakes=(
        Mistake(
            "That is what the code of the lesson gives. It starts at 10: which term is too much?",
            lambda W, b, x, y: _svm_loss_of_one(W, 0 * b, x, y) + 1,
        ),
        Mistake(
            "The biases are still missing: b does not occur in the scores.",
            lambda W, b, x, y: _svm_loss_of_one(W, 0 * b, x, y),
        ),
        Mistake(
            "1 too much: the right class still competes with itself, and its term is max(0, 0 + 1).",
            lambda W, b, x, y: _svm_loss_of_one(W, b, x, y) + 1,
        ),
        Mistake(
            "The margin is missing: a wrong class must stay at least 1 below.",
            lambda W, b, x, y: _svm_loss_of_one(W, b, x, y, margin=0.0),
        ),
        Mistake(
            "The max is missing: a class that is far below must not earn anything back.",
            lambda W, b, x, y: _margins(W @ x + b, y).sum(),
        ),
        Mistake(
            "The difference is turned round: you charge for a right class that leads. It is s_j − s_y.",
            lambda W, b, x, y: _svm_loss_of_one(W, b, x, y, sign=-1.0),
        ),
        Mistake(
            "The biases belong to the scores, inside the max. Do not add them to the loss.",
            lambda W, b, x, y: _svm_loss_of_one(W, 0 * b, x, y) + b.sum(),
        ),
        Mistake(
            "That is the mean of the terms; the loss is their sum.",
            lambda W, b, x, y: np.maximum(0, _margins(W @ x + b, y)).mean(),
        ),
    ),
)

# --- 04.2: the training loop ----------------------------------------------------------------


def _train(gradient, W, X, y, batches, rate):
    for batch in batches:
        W = W - rate * gradient(W, X[batch], y[batch])
    return W


def _with_all_examples(gradient, W, X, y, batches, rate):
    return _train(gradient, W, X, y, [np.arange(len(y))] * len(batches), rate)


def _from_the_start(gradient, W, X, y, batches, rate):
    """Each gradient is taken at the first W."""
    return W - rate * sum(gradient(W, X[batch], y[batch]) for batch in batches)


_IMAGES = np.array([[0.5, 1.0, 1.0], [-1.0, 0.3, 1.0], [2.0, -0.4, 1.0], [0.1, 0.7, 1.0]])
_LABELS = np.array([0, 1, 2, 1])
_START = np.array([[0.1, -0.2, 0.0], [0.3, 0.1, -0.1], [-0.2, 0.2, 0.1]])
_BATCHES = [np.array([0, 1]), np.array([2]), np.array([1, 3, 3])]

LOOP = FunctionExercise(
    id="04.2",
    reference=_train,
    cases=(
        (softmax_gradient, _START, _IMAGES, _LABELS, _BATCHES, 0.5),
        (svm_gradient, _START, _IMAGES, _LABELS, _BATCHES[1:], 0.3),
    ),
    mistakes=(
        Mistake(
            "You go uphill: the gradient points to where the loss rises. Subtract it.",
            lambda gradient, W, X, y, batches, rate: _train(gradient, W, X, y, batches, -rate),
        ),
        Mistake(
            "The learning rate is missing: the step is rate times the gradient.",
            lambda gradient, W, X, y, batches, rate: _train(gradient, W, X, y, batches, 1.0),
        ),
        Mistake(
            "Every update uses all examples. Take the rows of the batch: X[batch] and y[batch].",
            _with_all_examples,
        ),
        Mistake(
            "Every gradient is taken at the W of the start. Take it at the W that you have now.",
            _from_the_start,
        ),
        Mistake(
            "Only the first batch counts. Is your return inside the loop?",
            lambda gradient, W, X, y, batches, rate: _train(gradient, W, X, y, batches[:1], rate),
        ),
        Mistake(
            "Only the last batch counts. Each update must start from the W before it.",
            lambda gradient, W, X, y, batches, rate: _train(gradient, W, X, y, batches[-1:], rate),
        ),
        Mistake(
            "The batches are used in the wrong order.",
            lambda gradient, W, X, y, batches, rate: _train(gradient, W, X, y, batches[::-1], rate),
        ),
        Mistake(
            "Nothing was trained: that is the W of the start.",
            lambda gradient, W, X, y, batches, rate: W,
        ),
    ),
)

# --- 04.4: the lead -------------------------------------------------------------------------

_RIGHT = math.exp(-0.1)  # the probability of the right class where the loss is 0.1


def _lead(others: float, probability: float = _RIGHT) -> float:
    return math.log(others * probability / (1 - probability))


LEAD = ValueExercise(
    id="04.4",
    expected=_lead(9),
    tolerance=2e-3,
    mistakes=(
        Mistake(
            "That is the lead over one other class. There are nine, and each has its share.",
            _lead(1),
        ),
        Mistake("Ten classes, so nine wrong ones: the right one is not among them.", _lead(10)),
        Mistake(
            "The wrong way round: that is how far the right class would have to be behind.",
            -_lead(9),
        ),
        Mistake(
            "A lead of 1 is what the SVM loss wants. What is −ln p there?",
            1.0,
        ),
        Mistake(
            "That is a probability of 0.9. A loss of 0.1 is a little more: −ln p = 0.1.",
            _lead(9, 0.9),
        ),
        Mistake("That is the probability of the right class. Which lead gives it?", _RIGHT),
        Mistake(
            "That is the logarithm to base 10. np.log is the natural one.",
            _lead(9) / math.log(10),
        ),
        Mistake(
            "A loss of 0.1 is wanted, not a probability of 0.1: equal scores give that.",
            0.0,
        ),
    ),
)

# --- 04.5: probabilities of many images -----------------------------------------------------

_OVERFLOW = "Scores of 1000 break it: exp(1000) is infinite. Subtract the largest score of each column first."
_WRONG_AXIS = (
    "The wrong axis: each row adds up to 1 now. A column is an image, and its classes compete."
)
_WHOLE_TABLE = "Now the whole table adds up to 1; each column should."


def _probabilities(scores, largest=0, added=0):
    """The softmax of a table; the axes of the maximum and of the sum may be mistaken."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.max(axis=largest, keepdims=True) if largest != "none" else scores
        e = np.exp(shifted)
        return e / e.sum(axis=added, keepdims=True)


_TABLES = (
    np.array([[1.0, 0.5], [2.0, -1.0], [0.0, 3.0]]),
    np.array([[1000.0, 1.0], [999.0, 2.0], [-5.0, 0.5]]),
)

PROBABILITIES = FunctionExercise(
    id="04.5",
    reference=_probabilities,
    cases=tuple((table,) for table in _TABLES),
    mistakes=(
        Mistake(
            "exp is missing: scores may be negative, probabilities may not.",
            lambda scores: scores / scores.sum(axis=0, keepdims=True),
        ),
        Mistake(_WRONG_AXIS, lambda scores: _probabilities(scores, 1, 1)),
        Mistake(_WRONG_AXIS, lambda scores: _probabilities(scores, 0, 1)),
        Mistake(_WHOLE_TABLE, lambda scores: _probabilities(scores, 0, None)),
        Mistake(_WHOLE_TABLE, lambda scores: _probabilities(scores, None, None)),
        Mistake(_WHOLE_TABLE, lambda scores: _probabilities(scores, "none", None)),
        Mistake(_OVERFLOW, lambda scores: _probabilities(scores, "none", 0)),
        Mistake(
            "You subtract one maximum of the whole table: then all of another column may vanish. Each column has its own.",
            lambda scores: _probabilities(scores, None, 0),
        ),
        Mistake(
            "You did not divide by the sum: the columns do not add up to 1.",
            lambda scores: np.exp(scores - scores.max(axis=0)),
        ),
    ),
)

# --- 04.6: the loss with its penalty --------------------------------------------------------

_R, _ALPHA, _FACTOR = 64.06, 0.001, 20

PENALTY = ValueExercise(
    id="04.6",
    expected=_ALPHA * _FACTOR**2 * _R,
    tolerance=5e-3,
    mistakes=(
        Mistake(
            "R(W) is a sum of squares: with weights 20 times as large it grows by 20².",
            _ALPHA * _FACTOR * _R,
        ),
        Mistake("That is the penalty of W itself. Its weights are multiplied by 20.", _ALPHA * _R),
        Mistake("α is missing: it says how much R(W) counts.", _FACTOR**2 * _R),
        Mistake(
            "That is with the α of the table, 0.01. Here it is 0.001.",
            10 * _ALPHA * _FACTOR**2 * _R,
        ),
        Mistake(
            "That is the SVM loss without the penalty. What does the penalty add?",
            0.0,
        ),
        Mistake(
            "The SVM loss itself does not grow: for a factor above 0.8 it is 0.",
            1 + _ALPHA * _FACTOR**2 * _R,
        ),
    ),
)

# --- 04.3: a digit of one's own -------------------------------------------------------------

_INK = {".": 0.0, "+": 0.5, "#": 1.0}
_SIZE = 8


@cache
def _trained() -> np.ndarray:
    """The W of section 5."""
    digits = load_digits()
    X, y = digits.X_train, digits.y_train
    rng = np.random.default_rng(0)
    W = rng.normal(0, 0.01, size=(10, 65))
    for _step in range(301):
        batch = rng.integers(0, len(X), size=64)
        W = W - 0.1 * svm_gradient(W, X[batch], y[batch])
    return W


def _judge_own_digit(answer) -> Feedback:
    """Look whether the classifier of the lesson reads the drawing as it is meant, with SVM loss 0."""
    if not isinstance(answer, tuple) or len(answer) != 2:
        return wrong("04.3", _("Your drawing and its label are wanted here: (my_digit, meant)."))
    rows, meant = answer
    if rows is ... or rows is None:
        return waiting("04.3")
    if fault := _fault_of_drawing(rows):
        return wrong("04.3", fault)
    if isinstance(meant, bool) or not isinstance(meant, int) or not 0 <= meant <= 9:
        return wrong("04.3", _("The label is a digit from 0 to 9, got {got}.", got=show(meant)))
    x = np.array([[*(_INK[ink] for row in rows for ink in row), 1.0]])
    scores = _trained() @ x[0]
    svm, softmax = (loss(_trained(), x, [meant]) for loss in (svm_loss, softmax_loss))
    losses = _("SVM loss {svm:.2f}, softmax loss {softmax:.2f}", svm=svm, softmax=softmax)
    rival = int(np.where(np.arange(10) == meant, -np.inf, scores).argmax())
    if scores[rival] >= scores[meant]:
        return wrong(
            "04.3",
            _(
                "It reads a {rival}. Compare the weights of {rival} and {meant} in section 5: which of your pixels help the wrong one?",
                rival=rival,
                meant=meant,
            ),
            losses,
        )
    if svm > 0:
        return wrong(
            "04.3",
            _("It reads a {meant}, but {rival} comes closer than 1.", meant=meant, rival=rival),
            losses,
        )
    return right(
        "04.3",
        _("It reads your {meant}, more than 1 ahead of every other digit.", meant=meant),
        losses,
    )


def _fault_of_drawing(rows) -> str | None:
    """What makes a drawing unfit: it is eight texts of eight characters, with some ink."""
    if not isinstance(rows, (list, tuple)) or not all(isinstance(row, str) for row in rows):
        return _("A list of eight texts is wanted, got {got}.", got=show(rows))
    if len(rows) != _SIZE:
        return _("Eight rows are wanted, got {count}.", count=len(rows))
    for number, row in enumerate(rows):
        if len(row) != _SIZE or set(row) - set(_INK):
            return _(
                "Row {number} must be eight of the characters . + #, got {got}.",
                number=number,
                got=show(row),
            )
    return None if set("".join(rows)) - {"."} else _("There is no ink in it.")


OWN_DIGIT = OpenExercise(id="04.3", judge=_judge_own_digit)

EXERCISES = (REPAIRED, LOOP, OWN_DIGIT, LEAD, PROBABILITIES, PENALTY)
