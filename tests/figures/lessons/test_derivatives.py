import matplotlib.pyplot as plt
import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.tangent import draw_tangent_explorer
from tests.figures.korean import in_korean

CUBIC = lk.Objective("3*x**3 - 2*x + 1", domain=(-1.2, 1.2))
CORNER = lk.Objective("abs(x)", domain=(-2, 2))


def slope_of(line) -> float:
    (x0, y0), (x1, y1) = line.get_xydata()[[0, -1]]
    return (y1 - y0) / (x1 - x0)


def test_tangents_touch_the_curve_with_its_slope():
    ax = lk.figures.plot_tangents(CUBIC, (-1.0, 0.0))
    pieces = [line for line in ax.lines if len(line.get_xdata()) == 2]
    assert [slope_of(piece) for piece in pieces] == pytest.approx([7, -2])
    for piece, x in zip(pieces, (-1.0, 0.0), strict=True):
        assert piece.get_xydata().mean(axis=0) == pytest.approx([x, 3 * x**3 - 2 * x + 1])
    assert [text.get_text() for text in ax.texts] == ["+7.00", "−2.00"]
    assert "f'(-1) = +7.00, f'(0) = −2.00" in lk.figures.alt_text(ax.figure)


def test_a_level_tangent_has_no_sign():
    ax = lk.figures.plot_tangents(lk.Objective("-x**2", domain=(-1, 1)), (0.0,))
    assert ax.texts[0].get_text() == "0.00"


def test_secants_go_through_both_points():
    ax = lk.figures.plot_secants(CUBIC, 0.0, (1.0, 0.5))
    first, _end, second = ax.lines[-6:-3]
    assert slope_of(first) == pytest.approx(1)  # (2 - 1) / 1
    assert slope_of(second) == pytest.approx((0.375 - 1) / 0.5)
    assert slope_of(ax.lines[-2]) == pytest.approx(-2)
    legend = ax.get_legend_handles_labels()[1]
    assert legend == ["$h = 1$: 1.00", "$h = 0.5$: −1.25", "tangent: −2.00"]


def test_a_zoom_shows_the_tangent_but_none_at_a_corner():
    smooth = lk.figures.plot_zoom(CUBIC, 1.0, 0.01)
    assert smooth.get_xlim() == pytest.approx((0.995, 1.005))
    curve, tangent, _point = smooth.lines
    np.testing.assert_allclose(curve.get_ydata(), tangent.get_ydata(), atol=9.1 * 0.005**2)
    assert len(lk.figures.plot_zoom(CORNER, 0.0, 1).lines) == 2


def test_errors_are_drawn_as_given_and_a_reliable_h_is_marked():
    steps = [1e-4, 1e-3, 1e-2, 1e-1]
    errors = {"forward": [0.9, 0.3, 0.1, 0.2], "central": [0.3, 0.03, 0.0, 0.02]}
    ax = lk.figures.plot_difference_errors(steps, errors, {"$h$": steps})
    assert ax.get_xscale() == ax.get_yscale() == "log"
    forward, best = ax.lines[:2]
    np.testing.assert_allclose(forward.get_ydata(), [0.9, 0.3, 0.1, 0.2])
    np.testing.assert_allclose(best.get_xydata(), [[1e-2, 0.1]])
    assert (ax.lines[2].get_ydata() > 0).all()  # an error of zero has a place on the axis
    assert forward.get_marker() != ax.lines[2].get_marker()
    assert "forward difference: 1e-01 (h = 1e-02)" in lk.figures.alt_text(ax.figure)


def test_an_error_that_is_small_by_luck_is_not_called_the_best():
    steps = 10.0 ** np.arange(-4, 0.1, 0.25)
    errors = abs(np.log10(steps) + 2) + 0.1  # smallest at 1e-2
    errors[2] = 0.0
    marked = lk.figures.plot_difference_errors(steps, {"forward": errors}).lines[1]
    assert marked.get_xdata() == pytest.approx([1e-2])
    assert marked.get_ydata() == pytest.approx([0.6])  # half a decade farther


def test_what_is_below_another_mark_is_seen():
    ax = lk.figures.plot_difference_errors([0.1, 1], {"forward": [1, 2], "central": [1, 2]})
    forward, central = ax.lines[0], ax.lines[2]
    assert central.get_markerfacecolor() == "none"
    assert central.get_markersize() > forward.get_markersize() + 1


