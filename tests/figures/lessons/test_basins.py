import numpy as np
import pytest

import lessonkit as lk
from lessonkit.formulas.minima import NEVER

HILLS = lk.objectives.himmelblau


def grid(count=21):
    axis = np.linspace(-5, 5, count)
    return np.stack(np.meshgrid(axis, axis), axis=-1)


def test_every_start_has_the_color_of_its_minimum():
    starts = grid()
    nearest = np.linalg.norm(starts[..., None, :] - HILLS.minima, axis=-1).argmin(axis=-1)
    ends = HILLS.minima[nearest]
    ends[0, 0] = np.nan
    ax = lk.figures.plot_basins(HILLS, starts, ends)
    drawn = ax.collections[0].get_array()
    nearest[0, 0] = NEVER
    np.testing.assert_array_equal(drawn, nearest)
    assert [text.get_text() for text in ax.texts] == list("ABCD")
    np.testing.assert_allclose([text.get_position() for text in ax.texts], HILLS.minima)


def test_the_basins_are_counted_in_the_alt_text():
    starts = grid(10)
    ends = np.tile(HILLS.minima[1], (10, 10, 1))
    ends[:3] = HILLS.minima[0]
    ends[9, :] = 50.0
    text = lk.figures.plot_basins(HILLS, starts, ends).get_label()
    assert "A 30%, B 60%, C 0%, D 0%; none 10%" in text


def test_basins_differ_in_more_than_color():
    starts = grid()
    nearest = np.linalg.norm(starts[..., None, :] - HILLS.minima, axis=-1).argmin(axis=-1)
    ax = lk.figures.plot_basins(HILLS, starts, HILLS.minima[nearest])
    hatches = {hatch for drawn in ax.collections for hatch in getattr(drawn, "hatches", [])}
    assert len(hatches - {None, ""}) == 3  # the fourth basin has none


@pytest.mark.parametrize(
    ("objective", "ends", "said"),
    [
        (lk.objectives.six_hump_camel, grid(), "1 to 5 minima, got 6"),
        (HILLS, grid().reshape(-1, 2), r"ends must have the shape \(21, 21, 2\)"),
    ],
)
def test_what_cannot_be_drawn_is_refused(objective, ends, said):
    with pytest.raises(ValueError, match=said):
        lk.figures.plot_basins(objective, grid(), ends)


def test_a_minimum_is_reached_within_the_distance_that_is_asked_for():
    minima = [[0.0, 0.0], [3.0, 0.0]]
    ends = np.array([[[0.09, 0.0], [0.11, 0.0]], [[3.0, 0.05], [np.inf, 0.0]]])
    assert lk.reached_minimum(minima, ends).tolist() == [[0, NEVER], [1, NEVER]]
    assert lk.reached_minimum(minima, ends, near=0.2).tolist() == [[0, 0], [1, NEVER]]
