"""The Python side of the score explorer, without a browser."""

import numpy as np
import pytest

import lessonkit as lk
from tests.widgets.refusals import refused

SCORES = np.array([[2.0, 2.6, 1.504, -1.0], [0.1, 0.2, 4.0, -9.5], [0.0, 0.0, 0.0, 0.0]])
LABELS = np.array([0, 2, 3])


@pytest.fixture
def explorer():
    return lk.explore_scores(np.ones((3, 8, 8)), LABELS, SCORES, classes="abcd")


def test_it_begins_with_the_first_example(explorer):
    assert explorer.example == 0
    assert explorer.right == 0
    assert explorer.scores == [2.0, 2.6, 1.5, -1.0]


@pytest.mark.parametrize("example", range(3))
def test_losses_are_those_of_the_core(explorer, example):
    explorer.example = example
    column = np.reshape(explorer.scores, (-1, 1)), [[1.0]], [LABELS[example]]
    assert explorer.svm_loss == pytest.approx(lk.svm_loss(*column))
    assert explorer.softmax_loss == pytest.approx(lk.softmax_loss(*column))


def test_another_example_brings_its_scores(explorer):
    explorer.scores = [0, 0, 0, 0]
    explorer.example = 1
    assert explorer.scores == [0.1, 0.2, 4.0, -9.5]
    assert explorer.moved == 0


def test_moved_is_counted_from_the_scores_of_the_example(explorer):
    explorer.scores = [3.6, 2.6, 1.0, -1.0]
    assert explorer.moved == pytest.approx(1.6 + 0.5)
    assert explorer.svm_loss == 0


def test_the_largest_term_is_the_price_of_no_loss(explorer):
    price = 2.6 - 2.0 + 1
    explorer.scores = [2.0 + price, 2.6, 1.5, -1.0]
    assert explorer.svm_loss == pytest.approx(0)


def test_huge_scores_have_a_finite_loss(explorer):
    explorer.scores = [0.0, 2000.0, 0.0, 0.0]
    assert explorer.softmax_loss == 2000


def test_the_axis_has_room_for_all_scores(explorer):
    assert explorer._limits["scores"] == [-11.0, 5.0]


test_a_refused_value_changes_nothing = refused(
    ("example", 3),
    ("example", -1),
    ("example", 0.5),
    ("scores", [1.0, 2.0]),
    ("scores", [1.0, 2.0, 3.0, float("nan")]),
    ("scores", "high"),
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((np.ones((2, 8, 8)), LABELS, SCORES), "images must have the shape"),
        ((np.ones((3, 64)), LABELS, SCORES), "images must have the shape"),
        ((np.ones((3, 8, 8)), [0, 1, 4], SCORES), "labels must be from 0 to 3"),
        ((np.ones((3, 8, 8)), [0, 1], SCORES), "one integer for each"),
        ((np.ones((3, 8, 8)), LABELS, SCORES, "abc"), "4 names"),
        ((np.ones((3, 8, 8)), LABELS, SCORES, None, 7), "from 0 to 2"),
    ],
)
def test_what_does_not_fit_is_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        lk.explore_scores(*arguments)


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "The scores of 4 classes as bars" in metadata["image/png"]["alt"]
    wanted = "ScoreExplorer(example=0, right='a', svm_loss=2.10, softmax_loss=1.25)"
    assert data["text/plain"] == wanted
