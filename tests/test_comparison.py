"""The protocol against plain loops, and the stored results against the script that made them."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.comparison import contest, protocol
from lessonkit.comparison.results import Results, load_results


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
            assert found["error"][k, j] == pytest.approx(error, rel=1e-4, abs=1)  # of 300 images


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


def test_a_model_has_arrived_when_at_most_six_in_a_hundred_are_wrong():
    problem, digits = contest.problem("softmax"), lk.load_digits()
    W = np.float32(np.random.default_rng(1).normal(size=(10, 65)))
    guesses = [np.argmax(W @ x) for x in np.float32(digits.X_train[contest.TRAINING :])]
    wrong = sum(g != y for g, y in zip(guesses, digits.y_train[contest.TRAINING :], strict=True))
    assert problem.error(W[None]).tolist() == [wrong]
    assert problem.target / len(guesses) == 0.06


def test_no_seed_is_used_twice():
    for name in ("beale", "softmax"):
        problem = contest.problem(name)
        used = [
            seed
            for repeat in range(contest.REPEATS)
            for seed in (*problem.tuning_seeds(repeat), *problem.test_seeds(repeat))
        ]
        assert len(used) == len(set(used)) == 2 * contest.REPEATS * problem.seeds


def tuned(make, repeat=0, **ranges):
    problem = replace(contest.problem("rotated_ravine"), seeds=3)
    return protocol.tune(problem, protocol.Method(make, ranges), repeat)


def test_ranges_reach_tenfold_beyond_the_best_so_far_and_all_trials_stay():
    made, ranges = tuned(lk.GradientDescent, learning_rate=(0.0001, 0.001))
    rates = [each["drawn"]["learning_rate"] for each in made]
    costs = [np.minimum(each["gradients"], 500).mean() for each in made]
    assert len(made) == 64
    reached = 0.001
    for first in (0, 16, 32, 48):
        assert max(rates[first : first + 16]) <= reached * 1.01
        best = min(range(first + 16), key=lambda k: (costs[k], made[k]["error"].max()))
        reached = max(reached, 10 * rates[best])
    assert ranges["learning_rate"][1] < reached  # the last trials come from the ranges before
    assert ranges["learning_rate"][1] > 0.1  # where 0.001 would have been far too slow
    assert protocol.choose(made, 500)["gradients"].mean() == min(costs)


def test_a_share_stays_below_one_and_may_come_as_near_as_it_likes():
    made, ranges = tuned(lk.Momentum, learning_rate=(1e-4, 1.0), momentum=(0.9, 1.0))
    assert ranges["momentum"][0] < 0.1
    assert ranges["momentum"][1] == 1
    assert all(0 <= each["optimizer"].momentum < 1 for each in made)
    for each in made:
        assert each["optimizer"].momentum == pytest.approx(1 - each["drawn"]["momentum"])


def test_first_ranges_stay_where_they_may_not_get_wider():
    problem = replace(contest.problem("rotated_ravine"), seeds=3, wider=False)
    narrow = protocol.Method(lk.GradientDescent, {"learning_rate": (1e-4, 1e-3)})
    made, ranges = protocol.tune(problem, narrow, 0)
    assert ranges == {"learning_rate": (1e-4, 1e-3)}
    assert max(each["drawn"]["learning_rate"] for each in made) <= 1e-3


def test_near_an_end_that_could_be_moved_is_at_the_edge():
    ranges = {"learning_rate": (0.01, 10), "beta1": (0.001, 1)}
    inside = {"learning_rate": 0.1, "beta1": 0.9}  # beta1 = 0.1; below 0 there is nothing
    assert not protocol.at_edge(inside, ranges)
    assert protocol.at_edge(inside | {"learning_rate": 5}, ranges)
    assert protocol.at_edge(inside | {"learning_rate": 0.02}, ranges)
    assert protocol.at_edge(inside | {"beta1": 0.002}, ranges)


def test_the_best_trial_is_the_fastest_then_the_lowest():
    never = np.inf
    pairs = [([never, 50], [5, 0]), ([60, 70], [1, 1]), ([never, never], [2, 2])]
    pairs.append(([never, never], [0.1, 0.1]))
    trials = [{"gradients": np.array(g), "error": np.array(e)} for g, e in pairs]
    assert protocol.choose(trials, 100) is trials[1]
    assert protocol.choose(trials, 65) is trials[0]  # the budget is what never costs
    assert protocol.choose(trials[2:], 100) is trials[3]
    assert protocol.choose(trials, 100, "accurate") is trials[3]


@pytest.mark.parametrize(
    ("name", "method", "repeat"), [("rotated_ravine", "Nesterov", 3), ("SVM", "Adagrad", 0)]
)
def test_stored_results_are_what_the_protocol_gives(name, method, repeat):
    problem, stored = contest.problem(name), load_results().pick(name, method)
    made, _ = protocol.tune(problem, contest.METHODS[method], repeat)
    chosen = protocol.choose(made, problem.budget)
    row = [stored[key][repeat] for key in ("learning_rate", "second", "weight_decay", "cosine")]
    expected = [float(value or "nan") for value in contest.settings(chosen)[:3]]
    np.testing.assert_array_equal(row, [*expected, chosen["cosine"]])
    tests = protocol.judge(problem, [chosen["optimizer"]], repeat)["gradients"][0]
    assert (stored["gradients"][repeat] == tests).mean() >= 0.75  # the last bits of BLAS may differ


def test_every_repeat_is_stored_once():
    columns = load_results().columns
    keys = [columns[key].tolist() for key in ("problem", "method", "repeat", "aim", "trials")]
    rows = list(zip(*keys, strict=True))
    assert len(set(rows)) == len(rows)
    fast = [row for row in rows if row[3:] == ("fast", 64)]
    pairs = sum(len(contest.methods_for(name)) for name in contest.NAMES)
    assert len(fast) == pairs * contest.REPEATS


def made_up(gradients: dict):
    """Results of Beale: method → of each repeat the test runs."""
    rows = [(method, runs) for method, repeats in gradients.items() for runs in repeats]
    columns = {"problem": "beale", "aim": "fast", "trials": 64.0}
    table = {key: np.full(len(rows), value) for key, value in columns.items()}
    runs = np.empty(len(rows), object)
    runs[:] = [np.array(runs, float) for _, runs in rows]
    return Results(table | {"method": np.array([method for method, _ in rows]), "gradients": runs})


def test_a_repeat_in_which_most_runs_never_arrive_is_a_failure():
    never = np.inf
    repeats = [[10, 20, never], [10, never, never]]
    results = made_up(dict.fromkeys(contest.methods_for("beale"), repeats))
    assert results.instances(["beale"]).tolist() == [[(10 + 20 + 500) / 3, never]] * 8
    assert results.repeats("beale", "Adam").tolist() == [530 / 3, 1010 / 3]


def test_pairs_decide_who_is_faster_than_whom():
    slow = [[100, 110]] * 6
    fast = [[50, 60]] * 6  # six of six: p = 0.03
    once = [[90, 100]] * 5 + [[300, 300]]  # five of six: p = 0.2, and not for the mean
    gradients = dict.fromkeys(contest.methods_for("beale"), slow)
    results = made_up(gradients | {"Adam": fast, "Nadam": once})
    row = dict(
        zip(gradients, results.verdicts("beale")[list(gradients).index("Adam")], strict=True)
    )
    assert row == dict.fromkeys(gradients, 1) | {"Adam": 0, "Nadam": 1}
    told = results.verdicts("beale")
    assert (told == -told.T).all()
    assert told[list(gradients).index("Nadam")].tolist() == [0, 0, 0, 0, 0, 0, -1, 0]


def test_results_that_are_not_there_are_named():
    with pytest.raises(ValueError, match="no results for beale, AdamW, fast, 64"):
        load_results().pick("beale", "AdamW")
