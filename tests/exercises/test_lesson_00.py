"""Lesson 00: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk


def valley(x):
    return x**2 - 6 * x + 11


def decide(left, here, right):
    lowest = min((here, 0), (left, -1), (right, 1), key=lambda pair: pair[0])
    return lowest[1]


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("00.1", 3),
        ("00.1", 3.0),
        ("00.2", valley),
        ("00.2", np.poly1d([1, -6, 11])),
        ("00.3", decide),
    ],
)
def test_right_answers_pass(exercise, answer):
    assert lk.check(exercise, answer).status == "right"


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


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("00.1", 2, "how low it gets"),
        ("00.1", 0, "begin"),
        ("00.1", 11, "height at 0"),
        ("00.1", 7, "largest"),
        ("00.1", -3, "sign is flipped"),
        ("00.1", 4, "Not yet"),
        ("00.2", lambda x: x ^ 2 - 6 * x + 11, "operation on bits"),
        ("00.2", lambda x: (x ^ 2) - 6 * x + 11, "operation on bits"),
        ("00.2", lambda x: x * 2 - 6 * x + 11, "twice x"),
        ("00.2", lambda x: x**2 - 6 * x, "11 at the end"),
        ("00.2", lambda x: x**2 + 6 * x + 11, "subtracted"),
        ("00.2", lambda x: x**2 + 11, "middle term is missing"),
        ("00.2", lambda x: x**2 - 6 + 11, "6 times x"),
        ("00.3", uphill, "climbs"),
        ("00.3", lambda left, here, right: -1 if left < right else 1, "never rests"),
        ("00.3", lambda *heights: min(heights), "Return the direction"),
        ("00.3", left_first, "always take the left"),
        ("00.3", right_first, "always take the right"),
        ("00.3", in_words, "not a word"),
    ],
)
def test_typical_mistakes_are_named(exercise, answer, said):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "wrong"
    assert said in "\n".join(feedback.lines)


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


def test_the_steps_of_the_ball_become_shorter():
    land = lk.Objective("(x**2 - 1)**2 + 0.3*x", domain=(-1.8, 1.8))
    path = lk.descend(land, lk.GradientDescent(0.05), start=1.6, steps=20)
    steps = np.abs(np.diff(path.points))
    assert (np.diff(steps) < 0).all()
