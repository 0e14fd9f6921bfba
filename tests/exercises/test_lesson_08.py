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
    ("08.3", (bowl_loss, lambda W, X, y: 2 * W)),
    ("08.5", by_hand),
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
    ("08.5", lambda W, X, y: by_hand(W, X, y, margin=0), "Without the 1"),
    ("08.5", lambda W, X, y: len(y) * by_hand(W, X, y, margin=0), "Two mistakes"),
    ("08.5", lambda W, X, y: len(y) * by_hand(W, X, y), "sum over the examples"),
)


test_the_task_waits_for_both_functions = waiting(
    ("08.3", (lambda W, X, y: None, lambda W, X, y: None)),
)
