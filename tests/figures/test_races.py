import numpy as np
import pytest

import lessonkit as lk

RAVINE = lk.objectives.ravine


def race(objective=RAVINE, start=(-8.0, 3.0), rates=(0.02, 0.07), steps=20):
    return {
        f"$\\eta = {rate}$": lk.descend(objective, lk.GradientDescent(rate), start, steps)
        for rate in rates
    }


def line_of(ax, label):
    return next(line for line in ax.lines if str(line.get_label()).startswith(label))


def test_each_path_is_drawn_where_it_went():
    paths = race()
    ax = lk.figures.plot_paths(RAVINE, paths)
    for label, path in paths.items():
        np.testing.assert_array_equal(line_of(ax, label).get_xydata(), path.points)
    assert (ax.get_xlim(), ax.get_ylim()) == RAVINE.domain


def test_on_a_curve_a_path_is_at_its_values():
    f = lk.objectives.parabola
    paths = race(f, 4.0, (0.1, 0.9))
    ax = lk.figures.plot_paths(f, paths)
    for label, path in paths.items():
        expected = np.column_stack([path.points, path.values])
        np.testing.assert_array_equal(line_of(ax, label).get_xydata(), expected)


def test_start_and_ends_are_marked():
    paths = race()
    ax = lk.figures.plot_paths(RAVINE, paths)
    single = [tuple(line.get_xydata()[0]) for line in ax.lines if len(line.get_xdata()) == 1]
    expected = [(-8.0, 3.0), *(tuple(path.points[-1]) for path in paths.values())]
    for place in expected:
        assert place in single
    note = next(text for text in ax.texts if text.get_text() == "start")
    assert tuple(note.xy) == (-8.0, 3.0)


def test_paths_differ_in_color_marker_and_dashes_and_are_named():
    ax = lk.figures.plot_paths(RAVINE, race())
    one, other = (line_of(ax, label) for label in race())
    assert one.get_color() != other.get_color()
    assert one.get_marker() != other.get_marker()
    assert one.get_linestyle() != other.get_linestyle()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == list(race())


def test_a_path_that_leaves_says_so_and_keeps_the_map():
    ax = lk.figures.plot_paths(RAVINE, race(rates=(0.07, 0.1), steps=2000))
    assert (ax.get_xlim(), ax.get_ylim()) == RAVINE.domain
    way_out = line_of(ax, "$\\eta = 0.1$")
    assert way_out.get_label().endswith("left the map at step 1")
    assert len(way_out.get_xdata()) == 2
    assert "eta = 0.1 from -8, 3: left the map at step 1." in lk.figures.alt_text(ax.figure)
    ax.figure.canvas.draw()


def test_a_landscape_that_is_there_is_not_drawn_again():
    ax = lk.figures.plot_objective(RAVINE)
    before = len(ax.lines)
    assert lk.figures.plot_paths(RAVINE, race(), ax) is ax
    assert len(ax.lines) == before + 5  # two paths, their ends, and the start


@pytest.mark.parametrize("count", [0, 11])
def test_there_is_a_look_for_one_to_ten_paths(count):
    path = race()["$\\eta = 0.02$"]
    with pytest.raises(ValueError, match=f"1 to 10 labels, got {count}"):
        lk.figures.plot_paths(RAVINE, {str(k): path for k in range(count)})


def test_it_speaks_korean_too():
    english = lk.figures.plot_paths(RAVINE, race())
    lk.setup(language="ko")
    korean = lk.figures.plot_paths(RAVINE, race())
    assert [text.get_text() for text in korean.texts] == ["시작점"]
    assert korean.get_label() != english.get_label()
