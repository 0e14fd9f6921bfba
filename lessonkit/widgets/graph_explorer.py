"""The graph explorer: a forward and a backward pass through a computation, one number at a time."""

from collections.abc import Callable
from types import MappingProxyType

import traitlets

from lessonkit.autodiff import Value
from lessonkit.figures.lessons.graph_layout import Graph, read_graph
from lessonkit.figures.lessons.graphs import SYMBOLS, curve, draw_graph, graph_size, node_name
from lessonkit.i18n import _, get_language
from lessonkit.validation import finite_number, known_name, whole_number
from lessonkit.widgets.base import PicturedWidget, styles
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.traits import Checked

SETTINGS = ("inputs", "step")


def explore_graph(value: Value | Callable, inputs: dict | None = None, step: int = 0):
    """Show a computation as a graph: walk forward and backward through it, change what goes in.

    Arguments:
        value: a `Value` of one number, or a function of Values that returns one.
        inputs: name → number. A function is called with these names; for a `Value` they replace
            the numbers of inputs that have these labels.
        step: how many steps of the two passes are made at first.

    Returns:
        A `GraphExplorer`. Its `inputs` and `step` follow what is done in the browser as soon as
        the pointer or key is released, and may be set; `value` and `gradients` are what the
        inputs lead to.

    Raises:
        ValueError: when one of them is not what is said here, or the graph cannot be drawn
            (see `figures.graph_layout.read_graph`).

    >>> explore_graph(lambda x, y, z: (x + y) * z, inputs={"x": -2, "y": 5, "z": -4})
    GraphExplorer(x=-2, y=5, z=-4, step=0 of 7)
    """
    return GraphExplorer(value, inputs, step)


def _checked_inputs(explorer: "GraphExplorer", given) -> MappingProxyType:
    set_before = explorer.inputs if explorer.trait_has_value("inputs") else {}
    current = explorer.graph.inputs | dict(set_before)
    try:
        given = dict(given)
    except (TypeError, ValueError) as error:
        raise ValueError(f"inputs must be a dict, name → number, got {given!r}") from error
    for name, number in given.items():
        known_name("input", name, current)
        current[name] = finite_number(name, number)
    return MappingProxyType(current)  # a change in place would go unnoticed


def _checked_step(explorer: "GraphExplorer", value) -> int:
    step, most = whole_number("step", value, minimum=0), len(explorer.graph.steps)
    if step > most:
        raise ValueError(f"step must be a whole number from 0 to {most}, got {value!r}")
    return step


class GraphExplorer(PicturedWidget):
    """The widget that `explore_graph` makes; see there for the arguments.

    Attributes:
        inputs: name → number, read-only; set a dict to change some of them.
        step: how many steps of the forward and the backward pass are made.
        graph: the `Graph`, with the numbers it was made of.
        value: what the current inputs give, a `Value` after its backward pass.
        gradients: name → how fast `value` changes with that input.
    """

    _esm = widget_module("graph_explorer")
    _css = styles("graph_explorer")
    _page = "graph_page"

    inputs = Checked(_checked_inputs).tag(sync=True, to_json=lambda value, _: dict(value))
    step = Checked(_checked_step).tag(sync=True)
    _graph = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, value, inputs=None, step=0):
        if callable(value):
            if not inputs:
                raise ValueError("a function needs inputs, such as inputs={'x': 1.0}")
            value = value(**{name: Value(number, name) for name, number in inputs.items()})
        self.graph = read_graph(value)
        super().__init__(
            inputs=inputs or {}, step=step, _graph=_describe(self.graph), _labels=labels()
        )
        self._initial = self.get_state(SETTINGS)

    @property
    def value(self) -> Value:
        """What the current inputs give, after the backward pass."""
        return self.graph.compute(self.inputs)[-1]

    @property
    def gradients(self) -> dict[str, float]:
        """How fast the end result changes with each input."""
        values = self.graph.compute(self.inputs)
        pairs = zip(self.graph.nodes, values, strict=True)
        return {node.name: float(v.grad) for node, v in pairs if node.name in self.inputs}

    @property
    def _title(self) -> str:
        return node_name(self.graph.nodes[-1].name)

    def __repr__(self) -> str:
        numbers = "".join(f"{name}={number:.6g}, " for name, number in self.inputs.items())
        return f"GraphExplorer({numbers}step={self.step} of {len(self.graph.steps)})"

    def _draw(self):
        from matplotlib.figure import Figure

        figure = Figure(figsize=graph_size(self.graph), layout="constrained")
        values = self.graph.compute(self.inputs)
        draw_graph(self.graph, values, self.step, figure.subplots())
        return figure


def labels() -> dict:
    """Everything the graph explorer says, in the current language."""
    return {
        "language": get_language(),
        "graph": _("Computational graph"),
        "keys": _("The right arrow key makes a step, the left one takes it back."),
        "start": _("The inputs are known. Press Next, or predict the first number."),
        "step": _("step {step} of {count}"),
        "forward": _("forward pass"),
        "backward": _("backward pass"),
        "back": _("Back"),
        "next": _("Next"),
        "all": _("All steps"),
        "reset": _("Reset"),
        "guess": _("Your prediction: {name} ="),
        "by_way_of": _("{name} by way of {node}"),
        "right": _("✔ {number}, as you predicted ({right} of {made} right)"),
        "wrong": _("✘ You predicted {guess}, it is {number} ({right} of {made} right)"),
        "bad_guess": _("A prediction is a number, not “{text}”."),
        "bad_input": _("{name} must be a number, not “{text}”. It stays {value}."),
        "seed": _("it begins with 1: the end result follows itself one to one"),
        "rules": {
            "+": _("add hands the gradient on to each operand, unchanged"),
            "-": _("subtract hands it on, with the opposite sign to what is taken away"),
            "*": _("multiply: the gradient times the other operand"),
            "/": _("divide: the gradient times the slope of the quotient"),
            "**": _("power: the gradient times the slope of the power"),
            "neg": _("minus turns the sign of the gradient round"),
            "exp": _("exp: the gradient times the result, which is its own slope"),
            "log": _("ln: the gradient divided by the operand"),
            "tanh": _("tanh: the gradient times 1 − result²"),
            "sigmoid": _("σ: the gradient times result · (1 − result)"),
            "relu": _("relu lets it through where the operand is positive, otherwise nothing"),
            "max": _("max hands everything to the larger operand, nothing to the other"),
        },
    }


def _describe(graph: Graph) -> dict:
    """The graph as the browser gets it: names to show, keys of the inputs, lines as points."""
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
