"""The optimizers against hand-worked steps, PyTorch's numbers and their own invariances."""

import importlib.util
import math
from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lessonkit as lk
from lessonkit import optimizers
from tests.fixtures import torch_paths

ALL = (
    lk.GradientDescent(0.01),
    lk.Momentum(0.01, momentum=0.8),
    lk.Nesterov(0.01, momentum=0.8),
    lk.ShiftedNesterov(0.01, momentum=0.8),
    lk.Adagrad(0.1),
    lk.RMSProp(0.1),
    lk.AdaDelta(),
    lk.Adam(0.1),
    lk.AdamW(0.1),
    lk.Nadam(0.1),
)
each_optimizer = pytest.mark.parametrize("optimizer", ALL, ids=lambda o: type(o).__name__)


def follow(optimizer, gradient, w, steps):
    """The points and states of a few updates, the start included."""
    points, states = [w], [optimizer.init(w)]
    for _ in range(steps):
        w, state = optimizer.update(w, gradient, states[-1])
        points.append(w)
        states.append(state)
    return points, states


def slopes(*values):
    """A gradient that gives these values one after the other, wherever it is asked."""
    given_out = iter(values)
    return lambda w: np.float64(next(given_out))


# Three steps by hand. The first four roll down f(w) = w², whose slope is 2w, from w = 1.
def test_gradient_descent_by_hand():
    # η = 1/4: each step takes away 1/4 · 2w, half of w.
    points, states = follow(lk.GradientDescent(0.25), lambda w: 2 * w, 1.0, 3)
    assert points == [1, 0.5, 0.25, 0.125]
    assert states[-1] == (3,)


def test_momentum_by_hand():
    # η = 1/4, α = 1/2. v = 0 − 1/4·2 = −1/2, w = 1/2; v = −1/4 − 1/4·1 = −1/2, w = 0;
    # v = −1/4 − 0, w = −1/4.
    points, states = follow(lk.Momentum(0.25, momentum=0.5), lambda w: 2 * w, 1.0, 3)
    assert points == [1, 0.5, 0, -0.25]
    assert [s.velocity for s in states] == [0, -0.5, -0.5, -0.25]


def test_nesterov_by_hand():
    # η = 1/4, α = 1/2. Looking at 1: v = −1/2, w = 1/2. Looking at 1/2 − 1/4 = 1/4, slope 1/2:
    # v = −1/4 − 1/8 = −3/8, w = 1/8. Looking at 1/8 − 3/16 = −1/16, slope −1/8:
    # v = −3/16 + 1/32 = −5/32, w = −1/32.
    points, states = follow(lk.Nesterov(0.25, momentum=0.5), lambda w: 2 * w, 1.0, 3)
    assert points == [1, 1 / 2, 1 / 8, -1 / 32]
    assert [s.velocity for s in states] == [0, -1 / 2, -3 / 8, -5 / 32]


def test_shifted_nesterov_by_hand():
    # η = 1/4, α = 1/2. Slope 2: v = −1/2, w = 1 − 1/4 − 1/2 = 1/4. Slope 1/2:
    # v = −1/4 − 1/8 = −3/8, w = 1/4 − 3/16 − 1/8 = −1/16. Slope −1/8:
    # v = −3/16 + 1/32 = −5/32, w = −1/16 − 5/64 + 1/32 = −7/64.
    points, states = follow(lk.ShiftedNesterov(0.25, momentum=0.5), lambda w: 2 * w, 1.0, 3)
    assert points == [1, 1 / 4, -1 / 16, -7 / 64]
    assert [s.velocity for s in states] == [0, -1 / 2, -3 / 8, -5 / 32]


# The others meet slopes that make the roots come out even; ε = 1 so that its place shows.
def test_adagrad_by_hand():
    # Slopes 3, 4, 12: r = 9, 25, 169, √r = 3, 5, 13, so with η = 1 the steps are 3/4, 4/6, 12/14.
    optimizer = lk.Adagrad(1.0, epsilon=1.0)
    points, states = follow(optimizer, slopes(3, 4, 12), 1.0, 3)
    assert [s.squares for s in states] == [0, 9, 25, 169]
    assert points == pytest.approx([1, 1 / 4, 1 / 4 - 2 / 3, 1 / 4 - 2 / 3 - 6 / 7], rel=1e-14)
    assert [optimizer.effective_rate(s) for s in states[1:]] == [1 / 4, 1 / 6, 1 / 14]


