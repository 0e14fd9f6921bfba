"""What lessons 09 to 15 say of PyTorch, Keras and optax, against what these did."""

import inspect
import json

import numpy as np
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

import lessonkit as lk
from tools import frameworks

PATHS = json.loads(frameworks.STORED.read_text(encoding="utf-8"))["paths"]
CALLS = [
    (facts, library)
    for facts in frameworks.OPTIMIZERS
    for library in frameworks.FRAMEWORKS
    if library in facts and "lessonkit" in facts
]
each_call = pytest.mark.parametrize(
    ("facts", "library"), CALLS, ids=[facts[library] for facts, library in CALLS]
)


def ravine(decayed=0.0):
    """The problem of the tool, and a λ that is added to the slopes as λw."""
    return lk.Objective("(1 + L)/2*x**2 + (25 + L)/2*y**2", constants={"L": decayed})


@each_call
def test_a_framework_takes_the_same_path(facts, library):
    """Up to where ε stands and how large it is by default, which hardly counts here."""
    optimizer = eval(f"lk.{facts['lessonkit']}", {"lk": lk})
    objective = ravine(facts.get("decayed", 0.0))
    points = lk.descend(objective, optimizer, frameworks.START, frameworks.STEPS).points
    np.testing.assert_allclose(points, PATHS[facts[library]], rtol=1e-5)


@each_call
def test_epsilon_stands_where_it_is_said_to_stand(facts, library):
    if "epsilon" not in facts:
        return
    epsilon, steps = frameworks.EPSILON, 2
    place = facts["epsilon"][frameworks.LIBRARIES.index(library)]
    w, state = np.array(frameworks.START), None
    optimizer = eval(f"lk.{facts['lessonkit']}", {"lk": lk})
    state, points = optimizer.init(w), [w]
    for t in range(1, steps + 1):
        slope = ravine().gradient(w)
        state = optimizer.update(w, ravine().gradient, state)[1]
        r, direction = state.squares, slope
        if hasattr(state, "mean"):
            r = r / (1 - optimizer.beta2**t)
            direction = state.mean / (1 - optimizer.beta1**t)
        below = {
            "outside": np.sqrt(r) + epsilon,
            "inside": np.sqrt(r + epsilon),
            "early": np.sqrt(r) + epsilon / np.sqrt(1 - getattr(optimizer, "beta2", 0) ** t),
        }
        w = w - optimizer.learning_rate * direction / below[place]
        points.append(w)
    theirs = PATHS[frameworks.probe(facts[library], facts["names"], library)]
    np.testing.assert_allclose(points, theirs, rtol=1e-9)


def test_those_who_are_said_to_agree_agree():
    for facts in frameworks.OPTIMIZERS:
        paths = [PATHS[facts[name]] for name in frameworks.FRAMEWORKS if facts.get(name) in PATHS]
        for other in paths[1:]:
            np.testing.assert_allclose(other, paths[0], rtol=1e-5)


@pytest.mark.parametrize("facts", [f for f in frameworks.OPTIMIZERS if "keeps" in f], ids=str)
def test_amsgrad_keeps_what_it_is_said_to_keep(facts):
    w, s, r, kept = np.array(frameworks.START), 0.0, 0.0, 0.0
    points = [w]
    for t in range(1, frameworks.STEPS + 1):
        slope = np.array(frameworks.SLOPES) * w
        s, r = 0.9 * s + 0.1 * slope, 0.999 * r + 0.001 * slope**2
        corrected = 1 - 0.999**t
        kept = np.maximum(kept, r / corrected if facts["keeps"] == "r̂" else r)
        r_hat = kept if facts["keeps"] == "r̂" else kept / corrected
        w = w - 0.1 * s / (1 - 0.9**t) / np.sqrt(r_hat)
        points.append(w)
    for library in set(frameworks.FRAMEWORKS) & set(facts):
        np.testing.assert_allclose(points, PATHS[facts[library]], rtol=1e-5)


@each_call
def test_the_defaults_of_lessonkit_are_as_said(facts, library):
    make = getattr(lk, facts["lessonkit"].split("(")[0])
    for row in facts.get("names", {}).values():
        if row[0]:
            assert frameworks.wrong_default(make, row[0]) is None


def test_a_wrong_default_is_found():
    assert frameworks.wrong_default(lk.Adam, "beta1=0.8") == "beta1=0.8: it is 0.9"
    assert "required" in frameworks.wrong_default(lk.Adam, "learning_rate=0.1")
    assert inspect.signature(lk.Adam).parameters["epsilon"].default == 1e-8


def test_a_cell_that_differs_is_found():
    text = "\n\n".join(["## The same elsewhere", *frameworks.cell("14")])
    for source, found in ((text, 0), (text.replace("rho=0.9", "rho=0.8"), 2)):
        notebook = new_notebook(cells=[new_markdown_cell(source, id="elsewhere")])
        assert len(list(frameworks.problems(notebook, "14"))) == found


def test_a_cell_that_is_missing_is_found():
    found = [
        number
        for number in ("08", "09", "15", "16")
        if list(frameworks.problems(new_notebook(cells=[]), number))
    ]
    assert found == ["09", "15"]
