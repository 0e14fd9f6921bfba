"""Schedules: their values by hand, their limits, and halving when the loss rises."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lessonkit as lk
from lessonkit import schedules

FALLING = (
    lk.StepDecay(0.5, every=7, factor=0.3),
    lk.InverseTimeDecay(0.5, decay=0.2),
    lk.ExponentialDecay(0.5, decay=0.05),
    lk.CosineDecay(0.5, steps=40, final=0.01),
)
ALL = (lk.ConstantRate(0.5), *FALLING)


def test_values_by_hand():
    assert [lk.ConstantRate(0.3)(t) for t in (0, 1, 99)] == [0.3, 0.3, 0.3]
    stairs = lk.StepDecay(1.0, every=3, factor=0.5)
    assert [stairs(t) for t in range(8)] == [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25]
    inverse = lk.InverseTimeDecay(1.0, decay=1.0)
    assert [inverse(t) for t in range(4)] == [1, 1 / 2, 1 / 3, 1 / 4]
    assert lk.ExponentialDecay(2.0, decay=math.log(2))(3) == pytest.approx(1 / 4, rel=1e-14)
    wave = lk.CosineDecay(1.0, steps=6, final=0.2)
    assert [wave(t) for t in (0, 2, 3, 4, 6, 7)] == pytest.approx([1, 0.8, 0.6, 0.4, 0.2, 0.2])


@pytest.mark.parametrize("schedule", ALL, ids=repr)
@given(step=st.integers(0, 10_000))
def test_start_at_the_initial_rate_and_never_rise(schedule, step):
    assert schedule(0) == 0.5
    assert 0 <= schedule(step + 1) <= schedule(step) <= 0.5


@pytest.mark.parametrize("schedule", ALL, ids=repr)
def test_an_optimizer_follows_a_schedule(schedule):
    path = lk.descend(lk.objectives.parabola, lk.GradientDescent(schedule), start=4.0, steps=9)
    assert path.learning_rates.tolist() == [schedule(t) for t in range(9)]
    steps = -path.learning_rates * path.gradients[:-1]
    np.testing.assert_allclose(np.diff(path.points), steps, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("schedule", ALL, ids=repr)
def test_repr_makes_an_equal_one(schedule):
    assert eval(repr(schedule), vars(schedules)) == schedule


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: lk.ConstantRate(0), "initial must be a positive, finite number, got 0"),
        (lambda: lk.StepDecay(0.1, every=0), "every must be a whole number of at least 1, got 0"),
        (lambda: lk.StepDecay(0.1, factor=1.0), "factor must be a number from 0 up to"),
        (lambda: lk.StepDecay(0.1, factor=0), "factor must be a positive, finite number, got 0"),
        (lambda: lk.InverseTimeDecay(0.1, decay=-1), "decay must be a finite number of at least 0"),
        (lambda: lk.ExponentialDecay(float("nan")), "initial must be a positive, finite number"),
        (lambda: lk.ExponentialDecay(0.1, decay="1"), "decay must be a finite number of at least"),
        (lambda: lk.CosineDecay(0.1, steps=2.5), "steps must be a whole number of at least 1"),
        (lambda: lk.CosineDecay(0.1, final=-1), "final must be a finite number of at least 0"),
        (
            lambda: lk.HalveOnRise(None),
            "optimizer must be an object with the methods init and update",
        ),
        (
            lambda: lk.HalveOnRise(lk.AdaDelta),
            "optimizer must be an object with the methods init and",
        ),
        (
            lambda: lk.HalveOnRise(lk.GradientDescent(lk.ConstantRate(1))),
            "learning_rate must be a positive, finite number, got ConstantRate",
        ),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()


def test_the_rate_is_halved_after_each_rise_and_only_then():
    optimizer = lk.HalveOnRise(lk.GradientDescent(learning_rate=3.0))
    path = lk.descend(lk.objectives.parabola, optimizer, start=4.0, steps=40)
    rose = np.diff(path.values) > 0
    expected = 3.0 * 0.5 ** np.r_[0, np.cumsum(rose)]
    np.testing.assert_array_equal(path.learning_rates, expected[:-1])
    assert rose.any()
    assert path.points[-1] == pytest.approx(2.0, abs=1e-6)


def test_without_a_rise_it_is_the_optimizer_itself():
    for optimizer in (lk.GradientDescent(0.02), lk.Momentum(0.002), lk.Adam(0.01)):
        plain = lk.descend(lk.objectives.ravine, optimizer, start=[-9.0, 1.0], steps=20)
        assert (np.diff(plain.values) < 0).all()
        halving = lk.descend(
            lk.objectives.ravine, lk.HalveOnRise(optimizer), start=[-9.0, 1.0], steps=20
        )
        np.testing.assert_array_equal(halving.points, plain.points)


def test_every_start_of_a_batch_has_a_rate_of_its_own():
    starts = np.array([[-9.0, 1.0], [0.0, 3.0], [5.0, 0.0]])
    optimizer = lk.HalveOnRise(lk.GradientDescent(learning_rate=0.3))
    together = lk.descend(lk.objectives.ravine, optimizer, starts, steps=30)
    for i, start in enumerate(starts):
        alone = lk.descend(lk.objectives.ravine, optimizer, start, steps=30)
        np.testing.assert_array_equal(together.points[:, i], alone.points)
        np.testing.assert_array_equal(together.learning_rates[:, i], alone.learning_rates)
    assert together.learning_rates[-1, 2, 0] == 0.3
    assert together.learning_rates[-1, 1, 0] < 0.3
