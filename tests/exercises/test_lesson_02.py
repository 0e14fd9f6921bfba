"""Lesson 02: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest
import sympy

import lessonkit as lk


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


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("02.1", [-6, -2]),
        ("02.1", (-6.0, -2.0)),
        ("02.1", np.array([-6, -2])),
        ("02.2", lambda g, d: sum(g * d) / length(d)),
        ("02.3", lambda g: -(g / length(g))),
        ("02.4", by_central_differences),
        ("02.5", one_by_one),
    ],
)
def test_right_answers_pass(exercise, answer):
    assert lk.check(exercise, answer).status == "right"


def test_the_slopes_of_the_first_exercise_are_those_of_sympy():
    x, y = sympy.symbols("x y")
    g = x**2 * y + 3 * y**2 - 2 * x
    assert lk.check("02.1", [float(g.diff(v).subs({x: 2, y: -1})) for v in (x, y)]).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("02.1", [-2, -6], "wrong order"),
        ("02.1", [2 * 2 * -1 + 3 - 2, 4 - 6 - 4], "terms without the letter"),
        ("02.1", [2 * 2 * -1, 4 - 6], "lacks a term"),
        ("02.1", [2 * 2 * -1 - 2, 4 - 3], "slope 6y"),
        ("02.1", [2 * 2 * 1 - 2, 4 + 6], "Mind the sign"),
        ("02.1", -8, "added the two slopes"),
        ("02.1", -5, "height"),
        ("02.2", lambda g, d: g @ d, "not of length 1"),
        ("02.2", lambda g, d: g @ d / length(d) ** 2, "square of the length"),
        ("02.2", lambda g, d: g @ d / length(d) / length(g), "cosine of the angle alone"),
        ("02.2", lambda g, d: g @ d / length(g), "length of the gradient"),
        ("02.2", lambda g, d: g @ d / sum(abs(d)), "sum of the steps"),
        ("02.2", lambda g, d: g * d / length(d), "have to be added up"),
        ("02.3", lambda g: g / length(g), "straight uphill"),
        ("02.3", lambda g: -g, "not of length 1"),
        ("02.3", lambda g: -g / sum(abs(g)), "sum of the entries"),
        ("02.3", lambda g: -g / length(g) ** 2, "square of the length"),
        ("02.3", lambda g: -np.sign(g), "eight directions"),
        ("02.4", by_forward_differences, "forward difference"),
        ("02.4", on_one_copy, "not put back"),
        ("02.4", forward_on_one_copy, "not put back"),
        ("02.4", on_the_callers_array, "changed its argument in place"),
        ("02.4", lambda f, x, h: 2 * by_central_differences(f, x, h), "distance of 2h"),
        ("02.4", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), "all coordinates at once"),
        ("02.4", lambda f, x, h: by_central_differences(f, x, h) * 2 * h, "divided by"),
        ("02.5", lambda W, a, b: np.outer(b, a), "Transposed"),
        ("02.5", lambda W, a, b: np.outer(a, b).flatten(), "shape of W"),
        ("02.5", lambda W, a, b: a[:, None] * W * b, "terms of the sum"),
        ("02.5", lambda W, a, b: a @ W @ b, "one number"),
    ],
)
def test_typical_mistakes_are_named(exercise, answer, said):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "wrong"
    assert said in "\n".join(feedback.lines)


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("02.3", lambda g: g / length(g)))
    assert "on the input [3., 4.]" in text
    assert "expected [-0.6, -0.8], got [0.6, 0.8]" in text


def test_the_hints_lead_to_the_answer():
    assert "np.outer(a, b)" in repr(lk.hint("02.5", 3))
    with pytest.raises(ValueError, match="hints 1 to 3"):
        lk.hint("02.5", 4)


def test_what_the_predictions_say_comes_true():
    f = lk.Objective("3*x*y**2 + 4*x**3 - 5*y**2 + 1")
    assert f([1, 1.01]) < f([1, 1])
    bowl = lk.objectives.bowl
    assert bowl.gradient([4, 4]).tolist() == [12, 4]
    half = np.degrees(np.arccos(0.5))
    assert half == pytest.approx(60)
    calls = []
    lk.numerical_gradient(lambda w: calls.append(1) or 0.0, np.ones(650))
    answers = [lk.predict(f"02.p{k}") for k in (1, 2, 3, 4)]
    said = [repr(card.reveal()) for card in answers]
    assert "f falls" in said[0]
    assert "steeper x direction" in said[1]
    assert f"{half:.0f}°" in said[2]
    assert f"{len(calls):,}" in said[3]