def test_a_square_grows_by_two_strips_and_a_corner():
    ax = lk.figures.plot_growing_square(2.0, 0.5)
    areas = [patch.get_width() * patch.get_height() for patch in ax.patches]
    assert areas == [4.0, 1.0, 1.0, 0.25]
    assert sum(areas) == 2.5**2
    assert "4.5" in ax.get_title()  # (2.5² − 2²) / 0.5
    assert "two strips of 1 and a corner of 0.25" in lk.figures.alt_text(ax.figure)
    assert (
        len(lk.figures.plot_growing_square(2.0, 0.1).texts) == 1
    )  # names only where there is room


@pytest.mark.parametrize("formula", ["x**2", "-x**2", "x**3", "3*x**3 - 2*x + 1"])
def test_slopes_are_written_beside_curve_and_tangent(formula):
    """The middle of each text is nearer to neither of the two than half its height."""
    f = lk.Objective(formula, domain=(-1, 1))
    places = (-0.6, 0.0, 0.6)
    ax = lk.figures.plot_tangents(f, places)
    ax.figure.canvas.draw()
    for text, place in zip(ax.texts, places, strict=True):
        box = text.get_window_extent()
        xs = np.linspace(place - 0.15, place + 0.15, 301)
        for height in (f(xs), f(place) + f.gradient(place) * (xs - place)):
            on_page = ax.transData.transform(np.column_stack([xs, height]))
            inside = (on_page > [box.x0, box.y0 + 2]) & (on_page < [box.x1, box.y1 - 2])
            assert not inside.all(axis=1).any(), (formula, place)


def test_the_slope_at_the_bottom_of_a_small_picture_is_not_on_the_axis():
    ax = plt.subplots(1, 3, figsize=(10, 3.2))[1][0]
    lk.figures.plot_tangents(lk.Objective("x**2", domain=(-1, 1)), (0.0,), ax=ax)
    ax.figure.canvas.draw()
    assert ax.texts[0].get_window_extent().y0 > ax.bbox.y0


def test_subgradients_stay_below_the_curve():
    ax = lk.figures.plot_subgradients(CORNER, 0.0, (-1, 0.5))
    lines = [line for line in ax.lines if len(line.get_xdata()) == 2]
    assert [slope_of(line) for line in lines] == pytest.approx([-1, 0.5])
    for line in lines:
        assert (line.get_ydata() <= np.abs(line.get_xdata()) + 1e-12).all()


def test_the_picture_of_the_explorer_has_all_three_slopes():
    figure = draw_tangent_explorer(CUBIC, 0.5, 0.5)
    curve, errors = figure.axes
    labels = curve.get_legend_handles_labels()[1]
    assert labels == ["tangent 0.2500", "forward 3.2500", "central 1.0000"]
    assert [slope_of(line) for line in curve.lines[-5:-2]] == pytest.approx([0.25, 3.25, 1.0])
    ruler, *marked = errors.lines[-3:]
    assert ruler.get_xdata()[0] == 0.5
    for mark, error in zip(marked, (3.0, 0.75), strict=True):
        np.testing.assert_allclose(mark.get_xydata(), [[0.5, error]])
    _, forward = errors.lines[0].get_data()
    assert forward[-1] == pytest.approx(7.75 - 0.25)  # h = 1: f(1.5) - f(0.5) = 8.125 - 0.375


def test_at_a_corner_there_is_no_tangent_and_no_error():
    curve, errors = draw_tangent_explorer(CORNER, 0.0, 0.5).axes
    labels = curve.get_legend_handles_labels()[1]
    assert labels == ["forward 1.0000", "central 0.0000"]
    assert "no derivative at 0" in errors.get_label()


test_everything_said_is_said_in_korean_too = in_korean(
    lambda: lk.figures.plot_tangents(CUBIC, (0.0,)),
    lambda: lk.figures.plot_secants(CUBIC, 0.0, (1.0,)),
    lambda: lk.figures.plot_zoom(CUBIC, 0.0, 1),
    lambda: lk.figures.plot_growing_square(2.0, 0.5),
    lambda: lk.figures.plot_difference_errors([0.1, 1], {"f": [1, 2]}),
    lambda: lk.figures.plot_subgradients(CORNER, 0.0, (0.5,)),
    lambda: draw_tangent_explorer(CUBIC, 0.0, 0.5).axes[0],
    lambda: draw_tangent_explorer(CORNER, 0.0, 0.5).axes[1],
)
