import matplotlib.pyplot as plt
import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.landscapes.paths import left_at


def descend(objective, rate, start, steps):
    return lk.descend(objective, lk.GradientDescent(rate), start, steps)


def numbers(ax):
    return [text.get_text() for text in ax.texts if text.get_text().startswith("$")]


def test_a_curve_shows_the_objective_and_its_minimum():
    f = lk.objectives.parabola
    ax = lk.figures.plot_objective(f)
    curve, star = ax.lines
    x, y = curve.get_data()
    assert (x[0], x[-1]) == f.domain
    np.testing.assert_allclose(y, (x - 2) ** 2 + 2)
    np.testing.assert_allclose(np.ravel(star.get_data()), [2, 2])


def test_a_curve_can_show_another_domain_and_use_given_axes():
    _, ax = plt.subplots()
    assert lk.figures.plot_objective(lk.objectives.parabola, ax, domain=(1, 3)) is ax
    assert ax.get_xlim() == (1, 3)


def test_a_map_marks_each_minimum():
    ax = lk.figures.plot_objective(lk.objectives.ravine)
    np.testing.assert_allclose(np.ravel(ax.lines[0].get_data()), [0, 0])
    assert (ax.get_xlim(), ax.get_ylim()) == lk.objectives.ravine.domain


def test_a_map_without_minima_marks_none():
    saddle = lk.Objective("x**2 - y**2", domain=((-2, 2), (-2, 2)), minima=[])
    ax = lk.figures.plot_objective(saddle)
    assert ax.lines[0].get_xydata().size == 0
    assert len(ax.get_yticks()) > 2


def test_a_path_is_drawn_where_it_went():
    f = lk.objectives.parabola
    path = descend(f, 0.2, 4.0, 10)
    ax = lk.figures.plot_path(f, path, label="run")
    line = next(line for line in ax.lines if line.get_label() == "run")
    np.testing.assert_array_equal(line.get_xdata(), path.points)
    np.testing.assert_array_equal(line.get_ydata(), path.values)
    assert numbers(ax)[:2] == ["$x_{0}$", "$x_{1}$"]


def test_numbers_keep_their_distance():
    f = lk.objectives.parabola
    ax = lk.figures.plot_path(f, descend(f, 0.001, 4.0, 20))
    assert numbers(ax) == ["$x_{0}$"]


def test_no_number_lies_on_the_axis():
    f = lk.objectives.parabola
    ax = lk.figures.plot_path(f, descend(f, 0.2, 4.0, 10))
    ax.figure.canvas.draw()
    labels = [text for text in ax.texts if text.get_text().startswith("$")]
    assert len(labels) > 3
    assert min(text.get_window_extent().y0 for text in labels) > ax.bbox.y0


def test_a_path_on_a_map_is_drawn_where_it_went():
    bowl = lk.objectives.bowl
    path = descend(bowl, 0.1, [4.5, -0.5], 15)
    ax = lk.figures.plot_path(bowl, path, label="run")
    line = next(line for line in ax.lines if line.get_label() == "run")
    np.testing.assert_array_equal(np.column_stack(line.get_data()), path.points)


def test_two_paths_share_one_landscape():
    f = lk.objectives.x_sin_x
    ax = lk.figures.plot_objective(f)
    before = len(ax.lines)
    for start in (2.5, 1.5):
        assert lk.figures.plot_path(f, descend(f, 0.25, start, 5), ax=ax) is ax
    assert len(ax.lines) == before + 2


def test_a_path_that_leaves_says_when_and_keeps_the_map():
    f = lk.objectives.parabola
    path = descend(f, 1.1, 4.0, 20)
    ax = lk.figures.plot_path(f, path)
    assert ax.get_xlim() == f.domain
    assert "left the map at step 3" in [text.get_text() for text in ax.texts]
    assert "left the map at step 3" in lk.figures.alt_text(ax.figure)


def test_a_path_that_overflows_is_drawn_without_a_warning():
    f = lk.objectives.parabola
    path = descend(f, 1e6, 4.0, 100)
    assert path.diverged_at is not None
    lk.figures.plot_path(f, path).figure.canvas.draw()


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([0, 1, 2], None),
        ([0, 9, 1], None),
        ([0, 1, 9], 2),
        ([0, 9, 1, 9, 9], 3),
        ([0, np.nan, np.nan], 1),
        ([9, 9], 0),
    ],
)
def test_left_at_is_the_first_step_of_the_last_absence(points, expected):
    path = lk.Path(np.array(points, dtype=float), np.zeros(len(points)), (), None, None)
    assert left_at(path, ((-1, 5), (0, 1)), dim=1) == expected


def test_alt_text_follows_the_language():
    f = lk.objectives.parabola
    path = descend(f, 0.2, 4.0, 10)
    english = lk.figures.alt_text(lk.figures.plot_path(f, path).figure)
    assert "x**2 - 4*x + 6" in english
    assert "after 10 steps at 2.01" in english
    lk.setup(language="ko")
    korean = lk.figures.alt_text(lk.figures.plot_path(f, path).figure)
    assert any("가" <= character <= "힣" for character in korean)
    assert "x**2 - 4*x + 6" in korean
