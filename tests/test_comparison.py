"""The protocol against plain loops, and the stored results against the script that made them."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.comparison import contest, protocol


def plain_run(problem, optimizer, seed):
    """One trial and one seed, every gradient counted."""
    w = problem.draw(np.random.default_rng(seed))
    rng = np.random.default_rng(seed)
    state, arrived, batches = optimizer.init(w), np.inf, []
    for asked in range(1, problem.budget + 1):
        arguments = ()
        if problem.examples:
            if not batches:
                order = rng.permutation(problem.examples)
                batches = [order[k : k + 32] for k in range(0, problem.examples, 32)]
            arguments = (batches.pop(0),)
        slope = lambda v: problem.gradient(v[None], *arguments)[0] * problem.scale  # noqa: B023, E731
        w, state = optimizer.update(w, slope, state)
        if asked % problem.every == 0 and problem.error(w[None])[0] <= problem.target:
            arrived = min(arrived, asked)
    return arrived, problem.error(w[None])[0]


@pytest.mark.parametrize("name", ["beale", "beale / 100", "softmax", "convolutions"])
def test_trials_run_side_by_side_as_they_would_alone(name):
    problem = replace(contest.problem(name), budget=30)
    made = [lk.Nadam(0.02, beta1=0.8), lk.Nadam(lk.CosineDecay(0.05, 30)), lk.Nadam(0.01, 0.5)]
    found = protocol.runs(problem, made, [3, 4])
    for k, optimizer in enumerate(made):
        for j, seed in enumerate([3, 4]):
            arrived, error = plain_run(problem, optimizer, seed)
            assert found["gradients"][k, j] == arrived
            assert found["error"][k, j] == pytest.approx(error, rel=1e-4, abs=0.01)


def test_batches_and_starts_are_those_of_train():
    problem = replace(contest.problem("softmax"), budget=40)
    X, y = problem_data()
    data = lk.DataLoss(lk.softmax_loss, lk.softmax_gradient, X, y)
    path = lk.train(data, lk.Adam(0.03), problem.draw, seed=5, steps=40)
    error = problem.error(np.float32(path.points[-1:]))
    assert protocol.runs(problem, [lk.Adam(0.03)], [5])["error"][0] == pytest.approx(error)


def problem_data():
    digits = lk.load_digits()
    return digits.X_train[: contest.TRAINING], digits.y_train[: contest.TRAINING]


def test_gradients_are_counted_and_not_updates():
    @dataclass(frozen=True)
    class Twice(lk.GradientDescent):
        def update(self, w, gradient, state):
            return super().update(w, lambda v: (gradient(v) + gradient(v)) / 2, state)

    problem = contest.problem("rotated_ravine")
    once = protocol.runs(problem, [lk.GradientDescent(0.05)], range(3))["gradients"]
    twice = protocol.runs(problem, [Twice(0.05)], range(3))["gradients"]
    np.testing.assert_array_equal(twice, 2 * once)


def tuned(low, high):
    problem = replace(contest.problem("rotated_ravine"), seeds=3)
    narrow = protocol.Method(lk.GradientDescent, ranges=((low, high), (0.05, 1)))
    draws = np.random.default_rng(0).random((16, 3))
    rounds = protocol.tune(problem, narrow, draws)
    assert 0.1 <= draws[rounds[-1]["fast"], 0] <= 0.9
    return rounds


def test_a_range_moves_until_the_best_trial_is_inside():
    rounds = tuned(0.002, 0.02)
    assert [each["ranges"][0] for each in rounds] == [(0.002, 0.02), pytest.approx((0.02, 0.2))]


def test_where_nobody_arrives_the_range_is_widened():
    rounds = tuned(1e-6, 1e-5)
    assert rounds[1]["ranges"][0] == pytest.approx((1e-7, 1e-4))
    assert np.isfinite(rounds[-1]["gradients"][rounds[-1]["fast"]]).all()


def test_the_best_trial_is_the_fastest_then_the_lowest():
    never = np.inf
    found = {
        "gradients": np.array([[never, 50], [60, 70], [never, never], [never, never]]),
        "error": np.array([[0.5, 0.0], [0.1, 0.1], [0.2, 0.2], [0.01, 0.01]]),
    }
    assert protocol.best(found, 100, "fast") == 1
    assert protocol.best(found, 65, "fast") == 0  # the budget is what never costs
    assert protocol.best(found, 100, "accurate") == 3


@pytest.mark.parametrize(("name", "method"), [("rotated_ravine", "Nesterov"), ("SVM", "Adagrad")])
def test_stored_results_are_what_the_protocol_gives(name, method):
    results, problem = contest.load_results(), contest.problem(name)
    rounds = protocol.tune(
        problem, contest.METHODS[method], contest.draws(name), contest.aims(name)
    )
    chosen = rounds[-1]["trials"][rounds[-1]["fast"]]
    pick = results.pick(name, method)
    rate, second, falls = contest.settings(contest.METHODS[method], chosen)
    assert (pick["learning_rate"], pick["cosine"]) == (rate, falls)
    assert second is None or pick["second"] == second
    tests = protocol.judge(problem, [chosen])
    stored = results.test(name, method)
    assert (stored == tests["gradients"][0]).mean() >= 0.9  # the last bits of BLAS may differ
