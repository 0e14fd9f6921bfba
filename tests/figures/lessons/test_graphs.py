"""Graphs as data, and their pictures."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.autodiff import Value, maximum
from lessonkit.figures.lessons.graph_layout import OPERATIONS, read_graph
from lessonkit.figures.lessons.graphs import curve, number_text, total_text
from tests.figures.korean import in_korean


def circuit():
    x, y, z = Value(-2.0, "x"), Value(5.0, "y"), Value(-4.0, "z")
    return (x + y) * z


def sigmoid_circuit():
    w0, x0, w1, x1, w2 = (
        Value(number, name)
        for number, name in [(2, "w0"), (-1, "x0"), (-3, "w1"), (-2, "x1"), (-3, "w2")]
    )
    return 1 / (1 + (-(w0 * x0 + w1 * x1 + w2)).exp())


def used_often():
    x, y = Value(3.0, "x"), Value(2.0, "y")
    return maximum(x, y) * 2 + x * y * x - (x / 3).tanh()


GRAPHS = [circuit, sigmoid_circuit, used_often]


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text().strip()]


def test_names_are_labels_letters_and_numbers():
    names = [node.name for node in read_graph(sigmoid_circuit()).nodes]
    assert names == [*"11", "w0", "x0", "a", "w1", "x1", "b", "c", "w2", *"dghkf"]


def test_every_number_appears_once():
    graph = read_graph(sigmoid_circuit())
    kinds = [step.kind for step in graph.steps]
    assert kinds == ["forward"] * 8 + ["seed"] + ["backward"] * 12
    assert len(set(graph.steps)) == len(graph.steps)


@pytest.mark.parametrize("make", GRAPHS)
def test_a_gradient_is_passed_on_when_it_is_complete(make):
    graph = read_graph(make())
    for k, step in enumerate(graph.steps):
        if step.kind != "backward":
            continue
        later = [s for s in graph.steps[k:] if s.kind == "backward"]
        assert all(graph.nodes[s.node].operands[s.operand] != step.node for s in later)


@pytest.mark.parametrize("make", GRAPHS)
def test_a_graph_computes_what_the_value_did(make):
    graph, value = read_graph(make()), make()
    value.backward()
    computed = graph.compute(graph.inputs)
    for ours, theirs in zip(computed, value.graph(), strict=True):
        assert ours.data == theirs.data
        assert theirs.constant or ours.grad == pytest.approx(theirs.grad)


def test_other_inputs_give_other_numbers():
    graph = read_graph(circuit())
    assert graph.compute({"x": 1.0, "y": 1.0, "z": 3.0})[-1].data == 6


@pytest.mark.parametrize("make", GRAPHS)
def test_nothing_stands_on_anything_else(make):
    graph = read_graph(make())
    for i, (c, r) in enumerate(graph.places):
        assert all(abs(r - row) > 0.7 for column, row in graph.places[:i] if column == c)
    for edge in graph.edges:
        assert graph.places[edge.source][0] < graph.places[edge.target][0]


def test_two_lines_between_the_same_nodes_are_apart():
    x = Value(3.0, "x")
    graph = read_graph(x * x)
    first, second = (curve(graph, edge) for edge in graph.edges)
    assert abs(first - second).max() > 0.3
    np.testing.assert_allclose(first[[0, -1]], second[[0, -1]])


def test_every_operation_can_be_drawn():
    for name, operate in OPERATIONS.items():
        operands = [Value(1.5, "x"), Value(0.5, "y")]
        try:
            result = operate(*operands)
        except TypeError:
            result = operate(operands[0])
        assert result.op == name
        assert read_graph(result).compute({"x": 1.5, "y": 0.5})[-1].data == result.data


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: 3.0, "Value"),
        (lambda: Value([1.0, 2.0], "v").sum(), "v has the shape"),
        (lambda: Value([1.0], "v") @ np.ones(1), "got @"),
        (lambda: Value(1.0, "x") * Value(2.0, "x"), "two nodes are called 'x'"),
        (lambda: sum(Value(1.0) * k for k in range(40)), "at most 60"),
        (lambda: Value(1.0, constant=True) + 1, "no input"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, said):
    with pytest.raises(ValueError, match=said):
        read_graph(make())


def test_before_the_backward_pass_there_are_values_only():
    ax = lk.figures.plot_graph(circuit())
    assert "f = −12" in texts(ax)
    assert not any("◂" in text for text in texts(ax))


def test_after_the_backward_pass_there_are_gradients_too():
    f = circuit()
    f.backward()
    ax = lk.figures.plot_graph(f)
    back = [text for text in texts(ax) if text.startswith("◂")]
    assert sorted(back) == ["◂ 1", "◂ 3", "◂ −4", "◂ −4", "◂ −4"]
    assert "Gradients: x −4, y −4, a −4, z 3, f 1." in lk.figures.alt_text(ax.figure)


def test_a_step_shows_what_is_known_then():
    shown = texts(lk.figures.plot_graph(circuit(), step=1))
    assert "a = 3" in shown
    assert "f" in shown  # its name, no number yet
    shown = texts(lk.figures.plot_graph(circuit(), step=4))
    assert [text for text in shown if text.startswith("◂")] == ["◂ −4", "◂ 1"]


def test_a_value_used_twice_shows_both_shares():
    x, y = Value(3.0, "x"), Value(2.0, "y")
    f = x * (x + y)
    f.backward()
    shown = texts(lk.figures.plot_graph(f))
    assert {"◂ 5", "◂ 3", "◂ 5 + 3 = 8"} <= set(shown)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-12.0, "−12"),
        (0.1966, "0.197"),
        (-0.0, "0"),
        (1e-7, "1.0e−07"),
        (3e6, "3.0e+06"),
        (float("inf"), "∞"),
        (float("nan"), "no value"),
        (0.59, "0.59"),
        (100.0, "100"),
    ],
)
def test_numbers_are_short(number, text):
    assert number_text(number) == text


def test_sums_show_their_terms():
    assert total_text([2.0]) == "2"
    assert total_text([3.0, -2.0]) == "3 − 2 = 1"


def test_gears_name_their_axles_and_teeth():
    ax = lk.figures.plot_gears([(24, 8), (16, 8)], ["$x$", "$u$", "$y$"])
    assert texts(ax) == ["24 : 8", "16 : 8", "$x$", "$u$", "$y$"]
    assert "teeth 24 : 8, 16 : 8" in lk.figures.alt_text(ax.figure)


test_everything_said_is_said_in_korean_too = in_korean(
    lambda: lk.figures.plot_graph(circuit()),
    lambda: lk.figures.plot_gears([(24, 8)], ["$x$", "$y$"]),
)
