"""Lesson 08, following the gradient: its exercises."""

import numpy as np

from lessonkit.datasets import load_digits
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.numbers_given import learning_rate_in
from lessonkit.gradient_checks import gradient_check
from lessonkit.i18n import _
from lessonkit.losses import svm_gradient, svm_loss

_rng = np.random.default_rng(9)
_W = _rng.normal(size=(4, 3)).round(1)
_X = _rng.normal(size=(5, 3)).round(1)
_y = np.array([0, 3, 1, 1, 2])


def _mean_gradient(W, X, y, margin=1.0, own=0.0, pull=True, always=False):
    """The mean SVM gradient, with the mistakes that are made in it.

    `margin` is what a right score has to lead by, `own` what the right class counts for, `pull`
    whether its row gets anything, and `always` whether each wrong class counts, violated or not.
    """
    total = np.zeros(W.shape)
    for x, label in zip(X, y, strict=True):
        scores = W @ x
        slopes = np.where(always | (scores - scores[label] + margin > 0), 1.0, 0.0)
        slopes[label] = own
        slopes[label] = -slopes.sum() if pull else 0.0
        total += np.outer(slopes, x)
    return total / len(y)


def _squared_gradient(W, X, y, factor=2.0, counts=False):
    """The gradient of the mean of squared margins, with the two bugs that 08.5 has."""
    images = np.arange(len(y))
    scores = X @ W.T
    slopes = factor * np.maximum(0, scores - scores[images, y][:, None] + 1)
    slopes[images, y] = 0
    pull = slopes > 0 if counts else slopes
    slopes[images, y] = -pull.sum(axis=1)
    return slopes.T @ X / len(y)


_GRADIENT_MISTAKES = {
    "sum": lambda W, X, y: len(y) * _mean_gradient(W, X, y),
    "sign": lambda W, X, y: -_mean_gradient(W, X, y),
    "own_class": lambda W, X, y: _mean_gradient(W, X, y, own=1.0),
    "no_pull": lambda W, X, y: _mean_gradient(W, X, y, pull=False),
    "always": lambda W, X, y: _mean_gradient(W, X, y, always=True),
    "no_margin": lambda W, X, y: _mean_gradient(W, X, y, margin=0.0),
    "no_margin_sum": lambda W, X, y: len(y) * _mean_gradient(W, X, y, margin=0.0),
}
_GRADIENT_CASES = ((_W, _X, _y), (_W[:2], _X[:3], np.array([0, 1, 1])), (0 * _W, _X, _y))


def _diagnose(here, moved, limit=1e-4):
    if moved > limit:
        return "bug"
    return "kink" if here > limit else "right"


def _start():
    """The digits and the first W of the lesson."""
    digits = load_digits()
    W = np.random.default_rng(0).normal(0, 0.01, size=(10, 65))
    return W, digits.X_train, digits.y_train


def _judge_rate(answer) -> Feedback:
    rate = learning_rate_in(answer)
    W, X, y = _start()
    with np.errstate(all="ignore"):
        for _update in range(10):
            W = W - rate * svm_gradient(W, X, y)
        loss = svm_loss(W, X, y)
    reached = _("ten updates with {rate} end at the loss {loss:.3f}", rate=rate, loss=loss)
    if loss < 1:
        return right(
            "08.2",
            reached,
            _("Neither 0.1 nor 1.3: the best rate depends on how many updates you have."),
        )
    if rate < 0.1:
        return wrong("08.2", _("That creeps: ten such steps are too short."), reached)
    if rate > 1:
        return wrong("08.2", _("Good for one update, but the next ones overshoot."), reached)
    return wrong("08.2", _("Close. Try finer steps around the best rate that you have."), reached)


def _judge_own_loss(answer) -> Feedback:
    if not (isinstance(answer, tuple | list) and len(answer) == 2 and all(map(callable, answer))):
        return wrong("08.3", _("Two functions are wanted here: (my_loss, my_gradient)."))
    loss, gradient = answer
    W, X, y = _start()
    few = (X[:20], y[:20])
    if loss(W, *few) is None and gradient(W, *few) is None:
        return waiting("08.3")
    places = (W, np.random.default_rng(1).normal(0, 0.3, size=W.shape))
    if all(abs(loss(place, *few) - svm_loss(place, *few)) < 1e-9 for place in places):
        return wrong("08.3", _("That is the loss of the lesson. Change something in it."))
    for place in places:
        found = gradient_check(lambda W: loss(W, *few), lambda W: gradient(W, *few), place)
        failed = found.errors > 1e-4
        for kink in found.kinks:
            failed[kink] = False
        if failed.any():
            row, column = np.unravel_index(np.where(failed, found.errors, 0).argmax(), W.shape)
            return wrong(
                "08.3",
                _("Your gradient does not belong to your loss."),
                _(
                    "for example at [{row}, {column}]: yours {given:.4g}, numerical {numerical:.4g}",
                    row=row,
                    column=column,
                    given=found.gradient[row, column],
                    numerical=found.numerical[row, column],
                ),
            )
    return _follow(loss, gradient, W, X, y)


def _follow(loss, gradient, W, X, y) -> Feedback:
    """Whether the loss goes down along its gradient, at one of a few rates."""
    before = loss(W, X, y)
    after = []
    for rate in (0.3, 0.1, 0.03, 0.01, 0.001):
        moving = W
        for _update in range(50):
            moving = moving - rate * gradient(moving, X, y)
        after.append(loss(moving, X, y))
    lowest = np.nanmin([before, *after])
    went = _("50 updates bring it from {before:.4g} to {after:.4g}", before=before, after=lowest)
    if lowest < before:
        return right("08.3", _("A loss of your own, with its own gradient."), went)
    return wrong("08.3", _("The gradient is right, but the loss does not go down."), went)


EXERCISES = (
    FunctionExercise(
        id="08.1",
        reference=_mean_gradient,
        cases=_GRADIENT_CASES,
        mistakes=_GRADIENT_MISTAKES,
    ),
    FunctionExercise(
        id="08.4",
        reference=_diagnose,
        cases=((2e-9, 3e-9), (1.0, 1.0), (1.0, 2e-9), (5e-5, 0.9), (0.003, 6e-5), (0.02, 0.03)),
        mistakes={
            "swapped": lambda here, moved: {"bug": "kink", "kink": "bug"}.get(
                _diagnose(here, moved), "right"
            ),
            "first_only": lambda here, moved: "bug" if here > 1e-4 else "right",
            "after_move": Several(
                (
                    lambda here, moved: "right" if here <= 1e-4 else _diagnose(here, moved),
                    lambda here, moved: (
                        "kink" if (here > 1e-4) != (moved > 1e-4) else _diagnose(here, moved)
                    ),
                )
            ),
            "tolerance": Several(
                (
                    lambda here, moved: _diagnose(here, moved, 1e-7),
                    lambda here, moved: _diagnose(here, moved, 1e-2),
                )
            ),
        },
    ),
    OpenExercise(id="08.2", judge=_judge_rate),
    OpenExercise(id="08.3", judge=_judge_own_loss),
    FunctionExercise(
        id="08.5",
        reference=_squared_gradient,
        cases=_GRADIENT_CASES,
        mistakes={
            "no_factor": lambda *case: _squared_gradient(*case) / 2,
            "counts": lambda *case: _squared_gradient(*case, counts=True),
            "both": lambda *case: _squared_gradient(*case, factor=1.0, counts=True),
            "unsquared": svm_gradient,
            "sum": lambda W, X, y: len(y) * _squared_gradient(W, X, y),
            "sign": lambda *case: -_squared_gradient(*case),
        },
    ),
)
