"""descend and Path: rows, divergence, stopping rules, batches, bad input."""

import itertools
import re
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lessonkit as lk
from lessonkit.optimizers import Count

PARABOLA = lk.objectives.parabola
GD = lk.GradientDescent(0.2)
ALL = (
    lk.GradientDescent(0.4),
    lk.Momentum(0.3),
    lk.Nesterov(0.3),
    lk.ShiftedNesterov(0.3),
    lk.Adagrad(0.5),
    lk.RMSProp(0.5),
    lk.AdaDelta(),
    lk.Adam(0.5),
    lk.AdamW(0.5),
    lk.Nadam(0.5),
)
each_optimizer = pytest.mark.parametrize("optimizer", ALL, ids=lambda o: type(o).__name__)


def test_a_path_holds_the_start_and_every_step():
    # x² − 4x + 6 from 4: each step brings x to 2 + 0.6 (x − 2).
    path = lk.descend(PARABOLA, GD, start=4.0, steps=10)
    np.testing.assert_allclose(path.points, 2 + 2 * 0.6 ** np.arange(11), rtol=1e-14)
    np.testing.assert_allclose(path.values, 2 + 4 * 0.36 ** np.arange(11), rtol=1e-14)
    np.testing.assert_allclose(path.gradients, 4 * 0.6 ** np.arange(11), rtol=1e-13)
    assert path.learning_rates.tolist() == [0.2] * 10
    assert [s.count for s in path.states] == list(range(11))
    assert (path.steps, len(path)) == (10, 11)
    assert (path.diverged_at, path.stopped_at, path.diverged) == (None, None, False)
    assert path.optimizer is GD
    assert path.objective is PARABOLA


def test_the_default_is_a_hundred_steps_and_none_is_allowed():
    assert lk.descend(PARABOLA, GD, start=4.0).steps == 100
    path = lk.descend(PARABOLA, GD, start=4.0, steps=0)
    assert (path.points.tolist(), path.values.tolist()) == ([4.0], [6.0])


def test_a_repr_is_short_and_stable():
    assert repr(lk.descend(PARABOLA, GD, start=4.0, steps=1)) == (
        "<Path: 1 step of GradientDescent(learning_rate=0.2): 4. → 3.2>"
    )
    path = lk.descend(PARABOLA, lk.GradientDescent(1e200), start=4.0, steps=5)
    assert repr(path).endswith("diverged at step 1>")


@each_optimizer
def test_gradients_and_rates_of_a_batch_have_the_shape_of_its_points(optimizer):
    starts = np.random.default_rng(0).uniform(-1, 1, (6, 2))
    path = lk.descend(lk.objectives.ravine, optimizer, starts, steps=8)
    assert path.points.shape == path.gradients.shape == (9, 6, 2)
    assert path.values.shape == (9, 6)
    assert path.learning_rates.shape == (8, 6, 2)
    np.testing.assert_array_equal(path.gradients[3], lk.objectives.ravine.gradient(path.points[3]))


def test_divergence_is_a_result():
    path = lk.descend(PARABOLA, lk.GradientDescent(1e100), start=4.0, steps=6)
    # 4 → −4e100 → about 8e200, whose square is beyond the largest number.
    assert path.diverged_at == 2
    assert path.diverged is True
    assert np.isfinite(path.values[:2]).all()
    assert not np.isfinite(path.values[2:]).any()
    assert np.isnan(path.points[3:]).all()
    assert len(path.states) == 7
    assert np.isnan(path.gradients[3:]).all()
    assert np.isnan(path.learning_rates[2:]).all()


def test_a_start_outside_the_domain_of_a_function_has_diverged_at_once():
    path = lk.descend(lk.Objective("log(x)"), GD, start=-1.0, steps=3)
    assert path.diverged_at == 0
    np.testing.assert_array_equal(path.points, [-1, np.nan, np.nan, np.nan])


