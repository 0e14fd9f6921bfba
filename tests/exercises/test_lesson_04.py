"""Lesson 04: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def svm_loss_of_one(W, b, x, y):
    scores = [sum(w * pixel for w, pixel in zip(row, x, strict=True)) for row in W]
    scores = [score + bias for score, bias in zip(scores, b, strict=True)]
    total = 0.0
    for j, score in enumerate(scores):
        if j != y:
            total += max(0.0, score - scores[y] + 1)
    return total


def friends_loss(W, b, x, y):
    s = W @ x
    costs = np.maximum(0, s - s[y] + 1)
    return costs.sum()


def train(gradient, W, X, y, batches, rate):
    here = W.copy()
    for batch in batches:
        slope = gradient(here, X[batch], y[batch])
        for index in np.ndindex(here.shape):
            here[index] -= rate * slope[index]
    return here


def first_batch(gradient, W, X, y, batches, rate):
    for batch in batches:
        W = W - rate * gradient(W, X[batch], y[batch])
        return W


def last_batch(gradient, W, X, y, batches, rate):
    for batch in batches:
        new = W - rate * gradient(W, X[batch], y[batch])
    return new


def gradients_of_the_start(gradient, W, X, y, batches, rate):
    new = W
    for batch in batches:
        new = new - rate * gradient(W, X[batch], y[batch])
    return new


def uphill(gradient, W, X, y, batches, rate):
    for batch in batches:
        W = W + rate * gradient(W, X[batch], y[batch])
    return W


def without_rate(gradient, W, X, y, batches, rate):
    for batch in batches:
        W = W - gradient(W, X[batch], y[batch])
    return W


def all_examples(gradient, W, X, y, batches, rate):
    for _ in batches:
        W = W - rate * gradient(W, X, y)
    return W


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


SEVEN = [
    "..#####.",
    ".....##.",
    ".....#..",
    "....##..",
    "..#####.",
    "...##...",
    "...#....",
    "..##....",
]
RING = [
    "..####..",
    ".##..##.",
    ".#....#.",
    ".#....#.",
    ".#....#.",
    ".#....#.",
    ".##..##.",
    "..####..",
]
ONE = ["...##...", "..###...", *5 * ["...##..."], "..####.."]

test_right_answers_pass = right(
    ("04.1", svm_loss_of_one),
    ("04.2", train),
    ("04.4", (SEVEN, 7)),
    ("04.4", [SEVEN, np.int64(7)]),
    ("04.4", (SEVEN, 7.0)),
    ("04.3", [2.3, 1.46]),
    ("04.5", probabilities),
    ("04.6", 25.6),
)


test_typical_mistakes_are_named = wrong(
    ("04.1", friends_loss, "code of the lesson"),
    ("04.1", lambda W, b, x, y: svm_loss_of_one(W, 0 * b, x, y), "biases are still missing"),
    ("04.1", lambda W, b, x, y: svm_loss_of_one(W, b, x, y) + 1, "competes with itself"),
    ("04.1", lambda W, b, x, y: friends_loss(W, b, x, y) - 1 + b.sum(), "inside the max"),
    ("04.1", lambda W, b, x, y: svm_loss_of_one(W, b, x, y) / (len(b) - 1), "mean of the"),
    ("04.1", lambda W, b, x, y: (W @ x + b - (W @ x + b)[y] + 1).sum() - 1, "max is missing"),
    ("04.1", lambda W, b, x, y: svm_loss_of_one(-W, -b, x, y), "turned round"),
    (
        "04.1",
        lambda W, b, x, y: np.maximum(0, W @ x + b - (W @ x + b)[y]).sum(),
        "margin is missing",
    ),
    ("04.2", uphill, "uphill"),
    ("04.2", without_rate, "learning rate is missing"),
    ("04.2", all_examples, "uses all examples"),
    ("04.2", gradients_of_the_start, "W of the start"),
    ("04.2", first_batch, "return inside the loop"),
    ("04.2", last_batch, "Only the last batch"),
    ("04.2", lambda *args: train(*args[:4], args[4][::-1], args[5]), "wrong order"),
    ("04.2", lambda gradient, W, X, y, batches, rate: W, "Nothing was trained"),
    ("04.4", (RING, 0), "It reads a 3"),
    ("04.4", (ONE, 1), "2 comes closer than 1"),
    ("04.4", (SEVEN, 2), "It reads a 7"),
    ("04.4", SEVEN, "drawing and its label"),
    ("04.4", ("a seven", 7), "list of eight texts"),
    ("04.4", ([[0, 1]] * 8, 7), "list of eight texts"),
    ("04.4", (SEVEN[:7], 7), "Eight rows are wanted, got 7"),
    ("04.4", ([*SEVEN[:7], "..##"], 7), "Row 7 must be eight"),
    ("04.4", ([*SEVEN[:7], "..XX...."], 7), "Row 7 must be eight"),
    ("04.4", (["........"] * 8, 7), "no ink"),
    ("04.4", (SEVEN, "7"), "a digit from 0 to 9"),
    ("04.4", (SEVEN, 10), "a digit from 0 to 9"),
    ("04.3", [9, 0], "SVM losses"),
    ("04.3", [0, 1.46], "give each class 1/10"),
    ("04.3", [2.3, 0], "SVM loss of (b)"),
    ("04.3", [0.1, 0.232], "Those are the probabilities"),
    ("04.3", [0.693, 0.313], "one other class"),
    ("04.3", [2.398, 1.543], "nine wrong ones"),
    ("04.3", [-2.3, -1.46], "sign is flipped"),
    ("04.3", [1, 0.635], "base 10"),
    ("04.3", [1.46, 2.3], "wrong order"),
    ("04.5", lambda scores: scores / scores.sum(axis=0), "exp is missing"),
    ("04.5", across_rows, "wrong axis"),
    ("04.5", rows_of_shifted_columns, "wrong axis"),
    ("04.5", whole_table, "whole table adds up"),
    ("04.5", shifted_whole_table, "whole table adds up"),
    ("04.5", naive_whole_table, "whole table adds up"),
    ("04.5", naive, "exp(1000) is infinite"),
    ("04.5", one_maximum, "one maximum of the whole table"),
    ("04.5", lambda scores: np.exp(scores - scores.max(axis=0)), "did not divide"),
    ("04.6", 1.28, "grows by 20²"),
    ("04.6", 0.064, "penalty of W itself"),
    ("04.6", 25624, "α is missing"),
    ("04.6", 256.2, "α of the table"),
    ("04.6", 0, "without the penalty"),
    ("04.6", 26.6, "does not grow"),
)
test_an_untouched_digit_of_ones_own_waits = waiting(("04.4", (..., 0)))


def test_the_losses_of_a_drawing_are_those_of_the_lesson():
    """The loop of section 5 once more, in one pass over the same batches."""
    digits, rng = lk.load_digits(), np.random.default_rng(0)
    W = rng.normal(0, 0.01, size=(10, 65))
    for _ in range(301):
        batch = rng.integers(0, 1297, size=64)
        W -= 0.1 * lk.svm_gradient(W, digits.X_train[batch], digits.y_train[batch])
    x = [".+#".index(ink) / 2 for ink in "".join(RING)]
    scores = W @ np.append(x, 1)
    assert scores.argmax() == 3
    costs = np.maximum(0, scores - scores[0] + 1).sum() - 1
    assert f"SVM loss {costs:.2f}" in lk.check("04.4", (RING, 0)).lines[1]


def test_changing_the_callers_arrays_is_noticed():
    def trained_in_place(gradient, W, X, y, batches, rate):
        for batch in batches:
            W -= rate * gradient(W, X[batch], y[batch])
        return W

    assert "in place" in lk.check("04.2", trained_in_place).lines[0]


def test_the_answers_are_those_of_the_package():
    rng = np.random.default_rng(0)
    W, b, x = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)
    with_bias = np.column_stack([W, b])
    for y in range(5):
        wanted = lk.svm_loss(with_bias, [np.append(x, 1)], [y])
        assert svm_loss_of_one(W, b, x, y) == pytest.approx(wanted)
    ten = np.append(4.45, np.zeros(9)).reshape(10, 1)
    assert lk.softmax_loss(ten, [[1.0]], [0]) == pytest.approx(0.1, abs=1e-4)
    W3 = np.array([[-5.0, 0.0], [0.0, 3.75], [5.0, 0.0]])
    X3 = np.array([[-1.0, 1.0], [0.5, 1.0], [1.0, 1.0]])
    assert lk.svm_loss(20 * W3, X3, [0, 1, 2], reg=0.001) == pytest.approx(25.6, abs=0.05)


def test_the_friends_loss_does_what_the_lesson_says():
    rng = np.random.default_rng(0)
    assert friends_loss(rng.normal(0, 1e-3, (10, 64)), None, rng.random(64), 3) == pytest.approx(
        10, abs=0.2
    )
    assert friends_loss(100 * np.eye(2), None, np.array([1.0, 0.0]), 0) == 1.0


@pytest.mark.parametrize(
    ("score", "move", "svm", "softmax"),
    [(1, 0, 1.62, 1.46), (1, 1.19, 0, 0.70), (1, 3.5, 0, 0.095), (3, -1.9, 1.62, 1.44)],
)
def test_the_goals_of_the_explorer_are_answered_truly(score, move, svm, softmax):
    digits = lk.load_digits()
    W = np.random.default_rng(0).normal(0, 0.01, size=(10, 65))
    for _ in range(20):
        W = W - 0.1 * lk.svm_gradient(W, digits.X_train, digits.y_train)
    scores = (W @ digits.X_test[0]).round(2)
    scores[score] += move
    column = scores.reshape(10, 1)
    assert lk.svm_loss(column, [[1.0]], [1]) == pytest.approx(svm, abs=0.005)
    assert lk.softmax_loss(column, [[1.0]], [1]) == pytest.approx(softmax, abs=0.005)
