"""Several optimizers, the clock and the settings of an explorer in Python, without a browser."""

import base64
import io
import json

import ipywidgets
import numpy as np
import pytest
import traitlets
from PIL import Image

import lessonkit as lk
from lessonkit.figures.drawing import LOOKS
from lessonkit.figures.explorers.descent import draw_explorer
from lessonkit.widgets.descent.settings import KINDS, PANELS
from lessonkit.widgets.javascript import FOLDER

THREE = [lk.GradientDescent(0.1), lk.Momentum(0.05), lk.Adam(0.3, beta1=0.8)]


@pytest.fixture
def race():
    return lk.explore(lk.objectives.bowl, THREE, start=[0, 4])


def rates(explorer):
    return [optimizer.learning_rate for optimizer in explorer.optimizers]


def test_each_optimizer_keeps_its_own_rate_where_they_differ(race):
    assert rates(race) == [0.1, 0.05, 0.3]
    assert race.share is False
    assert race.learning_rate == 0.1


def test_a_given_rate_is_that_of_all():
    race = lk.explore(lk.objectives.bowl, THREE, learning_rate=0.2)
    assert rates(race) == [0.2, 0.2, 0.2]
    assert race.share is True
    race.learning_rate = 0.4
    assert rates(race) == [0.4, 0.4, 0.4]
    assert race.optimizers[2] == lk.Adam(0.4, beta1=0.8)


def test_without_sharing_the_rate_is_that_of_the_first(race):
    race.learning_rate = 0.2
    assert rates(race) == [0.2, 0.05, 0.3]
    race.share = True
    assert rates(race) == [0.2, 0.2, 0.2]
    race.optimizers = [lk.Adam(0.7), lk.Adam(0.8)]
    assert (race.share, race.learning_rate) == (False, 0.7)


def test_equal_rates_are_shared_unless_that_is_refused():
    same = [lk.GradientDescent(0.1), lk.Momentum(0.1)]
    assert lk.explore(lk.objectives.bowl, same).share is True
    own = lk.explore(lk.objectives.bowl, same, share=False)
    own.learning_rate = 0.3
    assert rates(own) == [0.3, 0.1]


def test_paths_are_those_of_descend(race):
    for path, optimizer in zip(race.paths, THREE, strict=True):
        wanted = lk.descend(lk.objectives.bowl, optimizer, [0.0, 4.0], race.steps)
        np.testing.assert_array_equal(path.points, wanted.points)
    np.testing.assert_array_equal(race.path.points, race.paths[0].points)


def test_the_last_step_follows_the_steps(race):
    assert race.step == 20
    race.steps = 30
    assert race.step == 30
    race.step = 12
    race.steps = 40
    assert race.step == 12
    race.steps = 7
    assert race.step == 7
    with pytest.raises(ValueError, match="step must be a whole number from 0 to 7"):
        race.step = 8
    assert race.step == 7


def test_the_browser_may_change_several_settings_at_once(race):
    race.set_state({"step": 25, "steps": 30})
    assert (race.steps, race.step) == (30, 25)
    race.set_state({"steps": 40})  # linked to a slider, it says nothing of the step
    assert race.step == 25
    sent = race.get_state(["optimizers"])["optimizers"]
    sent[1]["parameters"]["momentum"] = 0.5
    race.set_state({"optimizers": sent[1:], "hidden": [1]})
    assert race.optimizers == (lk.Momentum(0.05, momentum=0.5), lk.Adam(0.3, beta1=0.8))
    assert race.hidden == (1,)
    assert race.learning_rate == 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_every_optimizer_survives_the_way_to_the_browser_and_back(kind):
    optimizer = KINDS[kind](learning_rate=0.1)
    explorer = lk.explore(lk.objectives.bowl, [optimizer])
    sent = json.loads(json.dumps(explorer.get_state(["optimizers"])))
    explorer.optimizers = [lk.Adam(0.7)]
    explorer.set_state(sent)
    assert explorer.optimizers == (optimizer,)


def test_what_the_browser_may_not_send(race):
    with pytest.raises(ValueError, match="unknown optimizer 'Sgd'"):
        race.set_state({"optimizers": [{"kind": "Sgd", "parameters": {"learning_rate": 0.1}}]})
    assert rates(race) == [0.1, 0.05, 0.3]


def test_hidden_runs_are_forgotten_with_their_optimizers(race):
    race.hidden = [2, 0, 2]
    assert race.hidden == (0, 2)
    race.optimizers = race.optimizers[:2]
    assert race.hidden == (0,)


def test_settings_are_observed_and_linked(race):
    seen = []
    race.observe(lambda change: seen.append(change.name), list(race.settings))
    slider = ipywidgets.IntSlider(min=0, max=20)
    traitlets.link((race, "step"), (slider, "value"))
    assert slider.value == 20
    slider.value = 3
    assert race.step == 3
    other = lk.explore(lk.objectives.bowl)
    traitlets.link((race, "optimizers"), (other, "optimizers"))
    race.optimizers = [lk.Adam(0.5)]
    assert other.optimizers == (lk.Adam(0.5),)
    assert set(seen) == {"step", "optimizers", "learning_rate"}


