"""What the browser may send to an explorer: settings and requests; all of a message or nothing."""

import json
import logging

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lessonkit as lk
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.descent.kernel import answer

JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.just(10**400),
        st.floats(),
        st.text(max_size=5),
        st.sampled_from(["x", "kind", "parameters", "all", "updates", "network", "one"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=5,
)
OPTIMIZERS = st.lists(
    st.sampled_from(
        [
            {"kind": "GradientDescent", "parameters": {"learning_rate": 0.25}},
            {"kind": "Momentum", "parameters": {"learning_rate": 0.5, "momentum": 0.9}},
            {"kind": "Momentum", "parameters": {"learning_rate": -1, "momentum": 0.9}},
            {"kind": "python", "key": 0, "parameters": {"learning_rate": 1}},
        ]
    ),
    max_size=3,
)
# Values that some setting accepts, so that part of a message is often right.
LIKELY = st.one_of(
    st.sampled_from([0, 1, 2, 5, 7, 20, 99, 0.01, 0.25, 1.0, 4.0, 30.0, True, False]),
    st.sampled_from([[0, 0], [0.5, -0.5], [1.5, 2.5], [[0, 1], [0, 2]], [2.0, 0.1, -1.0]]),
    st.sampled_from(["examples", "hundred", "batch", "linear", {"x": 3.5}, {"y": 0}, None]),
    OPTIMIZERS,
)
PRIVATE = ["_texts", "_objective", "_limits", "_initial", "_esm", "_css", "layout", "objective"]
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        "start": LIKELY,
        "steps": LIKELY,
        "optimizers": st.one_of(OPTIMIZERS, JUNK),
        "id": JUNK,
    },
)


class NoLog(logging.Logger):
    """A log in which nothing may be written: that is where mistakes of a widget would go."""

    def _log(self, level, msg, args, **_options):
        raise AssertionError(msg % args)


def message(data) -> dict:
    return {"content": {"data": data}, "buffers": []}


def of_settings(explorer: BaseExplorer) -> list[str]:
    return [name for name in explorer.settings if name != "objective"]


def messages(explorer: BaseExplorer):
    """Messages of all kinds, right, partly right and malformed."""
    names = st.sampled_from([*of_settings(explorer), *PRIVATE])
    state = st.dictionaries(names, st.one_of(LIKELY, JUNK), max_size=4)
    update = st.fixed_dictionaries(
        {"method": st.just("update"), "state": st.one_of(state, state, JUNK)},
        optional={"buffer_paths": st.just([["start"]])},
    )
    custom = st.fixed_dictionaries(
        {"method": st.just("custom"), "content": st.one_of(REQUESTS, JUNK)}
    )
    return st.one_of(
        update.map(message),
        update.map(message),
        custom.map(message),
        JUNK.map(message),
        st.sampled_from([{}, {"content": None}, message({"method": "update"})]),
    )


def state_of(explorer: BaseExplorer) -> dict:
    return json.loads(json.dumps(explorer.get_state(of_settings(explorer)), allow_nan=False))


def private_of(explorer: BaseExplorer) -> dict:
    names = {name for name in explorer.keys if name.startswith("_")} - {"_view_count"}
    return explorer.get_state(sorted(names))


def assert_sound(explorer: BaseExplorer, evaluate) -> None:
    """Nothing contradicts anything, and the code shows the same again."""
    state = state_of(explorer)
    draft = vars(explorer.draft_of(state))
    for name, value in state.items():
        assert explorer.settings[name].to_json(draft[name], explorer) == value
    again = evaluate(explorer.code())
    assert state_of(again) == state
    assert again.code() == explorer.code()
    assert repr(again) == repr(explorer) == repr(explorer)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_r31_whatever_is_sent_an_explorer_stays_sound(make, evaluate, data):
    explorer = make()
    explorer.log = NoLog("widgets")
    sent = data.draw(st.lists(messages(explorer), min_size=1, max_size=6))
    for each in sent:
        before, hidden = state_of(explorer), private_of(explorer)
        explorer._handle_msg(each)
        after = state_of(explorer)
        match each:
            case {"content": {"data": {"method": "update", "state": dict(state)}}}:
                assert private_of(explorer) == hidden
                if after != before:
                    wanted = explorer.draft_of(state)
                    for name in state.keys() & before.keys():
                        value = explorer.settings[name].to_json(vars(wanted)[name], explorer)
                        assert after[name] == json.loads(json.dumps(value))
            case {"content": {"data": {"method": "custom"}}}:
                assert (after, private_of(explorer)) == (before, hidden)
            case _:
                assert (after, private_of(explorer)) == (before, hidden)
    assert_sound(explorer, evaluate)


# --- one bad value in a message ---


class Corner:
    """A learner's optimizer that needs two coordinates."""

    def init(self, w):
        return None

    def update(self, w, gradient, state):
        return w - 0.1 * np.array([gradient(w)[0], gradient(w)[1]]), state


