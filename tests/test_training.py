"""Training against the loop that the lessons write out."""

import numpy as np
import pytest

import lessonkit as lk


@pytest.fixture
def data():
    rng = np.random.default_rng(7)
    X, y = rng.normal(size=(11, 3)), rng.integers(0, 2, size=11)
    return lk.DataLoss(lk.softmax_loss, lk.softmax_gradient, X, y)


def draw(rng):
    return rng.normal(size=(2, 3))


def by_hand(data, start, seed, epochs):
    """Momentum at 0.3 on batches of 4, every update written out."""
    rng = np.random.default_rng(seed)
    W, v, points = start, 0, [start]
    for _ in range(epochs):
        order = rng.permutation(11)
        for batch in (order[:4], order[4:8], order[8:]):
            v = 0.9 * v - 0.3 * lk.softmax_gradient(W, data.X[batch], data.y[batch])
            W = W + v
            points.append(W)
    return points


@pytest.mark.parametrize("seed", [0, 5])
def test_weights_and_batches_come_from_the_seed_each_by_itself(data, seed):
    start = draw(np.random.default_rng(seed))
    expected = by_hand(data, start, seed, epochs=2)
    path = lk.train(data, lk.Momentum(0.3), draw, seed=seed, batch_size=4, epochs=2)
    np.testing.assert_allclose(path.points, expected, rtol=1e-12)
    given = lk.train(data, lk.Momentum(0.3), start, seed=seed, batch_size=4, epochs=2)
    np.testing.assert_array_equal(given.points, path.points)


@pytest.mark.parametrize("steps", [1, 3, 4])
def test_steps_cut_the_last_epoch_off(data, steps):
    expected = by_hand(data, np.zeros((2, 3)), seed=1, epochs=2)[: steps + 1]
    path = lk.train(data, lk.Momentum(0.3), np.zeros((2, 3)), seed=1, batch_size=4, steps=steps)
    np.testing.assert_allclose(path.points, expected, rtol=1e-12)


def test_states_are_kept_when_asked_for(data):
    settings = dict(start=draw, seed=0, batch_size=4, steps=5)
    assert len(lk.train(data, lk.Adam(0.1), **settings).states) == 1
    kept = lk.train(data, lk.Adam(0.1), **settings, keep_states=True)
    assert [state.count for state in kept.states] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({}, "train needs either epochs or steps, got None and None"),
        ({"epochs": 1, "steps": 2}, "train needs either epochs or steps, got 1 and 2"),
        ({"steps": 2, "batch_size": 12}, "batch_size must be"),
        ({"steps": 0}, "steps must be"),
        ({"steps": 2, "seed": -1}, "seed must be"),
        ({"steps": 2, "data": lk.objectives.bowl}, "data must be a DataLoss"),
        ({"steps": 2, "start": lambda rng: None}, "start returned None: is a return missing?"),
    ],
)
def test_what_cannot_be_trained_is_refused(data, change, message):
    settings = dict(data=data, optimizer=lk.Adam(0.1), start=draw, seed=0, batch_size=4) | change
    with pytest.raises(ValueError, match=message):
        lk.train(**settings)
