"""Every argument of every explorer, one bad value at a time: it is refused by its name."""

import inspect
from functools import partial

import numpy as np
import pytest

import lessonkit as lk
from tests.bad_values import calls_with_bad_values, refused_or_used

EXAMPLES = np.random.default_rng(0).normal(size=(24, 2)), np.arange(24) % 2
NETWORK = lk.TwoLayerNetwork(features=2, hidden=2, classes=2)
GOOD = {
    "explore": {"objective": lk.objectives.bowl},
    "explore_batches": dict(zip("Xy", EXAMPLES, strict=True)),
    "explore_graph": {"value": lambda x: x * x, "inputs": {"x": 2.0}},
    "explore_local_search": {},
    "explore_scores": {"images": np.ones((1, 4, 4)), "labels": [1], "scores": [[2.0, 2.6]]},
    "explore_search": {"objective": lk.objectives.bowl},
    "explore_sections": {"objective": lk.objectives.bowl},
    "explore_slice": {**dict(zip("Xy", EXAMPLES, strict=True)), "W": np.zeros((2, 2)), "seeds": 1},
    "explore_step": {**dict(zip("Xy", EXAMPLES, strict=True)), "classes": 2},
    "explore_tangent": {"objective": lk.objectives.parabola},
}
# How a message calls an argument when it does not say its name.
CALLED = {
    "objective": "takes an lk.Objective",
    "moved_to": "scores",
    "panels": "panel",
    "value": "lk.autodiff.Value",
}


def shown(name: str, **arguments):
    """Make an explorer and ask for all that is said of it."""
    explorer = getattr(lk, name)(**arguments)
    return repr(explorer), explorer.code()


@pytest.mark.parametrize("name", GOOD)
def test_r16_every_argument_is_refused_by_its_name_or_used(name):
    arguments = inspect.signature(getattr(lk, name)).parameters
    given = {each: p.default for each, p in arguments.items()} | GOOD[name]
    wrong = [
        refused_or_used(partial(shown, name), changed, argument, kind, [CALLED.get(argument, "-")])
        for argument, kind, changed in calls_with_bad_values(given)
    ]
    assert [each for each in wrong if each] == []


@pytest.mark.parametrize(
    ("factory", "variables", "other"),
    [
        (lk.explore_search, "two variables", lk.objectives.parabola),
        (lk.explore_sections, "two variables", lk.objectives.parabola),
        (lk.explore_tangent, "one variable", lk.objectives.bowl),
    ],
)
def test_other_objectives_are_refused(factory, variables, other):
    functions = [lk.Objective.from_function(sum, dim=dim) for dim in (1, 2)]
    for objective in (other, *functions, "x**2 + y**2", "x**2"):
        with pytest.raises(ValueError, match=f"{variables} made of a formula"):
            factory(objective)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: lk.explore_step(np.ones(5), [0] * 5), r"X must have the shape \(any, any\)"),
        (lambda: lk.explore_step(EXAMPLES[0] * 1e9, EXAMPLES[1]), "X must hold some numbers from"),
        (lambda: lk.explore_step(EXAMPLES[0][:0], EXAMPLES[1][:0]), "X must hold some numbers"),
        (
            lambda: lk.explore_slice(*EXAMPLES, np.zeros((2, 2)), network="x", trained=[[1.0]]),
            "network must be a TwoLayerNetwork, got 'x'",
        ),
        (
            lambda: lk.explore_slice(*EXAMPLES, np.zeros((2, 2)), NETWORK, [np.ones(3)]),
            r"trained must have the shape \(12,\), got shape \(3,\)",
        ),
        (
            lambda: lk.explore_slice(*EXAMPLES, np.zeros((2, 2)), NETWORK, 5),
            "trained must be a list, got 5",
        ),
        (
            lambda: lk.explore_graph(lambda x: x, inputs={"y": 1.0}),
            "inputs must be the arguments of value: missing a required argument: 'x'",
        ),
        (
            lambda: lk.explore_graph(lambda x: x, inputs=[1.0]),
            r"inputs must be a dict, name → number, got \[1.0\]",
        ),
        (lambda: lk.explore_graph(lambda x: x, inputs={"x": "1"}), r"inputs\['x'\] must be a fin"),
        (lambda: lk.explore_step(*EXAMPLES, classes=10**6), "classes must be .* at most 1000"),
        (
            lambda: lk.explore_slice(*EXAMPLES, np.zeros((2, 2)), seeds=10**6),
            "seeds must be .* at most 100",
        ),
        (lambda: lk.explore_graph(3.0, {"x": 1.0}), "value must be a function"),
        (lambda: lk.explore_graph(lambda x: 3.0, {"x": 1.0}), r"read from an lk\.autodiff\.Value"),
        (lambda: lk.explore(lk.objectives.bowl, panels="loss"), "panels must be a list"),
        (lambda: lk.explore(lk.objectives.bowl, hidden=[True]), "hidden must be a whole number"),
        (lambda: lk.explore_scores(np.ones((1, 2, 2)), [0], [[1.0, 2.0]], 3), "classes must be"),
    ],
)
def test_r16_what_is_wrong_is_said(call, said):
    with pytest.raises(ValueError, match=said):
        call()
