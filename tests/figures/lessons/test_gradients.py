import matplotlib.pyplot as plt
import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.section import draw_section_explorer
from lessonkit.style import COLORS
from tests.figures.korean import in_korean

CUBIC = "3*x*y**2 + 4*x**3 - 5*y**2 + 1"


@pytest.fixture
def f():
    return lk.Objective(CUBIC, domain=((-1.5, 2.5), (-2, 2)))


def arrows(ax) -> np.ndarray:
    """Foot and tip of every arrow, (k, 2, 2)."""
    drawn = [text for text in ax.texts if text.arrow_patch is not None]
    return np.array([[text.xyann, text.xy] for text in drawn])


def test_a_section_is_the_curve_of_the_one_letter_and_its_tangent(f):
    ax = lk.figures.plot_section(f, [1, 1], "x")
    curve, tangent, point = ax.lines
    x, y = curve.get_data()
    assert (x[0], x[-1]) == (-1.5, 2.5)
    np.testing.assert_allclose(y, 3 * x + 4 * x**3 - 4)
    x, y = tangent.get_data()
    np.testing.assert_allclose(np.diff(y) / np.diff(x), 15)
    np.testing.assert_array_equal(point.get_xydata(), [[1, 3]])
    along_y = lk.figures.plot_section(f, [1, 1], "y").lines[0]
    y, height = along_y.get_data()
    np.testing.assert_allclose(height, 5 - 2 * y**2)


def test_sections_have_the_same_scale_everywhere(f):
    heights = [
        np.diff(lk.figures.plot_section(f, point, along).get_ylim())
        for point in ([1, 1], [-1, 0.5])
        for along in "xy"
    ]
    np.testing.assert_allclose(heights, np.full((4, 1), heights[0]))


def test_arrows_stand_at_right_angles_to_their_contours():
    bowl = lk.objectives.bowl
    points = np.array([[4, 4], [2, 3.5], [0.5, 1]])
    ax = lk.figures.plot_gradients(bowl, points)
    drawn = arrows(ax)
    np.testing.assert_allclose(drawn[:, 0], points)
    gradients = np.array([6, 2]) * (points - 2)
    directions = drawn[:, 1] - drawn[:, 0]
    np.testing.assert_allclose(
        np.cross(np.pad(directions, ((0, 0), (0, 1))), np.pad(gradients, ((0, 0), (0, 1)))),
        0,
        atol=1e-12,
    )
    lengths = np.linalg.norm(directions, axis=1) / np.linalg.norm(gradients, axis=1)
    np.testing.assert_allclose(lengths, lengths[0])
    assert ax.get_aspect() == 1


def test_where_it_is_flat_there_is_no_arrow():
    ax = lk.figures.plot_gradients(lk.objectives.bowl, [[2, 2]])
    ax.figure.canvas.draw()
    assert arrows(ax).size == 0
    assert len(arrows(lk.figures.plot_gradients(lk.objectives.bowl, [[2, 2], [3, 2]]))) == 1


def test_directions_show_what_was_measured_and_the_cosine():
    ax = lk.figures.plot_directions([0, 90], [3.0, 4.0], [3.0, 4.0])
    cosine, measured = ax.lines[:2]
    np.testing.assert_array_equal(measured.get_xydata(), [[0, 3], [90, 4]])
    angle, slope = cosine.get_data()
    np.testing.assert_allclose(slope, 3 * np.cos(np.radians(angle)) + 4 * np.sin(np.radians(angle)))
    assert "highest, 5, at 53.1 degrees" in lk.figures.alt_text(ax.figure)


def test_the_picture_of_the_explorer_shows_map_slices_and_directions(f):
    figure = draw_section_explorer(f, [1, 1], 30)
    landscape, along_x, along_y, directions = figure.axes
    up, across = (line for line in landscape.lines if line.get_color() == COLORS["blue"])
    assert set(up.get_xdata()) == set(across.get_ydata()) == {1}  # the two cuts
    u = np.subtract(*arrows(landscape)[1][::-1])
    assert np.degrees(np.arctan2(u[1], u[0])) == pytest.approx(30)
    assert along_x.get_xlabel() == "$x$"
    assert along_y.get_xlabel() == "$y$"
    slope = 15 * np.cos(np.pi / 6) - 4 * np.sin(np.pi / 6)
    np.testing.assert_allclose(directions.lines[1].get_xydata(), [[30, slope]])


def test_given_axes_are_used_and_arrays_left_alone(f):
    _, ax = plt.subplots()
    point = np.array([1.0, 1.0])
    assert lk.figures.plot_section(f, point, "x", ax) is ax
    np.testing.assert_array_equal(point, [1, 1])


test_everything_said_is_said_in_korean_too = in_korean(
    lambda: lk.figures.plot_section(lk.objectives.bowl, [1, 1], "x"),
    lambda: lk.figures.plot_gradients(lk.objectives.bowl, [[1, 1]]),
    lambda: lk.figures.plot_directions([0], [1.0], [1.0, 0.0]),
)
