"""What a gradient check says: right, close, wrong, a kink, or that differences cannot tell."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit import i18n, objectives
from lessonkit.datasets import load_digits
from lessonkit.gradient_checks import UNKNOWN, gradient_check
from lessonkit.losses import softmax_gradient, softmax_loss, svm_gradient, svm_loss


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
    X, y = digits.X_train[:200], digits.y_train[:200]
    W = np.random.default_rng(0).standard_normal((10, 65))
    smooth = gradient_check(lambda W: softmax_loss(W, X, y), lambda W: softmax_gradient(W, X, y), W)
    assert smooth.verdict == "right: as close as differences can tell"
    assert smooth.kinks == ()
    hinges = gradient_check(lambda W: svm_loss(W, X, y), lambda W: svm_gradient(W, X, y), W)
    assert hinges.verdict.startswith("right") or hinges.verdict.startswith("close")
    wrong = gradient_check(lambda W: svm_loss(W, X, y), lambda W: -svm_gradient(W, X, y), W)
    assert wrong.verdict.startswith("wrong")


def test_check_in_bad_input():
    with pytest.raises(
        ValueError, match=re.escape("gradient must have the shape (2,) of x, got (3,)")
    ):
        gradient_check(lambda w: w.sum(), [1.0, 1.0, 1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="h must be a positive"):
        gradient_check(lambda w: w.sum(), [1.0, 1.0], [1.0, 2.0], h=0)
    x = np.array([1.0, 2.0])
    gradient_check(lambda w: (w**2).sum(), lambda w: np.multiply(w, 2, out=w), x)
    np.testing.assert_array_equal(x, [1, 2])


def cubes(w):
    return (w**3).sum()


@pytest.mark.parametrize("factor", [2, 3], ids=["wrong", "right"])
@pytest.mark.parametrize(
    ("fun", "x", "h"),
    [
        (cubes, [1.0, 2.0], 1e-17),
        (cubes, [1.0, 2.0], 1e-15),
        (cubes, [1e13, 2e13], 1e-5),
        (cubes, [1e10, 1.0], 1e-7),
        (lambda w: cubes(w) + 1e12, [1.0, 2.0], 1e-5),
        (lambda w: (cubes(w) + 1e12) - 1e12, [1.0, 2.0], 1e-5),
        (lambda w: cubes(w) * 1e-12 + 1, [1.0, 2.0], 1e-5),
        (lambda w: cubes(w.astype(np.float32)), [1.0, 2.0], 1e-7),
        (lambda w: np.nan, [1.0, 2.0], 1e-5),
        (lambda w: np.where(w > 1.5, np.inf, cubes(w)).sum(), [1.0, 2.0], 1e-5),
    ],
)
def test_r7_differences_cannot_tell(fun, x, h, factor):
    unit = 1e-12 if fun(np.ones(2)) == 1 + 2e-12 else 1
    assert gradient_check(fun, lambda w: unit * factor * w**2, x, h).verdict == UNKNOWN


def test_r7_a_step_that_rounding_changes_blames_nobody():
    def fun(w):
        return np.sin(w / 1e6).sum()

    found = gradient_check(fun, lambda w: np.cos(w / 1e6) / 1e6, [1.2345e9, 0.5], h=1e-8)
    assert found.verdict == UNKNOWN


@pytest.mark.parametrize(
    ("fun", "gradient", "x", "h"),
    [
        (cubes, lambda w: 2 * w**2, [1.0, 2.0], 1e-5),
        (cubes, lambda w: 2 * w**2, [1e5, 2e5], 1e-2),
        (lambda w: cubes(w) + 1e6, lambda w: 2 * w**2, [1.0, 2.0], 1e-5),
        (lambda w: 1 + 1e-6 * cubes(w), lambda w: 2e-6 * w**2, [1.0, 2.0], 1e-5),
        (lambda w: 1e-30 * cubes(w), lambda w: 2e-30 * w**2, [1.0, 2.0], 1e-5),
        (lambda w: 1e12 * w[0] + w[1] ** 2, [1e12, 1e5], [1.0, 2.0], 1e-5),
        (lambda w: cubes(w) + 1e9, [1e5, 1e5], [1.0, 2.0], 1e-5),
        (cubes, [0.0, 0.0], [1.0, 2.0], 1e-5),
        (lambda w: 1e-9 * cubes(w), [0.0, 0.0], [1.0, 2.0], 1e-5),
    ],
)
def test_r7_what_differences_can_tell_is_still_called_wrong(fun, gradient, x, h):
    assert gradient_check(fun, gradient, x, h).verdict.startswith("wrong")


@pytest.mark.parametrize(
    ("fun", "gradient", "x"),
    [
        (cubes, lambda w: 3 * w**2, [1e4, 2e4]),
        (lambda w: cubes(w) + 1e6, lambda w: 3 * w**2, [1.0, 2.0]),
        (lambda w: 1 + 1e-6 * cubes(w), lambda w: 3e-6 * w**2, [1.0, 2.0]),
        (cubes, lambda w: 3 * w**2, [0.0, 1.0]),
        (cubes, lambda w: 3 * w**2, [0.0, 0.0]),
        (lambda w: ((w - 1) ** 2).sum() + 5, lambda w: 2 * (w - 1), [1.0, 1.0]),
        (lambda w: 5.0, [0.0, 0.0], [1.0, 2.0]),
        (lambda w: np.sin(w).sum() - w.sum(), lambda w: np.cos(w) - 1, [0.0, 3.0]),
    ],
)
def test_r7_a_right_gradient_is_not_blamed_for_the_errors_of_differences(fun, gradient, x):
    found = gradient_check(fun, gradient, x)
    assert found.verdict == "right: as close as differences can tell"
    assert found.relative_error < 1e-5


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    offset=st.floats(-3, 15),
    size=st.floats(-8, 8),
    step=st.floats(-12, -2),
    place=st.floats(-2, 8),
)
def test_r7_no_wrong_gradient_is_right_and_no_right_one_wrong(seed, offset, size, step, place):
    rng = np.random.default_rng(seed)
    a, x = rng.uniform(0.5, 2, 3), 10**place * rng.uniform(0.5, 2, 3)

    def fun(w):
        return 10**size * (a * np.sin(w / 10**place)).sum() + 10**offset

    def gradient(w):
        return 10 ** (size - place) * a * np.cos(w / 10**place)

    assert not gradient_check(fun, gradient, x, 10**step).verdict.startswith("wrong")
    doubled = gradient_check(fun, lambda w: 2 * gradient(w), x, 10**step).verdict
    assert doubled.startswith(("wrong", "differences cannot tell"))


def test_r7_the_verdict_is_in_the_language_of_the_lesson():
    i18n.set_language("ko")
    try:
        verdicts = [
            gradient_check(cubes, lambda w, f=f: f * w**2, [1.0, 2.0], h).verdict
            for f, h in ((3, 1e-5), (2, 1e-5), (3, 1e-17))
        ]
        kink = gradient_check(lambda x: abs(x), 1.0, 0.0).verdict
    finally:
        i18n.set_language("en")
    assert verdicts[0].startswith("맞습니다")
    assert verdicts[1].startswith("틀렸습니다")
    assert verdicts[2].startswith("차분으로는 알 수 없습니다")
    assert "꺾인 점" in kink


def test_check_with_results_that_are_no_numbers():
    with pytest.raises(ValueError, match="gradient returned None: is a return missing"):
        gradient_check(cubes, lambda w: None, [1.0, 2.0])
    with pytest.raises(ValueError, match="fun returned None: is a return missing"):
        gradient_check(lambda w: None, [1.0, 1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="gradient must be a number or an array of numbers"):
        gradient_check(cubes, ["1", "2"], [1.0, 2.0])
