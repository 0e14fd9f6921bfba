"""Lesson 11: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong
from tests.exercises.own_optimizers import clumsy, keeps_the_old_state, stub, uphill


def step(w, v, gradient, learning_rate, momentum):
    new_v = momentum * v - learning_rate * gradient(w)
    return w + new_v, new_v


def velocity_in_place(w, v, gradient, learning_rate, momentum):
    v *= momentum
    v -= learning_rate * gradient(w)
    return w + v, v


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


test_right_answers_pass = right(
    ("11.1", step),
    ("11.2", Ball),
    ("11.2", PyTorchs),
    ("11.3", lambda curvature, momentum: (2 + 2 * momentum) / curvature),
    ("11.4", (1 / 9, 4 / 9)),
    ("11.4", [0.1, 0.5]),
    ("11.4", np.array([0.08, 0.55])),
    ("11.5", 0.01),
    ("11.5", np.float64(0.02 / 2)),
)


test_untouched_stubs_wait = waiting(
    ("11.1", lambda *case: None),
    ("11.2", stub(Ball)),
    ("11.3", lambda curvature, momentum: ...),
)


test_typical_mistakes_are_named = wrong(
    ("11.1", lambda w, v, g, eta, a: step(w, v, lambda w: -g(w), eta, a), "downhill"),
    ("11.1", lambda w, v, g, eta, a: (w - eta * g(w), -eta * g(w)), "gradient descent"),
    ("11.1", lambda w, v, g, eta, a: (w + v - eta * g(w), v - eta * g(w)), "friction"),
    ("11.1", lambda w, v, g, eta, a: (w + v, a * v - eta * g(w)), "old velocity; the new"),
    ("11.1", lambda *case: step(*case)[::-1], "other way round"),
    ("11.1", lambda w, v, *rest: (step(w, v, *rest)[0], v), "return the new one"),
    ("11.1", lambda w, v, g, eta, a: step(w, eta * v, g, eta, a), "slope alone"),
    ("11.1", lambda w, v, g, eta, a: step(w, v, g, (1 - a) * eta, a), "running average"),
    ("11.1", lambda *case: step(*case)[0], "shape is off"),
    ("11.1", velocity_in_place, "changed its argument in place"),
    ("11.1", lambda w, v, g, eta, a: step(w, v, lambda _: g, eta, a), "Call it"),
    ("11.2", keeps_the_old_state(Ball), "Still gradient descent"),
    ("11.2", uphill(Ball), "downhill"),
    ("11.2", Frictionless, "friction"),
    ("11.2", DampedTwice, "acts twice"),
    ("11.2", Late, "old velocity"),
    *clumsy("11.2", Ball),
    ("11.3", lambda curvature, momentum: 2 / curvature, "without momentum"),
    ("11.3", lambda curvature, momentum: 2 / (curvature * (1 - momentum)), "long slope"),
    ("11.3", lambda curvature, momentum: 2 * (1 - momentum) / curvature, "signs"),
    ("11.3", lambda curvature, momentum: (1 + momentum) / curvature, "factor of 2"),
    ("11.3", lambda curvature, momentum: 2 * (1 + momentum) * curvature, "divided"),
    ("11.4", (0.12, 0.4), "Beyond the limit"),
    ("11.4", (2 / 26, 0.0), "creeps"),
    ("11.4", (0.02, 0.5), "creeps"),
    ("11.4", (0.02, 0.9), "less momentum"),
    ("11.4", (0.1, 0.99), "less momentum"),
    ("11.4", (0.119, 0.5), "zigzags"),
    ("11.4", (-0.1, 0.5), "positive"),
    ("11.4", (0.1, 1.0), "below 1"),
    ("11.4", 0.1, "A pair is wanted"),
    ("11.4", "fast", "A pair is wanted"),
    ("11.5", 0.02, "twice as far"),
    ("11.5", 0.04, "other way round"),
    ("11.5", 0.02 * 0.9 / 0.95, "not η·α"),
    ("11.5", 0.2, "pace itself"),
)


def test_a_pair_that_passes_once_by_luck_is_not_enough():
    """With much momentum f may be low at step 25 for a moment, on the way past the minimum."""
    ravine = lk.objectives.ravine
    lucky = [
        (rate, momentum)
        for rate in np.linspace(0.02, 0.12, 11)
        for momentum in np.linspace(0.5, 0.8, 16)
        for values in [lk.descend(ravine, lk.Momentum(rate, momentum), [-8, 3], 40).values]
        if values[25] < 0.001 and values[26:].max() >= 0.001
    ]
    assert lucky
    for pair in lucky:
        assert "by luck" in "\n".join(lk.check("11.4", pair).lines)


def test_the_limit_is_where_runs_begin_to_diverge():
    sharp = lk.Objective("2*x**2")  # curvature 4
    limit = 2 * (1 + 0.7) / 4
    for factor, arrives in ((0.98, True), (1.02, False)):
        path = lk.descend(sharp, lk.Momentum(factor * limit, 0.7), 1.0, steps=2000)
        assert (path.values[-1] < 1e-3) == arrives


def test_every_prediction_and_hint_can_be_shown():
    for number in range(1, 5):
        assert lk.predict(f"11.p{number}").reveal().status == "hint"
    for exercise, count in {"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 3, "11.5": 2}.items():
        assert all(lk.hint(exercise, k).status == "hint" for k in range(1, count + 1))