def test_rmsprop_by_hand():
    # ρ = 0.64, slopes 5, 16/3, 4: r = 0.36·25 = 9; 5.76 + 10.24 = 16; 10.24 + 5.76 = 16.
    # √r + 1 = 4, 5, 5, so the steps are 5/4, 16/15, 4/5.
    optimizer = lk.RMSProp(1.0, decay=0.64, epsilon=1.0)
    points, states = follow(optimizer, slopes(5, 16 / 3, 4), 0.0, 3)
    assert [s.squares for s in states] == pytest.approx([0, 9, 16, 16], rel=1e-14)
    assert points == pytest.approx([0, -5 / 4, -139 / 60, -187 / 60], rel=1e-14)


def test_adadelta_by_hand():
    # ρ = 1/2, ε = 1, slopes 4, 2, 2. r = 8, Δ = √1/√9 · 4 = 4/3, u = 8/9;
    # r = 4 + 2 = 6, Δ = √(17/9)/√7 · 2, u = 4/9 + 1/2 · 4 · 17/63 = 62/63;
    # r = 3 + 2 = 5, Δ = √(125/63)/√6 · 2.
    optimizer = lk.AdaDelta(decay=0.5, epsilon=1.0)
    points, states = follow(optimizer, slopes(4, 2, 2), 0.0, 3)
    steps = [4 / 3, 2 * math.sqrt(17 / 63), 2 * math.sqrt(125 / 378)]
    assert points == pytest.approx([0, *-np.cumsum(steps)], rel=1e-14)
    assert [s.squares for s in states] == pytest.approx([0, 8, 6, 5], rel=1e-14)
    assert states[2].squared_steps == pytest.approx(62 / 63, rel=1e-14)
    assert optimizer.effective_rate(states[1]) == pytest.approx(1 / 3, rel=1e-14)


# Adam and its two relatives with β₁ = β₂ = 1/2, ε = 1, η = 1 and slopes 4, −2, 6:
#   s = 2, 0, 3   divided by 1/2, 3/4, 7/8:  ŝ = 4, 0, 24/7
#   r = 8, 6, 21  divided by 1/2, 3/4, 7/8:  r̂ = 16, 8, 24
HALVES = dict(learning_rate=1.0, beta1=0.5, beta2=0.5, epsilon=1.0)
ADAM_STEPS = (4 / 5, 0.0, 24 / 7 / (1 + math.sqrt(24)))


def test_adam_by_hand():
    optimizer = lk.Adam(**HALVES)
    points, states = follow(optimizer, slopes(4, -2, 6), 2.0, 3)
    assert [s.mean for s in states] == [0, 2, 0, 3]
    assert [s.squares for s in states] == [0, 8, 6, 21]
    assert points == pytest.approx([2, *(2 - np.cumsum(ADAM_STEPS))], rel=1e-14)
    assert optimizer.effective_rate(states[1]) == 1 / 5


def test_adamw_by_hand():
    # λ = 1/2 takes away half of w besides: from w = 2, 2 − 0.8 − 1 = 0.2, 0.2 − 0 − 0.1 = 0.1.
    points, _ = follow(lk.AdamW(**HALVES, weight_decay=0.5), slopes(4, -2, 6), 2.0, 3)
    assert points == pytest.approx([2, 0.2, 0.1, 0.05 - ADAM_STEPS[2]], rel=1e-13)


def test_nadam_by_hand():
    # ŝ′ = s/(1 − β₁ᵗ⁺¹) = 8/3, 0, 3.2 and slope/(1 − β₁ᵗ) = 8, −8/3, 48/7; half of each together:
    # 16/3, −4/3, 1.6 + 24/7. Divided by 1 + √r̂ = 5, 1 + √8, 1 + √24.
    points, _ = follow(lk.Nadam(**HALVES), slopes(4, -2, 6), 2.0, 3)
    steps = [16 / 15, -4 / 3 / (1 + math.sqrt(8)), (1.6 + 24 / 7) / (1 + math.sqrt(24))]
    assert points == pytest.approx([2, *(2 - np.cumsum(steps))], rel=1e-14)


