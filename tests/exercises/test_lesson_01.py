"""Lesson 01: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np
import pytest

import lessonkit as lk


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def look_ahead(f, slope, x, eps):
    return f(x) + slope(x) * eps


def central(f, x, h):
    return (forward(f, x, h) + forward(f, x, -h)) / 2


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("01.1", forward),
        ("01.1", lambda f, x, h: lk.numerical_gradient(f, x, h, "forward")),
        ("01.2", look_ahead),
        ("01.3", central),
        ("01.3", lk.numerical_gradient),
        ("01.4", math.sqrt(2) / 3),
        ("01.4", 0.4714),
    ],
)
def test_right_answers_pass(exercise, answer):
    assert lk.check(exercise, answer).status == "right"


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("01.1", lambda f, x, h: f(x + h) - f(x) / h, "brackets"),
        ("01.1", lambda f, x, h: (f(x) - f(x + h)) / h, "sign is flipped"),
        ("01.1", lambda f, x, h: f(x + h) - f(x), "rise alone"),
        ("01.1", lambda f, x, h: h / (f(x + h) - f(x)), "Upside down"),
        ("01.1", lambda f, x, h: (f(x) - f(x - h)) / h, "to the left"),
        ("01.1", central, "central difference"),
        ("01.1", lambda f, x, h: (f(x + h) - f(x)) / (x + h), "only h"),
        ("01.1", lambda f, x, h: (f(x) + h - f(x)) / h, "h to the height"),
        ("01.1", lambda f, x, h: (f(x + h) - f(x)) * h, "multiply by the run"),
        ("01.1", lambda f, x, h: 0.0, "Not yet"),
        ("01.2", lambda f, slope, x, eps: f(x + eps), "height itself"),
        ("01.2", lambda f, slope, x, eps: slope(x) * eps, "rise alone"),
        ("01.2", lambda f, slope, x, eps: f(x) + slope(x), "step is missing"),
        ("01.2", lambda f, slope, x, eps: f(x) - slope(x) * eps, "sign is flipped"),
        ("01.2", lambda f, slope, x, eps: f(x) + slope(x + eps) * eps, "Stay at x"),
        ("01.2", lambda f, slope, x, eps: f(x) + slope(x) * (x + eps), "place x + eps"),
        ("01.3", forward, "forward difference"),
        ("01.3", lambda f, x, h: (f(x + h) - f(x - h)) / h, "run is 2h"),
        ("01.3", lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h, "multiplies by h"),
        ("01.3", lambda f, x, h: f(x + h) - f(x - h) / (2 * h), "whole difference"),
        ("01.3", lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h), "sign is flipped"),
        ("01.3", lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / (2 * h), "only h/2"),
        ("01.3", lambda f, x, h: central(f, x, h / 2), "half the step"),
        ("01.3", lambda f, x, h: (f(x + h) - f(x)) / (2 * h), "does not need f(x)"),
        ("01.3", lambda f, x, h: f(x + h) - f(x - h), "rise alone"),
        ("01.4", -math.sqrt(2) / 3, "hilltop"),
        ("01.4", 0.5, "still +0.25"),
        ("01.4", math.sqrt(2) / 9, "of the 9 as well"),
        ("01.4", 2 / 9, "take the root"),
        ("01.4", math.sqrt(4.5), "9x² = 2"),
        ("01.4", -1, "crosses zero"),
        ("01.4", 0, "slope is −2"),
        ("01.4", lk.objectives.cubic(math.sqrt(2) / 3), "height of the valley"),
    ],
)
def test_typical_mistakes_are_named(exercise, answer, said):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "wrong"
    assert said in "\n".join(feedback.lines)


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("01.1", lambda f, x, h: f(x + h) - f(x) / h))
    assert "on the input cube, 2., 0.5" in text
    assert "expected 15.25, got -0.375" in text


def test_the_valley_is_where_the_lowest_value_nearby_is():
    xs = np.linspace(0, 1, 100_001)
    assert lk.check("01.4", xs[lk.objectives.cubic(xs).argmin()]).passed


def test_the_predictions_come_true():
    """What the reveals claim, computed."""

    def f(x):
        return 3 * x**3 - 2 * x + 1

    assert forward(f, 1, 1e-6) == pytest.approx(7, abs=1e-4)
    assert f(1.01) == pytest.approx(2.070903)
    assert abs(central(f, 1, 0.01) - 7) == pytest.approx(0.0003, rel=1e-3)
    errors = {h: abs(forward(f, 1, h) - 7) for h in (1e-2, 1e-8, 1e-12, 1e-16)}
    assert min(errors, key=errors.get) == 1e-8
