import matplotlib.pyplot as plt
import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.step import draw_step_explorer

STEPS = np.array([0.01, 0.1, 1.0, 10.0])
LOSSES = np.array([8.0, 7.0, 1.5, 40.0])


def labels_of(ax) -> list[str]:
    return ax.get_legend_handles_labels()[1]


def test_the_curve_has_a_star_at_its_best_step_and_the_loss_before():
    ax = lk.figures.plot_step_curve(STEPS, LOSSES, start=9.0)
    curve, star, before = ax.lines
    np.testing.assert_array_equal(curve.get_xydata(), np.stack([STEPS, LOSSES], axis=1))
    np.testing.assert_array_equal(star.get_xydata(), [[1.0, 1.5]])
    assert star.get_marker() == "*"
    np.testing.assert_array_equal(before.get_ydata(), [9, 9])
    assert before.get_linestyle() == "--"
    assert labels_of(ax) == ["loss after one step", "best step", "loss before"]
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    said = "8 for the step size 0.01, lowest with 1.5 near 1, 40 at 10."
    assert said in lk.figures.alt_text(ax.figure)


def test_the_curve_is_drawn_on_the_axes_given_and_without_a_start():
    _figure, ax = plt.subplots()
    assert lk.figures.plot_step_curve(STEPS, LOSSES, ax=ax) is ax
    assert labels_of(ax) == ["loss after one step", "best step"]


def test_marks_are_the_steps_asked_for_and_no_others():
    steps = np.geomspace(1e-6, 100, 161)
    powers = 10.0 ** np.arange(-6, 3)
    ax = lk.figures.plot_step_curve(steps, 1 + steps, marks=powers)
    np.testing.assert_allclose(ax.lines[1].get_xdata(), powers)
    np.testing.assert_allclose(ax.lines[1].get_ydata(), 1 + powers)
    tiny = np.geomspace(1e-10, 1e-8, 21)
    ax = lk.figures.plot_step_curve(tiny, 1 + tiny, marks=[1e-10, 1e-9])
    np.testing.assert_allclose(ax.lines[1].get_xdata(), [1e-10, 1e-9])
    ax = lk.figures.plot_step_curve(steps, 1 + steps, marks=[0.0123])
    assert len(ax.lines[1].get_xdata()) == 0


def test_a_loss_that_is_not_a_number_is_not_the_best():
    ax = lk.figures.plot_step_curve([1.0, 2.0, 3.0], [np.nan, 5.0, 4.0])
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), [[3, 4]])


@pytest.mark.parametrize(("low", "high"), [(0.2, 9.0), (1.0, 40.0), (3.0, 4.5)])
def test_the_loss_axis_is_written_in_plain_numbers(low, high):
    ax = lk.figures.plot_step_curve([1.0, 2.0], [low, high])
    ax.figure.canvas.draw()
    bottom, top = ax.get_ylim()
    shown = [
        label.get_text()
        for label, place in zip(ax.get_yticklabels(), ax.get_yticks(), strict=True)
        if bottom <= place <= top
    ]
    assert len(shown) >= 2
    assert not any("$" in text or "e" in text for text in shown)


def test_the_promise_is_the_tangent_at_the_start():
    along = np.linspace(0, 2, 5)
    ax = lk.figures.plot_promise(along, 9 - 4 * along + along**2, slope=-4.0)
    promise, truth, start = ax.lines
    np.testing.assert_allclose(promise.get_ydata(), [9, 7, 5, 3, 1])
    np.testing.assert_allclose(truth.get_ydata(), [9, 7.25, 6, 5.25, 5])
    np.testing.assert_array_equal(start.get_xydata(), [[0, 9]])
    assert promise.get_linestyle() == "--"
    assert truth.get_linestyle() == "-"
    bottom, top = ax.get_ylim()
    assert bottom < 5  # the true loss is in sight, the promise may leave
    assert top > 9
    assert "from 9 to 5; the slope at 0 promises 1." in lk.figures.alt_text(ax.figure)


def test_a_level_line_has_a_picture_too():
    ax = lk.figures.plot_promise([0.0, 1.0], [3.0, 3.0], slope=0.0)
    assert ax.get_ylim() == (2.85, 3.15)


def test_budgets_are_steps_that_differ_in_color_and_dashes():
    curves = {
        "06": ([0, 1, 2], [9.0, 8.9, 8.8]),
        "07": ([0, 1, 2], [9.0, 8.0, 1.1]),
        "08": ([0, 2, 4], [9.0, 1.0, 0.2]),
    }
    ax = lk.figures.plot_budget(curves)
    assert labels_of(ax) == ["06", "07", "08"]
    for line, (spent, losses) in zip(ax.lines, curves.values(), strict=True):
        np.testing.assert_array_equal(line.get_xdata(), spent)
        np.testing.assert_array_equal(line.get_ydata(), losses)
        assert line.get_drawstyle() == "steps-post"  # what was reached stays until the next try
    assert len({line.get_linestyle() for line in ax.lines}) == 3
    assert len({line.get_color() for line in ax.lines}) == 3
    assert "spent: 06: 8.8; 07: 1.1; 08: 0.2." in lk.figures.alt_text(ax.figure)


def test_the_explorer_shows_the_step_on_the_curve_and_along_the_line():
    figure = draw_step_explorer(STEPS, LOSSES, start=9.0, slope=-20.0, step=1.0)
    assert plt.get_fignums() == []
    curve, line = figure.axes
    for ax in (curve, line):
        ball = ax.lines[-1]
        assert ball.get_marker() == "o"
        np.testing.assert_allclose(ball.get_xydata(), [[1.0, 1.5]])
    promise = line.lines[0]
    np.testing.assert_allclose(promise.get_xydata()[[0, -1]], [[0, 9], [2, -31]])
    text = lk.figures.alt_text(figure)
    assert "lowest with 1.5 near 1" in text
    assert "the slope at 0 promises -31." in text


def test_what_is_said_is_said_in_korean():
    lk.setup(language="ko")
    axes = [
        lk.figures.plot_step_curve(STEPS, LOSSES, start=9.0),
        lk.figures.plot_promise([0.0, 1.0], [9.0, 8.0], slope=-2.0),
        lk.figures.plot_budget({"08": ([0, 2], [9.0, 1.0])}),
    ]
    said = [
        text
        for ax in axes
        for text in (ax.get_xlabel(), ax.get_ylabel(), ax.get_label(), *labels_of(ax))
        if text != "08"
    ]
    assert len(said) == 14
    assert [text for text in said if not any("가" <= letter <= "힣" for letter in text)] == []