SOURCES = ["stored", *(["live"] if importlib.util.find_spec("torch") else [])]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("run", list(torch_paths.runs()), ids=lambda run: run[0])
def test_pytorch_takes_the_same_path(run, source):
    key, case, landscape, start = run
    if source == "live":
        theirs = torch_paths.torch_path(case, landscape, start)
    else:
        with np.load(torch_paths.STORED) as stored:
            theirs = stored[key]
    optimizer = getattr(lk, case[0])(**case[1])
    path = lk.descend(getattr(lk.objectives, landscape), optimizer, start, torch_paths.STEPS)
    assert path.diverged_at is None or (path.diverged_at < 0).all()
    # The absolute part is for coordinates that have come down to the minimum at zero.
    np.testing.assert_allclose(path.points[torch_paths.ROWS], theirs, rtol=1e-10, atol=1e-13)


def test_every_optimizer_of_pytorch_is_compared():
    compared = {case[0] for case in torch_paths.CASES}
    assert compared == {type(o).__name__ for o in ALL} - {"Nesterov"}


def test_nesterov_is_the_shifted_form_in_other_coordinates():
    f = lk.objectives.rosenbrock
    textbook = lk.descend(f, lk.Nesterov(2e-4, momentum=0.9), [-1.2, 1.0], steps=200)
    shifted = lk.descend(f, lk.ShiftedNesterov(2e-4, momentum=0.9), [-1.2, 1.0], steps=200)
    velocity = np.stack([np.broadcast_to(s.velocity, (2,)) for s in textbook.states])
    np.testing.assert_allclose(textbook.points + 0.9 * velocity, shifted.points, rtol=1e-11)


@each_optimizer
@pytest.mark.parametrize(
    ("f", "starts"),
    [
        (lk.objectives.rosenbrock, np.random.default_rng(1).uniform(-1.5, 1.5, (17, 2))),
        (lk.objectives.x_sin_x, np.linspace(-1, 7, 13)),
    ],
)
def test_batched_equals_one_by_one_to_the_bit(optimizer, f, starts):
    together = lk.descend(f, optimizer, starts, steps=60)
    for i, start in enumerate(starts):
        alone = lk.descend(f, optimizer, start, steps=60)
        np.testing.assert_array_equal(together.points[:, i], alone.points)
        np.testing.assert_array_equal(together.values[:, i], alone.values)
        np.testing.assert_array_equal(together.learning_rates[:, i], alone.learning_rates)


@each_optimizer
@given(
    shape=st.sampled_from([(), (1,), (3,), (2, 3), (10, 65), (2, 1, 2)]), seed=st.integers(0, 99)
)
@settings(max_examples=20, deadline=None)
def test_any_shape_and_nothing_changed_in_place(optimizer, shape, seed):
    w = np.random.default_rng(seed).normal(size=shape)
    before, state = w.copy(), optimizer.init(w)
    kept = [np.copy(part) for part in state]
    gradient = 3 * w
    moved, after = optimizer.update(w, lambda _: gradient, state)
    assert np.shape(moved) == shape
    np.testing.assert_array_equal(w, before)
    np.testing.assert_array_equal(gradient, 3 * before)
    for part, copy in zip(state, kept, strict=True):
        np.testing.assert_array_equal(part, copy)
    assert type(after) is type(state)
    assert (state.count, after.count) == (0, 1)
    assert np.broadcast_shapes(np.shape(optimizer.effective_rate(after)), shape) == shape


