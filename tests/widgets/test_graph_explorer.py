"""The Python side of the graph explorer, without a browser."""

import json

import pytest

import lessonkit as lk
from lessonkit.autodiff import Value
from tests.widgets.refusals import refused


@pytest.fixture
def explorer():
    return lk.explore_graph(lambda x, y, z: (x + y) * z, inputs={"x": -2, "y": 5, "z": -4})


def test_value_and_gradients_are_those_of_the_circuit(explorer):
    assert explorer.value.data == -12
    assert explorer.gradients == {"x": -4, "y": -4, "z": 3}


def test_a_value_is_explored_as_well_as_a_function():
    x, y = Value(3.0, "x"), Value(2.0, "y")
    explorer = lk.explore_graph(x * y + x)
    assert explorer.inputs == {"x": 3, "y": 2}
    assert explorer.gradients == {"x": 3, "y": 3}
    assert lk.explore_graph(x * y + x, inputs={"y": 10}).value.data == 33
    assert x.grad is None  # the learner's own Values are left alone


def test_setting_some_inputs_keeps_the_others(explorer):
    explorer.inputs = {"z": 2.0}
    assert explorer.inputs == {"x": -2, "y": 5, "z": 2}
    assert explorer.value.data == 6
    assert explorer.gradients == {"x": 2, "y": 2, "z": 3}


def test_inputs_cannot_be_changed_unnoticed(explorer):
    with pytest.raises(TypeError):
        explorer.inputs["x"] = 3.0


test_a_refused_value_changes_nothing = refused(
    ("inputs", {"w": 1.0}, "w"),
    ("inputs", {"x": float("nan")}, "'x'. must be a finite number"),
    ("inputs", {"x": "two"}, "'x'. must be a finite number"),
    ("inputs", 3, "name → number"),
    ("step", -1, "step"),
    ("step", 8, "from 0 to 7"),
    ("step", 1.5, "step"),
)


def test_a_function_needs_inputs():
    with pytest.raises(ValueError, match="inputs"):
        lk.explore_graph(lambda x: x * x)


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert data["text/plain"] == "GraphExplorer(x=-2, y=5, z=-4, step=0 of 7)"
    # Nobody can walk in a picture, so that of a walk not yet begun shows its end.
    alt = metadata["image/png"]["alt"]
    assert "f = a × z = −12. Gradients: x −4, y −4, a −4, z 3, f 1." in alt


def test_the_picture_shows_what_is_known_at_the_step(explorer):
    explorer.step = 5
    alt = explorer._repr_mimebundle_()[1]["image/png"]["alt"]
    assert "f = a × z = −12. Gradients: a −4, z 3, f 1." in alt


def test_the_state_for_the_browser_is_json(explorer):
    state = json.loads(json.dumps(explorer.get_state([*explorer.settings, "_graph", "_initial"])))
    assert state["inputs"] == {"x": -2, "y": 5, "z": -4}
    assert [node["symbol"] for node in state["_graph"]["nodes"]] == ["", "", "+", "", "×"]
    assert state["_initial"] == {"inputs": state["inputs"], "step": 0, "reached": []}


def test_indices_are_shown_small_and_kept_as_keys():
    explorer = lk.explore_graph(lambda w0: w0 * w0, inputs={"w0": 1.0})
    node = explorer._graph["nodes"][0]
    assert (node["name"], node["key"]) == ("w₀", "w0")
