"""Random search and random local search."""

import re

import numpy as np
import pytest

from lessonkit.datasets import load_digits
from lessonkit.losses import accuracy, svm_loss
from lessonkit.search import random_local_search, random_search


def rng(seed=0):
    return np.random.default_rng(seed)


def bowl(w):
    return float((w**2).sum())


def test_random_search_by_the_plain_loop():
    plain, losses, best = rng(5), [], None
    for _ in range(50):
        w = plain.normal(size=3)
        if best is None or bowl(w) < bowl(best):
            best = w
        losses.append(bowl(w))
    found = random_search(bowl, lambda r: r.normal(size=3), 50, rng(5))
    np.testing.assert_array_equal(found.losses, losses)
    np.testing.assert_array_equal(found.best, best)
    assert found.best_loss == min(losses)
    np.testing.assert_array_equal(found.best_so_far, np.minimum.accumulate(losses))


@pytest.mark.parametrize("batch", [2, 7, 50, 200])
def test_batches_change_nothing_but_the_speed(batch):
    digits = load_digits()

    def loss(W):
        return svm_loss(W, digits.X_train, digits.y_train)

    def draw(r):
        return r.standard_normal((10, 65))

    one, many = random_search(loss, draw, 50, rng()), random_search(loss, draw, 50, rng(), batch)
    np.testing.assert_allclose(many.losses, one.losses, rtol=1e-12)
    np.testing.assert_array_equal(many.best, one.best)


def test_a_loss_that_is_not_a_number_never_wins():
    values = iter([np.nan, 3.0, np.nan, 2.0, np.inf])
    found = random_search(lambda w: next(values), lambda r: r.normal(), 5, rng())
    assert found.best_loss == 2
    assert found.best_so_far[1:].tolist() == [3, 3, 2, 2]
    hopeless = random_search(lambda w: np.nan, lambda r: r.normal(), 3, rng())
    assert np.isnan(hopeless.best_loss)
    assert "best loss nan" in repr(hopeless)


def test_a_draw_that_reuses_its_array_does_no_harm():
    buffer = np.empty(2)

    def draw(r):
        buffer[:] = r.normal(size=2)
        return buffer

    found = random_search(bowl, draw, 20, rng())
    assert bowl(found.best) == found.best_loss


def test_local_search_by_the_plain_loop():
    plain, w, losses, accepted = rng(3), np.array([3.0, 4.0]), [25.0], [True]
    for _ in range(199):
        candidate = w + 0.3 * plain.standard_normal(2)
        losses.append(bowl(candidate))
        accepted.append(bowl(candidate) < bowl(w))
        w = candidate if accepted[-1] else w
    found = random_local_search(bowl, [3.0, 4.0], 0.3, 200, rng(3), record=True)
    np.testing.assert_array_equal(found.losses, losses)
    np.testing.assert_array_equal(found.accepted, accepted)
    np.testing.assert_array_equal(found.best, w)
    np.testing.assert_array_equal(found.points[-1], w)
    assert found.acceptance_rate == np.mean(accepted[1:])
    assert found.best_loss == bowl(w) == found.best_so_far[-1]
    np.testing.assert_array_equal(found.best_so_far, [bowl(p) for p in found.points])


def test_local_search_counts_the_start():
    calls = []
    found = random_local_search(lambda w: calls.append(1) or bowl(w), np.ones(3), 0.1, 30, rng())
    assert len(calls) == len(found.losses) == 30
    one = random_local_search(bowl, np.ones(3), 0.1, 1, rng())
    assert (one.losses.tolist(), one.acceptance_rate) == ([3.0], 0)
    np.testing.assert_array_equal(one.best, np.ones(3))
    assert one.points is None


def test_local_search_leaves_the_start_alone_even_with_a_rude_loss():
    def rude(w):
        value = bowl(w)
        w[:] = 99
        return value

    start = np.array([3.0, 4.0])
    found = random_local_search(rude, start, 0.3, 50, rng(3))
    np.testing.assert_array_equal(start, [3, 4])
    assert bowl(found.best) == found.best_loss < 25


def test_local_search_steps_away_from_a_start_without_a_loss():
    def loss(w):
        return np.nan if w == 1 else float(w**2)

    found = random_local_search(loss, 1.0, 0.1, 20, rng())
    assert found.accepted[1]
    assert np.isfinite(found.best_loss)


def test_float32_stays_float32():
    start = np.ones(4, dtype=np.float32)
    dtypes = set()
    found = random_local_search(lambda w: dtypes.add(w.dtype) or bowl(w), start, 0.1, 5, rng())
    assert dtypes == {np.dtype(np.float32)}
    assert found.best.dtype == np.float32


def test_on_the_digits_local_search_beats_random_search():
    digits = load_digits()
    X, y = digits.X_train[:200], digits.y_train[:200]

    def loss(W):
        return svm_loss(W, X, y)

    far = random_search(loss, lambda r: r.standard_normal((10, 65)), 300, rng(), batch=100)
    near = random_local_search(loss, 0.01 * rng(1).standard_normal((10, 65)), 0.01, 300, rng(2))
    assert near.best_loss < far.best_loss
    assert accuracy(near.best, X, y) > accuracy(far.best, X, y) > 0.05


def test_repr():
    found = random_local_search(bowl, [1.0], 0.1, 3, rng())
    assert re.fullmatch(
        r"<LocalSearch: 3 tries, best loss 0\.\d{4}, \d of 2 steps taken>", repr(found)
    )
    assert repr(random_search(bowl, lambda r: np.ones(2), 1, rng())) == (
        "<Search: 1 tries, best loss 2.0000>"
    )


DRAW = dict(loss=bowl, draw=lambda r: r.normal(size=2), tries=5, rng=rng())
LOCAL = dict(loss=bowl, start=[1.0, 2.0], step_size=0.1, tries=5, rng=rng())


@pytest.mark.parametrize(
    ("search", "arguments", "message"),
    [
        (random_search, DRAW | dict(tries=0), "tries must be a whole number of at least 1, got 0"),
        (
            random_search,
            DRAW | dict(tries=2.5),
            "tries must be a whole number of at least 1, got 2.5",
        ),
        (random_search, DRAW | dict(batch=0), "batch must be a whole number of at least 1, got 0"),
        (random_search, DRAW | dict(rng=7), "rng must be a numpy.random.Generator, got 7"),
        (
            random_search,
            DRAW | dict(batch=5),
            "loss must return an array of shape (5,), got shape ()",
        ),
        (random_local_search, LOCAL | dict(tries=0), "tries must be a whole number of at least 1"),
        (random_local_search, LOCAL | dict(step_size=0), "step_size must be a positive, finite"),
        (random_local_search, LOCAL | dict(step_size=-1), "finite number, got -1"),
        (random_local_search, LOCAL | dict(start=[np.nan]), "start must hold finite numbers only"),
        (random_local_search, LOCAL | dict(start="here"), "start must be a number or an array"),
        (
            random_local_search,
            LOCAL | dict(rng=None),
            "rng must be a numpy.random.Generator, got None",
        ),
    ],
)
def test_bad_input(search, arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        search(**arguments)
