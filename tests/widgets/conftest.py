"""Fixtures of the tests of widgets, and one explorer of each kind."""

import numpy as np
import pytest

import lessonkit as lk

RNG = np.random.default_rng(0)
# What the code of an explorer may name.
DATA = {
    "lk": lk,
    "X": RNG.normal(size=(60, 2)),
    "y": RNG.integers(0, 2, 60),
    "W": np.zeros((2, 2)),
    "images": np.ones((2, 8, 8)),
    "labels": [1, 0],
    "scores": [[2.0, 2.6, -1.0], [0.5, 0.25, 3.0]],
    "value": lambda x, y: x * y + x,
}
MAKERS = {
    "explore": "lk.explore(lk.objectives.bowl)",
    "explore_batches": "lk.explore_batches(X, y)",
    "explore_graph": "lk.explore_graph(value, {'x': 2.0, 'y': -3.0})",
    "explore_local_search": "lk.explore_local_search()",
    "explore_scores": "lk.explore_scores(images, labels, scores)",
    "explore_search": "lk.explore_search(lk.objectives.bowl, tries=20)",
    "explore_sections": "lk.explore_sections(lk.objectives.bowl)",
    "explore_slice": "lk.explore_slice(X, y, W, seeds=1)",
    "explore_step": "lk.explore_step(X, y, classes=2)",
    "explore_tangent": "lk.explore_tangent(lk.objectives.parabola)",
}


def run(code: str):
    """The explorer that a line of code makes, such as that of `explorer.code()`."""
    return eval(code, DATA)


@pytest.fixture(params=MAKERS)
def make(request):
    """A function that makes an explorer, one for each kind of them."""
    return lambda: run(MAKERS[request.param])


@pytest.fixture
def evaluate():
    return run


@pytest.fixture
def makers():
    return MAKERS


@pytest.fixture(autouse=True)
def _english():
    lk.setup(language="en")
    yield
    lk.setup(language="en")
