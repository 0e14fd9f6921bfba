"""Lesson 03: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.autodiff import Value, maximum
from lessonkit.exercises.lessons import lesson_03
from lessonkit.exercises.predictions import predictions


def chain(outer_slope, inner, inner_slope, x):
    u = inner(x)
    return inner_slope(x) * outer_slope(u)


def layer_backward(W, x, s, gradient):
    """By Value instead of by hand: the loss that sends `gradient` back is its product with h."""
    weights, inputs, bias = Value(W), Value(x), Value(s - W @ x)
    ((weights @ inputs + bias).relu() * gradient).sum().backward()
    return weights.grad, bias.grad, inputs.grad


def relu_backward(s, gradient):
    return np.where(s > 0, gradient, 0)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("03.1", chain),
        ("03.2", lambda a, b, g: (b * g, a * g)),
        ("03.3", 8),
        ("03.4", relu_backward),
        ("03.5", layer_backward),
        ("03.5", lambda *case: list(layer_backward(*case))),
    ],
)
def test_right_answers_pass(exercise, answer):
    assert lk.check(exercise, answer).status == "right"


def masked(change):
    """A backward pass of the layer in which one of the three gradients is spoiled."""

    def answer(W, x, s, gradient):
        return change(*layer_backward(W, x, s, gradient), W, x, s, gradient)

    return answer


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("03.1", lambda outer, inner, slope, x: outer(inner(x)), "inner slope is missing"),
        ("03.1", lambda outer, inner, slope, x: outer(x) * slope(x), "never sees x"),
        ("03.1", lambda outer, inner, slope, x: outer(inner(x)) + slope(x), "added"),
        ("03.1", lambda outer, inner, slope, x: outer(inner(x)) * slope(inner(x)), "at u"),
        ("03.1", lambda outer, inner, slope, x: outer(slope(x)), "put into the outer"),
        ("03.1", lambda outer, inner, slope, x: outer(inner(x)) * inner(x), "inner value"),
        ("03.2", lambda a, b, g: (a * g, b * g), "Not switched"),
        ("03.2", lambda a, b, g: (b, a), "local slopes alone"),
        ("03.2", lambda a, b, g: (g, g), "add gate"),
        ("03.2", lambda a, b, g: (g * a * b, g * a * b), "Both operands"),
        ("03.2", lambda a, b, g: g * b, "expected"),
        ("03.3", 5, "direct"),
        ("03.3", 3, "by way of a"),
        ("03.3", 15, "added"),
        ("03.3", 6, "x² alone"),
        ("03.3", 2, "minus"),
        ("03.4", lambda s, g: np.maximum(g, 0), "ask s"),
        ("03.4", lambda s, g: g * np.maximum(s, 0), "1 or 0"),
        ("03.4", lambda s, g: np.where(s > 0, s, 0), "forward pass"),
        ("03.4", lambda s, g: s * g, "multiply by s"),
        ("03.4", lambda s, g: g, "Everything passes"),
        ("03.4", lambda s, g: (s > 0).astype(float), "local slopes alone"),
        ("03.4", lambda s, g: np.where(s > 0, 0, g), "other way round"),
        ("03.5", lambda W, x, s, g: (np.outer(g, x), g, W.T @ g), "relu is forgotten"),
        ("03.5", masked(lambda dW, db, dx, *case: (dW.T, db, dx)), "is turned"),
        ("03.5", masked(lambda dW, db, dx, W, x, s, g: (dW, db * s, dx)), "bias"),
        ("03.5", masked(lambda dW, db, dx, W, x, s, g: (dW, db, W.T @ g)), "lacks relu"),
        ("03.5", lambda W, x, s, g: (np.outer(g, x), g, W @ g), "stopped with ValueError"),
    ],
)
def test_typical_mistakes_are_named(exercise, answer, said):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "wrong"
    assert said in "\n".join(feedback.lines)


def test_a_gradient_changed_in_place_is_noticed():
    def relu_backward(s, gradient):
        gradient[s <= 0] = 0
        return gradient

    assert "in place" in "\n".join(lk.check("03.4", relu_backward).lines)


def test_every_exercise_knows_three_mistakes_and_has_a_hint():
    for exercise in lesson_03.EXERCISES:
        assert len(exercise.mistakes) >= 3
        assert lk.hint(exercise.id).status == "hint"


def predicted(number: int) -> str:
    prediction = predictions()[f"03.p{number}"]
    return prediction.choices[prediction.answer]


def test_the_predictions_come_true():
    x = Value(2.0)
    ((2 * x - 1) ** 3).backward()
    assert predicted(1) == f"{x.grad:.0f}"
    x, y, z = Value(-2.0), Value(5.0), Value(-4.0)
    ((x + y) * z).backward()
    assert f"{abs(x.grad):.0f} times" in predicted(2)
    assert x.grad < 0
    a, b = Value(3.0), Value(-1.0)
    (2 * maximum(a, b)).backward()
    assert (a.grad, b.grad) == (2, 0)
    assert "2 to the larger one, 0" in predicted(3)
    assert predicted(4) == "3"  # one share of x · x at 3; both make 6
