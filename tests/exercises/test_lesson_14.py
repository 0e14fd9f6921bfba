"""Lesson 14: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, wrong
from tests.exercises.own_optimizers import clumsy, keeps_the_old_state, stub, uphill, with_dict


def weights(decay, count):
    """Feed one slope of 1 after the other into a memory of their own."""
    columns = []
    for newest in range(count):
        r = 0.0
        for step in range(count):
            r = decay * r + (1 - decay) * (step == count - 1 - newest)
        columns.append(r)
    return columns


class Own:
    """RMSProp as the solution of 14.2 writes it; the wrong ones below change one thing."""

    def __init__(self, learning_rate, decay=0.9):
        self.learning_rate, self.decay = learning_rate, decay

    def init(self, w):
        return np.zeros_like(w)

    def average(self, r, g):
        return self.decay * r + (1 - self.decay) * g * g

    def update(self, w, gradient, state):
        g = gradient(w)
        r = self.average(state, g)
        return w - self.learning_rate / (1e-8 + np.sqrt(r)) * g, r


class Adagrad(Own):
    def average(self, r, g):
        return r + g**2


class WholeSquare(Own):
    def average(self, r, g):
        return self.decay * r + g**2


class Suspect(Own):
    def average(self, r, g):
        return (1 - self.decay) * r + self.decay * g * g


class Unsquared(Own):
    def average(self, r, g):
        return self.decay * r + (1 - self.decay) * abs(g)


class NoRoot(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        r = self.average(state, g)
        return w - self.learning_rate * g / (1e-8 + r), r


class Late(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        return w - self.learning_rate * g / (1e-8 + np.sqrt(state)), self.average(state, g)


test_right_answers_pass = right(
    ("14.1", weights),
    ("14.2", Own),
    ("14.2", with_dict(Own)),
    ("14.2", lk.RMSProp),
    ("14.3", Own),
    ("14.4", lk.CosineDecay(0.3, steps=200)),
    ("14.4", lk.ExponentialDecay(0.5, decay=0.05)),
    ("14.4", lambda step: 0.5 * 0.95**step),
)


@pytest.mark.parametrize("exercise", ["14.2", "14.3"])
def test_an_untouched_class_waits(exercise):
    assert lk.check(exercise, stub(Own)).status == "waiting"


test_typical_mistakes_are_named = wrong(
    ("14.1", lambda decay, count: decay ** np.arange(count), "factor 1 − ρ is missing"),
    ("14.1", lambda decay, count: weights(decay, count)[::-1], "newest comes first"),
    ("14.1", lambda decay, count: decay * np.array(weights(decay, count)), "too old"),
    (
        "14.1",
        lambda decay, count: np.array(weights(decay, count)) / sum(weights(decay, count)),
        "add up to 1",
    ),
    ("14.1", lambda decay, count: weights(1 - decay, count), "swapped"),
    ("14.1", lambda decay, count: np.ones(count), "Not yet"),
    ("14.2", uphill(Own), "uphill"),
    ("14.2", Adagrad, "That is Adagrad"),
    ("14.2", WholeSquare, "enters whole"),
    ("14.2", Suspect, "shares are swapped"),
    ("14.2", NoRoot, "root is missing"),
    ("14.2", Late, "uses the old r"),
    ("14.2", keeps_the_old_state(Own), "old r is lost"),
    ("14.2", Unsquared, "not absolute values"),
    *clumsy("14.2", Own),
    ("14.3", Suspect, "as Suspect does"),
    ("14.3", Adagrad, "That is Adagrad"),
    ("14.3", keeps_the_old_state(Own), "old r is lost"),
    ("14.4", 0.1, "hops to and fro"),
    ("14.4", 0.005, "has not arrived"),
    ("14.4", lk.ExponentialDecay(0.5, decay=0.3), "falls too fast"),
    ("14.4", lk.InverseTimeDecay(1.0, decay=0.1), "still too large at the end"),
    ("14.4", 1e308, "left the numbers"),
    ("14.4", -0.1, "positive and finite"),
    ("14.4", "fast", "learning rate or a schedule"),
    ("14.4", lambda: 0.1, "learning rate or a schedule"),
)


def test_no_constant_rate_comes_to_rest():
    for rate in np.geomspace(0.001, 3, 60):
        assert lk.check("14.4", float(rate)).status == "wrong"


def test_the_foreseen_first_step_is_what_the_optimizer_makes():
    for decay in (0.5, 0.9, 0.99):
        w, _ = lk.RMSProp(0.1, decay).update(4.0, lambda w: 3.0, lk.RMSProp(0.1).init(4.0))
        assert 4.0 - w == pytest.approx(0.1 / np.sqrt(1 - decay), rel=1e-6)
