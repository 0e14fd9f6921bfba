"""Lesson 16: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from lessonkit.exercises.lessons.lesson_16 import GOAL_BUDGET, GOAL_START, GOAL_VALUE, LookTwice
from tests.exercises.answers import right, waiting, wrong

EXERCISES = ["16.1", "16.2", "16.3", "16.4"]


def best_rate(losses, rates):
    medians = [sorted(row)[len(row) // 2] for row in losses]
    return rates[medians.index(min(medians))]


def row_by_row(choose):
    return lambda losses, rates: rates[int(np.argmin([choose(row) for row in losses]))]


def meter(gradient):
    def counted(v):
        counted.calls += 1
        return gradient(v)

    counted.calls = 0
    return counted


def run_on_budget(optimizer, gradient, start, budget):
    counted, w, state = meter(gradient), start, optimizer.init(start)
    while counted.calls < budget:
        new, state = optimizer.update(w, counted, state)
        if counted.calls <= budget:
            w = new
    return w


def run_on_updates(optimizer, gradient, start, budget):
    w, state = start, optimizer.init(start)
    for _ in range(budget):
        w, state = optimizer.update(w, gradient, state)
    return w


def run_over_budget(optimizer, gradient, start, budget):
    counted, w, state = meter(gradient), start, optimizer.init(start)
    while counted.calls < budget:
        w, state = optimizer.update(w, counted, state)
    return w


def run_without_memory(optimizer, gradient, start, budget):
    counted, w = meter(gradient), start
    while counted.calls < budget:
        new, _state = optimizer.update(w, counted, optimizer.init(start))
        if counted.calls <= budget:
            w = new
    return w


def run_one_short(optimizer, gradient, start, budget):
    return run_on_budget(optimizer, gradient, start, budget - 1)


def run_in_place(optimizer, gradient, start, budget):
    start += run_on_budget(optimizer, gradient, start, budget) - start
    return start


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
    ("16.1", best_rate),
    ("16.1", row_by_row(np.median)),
    ("16.2", run_on_budget),
    ("16.3", lk.Momentum(0.0018)),
    ("16.3", lk.Adagrad(1.8)),
    ("16.3", lk.Adam(0.95)),
    ("16.4", Lion),
)


test_stubs_wait = waiting(
    ("16.1", lambda *given: None),
    ("16.2", lambda *given: None),
    ("16.4", Stub),
)


test_typical_mistakes_are_named = wrong(
    ("16.1", lambda losses, rates: np.argmin(np.median(losses, axis=1)), "in the grid"),
    ("16.1", row_by_row(np.mean), "by the mean"),
    ("16.1", row_by_row(np.min), "luckiest"),
    ("16.1", row_by_row(lambda row: np.median(row[row < np.inf])), "∞ counts"),
    ("16.1", row_by_row(lambda row: -np.median(row)), "should be low"),
    ("16.2", run_on_updates, "You count updates"),
    ("16.2", run_over_budget, "over the budget"),
    ("16.2", run_without_memory, "not carried over"),
    ("16.2", run_one_short, "one update too few"),
    ("16.2", run_in_place, "changed its argument in place"),
    ("16.3", lk.GradientDescent(0.001), "Sweep the learning rate"),
    ("16.3", lk.GradientDescent(0.0055), "at any rate"),
    ("16.3", lk.GradientDescent(0.1), "left the map"),
    ("16.3", lk.Nesterov(0.0015), "not near enough"),
    ("16.3", lk.Momentum, "An optimizer is wanted"),
    ("16.3", 0.1, "An optimizer is wanted"),
    ("16.3", Greedy(), "Sweep"),
    ("16.3", Broken(), "TypeError"),
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


def test_looking_twice_is_no_free_lunch():
    f = lk.objectives.ravine
    ends = [
        run_on_budget(optimizer, f.gradient, np.array([-8.0, 3.0]), budget=40)
        for optimizer in (lk.GradientDescent(0.02), LookTwice(0.02))
    ]
    assert f(ends[0]) < f(ends[1])
