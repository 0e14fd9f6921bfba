"""Lesson 09: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, wrong


def step(x, slope, learning_rate):
    return x - learning_rate * slope(x)


def steps_needed(error, tolerance, learning_rate):
    steps = 0
    while error > tolerance:
        error *= abs(1 - 2 * learning_rate)
        steps += 1
    return steps


def descend(gradient, start, learning_rate, steps):
    points = [start]
    for _ in range(steps):
        points.append(points[-1] - learning_rate * gradient(points[-1]))
    return points


def descend_in_place(gradient, start, learning_rate, steps):
    w, points = start.copy(), []
    points.append(w)
    for _ in range(steps):
        w -= learning_rate * gradient(w)
        points.append(w)
    return np.array(points)


def descend_on_the_callers_array(gradient, start, learning_rate, steps):
    points = [start.copy()]
    for _ in range(steps):
        start -= learning_rate * gradient(start)
        points.append(start.copy())
    return np.array(points)


def descend_from_the_start_slope(gradient, start, learning_rate, steps):
    slope = gradient(start)
    return np.array([start - k * learning_rate * slope for k in range(steps + 1)])


test_right_answers_pass = right(
    ("09.1", step),
    ("09.2", steps_needed),
    ("09.3", 0.45),
    ("09.3", np.float64(0.55)),
    ("09.3", 0.5),
    ("09.4", descend),
    ("09.5", 1 / 6),
)


test_typical_mistakes_are_named = wrong(
    ("09.1", lambda x, slope, rate: x + rate * slope(x), "uphill"),
    ("09.1", lambda x, slope, rate: x - slope(x), "learning rate is missing"),
    ("09.1", lambda x, slope, rate: -rate * slope(x), "step alone"),
    ("09.1", lambda x, slope, rate: x - rate * np.sign(slope(x)), "times the slope"),
    (
        "09.2",
        lambda e, t, rate: math.log(t / e) / math.log(abs(1 - 2 * rate)),
        "round up",
    ),
    (
        "09.2",
        lambda e, t, rate: int(math.log(t / e) / math.log(abs(1 - 2 * rate))),
        "rounding down",
    ),
    (
        "09.2",
        lambda e, t, rate: math.ceil(math.log(t / e) / math.log(abs(1 - rate))),
        "not by 1 − η",
    ),
    ("09.2", lambda e, t, rate: math.ceil(t / (e * abs(1 - 2 * rate))), "only once"),
    ("09.2", lambda e, t, rate: math.log(t / e) / math.log(1 - 2 * rate), "math domain error"),
    ("09.3", 0.1, "creeps"),
    ("09.3", 0.9, "jumps over"),
    ("09.3", 1, "two points"),
    ("09.3", 1.5, "diverges"),
    ("09.3", -0.5, "positive"),
    ("09.3", "fast", "number is wanted"),
    ("09.4", lambda *case: descend(*case)[1:], "starting point is missing"),
    ("09.4", lambda *case: descend(*case)[-1], "whole path"),
    ("09.4", lambda g, *rest: descend(lambda w: -g(w), *rest), "uphill"),
    ("09.4", descend_in_place, "w -= "),
    ("09.4", descend_on_the_callers_array, "changed its argument in place"),
    ("09.4", descend_from_the_start_slope, "where you are now"),
    ("09.5", 2 / 3, "flat direction"),
    ("09.5", 1 / 12, "twice as large"),
    ("09.5", 2 / 15, "best learning rate"),
    ("09.5", 4, "condition number"),
)


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("09.1", lambda x, slope, rate: x + rate * slope(x)))
    assert "on the input 4., parabola_slope, 0.2" in text
    assert "expected 3.2, got 4.8" in text


def test_three_steps_is_what_the_goal_asks():
    f = lk.objectives.parabola
    for rate in (0.41, 0.42, 0.58, 0.59):
        path = lk.descend(f, lk.GradientDescent(rate), start=4.0, steps=3)
        assert lk.check("09.3", rate).passed == (abs(path.points[-1] - 2) < 0.01)
