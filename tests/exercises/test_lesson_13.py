"""Lesson 13: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong
from tests.exercises.own_optimizers import clumsy, keeps_the_old_state, stub, uphill, with_dict


class Own:
    """Adagrad as the solution of 13.2 writes it; the wrong ones below change one thing."""

    def __init__(self, learning_rate, epsilon=1e-8):
        self.learning_rate, self.epsilon = learning_rate, epsilon

    def init(self, w):
        return np.zeros_like(w)

    def update(self, w, gradient, state):
        g = gradient(w)
        r = state + g * g
        return w - self.learning_rate / (self.epsilon + np.sqrt(r)) * g, r


class NoRoot(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        r = state + g**2
        return w - self.learning_rate * g / (self.epsilon + r), r


class OneForAll(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        r = state + (g @ g)
        return w - self.learning_rate * g / (self.epsilon + np.sqrt(r)), r


class Late(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        return w - self.learning_rate * g / (self.epsilon + np.sqrt(state)), state + g * g


class NoEpsilon(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        r = state + g * g
        return w - self.learning_rate * g / np.sqrt(r), r


class EpsilonInside(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        r = state + g * g
        return w - self.learning_rate * g / np.sqrt(r + self.epsilon), r


class Unsquared(Own):
    def update(self, w, gradient, state):
        g = gradient(w)
        r = state + abs(g)
        return w - self.learning_rate * g / (self.epsilon + np.sqrt(r)), r


def rates(slopes, learning_rate, epsilon):
    r, result = 0.0, []
    for slope in slopes:
        r += slope**2
        result.append(learning_rate / (epsilon + r**0.5))
    return result


test_right_answers_pass = right(
    ("13.1", lambda rate, before, after: rate * (0.5 if before < after else 1)),
    ("13.2", Own),
    ("13.2", with_dict(Own)),
    ("13.2", lk.Adagrad),
    ("13.3", rates),
    ("13.4", lk.Adagrad),
    ("13.5", 4),
    ("13.5", np.float64(30.0)),
)


test_stubs_wait = waiting(
    ("13.1", lambda *arguments: None),
    ("13.2", stub(Own)),
    ("13.3", lambda *arguments: None),
    ("13.4", stub(Own)),
)


test_typical_mistakes_are_named = wrong(
    ("13.1", lambda rate, b, a: rate / 2 if a < b else rate, "other way round"),
    ("13.1", lambda rate, b, a: rate / 2, "every time"),
    ("13.1", lambda rate, b, a: rate / 2 if a >= b else rate, "no rise"),
    ("13.1", lambda rate, b, a: rate * 2 if a > b else rate, "not double"),
    ("13.1", lambda rate, b, a: rate / 2 if a / b > 1 else rate, "may be negative"),
    ("13.2", uphill(Own), "uphill"),
    ("13.2", NoRoot, "root is missing"),
    ("13.2", keeps_the_old_state(Own), "newest square alone"),
    ("13.2", OneForAll, "one learning rate for all"),
    ("13.2", Late, "giant step"),
    ("13.2", NoEpsilon, "only ε is left"),
    ("13.2", EpsilonInside, "outside the root"),
    ("13.2", Unsquared, "not absolute values"),
    *clumsy("13.2", Own),
    ("13.2", lk.GradientDescent, "epsilon"),
    ("13.4", keeps_the_old_state(Own), "hand the new r on"),
    ("13.3", lambda s, rate, eps: rate / (eps + abs(s)), "np.cumsum"),
    ("13.3", lambda s, rate, eps: rate / (eps + np.cumsum(s**2)), "root is missing"),
    ("13.3", lambda s, rate, eps: rate / (eps + np.cumsum(abs(s))), "not absolute"),
    ("13.3", lambda s, rate, eps: rates(s, rate, eps) * s, "That is the step"),
    ("13.3", lambda s, rate, eps: rates(s, rate, eps)[-1], "one for each step"),
    ("13.3", lambda s, rate, eps: [rate / eps, *rates(s, rate, eps)[:-1]], "One step late"),
    ("13.5", 0.07, "gradient descent"),
    ("13.5", 1, "Too small"),
    ("13.5", 3.0, "Nearly"),
    ("13.5", -4, "positive"),
    ("13.5", "fast", "number is wanted"),
)


def test_a_wrong_optimizer_is_shown_where_it_goes_wrong():
    text = repr(lk.check("13.2", keeps_the_old_state(Own)))
    assert "from [-8.,  3.] with the gradient ravine_gradient, learning_rate=0.5" in text
    assert "after step 2: expected" in text


def test_the_predictions_come_true():
    ravine, start = lk.objectives.ravine, [-8.0, 3.0]
    halving = lk.descend(ravine, lk.HalveOnRise(lk.GradientDescent(0.8)), start, 40)
    assert halving.learning_rates[-1, 0] == 0.05
    first = lk.descend(ravine, lk.Adagrad(1.0), start, 1).points
    np.testing.assert_allclose(abs(first[1] - first[0]), [1, 1])
    wall = lk.Objective("exp(-3*x) + 0.1*(x - 4)**2", domain=(-1.5, 6))
    paths = [lk.descend(wall, lk.Adagrad(1.0), x, 3000) for x in (0.0, -1.0)]
    near, far = ((abs(path.points - wall.minima[0]) > 0.1).sum() for path in paths)
    assert paths[1].points[1] == pytest.approx(0, abs=1e-8)
    assert far > 10 * near
    turned = lk.objectives.rotated_ravine
    lowest = [
        np.nanmin([lk.descend(turned, kind(r), [-7.78, -3.54], 50).values[-1] for r in grid])
        for kind, grid in ((lk.Adagrad, np.geomspace(0.1, 100, 31)), (lk.GradientDescent, [0.07]))
    ]
    assert lowest[0] > lowest[1]
