import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.local_search import draw_local_search_explorer
from lessonkit.search import LocalSearch


@pytest.fixture
def found():
    losses = np.array([5.0, 4.0, 6.0, 5.0, 3.0])
    accepted = np.array([True, True, False, False, True])
    return LocalSearch(np.zeros(1), losses, accepted, np.array([5.0, 4.0, 4.0, 4.0, 3.0]))


def labels_of(ax) -> list[str]:
    return ax.get_legend_handles_labels()[1]


def test_step_sizes_show_runs_medians_and_the_lowest():
    ax = lk.figures.plot_step_sizes([0.1, 1.0, 10.0], [[5, 6, 9], [1, 2, 3], [7, 7, 8]])
    assert len(ax.collections[0].get_offsets()) == 9
    median, star = ax.lines
    np.testing.assert_array_equal(median.get_xydata(), [[0.1, 6], [1, 2], [10, 7]])
    np.testing.assert_array_equal(star.get_xydata(), [[1, 2]])
    assert ax.get_xscale() == "log"
    assert "0.1: 6, 1: 2, 10: 7" in lk.figures.alt_text(ax.figure)


def test_shares_are_shown_in_percent_without_a_star():
    ax = lk.figures.plot_step_sizes([0.1, 1.0], [[0.5], [0.25]], percent=True)
    (median,) = ax.lines
    np.testing.assert_array_equal(median.get_ydata(), [50, 25])
    assert ax.get_ylabel() == "steps taken (%)"


def test_stops_are_where_the_search_stood(found):
    ax = lk.figures.plot_stops(lk.objectives.x_sin_x, {"small": found, "large": found})
    stops = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 3]
    assert len(stops) == 2
    np.testing.assert_array_equal(stops[0], [5, 4, 3])
    assert labels_of(ax)[-2:] == ["small", "large"]
    assert "small: from 5.00 to 3.00; large: from" in lk.figures.alt_text(ax.figure)


def test_the_explorer_is_drawn_as_far_as_its_tries():
    figure = draw_local_search_explorer(
        losses=[[9.0, 8.0, 8.0], [9.0, 7.0, 6.0]],
        accuracies=[[0.1, 0.2, 0.2], [0.1, 0.4, 0.5]],
        accepted=[True, True, True],
        tries=2,
    )
    loss, accuracy, taken = figure.axes
    np.testing.assert_array_equal(loss.lines[1].get_xydata(), [[1, 9], [2, 7]])
    np.testing.assert_array_equal(accuracy.lines[0].get_ydata(), [10, 20])
    assert [bar.get_height() for bar in taken.patches] == [100]
    text = lk.figures.alt_text(figure)
    assert text.endswith("accuracy on held-out digits (%). After try 2, steps taken: 1.")
    assert "random local search: loss 7.000, accuracy 40.0%" in text
