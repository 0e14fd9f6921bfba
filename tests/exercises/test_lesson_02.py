"""Lesson 02: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest
import sympy

import lessonkit as lk
from tests.exercises.answers import right, wrong


def length(a):
    return float(np.sqrt((np.asarray(a) ** 2).sum()))


def by_central_differences(f, x, h):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


def by_forward_differences(f, x, h):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        ahead = x.copy()
        ahead[i] += h
        gradient[i] = (f(ahead) - f(x)) / h
    return gradient


def on_one_copy(f, x, h):
    x, gradient = x.copy(), np.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        ahead = f(x)
        x[i] -= 2 * h
        gradient[i] = (ahead - f(x)) / (2 * h)
    return gradient


def forward_on_one_copy(f, x, h):
    x, gradient = x.copy(), np.zeros(len(x))
    for i in range(len(x)):
        before = f(x)
        x[i] += h
        gradient[i] = (f(x) - before) / h
    return gradient


def on_the_callers_array(f, x, h):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        ahead = f(x)
        x[i] -= 2 * h
        gradient[i] = (ahead - f(x)) / (2 * h)
        x[i] += h
    return gradient


def one_by_one(W, a, b):
    gradient = np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            moved = W.copy()
            moved[i, j] += 1
            gradient[i, j] = a @ moved @ b - a @ W @ b
    return gradient


def saddles(x, y):
    return x**4 - 2 * x**2 + x * y + y**2


def saddles_gradient(x, y):
    return [4 * x**3 - 4 * x + y, x + 2 * y]


def lk_bowl(x, y):
    return 3 * (x - 2) ** 2 + (y - 2) ** 2


test_right_answers_pass = right(
    ("02.1", [-6, -2, -0.18]),
    ("02.1", np.array([-6.0, -2.0, -0.18])),
    ("02.2", [1, -3]),
    ("02.2", np.array([-0.5, 1.5])),
    ("02.2", (1e-9, -3e-9)),
    ("02.3", by_central_differences),
    ("02.4", (saddles, saddles_gradient)),
    ("02.4", [lambda x, y: (x - 1) ** 2 + y**2, lambda x, y: (2 * (x - 1), 2 * y)]),
    ("02.4", (lambda x, y: x**2 + y**2, lambda x, y: np.array([2 * x, 2 * y]))),
    ("02.5", one_by_one),
)


def test_the_numbers_of_the_first_exercise_are_those_of_sympy():
    x, y = sympy.symbols("x y")
    g = x**2 * y + 3 * y**2 - 2 * x
    slopes = [float(g.diff(v).subs({x: 2, y: -1})) for v in (x, y)]
    assert lk.check("02.1", [*slopes, 0.02 * slopes[0] + 0.03 * slopes[1]]).passed
    exact = float(g.subs({x: 2.02, y: -0.97}) - g.subs({x: 2, y: -1}))
    assert "exact change" in repr(lk.check("02.1", [*slopes, exact]))


test_typical_mistakes_are_named = wrong(
    ("02.1", [-2, -6, -0.22], "wrong order"),
    ("02.1", [2 * 2 * -1 + 3 - 2, 4 - 6 - 4, -0.24], "terms without the letter"),
    ("02.1", [2 * 2 * -1, 4 - 6, -0.14], "lacks a term"),
    ("02.1", [2 * 2 * -1 - 2, 4 - 3, -0.09], "slope 6y"),
    ("02.1", [2 * 2 * 1 - 2, 4 + 6, 0.34], "Mind the sign"),
    ("02.1", [-6, -2], "third number is missing"),
    ("02.1", [-6, -2, -6 - 2], "multiply each"),
    ("02.1", [-6, -2, 0.02 * -6 - 0.03 * -2], "grows by 0.03"),
    ("02.2", [12, 4], "steepest way up"),
    ("02.2", [-3, -1], "steepest way down"),
    ("02.2", [-1, -1], "straight to the lowest place"),
    ("02.2", [1, 3], "wrong sign"),
    ("02.2", [1, 1], "Twelve times east"),
    ("02.2", [0, 0], "no direction"),
    ("02.2", [1, np.inf], "Two numbers"),
    ("02.2", -3, "Two numbers"),
    ("02.2", "north", "Two numbers"),
    ("02.3", by_forward_differences, "forward difference"),
    ("02.3", on_one_copy, "not put back"),
    ("02.3", forward_on_one_copy, "not put back"),
    ("02.3", on_the_callers_array, "changed its argument in place"),
    ("02.3", lambda f, x, h: 2 * by_central_differences(f, x, h), "distance of 2h"),
    ("02.3", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), "all coordinates at once"),
    ("02.3", lambda f, x, h: by_central_differences(f, x, h) * 2 * h, "divided by"),
    ("02.4", (saddles, lambda x, y: saddles_gradient(x, y)[::-1]), "wrong order"),
    ("02.4", (saddles, lambda x, y: [4 * x**3 - 4 * x, 2 * y]), "does not fit"),
    ("02.4", (saddles, lambda x, y: 4 * x**3), "two numbers"),
    ("02.4", (lambda x, y: x + y, lambda x, y: [1, 1]), "on the edge"),
    ("02.4", (lambda x, y: x * y, lambda x, y: [y, x]), "on the edge"),
    ("02.4", (lk_bowl, lambda x, y: [6 * (x - 2), 2 * (y - 2)]), "bowl of the lesson"),
    ("02.4", (saddles, lambda x, y: None), "my_gradient returns nothing"),
    ("02.4", (lambda x, y: np.nan, saddles_gradient), "finite number"),
    ("02.4", saddles, "Two functions"),
    ("02.5", lambda W, a, b: np.outer(b, a), "Transposed"),
    ("02.5", lambda W, a, b: np.outer(a, b).flatten(), "shape of W"),
    ("02.5", lambda W, a, b: a[:, None] * W * b, "terms of the sum"),
    ("02.5", lambda W, a, b: a @ W @ b, "one number"),
)


def test_an_untouched_landscape_waits():
    assert lk.check("02.4", (lambda x, y: None, lambda x, y: ...)).status == "waiting"


def test_the_praise_of_a_landscape_says_where_it_is_lowest():
    dish = (lambda x, y: (x - 1) ** 2 + y**2, lambda x, y: [2 * (x - 1), 2 * y])
    assert "lowest near (1.0, 0.0)" in repr(lk.check("02.4", dish))


def test_the_code_to_repair_is_wrong_as_the_lesson_says():
    x = np.array([1.0, 2.0, 3.0])
    exact = [4.0, 1.0, 5.0]

    def fun(w):
        return w[0] ** 2 + w[0] * w[1] + 5 * w[2]

    gradient = on_one_copy(fun, x, 0.1)
    assert gradient[0] == pytest.approx(exact[0])
    assert gradient[1] != pytest.approx(exact[1])
    assert lk.check("02.3", on_one_copy).status == "wrong"


def test_what_the_predictions_say_comes_true():
    f = lk.Objective("3*x*y**2 + 4*x**3 - 5*y**2 + 1")
    assert f([1, 1.01]) < f([1, 1])
    bowl = lk.objectives.bowl
    assert bowl.gradient([4, 4]).tolist() == [12, 4]
    half = np.degrees(np.arccos(0.5))
    assert half == pytest.approx(60)
    answers = [lk.predict(f"02.p{k}") for k in (1, 2, 3)]
    said = [repr(card.reveal()) for card in answers]
    assert "f falls" in said[0]
    assert "Along (3, 1)" in said[1]
    assert f"{half:.0f}°" in said[2]
