"""Lesson 15: right answers pass, and each typical wrong answer is told what it did."""

from dataclasses import dataclass

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, wrong

RAVINE, START = lk.objectives.ravine, [-8.0, 3.0]


def corrected_means(gradients, beta):
    """By the weights of a mean: those of older gradients are smaller, and they add up to 1."""
    means = []
    for t in range(1, len(gradients) + 1):
        weights = beta ** np.arange(t)[::-1]
        means.append(weights @ gradients[:t] / weights.sum())
    return means


def means(gradients, beta, corrected=lambda s, t: s, kept=False):
    s, found = 0.0, []
    for t, g in enumerate(gradients, start=1):
        s = beta * s + (1 - beta) * g
        found.append(corrected(s, t))
        s = found[-1] if kept else s
    return found


def adam_step(w, s, r, t, gradient, rate, beta1, beta2):
    """By the optimizer of `lessonkit`, whose first steps are tested elsewhere."""
    state = lk.Adam(rate).init(w)._replace(count=t - 1, mean=s, squares=r)
    w, state = lk.Adam(rate, beta1, beta2).update(w, gradient, state)
    return w, state.mean, state.squares


def memories(s, r, g, beta1, beta2):
    return beta1 * s + (1 - beta1) * g, beta2 * r + (1 - beta2) * g**2


def ending(end, memories=memories):
    """A step of which the memories or the end, (s, r, g, β₁ᵗ, β₂ᵗ) → direction, are given."""

    def step(w, s, r, t, gradient, rate, beta1, beta2):
        g = gradient(w)
        s, r = memories(s, r, g, beta1, beta2)
        with np.errstate(all="ignore"):
            return w - rate * end(s, r, g, beta1, beta2, t), s, r

    return step


def full(s, r, g, beta1, beta2, t):
    return s / (1 - beta1**t) / (1e-8 + np.sqrt(r / (1 - beta2**t)))


def hands_over_hats(w, s, r, t, gradient, rate, beta1, beta2):
    w, s, r = adam_step(w, s, r, t, gradient, rate, beta1, beta2)
    return w, s / (1 - beta1**t), r / (1 - beta2**t)


def changes_the_callers_memory(w, s, r, t, gradient, rate, beta1, beta2):
    s *= beta1
    s += (1 - beta1) * gradient(w)
    _, _, r = adam_step(w, s, r, t, gradient, rate, beta1, beta2)
    return w - rate * full(s, r, None, beta1, beta2, t), s, r


@dataclass
class Hurried:
    """The class of the lesson: what is corrected goes back into the memory."""

    learning_rate: float

    def init(self, w):
        return 0, 0.0 * w, 0.0 * w

    def update(self, w, gradient, state):
        (t, s, r), g = state, gradient(w)
        t, s, r = t + 1, 0.9 * s + 0.1 * g, 0.999 * r + 0.001 * g * g
        s, r = s / (1 - 0.9**t), r / (1 - 0.999**t)
        return w - self.learning_rate * s / (1e-8 + np.sqrt(r)), (t, s, r)


class Inherits(Hurried):
    """The stub."""


class Repaired(Hurried):
    def update(self, w, gradient, state):
        (t, s, r), g = state, gradient(w)
        t, s, r = t + 1, 0.9 * s + 0.1 * g, 0.999 * r + 0.001 * g * g
        s_hat, r_hat = s / (1 - 0.9**t), r / (1 - 0.999**t)
        return w - self.learning_rate * s_hat / (1e-8 + np.sqrt(r_hat)), (t, s, r)


class Copied(Hurried):
    def update(self, w, gradient, state):
        return super().update(w, gradient, state)


class Uncorrected(Hurried):
    def update(self, w, gradient, state):
        (t, s, r), g = state, gradient(w)
        s, r = memories(s, r, g, 0.9, 0.999)
        return w - self.learning_rate * s / (1e-8 + np.sqrt(r)), (t + 1, s, r)


class InPlace(Hurried):
    def update(self, w, gradient, state):
        new, after = Repaired(self.learning_rate).update(w, gradient, state)
        w[:] = new
        return w, after


class Forgetful(Hurried):
    def update(self, w, gradient, state):
        return Repaired(self.learning_rate).update(w, gradient, state)[0]


def adamw_step(w, s_hat, r_hat, rate, decay):
    return (1 - rate * decay) * w - rate * s_hat / (1e-8 + np.sqrt(r_hat))


test_right_answers_pass = right(
    ("15.1", corrected_means),
    ("15.1", lambda g, beta: means(g, beta, lambda s, t: s / (1 - beta**t))),
    ("15.2", adam_step),
    ("15.2", ending(full)),
    ("15.3", Repaired),
    ("15.4", lk.Adam(0.5, beta1=0.5)),
    ("15.4", lk.Adam(0.5, beta1=0.7)),
    ("15.5", adamw_step),
)


@pytest.mark.parametrize("exercise", ["15.1", "15.2", "15.5"])
def test_a_function_that_returns_nothing_waits(exercise):
    assert lk.check(exercise, lambda *arguments: None).status == "waiting"


def test_a_class_that_only_inherits_the_bug_waits():
    assert lk.check("15.3", Inherits).status == "waiting"


