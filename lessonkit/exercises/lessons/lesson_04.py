"""Lesson 04, loss functions: its exercises."""

import math

import numpy as np

from lessonkit.exercises.errors import explain_error
from lessonkit.exercises.exercise import (
    FunctionExercise,
    Mistake,
    OpenExercise,
    ValueExercise,
    is_numeric,
    nothing_returned,
    numbers_of,
    same,
    show,
)
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.i18n import _
from lessonkit.losses import softmax_gradient, svm_gradient

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

# --- 04.3: the lead -------------------------------------------------------------------------

_RIGHT = math.exp(-0.1)  # the probability of the right class where the loss is 0.1


def _lead(others: float, probability: float = _RIGHT) -> float:
    return math.log(others * probability / (1 - probability))


LEAD = ValueExercise(
    id="04.3",
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

# --- 04.4: probabilities of many images -----------------------------------------------------

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
    id="04.4",
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

# --- 04.5: the loss with its penalty --------------------------------------------------------

_R, _ALPHA, _FACTOR = 64.06, 0.001, 20

PENALTY = ValueExercise(
    id="04.5",
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

# --- 04.6: a loss of one's own --------------------------------------------------------------

_SCORES = (
    (np.array([1.0, -0.5, 0.4, 2.0]), 0),
    (np.array([0.3, 2.1, -1.2]), 2),
    (np.array([-2.0, 0.1, 1.7, 0.6, -0.8, 0.9]), 3),
    (np.array([4.0, 1.5, -3.0]), 0),
    (np.array([0.2, 0.1, 0.0, 0.3, -0.1, 0.05, -0.2, 0.15, 0.12, -0.3]), 9),
)


def _judge_own_loss(answer) -> Feedback:
    """Look for the properties that every loss of one image should have."""
    if not callable(answer):
        return wrong("04.6", _("A function is wanted here, got {got}.", got=show(answer)))
    if all(_try(answer, s, y) is None for s, y in _SCORES):
        return nothing_returned("04.6", answer)
    for s, y in _SCORES:
        try:
            given = s.copy()
            value = answer(given, y)
            if not np.array_equal(given, s):
                return _fault(
                    _("Your function changed its argument in place; return a new value instead."),
                    s,
                    y,
                )
            message = _fault_of_value(value) or _broken_property(answer, s, y)
        except Exception as error:  # whatever the learner's code raises is theirs to see
            return wrong("04.6", *explain_error(error), _where(s, y))
        if message:
            return _fault(message, s, y)
    if all(same(answer(s.copy(), y), _hinges(s, y)) for s, y in _SCORES):
        return wrong("04.6", _("That is the SVM loss of section 3. Change it, and it is yours."))
    if all(same(answer(s.copy(), y), _surprise(s, y)) for s, y in _SCORES):
        return wrong("04.6", _("That is the softmax loss. Change it, and it is yours."))
    return right("04.6", _("A loss that nobody gave you. A classifier can be trained with it."))


def _try(answer, s, y):
    """What the answer gives, and something else than None where it raises."""
    try:
        return answer(s.copy(), y)
    except Exception as error:  # shown later
        return error


def _fault_of_value(value) -> str | None:
    number = numbers_of(value)
    if not is_numeric(value) or number.ndim:
        return _("The loss is one number, got {got}.", got=show(value))
    if not np.isfinite(number):
        return _("The loss must be finite, got {got}.", got=show(value))
    return None


def _broken_property(answer, s: np.ndarray, y: int) -> str | None:
    """The first property that the loss lacks at these scores."""

    def loss(change):
        return float(answer(s + change, y))

    wrong_ones = [j for j in range(len(s)) if j != y]
    unit = np.eye(len(s))
    here = loss(0)
    slack = 1e-9 * (1 + abs(here))
    if loss(0) != here:
        return _("The same scores give two different losses. A loss must not depend on chance.")
    if abs(loss(5.0) - here) > 1e-6 * (1 + abs(here)):
        return _("Adding 5 to all scores changes the loss. No guess changes, so it should not.")
    if any(loss(rise * unit[y]) > here + slack for rise in (0.01, 0.5, 3.0)):
        return _("Raising the score of the right class makes the loss larger. It must not.")
    if any(loss(rise * unit[j]) < here - slack for j in wrong_ones for rise in (0.01, 0.5, 3.0)):
        return _("Raising the score of a wrong class makes the loss smaller. It must not.")
    if s[y] < s.max() and not loss(0.01 * unit[y]) < here:
        return _(
            "The right class is behind, and raising its score by 0.01 changes nothing: nothing says which way is down."
        )
    return None


def _hinges(s, y) -> float:
    return float(np.maximum(0, _margins(s, y)).sum())


def _surprise(s, y) -> float:
    return float(np.log(np.exp(s - s[y]).sum()))


def _fault(message: str, s, y) -> Feedback:
    return wrong("04.6", message, _where(s, y))


def _where(s, y) -> str:
    return _("on the input {input}", input=f"{show(s)}, {show(y)}")


OWN_LOSS = OpenExercise(
    id="04.6",
    judge=_judge_own_loss,
)

EXERCISES = (REPAIRED, LOOP, LEAD, PROBABILITIES, PENALTY, OWN_LOSS)
