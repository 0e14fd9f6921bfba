"""Numerical derivatives against formulas."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lessonkit.derivatives as module
from lessonkit import objectives
from lessonkit.datasets import load_digits
from lessonkit.derivatives import (
    numerical_gradient,
    numerical_hessian,
    numerical_jacobian,
)
from lessonkit.losses import svm_loss


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
    (dict(fun=lambda w: w), "fun must return one number, got an array of shape (2,)"),
    (dict(fun=lambda w: None), "fun returned None: is a return missing?"),
    (dict(fun=3), "fun must be a function, got 3"),
    (dict(point_axes=-1), "point_axes must be a whole number of at least 0, got -1"),
    (dict(point_axes=2), "point_axes must be at most 1 for this x, got 2"),
    (dict(point_axes=1), "fun must return an array of shape (2,), got shape ()"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_bad_input(change, message):
    arguments = dict(fun=lambda w: (w**2).sum(), x=[1.0, 2.0]) | change
    with pytest.raises(ValueError, match=re.escape(message)):
        numerical_gradient(**arguments)
