"""Lesson 00: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.exercises.predictions import predictions
from tests.exercises.answers import right, wrong


def decide(left, here, right):
    lowest = min((here, 0), (left, -1), (right, 1), key=lambda pair: pair[0])
    return lowest[1]


test_right_answers_pass = right(
    ("00.2", 3),
    ("00.2", 3.0),
    ("00.3", decide),
    ("00.1", lambda x: np.cos(5 * x) + 0.5 * x),
    ("00.1", lambda x: (x**2 - 1) ** 2 + 0.2 * x),
    ("00.1", lambda x: abs(x - 1) if x > 0 else abs(x + 1) - 0.5),
)


def uphill(left, here, right):
    return 0 if left >= here <= right else int(np.sign(right - left))


def left_first(left, here, right):
    if left < here:
        return -1
    return 1 if right < here else 0


def right_first(left, here, right):
    return -left_first(right, here, left)


def in_words(left, here, right):
    return {-1: "left", 0: "stay", 1: "right"}[decide(left, here, right)]


test_typical_mistakes_are_named = wrong(
    ("00.2", 2, "how low it gets"),
    ("00.2", 0, "begin"),
    ("00.2", 11, "height at 0"),
    ("00.2", 7, "largest"),
    ("00.2", -3, "sign is flipped"),
    ("00.2", 4, "Not yet"),
    ("00.3", uphill, "climbs"),
    ("00.3", lambda left, here, right: -1 if left < right else 1, "never rests"),
    ("00.3", lambda *heights: min(heights), "Return the direction"),
    ("00.3", left_first, "always take the left"),
    ("00.3", right_first, "always take the right"),
    ("00.3", in_words, "not a word"),
    ("00.1", 3, "A function is wanted"),
    ("00.1", lambda x: 1 / 0, "ZeroDivisionError"),
    ("00.1", lambda x: np.log(x + 1), "one number"),
    ("00.1", lambda x: np.array([x, x]), "one number"),
    ("00.1", lambda x: (x**2 - 1) ** 2 + 0.3 * x, "Invent another"),
    ("00.1", lambda x: (x - 0.5) ** 2, "bottom at x = 0.50"),
    ("00.1", lambda x: 0 * x, "Valleys between −2 and 2: 0"),
    ("00.1", lambda x: (x**2 - 1) ** 2 - 0.3 * x, "deepest place"),
    ("00.1", lambda x: np.cos(5 * x) - 0.1 * x, "deepest place"),
    ("00.1", lambda x: np.cos(5 * x) - 9 * abs(x), "Valleys"),
    ("00.1", lambda x: np.cos(5 * x) - 9 * (x > 1.55) * x, "edge"),
    ("00.1", lambda x: abs(abs(x) - 1.6) + (x < 0) * 0.1, "does not move"),
    ("00.1", lambda x: (x**2 - 1) ** 2 + 0.3 * x - 9 * (x < -1.97), "an edge, and no valley"),
)


def test_the_hiker_with_a_right_head_stops_where_the_prediction_says():
    def land(x):
        return (x * x - 1) ** 2 + 0.3 * x

    x = 1.6
    while step := decide(land(x - 0.05), land(x), land(x + 0.05)):
        x += 0.05 * step
    valleys = lk.Objective("(x**2 - 1)**2 + 0.3*x", domain=(-1.8, 1.8)).minima
    deep, shallow = valleys[np.argsort(land(valleys))]
    assert deep < 0
    assert abs(x - shallow) < 0.05


def test_the_ball_of_the_prediction_rolls_into_the_deep_valley():
    x = 1.6
    for _ in range(50):
        x -= 0.2 * (4 * x * (x * x - 1) + 0.3)
    prediction = predictions()["00.p2"]
    assert prediction.choices[prediction.answer] == "In the deep valley on the left"
    assert x == pytest.approx(-1.036, abs=1e-3)


def ends(learning_rate, start=1.6, steps=400):
    """The last places of the ball of the explorer, by its formula."""
    x, places = start, []
    for _ in range(steps):
        x -= learning_rate * (4 * x * (x * x - 1) + 0.3)
        if abs(x) > 100:
            return "left"
        places.append(x)
    if abs(places[-1] - places[-2]) > 1e-6:
        return "bounces"
    return "deep" if x < 0 else "shallow"


def test_the_answers_to_the_goals_of_the_explorer():
    assert [ends(eta) for eta in (0.05, 0.13, 0.15, 0.22)] == ["shallow", "shallow", "deep", "deep"]
    assert [ends(eta) for eta in (0.24, 0.26, 0.32)] == ["bounces", "bounces", "left"]
    assert [ends(0.05, start) for start in (0.07, 0.08)] == ["deep", "shallow"]
