import numpy as np

import lessonkit as lk


def paths(*rates):
    f = lk.objectives.parabola
    return {
        rf"$\eta = {rate}$": lk.descend(f, lk.GradientDescent(rate), start=4.0, steps=30)
        for rate in rates
    }


def test_each_path_is_a_line_of_its_values():
    runs = paths(0.01, 0.2)
    ax = lk.figures.plot_values(runs)
    for line, (label, path) in zip(ax.lines, runs.items(), strict=True):
        assert line.get_label() == label
        np.testing.assert_array_equal(line.get_ydata(), path.values)


def test_lines_differ_in_more_than_color():
    lines = lk.figures.plot_values(paths(0.01, 0.2, 0.9)).lines
    assert len({(line.get_linestyle(), line.get_marker()) for line in lines}) == 3


def test_a_rising_curve_does_not_squash_the_others():
    top = lk.figures.plot_values(paths(0.2, 1.5)).get_ylim()[1]
    assert 6 < top < 10


def test_log_axis_and_floor():
    ax = lk.figures.plot_values(paths(0.2), log=True, floor=2.0)
    assert ax.get_yscale() == "log"
    np.testing.assert_allclose(ax.lines[0].get_ydata()[0], 4.0)


def test_alt_text_has_the_ends_and_no_latex():
    text = lk.figures.alt_text(lk.figures.plot_values(paths(0.01)).figure)
    assert "eta = 0.01: 6 → 3.19" in text
    assert "$" not in text