# --- what is said about it ---

EXPLORERS = {
    "usual": lambda: lk.explore(lk.objectives.parabola),
    "race": lambda: lk.explore(lk.objectives.bowl, THREE, start=[1 / 3, -0.5], step=5, hidden=[1]),
    "shared": lambda: lk.explore(lk.objectives.ravine, THREE, learning_rate=0.07, steps=44),
    "own": lambda: lk.explore(lk.objectives.bowl, [lk.Adam(0.1), lk.AdaDelta(0.1)], share=False),
    "typed": lambda: lk.explore(
        lk.Objective("a*x**2 + y**2 + b", domain=((-1, 2), (0, 3)), constants={"a": 2, "b": 1}),
        panels=PANELS,
        max_steps=500,
        learning_rate_range=(0.01, 2.0),
    ),
    "turned": lambda: lk.explore(
        lk.Objective("u**2 + 3*v**2", variables=("v", "u"), name="mine"), [lk.Nadam(1e-3)]
    ),
}


@pytest.mark.parametrize("name", EXPLORERS)
def test_code_shows_the_same_again(name):
    explorer = EXPLORERS[name]()
    explorer.start = explorer.start + 0.125
    again = eval(explorer.code(), {"lk": lk})  # what code() is for
    settings = [name for name in explorer.settings if name != "objective"]
    state = ["_panels", "_limits", "_initial", *settings]
    wanted = explorer.get_state(state)
    wanted["_initial"] = again.get_state(settings)
    assert again.get_state(state) == wanted
    assert again.code() == explorer.code()
    assert again.objective.variables == explorer.objective.variables
    assert again.objective.domain == explorer.objective.domain
    assert again.objective.name == explorer.objective.name or name == "typed"
    points = np.atleast_1d(explorer.start)[None, :] if explorer.objective.dim > 1 else [0.7]
    np.testing.assert_array_equal(again.objective(points), explorer.objective(points))


def test_code_is_as_short_as_it_can_be():
    explorer = lk.explore(lk.objectives.parabola, start=4.0)
    assert explorer.code() == (
        "lk.explore(\n"
        "    lk.objectives.parabola,\n"
        "    optimizers=[lk.GradientDescent(learning_rate=0.1)],\n"
        "    start=4.0,\n"
        ")"
    )


def test_repr_of_a_race(race):
    race.step = 4
    assert repr(race) == (
        "Explorer('bowl', [GradientDescent(0.1), Momentum(0.05, momentum=0.9), "
        "Adam(0.3, beta1=0.8, beta2=0.999, epsilon=1e-08)], start=[0, 4], steps=20, step=4)"
    )


def test_the_picture_shows_the_race_up_to_the_step(race):
    race.hidden = [1]
    race.step = 6
    figure = draw_explorer(race.objective, race.paths, race.step, race.hidden)
    landscape, values = figure.axes
    full = [
        line for line in landscape.lines if line.get_alpha() is None and len(line.get_xdata()) > 1
    ]
    assert [len(line.get_xdata()) for line in full] == [7, 7]
    wanted = race.paths[2].points[:7]
    np.testing.assert_array_equal(np.column_stack(full[1].get_data()), wanted)
    assert [text.get_text() for text in values.get_legend().get_texts()] == [
        "GradientDescent",
        "Adam",
    ]
    data, metadata = race._repr_mimebundle_()
    alt = metadata["image/png"]["alt"]
    assert "GradientDescent from 0, 4: after 6 steps" in alt
    assert "Momentum" not in alt
    assert Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).width > 1000


@pytest.mark.parametrize("name", ["x_sin_x", "rosenbrock"])
@pytest.mark.parametrize("rate", [0.5, 1e300])
def test_the_picture_survives_any_race(name, rate):
    everyone = [kind(learning_rate=rate) for kind in KINDS.values()]
    race = lk.explore(getattr(lk.objectives, name), everyone, step=3)
    for hidden in ([], range(10), [0]):
        race.hidden = list(hidden)
        assert race._repr_mimebundle_()[0]["image/png"]


def test_looks_are_those_of_the_browser():
    source = (FOLDER / "kit/looks.js").read_text(encoding="utf-8")
    order = [source.index(f'["{color}"') for color in ("path", "green", "ink", "pink", "yellow")]
    assert order == sorted(order)
    names = {"path": "orange", "ink": "black", "curve": "blue"}
    table = source.split("const LOOKS = [")[1].split("];")[0]
    rows = [line.split('"')[1] for line in table.splitlines() if line.strip()]
    assert [names.get(row, row) for row in rows] == [color for color, _, _ in LOOKS]
    assert len({(color, marker, str(dash)) for color, marker, dash in LOOKS}) == len(LOOKS)


def test_a_page_of_a_race_has_everything(race, tmp_path):
    race.step = 3
    race.to_html(tmp_path / "race.html")
    page = (tmp_path / "race.html").read_text(encoding="utf-8")
    assert '"step": 3' in page
    assert "https:" not in page
    assert '"kind": "Adam"' in page
