"""Lesson 04, loss functions: its exercises."""

import math
from functools import cache, partial

import numpy as np

from lessonkit.datasets import load_digits
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.values import nothing, plain, show
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
    mistakes={
        "as_in_lesson": lambda W, b, x, y: _svm_loss_of_one(W, 0 * b, x, y) + 1,
        "no_biases": lambda W, b, x, y: _svm_loss_of_one(W, 0 * b, x, y),
        "competes_with_itself": lambda W, b, x, y: _svm_loss_of_one(W, b, x, y) + 1,
        "no_margin": lambda W, b, x, y: _svm_loss_of_one(W, b, x, y, margin=0.0),
        "no_max": lambda W, b, x, y: _margins(W @ x + b, y).sum(),
        "turned_round": lambda W, b, x, y: _svm_loss_of_one(W, b, x, y, sign=-1.0),
        "biases_outside": lambda W, b, x, y: _svm_loss_of_one(W, 0 * b, x, y) + b.sum(),
        "mean": lambda W, b, x, y: np.maximum(0, _margins(W @ x + b, y)).mean(),
    },
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
    mistakes={
        "uphill": lambda *case: _train(*case[:5], -case[5]),
        "no_rate": lambda *case: _train(*case[:5], 1.0),
        "all_examples": _with_all_examples,
        "from_the_start": _from_the_start,
        "first_batch": lambda *case: _train(*case[:4], case[4][:1], case[5]),
        "last_batch": lambda *case: _train(*case[:4], case[4][-1:], case[5]),
        "wrong_order": lambda *case: _train(*case[:4], case[4][::-1], case[5]),
        "untrained": lambda gradient, W, X, y, batches, rate: W,
    },
)

# --- 04.3: two softmax losses ---------------------------------------------------------------

_EQUAL, _AHEAD = math.log(10), math.log(1 + 9 / math.e)

TWO_LOSSES = ValueExercise(
    id="04.3",
    expected=np.array([_EQUAL, _AHEAD]),
    tolerance=5e-3,
    mistakes={
        "svm": [9.0, 0.0],
        "equal_costs_nothing": [0.0, _AHEAD],
        "lead_costs_nothing": [_EQUAL, 0.0],
        "probabilities": [0.1, math.exp(-_AHEAD)],
        "one_other": [math.log(2), math.log(1 + 1 / math.e)],
        "ten_others": [math.log(11), math.log(1 + 10 / math.e)],
        "no_minus": [-_EQUAL, -_AHEAD],
        "base_ten": [1.0, math.log10(1 + 9 / math.e)],
        "swapped": [_AHEAD, _EQUAL],
    },
)

# --- 04.5: probabilities of many images -----------------------------------------------------


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
    mistakes={
        "no_exp": lambda scores: scores / scores.sum(axis=0, keepdims=True),
        "wrong_axis": Several(partial(_probabilities, largest=k, added=1) for k in (0, 1)),
        "whole_table": Several(
            partial(_probabilities, largest=axis, added=None) for axis in (0, None, "none")
        ),
        "overflow": partial(_probabilities, largest="none"),
        "one_maximum": partial(_probabilities, largest=None),
        "no_sum": lambda scores: np.exp(scores - scores.max(axis=0)),
    },
)

# --- 04.6: the loss with its penalty --------------------------------------------------------

_R, _ALPHA, _FACTOR = 64.06, 0.001, 20

PENALTY = ValueExercise(
    id="04.6",
    expected=_ALPHA * _FACTOR**2 * _R,
    tolerance=5e-3,
    mistakes={
        "factor_once": _ALPHA * _FACTOR * _R,
        "factor_lost": _ALPHA * _R,
        "no_alpha": _FACTOR**2 * _R,
        "old_alpha": 10 * _ALPHA * _FACTOR**2 * _R,
        "no_penalty": 0.0,
        "svm_grows": 1 + _ALPHA * _FACTOR**2 * _R,
    },
)

# --- 04.4: a digit of one's own -------------------------------------------------------------

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
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        return wrong("04.4", _("Your drawing and its label are wanted here: (my_digit, meant)."))
    rows, meant = answer
    if nothing(rows):
        return waiting("04.4")
    if fault := _fault_of_drawing(rows):
        return wrong("04.4", fault)
    meant = plain(meant)
    if type(meant) not in (int, float) or meant not in range(10):
        return wrong("04.4", _("The label is a digit from 0 to 9, got {got}.", got=show(meant)))
    meant = int(meant)
    x = np.array([[*(_INK[ink] for row in rows for ink in row), 1.0]])
    scores = _trained() @ x[0]
    svm, softmax = (loss(_trained(), x, [meant]) for loss in (svm_loss, softmax_loss))
    losses = _("SVM loss {svm:.2f}, softmax loss {softmax:.2f}", svm=svm, softmax=softmax)
    rival = int(np.where(np.arange(10) == meant, -np.inf, scores).argmax())
    if scores[rival] >= scores[meant]:
        return wrong(
            "04.4",
            _(
                "It reads a {rival}. Compare the weights of {rival} and {meant} in section 5: which of your pixels help the wrong one?",
                rival=rival,
                meant=meant,
            ),
            losses,
        )
    if svm > 0:
        return wrong(
            "04.4",
            _("It reads a {meant}, but {rival} comes closer than 1.", meant=meant, rival=rival),
            losses,
        )
    return right(
        "04.4",
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


OWN_DIGIT = OpenExercise(id="04.4", judge=_judge_own_digit)

EXERCISES = (REPAIRED, LOOP, OWN_DIGIT, TWO_LOSSES, PROBABILITIES, PENALTY)
