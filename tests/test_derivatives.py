"""Numerical derivatives against formulas, and what a gradient check says."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lessonkit.derivatives as module
from lessonkit import objectives
from lessonkit.datasets import load_digits
from lessonkit.derivatives import (
    gradient_check,
    numerical_gradient,
    numerical_hessian,
    numerical_jacobian,
)
from lessonkit.losses import softmax_gradient, softmax_loss, svm_gradient, svm_loss


@pytest.mark.parametrize("x", [-2.0, -0.5, 0.0, 1.0, 3.0])
def test_cubic_of_the_lesson(x):
    def fun(x):
        return 3 * x**3 - 2 * x + 1

    assert numerical_gradient(fun, x) == pytest.approx(9 * x**2 - 2, rel=1e-8, abs=1e-7)
    assert numerical_gradient(fun, x, h=1e-8, method="forward") == pytest.approx(
        9 * x**2 - 2, rel=1e-5, abs=1e-5
    )
    assert numerical_hessian(fun, x) == pytest.approx(18 * x, abs=1e-4)


def test_error_falls_with_h_and_then_rises():
    def error(h, method):
        return abs(numerical_gradient(np.exp, 1.0, h, method) - np.e)

    assert error(1e-2, "central") / error(1e-3, "central") == pytest.approx(100, rel=0.01)
    assert error(1e-2, "forward") / error(1e-3, "forward") == pytest.approx(10, rel=0.01)
    assert error(1e-14, "forward") > error(1e-8, "forward") < error(1e-4, "forward")
    assert error(1e-14, "central") > error(1e-5, "central") < error(1e-1, "central")


@settings(max_examples=40, deadline=None)
@given(shape=st.lists(st.integers(0, 4), max_size=3).map(tuple), seed=st.integers(0, 10**6))
def test_any_shape(shape, seed):
    x = np.random.default_rng(seed).standard_normal(shape)
    weights = np.arange(x.size, dtype=float).reshape(shape)
    for method in ("central", "forward"):
        gradient = numerical_gradient(lambda w: float((weights * w).sum()), x, method=method)
        assert np.shape(gradient) == shape
        np.testing.assert_allclose(gradient, weights, atol=1e-7)


def test_whole_numbers_are_moved_as_real_ones():
    gradient = numerical_gradient(lambda w: (w**2).sum(), np.array([[1, -2], [3, 4]]))
    np.testing.assert_allclose(gradient, [[2, -4], [6, 8]], atol=1e-8)
    assert numerical_gradient(lambda x: x**2, 3) == pytest.approx(6)


def test_the_callers_array_is_left_alone_even_by_a_rude_function():
    def rude(w):
        value = float((w**2).sum())
        w[:] = 99
        return value

    x = np.array([1.0, 2.0])
    for method in ("central", "forward"):
        np.testing.assert_allclose(numerical_gradient(rude, x, method=method), [2, 4], rtol=1e-4)
    numerical_hessian(rude, x)
    np.testing.assert_array_equal(x, [1, 2])


@pytest.mark.parametrize(("method", "calls"), [("central", 12), ("forward", 7)])
def test_number_of_evaluations(method, calls):
    counted = []
    numerical_gradient(lambda w: counted.append(w) or w.sum(), np.ones((2, 3)), method=method)
    assert len(counted) == calls
    assert len({id(w) for w in counted}) == calls  # each call gets an array of its own


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize("stack", [(), (4,), (2, 3), (0,)])
def test_stacks_of_points(method, stack):
    points = np.random.default_rng(0).uniform(-2, 2, (*stack, 2))
    rosenbrock = objectives.rosenbrock
    found = numerical_gradient(rosenbrock, points, method=method, point_axes=1)
    assert found.shape == points.shape
    for index in np.ndindex(stack):
        np.testing.assert_allclose(
            found[index], numerical_gradient(rosenbrock, points[index], method=method), rtol=1e-9
        )


def test_stacks_of_numbers_and_of_weights():
    x = np.linspace(-1, 1, 7)
    np.testing.assert_allclose(numerical_gradient(np.exp, x, point_axes=0), np.exp(x))
    assert type(numerical_gradient(np.exp, 1.0, point_axes=0)) is float
    digits = load_digits()
    W = np.random.default_rng(0).standard_normal((10, 65))

    def loss(W):
        return svm_loss(W, digits.X_train[:20], digits.y_train[:20])

    np.testing.assert_allclose(
        numerical_gradient(loss, W, point_axes=2), numerical_gradient(loss, W), atol=1e-8
    )


def test_stacks_are_evaluated_in_blocks(monkeypatch):
    monkeypatch.setattr(module, "_NUMBERS_AT_ONCE", 20)
    sizes = []

    def fun(points):
        sizes.append(points.size)
        return (points**2).sum(axis=-1)

    np.testing.assert_allclose(
        numerical_gradient(fun, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], point_axes=1),
        [[2, 4, 6], [8, 10, 12]],
    )
    assert max(sizes) <= 20


def test_jacobian():
    def polar(p):
        return np.array([p[0] * np.cos(p[1]), p[0] * np.sin(p[1])])

    r, t = 2.0, 0.7
    expected = [[np.cos(t), -r * np.sin(t)], [np.sin(t), r * np.cos(t)]]
    np.testing.assert_allclose(numerical_jacobian(polar, [r, t]), expected, atol=1e-8)
    np.testing.assert_allclose(
        numerical_jacobian(polar, [r, t], method="forward"), expected, atol=1e-4
    )
    assert numerical_jacobian(lambda x: np.outer(x, x), np.ones(3)).shape == (3, 3, 3)
    assert numerical_jacobian(lambda W: W.sum(axis=0), np.ones((2, 4))).shape == (4, 2, 4)
    assert numerical_jacobian(np.sin, 0.0).shape == ()


@pytest.mark.parametrize("name", ["rosenbrock", "bowl", "ravine"])
def test_hessian(name):
    objective, point = getattr(objectives, name), np.array([0.5, -0.7])
    found = numerical_hessian(objective, point)
    np.testing.assert_allclose(found, objective.hessian(point), rtol=1e-5, atol=1e-4)
    np.testing.assert_array_equal(found, found.T)
    assert numerical_hessian(lambda W: (W**3).sum(), np.ones((2, 3))).shape == (2, 3, 2, 3)


BAD = [
    (dict(h=0), "h must be a positive, finite number, got 0"),
    (dict(h=-1e-5), "h must be a positive, finite number, got -1e-05"),
    (dict(method="backward"), "unknown method 'backward'"),
    (dict(x=[1.0, np.nan]), "x must hold finite numbers only, got [1.0, nan]"),
    (dict(x="here"), "x must be a number or an array of numbers, got 'here'"),
    (dict(fun=lambda w: w), "the function must return one number for a point, got an array of sh"),
    (dict(point_axes=-1), "point_axes must be a whole number of at least 0, got -1"),
    (dict(point_axes=2), "point_axes must be at most 1 for this x, got 2"),
    (dict(point_axes=1), "of shape (2, 2) the function must return shape (2,), got ()"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_bad_input(change, message):
    arguments = dict(fun=lambda w: (w**2).sum(), x=[1.0, 2.0]) | change
    with pytest.raises(ValueError, match=re.escape(message)):
        numerical_gradient(**arguments)


def test_check_of_a_right_gradient():
    found = gradient_check(objectives.rosenbrock, objectives.rosenbrock.gradient, [0.3, -0.4])
    assert found.relative_error < 1e-7
    assert found.verdict == "right: as close as differences can tell"
    assert found.kinks == ()
    np.testing.assert_allclose(found.gradient, found.numerical, rtol=1e-6)


@pytest.mark.parametrize(
    ("factor", "word"),
    [(1 + 1e-6, "close"), (1 + 1e-3, "doubtful"), (2.0, "wrong"), (-1.0, "wrong"), (np.nan, "wr")],
)
def test_bands_and_worst_index(factor, word):
    W = np.random.default_rng(0).standard_normal((2, 3))

    def spoiled(W):
        gradient = 3 * W**2
        gradient[1, 2] *= factor
        return gradient

    found = gradient_check(lambda W: (W**3).sum(), spoiled, W)
    assert found.worst_index == (1, 2)
    assert found.verdict.startswith(word)
    assert "worst at [1, 2]" in found.verdict
    assert found.kinks == ()
    assert found.errors.shape == W.shape
    if np.isfinite(factor):
        expected = abs(factor - 1) / max(1, abs(factor))
        assert found.relative_error == pytest.approx(expected, rel=1e-2)
    assert f"relative error {found.relative_error:.0e}; {word}" in repr(found)


def test_check_takes_a_gradient_that_is_already_there():
    found = gradient_check(lambda w: (w**2).sum(), [2.0, 4.0], [1.0, 2.0])
    assert found.verdict.startswith("right")


@pytest.mark.parametrize(
    ("at", "slope"), [(0.0, 0.0), (0.0, 0.5), (0.0, 1.0), (3e-6, 1.0), (-6e-6, 0.0)]
)
def test_check_finds_a_kink(at, slope):
    found = gradient_check(lambda x: max(0.0, x), slope, at)
    assert found.kinks == ((),)
    assert found.verdict == (
        "right: as close as differences can tell; 1 probable kink, where no slope is the right one"
    )


def test_a_kink_excuses_only_slopes_between_its_two():
    found = gradient_check(lambda w: np.abs(w).sum(), [7.0, 1.0, 0.3], [0.0, 2.0, 0.0])
    assert found.kinks == ((0,), (2,))
    assert found.verdict == (
        "wrong, worst at [0]; 2 probable kinks (first at [0]), where no slope is the right one"
    )


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: x**2,
        lambda x: 1e4 * x**2 - 3,
        lambda x: np.cosh(100 * x),
        lambda x: 5.0,
        lambda x: 1e6 + x,
        lambda x: np.exp(-(x**2)),
    ],
)
@pytest.mark.parametrize("at", [0.0, 0.1])
def test_smooth_functions_have_no_kinks(fun, at):
    assert gradient_check(fun, 0.0, at).kinks == ()


def test_check_of_the_losses_on_the_digits():
    digits = load_digits()
    X, y = digits.X_train, digits.y_train
    W = np.random.default_rng(0).standard_normal((10, 65))
    smooth = gradient_check(lambda W: softmax_loss(W, X, y), lambda W: softmax_gradient(W, X, y), W)
    assert smooth.verdict == "right: as close as differences can tell"
    assert smooth.kinks == ()
    hinges = gradient_check(lambda W: svm_loss(W, X, y), lambda W: svm_gradient(W, X, y), W)
    assert hinges.verdict.startswith("right") or hinges.verdict.startswith("close")
    wrong = gradient_check(lambda W: svm_loss(W, X, y), lambda W: -svm_gradient(W, X, y), W)
    assert wrong.verdict.startswith("wrong")


def test_check_in_bad_input():
    with pytest.raises(ValueError, match=re.escape("the shape (2,) of x, got (3,)")):
        gradient_check(lambda w: w.sum(), [1.0, 1.0, 1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="h must be a positive"):
        gradient_check(lambda w: w.sum(), [1.0, 1.0], [1.0, 2.0], h=0)
    x = np.array([1.0, 2.0])
    gradient_check(lambda w: (w**2).sum(), lambda w: np.multiply(w, 2, out=w), x)
    np.testing.assert_array_equal(x, [1, 2])
