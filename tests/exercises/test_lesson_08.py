"""Lesson 08: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def by_hand(W, X, y, count_right=False, right_row=True, condition=True, margin=1):
    """The mean gradient, class by class; the options make mistakes."""
    gradient = np.zeros(W.shape)
    for x, label in zip(X, y, strict=True):
        for j in range(len(W)):
            violated = W[j] @ x - W[label] @ x + margin > 0 or not condition
            if violated and (j != label or count_right):
                gradient[j] += x if j != label else 0
                gradient[label] -= x if right_row else 0
    return gradient / len(y)


def squared_by_hand(W, X, y, factor=2, counts=False):
    """The mean gradient of the squared margins, class by class; the options are the two bugs."""
    gradient = np.zeros(W.shape)
    for x, label in zip(X, y, strict=True):
        for j in range(len(W)):
            margin = max(0.0, W[j] @ x - W[label] @ x + 1) if j != label else 0.0
            gradient[j] += factor * margin * x
            gradient[label] -= (float(margin > 0) if counts else factor * margin) * x
    return gradient / len(y)


def at_once(W, X, y):
    return lk.svm_gradient(W, X, y)


def diagnose(here, moved):
    return ("right", "kink", "bug", "bug")[(here > 1e-4) + 2 * (moved > 1e-4)]


def wide_loss(W, X, y):
    """A margin of 2, which is the usual loss of W/2, twice."""
    return 2 * lk.svm_loss(W / 2, X, y)


def wide_gradient(W, X, y):
    return lk.svm_gradient(W / 2, X, y)


def bowl_loss(W, X, y):
    return float((W**2).sum())


test_right_answers_pass = right(
    ("08.1", at_once),
    ("08.1", by_hand),
    ("08.4", diagnose),
    ("08.2", 0.15),
    ("08.2", np.float64(0.16)),
    ("08.3", (wide_loss, wide_gradient)),
    ("08.3", [wide_loss, wide_gradient]),
    ("08.3", (bowl_loss, lambda W, X, y: 2 * W)),
    ("08.5", squared_by_hand),
)


test_typical_mistakes_are_named = wrong(
    ("08.1", lambda W, X, y: len(y) * at_once(W, X, y), "sum over the examples"),
    ("08.1", lambda W, X, y: -at_once(W, X, y), "sign is flipped"),
    ("08.1", lambda W, X, y: by_hand(W, X, y, count_right=True), "j = y as well"),
    ("08.1", lambda W, X, y: by_hand(W, X, y, right_row=False), "right class is missing"),
    ("08.1", lambda W, X, y: by_hand(W, X, y, condition=False), "Only the classes"),
    ("08.1", lambda W, X, y: at_once(W, X, y).T, "shape is off"),
    ("08.4", lambda here, moved: "bug" if here > 1e-4 else "right", "Look at moved too"),
    (
        "08.4",
        lambda here, moved: "kink" if here > 1e-4 >= moved else "bug" if here > 1e-4 else "right",
        "which the first place hid",
    ),
    (
        "08.4",
        lambda here, moved: {"bug": "kink", "kink": "bug", "right": "right"}[diagnose(here, moved)],
        "swapped",
    ),
    (
        "08.4",
        lambda here, moved: "bug" if moved > 1e-7 else "kink" if here > 1e-7 else "right",
        "up to 1e-4 counts",
    ),
    ("08.2", 1.3, "overshoot"),
    ("08.2", 0.01, "creeps"),
    ("08.2", 0.2, "finer steps"),
    ("08.2", -0.15, "positive and finite"),
    ("08.2", float("nan"), "positive and finite"),
    ("08.2", 1e300, "overshoot"),
    ("08.2", "fast", "A number is wanted"),
    ("08.3", at_once, "Two functions"),
    ("08.3", (lk.svm_loss, lk.svm_gradient), "the loss of the lesson"),
    ("08.3", (wide_loss, at_once), "does not belong to your loss"),
    (
        "08.3",
        (lambda W, X, y: 3.0, lambda W, X, y: np.zeros_like(W)),
        "does not go down",
    ),
    ("08.5", lambda *case: squared_by_hand(*case, factor=1), "2m"),
    ("08.5", lambda *case: squared_by_hand(*case, counts=True), "still counts"),
    ("08.5", lambda *case: squared_by_hand(*case, factor=1, counts=True), "both of its bugs"),
    ("08.5", at_once, "not squared"),
    ("08.5", lambda W, X, y: len(y) * squared_by_hand(W, X, y), "sum over the examples"),
    ("08.5", lambda *case: -squared_by_hand(*case), "sign is flipped"),
)


test_the_task_waits_for_both_functions = waiting(
    ("08.3", (lambda W, X, y: None, lambda W, X, y: None)),
)


def test_the_gradient_of_the_squared_margins_is_that_of_differences():
    rng = np.random.default_rng(3)
    W, X, y = rng.normal(size=(4, 3)), rng.normal(size=(6, 3)), np.array([0, 1, 2, 3, 3, 0])

    def squared_loss(W):
        margins = [(W @ x - W[k] @ x + 1).clip(0) for x, k in zip(X, y, strict=True)]
        return sum((m**2).sum() - 1 for m in margins) / len(y)  # its own margin is 1

    assert lk.gradient_check(squared_loss, squared_by_hand(W, X, y), W).verdict.startswith("right")


def test_a_second_step_of_the_best_length_overshoots():
    digits = lk.load_digits()
    X, y = digits.X_train, digits.y_train
    W = np.random.default_rng(0).normal(0, 0.01, size=(10, 65))
    losses = []
    for _ in range(2):
        W = W - 1.3 * lk.svm_gradient(W, X, y)
        losses.append(lk.svm_loss(W, X, y))
    np.testing.assert_allclose(losses, [1.28, 7.2], atol=0.02)
