"""The networks against hand-worked numbers, naive loops, Value and differences."""

import re

import numpy as np
import pytest

from lessonkit.autodiff import Value
from lessonkit.datasets import load_digits
from lessonkit.derivatives import numerical_gradient
from lessonkit.gradient_checks import gradient_check
from lessonkit.networks import Parameters, TwoLayerNetwork
from lessonkit.networks.convolution import ConvNetwork

NETWORK = TwoLayerNetwork(features=3, hidden=4, classes=5)


def problem(seed=0, examples=6):
    rng = np.random.default_rng(seed)
    w = rng.standard_normal(NETWORK.size)
    return w, rng.standard_normal((examples, 3)), rng.integers(0, 5, examples)


def test_one_unit_worked_by_hand():
    network = TwoLayerNetwork(features=1, hidden=1, classes=2)
    w = network.pack(Parameters([[2.0]], [1.0], [[1.0], [-1.0]], [0.5, 0.0]))
    # x = 1: hidden = relu(2 + 1) = 3, scores (3.5, -3); x = -1: hidden = 0, scores (0.5, 0)
    np.testing.assert_array_equal(network.scores(w, [[1.0], [-1.0]]), [[3.5, 0.5], [-3, 0]])
    p = 1 / (1 + np.exp(6.5))  # of the second class, in the first example
    assert network.loss(w, [[1.0]], [1]) == pytest.approx(-np.log(p))
    expected = Parameters(
        [[-2 * (p - 1)]], [-2 * (p - 1)], [[3 - 3 * p], [3 * p - 3]], [1 - p, p - 1]
    )
    np.testing.assert_allclose(network.gradient(w, [[1.0]], [1]), network.pack(expected))
    # The unit is off at x = -1: only the last biases can learn.
    np.testing.assert_array_equal(network.gradient(w, [[-1.0]], [1])[:4], 0)


@pytest.mark.parametrize("reg", [0.0, 0.2])
def test_against_naive_loops(reg):
    w, X, y = problem()
    p, total = NETWORK.unpack(w), 0.0
    for x, right in zip(X, y, strict=True):
        hidden = [max(0.0, float(row @ x) + b) for row, b in zip(p.W1, p.b1, strict=True)]
        scores = [float(row @ hidden) + b for row, b in zip(p.W2, p.b2, strict=True)]
        total -= scores[right] - np.log(sum(np.exp(scores)))
    expected = total / len(y) + reg * ((p.W1**2).sum() + (p.W2**2).sum())
    assert NETWORK.loss(w, X, y, reg) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("reg", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(5))
def test_gradient_against_differences_and_value(reg, seed):
    w, X, y = problem(seed)
    gradient = NETWORK.gradient(w, X, y, reg)
    expected = numerical_gradient(lambda w: NETWORK.loss(w, X, y, reg), w)
    np.testing.assert_allclose(gradient, expected, rtol=1e-5, atol=1e-7)

    W1, b1, W2, b2 = values = [Value(part) for part in NETWORK.unpack(w)]
    scores = (X @ W1.T + b1).relu() @ W2.T + b2
    loss = (scores.exp().sum(axis=1).log() - scores[np.arange(len(y)), y]).mean()
    (loss + reg * ((W1**2).sum() + (W2**2).sum())).backward()
    np.testing.assert_allclose(gradient, NETWORK.pack([v.grad for v in values]), atol=1e-13)


def test_pack_and_unpack_are_inverse():
    w = np.arange(2 * 3 * NETWORK.size, dtype=float).reshape(2, 3, -1)
    parts = NETWORK.unpack(w)
    assert [part.shape[2:] for part in parts] == list(NETWORK.shapes)
    np.testing.assert_array_equal(NETWORK.pack(parts), w)
    assert NETWORK.size == 4 * 3 + 4 + 5 * 4 + 5


def test_stacks():
    _, X, y = problem()
    w = np.random.default_rng(1).standard_normal((2, 3, NETWORK.size))
    loss, gradient = NETWORK.loss(w, X, y, 0.1), NETWORK.gradient(w, X, y, 0.1)
    share = NETWORK.accuracy(w, X, y)
    assert (loss.shape, gradient.shape, share.shape) == ((2, 3), w.shape, (2, 3))
    for i in np.ndindex(2, 3):
        assert loss[i] == pytest.approx(NETWORK.loss(w[i], X, y, 0.1))
        np.testing.assert_allclose(gradient[i], NETWORK.gradient(w[i], X, y, 0.1), atol=1e-14)
        assert share[i] == NETWORK.accuracy(w[i], X, y)


def test_init_is_seeded_and_scaled():
    network = TwoLayerNetwork(features=400, hidden=300, classes=10)
    w = network.init(np.random.default_rng(3))
    np.testing.assert_array_equal(w, network.init(np.random.default_rng(3)))
    p = network.unpack(w)
    assert p.W1.std() == pytest.approx(np.sqrt(2 / 400), rel=0.02)
    assert p.W2.std() == pytest.approx(np.sqrt(2 / 300), rel=0.05)
    assert not p.b1.any()
    assert not p.b2.any()


def test_random_direction_has_the_length_of_each_units_weights():
    w = np.random.default_rng(0).standard_normal(NETWORK.size)
    direction = NETWORK.random_direction(w, np.random.default_rng(1))
    for drawn, like in zip(NETWORK.unpack(direction), NETWORK.unpack(w), strict=True):
        np.testing.assert_allclose(np.linalg.norm(drawn, axis=-1), np.linalg.norm(like, axis=-1))
    assert abs(direction @ w) < 0.9 * (w @ w)


