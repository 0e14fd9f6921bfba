"""Races against plain loops: every seed by itself, every update written out."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.races import Track, race

ROSENBROCK = lk.objectives.rosenbrock


def somewhere(rng):
    return rng.uniform(-1, 1, size=2)


@pytest.fixture
def landscape():
    return Track(ROSENBROCK, somewhere)


@pytest.fixture
def data():
    rng = np.random.default_rng(7)
    X, y = rng.normal(size=(11, 3)), rng.integers(0, 2, size=11)
    loss = lk.DataLoss(lk.softmax_loss, lk.softmax_gradient, X, y)
    return Track(loss, lambda rng: rng.normal(size=(2, 3)), batch_size=4)


def test_a_landscape_is_descended_from_every_start(landscape):
    ends = landscape.ends(lk.Adam(0.1), [3, 5, 8], budget=20)
    for seed, end in zip([3, 5, 8], ends, strict=True):
        start = somewhere(np.random.default_rng(seed))
        path = lk.descend(ROSENBROCK, lk.Adam(0.1), start, steps=20)
        np.testing.assert_allclose(end, path.points[-1], rtol=1e-12)


def test_data_are_seen_in_the_batches_of_the_seed(data):
    X, y = data.objective.X, data.objective.y
    for seed, end in zip([1, 2], data.ends(lk.Momentum(0.3), [1, 2], budget=8), strict=True):
        rng = np.random.default_rng(seed)
        W, v, updates = rng.normal(size=(2, 3)), 0, 0
        while updates < 8:
            order = rng.permutation(11)
            for batch in (order[:4], order[4:8], order[8:]):
                if updates < 8:
                    v = 0.9 * v - 0.3 * lk.softmax_gradient(W, X[batch], y[batch])
                    W, updates = W + v, updates + 1
        np.testing.assert_allclose(end, W, rtol=1e-12)


def test_all_start_at_the_same_place(landscape, data):
    for track in (landscape, data):
        first = track.draw(np.random.default_rng(4))
        for optimizer in (lk.GradientDescent(1e-30), lk.Adam(1e-30)):
            np.testing.assert_array_equal(track.starts([4])[0], first)
            np.testing.assert_allclose(track.ends(optimizer, [4], budget=3)[0], first, rtol=1e-12)


def test_the_rate_is_tuned_and_the_race_run_as_said(data):
    entries, rates = {"sgd": lk.GradientDescent, "adam": lk.Adam}, [0.01, 0.1, 1.0]
    outcome = race(data, entries, rates, budget=9, tuning_seeds=[10, 11, 12], racing_seeds=[0, 1])
    for k, make in enumerate(entries.values()):
        medians = []
        for j, rate in enumerate(rates):
            losses = [data.objective(w) for w in data.ends(make(rate), [10, 11, 12], 9)]
            np.testing.assert_allclose(outcome.tuning[k, j], losses)
            medians.append(sorted(losses)[1])
        best = rates[medians.index(min(medians))]
        assert outcome.best_rates[k] == best
        raced = data.ends(make(best), [0, 1], 9)
        np.testing.assert_allclose(outcome.ends[k], raced)
        np.testing.assert_allclose(outcome.finals[k], [data.objective(w) for w in raced])
        assert outcome.medians[k] == pytest.approx(outcome.finals[k].mean())


def test_diverged_runs_count_as_infinitely_bad(landscape):
    steep = race(landscape, {"sgd": lk.GradientDescent}, [1e-4, 10.0], 50, [1], [2, 3, 4, 5])
    assert steep.best_rates.tolist() == [1e-4]
    assert np.isinf(steep.tuning[0, 1]).all()
    assert steep.failed.tolist() == [[False, True]]
    hopeless = race(landscape, {"sgd": lk.GradientDescent}, [10.0], 50, [1], [2, 3, 4, 5])
    assert np.isinf(hopeless.medians).all()
    assert np.isinf(hopeless.quartiles).all()


def test_quartiles_survive_runs_that_diverged():
    finals = np.array([[4.0, np.inf, 1.0, 3.0, 2.0, np.inf, 0.5, 5.0]])
    outcome = lk.races.Race(
        ("a",), np.array([1.0]), 1, np.ones((1, 1, 1)), np.ones(1), finals, finals
    )
    assert outcome.quartiles.tolist() == [[2.0], [5.0]]
    assert outcome.medians.tolist() == [3.5]


def test_the_order_is_that_of_the_medians(landscape):
    entries = {"slow": lambda _rate: lk.GradientDescent(1e-6), "fast": lambda rate: lk.Adam(rate)}
    outcome = race(landscape, entries, [0.1], 50, [0], [1, 2, 3])
    assert [outcome.names[k] for k in outcome.order] == ["fast", "slow"]
    assert "fast has the lowest median" in repr(outcome)


class Twice:
    """Asks for two gradients in each update and goes by their sum."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def init(self, w):
        return None

    def update(self, w, gradient, state):
        return w - self.learning_rate * (gradient(w) + gradient(w)), state


@pytest.mark.parametrize(("budget", "updates"), [(1, 0), (2, 1), (7, 3), (8, 4)])
def test_the_budget_is_of_gradients_not_of_updates(landscape, budget, updates):
    end = landscape.ends(Twice(0.001), [6], budget)[0]
    once = landscape.ends(lk.GradientDescent(0.002), [6], updates)[0] if updates else None
    expected = landscape.starts([6])[0] if once is None else once
    np.testing.assert_allclose(end, expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rates": [0.1, 0]}, "each of rates must be a positive, finite number, got 0"),
        ({"rates": []}, "rates must be a list of at least 1, got"),
        ({"entries": {}}, "entries must hold what makes optimizers, got {}"),
        ({"entries": {"a": 3}}, "entries must hold what makes optimizers, got {'a': 3}"),
        (
            {"entries": {"a": lambda rate: rate}},
            "what entries make must be an object with the methods init",
        ),
        ({"entries": [lk.Adam]}, "entries must be a Mapping, got"),
        ({"track": [1]}, "track must be a Track, got"),
        ({"budget": 10**400}, "budget must be a whole number"),
        ({"tuning_seeds": ["1"]}, "each of tuning_seeds must be a whole number of at least 0"),
        ({"budget": 0}, "budget must be a whole number of at least 1, got 0"),
        ({"racing_seeds": []}, "racing_seeds must be a list of at least 1, got"),
        ({"racing_seeds": range(5)}, r"got \[1, 2\] for both"),
    ],
)
def test_what_is_no_race_is_refused(landscape, change, said):
    settings = {
        "track": landscape,
        "entries": {"sgd": lk.GradientDescent},
        "rates": [0.1],
        "budget": 3,
        "tuning_seeds": [1, 2],
        "racing_seeds": [3],
    }
    with pytest.raises(ValueError, match=said):
        race(**settings | change)
