import numpy as np

import lessonkit as lk
from lessonkit.figures.explorers.slice import draw_slice_explorer
from tests.figures.korean import in_korean


def bowl(w):
    return (w**2).sum(axis=-1)


def along_a_line(fun=lambda w: abs(w - 0.5)):
    return lk.slice_1d(fun, 0.0, 1.0, np.linspace(-2, 2, 9))


def over_a_plane():
    axis = np.linspace(-1, 1, 5)
    return lk.slice_2d(bowl, [0.5, 0.0], [1, 0], [0, 1], axis, 2 * axis, batch=25)


def test_a_line_is_a_curve_with_a_star_at_its_lowest():
    ax = lk.figures.plot_slice(along_a_line(), points=[-1.0])
    curve, star, dot = ax.lines
    np.testing.assert_allclose(curve.get_xydata()[0], [-2, 2.5])
    np.testing.assert_allclose(star.get_xydata(), [[0.5, 0]])
    np.testing.assert_allclose(dot.get_xydata(), [[-1, 1.5]])
    assert "from 2.5 at a = -2 to 1.5 at a = 2, lowest 0 at a = 0.5" in ax.get_label()


def test_a_plane_is_a_map_with_names_and_a_bar_of_colors():
    ax = lk.figures.plot_slice(over_a_plane(), points=[(0, 1)])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$a$", "$b$")
    bars = [other for other in ax.figure.axes if other is not ax]
    assert [bar.get_ylabel() for bar in bars] == ["loss"]
    star, dot = ax.lines
    np.testing.assert_allclose(star.get_xydata(), [[-0.5, 0]])
    np.testing.assert_allclose(dot.get_xydata(), [[0, 1]])
    assert lk.figures.alt_text(ax.figure) == ax.get_label()
    assert "b from -2 to 2; darker is lower: from 0 at (-0.5, 0) to 6.25" in ax.get_label()


def test_a_flat_plane_can_be_drawn():
    flat = lk.slice_2d(lambda w: 0 * w.sum(axis=-1), [0, 0], [1, 0], [0, 1], [0, 1], [0, 1], 4)
    assert "to 0." in lk.figures.plot_slice(flat).get_label()


def test_several_slices_differ_in_more_than_color():
    ax = lk.figures.plot_slices({"one": along_a_line(), "all": along_a_line(np.square)})
    assert len({line.get_linestyle() for line in ax.lines}) == 2
    assert ax.get_legend_handles_labels()[1] == ["one", "all"]
    assert ax.get_label().startswith("one: Loss along a line")


def test_hinges_are_added_up():
    w = np.array([-1.0, 0.0, 1.0, 2.0])
    hinges = {"down": np.maximum(0, 1 - w), "up": np.maximum(0, 2 * w)}
    ax = lk.figures.plot_hinges(w, hinges)
    down, up, total, star = ax.lines
    np.testing.assert_array_equal(up.get_ydata(), [0, 0, 2, 4])
    np.testing.assert_array_equal(total.get_ydata(), [2, 1, 2, 4])
    np.testing.assert_array_equal(star.get_xydata(), [[0, 1]])
    assert down.get_linestyle() != up.get_linestyle()
    assert "lowest, 1, at w = 0" in ax.get_label()


def test_a_chord_says_whether_the_curve_rises_above_it():
    convex = lk.figures.plot_chord(along_a_line(np.square), -1.0, 2.0)
    assert "The chord is nowhere below the curve." in convex.get_label()
    np.testing.assert_allclose(convex.lines[1].get_xydata(), [[-1, 1], [2, 4]])
    hill = lk.figures.plot_chord(along_a_line(lambda w: -(w**2)), -1.0, 1.0)
    assert "The curve rises 1 above the chord." in hill.get_label()


def test_the_picture_of_the_explorer_has_a_map_and_both_cuts_through_the_point():
    figure = draw_slice_explorer(over_a_plane(), (0.5, 1.0), stars=[(-0.5, 0)], title="T")
    cuts = next(ax for ax in figure.axes if ax.get_legend())
    along_a, along_b, ball = cuts.lines
    np.testing.assert_allclose(along_a.get_ydata(), [1.25, 1, 1.25, 2, 3.25])
    np.testing.assert_allclose(along_b.get_ydata(), [5, 2, 1, 2, 5])
    np.testing.assert_allclose(ball.get_ydata(), [2, 2])
    assert "a = 0.5, b = 1, where the loss is 2" in lk.figures.alt_text(figure)


def test_the_values_are_not_changed():
    found = over_a_plane()
    before = found.values.copy()
    lk.figures.plot_slice(found)
    draw_slice_explorer(found, (0, 0))
    np.testing.assert_array_equal(found.values, before)


test_everything_said_is_said_in_korean_too = in_korean(
    lambda: lk.figures.plot_slice(along_a_line()),
    lambda: lk.figures.plot_slice(over_a_plane()),
    lambda: lk.figures.plot_hinges(np.array([0.0, 1.0]), {"h": np.array([0.0, 1.0])}),
    lambda: lk.figures.plot_chord(along_a_line(), -1, 1),
    lambda: draw_slice_explorer(over_a_plane(), (0, 0)).axes[1],
)
