"""Lesson 01: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, wrong


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def cubic(x):
    return 3 * x**3 - 2 * x + 1


def diagnose(f, claimed, x):
    h = 1e-5
    ahead = (f(x + h) - f(x)) / h
    behind = (f(x) - f(x - h)) / h
    if abs(ahead - behind) >= 0.01:
        return "kink"
    if abs((ahead + behind) / 2 - claimed) >= 0.01:
        return "bug"
    return "right"


def only_one_way(f, claimed, x):
    return "right" if abs(forward(f, x, 1e-5) - claimed) < 0.01 else "bug"


def only_central(f, claimed, x):
    return "right" if abs(central(f, x, 1e-5) - claimed) < 0.01 else "bug"


def bug_first(f, claimed, x):
    if only_central(f, claimed, x) == "bug":
        return "bug"
    return diagnose(f, claimed, x)


def exactly_equal(f, claimed, x):
    ahead, behind = forward(f, x, 1e-5), forward(f, x, -1e-5)
    return "kink" if ahead != behind else "right" if ahead == claimed else "bug"


def swapped(f, claimed, x):
    return {"right": "right", "bug": "kink", "kink": "bug"}[diagnose(f, claimed, x)]


def hill(x):
    return x**3 - x


def slope(x):
    return 3 * x**2 - 1


test_right_answers_pass = right(
    ("01.1", 0.05),
    ("01.1", np.float64(-0.2 / -4)),
    ("01.4", -2),
    ("01.4", -2.0),
    ("01.2", diagnose),
    ("01.3", (hill, slope)),
    ("01.3", [lambda x: math.sin(3 * x), lambda x: 3 * math.cos(3 * x)]),
    ("01.3", (lambda x: x**4 - x**2, lambda x: 4 * x**3 - 2 * x)),
    ("01.5", 2.2e-16**0.2),
    ("01.5", 7e-4),
)


test_typical_mistakes_are_named = wrong(
    ("01.1", -0.05, "down is to the right"),
    ("01.1", 0.8, "divide"),
    ("01.1", -0.8, "divide"),
    ("01.1", 2.8, "loss that you want"),
    ("01.1", 5.05, "place after the step"),
    ("01.1", 20, "Upside down"),
    ("01.1", -20, "Upside down"),
    ("01.1", -0.2, "change of the loss"),
    ("01.1", -0.7, "not a change"),
    ("01.1", 0.2, "Not yet"),
    ("01.4", 0, "far from the tangent"),
    ("01.4", -1, "not yet the tangent"),
    ("01.4", -3, "Another row"),
    ("01.4", -4, "how far off"),
    ("01.4", -5, "sixteen digits"),
    ("01.4", -6, "made of rounding"),
    ("01.4", -7, "made of rounding"),
    ("01.4", 0.01, "exponent k"),
    ("01.4", 2, "a hundred"),
    ("01.2", only_one_way, "look ahead only"),
    ("01.2", only_central, "hides it"),
    ("01.2", bug_first, "Ask for the kink first"),
    ("01.2", exactly_equal, "count as equal"),
    ("01.2", swapped, "swapped"),
    ("01.2", lambda f, claimed, x: "right", "Not yet"),
    ("01.3", (hill, lambda x: 3 * x**2), "does not fit"),
    ("01.3", (hill, lambda x: -slope(x)), "does not fit"),
    ("01.3", (lambda x: x**2, lambda x: 2 * x), "no hilltop"),
    ("01.3", (lambda x: -(x**2), lambda x: -2 * x), "no valley"),
    ("01.3", (lambda x: x**3, lambda x: 3 * x**2), "no valley"),
    ("01.3", (cubic, lambda x: 9 * x**2 - 2), "hill of the lesson"),
    ("01.3", (hill, lambda x: None), "my_slope returns nothing"),
    ("01.3", hill, "Two functions"),
    ("01.3", (hill, slope, slope), "Two functions"),
    ("01.3", (lambda x: math.inf, slope), "not a finite number"),
    ("01.5", 2.2e-16**0.25, "fourth root"),
    ("01.5", 6.1e-6, "for the central"),
    ("01.5", 1.5e-8, "for the central"),
    ("01.5", 0.01, "but of what"),
)


def test_an_untouched_hill_waits():
    assert lk.check("01.3", (lambda x: None, lambda x: ...)).status == "waiting"


def test_an_error_in_ones_own_hill_is_explained():
    feedback = lk.check("01.3", (lambda x: 1 / x, slope))
    assert feedback.status == "wrong"
    assert "ZeroDivisionError" in "\n".join(feedback.lines)


def test_the_praise_of_a_hill_says_where_it_turns():
    assert "a valley near 0.58, a hilltop near -0.58" in repr(lk.check("01.3", (hill, slope)))


def test_the_h_of_the_gauge_is_the_best_that_can_be_relied_on():
    """The error at x of the gauge of exercise 01.4, at any place nearby, with each h."""

    def gauge(x):
        return round(1 / (1 + x * x), 6)

    def largest_error(h):
        places = np.linspace(0.6, 0.8, 201)
        return max(abs(central(gauge, x, h) + 2 * x / (1 + x * x) ** 2) for x in places)

    errors = {k: largest_error(10.0**k) for k in range(-7, 1)}
    assert min(errors, key=errors.get) == -2
    assert errors[-2] < 2e-4
    assert errors[-3] > 2.5 * errors[-2]
    assert errors[-1] > 10 * errors[-2]


def test_the_predictions_come_true():
    """What the reveals claim, computed."""
    assert forward(cubic, 1, 1e-6) == pytest.approx(7, abs=1e-4)
    assert cubic(1.01) == pytest.approx(2.070903)
    assert abs(central(cubic, 1, 0.01) - 7) == pytest.approx(0.0003, rel=1e-3)
    errors = {h: abs(forward(cubic, 1, h) - 7) for h in (1e-4, 1e-8, 1e-12, 1e-16)}
    assert min(errors, key=errors.get) == 1e-8


def test_the_goals_of_the_explorer_are_met_where_the_lesson_says():
    hill = lk.Objective("3*x**3 - 2*x + 1", domain=(-1.2, 1.2))
    explorer = lk.explore_tangent(hill, x=1.0)
    for h, within in ((0.01, True), (0.0125, False)):
        explorer.h = h
        assert (abs(explorer.forward - 7) < 0.1) is within
    for h, within in ((0.16, True), (0.2, False)):
        explorer.h = h
        assert (abs(explorer.central - 7) < 0.1) is within
    for x in (-0.471, 0.471):
        explorer.x = x
        assert abs(explorer.slope) < 0.01
