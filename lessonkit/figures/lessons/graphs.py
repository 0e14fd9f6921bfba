"""Computational graphs, step by step, and what finding derivatives costs."""

import re

import numpy as np

from lessonkit.autodiff import Value
from lessonkit.figures.checks import of_type
from lessonkit.figures.drawing import COLORS, _, draws, say, write
from lessonkit.figures.lessons.graph_layout import Graph, read_graph
from lessonkit.validation import instance, whole_number

SYMBOLS = {"-": "−", "*": "×", "/": "÷", "**": "^", "neg": "−", "sigmoid": "σ", "log": "ln"}
BACK = "◂"  # stands before every gradient: it came from the right
_RADIUS, _INPUT = 15, 24  # of a node and half the height of an input, in points
_COLUMN, _ROW = 1.25, 0.95  # inches


def _readable(name, value, known):
    """A check: a Value whose graph can be drawn."""
    known["steps"] = len(read_graph(instance(name, value, Value)).steps)
    return value


def _step(name, value, known):
    return whole_number(name, value, 0, known["steps"])


@draws(lambda value, **_others: graph_size(read_graph(value)), value=_readable, step=_step)
def plot_graph(value: Value, ax=None, step: int | None = None):
    """Draw the computation that led to a number: values above, gradients below.

    Arguments:
        value: a `Value` of one number, made of numbers.
        step: how many steps of the forward and the backward pass to show; by default all values,
            and all gradients if `value.backward()` was called.

    Returns:
        The Axes. A value used twice shows on each line the share that comes back along it.

    Raises:
        ValueError: when the graph cannot be drawn, see `read_graph`.

    >>> x = Value(3.0, "x")
    >>> plot_graph(x * x + 1).get_label()
    'Computational graph: x = 3, a = x × x = 9, f = a + 1 = 10.'
    """
    graph = read_graph(value)
    if step is None:
        passes = {"forward"} if value.grad is None else {"forward", "seed", "backward"}
        step = sum(each.kind in passes for each in graph.steps)
    return draw_graph(graph, graph.compute(graph.inputs), step, ax)


def graph_size(graph: Graph) -> tuple[float, float]:
    """Width and height that a graph needs, in inches."""
    columns, rows = np.max(graph.places, axis=0)
    return _COLUMN * (columns + 1.1), max(1.4, _ROW * (rows + 1.1))


@draws(graph=of_type(Graph))
def draw_graph(graph: Graph, values: list[Value], step: int, ax):
    """Draw a graph with the numbers that are known after some steps; returns the Axes."""
    done = graph.steps[:step]
    known = {s.node for s in done if s.kind == "forward"}
    shares = shares_after(graph, values, step)
    uses = [sum(edge.source == i for edge in graph.edges) for i in range(len(graph.nodes))]
    for edge in graph.edges:
        share = shares[edge.source].get(edge[:3])
        twice = uses[edge.source] > 1 and share is not None
        _draw_edge(ax, curve(graph, edge), share if twice else None)
    for i, node in enumerate(graph.nodes):
        name, number = node_name(node.name), number_text(values[i].data)
        gradient = f"{BACK} {total_text(shares[i].values())}" if shares[i] else ""
        if node.constant:
            _write(ax, graph.places[i], name, color="#5a5a5a", fontsize=12, backed=True)
        elif node.op:
            label = f"{name} = {number}" if i in known else name
            _draw_result(ax, graph.places[i], SYMBOLS.get(node.op, node.op), label, gradient)
        else:
            _draw_input(ax, graph.places[i], f"{name} = {number}", gradient)
    (columns, rows), pad = np.max(graph.places, axis=0), 0.5
    ax.set(xlim=(-pad, columns + pad + 0.1), ylim=(rows + pad + 0.1, -pad - 0.1))
    ax.axis("off")
    return describe_graph(graph, values, step)


def shares_after(graph: Graph, values: list[Value], step: int) -> list[dict]:
    """What has arrived at each node after some steps: edge → its share of the gradient."""
    shares = [{} for _node in graph.nodes]
    for kind, node, operand in graph.steps[:step]:
        if kind == "seed":
            shares[node][None] = 1.0
        elif kind == "backward":
            source = graph.nodes[node].operands[operand]
            shares[source][source, node, operand] = float(values[node].shares()[operand])
    return shares


def describe_graph(graph: Graph, values: list[Value], step: int) -> str:
    """Every number that is known after some steps, in words."""
    known = {s.node for s in graph.steps[:step] if s.kind == "forward"}
    shares = shares_after(graph, values, step)
    facts, slopes = [], []
    for i, node in enumerate(graph.nodes):
        name, number = node_name(node.name), number_text(values[i].data)
        if node.op:
            made = formula(graph, i)
            facts.append(f"{name} = {made} = {number}" if i in known else f"{name} = {made}")
        elif not node.constant:
            facts.append(f"{name} = {number}")
        if shares[i]:
            slopes.append(f"{name} {number_text(sum(shares[i].values()))}")
    text = _("Computational graph: {facts}.", facts=", ".join(facts))
    if slopes:
        text += " " + _("Gradients: {slopes}.", slopes=", ".join(slopes))
    return text


