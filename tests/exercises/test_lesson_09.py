"""Lesson 09: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def steps_needed(error, tolerance, learning_rate):
    """With logarithms, where the lesson counts."""
    factor = abs(1 - 2 * learning_rate)
    if error <= tolerance:
        return 0
    if factor in (0.0, 1.0) or factor > 1:
        return None if factor else 1
    return math.ceil(math.log(tolerance / error) / math.log(factor))


def changed(answer, more):
    return lambda *case: None if answer(*case) is None else answer(*case) + more


def verdict(H, learning_rate):
    """By running it from a place on none of the axes."""
    w = np.array([0.9, 0.4])
    path = [w]
    for _ in range(400):
        w = w - learning_rate * H @ w
        path.append(w)
    if np.linalg.norm(w) >= np.linalg.norm(path[0]):
        return "diverges"
    _, directions = np.linalg.eigh(H)
    along = np.array(path[:3]) @ directions
    return "zigzags" if (along[0] * along[1] < -1e-12).any() else "glides"


def descend(gradient, start, learning_rate, tolerance, most):
    points = [start]
    for _ in range(most):
        slopes = gradient(points[-1])
        if math.hypot(*slopes) <= tolerance:
            break
        points.append(points[-1] - learning_rate * slopes)
    return points


def descend_in_place(gradient, start, learning_rate, tolerance, most):
    w, points = start.copy(), []
    points.append(w)
    while len(points) <= most and np.linalg.norm(gradient(w)) > tolerance:
        w -= learning_rate * gradient(w)
        points.append(w)
    return np.array(points)


def descend_from_the_start_slope(gradient, start, learning_rate, tolerance, most):
    return descend(lambda w: gradient(start), start, learning_rate, tolerance, most)


def by_the_diagonal(H, learning_rate):
    return verdict(np.diag(np.diag(H)), learning_rate)


def only_convergence(H, learning_rate):
    return "glides" if verdict(H, learning_rate) == "glides" else "diverges"


def swapped(H, learning_rate):
    seen = verdict(H, learning_rate)
    return {"zigzags": "glides", "glides": "zigzags"}.get(seen, seen)


WELLS = lk.Objective("x**4 - 4*x**2 + x", domain=(-2.5, 2.5))
WAVES = lk.Objective.from_function(lambda x: np.cos(x) + 0.02 * x**2, dim=1, domain=(-10, 10))

test_right_answers_pass = right(
    ("09.3", steps_needed),
    ("09.1", verdict),
    ("09.2", (WELLS, 2.3, 0.01, 0.1)),
    ("09.2", [WELLS, np.float64(2.3), 0.1, 0.01]),
    ("09.4", descend),
)

test_stubs_wait = waiting(
    ("09.3", lambda error, tolerance, learning_rate: ...),
    ("09.2", ...),
)

test_typical_mistakes_are_named = wrong(
    ("09.3", changed(steps_needed, -1), "One step short"),
    ("09.3", changed(steps_needed, 1), "One step too many"),
    ("09.3", lambda e, t, rate: steps_needed(e, t, rate / 2), "not by 1 − η"),
    (
        "09.3",
        lambda e, t, rate: math.ceil(math.log(t / e) / math.log(abs(1 - 2 * rate))),
        "math domain error",
    ),
    ("09.3", lambda e, t, rate: 0 if rate >= 1 else steps_needed(e, t, rate), "None is wanted"),
    (
        "09.3",
        lambda e, t, rate: None if rate > 0.5 and e > t else steps_needed(e, t, rate),
        "only the size",
    ),
    ("09.1", by_the_diagonal, "eigenvalues"),
    ("09.1", swapped, "swapped"),
    ("09.1", only_convergence, "only from −1"),
    (
        "09.1",
        lambda H, rate: verdict(np.eye(2) * np.linalg.eigvalsh(H)[1], rate),
        "falls away",
    ),
    (
        "09.1",
        lambda H, rate: verdict(np.eye(2) * np.linalg.eigvalsh(H)[0], rate),
        "flattest direction only",
    ),
    ("09.2", (WELLS, 2.3, 0.01), "Four things"),
    ("09.2", 3, "Four things"),
    ("09.2", ("x**2", 2.3, 0.01, 0.1), "lk.Objective of one variable"),
    ("09.2", (lk.objectives.ravine, 2.3, 0.01, 0.1), "lk.Objective of one variable"),
    ("09.2", (lk.Objective("x*sin(x)", domain=(-1, 7)), 2.5, 0.25, 0.8), "Invent another"),
    ("09.2", (WELLS, 2.3, 0.01, 0.02), "same valley"),
    ("09.2", (WELLS, 2.3, 0.01, 9.0), "diverges"),
    ("09.2", (WELLS, 2.3, 0.01, 1e-6), "not at rest"),
    ("09.2", (WELLS, 2.3, -0.01, 0.1), "positive"),
    ("09.2", (WELLS, "left", 0.01, 0.1), "number is wanted"),
    ("09.2", (lk.Objective("x**3", domain=(-1, 1)), 0.0, 0.01, 0.1), "no valley"),
    ("09.4", lambda *case: np.array(descend(*case))[1:], "starting point is missing"),
    ("09.4", lambda *case: descend(*case)[-1], "whole path"),
    ("09.4", lambda g, start, rate, *rest: descend(g, start, -rate, *rest), "uphill"),
    ("09.4", descend_in_place, "w -= "),
    ("09.4", descend_from_the_start_slope, "where you are now"),
    ("09.4", lambda g, start, rate, t, most: descend(g, start, rate, -1, most), "never stops"),
    ("09.4", lambda g, start, rate, t, most: descend(g, start, rate, t, most - 1), "budget"),
)


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("09.3", changed(steps_needed, 1)))
    assert "on the input 2., 0.01, 0.2" in text
    assert "expected 11, got 12" in text


@pytest.mark.parametrize("rate", [0.05, 0.4])
def test_a_landscape_made_of_a_function_is_judged_too(rate):
    assert lk.check("09.2", (WAVES, 8.5, 0.05, rate)).status == "wrong"


def test_three_steps_is_what_the_folded_answer_says():
    f = lk.objectives.parabola
    for rate in (0.41, 0.42, 0.58, 0.59):
        path = lk.descend(f, lk.GradientDescent(rate), start=4.0, steps=3)
        assert (0.415 < rate < 0.585) == (abs(path.points[-1] - 2) < 0.01)


def test_the_best_rate_makes_both_directions_equally_fast():
    """09, section 5: η = 2/(λmin + λmax), found by trying many."""
    rates = np.linspace(0.001, 0.08, 7901)
    slowest = np.maximum(abs(1 - rates), abs(1 - 25 * rates))
    assert rates[slowest.argmin()] == pytest.approx(2 / 26, abs=1e-5)
    assert slowest.min() == pytest.approx(24 / 26, abs=1e-4)
