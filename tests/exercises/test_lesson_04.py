"""Lesson 04: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk


def svm_loss_of_one(s, y):
    total = 0.0
    for j, score in enumerate(s):
        if j != y:
            total += max(0.0, score - s[y] + 1)
    return total


def terms(s, y):
    return np.array([max(0.0, s[j] - s[y] + 1) for j in range(len(s)) if j != y])


def probabilities(scores):
    columns = [np.exp(s - s.max()) / np.exp(s - s.max()).sum() for s in scores.T]
    return np.transpose(columns)


def shifted_whole_table(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum()


def naive_whole_table(scores):
    with np.errstate(all="ignore"):
        return np.exp(scores) / np.exp(scores).sum()


def naive(scores):
    with np.errstate(all="ignore"):
        return np.exp(scores) / np.exp(scores).sum(axis=0)


def one_maximum(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - scores.max())
        return e / e.sum(axis=0)


def across_rows(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def rows_of_shifted_columns(scores):
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


def whole_table(scores):
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum()


def of_right(p, y):
    return np.array([p[label, i] for i, label in enumerate(y)])


RIGHT = {
    "04.1": lambda h, w, channels, classes: classes * (h * w * channels) + classes,
    "04.2": svm_loss_of_one,
    "04.3": probabilities,
    "04.4": lambda p, y: float(np.mean([-np.log(p[label, i]) for i, label in enumerate(y)])),
    "04.5": lambda losses, W, alpha: sum(losses) / len(losses) + alpha * np.linalg.norm(W) ** 2,
}


@pytest.mark.parametrize("exercise", RIGHT)
def test_right_answers_pass(exercise):
    assert lk.check(exercise, RIGHT[exercise]).status == "right"


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("04.1", lambda h, w, c, k: h * w * c * k, "biases are missing"),
        ("04.1", lambda h, w, c, k: h * w * c * k + 1, "each class has its own"),
        ("04.1", lambda h, w, c, k: (h * w + 1) * k, "each channel"),
        ("04.1", lambda h, w, c, k: h * w * c + 1, "one row of W"),
        ("04.1", lambda h, w, c, k: (h * w + 1) * c * k, "not to each channel"),
        ("04.2", lambda s, y: np.maximum(0, s - s[y] + 1).sum(), "counted the right class"),
        ("04.2", lambda s, y: np.maximum(0, s - s[y]).sum(), "margin is missing"),
        ("04.2", lambda s, y: (s - s[y] + 1).sum() - 1, "max is missing"),
        ("04.2", lambda s, y: np.maximum(0, s[y] - s + 1).sum() - 1, "turned round"),
        ("04.2", lambda s, y: np.maximum(0, s - s[y] - 1).sum(), "wrong sign"),
        ("04.2", lambda s, y: np.maximum(0, np.delete(s, y) + 1).sum(), "not used"),
        ("04.2", lambda s, y: np.maximum(0, np.delete(s, y) - y + 1).sum(), "score is s[y]"),
        ("04.2", lambda s, y: np.maximum(0, s - y + 1).sum(), "score is s[y]"),
        ("04.2", lambda s, y: terms(s, y).max(), "Crammer and Singer"),
        ("04.2", lambda s, y: terms(s, y).mean(), "mean of the terms"),
        ("04.3", lambda scores: scores / scores.sum(axis=0), "exp is missing"),
        ("04.3", across_rows, "wrong axis"),
        ("04.3", rows_of_shifted_columns, "wrong axis"),
        ("04.3", whole_table, "whole table adds up"),
        ("04.3", shifted_whole_table, "whole table adds up"),
        ("04.3", naive_whole_table, "whole table adds up"),
        ("04.3", naive, "exp(1000) is infinite"),
        ("04.3", one_maximum, "one maximum of the whole table"),
        ("04.3", lambda scores: np.exp(scores - scores.max(axis=0)), "did not divide"),
        ("04.4", lambda p, y: -np.log10(of_right(p, y)).mean(), "base 10"),
        ("04.4", lambda p, y: np.log(of_right(p, y)).mean(), "minus is missing"),
        ("04.4", lambda p, y: -np.log(of_right(p, y)).sum(), "mean is wanted"),
        ("04.4", lambda p, y: -np.log(of_right(p, y).mean()), "First the logarithm"),
        ("04.4", lambda p, y: -np.log(p).mean(), "all classes"),
        ("04.4", lambda p, y: 1 - of_right(p, y).mean(), "logarithm is missing"),
        ("04.5", lambda losses, W, a: np.mean(losses) + (W**2).sum(), "alpha is missing"),
        ("04.5", lambda losses, W, a: np.mean(losses) + a * (W**2).mean(), "not their mean"),
        ("04.5", lambda losses, W, a: sum(losses) + a * (W**2).sum(), "averaged"),
        ("04.5", lambda losses, W, a: np.mean(losses) + a * np.linalg.norm(W), "square root"),
        ("04.5", lambda losses, W, a: np.mean(losses) + a * W.sum(), "squares are missing"),
        ("04.5", lambda losses, W, a: np.mean(losses) + a * abs(W).sum(), "absolute values"),
        ("04.5", lambda losses, W, a: a * (np.mean(losses) + (W**2).sum()), "R(W) only"),
    ],
)
def test_typical_mistakes_are_named(exercise, answer, said):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "wrong"
    assert said in feedback.lines[0]


def test_zeroing_the_callers_scores_is_noticed():
    def in_place(s, y):
        s -= s[y] - 1
        s[y] = 0
        return np.maximum(0, s).sum()

    assert "in place" in lk.check("04.2", in_place).lines[0]


def test_the_answers_are_those_of_the_package():
    rng = np.random.default_rng(0)
    scores, y = rng.normal(size=(5, 7)), rng.integers(0, 5, size=7)
    one = np.mean([svm_loss_of_one(s, label) for s, label in zip(scores.T, y, strict=True)])
    assert one == pytest.approx(lk.svm_loss(scores, np.eye(7), y))
    loss = RIGHT["04.4"](probabilities(scores), y)
    assert loss == pytest.approx(lk.softmax_loss(scores, np.eye(7), y))
