"""A computation as data to draw: the names of its nodes, their places, the order of the steps."""

import string
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lessonkit import autodiff

# What a graph of numbers may be made of: the symbols in Value.op.
OPERATIONS = {
    "+": autodiff.add,
    "-": autodiff.subtract,
    "*": autodiff.multiply,
    "/": autodiff.divide,
    "**": autodiff.power,
    "neg": autodiff.negate,
    "exp": autodiff.exp,
    "log": autodiff.log,
    "tanh": autodiff.tanh,
    "sigmoid": autodiff.sigmoid,
    "relu": autodiff.relu,
    "max": autodiff.maximum,
}
MOST_NODES = 60
_GAP = 0.8  # between two inputs above each other; results need 1


class Node(NamedTuple):
    """One number of a graph; `operands` are indices of earlier nodes."""

    name: str
    op: str
    operands: tuple[int, ...]
    constant: bool
    data: float


class Edge(NamedTuple):
    """From an operand to a result; `way` is where the line bends between them."""

    source: int
    target: int
    operand: int
    way: tuple[tuple[float, float], ...]


class Step(NamedTuple):
    """What appears next: a value, the first gradient, or a share of one for an operand.

    `kind` is "forward", "seed" or "backward".
    """

    kind: str
    node: int
    operand: int = 0


@dataclass(frozen=True)
class Graph:
    """A computation, operands before results.

    Attributes:
        nodes: the numbers.
        places: the column and the row of each, rows counted downwards.
        edges: the lines between them.
        steps: the order in which a forward and a backward pass find the numbers.
    """

    nodes: tuple[Node, ...]
    places: tuple[tuple[float, float], ...]
    edges: tuple[Edge, ...]
    steps: tuple[Step, ...]

    @property
    def inputs(self) -> dict[str, float]:
        """The names and numbers of what goes in, constants left out."""
        return {n.name: n.data for n in self.nodes if not n.op and not n.constant}

    def compute(self, inputs) -> list[autodiff.Value]:
        """Return the values of all nodes for these inputs, after a backward pass.

        >>> x = autodiff.Value(3.0, "x")
        >>> read_graph(x * x + 1).compute({"x": 5.0})[-1]
        Value(26.0, grad=1.0)
        """
        values = []
        for node in self.nodes:
            if node.op:
                value = OPERATIONS[node.op](*(values[i] for i in node.operands))
            else:
                number = node.data if node.constant else inputs[node.name]
                value = autodiff.Value(number, constant=node.constant)
            values.append(value)
        values[-1].backward()
        return values


def read_graph(value: autodiff.Value) -> Graph:
    """Return the graph that led to a Value of one number.

    Results without a label are called a, b, c, …, the last one f.

    Raises:
        ValueError: when there is an array in it, an operation that is not in `OPERATIONS`, a
            name that stands twice, no input, or more than 60 nodes.

    >>> x, y = autodiff.Value(3.0, "x"), autodiff.Value(2.0, "y")
    >>> graph = read_graph(x * y + 1)
    >>> [node.name for node in graph.nodes], graph.inputs
    (['x', 'y', 'a', '1', 'f'], {'x': 3.0, 'y': 2.0})
    >>> graph.steps[-1]
    Step(kind='backward', node=2, operand=1)
    """
    if not isinstance(value, autodiff.Value):
        raise ValueError(f"a graph is read from an lk.autodiff.Value, got {value!r}")
    values = value.graph()
    _refuse_what_cannot_be_drawn(values)
    index = {each: i for i, each in enumerate(values)}
    nodes = tuple(
        Node(name, v.op, tuple(index[p] for p in v.parents), v.constant, float(v.data))
        for name, v in zip(_names(values), values, strict=True)
    )
    places, ways = _arrange(nodes)
    edges = tuple(Edge(*edge, way) for edge, way in ways.items())
    return Graph(nodes, places, edges, _steps(nodes))


def _refuse_what_cannot_be_drawn(values) -> None:
    for value in values:
        if value.data.size != 1:
            name = value.label or value.op or "an input"
            raise ValueError(f"graphs of numbers are drawn, {name} has the shape {value.shape}")
        if value.op and value.op not in OPERATIONS:
            raise ValueError(f"graphs are drawn of {', '.join(OPERATIONS)}; got {value.op}")
    if len(values) > MOST_NODES:
        raise ValueError(f"a graph of at most {MOST_NODES} nodes is drawn, got {len(values)}")
    if all(value.op or value.constant for value in values):
        raise ValueError("the graph has no input, only constants")


