import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.score import draw_score_explorer
from lessonkit.figures.lessons.scores import probabilities, svm_terms
from tests.figures.korean import in_korean

SCORES = [2.0, 2.6, 1.5, -1.0]


def column(scores, right):
    """The scores as weights of a single feature that is 1, for the losses of the core."""
    return np.reshape(scores, (-1, 1)), [[1.0]], [right]


@pytest.mark.parametrize("right", range(4))
def test_terms_and_probabilities_agree_with_the_losses(right):
    assert svm_terms(SCORES, right).sum() == pytest.approx(lk.svm_loss(*column(SCORES, right)))
    chance = probabilities(SCORES)[right]
    assert -np.log(chance) == pytest.approx(lk.softmax_loss(*column(SCORES, right)))


def test_probabilities_of_huge_scores():
    np.testing.assert_allclose(probabilities([1000.0, 999.0]), [np.e / (1 + np.e), 1 / (1 + np.e)])


def test_what_reaches_above_the_margin_is_what_it_costs():
    ax = lk.figures.plot_scores(SCORES, 0, classes=list("abcd"))
    others, right, costs = ax.containers
    assert [bar.get_height() for bar in others] == [2.6, 1.5, -1.0]
    assert [bar.get_height() for bar in right] == [2.0]
    np.testing.assert_allclose([bar.get_height() for bar in costs], [1.6, 0.5, 0.0])
    assert {bar.get_y() for bar in costs} == {1.0}
    assert all(bar.get_hatch() for bar in costs)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == list("abcd")
    assert "The right class, a, has 2.00; the others cost 2.10" in lk.figures.alt_text(ax.figure)


def test_score_lines_pass_through_their_examples():
    W, x, y = [[-5.0, 0.0], [0.0, 3.75], [5.0, 0.0]], [-1.0, 0.5, 1.0], [0, 1, 2]
    ax = lk.figures.plot_score_lines(W, x, y)
    marks = [line for line in ax.lines if line.get_marker() in "os^"]
    assert [tuple(mark.get_xydata()[0]) for mark in marks] == [(-1, 5), (0.5, 3.75), (1, 5)]
    assert len({line.get_linestyle() for line in ax.lines if line.get_label()[0] == "$"}) == 3
    said = lk.figures.alt_text(ax.figure)
    assert "At x = 0.5 the right class is 1, the highest score is that of 1." in said


def test_score_lines_without_a_bias_pass_through_zero():
    ax = lk.figures.plot_score_lines([[-1.0], [0.2]], [-1.0, 1.0], [0, 1])
    for line in ax.lines[0], ax.lines[2]:
        (x0, y0), (x1, y1) = line.get_xydata()
        assert y0 / x0 == pytest.approx(y1 / x1)


def test_the_losses_over_the_lead():
    ax = lk.figures.plot_lead(low=-1.0, high=2.0)
    hinge, log = ax.lines[:2]
    lead, loss = hinge.get_data()
    for k in (0, 100, 400):
        scores = [lead[k], 0.0]
        assert loss[k] == pytest.approx(lk.svm_loss(*column(scores, 0)))
        assert log.get_ydata()[k] == pytest.approx(lk.softmax_loss(*column(scores, 0)))
    assert hinge.get_linestyle() != log.get_linestyle()


def test_the_picture_of_the_explorer_has_image_scores_terms_and_probabilities():
    image = np.eye(8)
    figure = draw_score_explorer(image, SCORES, 0, list("abcd"))
    picture, _scores, terms, chances = figure.axes
    np.testing.assert_array_equal(picture.images[0].get_array(), image)
    np.testing.assert_allclose([bar.get_height() for bar in terms.patches], [0, 1.6, 0.5, 0])
    assert sum(bar.get_height() for bar in chances.patches) == pytest.approx(1)
    assert terms.get_title(loc="left") == "SVM loss: 2.10"
    assert chances.get_title(loc="left") == "softmax loss: 1.25"


def test_the_training_loop_names_its_five_steps():
    ax = lk.figures.plot_training_loop()
    said = [text.get_text() for text in ax.texts]
    assert [text[0] for text in said if text[1:4] == " · "] == list("12345")
    assert "5: the update changes W" in lk.figures.alt_text(ax.figure)


test_everything_said_is_said_in_korean_too = in_korean(
    lambda: lk.figures.plot_scores(SCORES, 0),
    lambda: lk.figures.plot_score_lines([[1.0], [2.0]], [0.0, 1.0], [0, 1]),
    lambda: lk.figures.plot_lead(),
    lambda: lk.figures.plot_training_loop(),
)
