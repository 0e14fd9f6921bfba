"""Losses and gradients against hand-worked numbers, naive double loops and differences."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lessonkit.losses as module
from lessonkit.datasets import load_digits
from lessonkit.derivatives import numerical_gradient
from lessonkit.losses import accuracy, softmax_gradient, softmax_loss, svm_gradient, svm_loss


def naive_svm(W, X, y, reg):
    loss, gradient = 0.0, np.zeros(W.shape)
    for x, right in zip(X, y, strict=True):
        scores = [sum(w * v for w, v in zip(row, x, strict=True)) for row in W]
        for j, score in enumerate(scores):
            margin = score - scores[right] + 1
            if j != right and margin > 0:
                loss += margin
                gradient[j] += x
                gradient[right] -= x
    return loss / len(y) + reg * (W**2).sum(), gradient / len(y) + 2 * reg * W


def naive_softmax(W, X, y, reg):
    loss, gradient = 0.0, np.zeros(W.shape)
    for x, right in zip(X, y, strict=True):
        scores = [sum(w * v for w, v in zip(row, x, strict=True)) for row in W]
        whole = sum(np.exp(s) for s in scores)
        loss -= np.log(np.exp(scores[right]) / whole)
        for j, score in enumerate(scores):
            gradient[j] += (np.exp(score) / whole - (j == right)) * x
    return loss / len(y) + reg * (W**2).sum(), gradient / len(y) + 2 * reg * W


PAIRS = [(svm_loss, svm_gradient, naive_svm), (softmax_loss, softmax_gradient, naive_softmax)]


def problem(classes=4, features=5, examples=7, seed=0):
    rng = np.random.default_rng(seed)
    return (
        rng.standard_normal((classes, features)),
        rng.standard_normal((examples, features)),
        rng.integers(0, classes, examples),
    )


def test_three_points_three_classes_one_dimension():
    # Weights 0.5, -1, 2 (one for each class); points 1, -2, 3 of the classes 0, 1, 2.
    w0, w1, w2 = 0.5, -1.0, 2.0
    terms = [
        max(0, w1 * 1 - w0 * 1 + 1),  # example 0: class 1 against class 0
        max(0, w2 * 1 - w0 * 1 + 1),
        max(0, w0 * -2 - w1 * -2 + 1),  # example 1: class 0 against class 1
        max(0, w2 * -2 - w1 * -2 + 1),
        max(0, w0 * 3 - w2 * 3 + 1),  # example 2: class 0 against class 2
        max(0, w1 * 3 - w2 * 3 + 1),
    ]
    assert terms == [0, 2.5, 0, 0, 0, 0]
    W, X, y = [[w0], [w1], [w2]], [[1.0], [-2.0], [3.0]], [0, 1, 2]
    assert svm_loss(W, X, y) == pytest.approx(2.5 / 3)
    np.testing.assert_allclose(svm_gradient(W, X, y), [[-1 / 3], [0], [1 / 3]])
    assert svm_loss(W, X, y, reg=2.0) == pytest.approx(2.5 / 3 + 2 * (0.25 + 1 + 4))
    # All weights zero: every margin is 1, and each point pulls on all three rows.
    zero = np.zeros((3, 1))
    assert svm_loss(zero, X, y) == 2
    np.testing.assert_allclose(
        svm_gradient(zero, X, y),
        [[(-2 * 1 - 2 + 3) / 3], [(1 - 2 * -2 + 3) / 3], [(1 - 2 - 2 * 3) / 3]],
    )


def test_scores_of_the_notes():
    # Scores 3.2, 5.1, -1.7 with the first class right: max(0, 2.9) + max(0, -3.9) = 2.9
    W, X = np.diag([3.2, 5.1, -1.7]), [[1.0, 1.0, 1.0]]
    assert svm_loss(W, X, [0]) == pytest.approx(2.9)
    e = np.exp([3.2, 5.1, -1.7])
    assert softmax_loss(W, X, [0]) == pytest.approx(-np.log(e[0] / e.sum()))
    assert softmax_loss(W, X, [0]) == pytest.approx(2.04, abs=0.005)
    np.testing.assert_allclose(softmax_gradient(W, X, [0])[:, 0], e / e.sum() - [1, 0, 0])


def test_untrained_losses_on_the_digits():
    digits = load_digits()
    W = np.zeros((10, 65))
    assert svm_loss(W, digits.X_train, digits.y_train) == pytest.approx(9)
    assert softmax_loss(W, digits.X_train, digits.y_train) == pytest.approx(np.log(10))


@pytest.mark.parametrize(("loss", "gradient", "naive"), PAIRS)
@pytest.mark.parametrize("reg", [0.0, 0.3])
@settings(max_examples=40, deadline=None)
@given(
    classes=st.integers(1, 5),
    features=st.integers(1, 5),
    examples=st.integers(1, 8),
    seed=st.integers(0, 10**6),
)
def test_against_naive_loops(loss, gradient, naive, reg, classes, features, examples, seed):
    W, X, y = problem(classes, features, examples, seed)
    expected_loss, expected_gradient = naive(W, X, y, reg)
    assert loss(W, X, y, reg) == pytest.approx(expected_loss, rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(gradient(W, X, y, reg), expected_gradient, atol=1e-12)


@pytest.mark.parametrize(("loss", "gradient", "naive"), PAIRS)
def test_gradients_against_central_differences(loss, gradient, naive):
    W, X, y = problem(classes=5, features=8, examples=20)
    expected = numerical_gradient(lambda w: loss(w, X, y, reg=0.1), W)
    np.testing.assert_allclose(gradient(W, X, y, reg=0.1), expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("stack", [(), (1,), (3,), (2, 4), (0,)])
def test_stacks_of_weights(stack):
    _, X, y = problem()
    W = np.random.default_rng(1).standard_normal((*stack, 4, 5))
    for loss, gradient, _ in PAIRS:
        values, slopes = loss(W, X, y, reg=0.1), gradient(W, X, y, reg=0.1)
        assert np.shape(values) == stack
        assert slopes.shape == W.shape
        for index in np.ndindex(stack):
            assert np.asarray(values)[index] == pytest.approx(loss(W[index], X, y, reg=0.1))
            np.testing.assert_allclose(slopes[index], gradient(W[index], X, y, 0.1), atol=1e-14)
    shares = accuracy(W, X, y)
    assert np.shape(shares) == stack
    for index in np.ndindex(stack):
        assert np.asarray(shares)[index] == accuracy(W[index], X, y)


def test_blocks_of_examples_give_the_same(monkeypatch):
    W, X, y = problem(examples=50)
    W = np.stack([W, 2 * W, -W])
    functions = [svm_loss, svm_gradient, softmax_loss, softmax_gradient, accuracy]
    whole = [f(W, X, y) for f in functions]
    monkeypatch.setattr(module, "_SCORES_AT_ONCE", 12 * 7)
    for function, expected in zip(functions, whole, strict=True):
        np.testing.assert_allclose(function(W, X, y), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("scale", [1e4, 1e300])
def test_large_scores_neither_overflow_nor_warn(scale):
    W, X = np.array([[scale], [0.0], [-scale]]), np.array([[1.0], [-1.0]])
    assert softmax_loss(W, X, [0, 2]) == 0
    assert softmax_loss(W, X, [2, 0]) == pytest.approx(2 * scale)
    assert np.isfinite(softmax_gradient(W, X, [2, 0])).all()
    assert svm_loss(W, X, [0, 2]) == 0
    assert svm_loss(W, X, [2, 0]) == pytest.approx(3 * scale + 2 * (scale < 1e10))


def test_weights_that_ran_away_give_no_warning():
    _, X, y = problem()
    for bad in (np.inf, np.nan, 1e308):
        W = np.full((4, 5), bad)
        for loss, gradient, _ in PAIRS:
            loss(W, X, y, reg=0.1)
            gradient(W, X, y, reg=0.1)
    assert np.isnan(svm_loss(np.full((4, 5), np.nan), X, y))


def test_a_margin_of_exactly_zero_counts_as_not_violated():
    assert svm_loss([[1.0], [0.0]], [[1.0]], [0]) == 0
    np.testing.assert_array_equal(svm_gradient([[1.0], [0.0]], [[1.0]], [0]), [[0], [0]])


@pytest.mark.parametrize(("loss", "gradient", "naive"), PAIRS)
def test_float32_stays_float32(loss, gradient, naive):
    W, X, y = problem()
    single = np.stack([W, W]).astype(np.float32), X.astype(np.float32)
    assert loss(*single, y, reg=0.1).dtype == np.float32
    assert gradient(*single, y, reg=0.1).dtype == np.float32
    np.testing.assert_allclose(loss(*single, y, 0.1), naive(W, X, y, 0.1)[0], rtol=1e-5)
    assert type(loss(single[0][0], single[1], y)) is float
    assert gradient(W, single[1], y).dtype == np.float64


def test_whole_numbers_and_lists():
    assert svm_loss([[1, 0], [0, 1]], [[2, 0], [0, 3]], [0, 1]) == 0
    assert softmax_gradient([[0], [0]], [[1]], np.array([1], dtype=np.uint8)).tolist() == [
        [0.5],
        [-0.5],
    ]


def test_nothing_of_the_callers_is_changed():
    W, X, y = problem()
    before = W.copy(), X.copy(), y.copy()
    for function in (svm_loss, svm_gradient, softmax_loss, softmax_gradient):
        function(W, X, y, reg=0.5)
    accuracy(W, X, y)
    for now, then in zip((W, X, y), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_accuracy():
    X = [[5, 1, 0], [0, 2, 1], [9, 0, 1], [0, 3, 1]]
    assert accuracy(np.eye(3), X, [0, 1, 0, 1]) == 1
    assert accuracy(np.stack([np.eye(3), -np.eye(3)]), X, [0, 1, 2, 2]).tolist() == [0.5, 0]


W0, X0 = np.zeros((3, 2)), np.zeros((4, 2))


@pytest.mark.parametrize(
    ("W", "X", "y", "message"),
    [
        (W0, np.zeros((4, 3)), [0] * 4, "W must be (..., classes, features) and X (examples, f"),
        (np.zeros(2), X0, [0] * 4, "got (2,) and (4, 2)"),
        (W0, np.zeros(2), [0] * 4, "got (3, 2) and (2,)"),
        (W0, X0, [0, 1, 2, 3], "labels must be from 0 to 2, got 3"),
        (W0, X0, [0, 1, -1, 0], "labels must be from 0 to 2, got -1"),
        (W0, X0, [0, 1], "y must hold one integer for each of 4 examples, got int64 of shape (2,)"),
        (W0, X0, [0.0, 1, 2, 1], "y must hold one integer for each of 4 examples, got float64"),
        (W0, X0, ["a"] * 4, "y must be a number or an array of numbers"),
        (
            W0,
            np.zeros((0, 2)),
            np.zeros(0, int),
            "X and y must hold at least one example, got none",
        ),
        ("abc", X0, [0] * 4, "W must be a number or an array of numbers, got 'abc'"),
        (W0, [[None, 1.0]], [0], "X must be a number or an array of numbers, got [[None, 1.0]]"),
    ],
)
@pytest.mark.parametrize("function", [svm_loss, softmax_gradient, accuracy])
def test_bad_input(function, W, X, y, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        function(W, X, y)


@pytest.mark.parametrize("reg", [-0.1, np.nan, np.inf, "much", True])
def test_bad_regularization(reg):
    with pytest.raises(ValueError, match=r"reg must be a finite number of at least 0, got"):
        svm_loss(W0, X0, [0] * 4, reg)
