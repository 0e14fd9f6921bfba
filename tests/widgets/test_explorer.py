"""The Python side of the explorer, without a browser."""

import base64
import json
import re

import numpy as np
import pytest
import traitlets

import lessonkit as lk
from lessonkit import style
from lessonkit.figures.drawing import MAP_COLORS
from lessonkit.figures.explorers import descent as picture
from lessonkit.widgets.descent.settings import PANELS
from lessonkit.widgets.javascript import FOLDER, joined, widget_module
from lessonkit.widgets.javascript import PANELS as PANEL_FILE

VIEW = "application/vnd.jupyter.widget-view+json"
LANDSCAPES = lk.objectives.names()


@pytest.fixture
def explorer():
    return lk.explore(lk.objectives.parabola, start=4.0, learning_rate=0.2, steps=10)


@pytest.fixture
def flat():
    return lk.explore(lk.objectives.bowl, start=[0, 4], learning_rate=0.1)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_every_landscape_has_an_explorer(name):
    objective = getattr(lk.objectives, name)
    explorer = lk.explore(objective)
    bounds = np.atleast_2d(objective.domain)
    start = np.atleast_1d(explorer.start)
    assert (start > bounds[:, 0]).all()
    assert (start < bounds[:, 1]).all()
    assert np.isfinite(explorer.path.values[0])


def test_path_is_what_descend_says(explorer):
    wanted = lk.descend(lk.objectives.parabola, lk.GradientDescent(0.2), start=4.0, steps=10)
    np.testing.assert_array_equal(explorer.path.points, wanted.points)
    explorer.learning_rate = 0.5
    explorer.start = -1
    explorer.steps = 3
    wanted = lk.descend(lk.objectives.parabola, lk.GradientDescent(0.5), start=-1.0, steps=3)
    np.testing.assert_array_equal(explorer.path.points, wanted.points)
    assert explorer.optimizers == (lk.GradientDescent(0.5),)


def test_state_has_the_shape_of_the_objective(explorer, flat):
    assert explorer.start == 4.0
    assert isinstance(explorer.start, float)
    assert flat.start.tolist() == [0.0, 4.0]
    assert flat.start.dtype == np.float64
    flat.start = (1, 2)
    assert flat.start.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        flat.start[0] = 3
    assert isinstance(explorer.learning_rate, float)
    assert isinstance(explorer.steps, int)


def test_the_callers_array_is_left_alone():
    mine = np.array([1.0, 2.0])
    explorer = lk.explore(lk.objectives.bowl, start=mine)
    mine[0] = 99
    assert explorer.start.tolist() == [1.0, 2.0]


