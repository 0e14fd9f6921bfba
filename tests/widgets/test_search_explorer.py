"""The Python side of the search explorer, without a browser."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.widgets.search_explorer import MOST_TRIES, SEEDS
from tests.widgets.refusals import refused


@pytest.fixture
def explorer():
    return lk.explore_search(lk.objectives.bowl, tries=64, seed=3)


def test_the_box_is_the_map_at_first(explorer):
    assert explorer.box == ((-1.0, 5.0), (-1.0, 5.0))


def test_the_darts_are_those_of_a_generator_of_the_same_seed(explorer):
    explorer.width, explorer.center = 50, [1.0, 3.0]
    low, high = np.transpose(explorer.box)
    darts = np.random.default_rng(3).uniform(low, high, size=(64, 2))
    np.testing.assert_allclose(explorer.points, darts, rtol=1e-14)


def test_more_tries_keep_the_darts_there_were(explorer):
    few = explorer.points
    explorer.tries = MOST_TRIES
    np.testing.assert_array_equal(explorer.points[:64], few)


def test_best_is_what_random_search_finds(explorer):
    rng = np.random.default_rng(3)
    bowl = lk.objectives.bowl
    found = lk.random_search(bowl, lambda rng: rng.uniform(-1, 5, 2), tries=64, rng=rng)
    np.testing.assert_allclose(explorer.best, found.best)
    assert explorer.values.min() == pytest.approx(found.best_loss)


def test_the_box_stays_on_the_map(explorer):
    explorer.width, explorer.center = 50, [-1.0, 100.0]
    assert explorer.box == ((-1.0, 2.0), (2.0, 5.0))


test_a_refused_value_changes_nothing = refused(
    ("tries", 0),
    ("tries", 1001),
    ("tries", 2.5),
    ("tries", "ten"),
    ("seed", -1),
    ("seed", SEEDS),
    ("width", 4),
    ("width", 101),
    ("center", 1.0),
    ("center", [1.0, float("nan")]),
    ("center", "here"),
)


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "64 darts in a box" in metadata["image/png"]["alt"]
    wanted = (
        f"SearchExplorer('bowl', tries=64, seed=3, width=100, best={explorer.values.min():.4f})"
    )
    assert data["text/plain"] == wanted


def test_the_dice_of_all_seeds_come_along(explorer):
    dice = np.frombuffer(explorer._dice).reshape(SEEDS, MOST_TRIES, 2)
    np.testing.assert_array_equal(dice[7], np.random.default_rng(7).random((MOST_TRIES, 2)))