def formula(graph: Graph, i: int) -> str:
    """How a result is made of its operands: x × y, exp(a), max(a, b)."""
    node = graph.nodes[i]
    names = [node_name(graph.nodes[j].name) for j in node.operands]
    symbol = SYMBOLS.get(node.op, node.op)
    if node.op in {"+", "-", "*", "/", "**"}:
        return f"{names[0]} {symbol} {names[1]}"
    return f"−{names[0]}" if node.op == "neg" else f"{symbol}({', '.join(names)})"


def node_name(name: str) -> str:
    """Write the number at the end of a name as an index.

    >>> node_name("w10"), node_name("x")
    ('w₁₀', 'x')
    """
    digits = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return re.sub(r"(?<=[A-Za-z])\d+$", lambda found: found[0].translate(digits), name)


def number_text(number) -> str:
    """Write a number short: up to three decimals, very large or small ones as powers of ten.

    >>> [number_text(x) for x in (-12.0, 0.19661, 1e-7, float("nan"))]
    ['−12', '0.197', '1.0e−07', 'no value']
    """
    number = float(number)
    if not np.isfinite(number):
        text = say(number)
    elif abs(number) >= 1e5 or 0 < abs(number) < 5e-4:
        text = f"{number:.1e}"
    else:
        text = f"{number + 0:.3f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def total_text(shares) -> str:
    """What came back to a node: 5, or 2 + 3 = 5 when it came along several lines."""
    shares = list(shares)
    total = number_text(sum(shares))
    if len(shares) == 1:
        return total
    terms = [number_text(share) for share in shares]
    rest = "".join(f" − {t[1:]}" if t[0] == "−" else f" + {t}" for t in terms[1:])
    return f"{terms[0]}{rest} = {total}"


def curve(graph: Graph, edge, samples: int = 16) -> np.ndarray:
    """The line of an edge, ``(n, 2)``: straight, or bent smoothly through its way."""
    points = np.array([graph.places[edge.source], *edge.way, graph.places[edge.target]])
    if len(points) == 2:
        return points[0] + np.linspace(0, 1, samples)[:, None] * (points[1] - points[0])
    pieces, start = [], points[0]
    t = np.linspace(0, 1, samples)[:, None]
    for k in range(1, len(points) - 1):
        end = points[-1] if k == len(points) - 2 else (points[k] + points[k + 1]) / 2
        pieces.append((1 - t) ** 2 * start + 2 * t * (1 - t) * points[k] + t**2 * end)
        start = end
    return np.concatenate(pieces)


def _draw_edge(ax, line, share) -> None:
    ax.plot(*line.T, color="#888888", linewidth=1.5, zorder=1)
    middle = len(line) // 2
    style = {"arrowstyle": "-|>", "color": "#888888", "linewidth": 1.5}
    ends = line[middle], line[middle - 1]
    ax.annotate("", *map(tuple, ends), arrowprops=style, zorder=1)
    if share is not None:
        place = tuple(line[len(line) * 2 // 3])
        text = f"{BACK} {number_text(share)}"
        _write(ax, place, text, color=COLORS["orange"], fontsize=10, backed=True)


def _draw_result(ax, place, symbol, label, gradient) -> None:
    ax.scatter(*place, s=(2 * _RADIUS) ** 2, color="white", edgecolors="#222222", zorder=2)
    _write(ax, place, symbol, fontsize=10 if len(symbol) > 1 else 13)
    _write(ax, place, label, above=_RADIUS + 8, color=COLORS["blue"], backed=True)
    _write(ax, place, gradient, above=-_RADIUS - 9, color=COLORS["orange"], backed=True)


def _draw_input(ax, place, label, gradient) -> None:
    fill = "#f2f2f2"
    box = {"boxstyle": "round,pad=0.35", "facecolor": fill, "edgecolor": "#222222"}
    widest = max(label, gradient, key=len)  # unseen, it makes the box large enough for both
    ax.text(*place, f"{widest}\n ", ha="center", va="center", fontsize=11, bbox=box, color=fill)
    _write(ax, place, label, above=_INPUT / 3, color=COLORS["blue"])
    _write(ax, place, gradient, above=-_INPUT / 3 - 1, color=COLORS["orange"])


def _write(ax, place, text, above=0.0, color="#222222", fontsize=11, backed=False) -> None:
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    look = {"va": "center", "color": color, "fontsize": fontsize, "zorder": 3}
    write(ax, text, place, (0, above), bbox=box if backed and text else None, **look)


def graph_data(graph: Graph) -> dict:
    """Return a graph as the browser draws it: names to show, keys, lines as points."""
    return {
        "nodes": [
            node._asdict()
            | {"key": node.name, "name": node_name(node.name)}
            | {"symbol": SYMBOLS.get(node.op, node.op)}
            for node in graph.nodes
        ],
        "places": graph.places,
        "edges": [
            edge._asdict() | {"line": curve(graph, edge).round(4).tolist()} for edge in graph.edges
        ],
        "steps": [step._asdict() for step in graph.steps],
    }
