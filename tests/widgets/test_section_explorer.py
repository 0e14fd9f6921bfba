"""The Python side of the section explorer, without a browser."""

import numpy as np
import pytest

import lessonkit as lk
from tests.widgets.refusals import refused


@pytest.fixture
def explorer():
    return lk.explore_sections(lk.objectives.bowl, point=[4, 4], direction=90)


def test_the_gradient_is_that_of_the_formula(explorer):
    np.testing.assert_array_equal(explorer.gradient, [12, 4])
    explorer.point = [2, 3]
    np.testing.assert_array_equal(explorer.gradient, [0, 2])


def test_the_slope_is_what_a_short_walk_measures(explorer):
    bowl = lk.objectives.bowl
    for degrees in (0, 33, 90, 200, 360):
        explorer.direction = degrees
        way = 1e-6 * np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        point = np.array(explorer.point)
        measured = (bowl(point + way) - bowl(point - way)) / 2e-6
        assert explorer.slope == pytest.approx(measured, abs=1e-6)


def test_without_a_point_it_stands_on_the_map():
    assert lk.explore_sections(lk.objectives.bowl).point == [3, 3]
    wide = lk.Objective("x**2 + y**2", domain=((-300, 300), (0, 0.3)))
    assert lk.explore_sections(wide).point == [100, 0.2]


test_a_refused_value_changes_nothing = refused(
    ("point", 1.0),
    ("point", [1.0, 2.0, 3.0]),
    ("point", [1.0, float("nan")]),
    ("point", [1.0, 5.1]),
    ("point", "here"),
    ("direction", -1),
    ("direction", 361),
    ("direction", float("inf")),
    ("direction", [1.0, 0.0]),
    ("direction", "north"),
)


def test_the_callers_point_is_not_kept(explorer):
    point = np.array([1.0, 1.0])
    explorer.point = point
    point[0] = 3.0
    assert explorer.point == [1.0, 1.0]


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "Slice along x at y = 4" in metadata["image/png"]["alt"]
    wanted = "SectionExplorer('bowl', point=[4, 4], direction=90, slope=4.0000)"
    assert data["text/plain"] == wanted
