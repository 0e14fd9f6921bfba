"""Lesson 03: right answers pass, and each typical wrong answer is told what it did."""

from types import SimpleNamespace

import numpy as np

import lessonkit as lk
from lessonkit.autodiff import Value, maximum
from lessonkit.exercises.predictions import predictions
from tests.exercises.answers import right, waiting, wrong


def backward(steps, values):
    """By Value instead of by hand."""
    results = {name for name, *_rest in steps}
    nodes = {name: Value(number) for name, number in values.items() if name not in results}
    for name, gate, a, b in steps:
        gates = {"+": lambda p, q: p + q, "*": lambda p, q: p * q, "max": maximum}
        nodes[name] = gates[gate](nodes[a], nodes[b])
    nodes[steps[-1][0]].backward()
    return {name: float(node.grad) for name, node in nodes.items()}


def own_loop(shares, add=True, order=reversed):
    """A learner's backward pass with the shares of a gate, or with a bug."""

    def answer(steps, values):
        slopes = dict.fromkeys(values, 0.0)
        slopes[steps[-1][0]] = 1.0
        for name, gate, a, b in order(steps):
            for operand, share in zip((a, b), shares(gate, values[a], values[b]), strict=False):
                if add:
                    slopes[operand] += slopes[name] * share
                else:
                    slopes[operand] = slopes[name] * share
        return slopes

    return answer


def shares(gate, a, b):
    if gate == "max":
        return (1, 0) if a > b else (0, 1)
    return (1, 1) if gate == "+" else (b, a)


def changed(name, wrong):
    return own_loop(lambda gate, a, b: wrong(a, b) if gate == name else shares(gate, a, b))


def layer_backward(W, x, s, gradient):
    """By Value instead of by hand: the loss that sends `gradient` back is its product with h."""
    weights, inputs, bias = Value(W), Value(x), Value(s - W @ x)
    ((weights @ inputs + bias).relu() * gradient).sum().backward()
    return weights.grad, bias.grad, inputs.grad


def node(data, parents=(), slopes=()):
    return SimpleNamespace(data=data, parents=parents, slopes=slopes)


def product(parents=lambda a, b: (a, b), slopes=lambda a, b: (b.data, a.data)):
    return lambda a, b: node(a.data * b.data, parents(a, b), slopes(a, b))


def square_sum(x, y):
    return x * x + x * y


OWN = (
    (lambda x, y: np.exp(x * y) + x, lambda x, y: (np.exp(x * y) * y + 1, np.exp(x * y) * x)),
    (square_sum, lambda x, y: [2 * x + y, x]),
    (
        lambda x, y: max(x * x, y) + y,
        lambda x, y: np.array([2 * x if x * x > y else 0, 1 if x * x > y else 2]),
    ),
)


test_right_answers_pass = right(
    ("03.1", 300),
    ("03.1", 3 * (2.0**2 + 1) ** 2 * 4),
    ("03.4", [4, 2, 0]),
    ("03.4", np.array([4.0, 2.0, 0.0])),
    ("03.2", backward),
    ("03.2", own_loop(shares)),
    *(("03.3", list(pair)) for pair in OWN),
    ("03.3", OWN[0]),
    ("03.5", product()),
    ("03.5", product(lambda a, b: [b, a], lambda a, b: [a.data, b.data])),
    ("03.6", layer_backward),
    ("03.6", lambda *case: list(layer_backward(*case))),
)


def masked(change):
    """A backward pass of the layer in which one of the three gradients is spoiled."""

    def answer(W, x, s, gradient):
        return change(*layer_backward(W, x, s, gradient), W, x, s, gradient)

    return answer


