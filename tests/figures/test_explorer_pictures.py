"""The stored pictures of a descent explorer, with what its panels show."""

import numpy as np

import lessonkit as lk
from lessonkit.figures.explorers.descent import draw_explorer

TURNED = lk.Objective("0.5*(0.8*x + 0.6*y)**2 + 12.5*(0.8*y - 0.6*x)**2", domain=((-6, 6), (-6, 6)))


def drawn(rate=0.07, **settings):
    path = lk.descend(TURNED, lk.GradientDescent(rate), [-5.0, -2.0], 30)
    return draw_explorer(TURNED, [path], panels=["eigenbasis"], **settings).axes


def test_the_same_run_stands_in_both_coordinates():
    _, turned, _ = drawn()
    path = next(line for line in turned.lines if len(line.get_xdata()) == 31)
    u, v = path.get_data()
    np.testing.assert_allclose(u, -5.2 * 0.93 ** np.arange(31))
    np.testing.assert_allclose(v, 1.4 * (-0.75) ** np.arange(31))


def test_the_parts_and_the_factors_are_shown():
    *_, parts = drawn()
    first, second = parts.lines
    np.testing.assert_allclose(first.get_ydata(), 13.52 * 0.93 ** (2 * np.arange(31)))
    np.testing.assert_allclose(second.get_ydata(), 24.5 * 0.75 ** (2 * np.arange(31)))
    first, second = [text.get_text() for text in parts.get_legend().get_texts()]
    assert r"\lambda = 1$" in first
    assert "0.93" in first
    assert r"\lambda = 25$" in second
    assert "-0.75" in second


def test_without_directions_the_values_are_shown():
    path = lk.descend(lk.objectives.rosenbrock, lk.GradientDescent(0.001), [-1.0, 1.0], 5)
    assert len(draw_explorer(lk.objectives.rosenbrock, [path], panels=["eigenbasis"]).axes) == 2


def test_what_is_described_begins_with_the_values_themselves():
    path = lk.descend(lk.objectives.parabola, lk.GradientDescent(0.2), 4.0, 10)
    landscape, values = draw_explorer(lk.objectives.parabola, [path]).axes
    assert values.get_label() == "The value goes from 6 to 2 in 10 steps."
    assert landscape.get_label().startswith("Curve of f")


def test_the_arrows_of_a_step_lead_where_the_velocity_and_then_the_slope_carry_it():
    bowl = lk.Objective("(x**2 + y**2)/2", domain=((-4, 4), (-4, 4)))
    path = lk.descend(bowl, lk.Momentum(0.5, momentum=0.5), [-2.0, 1.0], 4)
    landscape, _ = draw_explorer(bowl, [path], step=1, panels=["anatomy"]).axes
    arrows = [text for text in landscape.texts if text.arrow_patch]
    # After one step v = -0.5 (-2, 1), so the ball stands at (-1, 0.5) and coasts by (0.5, -0.25).
    assert [(*each.xyann, *each.xy) for each in arrows] == [
        (-1, 0.5, -0.5, 0.25),
        (-0.5, 0.25, 0, 0),
    ]


def test_the_effective_rates_stand_below_the_values():
    path = lk.descend(lk.objectives.ravine, lk.Adagrad(4.0), [-8.0, 3.0], 30)
    *_, rates = draw_explorer(lk.objectives.ravine, [path], panels=["state"]).axes
    # The first step divides each slope, -8 and 75, by its own size.
    np.testing.assert_allclose([line.get_ydata()[0] for line in rates.lines], [4 / 8, 4 / 75])


def test_an_optimizer_that_tells_no_rates_and_no_velocity_has_no_such_pictures():
    class Own:
        def init(self, w):
            return None

        def update(self, w, gradient, state):
            return w - 0.01 * gradient(w), state

    for optimizer, steps in ((Own(), 5), (lk.Momentum(0.01), 0)):
        path = lk.descend(lk.objectives.ravine, optimizer, [-8.0, 3.0], steps)
        landscape, _, rates = draw_explorer(
            lk.objectives.ravine, [path], panels=["state", "anatomy"]
        ).axes
        assert not rates.axison
        assert not any(text.arrow_patch for text in landscape.texts)
