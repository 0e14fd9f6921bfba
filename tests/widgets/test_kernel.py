"""What the explorer answers when the browser asks for runs."""

import json
from dataclasses import dataclass

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.optimizers.rates import rated
from lessonkit.widgets.descent.kernel import answer, runs
from lessonkit.widgets.descent.own_optimizers import OwnOptimizers, needs_python
from tests.widgets.own_optimizers import Signs


@dataclass(frozen=True)
class Broken:
    def init(self, w):
        return None

    def update(self, w, gradient, state):
        raise ZeroDivisionError("by design")


def f(x):
    return abs(x - 1)


@pytest.fixture
def mine():
    return lk.Objective.from_function(f, dim=1, domain=(-2, 3), name="mine")


@pytest.fixture
def explorer():
    return lk.explore(lk.objectives.parabola, start=4.0, learning_rate=0.2, steps=10)


def ask(explorer, **request):
    reply = answer(explorer, request)
    json.dumps(reply, allow_nan=False)
    return reply


def test_the_objective_can_be_set_in_python(explorer):
    explorer.objective = lk.objectives.bowl
    assert explorer._objective["variables"] == ["x", "y"]
    assert explorer.start.shape == (2,)
    explorer.start = [1, 2]
    explorer.objective = lk.objectives.ravine
    assert explorer.start.tolist() == [1, 2]
    with pytest.raises(ValueError, match="1 or 2 variables"):
        explorer.objective = lk.Objective("x*y*z")
    assert explorer.objective is lk.objectives.ravine


def test_an_optimizer_of_ones_own(explorer):
    explorer.optimizers = [Signs(0.5), lk.Adam(0.1)]
    sent = explorer.get_state(["optimizers"])["optimizers"]
    assert sent[0] == {
        "kind": "python",
        "name": "Signs",
        "key": 0,
        "parameters": {"learning_rate": 0.5},
    }
    sent[0]["parameters"]["learning_rate"] = 0.25
    reply = ask(explorer, start=[4.0], steps=3, optimizers=sent)
    made, other = reply["runs"]
    assert other is None
    assert made["points"] == [[4.0], [3.75], [3.5], [3.25]]
    assert made["values"] == lk.objectives.parabola(np.array([4, 3.75, 3.5, 3.25])).tolist()
    assert explorer.optimizers[0].learning_rate == 0.5  # nothing has been committed
    explorer.set_state({"optimizers": sent})
    assert explorer.optimizers[0].learning_rate == 0.25
    assert explorer.path.points[1] == 3.75
    assert explorer.get_state(["optimizers"])["optimizers"][0]["key"] == 0


def test_a_function_of_ones_own(mine):
    explorer = lk.explore(mine, [lk.GradientDescent(0.5)], start=3.0, steps=4)
    described = explorer._objective
    assert described["code"] is None
    assert len(described["samples"]) == 601
    assert described["samples"][0] == f(-2.0)
    assert "mine" in described["mathml"]
    wanted = lk.descend(mine, lk.GradientDescent(0.5), 3.0, 4)
    assert explorer._runs[0]["values"] == wanted.values.tolist()
    specified = explorer.get_state(["optimizers"])["optimizers"]
    reply = ask(explorer, start=[-2.0], steps=2, optimizers=specified)
    assert np.allclose(reply["runs"][0]["points"], [[-2], [-1.5], [-1]])


def test_a_map_of_a_function_of_ones_own():
    bowl = lk.Objective.from_function(lambda w: w[0] ** 2 + 3 * w[1], domain=((0, 1), (2, 4)))
    samples = np.reshape(lk.explore(bowl)._objective["samples"], (101, 101))
    x, y = np.meshgrid(np.linspace(0, 1, 101), np.linspace(2, 4, 101))
    np.testing.assert_allclose(samples, x**2 + 3 * y)


def test_values_that_are_not_finite_are_none():
    hole = lk.Objective.from_function(
        lambda x: np.sqrt(x) if x >= 0 else np.nan, lambda x: 1.0, dim=1, domain=(-1, 1)
    )
    explorer = lk.explore(hole, [lk.GradientDescent(1.0)], start=0.5, steps=3)
    assert explorer._objective["samples"][0] is None
    (made,) = explorer._runs
    assert made["divergedAt"] == 1
    assert made["values"][1:] == [None, None, None]
    json.dumps(explorer.get_state(["_runs", "_objective"]), allow_nan=False)