@pytest.mark.parametrize(
    "make", [lk.Adagrad, lk.RMSProp, lk.Adam, lk.Nadam], ids=lambda make: make.__name__
)
@given(scale=st.floats(1e-3, 1e6), gradients=st.lists(st.floats(0.1, 10), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_the_scale_of_the_gradient_does_not_matter_up_to_epsilon(make, scale, gradients):
    optimizer = make(0.1, epsilon=1e-15)
    points, _ = follow(optimizer, slopes(*gradients), 0.0, len(gradients))
    scaled, _ = follow(optimizer, slopes(*(scale * g for g in gradients)), 0.0, len(gradients))
    np.testing.assert_allclose(scaled, points, rtol=1e-8)


@given(gradients=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30))
@settings(max_examples=50, deadline=None)
def test_a_step_of_adam_is_bounded(gradients):
    # |ŝ| ≤ √r̂ · (1−β₁)/√(1−β₂) is Kingma and Ba's bound; here it is √10 times η.
    points, _ = follow(
        lk.Adam(0.1, beta1=0.9, beta2=0.999), slopes(*gradients), 0.0, len(gradients)
    )
    assert np.abs(np.diff(points)).max() <= 0.1 * 0.1 / math.sqrt(0.001) * (1 + 1e-9)


def test_the_relatives_meet_where_their_hyperparameters_vanish():
    gradients = [3.0, -1.0, 0.5, 2.0]

    def points(optimizer):
        return follow(optimizer, slopes(*gradients), 1.0, 4)[0]

    plain = points(lk.GradientDescent(0.1))
    assert points(lk.Momentum(0.1, momentum=0)) == plain
    assert points(lk.Nesterov(0.1, momentum=0)) == plain
    assert points(lk.ShiftedNesterov(0.1, momentum=0)) == plain
    assert points(lk.AdamW(0.1, weight_decay=0)) == points(lk.Adam(0.1))
    assert points(lk.Nadam(0.1, beta1=0)) == points(lk.Adam(0.1, beta1=0))


@each_optimizer
def test_integers_become_float64_and_float32_stays(optimizer):
    w, state = optimizer.update(np.array([1, 2]), lambda w: w, optimizer.init(np.array([1, 2])))
    assert w.dtype == np.float64
    small = np.array([1, 2], dtype=np.float32)
    w, state = optimizer.update(small, lambda w: w, optimizer.init(small))
    assert w.dtype == np.float32
    assert all(part.dtype == np.float32 for part in state[1:])


@each_optimizer
def test_a_schedule_is_asked_for_the_steps_from_zero(optimizer):
    asked = []

    def schedule(step):
        asked.append(step)
        return 0.1

    scheduled = type(optimizer)(learning_rate=schedule)
    constant = type(optimizer)(learning_rate=0.1)
    points, states = follow(scheduled, lambda w: 2 * w, 1.0, 3)
    assert sorted(set(asked)) == [0, 1, 2]
    assert points == follow(constant, lambda w: 2 * w, 1.0, 3)[0]
    assert scheduled.effective_rate(states[-1]) == constant.effective_rate(states[-1])


@each_optimizer
def test_frozen_with_hyperparameters_as_fields_and_repr(optimizer):
    with pytest.raises(FrozenInstanceError):
        optimizer.learning_rate = 1
    names = [field.name for field in fields(optimizer)]
    assert names[0] == "learning_rate"
    assert eval(repr(optimizer), vars(lk.optimizers)) == optimizer


@each_optimizer
def test_documented_with_formula_and_paper(optimizer):
    doc = type(optimizer).__doc__
    assert "←" in doc
    for part in ("Arguments", ">>>", "PyTorch", "Reference:"):
        assert part in doc


@each_optimizer
@pytest.mark.parametrize("rate", [0, -0.1, float("nan"), float("inf"), "0.1", None, True, [0.1]])
def test_a_bad_learning_rate_is_refused(optimizer, rate):
    with pytest.raises(ValueError, match="learning_rate must be a positive, finite number, got "):
        type(optimizer)(learning_rate=rate)


@pytest.mark.parametrize(
    ("make", "name", "value", "wanted"),
    [
        (lk.Momentum, "momentum", 1, "a number from 0 up to, but not including, 1"),
        (lk.Nesterov, "momentum", -0.1, "a number from 0 up to, but not including, 1"),
        (lk.RMSProp, "decay", float("nan"), "a number from 0 up to, but not including, 1"),
        (lk.AdaDelta, "decay", "0.9", "a number from 0 up to, but not including, 1"),
        (lk.Adam, "beta1", 1.0, "a number from 0 up to, but not including, 1"),
        (lk.Adam, "beta2", 2, "a number from 0 up to, but not including, 1"),
        (lk.Adagrad, "epsilon", 0, "a positive, finite number"),
        (lk.Nadam, "epsilon", -1e-8, "a positive, finite number"),
        (lk.AdamW, "weight_decay", -1, "a finite number of at least 0"),
    ],
)
def test_other_bad_hyperparameters_are_refused(make, name, value, wanted):
    with pytest.raises(ValueError, match=f"{name} must be {wanted}, got {value!r}"):
        make(learning_rate=0.1, **{name: value})


@pytest.mark.parametrize("rate", [-1.0, float("nan"), None, "0.1"])
def test_a_schedule_that_gives_no_learning_rate_is_named(rate):
    with pytest.raises(ValueError, match="learning rate of the schedule at step 0 must be"):
        lk.GradientDescent(lambda step: rate).update(1.0, lambda w: w, optimizers.Count(0))
