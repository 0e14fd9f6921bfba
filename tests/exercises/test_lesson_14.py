"""Lesson 14: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def step_with(average, w, r, g, learning_rate, decay, epsilon=1e-8):
    """A step with this way to make the new r."""
    r = average(r, g, decay)
    return w - learning_rate / (np.sqrt(r) + epsilon) * g, r


def own(r, g, decay):
    return r + (1 - decay) * (g**2 - r)


def step(*case):
    return step_with(own, *case)


def without_root(w, r, g, learning_rate, decay, epsilon=1e-8):
    r = own(r, g, decay)
    return w - learning_rate / (r + epsilon) * g, r


def late(w, r, g, learning_rate, decay, epsilon=1e-8):
    return w - learning_rate / (np.sqrt(r) + epsilon) * g, own(r, g, decay)


def in_place(w, r, g, learning_rate, decay, epsilon=1e-8):
    r *= decay
    r += (1 - decay) * g**2
    return w - learning_rate / (np.sqrt(r) + epsilon) * g, r


def averaging(average):
    return lambda *case: step_with(average, *case)


BOWL = lk.Objective("x**2 + 10*y**2 + 3*x*y")
START = (-5.0, 4.0)
SETTLES = lk.CosineDecay(0.3, steps=200)


test_right_answers_pass = right(
    ("14.1", step),
    ("14.2", [0.96, 25]),
    ("14.2", np.array([24 / 25, 25])),
    ("14.3", (BOWL, START, SETTLES)),
    ("14.3", [BOWL, np.array(START), lk.ExponentialDecay(0.5, decay=0.05)]),
    ("14.3", (BOWL, START, lambda step: 0.5 * 0.95**step)),
)


test_stubs_wait = waiting(("14.1", lambda *arguments: None), ("14.2", None), ("14.3", None))


test_typical_mistakes_are_named = wrong(
    ("14.1", lambda w, r, g, *rest: step(w, r, -g, *rest), "uphill"),
    ("14.1", averaging(lambda r, g, decay: r + g**2), "That is Adagrad"),
    ("14.1", averaging(lambda r, g, decay: decay * r + g**2), "enters whole"),
    ("14.1", averaging(lambda r, g, decay: own(r, g, 1 - decay)), "shares are swapped"),
    ("14.1", averaging(lambda r, g, decay: decay * r + (1 - decay) * abs(g)), "not absolute"),
    ("14.1", without_root, "root is missing"),
    ("14.1", late, "uses the old r"),
    ("14.1", lambda *case: step(*case)[::-1], "two are swapped"),
    ("14.1", in_place, "in place"),
    ("14.2", [0.8, 5], "root is missing"),
    ("14.2", [0.04, 25], "share of the new square"),
    ("14.2", [0.2, 25], "solve for ρ"),
    ("14.2", [0.9984, 625], "once too often"),
    ("14.2", 0.96, "as a second number"),
    ("14.2", [25, 0.96], "wrong order"),
    ("14.2", [0.96, 5], "first step is"),
    ("14.3", (BOWL, START, 0.1), "constant rate"),
    ("14.3", (BOWL, START, lk.ExponentialDecay(0.5, decay=0.3)), "falls too fast"),
    ("14.3", (BOWL, START, lk.InverseTimeDecay(1.0, decay=0.1)), "still too large at the end"),
    ("14.3", (BOWL, START, lambda step: 1e308), "left the numbers"),
    ("14.3", (BOWL, (0.0, 0.0), SETTLES), "kept constant it comes to rest"),
    ("14.3", (BOWL, START, lambda step: -0.1), "positive and finite"),
    ("14.3", (BOWL, START, lambda: 0.1), "TypeError"),
    ("14.3", (lk.objectives.ravine, START, SETTLES), "ravine of the lesson"),
    ("14.3", (lk.Objective("x + y"), START, SETTLES), "no minimum"),
    ("14.3", (lk.Objective("x**2"), 1.0, SETTLES), "of two variables"),
    ("14.3", (BOWL, SETTLES), "Three things"),
)


@pytest.mark.parametrize("rate", np.geomspace(0.003, 3, 12))
def test_no_constant_rate_comes_to_rest(rate):
    assert lk.check("14.3", (BOWL, START, lambda step: rate)).status == "wrong"


def test_the_foreseen_first_step_is_what_the_optimizer_makes():
    for decay in (0.5, 0.9, 0.96, 0.99):
        w, _ = lk.RMSProp(0.1, decay).update(4.0, lambda w: 3.0, lk.RMSProp(0.1).init(4.0))
        assert 4.0 - w == pytest.approx(0.1 / np.sqrt(1 - decay), rel=1e-6)


def test_in_the_valley_that_jumps_only_adagrad_is_held_by_the_steep_time():
    """Sections 1 and 3 of the lesson, with the optimizers of the package."""
    bottoms = np.repeat([3.0, -3.0, 3.0, -3.0, 3.0, -3.0], 100)
    curvatures = np.repeat([25.0, 25.0, 1.0, 1.0, 1.0, 1.0], 100)
    for optimizer, expected in (
        (lk.Adagrad(20.0), [4, 2, 52, 52, 52, 52]),
        (lk.RMSProp(0.8, decay=0.9), [5, 5, 6, 5, 5, 5]),
        (lk.RMSProp(1.5, decay=0.99), [4, 4, 23, 14, 9, 5]),
    ):
        w, state = np.array(-3.0), optimizer.init(np.array(-3.0))
        late = np.zeros(6, dtype=int)
        for k, (c, curvature) in enumerate(zip(bottoms, curvatures, strict=True)):
            w, state = optimizer.update(w, lambda x, c=c, a=curvature: a * (x - c), state)
            if abs(w - c) >= 0.5:
                late[k // 100] = k % 100 + 1
        np.testing.assert_array_equal(late + 1, expected)