@each_optimizer
def test_a_diverging_start_does_not_disturb_its_neighbors(optimizer):
    # log(x) ends at zero: starts near it fall off, at different steps.
    f = lk.Objective("x**2 + log(x)*3 - log(x + 1)")
    starts = np.array([0.02, 3.0, 0.4, 50.0, -1.0, 1.2])
    together = lk.descend(f, optimizer, starts, steps=30)
    assert together.diverged.any()
    assert not together.diverged.all() or type(optimizer).__name__ != "AdaDelta"
    for i, start in enumerate(starts):
        alone = lk.descend(f, optimizer, start, steps=30)
        assert alone.diverged_at == (
            None if together.diverged_at[i] < 0 else together.diverged_at[i]
        )
        np.testing.assert_array_equal(together.points[:, i], alone.points)
        np.testing.assert_array_equal(together.values[:, i], alone.values)
        np.testing.assert_array_equal(together.gradients[:, i], alone.gradients)
        np.testing.assert_array_equal(together.learning_rates[:, i], alone.learning_rates)


@given(
    starts=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=8),
    rate=st.floats(0.01, 2.0),
    tolerance=st.sampled_from([0.0, 1e-3, 10.0]),
)
@settings(max_examples=40, deadline=None)
def test_batched_is_one_by_one_whatever_stops_or_diverges(starts, rate, tolerance):
    f = lk.Objective("x**4/100 - x**2")
    stop = [lk.SmallGradient(tolerance), lk.SmallChange(tolerance)]
    together = lk.descend(f, lk.GradientDescent(rate), starts, steps=25, stop=stop)
    for i, start in enumerate(starts):
        alone = lk.descend(f, lk.GradientDescent(rate), start, steps=25, stop=stop)
        rows = min(len(alone), len(together))
        np.testing.assert_array_equal(together.points[:rows, i], alone.points[:rows])
        if alone.stopped_at is not None:
            assert together.stopped_at[i] == alone.stopped_at == alone.steps
            assert (together.points[rows:, i] == alone.points[-1]).all()


def test_functions_are_never_asked_at_non_finite_points():
    asked = []

    class Cliff:
        def __call__(self, w):
            asked.append(w)
            return np.asarray(w) ** 2

        def gradient(self, w):
            asked.append(w)
            return np.where(np.abs(w) > 1, np.inf, 2 * w)

    path = lk.descend(Cliff(), GD, start=[0.5, 3.0, -0.5], steps=4)
    assert path.diverged_at.tolist() == [-1, 1, -1]
    assert all(np.isfinite(w).all() for w in asked)


def test_a_numerical_gradient_survives_divergence():
    f = lk.Objective.from_function(lambda x: x**2, dim=1)
    path = lk.descend(f, lk.GradientDescent(1e200), start=[1.0, 0.0], steps=5)
    assert path.diverged_at.tolist() == [1, -1]