def test_a_schedule_needs_python(explorer):
    explorer.optimizers = [lk.GradientDescent(lambda step: 0.5 / (1 + step))]
    (sent,) = explorer.get_state(["optimizers"])["optimizers"]
    assert (sent["kind"], sent["name"], sent["parameters"]) == ("python", "GradientDescent", {})
    (made,) = ask(explorer, start=[4.0], steps=2, optimizers=[sent])["runs"]
    np.testing.assert_allclose(made["values"], explorer.path.values[:3])
    assert explorer.learning_rate == 0.2


def test_nothing_is_made_that_the_browser_can_make():
    assert runs(lk.objectives.bowl, [lk.Adam(0.1), lk.Nesterov(0.1)], [0.0, 1.0], 5) == [None] * 2
    explorer = lk.explore(lk.objectives.bowl)
    assert explorer._runs == [None]


@pytest.mark.parametrize(
    "request_",
    [
        {},
        None,
        "runs",
        {"kind": "code", "text": "1"},
        {"start": [1.0]},
        {"start": ["a"], "steps": 1, "optimizers": []},
        {"start": [1.0], "steps": 1, "optimizers": [{"kind": "python", "key": 9}]},
        {"start": [1.0], "steps": 1, "optimizers": [{"kind": "Nonsense"}]},
    ],
)
def test_a_bad_request_is_answered_with_its_error(explorer, request_):
    if request_ == {"start": ["a"], "steps": 1, "optimizers": []}:
        assert "optimizers must be" in answer(explorer, request_)["error"]
    assert answer(explorer, request_)["error"]


def test_a_learners_mistake_is_answered_with_its_error(explorer):
    explorer.optimizers = [lk.GradientDescent(0.2)]
    broken = explorer._own.specify(Broken())
    reply = ask(explorer, start=[4.0], steps=3, optimizers=[broken], id="a")
    assert reply == {"id": "a", "error": "by design"}


def test_messages_arrive_and_are_answered(explorer, monkeypatch):
    sent = []
    monkeypatch.setattr(explorer, "send", sent.append)
    given = explorer.get_state(["optimizers"]) | {"start": [4.0], "steps": 2}
    explorer._handle_custom_msg(given | {"id": "1"}, [])
    explorer._handle_custom_msg({"start": "x +", "id": "2"}, [])
    assert sent[0] == {"id": "1", "runs": [None]}
    assert sent[1]["id"] == "2"
    assert sent[1]["error"]


# --- optimizers of one's own ---


def test_who_needs_python():
    assert needs_python(Signs(0.1))
    assert needs_python(lk.Momentum(lambda step: 0.1))
    assert not any(needs_python(kind(0.1)) for kind in (lk.Adam, lk.GradientDescent, lk.AdaDelta))


def test_the_same_optimizer_keeps_its_key():
    own = OwnOptimizers()
    first = own.specify(Signs(0.1))
    assert own.specify(Signs(0.7))["key"] == first["key"]
    assert own.specify(Broken())["key"] != first["key"]
    assert own.find(own.specify(Signs(0.7))).learning_rate == 0.7
    other = Signs(0.1)
    other.extra = np.ones(3)
    assert own.specify(other)["key"] not in (0, 1)


def test_another_rate_makes_another_optimizer():
    signs = Signs(0.1)
    assert rated(signs, 0.3).learning_rate == 0.3
    assert signs.learning_rate == 0.1
    assert rated(Broken(), 0.3) == Broken()


def test_what_is_no_optimizer_is_refused():
    with pytest.raises(ValueError, match="methods init and update"):
        lk.explore(lk.objectives.parabola, [object()])


def test_the_picture_and_the_texts_of_ones_own(mine):
    explorer = lk.explore(mine, [Signs(0.5), lk.GradientDescent(lambda step: 0.1)], start=3.0)
    data, _ = explorer._repr_mimebundle_()
    assert sorted(data)[0] == "application/vnd.jupyter.widget-view+json"
    assert data["text/plain"].startswith("Explorer('mine', [Signs(…), GradientDescent(…)]")
    assert "Signs(...)" in explorer.code()


def test_a_page_of_ones_own_shows_the_last_run(mine, tmp_path):
    explorer = lk.explore(mine, [Signs(0.5)], start=3.0, steps=2)
    explorer.start = 2.0
    explorer.to_html(tmp_path / "page.html")
    assert '"points": [[2.0], [1.5], [1.0]]' in (tmp_path / "page.html").read_text(encoding="utf-8")
