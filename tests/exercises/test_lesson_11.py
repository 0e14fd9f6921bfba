"""Lesson 11: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong
from tests.exercises.own_optimizers import clumsy, keeps_the_old_state, stub, uphill


def roll(gradient, w, learning_rate, momentum, steps):
    v = 0 * w
    for _ in range(steps):
        v = momentum * v - learning_rate * gradient(w)
        w = w + v
    return w


def as_given(gradient, w, learning_rate, momentum, steps):
    """The code of the lesson, with its two mistakes."""
    for _ in range(steps):
        v = np.zeros(len(w))
        v = momentum * v - learning_rate * gradient(w)
        w = w + momentum * v
    return w


def still_forgetful(gradient, w, learning_rate, momentum, steps):
    for _ in range(steps):
        v = -learning_rate * gradient(w)
        w = w + v
    return w


def damped_twice(gradient, w, learning_rate, momentum, steps):
    v = 0 * w
    for _ in range(steps):
        v = momentum * v - learning_rate * gradient(w)
        w = w + momentum * v
    return w


def late(gradient, w, learning_rate, momentum, steps):
    v = 0 * w
    for _ in range(steps):
        old = v
        v = momentum * v - learning_rate * gradient(w)
        w = w + old
    return w


def frictionless(gradient, w, learning_rate, momentum, steps):
    return roll(gradient, w, learning_rate, 1.0, steps)


def in_place(gradient, w, learning_rate, momentum, steps):
    v = 0 * w
    for _ in range(steps):
        v = momentum * v - learning_rate * gradient(w)
        w += v
    return w


class Ball:
    """The one that the lesson hands out, put right."""

    def __init__(self, learning_rate, momentum):
        self.learning_rate = learning_rate
        self.momentum = momentum

    def init(self, w):
        return 0.0 * w

    def update(self, w, gradient, state):
        coast, push = self.momentum * state, -self.learning_rate * gradient(w)
        return w + coast + push, coast + push


class Frictionless(Ball):
    def update(self, w, gradient, state):
        v = state - self.learning_rate * gradient(w)
        return w + v, v


class DampedTwice(Ball):
    def update(self, w, gradient, state):
        v = self.momentum * state - self.learning_rate * gradient(w)
        return w + v, v * self.momentum


class Late(Ball):
    def update(self, w, gradient, state):
        v = self.momentum * state - self.learning_rate * gradient(w)
        return w + state, v


class PyTorchs(Ball):
    """Another state, the same path."""

    def update(self, w, gradient, state):
        b = self.momentum * state + gradient(w)
        return w - self.learning_rate * b, b


def repairs(**changed):
    """Three good pairs, some of them changed."""
    return {"A": (0.02, 0.75), "B": (0.02, 0.75), "C": (0.1, 0.5), **changed}


TILTED = lk.Objective("x**4/4 - x**2 - x/5", domain=(-2.6, 2.6))


test_right_answers_pass = right(
    ("11.1", roll),
    ("11.4", 0.01),
    ("11.4", np.float64(0.02 / 2)),
    ("11.2", repairs()),
    ("11.2", repairs(A=(0.1, 0.3), C=(0.124, 0.7))),  # the other number may be changed as well
    ("11.3", (1 / 32, 9 / 16)),
    ("11.3", [0.03, 0.55]),
    ("11.3", np.array([0.025, 0.6])),
    ("11.5", Ball),
    ("11.5", PyTorchs),
    ("11.6", (TILTED, 0.02, 0.95, -2.5, 2.5)),
)


test_untouched_stubs_wait = waiting(
    ("11.1", lambda *case: None),
    ("11.2", {"A": None, "B": None, "C": None}),
    ("11.5", stub(Ball)),
)


test_typical_mistakes_are_named = wrong(
    ("11.1", as_given, "code of the lesson"),
    ("11.1", still_forgetful, "begins at rest"),
    ("11.1", damped_twice, "acts twice"),
    ("11.1", frictionless, "friction"),
    ("11.1", late, "old velocity; the new"),
    ("11.1", lambda g, w, eta, a, n: roll(g, w, -eta, a, n), "downhill"),
    ("11.1", lambda g, w, eta, a, n: roll(g, w, eta, a, 1), "inside the loop"),
    ("11.1", in_place, "changed its argument in place"),
    ("11.4", 0.02, "twice as far"),
    ("11.4", 0.04, "other way round"),
    ("11.4", 0.02 * 0.9 / 0.95, "not η·α"),
    ("11.4", 0.2, "pace itself"),
    ("11.2", repairs(A=(0.02, 0.3)), "A: Nothing is changed"),
    ("11.2", repairs(A=(0.1, 0.5)), "A: Both numbers"),
    ("11.2", repairs(A=(0.02, 0.5)), "A: It creeps"),
    ("11.2", repairs(A=(0.02, 0.9)), "A: It swings too long"),
    ("11.2", repairs(A=(0.5, 0.3)), "A: It is thrown out"),
    ("11.2", repairs(B=(0.1, 0.97)), "B: It swings too long"),
    ("11.2", repairs(C=(0.1199, 0.5)), "C: It zigzags"),
    ("11.2", repairs(C=(0.124, 0.4)), "C: It is thrown out"),
    ("11.2", [0.02, 0.75], "keys A, B and C"),
    ("11.2", repairs(C=0.1), "A pair is wanted"),
    ("11.3", (0.06, 0.5), "curvature of 49y² is 98"),
    ("11.3", (1 / 9, 4 / 9), "Beyond the limit"),
    ("11.3", (1 / 50, 0.0), "more momentum"),
    ("11.3", (0.02, 0.5), "creeps"),
    ("11.3", (0.02, 0.9), "less momentum"),
    ("11.3", (0.0305, 0.5), "zigzags"),
    ("11.3", (-0.1, 0.5), "positive"),
    ("11.3", (0.1, 1.0), "below 1"),
    ("11.3", 0.1, "A pair is wanted"),
    ("11.3", "fast", "A pair is wanted"),
    ("11.5", keeps_the_old_state(Ball), "Still gradient descent"),
    ("11.5", uphill(Ball), "downhill"),
    ("11.5", Frictionless, "friction"),
    ("11.5", DampedTwice, "acts twice"),
    ("11.5", Late, "old velocity"),
    *clumsy("11.5", Ball),
    ("11.6", (lk.objectives.double_well, 0.02, 0.9, 1.7, -1.7), "landscape of the lesson"),
    ("11.6", (TILTED, 0.02, 0.95, 2.5, -2.5), "swapped"),
    ("11.6", (TILTED, 0.02, 0.95, -2.5, 1.0), "same height"),
    ("11.6", (TILTED, 0.02, 0.9999, -2.5, 2.5), "does not come to rest"),
    ("11.6", (TILTED, 0.02, 0.95, -2.5), "Five things"),
    ("11.6", ("x**4", 0.02, 0.95, -2.5, 2.5), "lk.Objective"),
    ("11.6", (lk.objectives.ravine, 0.02, 0.95, -2.5, 2.5), "of one variable"),
    ("11.6", (TILTED, 0.02, 0.95, "left", 2.5), "number"),
)


def test_a_swinging_ball_cannot_be_repaired_by_its_learning_rate():
    """Exercise 11.2 B: no learning rate brings a ball with momentum 0.97 to rest in 60 steps."""
    for rate in np.geomspace(1e-4, 0.15, 30):
        assert not lk.check("11.2", repairs(B=(rate, 0.97))).passed


def test_a_pair_that_passes_once_by_luck_is_not_enough():
    """With much momentum f may be low at step 40 for a moment, on the way past the minimum."""
    valley = lk.Objective("x**2 + 49*y**2")
    lucky = [
        (rate, momentum)
        for rate in np.linspace(0.01, 0.034, 13)
        for momentum in np.linspace(0.6, 0.8, 21)
        for values in [lk.descend(valley, lk.Momentum(rate, momentum), [-8, 3], 60).values]
        if values[40] < 0.001 and values[41:].max() >= 0.001
    ]
    assert lucky
    for pair in lucky:
        assert "by luck" in "\n".join(lk.check("11.3", pair).lines)


def test_the_limit_is_where_runs_begin_to_diverge():
    sharp = lk.Objective("2*x**2")  # curvature 4
    limit = 2 * (1 + 0.7) / 4
    for factor, arrives in ((0.98, True), (1.02, False)):
        path = lk.descend(sharp, lk.Momentum(factor * limit, 0.7), 1.0, steps=2000)
        assert (path.values[-1] < 1e-3) == arrives


@pytest.mark.parametrize("product", [0.1, 0.3])
def test_a_ball_is_the_shadow_of_the_powers_of_its_root(product):
    """The spiral of Going deeper: a ball at rest is the real part of a mix of two powers."""
    line = lk.Objective("0.5*x**2", domain=(-1, 1))
    z = np.roots([1, -(1 + 0.9 - product), 0.9])
    shares = np.linalg.solve([[1, 1], z], [1, 1 - product])
    formula = (shares * z ** np.arange(41)[:, None]).sum(axis=1).real
    run = lk.descend(line, lk.Momentum(product, 0.9), start=1.0, steps=40).points
    np.testing.assert_allclose(run, formula, atol=1e-12)
    assert abs(z[0]) == pytest.approx(0.9**0.5)
