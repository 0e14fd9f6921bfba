"""Slices at explicit coordinates, and directions."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.datasets import load_digits
from lessonkit.landscape import normalize_rows, random_direction, slice_1d, slice_2d
from lessonkit.losses import svm_loss
from lessonkit.networks import TwoLayerNetwork

RNG = np.random.default_rng(11)


def bowl(w):
    return float((w**2).sum())


def test_slice_1d_at_explicit_coordinates():
    center, direction = RNG.standard_normal((2, 3)), RNG.standard_normal((2, 3))
    alphas = [-1.0, -0.25, 0.0, 2.0]
    found = slice_1d(bowl, center, direction, alphas)
    np.testing.assert_allclose(found.values, [bowl(center + a * direction) for a in alphas])
    assert found.values[2] == bowl(center)
    np.testing.assert_allclose(found.point(0.5), center + 0.5 * direction)
    assert found.betas is None


def test_slice_2d_at_explicit_coordinates():
    center, d1, d2 = RNG.standard_normal((3, 4, 2))
    alphas, betas = np.linspace(-1, 1, 5), np.linspace(-2, 0, 3)
    found = slice_2d(bowl, center, d1, d2, alphas, betas)
    assert found.values.shape == (3, 5)
    for i, a in enumerate(alphas):
        for j, b in enumerate(betas):
            assert found.values[j, i] == pytest.approx(bowl(center + a * d1 + b * d2))
            np.testing.assert_allclose(found.point(a, b), center + a * d1 + b * d2)
    a, b = found.lowest
    assert bowl(found.point(a, b)) == pytest.approx(found.values.min())


@pytest.mark.parametrize("batch", [2, 4, 35, 1000])
def test_batches_change_nothing_but_the_speed(batch):
    digits, network = load_digits(), TwoLayerNetwork(65, 8, 10)
    W, d1, d2 = RNG.standard_normal((3, 10, 65))
    w, e1, e2 = RNG.standard_normal((3, network.size))
    alphas, betas = np.linspace(-1, 1, 7), np.linspace(-1, 1, 5)
    X, y = digits.X_train[:40], digits.y_train[:40]
    for fun, center, u, v in [
        (lambda W: svm_loss(W, X, y), W, d1, d2),
        (lambda w: network.loss(w, X, y), w, e1, e2),
    ]:
        one, many = (slice_2d(fun, center, u, v, alphas, betas, batch=b) for b in (1, batch))
        np.testing.assert_allclose(many.values, one.values, rtol=1e-10)
        one, many = (slice_1d(fun, center, u, alphas, batch=b) for b in (1, batch))
        np.testing.assert_allclose(many.values, one.values, rtol=1e-10)


def test_the_loss_of_one_example_is_piecewise_linear_along_a_line():
    digits = load_digits()
    W, d = RNG.standard_normal((2, 10, 65))
    alphas = np.linspace(-1, 1, 401)
    found = slice_1d(
        lambda W: svm_loss(W, digits.X_train[:1], digits.y_train[:1]), W, d, alphas, batch=401
    )
    bends = np.abs(np.diff(found.values, 2)) > 1e-9
    assert 0 < bends.sum() <= 2 * 9
    assert (np.diff(found.values, 2) > -1e-9).all()  # convex


def test_nothing_of_the_callers_is_changed_even_by_a_rude_function():
    def rude(w):
        value = (w**2).sum(axis=-1)
        w[...] = 99
        return value

    arrays = [np.array([1.0, 2.0]), np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.arange(3.0)]
    before = [a.copy() for a in arrays]
    center, d1, d2, alphas = arrays
    for batch in (1, 9):
        found = slice_2d(rude, center, d1, d2, alphas, alphas, batch=batch)
        np.testing.assert_array_equal(found.values, [[5, 8, 13], [10, 13, 18], [17, 20, 25]])
    slice_1d(rude, center, d1, alphas)
    for now, then in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert not np.shares_memory(found.center, center)


def test_whole_numbers_numbers_and_float32():
    assert slice_1d(lambda x: x**2, 3, 1, [0, 1]).values.tolist() == [9, 16]
    dtypes = set()
    center = np.ones(2, dtype=np.float32)
    slice_1d(lambda w: dtypes.add(w.dtype) or bowl(w), center, [1.0, 0.0], [0, 0.5])
    assert dtypes == {np.dtype(np.float32)}


def test_values_that_are_not_finite_are_shown_as_they_are():
    found = slice_1d(lambda x: np.nan if x < 0 else float(x), 0.0, 1.0, [-1, 1, 2])
    assert found.lowest == (1.0,)
    assert repr(found) == "<Slice: 3 values from 1 to 2>"
    nothing = slice_2d(lambda x: np.nan, 0.0, 1.0, 1.0, [0, 1], [0])
    assert np.isnan(nothing.lowest).all()
    assert repr(nothing) == "<Slice: 2 × 1 values from nan to nan>"


def test_f7_a_slice_is_undefined_where_the_function_raises():
    line = slice_1d(lambda w: math.log(w[0]), [0.0], [1.0], [-1, 0, 1])
    assert np.isnan(line.values[:2]).all()
    assert (line.values[2], line.lowest) == (0, (1.0,))
    plane = slice_2d(lambda w: 1 / int(w.sum()), [0, 0], [1, 0], [0, 1], [0, 1], [0, 1])
    np.testing.assert_array_equal(plane.values, [[np.nan, 1], [1, 0.5]])
    with pytest.raises(ValueError, match="math domain error"):  # nowhere defined: a mistake
        slice_1d(lambda w: math.log(w[0]), [0.0], [1.0], [-2, -1])


@settings(max_examples=30, deadline=None)
@given(
    shape=st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple), seed=st.integers(0, 99)
)
def test_directions(shape, seed):
    rng = np.random.default_rng(seed)
    unit = random_direction(shape, rng)
    assert unit.shape == shape
    assert np.linalg.norm(unit) == pytest.approx(1)
    like = rng.standard_normal(shape)
    scaled = random_direction(shape, rng, like=like)
    np.testing.assert_allclose(np.linalg.norm(scaled, axis=-1), np.linalg.norm(like, axis=-1))


def test_directions_are_seeded():
    one, two = (random_direction((3, 2), np.random.default_rng(4)) for _ in range(2))
    np.testing.assert_array_equal(one, two)


def test_rows_of_zeros_stay_zeros():
    np.testing.assert_array_equal(
        normalize_rows([[0.0, 0.0], [3.0, 4.0]], [[1.0, 2.0], [0.0, 0.0]]), np.zeros((2, 2))
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: slice_1d(bowl, [1, 2], [1, 2, 3], [0]), "direction must have the shape (2,) of"),
        (lambda: slice_2d(bowl, [1, 2], [1, 2], [[1, 2]], [0], [0]), "d2 must have the shape (2,)"),
        (lambda: slice_1d(bowl, [1, np.inf], [1, 2], [0]), "center must hold finite numbers only"),
        (lambda: slice_1d(bowl, [1, 2], [1, np.nan], [0]), "direction must hold finite numbers"),
        (lambda: slice_1d(bowl, [1, 2], [1, 2], 0.5), "alphas must be a list of at least one"),
        (lambda: slice_1d(bowl, [1, 2], [1, 2], []), "alphas must be a list of at least one"),
        (lambda: slice_1d(bowl, [1, 2], [1, 2], [0], batch=0), "batch must be a whole number"),
        (
            lambda: slice_1d(lambda w: w, [1, 2], [1, 2], [0]),
            "fun must return one number, got an array of shape (2,)",
        ),
        (
            lambda: slice_1d(bowl, [1, 2], [1, 2], [0, 1], batch=2),
            "fun must return an array of shape (2,), got shape ()",
        ),
        (lambda: random_direction(3, 0), "rng must be a numpy.random.Generator, got 0"),
        (lambda: normalize_rows([1, 2], [1]), "must have the same shape, got (2,) and (1,)"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