def test_r12_a_message_with_one_bad_value_changes_nothing():
    explorer = lk.explore(lk.objectives.bowl)
    with pytest.raises(ValueError, match="step must be a whole number from 0 to 7, got 99"):
        explorer.set_state({"steps": 7, "step": 99})
    assert (explorer.steps, explorer.step) == (20, 20)
    assert "steps" not in explorer.code()
    explorer.set_state({"step": 5, "steps": 7, "foo": 1})
    assert (explorer.steps, explorer.step) == (7, 5)


def test_r12_observers_see_what_belongs_together():
    explorer = lk.explore(lk.objectives.bowl, [lk.GradientDescent(0.1), lk.Adam(0.1)])
    seen = []

    def look(_change):
        rates = {each.learning_rate for each in explorer.optimizers}
        seen.append((rates, explorer.learning_rate, explorer.steps, explorer.step))

    explorer.observe(look, ["learning_rate", "optimizers", "steps", "step"])
    explorer.change({"learning_rate": 0.5, "steps": 9})
    assert seen == [({0.5}, 0.5, 9, 9)] * 4
    with pytest.raises(ValueError, match="step must"):
        explorer.change({"learning_rate": 0.7, "step": 10})
    assert len(seen) == 4


def test_r11_an_objective_that_an_optimizer_cannot_run_is_refused_whole():
    explorer = lk.explore(lk.objectives.bowl, [Corner()])
    before, hidden = state_of(explorer), private_of(explorer)
    with pytest.raises(TypeError, match="not subscriptable"):
        explorer.objective = lk.objectives.parabola
    assert explorer.objective is lk.objectives.bowl
    assert (state_of(explorer), private_of(explorer)) == (before, hidden)
    assert explorer._repr_mimebundle_()
    line = lk.explore(lk.objectives.parabola)
    with pytest.raises(TypeError, match="not subscriptable"):
        line.optimizers = [Corner()]
    assert line.optimizers == (lk.GradientDescent(0.1),)


def test_f9_a_formula_without_a_value_is_said_to_have_none():
    with pytest.raises(ValueError, match=r"log\(x - 6\) has no finite value where -5 ≤ x ≤ 5\."):
        lk.explore(lk.Objective("log(x - 6)"))
    for make in (lk.explore, lk.explore_sections, lk.explore_search):
        with pytest.raises(ValueError, match=r"no finite value where -5 ≤ x ≤ 5, -5 ≤ y ≤ 5\."):
            make(lk.Objective("log(x - 6) + y"))


def test_r31_the_browser_sets_no_private_trait():
    explorer = lk.explore_tangent(lk.objectives.parabola)
    before = private_of(explorer)
    explorer.set_state({name: {} for name in PRIVATE} | {"h": 0.25})
    assert (explorer.h, private_of(explorer)) == (0.25, before)


def test_r31_a_browser_that_is_refused_is_told_what_holds(monkeypatch):
    explorer, sent = lk.explore_tangent(lk.objectives.parabola, x=1.0), []
    monkeypatch.setattr(explorer, "_send", lambda data, buffers=None: sent.append(data))
    explorer._handle_msg(message({"method": "update", "state": {"h": -1, "x": 2.0}}))
    told = {"x": 1.0, "h": 0.5, "reached": []}
    assert [(each["method"], each["state"]) for each in sent] == [("update", told)]


def test_a_learners_mistake_is_shown_and_what_was_sent_holds(caplog):
    explorer = lk.explore_tangent(lk.objectives.parabola)
    explorer.observe(lambda change: 1 / 0, "h")
    explorer._handle_msg(message({"method": "update", "state": {"h": 0.25}}))
    assert explorer.h == 0.25
    assert "ZeroDivisionError" in caplog.text


def test_a_browser_that_is_right_is_not_told_what_it_knows(monkeypatch):
    explorer, sent = lk.explore_step([[0.0], [1.0]], [0, 1], classes=2), []
    monkeypatch.setattr(explorer, "_send", lambda data, buffers=None: sent.append(data))
    explorer._handle_msg(message({"method": "update", "state": {"step": 0.98, "seed": 1}}))
    assert [(each["method"], each["state"]) for each in sent] == [
        ("echo_update", {"step": 0.98, "seed": 1}),
        ("update", {"step": 1.0}),  # the nearest one
    ]


@pytest.mark.parametrize("steps", [10**9, -1, None, "many", [3]])
def test_r31_a_request_asks_for_no_more_than_a_slider_can(steps):
    explorer = lk.explore(lk.objectives.bowl, [Corner()])
    request = {"kind": "runs", "start": [1.0, 2.0], "steps": steps}
    request["optimizers"] = explorer.get_state("optimizers")["optimizers"]
    assert "steps must be" in answer(explorer, request)["error"]