test_typical_mistakes_are_named = wrong(
    ("03.1", 75, "inner slope is missing"),
    ("03.1", 48, "never sees x"),
    ("03.1", 79, "added"),
    ("03.1", 750, "at u"),
    ("03.1", 375, "inner value"),
    ("03.1", 125, "y itself"),
    ("03.1", 150, "2x = 4"),
    ("03.1", 60, "3u²"),
    ("03.1", 100, "3 in front"),
    ("03.4", [3, 2, 0], "straight to the sum"),
    ("03.4", [1, 2, 0], "through the product"),
    ("03.4", [4, 2, 1], "larger operand"),
    ("03.4", [1, 0, 1], "everything to c"),
    ("03.4", [3, 3, 0], "Not switched"),
    ("03.4", [2.5, 1, 0.5], "halve"),
    ("03.4", [4, 2], "Not yet"),
    ("03.2", own_loop(shares, add=False), "overwrites"),
    ("03.2", own_loop(lambda g, *v: () if g == "max" else shares(g, *v), False), "as it was"),
    ("03.2", changed("max", lambda a, b: ()), "sends nothing"),
    ("03.2", changed("max", lambda a, b: (1, 1)), "both operands"),
    ("03.2", changed("max", lambda a, b: (a < b, b < a)), "smaller operand"),
    ("03.2", changed("max", lambda a, b: (a * (a > b), b * (b > a))), "by its value"),
    ("03.2", changed("*", lambda a, b: (a, b)), "not switched"),
    ("03.2", own_loop(shares, order=iter), "walk forward"),
    ("03.2", lambda steps, values: {}, "expected"),
    ("03.3", square_sum, "both functions"),
    ("03.3", [square_sum, lambda x, y: (2 * x, x)], "that for x is not"),
    ("03.3", [square_sum, lambda x, y: (2 * x + y, 1)], "that for y is not"),
    ("03.3", [square_sum, lambda x, y: (x, 2 * x + y)], "exchanged"),
    ("03.3", [square_sum, lambda x, y: (-2 * x - y, -x)], "flipped"),
    ("03.3", [square_sum, lambda x, y: (y, y)], "Not yet"),
    ("03.3", [square_sum, lambda x, y: 2 * x + y], "two numbers"),
    ("03.3", [square_sum, lambda x, y: None], "two numbers"),
    ("03.3", [lambda x, y: 3 * x + y, lambda x, y: (3, 1)], "is the same everywhere"),
    ("03.3", [lambda x, y: x * x, lambda x, y: (2 * x, 0)], "depend on y"),
    ("03.3", [lambda x, y: None, lambda x, y: (1, 1)], "one number"),
    ("03.3", [lambda x, y: (x, y), lambda x, y: (1, 1)], "cannot work with"),
    ("03.3", [lambda x, y: x / 0, lambda x, y: (1, 1)], "ZeroDivisionError"),
    ("03.5", 3, "A function is wanted"),
    ("03.5", lambda a, b: a.data * b.data, "not a number"),
    ("03.5", lambda a, b: node(a.data + b.data, (a, b), (b.data, a.data)), "the product is"),
    ("03.5", product(lambda a, b: (a,), lambda a, b: (b.data,)), "two parents"),
    ("03.5", product(lambda a, b: (a.data, b.data)), "the two nodes themselves"),
    ("03.5", product(slopes=lambda a, b: (a.data, b.data)), "Not switched"),
    ("03.5", product(slopes=lambda a, b: (1.0, 1.0)), "slopes of a sum"),
    ("03.5", product(slopes=lambda a, b: (0.0, 5.0)), "how does the product change"),
    ("03.5", lambda a, b: a * b, "stopped with TypeError"),
    ("03.6", lambda W, x, s, g: (np.outer(g, x), g, W.T @ g), "relu is forgotten"),
    ("03.6", masked(lambda dW, db, dx, *case: (dW.T, db, dx)), "is turned"),
    ("03.6", masked(lambda dW, db, dx, W, x, s, g: (dW, db * s, dx)), "bias"),
    ("03.6", masked(lambda dW, db, dx, W, x, s, g: (dW, db, W.T @ g)), "lacks relu"),
    ("03.6", lambda W, x, s, g: (np.outer(g, x), g, W @ g), "stopped with ValueError"),
)


def test_an_operand_that_is_changed_is_noticed():
    def multiply(a, b):
        a.data *= b.data
        return a

    assert "changed an operand" in "\n".join(lk.check("03.5", multiply).lines)


test_a_stub_waits = waiting(
    ("03.2", lambda steps, values: None),
    ("03.3", [lambda x, y: None, lambda x, y: None]),
    ("03.5", lambda a, b: None),
)


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


def test_the_answers_to_the_goals_of_the_neuron():
    sigmas = np.array([1 / (1 + np.exp(-s)) for s in (-0.1, 0.0, 0.1)])
    slopes = sigmas * (1 - sigmas)
    assert slopes.argmax() == 1
    assert slopes[1] == 0.25
    assert 2 * -1 + -3 * -2 + -4 == 0  # w0 x0 + w1 x1 + w2 with w2 = -4
