"""Reverse mode against hand-worked numbers and central differences."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit import losses
from lessonkit.autodiff import Value, maximum
from lessonkit.derivatives import numerical_gradient

RNG = np.random.default_rng(7)


def compare(fun, *arrays, rtol=1e-6, atol=1e-7):
    """Gradients of fun (of Values, a number) against central differences in every input."""
    values = [Value(a) for a in arrays]
    result = fun(*values)
    result.backward()
    assert result.data == pytest.approx(float(fun(*map(Value, arrays)).data), nan_ok=True)
    for i, (value, array) in enumerate(zip(values, arrays, strict=True)):

        def of_one(x, i=i):
            return fun(*[Value(x if j == i else a) for j, a in enumerate(arrays)]).data

        expected = numerical_gradient(of_one, array)
        assert np.shape(value.grad) == np.shape(array)
        np.testing.assert_allclose(value.grad, expected, rtol=rtol, atol=atol)


def test_circuit_of_the_notes():
    x, y, z = Value(-2.0, "x"), Value(5.0, "y"), Value(-4.0, "z")
    q = x + y
    f = q * z
    f.backward()
    assert (q.data, f.data) == (3, -12)
    assert (f.grad, q.grad, x.grad, y.grad, z.grad) == (1, -4, -4, -4, 3)


@pytest.mark.parametrize(("at", "value"), [((1.0, 2.0), -3.0), ((-1.5, 0.5), -14.875)])
def test_two_variable_polynomial(at, value):
    x, y = Value(at[0]), Value(at[1])
    f = 3 * x * y**2 + 4 * x**3 - 5 * y**2 + 1
    f.backward()
    assert f.data == pytest.approx(value)
    assert x.grad == pytest.approx(3 * at[1] ** 2 + 12 * at[0] ** 2)
    assert y.grad == pytest.approx(6 * at[0] * at[1] - 10 * at[1])


def test_chain_rule_of_a_cube():
    x = Value(2.0)
    ((2 * x - 1) ** 3).backward()
    assert x.grad == 6 * (2 * 2.0 - 1) ** 2


def test_neuron_of_the_notes():
    # w = (2, -3, -3), x = (-1, -2): sigmoid(1) = 0.73, its slope 0.73 * 0.27 = 0.20
    w, x = Value([2.0, -3.0, -3.0]), np.array([-1.0, -2.0, 1.0])
    f = (w @ x).sigmoid()
    f.backward()
    assert f.data == pytest.approx(1 / (1 + np.exp(-1)))
    np.testing.assert_allclose(w.grad.round(2), [-0.20, -0.39, 0.20])


def test_gates():
    a, b = Value(3.0), Value(-1.0)
    maximum(a, b).backward()
    assert (a.grad, b.grad) == (1, 0)  # max routes
    (a + b).backward()
    assert (a.grad, b.grad) == (1, 1)  # add hands on
    (a * b).backward()
    assert (a.grad, b.grad) == (-1, 3)  # multiply swaps


def test_shares_are_what_each_operand_gets():
    x, y = Value(3.0), Value(-2.0)
    f = x * y + x * x + 5
    f.backward()
    sums, square = f.parents[0], f.parents[0].parents[1]
    assert f.shares() == [1, None]
    assert square.shares() == [3, 3]
    assert sums.parents[0].shares() == [-2, 3]
    assert x.grad == -2 + 3 + 3


def test_a_value_used_twice_gets_both_gradients():
    x = Value(3.0)
    (x * x).backward()
    assert x.grad == 6
    y = x + x
    (y * x).backward()  # 2x²
    assert x.grad == 12
    w = Value([1.0, 2.0, 3.0])
    (w[[0, 0, 2]] * [1.0, 10.0, 100.0]).sum().backward()
    np.testing.assert_array_equal(w.grad, [11, 0, 100])


def test_backward_twice_gives_the_same():
    x = Value([1.0, 2.0])
    f = (x**2).sum()
    f.backward()
    f.backward()
    np.testing.assert_array_equal(x.grad, [2, 4])


def test_a_later_backward_replaces_an_earlier_one():
    x = Value(2.0)
    square, cube = x**2, x**3
    square.backward()
    cube.backward()
    assert x.grad == 12


@pytest.mark.parametrize("length", [10_000, 30_000])
def test_a_deep_chain_does_not_overflow_the_stack(length):
    x = Value(1.0)
    y = x
    for _ in range(length):
        y = y + 1e-5
    y.backward()
    assert x.grad == 1
    assert len(y.graph()) == 2 * length + 1
    del y  # nor does forgetting it


def test_repeated_doubling_visits_each_value_once():
    x = y = Value(1.0)
    for _ in range(60):  # 2⁶⁰ paths
        y = y + y
    y.backward()
    assert x.grad == 2.0**60


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: x.exp().sum(),
        lambda x: (x * x + 0.5).log().sum(),
        lambda x: x.tanh().sum(),
        lambda x: x.sigmoid().sum(),
        lambda x: x.relu().sum(),
        lambda x: x.maximum(0.3).sum(),
        lambda x: (-x).sum(),
        lambda x: (x**3).mean(),
        lambda x: ((x * x + 1) ** -1.5).sum(),
        lambda x: (2**x).sum(),
        lambda x: ((x * x + 1) ** x).sum(),
        lambda x: (1 / (x * x + 1) - x / 3).sum(),
        lambda x: (3 - x).sum() * x[0, 0],
        lambda x: (x.sum(axis=0) ** 2).sum(),
        lambda x: (x.sum(axis=(0, 1)) ** 2).sum(),
        lambda x: (x.mean(axis=-1, keepdims=True) * x).sum(),
        lambda x: (x.mean(axis=1) ** 2).sum(),
        lambda x: (x[1] * x[0]).sum(),
        lambda x: x[-1, 1:].sum() * x[0, 0],
        lambda x: (x[[0, 1, 1], [2, 0, 0]] ** 2).sum(),
        lambda x: (x[x.data > 0] ** 2).sum(),
        lambda x: (x.T @ x).sum(),
        lambda x: (x.reshape(3, 2) @ x).exp().sum(),
        lambda x: (x.reshape(-1) @ x.reshape(-1)).sum(),
        lambda x: (x @ [1.0, 2.0, 3.0]).tanh().sum(),
        lambda x: ([1.0, 2.0] @ x).tanh().sum(),
        lambda x: (np.ones((4, 5, 2)) @ x).tanh().sum(),
        lambda x: (np.array([1.0, 2.0]) @ (x * np.ones((4, 1, 1)))).tanh().sum(),
        lambda x: ((x * np.ones((4, 1, 1))) @ np.array([1.0, 2.0, 3.0])).tanh().sum(),
        lambda x: (x[:, None] @ np.arange(6.0).reshape(3, 2)).tanh().sum(),
    ],
)
def test_operations_against_central_differences(fun):
    compare(fun, np.array([[0.7, -1.2, 0.4], [1.5, -0.3, 0.9]]))


@pytest.mark.parametrize(
    ("left", "right"),
    [((3,), (2, 3)), ((2, 1), (1, 3)), ((), (2, 2)), ((4, 1, 3), (2, 3)), ((1, 1), ())],
)
@pytest.mark.parametrize(
    "op",
    [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a * b,
        lambda a, b: a / b,
        lambda a, b: a**b,
        lambda a, b: a.maximum(b),
    ],
)
def test_broadcasting(op, left, right):
    a, b = RNG.uniform(0.5, 2, left), RNG.uniform(0.5, 2, right)
    compare(lambda x, y: (op(x, y) ** 2).sum(), a, b)


@pytest.mark.parametrize("shapes", [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4))])
def test_matmul_shapes(shapes):
    a, b = (RNG.standard_normal(s) for s in shapes)
    compare(lambda x, y: (x @ y).tanh().sum(), a, b)


@pytest.mark.parametrize(
    "shapes", [((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)), ((5, 2, 3), (3,)), ((3,), (5, 3, 4))]
)
def test_stacked_matmul(shapes):
    a, b = (RNG.standard_normal(s) for s in shapes)
    compare(lambda x, y: (x @ y).tanh().sum(), a, b)


@pytest.mark.parametrize("array", [np.array([1.0, 2.0]), np.float64(3.0), np.ones((2, 2)), 2, 1.5])
def test_numpy_on_the_left(array):
    x = Value([[1.0, 2.0], [3.0, 4.0]])
    for result, expected in [
        (array + x, array + x.data),
        (array - x, array - x.data),
        (array * x, array * x.data),
        (array / x, array / x.data),
        (array**x, array**x.data),
    ]:
        assert type(result) is Value
        np.testing.assert_allclose(result.data, expected)
    assert type(np.ones((3, 2)) @ x) is Value


def test_the_callers_arrays_are_copied_and_left_alone():
    data, other = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    x = Value(data)
    (x * other).sum().backward()
    x.data -= 0.1 * x.grad
    np.testing.assert_array_equal(data, [1, 2])
    np.testing.assert_array_equal(other, [3, 4])
    assert Value([1, 2]).data.dtype == np.float64


def test_changing_one_gradient_changes_no_other():
    x, y = Value([1.0, 2.0]), Value([3.0, 4.0])
    (x + y).sum().backward()
    x.grad *= 100
    np.testing.assert_array_equal(y.grad, [1, 1])


def test_graph_is_data_for_drawing():
    x, y = Value(2.0, "x"), Value(3.0, "y")
    f = (x * y + 1).tanh()
    assert [v.grad for v in f.graph()] == [None] * 6
    f.backward()
    graph = f.graph()
    at = {v: i for i, v in enumerate(graph)}
    assert [(v.label, v.op, [at[p] for p in v.parents]) for v in graph] == [
        ("x", "", []),
        ("y", "", []),
        ("", "*", [0, 1]),
        ("", "", []),
        ("", "+", [2, 3]),
        ("", "tanh", [4]),
    ]
    one = graph[3]
    assert one.constant
    assert one.grad is None
    assert all(v.grad is not None for v in graph if v is not one)


def test_repr():
    x = Value([1.0, 2.0])
    assert repr(x) == "Value([1.0, 2.0])"
    x.sum().backward()
    assert repr(x) == "Value([1.0, 2.0], grad=[1.0, 1.0])"


def test_extreme_numbers_raise_no_warning():
    x = Value([-1e4, 0.0, 1e4])
    np.testing.assert_array_equal(x.sigmoid().data, [0, 0.5, 1])
    x.sigmoid().sum().backward()
    np.testing.assert_array_equal(x.grad, [0, 0.25, 0])
    x.exp().log().sum().backward()
    (x**0.5 / 0).sum().backward()
    assert Value(-50.0).sigmoid().data == pytest.approx(np.exp(-50), rel=1e-12)


def test_kinks_take_a_slope_in_between():
    x = Value(0.0)
    x.relu().backward()
    assert x.grad == 0
    x.maximum(0).backward()
    assert x.grad == 0.5
    (x**0).backward()
    assert x.grad == 0


def test_svm_and_softmax_losses():
    W, X = RNG.standard_normal((4, 6)), RNG.standard_normal((9, 6))
    y, examples = RNG.integers(0, 4, 9), np.arange(9)
    weights = Value(W)
    scores = X @ weights.T
    right = scores[examples, y]
    svm = ((scores - right.reshape(9, 1) + 1).relu().sum() - 9) / 9 + 0.1 * (weights**2).sum()
    svm.backward()
    assert svm.data == pytest.approx(losses.svm_loss(W, X, y, reg=0.1))
    np.testing.assert_allclose(weights.grad, losses.svm_gradient(W, X, y, reg=0.1), atol=1e-14)
    softmax = (scores.exp().sum(axis=1).log() - right).mean()
    softmax.backward()
    assert softmax.data == pytest.approx(losses.softmax_loss(W, X, y))
    np.testing.assert_allclose(weights.grad, losses.softmax_gradient(W, X, y), atol=1e-14)


def test_layer_by_hand():
    W, x, b = RNG.standard_normal((3, 4)), RNG.standard_normal(4), RNG.standard_normal(3)
    weights, bias = Value(W), Value(b)
    (weights @ x + bias).relu().sum().backward()
    active = (W @ x + b > 0).astype(float)
    np.testing.assert_allclose(bias.grad, active)
    np.testing.assert_allclose(weights.grad, np.outer(active, x))


def test_bad_input():
    with pytest.raises(ValueError, match=re.escape("backward starts from one number, not (2,)")):
        Value([1.0, 2.0]).backward()
    with pytest.raises(
        ValueError, match="the data of a Value must be a number or an array of numbers, got 'abc'"
    ):
        Value("abc")
    with pytest.raises(ValueError, match="shapes"):
        Value([1.0, 2.0]) + Value([1.0, 2.0, 3.0])
    with pytest.raises(IndexError):
        Value([1.0, 2.0])[5]


# Random expressions of three inputs that broadcast; all operations are smooth and tame.
LEAVES = st.sampled_from(["a", "b", "c"])
UNARY = {
    "tanh": lambda u: u.tanh(),
    "sigmoid": lambda u: u.sigmoid(),
    "exp": lambda u: u.tanh().exp(),
    "log": lambda u: (u * u + 1).log(),
    "square": lambda u: u**2,
    "neg": lambda u: -u,
    "mean": lambda u: u.mean(axis=-1, keepdims=True),
}
BINARY = {
    "+": lambda u, v: u + v,
    "-": lambda u, v: u - v,
    "*": lambda u, v: u * v,
    "/": lambda u, v: u / (v * v + 1),
}
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(st.sampled_from(sorted(UNARY)), inner)
        | st.tuples(st.sampled_from(sorted(BINARY)), inner, inner)
    ),
    max_leaves=8,
)


def evaluate(expression, inputs):
    if isinstance(expression, str):
        return inputs[expression]
    op, *operands = expression
    operands = [evaluate(o, inputs) for o in operands]
    return (UNARY if len(operands) == 1 else BINARY)[op](*operands)


@settings(max_examples=150, deadline=None)
@given(expression=EXPRESSIONS, seed=st.integers(0, 10**6))
def test_random_expressions_against_central_differences(expression, seed):
    rng = np.random.default_rng(seed)
    a, b, c = rng.uniform(-1, 1, (2, 3)), rng.uniform(-1, 1, (3,)), rng.uniform(-1, 1, (2, 1))

    def fun(a, b, c):
        used = evaluate(expression, {"a": a, "b": b, "c": c}).tanh().mean()
        return used + 0 * (a.sum() + b.sum() + c.sum())

    compare(fun, a, b, c, rtol=1e-5, atol=1e-8)
