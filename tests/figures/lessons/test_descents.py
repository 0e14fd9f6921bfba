import numpy as np

import lessonkit as lk


def test_ends_are_grouped_by_valley():
    ax = lk.figures.plot_ends([0.0, 1.0, 2.0], [4.912, 0.001, 4.911])
    drawn = {line.get_label(): line for line in ax.lines}
    assert set(drawn) == {"0.00", "4.91"}
    np.testing.assert_array_equal(drawn["4.91"].get_xdata(), [0, 2])
    assert drawn["0.00"].get_marker() != drawn["4.91"].get_marker()
    assert "2 end at 4.91" in lk.figures.alt_text(ax.figure)


def test_steps_needed_is_drawn_as_given():
    ax = lk.figures.plot_steps_needed([1, 10, 100], [1, 37, 363])
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 1], [10, 37], [100, 363]])
    assert "363 at 100" in lk.figures.alt_text(ax.figure)
