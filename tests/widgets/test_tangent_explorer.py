"""The Python side of the tangent explorer, without a browser."""

import pytest

import lessonkit as lk
from tests.widgets.refusals import refused

CUBIC = lk.Objective("3*x**3 - 2*x + 1", domain=(-1.2, 1.2))


@pytest.fixture
def explorer():
    return lk.explore_tangent(CUBIC, x=0.5, h=0.5)


def test_slope_and_differences_are_those_of_the_algebra(explorer):
    for x, h in ((0.5, 0.5), (1.0, 0.1), (-0.3, 0.25)):
        explorer.x, explorer.h = x, h
        assert explorer.slope == pytest.approx(9 * x**2 - 2)
        assert explorer.forward == pytest.approx(9 * x**2 - 2 + 9 * x * h + 3 * h**2)
        assert explorer.central == pytest.approx(9 * x**2 - 2 + 3 * h**2)


def test_the_point_is_in_the_domain_by_default():
    assert lk.explore_tangent(CUBIC).x == 0.4
    assert lk.explore_tangent(lk.objectives.parabola).x == 3.0


test_a_refused_value_changes_nothing = refused(
    ("x", "here"),
    ("x", [1.0, 2.0]),
    ("x", float("nan")),
    ("h", 0),
    ("h", -0.1),
    ("h", "tiny"),
)


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "tangent 0.2500, forward 3.2500, central 1.0000" in metadata["image/png"]["alt"]
    assert data["text/plain"] == "TangentExplorer('3*x**3 - 2*x + 1', x=0.5, h=0.5)"
