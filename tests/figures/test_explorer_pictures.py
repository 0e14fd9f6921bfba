"""The stored picture of a bowl in its own directions."""

import numpy as np

import lessonkit as lk
from lessonkit.figures.explorers.descent import draw_explorer

TURNED = lk.Objective("0.5*(0.8*x + 0.6*y)**2 + 12.5*(0.8*y - 0.6*x)**2", domain=((-6, 6), (-6, 6)))


def drawn(rate=0.07, **settings):
    path = lk.descend(TURNED, lk.GradientDescent(rate), [-5.0, -2.0], 30)
    return draw_explorer(TURNED, [path], basis=True, **settings).axes


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
    assert len(draw_explorer(lk.objectives.rosenbrock, [path], basis=True).axes) == 2


def test_what_is_described_begins_with_the_values_themselves():
    path = lk.descend(lk.objectives.parabola, lk.GradientDescent(0.2), 4.0, 10)
    landscape, values = draw_explorer(lk.objectives.parabola, [path]).axes
    assert values.get_label() == "The value goes from 6 to 2 in 10 steps."
    assert landscape.get_label().startswith("Curve of f")
