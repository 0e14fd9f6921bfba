import numpy as np
import pytest

import lessonkit as lk

RAVINE = lk.objectives.ravine


def line_of(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def arrows_of(ax):
    """Start and end of each arrow, in the order in which they were drawn."""
    found = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    return [(tuple(arrow.xyann), tuple(arrow.xy)) for arrow in found]


def test_the_arrows_of_a_step_lead_to_where_the_optimizer_goes():
    optimizer = lk.Nesterov(0.02, 0.9)
    path = lk.descend(RAVINE, optimizer, [-8.0, 3.0], 4)
    w, coast = path.points[3], 0.9 * path.states[3].velocity
    push = -0.02 * RAVINE.gradient(w + coast)
    ax = lk.figures.plot_step_arrows(RAVINE, w, coast, push, felt=w + coast)
    coasting, pushing, step = arrows_of(ax)
    assert coasting == (tuple(w), tuple(w + coast))
    assert pushing[0] == coasting[1]
    np.testing.assert_allclose(step, [w, path.points[4]])
    np.testing.assert_allclose(pushing[1], path.points[4])


def test_the_ring_is_where_the_slope_was_felt():
    step = {"w": (-4, 1), "coast": (1, -1), "push": (0.5, 0.25)}
    for felt, expected in ((None, (-4, 1)), ((-3, 0), (-3, 0))):
        ax = lk.figures.plot_step_arrows(RAVINE, **step, felt=felt)
        ring = next(line for line in ax.lines if line.get_fillstyle() == "none")
        assert tuple(ring.get_xydata()[0]) == expected
        assert f"felt at ({expected[0]:.2f}, {expected[1]:.2f})" in ax.get_label()
        assert "to (-2.50, 0.25)" in ax.get_label()


def test_a_step_can_be_drawn_on_a_part_of_the_map():
    domain = ((-6, -4), (-1, 2))
    ax = lk.figures.plot_step_arrows(RAVINE, (-5, 0), (1, 1), (0, -1), domain=domain)
    assert (ax.get_xlim(), ax.get_ylim()) == domain


def test_the_table_has_a_number_or_a_sign_in_each_cell_and_one_star():
    steps = [[40, 20, np.inf], [np.nan, 30, 25]]
    ax = lk.figures.plot_steps_table([0.01, 0.1, 1], [0.0, 0.9], steps)
    texts = {text.get_position(): text.get_text() for text in ax.texts}
    assert texts == {
        (0, 0): "40",
        (1, 0): "★20",
        (2, 0): "×",
        (0, 1): "–",
        (1, 1): "30",
        (2, 1): "25",
    }
    assert "fewest, 20, at η = 0.1 and α = 0." in ax.get_label()
    assert "leave: 1; not there in time: 1." in ax.get_label()


def test_fewer_steps_are_darker():
    ax = lk.figures.plot_steps_table([0.01, 0.1], [0.5], [[200, 10]])
    image = ax.images[0]
    light, dark = image.cmap(image.norm(image.get_array()))[0, :, :3].sum(axis=1)
    assert dark < light


def test_a_table_of_one_number_can_be_drawn():
    ax = lk.figures.plot_steps_table([0.1], [0.5], [[7]])
    assert [text.get_text() for text in ax.texts] == ["★7"]
    ax.figure.canvas.draw()


def test_each_run_is_a_marker_and_the_line_goes_through_the_medians():
    losses = {"one": [[1, 2, 9], [3, 4, 5]], "other": [[6, 6, 6], [8, 7, 6]]}
    ax = lk.figures.plot_rate_losses([0.1, 1.0], losses)
    for label, table in losses.items():
        np.testing.assert_array_equal(line_of(ax, label).get_ydata(), np.median(table, axis=1))
    drawn = np.sort(np.concatenate([line.get_ydata() for line in ax.lines]))
    expected = np.sort([*np.ravel(list(losses.values())), 2, 4, 6, 7])
    np.testing.assert_array_equal(drawn, expected)
    assert "3 runs each; medians at η = 0.1, 1. one: 2, 4; other: 6, 7." in ax.get_label()


def test_runs_of_two_optimizers_do_not_hide_each_other():
    ax = lk.figures.plot_rate_losses([0.1, 1.0], {"one": [[1], [2]], "other": [[1], [2]]})
    assert (line_of(ax, "one").get_xdata() != line_of(ax, "other").get_xdata()).all()


@pytest.mark.parametrize("name", ["plot_step_arrows", "plot_steps_table", "plot_rate_losses"])
def test_they_speak_korean_too(name):
    arguments = {
        "plot_step_arrows": (RAVINE, (-5, 0), (1, 1), (0, -1)),
        "plot_steps_table": ([0.1, 1.0], [0.5], [[7, 8]]),
        "plot_rate_losses": ([0.1, 1.0], {"one": [[1], [2]]}),
    }[name]
    english = getattr(lk.figures, name)(*arguments).get_label()
    lk.setup(language="ko")
    assert getattr(lk.figures, name)(*arguments).get_label() != english