BAD = [
    ("learning_rate", 0),
    ("learning_rate", -0.1),
    ("learning_rate", float("nan")),
    ("learning_rate", float("inf")),
    ("learning_rate", "0.1"),
    ("learning_rate", None),
    ("learning_rate", True),
    ("start", [1.0, 2.0]),
    ("start", float("nan")),
    ("start", float("inf")),
    ("start", "here"),
    ("start", None),
    ("steps", -1),
    ("steps", 2.5),
    ("steps", 101),
    ("steps", 10**9),
    ("steps", "many"),
    ("steps", float("nan")),
    ("step", -1),
    ("step", 1.5),
    ("step", 11 + 90),
    ("step", "last"),
    ("share", None),
    ("share", 1),
    ("hidden", [1]),
    ("hidden", [-1]),
    ("hidden", ["Adam"]),
    ("optimizers", []),
    ("optimizers", [1]),
    ("optimizers", "sgd"),
    ("optimizers", None),
    ("optimizers", [lk.Adam(0.1)] * 11),
    ("logarithmic", 1),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_rejected_value_leaves_everything_as_it_was(explorer, name, value):
    with pytest.raises(ValueError, match=f"({name}|learning_rate) must .*"):
        setattr(explorer, name, value)
    assert (explorer.start, explorer.learning_rate, explorer.steps) == (4.0, 0.2, 10)
    assert (explorer.step, explorer.share, explorer.hidden) == (10, True, ())
    assert not explorer.logarithmic
    assert explorer.optimizers == (lk.GradientDescent(0.2),)


@pytest.mark.parametrize(("name", "value"), [b for b in BAD if b[1] is not None])
def test_bad_arguments_are_named(name, value):
    with pytest.raises(ValueError, match=f"{name} must"):
        lk.explore(lk.objectives.parabola, **{name: value})


@pytest.mark.parametrize("start", [3.0, [1.0], [1.0, 2.0, 3.0], [[1.0, 2.0]], [1.0, np.nan]])
def test_a_start_in_two_dimensions_has_two_numbers(flat, start):
    with pytest.raises(ValueError, match="start must"):
        flat.start = start
    assert flat.start.tolist() == [0.0, 4.0]


def test_unfit_objectives_are_refused():
    made = lk.Objective.from_function(lambda x: x**2, dim=1, name="mine")
    with pytest.raises(ValueError, match=r"'basins' .*made of a formula; mine was made from"):
        lk.explore(made, panels=["loss", "basins"])
    with pytest.raises(ValueError, match=r"1 or 2 variables.*has 3"):
        lk.explore(lk.Objective("x**2 + y**2 + z**2"))
    with pytest.raises(ValueError, match=r"takes an lk\.Objective, got 'x\*\*2'"):
        lk.explore("x**2")


def test_an_optimizer_brings_its_learning_rate():
    explorer = lk.explore(lk.objectives.parabola, [lk.GradientDescent(0.3)])
    assert explorer.learning_rate == 0.3
    explorer = lk.explore(lk.objectives.parabola, [lk.GradientDescent(0.3)], learning_rate=0.4)
    assert explorer.learning_rate == 0.4
    assert lk.explore(lk.objectives.parabola).learning_rate == 0.1


@pytest.mark.parametrize("bounds", [(1, 1), (2, 1), (0, 1), (0.1, float("inf")), 3, (1, 2, 3)])
def test_the_slider_needs_two_ends(bounds):
    with pytest.raises(ValueError, match="learning_rate_range"):
        lk.explore(lk.objectives.parabola, learning_rate_range=bounds)


def test_more_steps_are_allowed_on_request():
    assert lk.explore(lk.objectives.parabola, steps=500, max_steps=500).path.steps == 500
    with pytest.raises(ValueError, match="max_steps must be"):
        lk.explore(lk.objectives.parabola, max_steps=10**6)


def test_repr_says_the_state(explorer, flat):
    assert repr(explorer) == "Explorer('parabola', start=4, learning_rate=0.2, steps=10)"
    assert repr(flat) == "Explorer('bowl', start=[0, 4], learning_rate=0.1, steps=20)"
    explorer.start = 1 / 3
    assert repr(explorer) == "Explorer('parabola', start=0.333333, learning_rate=0.2, steps=10)"


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_output_is_view_picture_and_text(name):
    explorer = lk.explore(getattr(lk.objectives, name))
    data, metadata = explorer._repr_mimebundle_()
    assert set(data) == {VIEW, "image/png", "text/plain"}
    assert data["text/plain"] == repr(explorer)
    assert data[VIEW]["model_id"] == explorer.model_id
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert len(data["image/png"]) < 150_000
    assert "Descent from" in metadata["image/png"]["alt"]


def test_the_picture_is_not_shown_a_second_time(explorer):
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    explorer._repr_mimebundle_()
    assert plt.get_fignums() == before


def test_the_picture_shows_the_state(explorer):
    explorer.start = 1.0
    explorer.learning_rate = 1.5
    figure = picture.draw_explorer(explorer.objective, explorer.paths)
    landscape, values = figure.axes
    assert any(line.get_xdata()[0] == 1.0 for line in landscape.lines)
    assert values.get_title() == r"$\eta = 1.5$"
    alt = explorer._repr_mimebundle_()[1]["image/png"]["alt"]
    assert "left the map at step 2" in alt


@pytest.mark.parametrize("name", ["x_sin_x", "ravine", "rosenbrock"])
@pytest.mark.parametrize("rate", [0.5, 1e4, 1e300])
def test_the_picture_survives_any_learning_rate(name, rate):
    explorer = lk.explore(getattr(lk.objectives, name), learning_rate=rate)
    data, metadata = explorer._repr_mimebundle_()
    assert data["image/png"]
    if explorer.path.diverged:
        assert "out of all bounds" in metadata["image/png"]["alt"]


@pytest.mark.parametrize("text", ["log(x)", "1/x", "max(x, 0)", "sign(x)*x**2", "7"])
def test_odd_formulas_can_be_explored(text):
    explorer = lk.explore(lk.Objective(text), start=2.0)
    assert set(explorer._repr_mimebundle_()[0]) == {VIEW, "image/png", "text/plain"}
    low, high = explorer._objective["range"]
    assert np.isfinite([low, high]).all()
    json.dumps(explorer.get_state(), default=str, allow_nan=False)


def test_a_function_without_finite_values_is_refused():
    with pytest.raises(ValueError, match="no finite value"):
        lk.explore(lk.Objective("sqrt(x - 9)"), start=1.0)


def test_what_the_browser_gets_can_be_sent(flat):
    state = flat.get_state()
    assert state["start"] == [0.0, 4.0]
    sent = json.dumps({key: state[key] for key in state if key != "layout"}, allow_nan=False)
    assert "GradientDescent" in sent
    assert {name: state["_initial"][name] for name in ("start", "learning_rate", "steps")} == {
        "start": [0.0, 4.0],
        "learning_rate": 0.1,
        "steps": 20,
    }


def test_what_the_browser_sends_arrives(explorer, flat):
    seen = []
    explorer.observe(lambda change: seen.append((change.name, change.new)), list(explorer.settings))
    explorer.set_state({"start": 3.21, "learning_rate": 0.35, "steps": 7})
    assert (explorer.start, explorer.learning_rate, explorer.steps) == (3.21, 0.35, 7)
    assert dict(seen) == {
        "start": 3.21,
        "learning_rate": 0.35,
        "optimizers": (lk.GradientDescent(0.35),),
        "steps": 7,
        "step": 7,
    }
    flat.set_state({"start": [1, 2]})
    assert flat.start.tolist() == [1.0, 2.0]


def test_settings_can_be_linked(explorer):
    other = lk.explore(lk.objectives.parabola, start=0.0)
    traitlets.link((explorer, "start"), (other, "start"))
    assert other.start == 4.0
    other.start = 2.5
    assert explorer.start == 2.5


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_explorer_speaks_the_language_of_its_creation(language):
    lk.setup(language=language)
    explorer = lk.explore(lk.objectives.parabola)
    lk.setup(language="en")
    assert explorer._language == language
    assert (
        explorer._texts.get("Starting point", "Starting point")
        == {
            "en": "Starting point",
            "ko": "시작점",
        }[language]
    )


@pytest.mark.parametrize("panels", [(), ("loss",), PANELS])
def test_the_module_is_one_module_without_addresses(panels):
    module = widget_module("descent", panels)
    assert not re.search(r"\bimport\b\s*[({\"'*\w]", re.sub(r"//.*", "", module))
    assert not re.search(r"https?:|//cdn|fetch\(|XMLHttpRequest", module)
    assert "export default { render };" in module


def test_an_explorer_brings_the_javascript_of_its_own_panels_only():
    size = {
        panels: len(lk.explore(lk.objectives.bowl, panels=panels)._esm.encode())
        for panels in [("loss",), ("loss", "optimizers"), PANELS]
    }
    assert size[("loss",)] <= 48_000
    assert size[("loss",)] < size[("loss", "optimizers")] < size[PANELS] <= 70_000
    for panel in PANELS:
        assert len(joined(PANEL_FILE, (panel,))) < len(joined(PANEL_FILE))


def test_the_names_of_the_panels_are_those_of_the_table():
    table = (
        (FOLDER / f"{PANEL_FILE}.js")
        .read_text(encoding="utf-8")
        .split("export const PANELS = {")[1]
    )
    assert set(re.findall(r"^  (\w+): create\w+,$", table, re.MULTILINE)) == set(PANELS)


def test_colors_are_those_of_the_pictures():
    canvas = (FOLDER / "kit/canvas.js").read_text(encoding="utf-8")
    for name in ("blue", "orange", "green", "black"):
        assert style.COLORS[name].lower() in canvas.lower()
    for color in MAP_COLORS:
        assert color in canvas


def test_a_logarithm_is_taken_of_what_is_left_to_fall():
    explorer = lk.explore(lk.objectives.parabola, start=4.0, learning_rate=0.2, logarithmic=True)
    values = explorer._draw().axes[1]
    assert values.get_ylabel() == "$f - f_{min}$"
    np.testing.assert_allclose(values.lines[-1].get_ydata()[0], 4.0)  # 6 at the start, 2 at best
    assert not lk.explore(lk.objectives.parabola).logarithmic
    assert lk.explore(lk.objectives.rosenbrock).logarithmic
