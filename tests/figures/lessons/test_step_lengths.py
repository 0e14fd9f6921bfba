import pytest

import lessonkit as lk


def test_lengths_are_drawn_with_the_learning_rate_as_the_unit():
    ax = lk.figures.plot_step_lengths({"plain": [3.0, 4.0, 2.0], "$r$": [1.0, 1.0, 1.0]})
    unit, plain, _ = ax.lines
    assert set(unit.get_ydata()) == {1}
    assert plain.get_xydata().tolist() == [[1, 3], [2, 4], [3, 2]]
    text = lk.figures.alt_text(ax.figure)
    assert "plain: 3.00 at first, 4.00 at most, in step 2; r: 1.00 at first" in text


def test_equal_lengths_are_not_told_apart_by_their_rounding():
    ax = lk.figures.plot_step_lengths({"level": [1.0, 1.0 + 1e-12]})
    assert "1.00 at most, in step 1" in lk.figures.alt_text(ax.figure)


def test_runs_differ_in_color_marker_and_dashes():
    _, *lines = lk.figures.plot_step_lengths({str(k): [1.0] for k in range(4)}).lines
    for look in ("get_color", "get_marker"):
        assert len({getattr(line, look)() for line in lines}) == 4
    with pytest.raises(ValueError, match="1 to 4 labels, got 5"):
        lk.figures.plot_step_lengths({str(k): [1.0] for k in range(5)})


def test_a_figure_goes_where_it_is_told():
    ax = lk.figures.plot_objective(lk.objectives.parabola).figure.add_subplot()
    assert lk.figures.plot_step_lengths({"a": [1.0]}, ax) is ax
