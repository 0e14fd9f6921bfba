"""Every argument of every explorer, one bad value at a time: it is refused by its name."""

import inspect

import numpy as np
import pytest

import lessonkit as lk


class Broken:
    """An object on which nothing works."""

    def __repr__(self):
        raise RuntimeError("no text")

    def __array__(self, *_args, **_kwargs):
        raise RuntimeError("no array")


def in_itself() -> list:
    nested = []
    nested.append(nested)
    return nested


# No argument of any explorer is one of these.
BAD = {
    "object": object(),
    "broken": Broken(),
    "bytes": b"x",
    "nan": float("nan"),
    "inf": float("inf"),
    "huge": 10**400,
    "complex": np.complex128(1),
    "complex array": np.array([1j, 2]),
    "masked": np.ma.masked_array([1.0, 2.0], [True, False]),
    "dates": np.array("2020", dtype="datetime64"),
    "words": ["1", "2"],
    "ragged": [[1, 2], [3]],
    "in itself": in_itself(),
    "wrong keys": {1: 2},
    "class": lk.Adam,
    "classes": [lk.Adam],
}
EXAMPLES = np.random.default_rng(0).normal(size=(40, 2)), np.arange(40) % 2
NETWORK = lk.TwoLayerNetwork(features=2, hidden=2, classes=2)
GOOD = {
    "explore": {"objective": lk.objectives.bowl},
    "explore_batches": dict(zip("Xy", EXAMPLES, strict=True)),
    "explore_graph": {"value": lambda x: x * x, "inputs": {"x": 2.0}},
    "explore_local_search": {},
    "explore_scores": {"images": np.ones((1, 4, 4)), "labels": [1], "scores": [[2.0, 2.6]]},
    "explore_search": {"objective": lk.objectives.bowl},
    "explore_sections": {"objective": lk.objectives.bowl},
    "explore_slice": {
        **dict(zip("Xy", EXAMPLES, strict=True)),
        **{"W": np.zeros((2, 2)), "network": NETWORK, "seeds": 1},
        "trained": [NETWORK.init(np.random.default_rng(0))],
    },
    "explore_step": {**dict(zip("Xy", EXAMPLES, strict=True)), "classes": 2},
    "explore_tangent": {"objective": lk.objectives.parabola},
}
CASES = [
    (name, argument)
    for name in GOOD
    for argument in inspect.signature(getattr(lk, name)).parameters
    if (name, argument) != ("explore_scores", "classes")  # anything can be a name
]
# What is called otherwise in what is said about it.
CALLED = {"objective": "takes an lk.Objective", "moved_to": "scores", "panels": "panel"}


@pytest.mark.parametrize(("name", "argument"), CASES)
def test_r16_a_bad_argument_is_refused_by_its_name(name, argument):
    for what, bad in BAD.items():
        with pytest.raises((ValueError, TypeError)) as caught:
            getattr(lk, name)(**GOOD[name] | {argument: bad})
        said = str(caught.value)
        assert CALLED.get(argument, argument) in said, what
        assert len(said) < 400, what


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
