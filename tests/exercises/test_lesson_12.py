"""Lesson 12: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, wrong


def nesterov_step(w, v, gradient, learning_rate, momentum):
    coast = momentum * v
    push = -learning_rate * gradient(w + coast)
    return w + coast + push, coast + push


def momentum_step(w, v, gradient, learning_rate, momentum):
    v = momentum * v - learning_rate * gradient(w)
    return w + v, v


def look_ahead_by_v(w, v, gradient, learning_rate, momentum):
    new_v = momentum * v - learning_rate * gradient(w + v)
    return w + new_v, new_v


def look_back(w, v, gradient, learning_rate, momentum):
    new_v = momentum * v - learning_rate * gradient(w - momentum * v)
    return w + new_v, new_v


def go_on_from_ahead(w, v, gradient, learning_rate, momentum):
    ahead = w + momentum * v
    new_v = momentum * v - learning_rate * gradient(ahead)
    return ahead + new_v, new_v


def keep_the_old_velocity(w, v, *rest):
    return nesterov_step(w, v, *rest)[0], v


def uphill(w, v, gradient, learning_rate, momentum):
    return nesterov_step(w, v, gradient, -learning_rate, momentum)


def in_place(w, v, gradient, learning_rate, momentum):
    v *= momentum
    v -= learning_rate * gradient(w + v)
    return w + v, v


def largest_momentum(learning_rate, curvature):
    """Where the larger root of the recursion passes −1, by halving an interval."""
    left = 1 - learning_rate * curvature
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        roots = np.roots([1, -(1 + middle) * left, middle * left])
        low, high = (low, middle) if max(abs(roots)) > 1 else (middle, high)
    return low


BOWL = lk.Objective("x**2 + 10*y**2 + 3*x*y")
RACE = (BOWL, (-5.0, 4.0), (0.02, 0.95), (0.09, 0.6))


class Own:
    """The shifted form with a plain array for a state; the wrong ones below change one line."""

    def __init__(self, learning_rate, momentum):
        self.learning_rate, self.momentum = learning_rate, momentum

    def init(self, w):
        return np.zeros_like(w)

    def update(self, u, gradient, v):
        push = -self.learning_rate * self.slope(u, gradient, v)
        new_v = self.momentum * v + push
        return u + self.step(v, new_v, push), self.keep(v, new_v)

    def slope(self, u, gradient, v):
        return gradient(u)

    def step(self, v, new_v, push):
        return self.momentum * new_v + push

    def keep(self, v, new_v):
        return new_v


class StillMomentum(Own):
    def step(self, v, new_v, push):
        return self.momentum * v + push


class LooksAheadTwice(Own):
    def slope(self, u, gradient, v):
        return gradient(u + self.momentum * v)


class Textbook(LooksAheadTwice):
    def step(self, v, new_v, push):
        return new_v


class WithoutThePush(Own):
    def step(self, v, new_v, push):
        return self.momentum * new_v


class WholeVelocity(Own):
    def step(self, v, new_v, push):
        return new_v + push


class Forgets(Own):
    def keep(self, v, new_v):
        return v


class Uphill(Own):
    def slope(self, u, gradient, v):
        return -gradient(u)


class InPlace(Own):
    def update(self, u, gradient, v):
        v *= self.momentum
        v -= self.learning_rate * gradient(u)
        return u + self.momentum * v - self.learning_rate * gradient(u), v


test_right_answers_pass = right(
    ("12.1", nesterov_step),
    ("12.2", largest_momentum),
    ("12.3", (0.05, 0.66)),
    ("12.3", [0.048, np.float64(0.67)]),
    ("12.4", Own),
    ("12.4", lk.ShiftedNesterov),
    ("12.5", RACE),
)


test_typical_mistakes_are_named = wrong(
    ("12.1", momentum_step, "That is momentum"),
    ("12.1", look_ahead_by_v, "only αv is left"),
    ("12.1", look_back, "look back"),
    ("12.1", go_on_from_ahead, "walked twice"),
    ("12.1", keep_the_old_velocity, "not carried over"),
    ("12.1", uphill, "uphill"),
    ("12.1", lambda *case: nesterov_step(*case)[::-1], "swapped"),
    ("12.1", in_place, "in place"),
    ("12.2", lambda rate, curvature: rate * curvature / 2 - 1, "limit of momentum"),
    ("12.2", lambda rate, curvature: 1 / (rate * curvature - 1) - 1, "Divide by 2"),
    ("12.2", lambda rate, curvature: 0.5 / (rate * curvature - 1), "A 1 is lost"),
    ("12.2", lambda rate, curvature: (1 / (1 - rate * curvature) - 1) / 2, "sign"),
    ("12.2", lambda rate, curvature: (-1 / (1 - rate) - 1) / 2, "not η alone"),
    ("12.3", (0.1, 0.5), "limit is 0.0600"),
    ("12.3", (0.02, 0.9), "swings along x"),
    ("12.3", (0.05, 0.7), "swings along x"),
    ("12.3", (0.056, 0.7), "zigzags"),
    ("12.3", (0.02, 0.5), "creeps along x"),
    ("12.3", (0.0001, 0.1), "Even after 2000 steps"),
    ("12.3", (0.02, 1.5), "momentum"),
    ("12.3", 0.05, "A pair is wanted"),
    ("12.3", "fast", "A pair is wanted"),
    ("12.4", StillMomentum, "still momentum"),
    ("12.4", LooksAheadTwice, "twice"),
    ("12.4", Textbook, "textbook form"),
    ("12.4", WithoutThePush, "push is missing"),
    ("12.4", WholeVelocity, "all of v"),
    ("12.4", Forgets, "not carried over"),
    ("12.4", Uphill, "uphill"),
    ("12.4", InPlace, "in place"),
    ("12.4", Own(0.1, 0.5), "class itself"),
    ("12.5", (*RACE[:3], RACE[2]), "With the second pair momentum should"),
    ("12.5", (*RACE[:2], RACE[3], RACE[3]), "With the first pair Nesterov does not arrive"),
    ("12.5", (*RACE[:2], (0.05, 0.5), RACE[3]), "With the first pair Nesterov should"),
    ("12.5", (*RACE[:3], (0.3, 0.6)), "With the second pair momentum does not arrive"),
    ("12.5", (lk.objectives.ravine, *RACE[1:]), "ravine of the lesson"),
    ("12.5", (lk.Objective("x**2"), *RACE[1:]), "of two variables"),
    ("12.5", RACE[:3], "Four things"),
)


@pytest.mark.parametrize("pair", [(0.052, 0.65), (0.05, 0.65), (0.05, 0.66), (0.05, 0.67)])
def test_thirty_steps_are_what_the_goal_asks(pair):
    path = lk.descend(lk.objectives.ravine, lk.Nesterov(*pair), [-8.0, 3.0], steps=500)
    there = (np.linalg.norm(path.points[30:], axis=1) <= 0.01).all()
    assert lk.check("12.3", pair).passed == there


def test_along_one_direction_nesterov_is_momentum_with_less_of_it():
    """Section 3 of the lesson, and Sutskever et al. 2013."""
    for curvature, rate in ((1.0, 0.3), (10.0, 0.05), (25.0, 0.04)):
        line = lk.Objective(f"{curvature}/2*x**2")
        left = 0.9 * (1 - rate * curvature)
        ahead = lk.descend(line, lk.Nesterov(rate, 0.9), 3.0, 50)
        heavy = lk.descend(line, lk.Momentum(rate, left), 3.0, 50)
        np.testing.assert_allclose(ahead.points, heavy.points, atol=1e-12)


def test_the_steep_wall_brakes_nesterov_and_not_the_hill():
    """Going deeper of the lesson: who looks ahead after the bottom only, goes over the hill."""

    def end(looks_ahead):
        x, v = 1.6, 0.0
        for _ in range(400):
            place = x + 0.9 * v if looks_ahead(x) else x
            v = 0.9 * v - 0.02 * lk.objectives.double_well.gradient(np.array(place))
            x = x + v
        return x

    assert end(lambda x: True) == pytest.approx(0.96, abs=0.01)
    assert end(lambda x: x > 0.96) == pytest.approx(0.96, abs=0.01)
    assert end(lambda x: x <= 0.96) == pytest.approx(-1.04, abs=0.01)
    assert end(lambda x: False) == pytest.approx(-1.04, abs=0.01)