def test_it_learns_the_digits():
    digits = load_digits()
    network = TwoLayerNetwork(65, 20, 10)
    w = network.init(np.random.default_rng(0))
    found = gradient_check(
        lambda w: network.loss(w, digits.X_train[:50], digits.y_train[:50]),
        lambda w: network.gradient(w, digits.X_train[:50], digits.y_train[:50]),
        w,
    )
    assert found.verdict.split(":")[0] in ("right", "close")
    for _ in range(150):
        w = w - 0.5 * network.gradient(w, digits.X_train, digits.y_train)
    assert network.accuracy(w, digits.X_test, digits.y_test) > 0.9


def test_float32_and_large_numbers():
    w, X, y = problem()
    single = w.astype(np.float32), X.astype(np.float32)
    assert NETWORK.gradient(*single, y, 0.1).dtype == np.float32
    for bad in (1e4, 1e200, np.inf, np.nan):
        NETWORK.loss(w * bad, X, y, 0.1)
        NETWORK.gradient(w * bad, X, y, 0.1)
    assert np.isfinite(NETWORK.loss(w * 1e4, X, y))


def test_nothing_of_the_callers_is_changed():
    w, X, y = problem()
    before = w.copy(), X.copy(), y.copy()
    NETWORK.loss(w, X, y, 0.1)
    NETWORK.gradient(w, X, y, 0.1)
    NETWORK.accuracy(w, X, y)
    for now, then in zip((w, X, y), before, strict=True):
        np.testing.assert_array_equal(now, then)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda w, X, y: TwoLayerNetwork(3, 0, 5), "hidden must be a whole number of at least 1"),
        (
            lambda w, X, y: NETWORK.loss(w[:-1], X, y),
            "must have shape (41,) or (..., 41), got (40,)",
        ),
        (lambda w, X, y: NETWORK.loss(w, X[:, :2], y), "X must be (examples, 3), got (6, 2)"),
        (lambda w, X, y: NETWORK.loss(w, X, y + 5), "labels must be from 0 to 4"),
        (lambda w, X, y: NETWORK.gradient(w, X, y[:2]), "y must hold one integer for each of 6"),
        (
            lambda w, X, y: NETWORK.gradient(w, X, y, -1),
            "reg must be a finite number of at least 0, got -1",
        ),
        (lambda w, X, y: NETWORK.init(0), "rng must be a numpy.random.Generator, got 0"),
        (lambda w, X, y: NETWORK.pack([X, y, X, y]), "W1 must have shape (4, 3), got (6, 3)"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call(*problem())


CONV = ConvNetwork(channels=2, classes=3)
IN_COLOR = ConvNetwork(channels=2, classes=3, side=7, colors=3)
both = pytest.mark.parametrize("conv", [CONV, IN_COLOR])


def conv_problem(seed=0, conv=CONV):
    rng = np.random.default_rng(seed)
    w = rng.standard_normal(conv.size)
    return w, rng.standard_normal((4, conv.side**2 * conv.colors)), rng.integers(0, 3, 4)


@both
def test_convolutions_against_naive_loops(conv):
    w, X, _ = conv_problem(conv=conv)
    p, scores, side, colors = conv.unpack(w), conv.scores(w, X), conv.side, conv.colors
    W1, W2 = p.W1.reshape(2, colors, 3, 3), p.W2.reshape(4, 2, 3, 3)
    for n, x in enumerate(X):
        image = np.zeros((colors, side + 2, side + 2))
        first, second = np.zeros((2, 4, 4)), np.zeros((4, 2, 2))
        for i, j, color in np.ndindex(side, side, colors):
            image[color, i + 1, j + 1] = x[(i * side + j) * colors + color]
        for channel, i, j in np.ndindex(2, 4, 4):
            patch = image[:, 2 * i : 2 * i + 3, 2 * j : 2 * j + 3]
            first[channel, i, j] = max(0.0, (W1[channel] * patch).sum() + p.b1[channel])
        for channel, i, j in np.ndindex(4, 2, 2):
            patch = first[:, i : i + 3, j : j + 3]
            second[channel, i, j] = max(0.0, (W2[channel] * patch).sum() + p.b2[channel])
        np.testing.assert_allclose(scores[:, n], p.W3 @ second.ravel() + p.b3)


@both
@pytest.mark.parametrize("reg", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(3))
def test_gradient_of_convolutions_against_differences(reg, seed, conv):
    w, X, y = conv_problem(seed, conv)
    expected = numerical_gradient(lambda w: conv.loss(w, X, y, reg), w)
    np.testing.assert_allclose(conv.gradient(w, X, y, reg), expected, rtol=1e-5, atol=1e-7)


def test_an_image_too_small_for_two_convolutions_is_refused():
    with pytest.raises(ValueError, match="side must be a whole number of at least 5, got 4"):
        ConvNetwork(channels=2, classes=3, side=4)


def test_convolutions_take_stacks_and_single_precision():
    _, X, y = conv_problem()
    w = np.random.default_rng(1).standard_normal((2, 3, CONV.size))
    gradient, share = CONV.gradient(w, X, y, 0.1), CONV.accuracy(w, X, y)
    for i in np.ndindex(2, 3):
        np.testing.assert_allclose(gradient[i], CONV.gradient(w[i], X, y, 0.1), atol=1e-13)
        assert share[i] == CONV.accuracy(w[i], X, y)
    single = CONV.gradient(np.float32(w), np.float32(X), y)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, CONV.gradient(w, X, y), rtol=1e-3, atol=1e-4)


def test_images_of_another_size_are_refused():
    w, _, y = conv_problem()
    with pytest.raises(ValueError, match=re.escape("X must be (examples, 64), got (4, 65)")):
        CONV.loss(w, np.ones((4, 65)), y)
