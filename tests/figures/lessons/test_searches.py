import sys

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.search import draw_search_explorer
from tests.figures.korean import in_korean


def labels_of(ax) -> list[str]:
    return ax.get_legend_handles_labels()[1]


def test_a_search_is_a_cloud_and_a_staircase():
    ax = lk.figures.plot_search([5.0, 3.0, 4.0, 1.0, 2.0])
    np.testing.assert_array_equal(
        ax.collections[0].get_offsets(), [[1, 5], [2, 3], [3, 4], [4, 1], [5, 2]]
    )
    steps, records = ax.lines
    np.testing.assert_array_equal(steps.get_ydata(), [5, 3, 3, 1, 1])
    assert steps.get_drawstyle() == "steps-post"
    np.testing.assert_array_equal(records.get_xydata(), [[1, 5], [2, 3], [4, 1]])
    assert "a staircase with 3 steps that ends at 1" in lk.figures.alt_text(ax.figure)


def test_a_search_may_have_a_logarithmic_axis_of_tries():
    assert lk.figures.plot_search([2.0, 1.0]).get_xscale() == "linear"
    assert lk.figures.plot_search([2.0, 1.0], log=True).get_xscale() == "log"


def test_a_single_try_can_be_drawn():
    assert lk.figures.plot_search([2.0]).lines[0].get_ydata() == [2.0]


def test_accuracies_are_dots_on_a_box_and_the_legend_stands_above():
    ax = lk.figures.plot_accuracies([0.102, 0.108, 0.23])
    (dots,) = ax.collections
    np.testing.assert_allclose(np.sort(dots.get_offsets()[:, 0]), [10.2, 10.8, 23.0])
    assert labels_of(ax) == ["median 10.8%", "guessing 10%"]
    guessing = next(line for line in ax.lines if line.get_label() == "guessing 10%")
    assert list(guessing.get_xdata()) == [10, 10]
    ax.figure.canvas.draw()
    assert ax.get_legend().get_window_extent().y0 >= ax.get_window_extent().y1
    assert "from 10.2% to 23.0%" in lk.figures.alt_text(ax.figure)


def test_the_histogram_counts_every_loss_and_marks_the_best():
    losses = np.random.default_rng(0).normal(9, 0.05, 500)
    ax = lk.figures.plot_loss_histogram(losses, bins=20)
    assert sum(bar.get_height() for bar in ax.patches[:20]) == 500
    x, bell = ax.lines[0].get_data()
    width = ax.patches[0].get_width()
    assert np.isclose(np.trapezoid(bell, x), 500 * width, rtol=1e-3)
    assert x[bell.argmax()] == pytest.approx(losses.mean())
    assert ax.texts[0].get_text() == f"best: {losses.min():.3f}"


def test_the_best_of_n_is_drawn_as_given():
    ax = lk.figures.plot_best_of_n([1, 2, 4], [9.0, 8.9, 8.8], [9.0, 8.95, 8.85])
    predicted, measured = ax.lines
    np.testing.assert_array_equal(predicted.get_ydata(), [9.0, 8.95, 8.85])
    np.testing.assert_array_equal(measured.get_xydata(), [[1, 9.0], [2, 8.9], [4, 8.8]])
    assert predicted.get_linestyle() == "--"
    assert measured.get_marker() == "o"
    assert ax.get_xscale() == "log"
    assert "9.000 for 1 and 8.800 for 4" in lk.figures.alt_text(ax.figure)


def test_loss_and_accuracy_mark_the_lowest_and_the_most_accurate():
    ax = lk.figures.plot_loss_and_accuracy([9.0, 8.5, 8.7], [0.1, 0.15, 0.2])
    np.testing.assert_allclose(ax.collections[0].get_offsets(), [[9, 10], [8.5, 15], [8.7, 20]])
    lowest, accurate = ax.lines[:2]
    np.testing.assert_allclose(lowest.get_xydata(), [[8.5, 15]])
    np.testing.assert_allclose(accurate.get_xydata(), [[8.7, 20]])
    assert lowest.get_marker() != accurate.get_marker()


def test_dimensions_show_every_run_and_the_medians():
    ax = lk.figures.plot_dimensions([1, 10, 100], [[0.1, 0.3, 0.2], [0.5, 0.4, 0.6], [0.9] * 3])
    assert len(ax.collections[0].get_offsets()) == 9
    np.testing.assert_allclose(ax.lines[0].get_xydata(), [[1, 20], [10, 50], [100, 90]])
    assert "20.0% in 1 dimension(s), rising to 90% in 100" in lk.figures.alt_text(ax.figure)


def test_darts_lie_in_their_box_and_the_best_is_marked():
    points = np.array([[0.0, 0.0], [2.0, 1.9], [4.0, 3.0]])
    ax = lk.figures.plot_darts(lk.objectives.bowl, points, ((-1, 5), (-1, 4)))
    box, darts, best = ax.lines[-3:]
    assert np.ptp(box.get_xdata()) == 6
    assert np.ptp(box.get_ydata()) == 5
    np.testing.assert_array_equal(darts.get_xydata(), points)
    np.testing.assert_array_equal(best.get_xydata(), [[2.0, 1.9]])
    assert "3 darts in a box; the best, 0.01, at (2.00, 1.90)" in lk.figures.alt_text(ax.figure)


def test_the_picture_of_the_explorer_has_map_and_staircase():
    points = np.array([[0.0, 0.0], [2.0, 1.9]])
    figure = draw_search_explorer(lk.objectives.bowl, points, ((-1, 5), (-1, 5)))
    landscape, staircase = figure.axes
    assert landscape.get_aspect() == 1
    np.testing.assert_allclose(staircase.lines[0].get_ydata(), [16, 0.01])


def test_the_arrays_are_not_changed():
    losses = np.array([3.0, 1.0, 2.0])
    lk.figures.plot_search(losses)
    lk.figures.plot_loss_histogram(losses)
    np.testing.assert_array_equal(losses, [3, 1, 2])


test_everything_said_is_said_in_korean_too = in_korean(
    lambda: lk.figures.plot_search([2.0, 1.0]),
    lambda: lk.figures.plot_accuracies([0.1, 0.2]),
    lambda: lk.figures.plot_loss_histogram([1.0, 2.0, 3.0]),
    lambda: lk.figures.plot_best_of_n([1, 2], [2, 1], [2, 1]),
    lambda: lk.figures.plot_loss_and_accuracy([1.0, 2.0], [0.2, 0.1]),
    lambda: lk.figures.plot_dimensions([1, 2], [[0.1], [0.2]]),
    lambda: lk.figures.plot_darts(lk.objectives.bowl, [[1.0, 1.0]], ((0, 2), (0, 2))),
    lambda: lk.figures.plot_digits(np.ones((1, 8, 8)), [0]),
    lambda: lk.figures.plot_weights(np.ones((1, 8, 8)), [0]),
)


def test_f20_seaborn_counts_the_losses_as_numpy_does():
    losses = np.random.default_rng(3).normal(9, 0.05, 1000)
    ax = lk.figures.plot_loss_histogram(losses, bins=25)
    counts, edges = np.histogram(losses, 25)
    assert [bar.get_height() for bar in ax.patches] == list(counts)
    np.testing.assert_allclose([bar.get_x() for bar in ax.patches], edges[:-1])
    assert "seaborn" in sys.modules
