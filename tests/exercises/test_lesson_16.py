"""Lesson 16: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from lessonkit.exercises.lessons.lesson_16 import GOAL_BUDGET, GOAL_START, GOAL_VALUE
from tests.exercises.answers import right, waiting, wrong

EXERCISES = ["16.1", "16.2", "16.3", "16.4", "16.5"]


def next_rate(costs, rates):
    means = [sum(row) / len(row) for row in costs]
    best = means.index(min(means))
    if best == 0:
        return rates[0] / 10
    return rates[-1] * 10 if best == len(rates) - 1 else rates[best]


def rate_by(choose):
    """Go by another number of each row than its mean."""

    def chosen(costs, rates):
        best = int(np.argmin([choose(row) for row in costs]))
        if 0 < best < len(rates) - 1:
            return rates[best]
        return rates[best] * (10 if best else 0.1)

    return chosen


def faster(first, second):
    first, second = list(first), list(second)
    wins = sum(a < b for a, b in zip(first, second, strict=True))
    losses = sum(a > b for a, b in zip(first, second, strict=True))
    if lk.comparison.sign_test(first, second) >= 0.05:
        return 0
    return 1 if wins > losses else 2


def faster_or_equal(first, second):
    wins, losses = np.sum(first <= second), np.sum(first > second)
    decided = lk.comparison.sign_test([0] * wins + [1] * losses, [1] * wins + [0] * losses)
    return 0 if decided >= 0.05 else 1 if wins > losses else 2


class Lion:
    def __init__(self, learning_rate, beta1=0.9, beta2=0.99):
        self.learning_rate, self.beta1, self.beta2 = learning_rate, beta1, beta2

    def init(self, w):
        return np.zeros_like(w)

    def update(self, w, gradient, m):
        g = gradient(w)
        c = self.beta1 * m + (1 - self.beta1) * g
        return w - self.learning_rate * np.sign(c), self.beta2 * m + (1 - self.beta2) * g


def lion(update):
    """A class like Lion with another update of (settings, w, g, m)."""

    class Changed(Lion):
        def update(self, w, gradient, m):
            return update(self, w, gradient(w), m)

    return Changed


def mean(share, m, g):
    return share * m + (1 - share) * g


NoSign = lion(lambda o, w, g, m: (w - o.learning_rate * mean(o.beta1, m, g), mean(o.beta2, m, g)))
Uphill = lion(
    lambda o, w, g, m: (w + o.learning_rate * np.sign(mean(o.beta1, m, g)), mean(o.beta2, m, g))
)
NoMemory = lion(lambda o, w, g, m: (w - o.learning_rate * np.sign(g), mean(o.beta2, m, g)))
NotCarriedOver = lion(lambda o, w, g, m: (w - o.learning_rate * np.sign(mean(o.beta1, m, g)), m))
MemoryFirst = lion(
    lambda o, w, g, m: (w - o.learning_rate * np.sign(mean(o.beta2, m, g)), mean(o.beta2, m, g))
)
OneBeta = lion(
    lambda o, w, g, m: (w - o.learning_rate * np.sign(mean(o.beta1, m, g)), mean(o.beta1, m, g))
)
Swapped = lion(
    lambda o, w, g, m: (w - o.learning_rate * np.sign(mean(o.beta2, m, g)), mean(o.beta1, m, g))
)
RemembersSigns = lion(
    lambda o, w, g, m: (
        w - o.learning_rate * np.sign(mean(o.beta1, m, g)),
        mean(o.beta2, m, np.sign(g)),
    )
)
Stub = lion(lambda *arguments: None)


class NewMemory(Lion):
    def update(self, w, gradient, m):
        g = gradient(w)
        m = mean(self.beta2, m, g)
        return w - self.learning_rate * np.sign(mean(self.beta1, m, g)), m


class InPlace(Lion):
    def update(self, w, gradient, m):
        new, _ = super().update(w, gradient, m)
        m *= self.beta2
        m += (1 - self.beta2) * gradient(w)
        return new, m


class StepInPlace(Lion):
    def update(self, w, gradient, m):
        new, m = super().update(w, gradient, m)
        w += new - w
        return w, m


class Greedy:
    """Asks for so many gradients that the budget is gone after ten updates."""

    def init(self, w):
        return None

    def update(self, w, gradient, state):
        for _ in range(10):
            w = w - 0.002 * gradient(w)
        return w, state


class Broken(Greedy):
    def update(self, w, gradient, state):
        return w - 0.1 * gradient, state


test_right_answers_pass = right(
    ("16.1", next_rate),
    ("16.1", rate_by(np.mean)),
    ("16.2", faster),
    ("16.3", lk.Momentum(0.0018)),
    ("16.3", lk.Adagrad(1.8)),
    ("16.3", lk.Adam(0.95)),
    ("16.4", Lion),
    ("16.5", (100.0, 100, 100, 1, 1, 1)),
)


test_stubs_wait = waiting(
    ("16.1", lambda *given: None),
    ("16.2", lambda *given: None),
    ("16.4", Stub),
)


test_typical_mistakes_are_named = wrong(
    ("16.1", lambda costs, rates: np.argmin(np.mean(costs, axis=1)), "in the grid"),
    ("16.1", lambda costs, rates: rates[np.argmin(np.mean(costs, axis=1))], "at the end of"),
    ("16.1", rate_by(np.median), "by the median"),
    ("16.1", rate_by(np.min), "luckiest"),
    ("16.1", rate_by(lambda row: np.mean(row[row < 300])), "never arrive"),
    ("16.1", rate_by(lambda row: -np.mean(row)), "should be low"),
    ("16.2", lambda a, b: 1 if np.median(a) < np.median(b) else 2, "compare the medians"),
    ("16.2", lambda a, b: 1 if np.sum(a < b) > np.sum(a > b) else 2, "not enough"),
    ("16.2", faster_or_equal, "equal numbers as wins"),
    ("16.2", lambda a, b: faster(*np.array([a, b])[:, np.isfinite(b)]), "never arrive"),
    ("16.2", lambda a, b: faster(b, a), "swapped"),
    ("16.3", lk.GradientDescent(0.001), "Sweep the learning rate"),
    ("16.3", lk.GradientDescent(0.0055), "at any rate"),
    ("16.3", lk.GradientDescent(0.1), "left the map"),
    ("16.3", lk.Nesterov(0.0015), "not near enough"),
    ("16.3", lk.Momentum, "An optimizer is wanted"),
    ("16.3", 0.1, "An optimizer is wanted"),
    ("16.3", Greedy(), "Sweep"),
    ("16.3", Broken(), "TypeError"),
    ("16.5", [100] * 6, "divide by the size"),
    ("16.5", np.ones(6), "a hundred times as short"),
    ("16.5", [0.01] * 3 + [1] * 3, "The other way round"),
    ("16.5", [100] * 3 + [0.01] * 3, "by its root"),
    ("16.5", [100, 1, 1, 1, 1, 1], "adds up steps"),
    ("16.4", NoSign, "sign is missing"),
    ("16.4", Uphill, "uphill"),
    ("16.4", NoMemory, "no say"),
    ("16.4", NotCarriedOver, "no say"),
    ("16.4", MemoryFirst, "new memory"),
    ("16.4", NewMemory, "mixed from the new memory"),
    ("16.4", OneBeta, "β₂ is not used"),
    ("16.4", Swapped, "changed places"),
    ("16.4", RemembersSigns, "holds signs"),
    ("16.4", InPlace, "changed the old state in place"),
    ("16.4", StepInPlace, "caller's w in place"),
    ("16.4", Lion(0.1), "class itself"),
)


def test_the_goal_is_what_the_exercise_says():
    for optimizer in (lk.Adam(0.95), lk.Adam(0.8), lk.Momentum(0.0021), lk.Nesterov(0.001)):
        path = lk.descend(lk.objectives.rosenbrock, optimizer, GOAL_START, GOAL_BUDGET)
        assert lk.check("16.3", optimizer).passed == (path.values[-1] <= GOAL_VALUE)


def test_no_gradient_descent_reaches_the_goal():
    rates = np.geomspace(1e-4, 0.1, 400).tolist()
    paths = [
        lk.descend(lk.objectives.rosenbrock, lk.GradientDescent(rate), GOAL_START, GOAL_BUDGET)
        for rate in rates
    ]
    assert np.nanmin([path.values[-1] for path in paths]) > GOAL_VALUE
