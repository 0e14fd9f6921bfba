"""The graph explorer: a forward and a backward pass through a computation, one number at a time."""

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType

import traitlets

from lessonkit.autodiff import Value
from lessonkit.figures.lessons.graph_layout import read_graph
from lessonkit.figures.lessons.graphs import draw_graph, graph_data, graph_size, node_name
from lessonkit.validation import finite_number, function, known_name, shown
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.settings import Setting, Whole


def explore_graph(value: Value | Callable, inputs: dict | None = None, step: int = 0, *, goals=()):
    """Show a computation as a graph: walk forward and backward through it, change what goes in.

    Arguments:
        value: a `Value` of one number, or a function of Values that returns one; its graph has to
            be one that can be drawn (see `figures.lessons.graph_layout.read_graph`).
        inputs: name → number. A function is called with these names; for a `Value` they replace
            the numbers of inputs that have these labels.
        step: how many steps of the two passes are made at first.
        goals: conditions that light up when they are reached, as ``["gradient_x == 0"]``; of
            `step`, the inputs by their names, their gradients, `value` (the end result), and
            `right` of `made` predictions.

    >>> explore_graph(lambda x, y, z: (x + y) * z, inputs={"x": -2, "y": 5, "z": -4})
    GraphExplorer(x=-2, y=5, z=-4, step=0 of 7)
    """
    return GraphExplorer(**locals())


class Inputs(Setting):
    """Numbers by the names of a graph's inputs; those that are not named stay."""

    def check(self, value, explorer):
        numbers = _checked(value)
        known = explorer.inputs if explorer.trait_has_value("inputs") else explorer.graph.inputs
        for name in numbers:
            known_name("input", name, known)
        return MappingProxyType({**known, **numbers})  # a change in place would go unnoticed

    def to_json(self, value, explorer):
        return dict(value)

    def code(self, value):
        return repr(dict(value))


class GraphExplorer(BaseExplorer, factory=explore_graph):
    """The widget that `explore_graph` makes; see there for the arguments and settings."""

    _name = "graph"

    inputs = Inputs(usual=lambda explorer: {})
    step = Whole(lambda explorer: (0, len(explorer.graph.steps)))
    _graph = traitlets.Dict().tag(sync=True)

    def _prepare(self, value, inputs, **_settings):
        if not isinstance(value, Value):
            numbers = _checked({} if inputs is None else inputs)
            if not numbers:
                raise ValueError("a function needs inputs, such as inputs={'x': 1.0}, got none")
            values = {name: Value(number, name) for name, number in numbers.items()}
            try:
                inspect.signature(function("value", value)).bind(**values)
            except TypeError as error:
                raise ValueError(f"inputs must be the arguments of value: {error}") from error
            value = value(**values)
        self.graph = read_graph(value)
        self._graph, self._title = graph_data(self.graph), node_name(self.graph.nodes[-1].name)

    def _facts(self):
        gradients = [f"gradient_{name}" for name in self.inputs]
        return ["value", "right", "made", *self.inputs, *gradients]

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

    def __repr__(self) -> str:
        numbers = "".join(f"{name}={number:.6g}, " for name, number in self.inputs.items())
        return f"GraphExplorer({numbers}step={self.step} of {len(self.graph.steps)})"

    def _draw(self):
        from matplotlib.figure import Figure

        figure = Figure(figsize=graph_size(self.graph), layout="constrained")
        values = self.graph.compute(self.inputs)
        step = self.step or len(self.graph.steps)  # nobody can walk in a picture: it shows the end
        draw_graph(self.graph, values, step, figure.subplots())
        return figure


def _checked(inputs) -> dict[str, float]:
    if not isinstance(inputs, Mapping) or not all(isinstance(name, str) for name in inputs):
        raise ValueError(f"inputs must be a dict, name → number, got {shown(inputs)}")
    return {name: finite_number(f"inputs[{name!r}]", each) for name, each in inputs.items()}