class TestStopping:
    def test_on_a_small_gradient(self):
        # The gradient is 4 · 0.6ᵏ, first below 0.1 for k = 8.
        path = lk.descend(PARABOLA, GD, start=4.0, stop=lk.SmallGradient(0.1))
        assert (path.stopped_at, path.steps, len(path.states)) == (8, 8, 9)
        assert abs(path.gradients[-1]) <= 0.1 < abs(path.gradients[-2])

    def test_on_a_small_change(self):
        path = lk.descend(PARABOLA, GD, start=4.0, stop=lk.SmallChange(0.01))
        changes = np.abs(np.diff(path.values))
        assert changes[-1] <= 0.01 < changes[-2]
        assert path.stopped_at == path.steps

    def test_the_length_of_the_gradient_counts_not_one_coordinate(self):
        rule = lk.SmallGradient(5.0)
        gradient = np.array([[3.0, 4.0], [4.0, 4.0]])
        assert rule(None, np.zeros(2), None, lambda w: gradient).tolist() == [True, False]

    def test_of_a_weight_matrix_the_whole_gradient_counts(self):
        rule = lk.SmallGradient(5.0)
        assert rule(None, 1.0, None, lambda w: np.array([[3.0, 0.0], [0.0, 4.0]]))
        assert not rule(None, 1.0, None, lambda w: np.array([[3.0, 1.0], [0.0, 4.0]]))

    def test_at_the_minimum_there_is_nothing_to_do(self):
        path = lk.descend(PARABOLA, GD, start=2.0, stop=lk.SmallGradient(0.0))
        assert (path.stopped_at, path.points.tolist()) == (0, [2.0])

    def test_by_any_of_several_rules_and_by_a_rule_of_ones_own(self):
        def low(w, value, before, gradient):
            return value < 2.5

        path = lk.descend(PARABOLA, GD, start=4.0, stop=[lk.SmallGradient(1e-9), low])
        assert path.values[-1] < 2.5 <= path.values[-2]

    def test_a_start_that_stopped_rests_and_the_path_ends_with_the_last(self):
        path = lk.descend(PARABOLA, GD, start=[2.0, 4.0, 2.1], stop=lk.SmallGradient(0.1))
        assert path.stopped_at.tolist() == [0, 8, 2]
        assert path.steps == 8
        assert (path.points[:, 0] == 2.0).all()
        assert (path.points[2:, 2] == path.points[2, 2]).all()

    def test_steps_end_a_run_that_meets_no_rule(self):
        path = lk.descend(PARABOLA, GD, start=4.0, steps=3, stop=lk.SmallGradient(1e-9))
        assert (path.stopped_at, path.steps) == (None, 3)

    def test_diverged_and_stopped_starts_end_a_run_together(self):
        f = lk.Objective("x - log(x)")
        path = lk.descend(f, GD, start=[1.0, -1.0], steps=50, stop=lk.SmallGradient(1e-6))
        assert (path.steps, path.stopped_at.tolist(), path.diverged_at.tolist()) == (
            0,
            [0, -1],
            [-1, 0],
        )

    @pytest.mark.parametrize("tolerance", [-1, float("nan"), "small", None])
    @pytest.mark.parametrize("rule", [lk.SmallGradient, lk.SmallChange])
    def test_a_bad_tolerance_is_named(self, rule, tolerance):
        with pytest.raises(ValueError, match="tolerance must be a finite number of at least 0"):
            rule(tolerance)


