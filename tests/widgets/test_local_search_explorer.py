"""The Python side of the local search explorer, without a browser."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.experiments.local_search_runs import search_runs
from lessonkit.widgets.local_search_explorer import STEP_SIZES
from tests.widgets.refusals import refused


@pytest.fixture
def explorer():
    return lk.explore_local_search(step_size=0.02, seed=1)


@pytest.fixture(scope="module")
def digits():
    return lk.load_digits()


@pytest.mark.parametrize(("k", "seed"), [(0, 0), (4, 1), (6, 2), (9, 3)])
def test_the_runs_are_those_of_the_library(digits, k, seed):
    rng = np.random.default_rng(seed)
    found = lk.random_local_search(
        lambda W: lk.svm_loss(W, digits.X_train, digits.y_train),
        rng.normal(0, 0.01, size=(10, 65)),
        STEP_SIZES[k],
        tries=1000,
        rng=rng,
    )
    explorer = lk.explore_local_search(STEP_SIZES[k], seed)
    np.testing.assert_array_equal(explorer.accepted[k, seed], found.accepted)
    np.testing.assert_allclose(explorer.losses[k, seed], found.best_so_far, rtol=1e-5)
    assert explorer.acceptance_rate == pytest.approx(found.acceptance_rate)
    assert explorer.accuracy == lk.accuracy(found.best, digits.X_test, digits.y_test)


def test_random_search_is_that_of_the_library(digits):
    runs = search_runs((0.01,), seeds=2, tries=200)
    found = lk.random_search(
        lambda W: lk.svm_loss(W, digits.X_train, digits.y_train),
        lambda rng: rng.normal(0, 0.01, size=(10, 65)),
        tries=200,
        rng=np.random.default_rng(1),
    )
    np.testing.assert_allclose(runs.losses[0, 1], found.best_so_far, rtol=1e-5)
    right = lk.accuracy(found.best, digits.X_test, digits.y_test) * runs.held_out
    assert runs.correct[0, 1, -1] == round(right)


def test_fewer_tries_are_the_beginning_of_more(explorer):
    explorer.tries = 1
    assert explorer.acceptance_rate == 0
    assert explorer.loss == pytest.approx(8.955, abs=1e-3)
    explorer.tries = 100
    assert explorer.loss == explorer.losses[5, 1, 99]
    assert explorer.acceptance_rate == explorer.accepted[5, 1, 1:100].mean()


test_a_refused_value_changes_nothing = refused(
    ("step_size", 0.03),
    ("step_size", -0.01),
    ("step_size", "small"),
    ("seed", 5),
    ("seed", -1),
    ("tries", 0),
    ("tries", 1001),
    ("tries", 2.5),
)


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "random local search: loss 0.888, accuracy 80.8%" in metadata["image/png"]["alt"]
    assert data["text/plain"] == (
        "LocalSearchExplorer(step_size=0.02, seed=1, tries=1000, loss=0.888, accuracy=0.808, "
        "acceptance_rate=0.257)"
    )


def test_what_is_sent_is_small(explorer):
    sent = explorer.get_state(["_losses", "_correct", "_accepted"])
    assert sum(len(part) for part in sent.values()) < 500_000