test_typical_mistakes_are_named = wrong(
    ("15.1", means, "correction is missing"),
    (
        "15.1",
        lambda g, beta: means(g, beta, lambda s, t: s / (1 - beta**t), kept=True),
        "back into the memory",
    ),
    ("15.1", lambda g, beta: means(g, beta, lambda s, t: s / (1 - beta)), "every time"),
    (
        "15.1",
        lambda g, beta: means(g, beta, lambda s, t: s / (1 - beta ** (t + 1))),
        "one ahead",
    ),
    (
        "15.1",
        lambda g, beta: means(g, beta, lambda s, t: s / (1 - beta ** (t - 1))),
        "ZeroDivisionError",
    ),
    ("15.1", lambda g, beta: [np.mean(g[: k + 1]) for k in range(len(g))], "plain mean"),
    ("15.1", lambda g, beta: corrected_means(g, beta)[-1], "Only the last"),
    ("15.2", ending(lambda *a: -full(*a)), "uphill"),
    (
        "15.2",
        ending(lambda s, r, *_: s / (1e-8 + np.sqrt(r))),
        "bias correction is missing",
    ),
    (
        "15.2",
        ending(lambda s, r, g, b1, b2, t: s / (1 - b1**t) / (1e-8 + np.sqrt(r))),
        "Only s is corrected",
    ),
    (
        "15.2",
        ending(lambda s, r, g, b1, b2, t: s / (1e-8 + np.sqrt(r / (1 - b2**t)))),
        "Only r is corrected",
    ),
    (
        "15.2",
        ending(lambda s, r, g, b1, b2, t: s / (1 - b1) / (1e-8 + np.sqrt(r / (1 - b2)))),
        "whatever t is",
    ),
    (
        "15.2",
        ending(lambda s, r, g, b1, b2, t: s / (1 - b1**t) / (1e-8 + r / (1 - b2**t))),
        "root is missing",
    ),
    (
        "15.2",
        ending(lambda s, r, g, b1, b2, t: g / (1e-8 + np.sqrt(r / (1 - b2**t)))),
        "RMSProp",
    ),
    ("15.2", ending(lambda s, r, g, b1, b2, t: s / (1 - b1**t)), "momentum"),
    (
        "15.2",
        ending(full, lambda s, r, g, b1, b2: (b1 * s + g, b2 * r + (1 - b2) * g * g)),
        "comes in whole",
    ),
    (
        "15.2",
        ending(full, lambda s, r, g, b1, b2: memories(s, r, g, 1 - b1, 1 - b2)),
        "swapped",
    ),
    (
        "15.2",
        ending(full, lambda s, r, g, b1, b2: (memories(s, r, g, b1, b2)[0], b2 * r + (1 - b2) * g)),
        "its square",
    ),
    (
        "15.2",
        ending(full, lambda s, r, g, b1, b2: memories(0, 0, g, b1, b2)),
        "not carried over",
    ),
    ("15.2", hands_over_hats, "corrects anew"),
    ("15.2", changes_the_callers_memory, "in place"),
    ("15.2", lambda w, s, r, t, gradient, *rest: w - gradient, "Call it"),
    ("15.3", Copied, "freezes"),
    ("15.3", Uncorrected, "bias correction is missing"),
    ("15.3", InPlace, "in place"),
    ("15.3", Forgetful, "two things"),
    ("15.3", Repaired(0.3), "class itself"),
    ("15.4", lk.Adam(0.3), "swings through"),
    ("15.4", lk.Adam(0.05), "still far up"),
    ("15.4", lk.Adam(0.5, beta1=0.8), "Nearly"),
    ("15.4", lk.RMSProp(0.3), "lk.Adam"),
    ("15.4", 0.3, "lk.Adam"),
    ("15.5", lambda w, s, r, rate, decay: w - rate * s / (1e-8 + np.sqrt(r)), "no decay yet"),
    (
        "15.5",
        lambda w, s, r, rate, decay: w - rate * (s + decay * w) / (1e-8 + np.sqrt(r)),
        "L2 in the gradient",
    ),
    ("15.5", lambda w, s, r, rate, decay: adamw_step(w, s, r, rate, decay / rate), "without η"),
    ("15.5", lambda w, s, r, rate, decay: adamw_step(w, s, r, rate, -decay), "weights grow"),
    (
        "15.5",
        lambda w, s, r, rate, decay: adamw_step(w, s, r, rate, 0) - rate * decay,
        "constant is taken",
    ),
)


def test_the_budget_is_what_a_descent_says():
    for rate, beta1 in ((0.3, 0.9), (0.5, 0.5), (0.7, 0.3), (0.1, 0.5), (1.0, 0.9)):
        optimizer = lk.Adam(rate, beta1=beta1)
        path = lk.descend(RAVINE, optimizer, start=START, steps=40)
        assert lk.check("15.4", optimizer).passed == (path.values[-1] < 0.01)


def test_each_prediction_has_its_answer():
    for number in range(1, 6):
        assert lk.predict(f"15.p{number}").reveal().status == "hint"


def test_the_predictions_come_true():
    sign = (-1.0) ** np.arange(2000)
    s = np.array(means(sign, 0.9))
    assert abs(s[-1]) == pytest.approx(0.1 / 1.9, rel=1e-6)  # p1
    assert 0.1 / np.sqrt(0.001) == pytest.approx(3.16, abs=0.01)  # p2
    awake = np.concatenate([np.zeros(3000), np.ones(40)])
    length = np.array(means(awake, 0.9)) / np.sqrt(np.maximum(means(awake**2, 0.999), 1e-300))
    assert length.max() > 6  # p3
    scaled = lk.Objective("1000 * 0.5*(x**2 + 25*y**2)")
    paths = [lk.descend(f, lk.Adam(0.3), start=START, steps=60) for f in (RAVINE, scaled)]
    np.testing.assert_allclose(paths[0].points, paths[1].points, atol=1e-6)  # p4
    race = [
        lk.descend(lk.objectives.rotated_ravine, optimizer, start=[-7.78, -3.54], steps=300)
        for optimizer in (lk.Momentum(0.03), lk.RMSProp(0.3), lk.Adam(0.3))
    ]
    assert np.argmin([path.values[-1] for path in race]) == 0  # p5