class TestMinibatches:
    @given(examples=st.integers(1, 50), share=st.floats(0, 1), epochs=st.integers(1, 4))
    def test_every_example_once_in_each_epoch(self, examples, share, epochs):
        size = max(1, round(share * examples))
        batches = list(lk.minibatches(examples, size, np.random.default_rng(0), epochs))
        per_epoch = -(-examples // size)
        assert len(batches) == epochs * per_epoch
        for first in range(0, len(batches), per_epoch):
            epoch = batches[first : first + per_epoch]
            assert sorted(np.concatenate(epoch).tolist()) == list(range(examples))
            assert all(len(batch) == size for batch in epoch[:-1])

    def test_seeded_and_shuffled_anew(self):
        def drawn(seed):
            rng = np.random.default_rng(seed)
            return [b.tolist() for b in lk.minibatches(20, 20, rng, epochs=2)]

        assert drawn(1) == drawn(1) != drawn(2)
        assert drawn(1)[0] != drawn(1)[1]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((0, 1), "examples must be a whole number of at least 1, got 0"),
            ((5, 0), "size must be a whole number of at least 1, got 0"),
            ((5, 6), "size must be at most the number of examples, 5, got 6"),
        ],
    )
    def test_bad_input_is_named_at_once(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            lk.minibatches(*arguments, np.random.default_rng(0))
        with pytest.raises(ValueError, match="rng must be a numpy"):
            lk.minibatches(5, 2, 0)
        with pytest.raises(ValueError, match="epochs must be a whole number"):
            lk.minibatches(5, 2, np.random.default_rng(0), epochs=0)

    @each_optimizer
    def test_train_a_classifier_of_the_digits(self, optimizer):
        digits = lk.load_digits()
        loss = lk.DataLoss(
            lk.svm_loss, lk.svm_gradient, digits.X_train, digits.y_train, {"reg": 1e-4}
        )
        start = np.random.default_rng(0).normal(scale=0.01, size=(10, 65))
        batches = lk.minibatches(len(loss), 64, np.random.default_rng(1), epochs=3)
        gentle = {"AdaDelta": 1.0}.get(type(optimizer).__name__, 0.02)
        path = lk.descend(loss, type(optimizer)(gentle), start, batches=batches)
        assert path.points.shape == (64, 10, 65)
        assert path.values.shape == (64,)
        assert lk.accuracy(path.points[-1], digits.X_test, digits.y_test) > 0.8
        assert path.gradients[-1] == pytest.approx(loss.gradient(path.points[-1]))

    def test_each_step_sees_its_batch(self):
        seen = []

        class Noted:
            def __call__(self, w, batch):
                seen.append(("value", batch))
                return 0.5 * w**2

            def gradient(self, w, batch):
                seen.append(("gradient", batch))
                return w

        lk.descend(Noted(), lk.GradientDescent(0.1), start=1.0, batches=["a", "b", "c"])
        assert [b for kind, b in seen if kind == "gradient"] == ["a", "b", "c"]
        assert [b for kind, b in seen if kind == "value"] == ["a", "b", "c", "c"]

    def test_many_runs_at_once_through_stacked_weights(self):
        digits = lk.load_digits()
        X, y = digits.X_train[:100], digits.y_train[:100]
        loss = lk.DataLoss(lk.svm_loss, lk.svm_gradient, X, y)
        starts = np.random.default_rng(0).normal(scale=0.01, size=(3, 10, 65))
        path = lk.descend(loss, lk.Momentum(0.05), starts, steps=5)
        assert path.values.shape == (6, 3)
        for i in range(3):
            alone = lk.descend(loss, lk.Momentum(0.05), starts[i], steps=5)
            np.testing.assert_allclose(path.points[:, i], alone.points, rtol=1e-12)

    def test_steps_limit_batches_even_endless_ones(self):
        loss = lk.DataLoss(lambda w, X, y: ((X @ w - y) ** 2).mean(), None, np.eye(3), np.ones(3))
        endless = itertools.repeat(np.array([0, 2]))
        path = lk.descend(loss, lk.GradientDescent(0.1), np.zeros(3), steps=4, batches=endless)
        assert path.steps == 4
        assert path.points[-1][1] == 0.0
        assert path.points[-1][0] == pytest.approx(1 - 0.9**4, abs=1e-9)

    def test_without_a_step_the_value_is_that_of_the_first_batch(self):
        loss = lk.DataLoss(lambda w, X, y: w * X.sum(), None, X=np.arange(4.0), y=np.zeros(4))
        path = lk.descend(loss, lk.GradientDescent(0.1), 2.0, steps=0, batches=[[1, 2], [3]])
        assert path.values.tolist() == [6.0]

    def test_no_batches_are_an_error(self):
        loss = lk.DataLoss(lambda w, X, y: w * X.sum(), None, X=np.arange(4.0), y=np.zeros(4))
        with pytest.raises(ValueError, match="batches must be a list of at least 1, got"):
            lk.descend(loss, GD, start=1.0, batches=[])

    def test_r16_a_formula_has_no_batches(self):
        with pytest.raises(ValueError, match="batches need an objective of examples"):
            lk.descend(PARABOLA, GD, start=1.0, batches=[[0]])

    def test_examples_and_labels_must_match(self):
        with pytest.raises(ValueError, match="one row for each example, got 3 and 2"):
            lk.DataLoss(lk.svm_loss, None, np.ones((3, 2)), np.zeros(2, int))


class TestOwnOptimizers:
    def test_a_class_with_init_and_update_is_enough(self):
        class Half:
            def init(self, w):
                return None

            def update(self, w, gradient, state):
                return w - 0.25 * gradient(w), state

        path = lk.descend(PARABOLA, Half(), start=4.0, steps=2)
        assert path.points.tolist() == [4.0, 3.0, 2.5]
        assert path.learning_rates is None

    def test_one_that_works_in_place_harms_neither_path_nor_start(self):
        class InPlace:
            def init(self, w):
                return Count(0)

            def update(self, w, gradient, state):
                w -= 0.1 * gradient(w)
                return w, state

        start = np.array([1.0, 2.0])
        path = lk.descend(lk.objectives.bowl, InPlace(), start, steps=3)
        clean = lk.descend(lk.objectives.bowl, lk.GradientDescent(0.1), start, steps=3)
        np.testing.assert_array_equal(path.points, clean.points)
        assert start.tolist() == [1.0, 2.0]

    def test_observe_is_told_every_value(self):
        class Log(NamedTuple):
            values: tuple = ()

        class Watching:
            def init(self, w):
                return Log()

            def update(self, w, gradient, state):
                return w - 0.25 * gradient(w), state

            def observe(self, state, value):
                return Log((*state.values, float(value)))

        path = lk.descend(PARABOLA, Watching(), start=4.0, steps=3)
        assert list(path.states[-1].values) == path.values.tolist()

    def test_an_update_of_the_wrong_shape_is_named(self):
        class Wrong:
            def __call__(self, w):
                return float((w**2).sum())

            def gradient(self, w):
                return np.ones((3, 1))

        with pytest.raises(
            ValueError, match=r"gradient must return an array of shape \(3,\), got shape \(3, 1\)"
        ):
            lk.descend(Wrong(), GD, start=np.zeros(3))


def test_states_can_be_left_out():
    full = lk.descend(lk.objectives.ravine, lk.Adam(0.1), [[1.0, 1.0]], steps=5)
    lean = lk.descend(lk.objectives.ravine, lk.Adam(0.1), [[1.0, 1.0]], steps=5, keep_states=False)
    np.testing.assert_array_equal(lean.points, full.points)
    np.testing.assert_array_equal(lean.states[-1].mean, full.states[-1].mean)
    assert len(lean.states) == 1
    assert lean.learning_rates is None


@pytest.mark.parametrize(
    ("objective", "start", "message"),
    [
        (PARABOLA, float("nan"), "start must hold finite numbers only, got nan"),
        (PARABOLA, [1.0, float("inf")], "start must hold finite numbers only"),
        (PARABOLA, "4", "start must be a number or an array of numbers, got '4'"),
        (PARABOLA, None, "start must"),
        (PARABOLA, [[1.0, 2.0]], r"start must be a number, or (N,) for N starts, got shape (1, 2)"),
        (
            lk.objectives.bowl,
            1.0,
            r"start must be shape (2,), or (N, 2) for N starts, got shape ()",
        ),
        (lk.objectives.bowl, [1.0, 2.0, 3.0], "got shape (3,)"),
        (lk.objectives.bowl, np.zeros((2, 2, 2)), "got shape (2, 2, 2)"),
    ],
)
def test_a_bad_start_is_named(objective, start, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        lk.descend(objective, GD, start)


@pytest.mark.parametrize("steps", [-1, 2.5, float("nan"), "10", True])
def test_a_bad_number_of_steps_is_named(steps):
    with pytest.raises(ValueError, match="steps must be a whole number of at least 0, got "):
        lk.descend(PARABOLA, GD, start=1.0, steps=steps)


def test_missing_methods_are_named():
    with pytest.raises(
        ValueError, match=r"optimizer must be an object with the methods init and update, got 0\.1"
    ):
        lk.descend(PARABOLA, 0.1, start=1.0)
    with pytest.raises(ValueError, match="callable and have a method gradient"):
        lk.descend(lambda w: w**2, GD, start=1.0)


def test_an_objective_must_return_a_value_for_each_start():
    class Odd:
        def __call__(self, w):
            return np.zeros(7)

        def gradient(self, w):
            return w

    with pytest.raises(ValueError, match=r"starts of shape \(3,\) it returned shape \(7,\)"):
        lk.descend(Odd(), GD, start=np.zeros(3))