def _names(values) -> list[str]:
    given = [v.label for v in values if v.label]
    for name in given:
        if given.count(name) > 1:
            raise ValueError(f"two nodes are called {name!r}; give each its own label")
    # f is the last one, e is 2.718…, and i, j, l and o look like numbers or each other.
    letters = [c for c in string.ascii_lowercase if c not in {*given, *"feijlo"}]
    free = iter(letters + [f"v{i}" for i in range(MOST_NODES)])
    names = []
    for value in values:
        if value.constant:
            names.append(f"{float(value.data):g}".replace("-", "−"))
        elif value is values[-1] and not value.label and "f" not in given:
            names.append("f")
        else:
            names.append(value.label or next(free))
    return names


def _steps(nodes) -> tuple[Step, ...]:
    results = [i for i, node in enumerate(nodes) if node.op]
    forward = [Step("forward", i) for i in results]
    backward = [
        Step("backward", i, k)
        for i in reversed(results)
        for k, operand in enumerate(nodes[i].operands)
        if not nodes[operand].constant
    ]
    return (*forward, Step("seed", len(nodes) - 1), *backward)


def _arrange(nodes):
    """Give each node a column by its depth and a row near its operands, and each edge its way."""
    columns = _columns(nodes)
    edges = [(j, i, k) for i, node in enumerate(nodes) for k, j in enumerate(node.operands)]
    inputs = [i for i, node in enumerate(nodes) if not node.op and not node.constant]
    rows = {i: rank * _GAP for rank, i in enumerate(inputs)}
    passing = {}  # (edge, column) → row, where an edge passes a column between its ends
    for column in range(max(columns) + 1):
        for edge in edges:
            source, target, _operand = edge
            if columns[source] < column < columns[target] and not nodes[source].constant:
                passing[edge, column] = passing.get((edge, column - 1), rows[source])
        for i in (i for i, node in enumerate(nodes) if node.op and columns[i] == column):
            arriving = [
                passing.get((edge, column - 1), rows[edge[0]])
                for edge in edges
                if edge[1] == i and not nodes[edge[0]].constant
            ]
            rows[i] = float(np.mean(arriving)) if arriving else 0.0
        for source, target, operand in edges:
            if nodes[source].constant and columns[source] == column:
                others = [rows[j] for j in nodes[target].operands if j in rows]
                middle = float(np.mean(others)) if others else 0.0
                rows[source] = middle + (_GAP if operand else -_GAP)
        _spread(column, nodes, columns, rows, passing)
    top = min(rows.values())
    places = tuple((float(columns[i]), round(rows[i] - top, 3)) for i in range(len(nodes)))
    return places, {edge: _way(edge, nodes, places, passing, top) for edge in edges}


def _columns(nodes) -> list[int]:
    columns = [0] * len(nodes)
    for i, node in enumerate(nodes):
        if node.op:
            columns[i] = 1 + max(columns[j] for j in node.operands)
    for i, node in enumerate(nodes):
        if not node.op:  # an input stands right before its first use
            used = [columns[k] for k, other in enumerate(nodes) if i in other.operands]
            columns[i] = min(used, default=1) - 1
    return columns


def _spread(column, nodes, columns, rows, passing) -> None:
    """Push apart what stands in or passes a column, keeping its order and its middle."""
    standing = [(rows[i], i) for i in rows if columns[i] == column]
    crossing = [(row, key) for key, row in passing.items() if key[1] == column]
    before = sorted(standing + crossing, key=lambda entry: entry[0])
    after = []
    for row, key in before:
        if after:
            results = all(k in rows and nodes[k].op for k in (after[-1][1], key))
            row = max(row, after[-1][0] + (1.0 if results else _GAP))
        after.append((row, key))
    shift = float(np.mean([new[0] - old[0] for new, old in zip(after, before, strict=True)]))
    for row, key in after:
        (rows if key in rows else passing)[key] = row - shift


def _way(edge, nodes, places, passing, top) -> tuple[tuple[float, float], ...]:
    source, target, operand = edge
    way = [
        (float(column), round(row - top, 3))
        for (each, column), row in passing.items()
        if each == edge
    ]
    if not way and nodes[target].operands.count(source) > 1:  # x · x: two lines, apart
        (c0, r0), (c1, r1) = places[source], places[target]
        way = [((c0 + c1) / 2, (r0 + r1) / 2 + (operand - 0.5) * 0.9)]
    return tuple(way)
