"""Whatever an answer is and does, its check says something about it and the kernel lives."""

import os
import re
import signal
import sys
import threading

import IPython  # noqa: F401 (contained looks for its shell once it is loaded)
import pytest

import lessonkit as lk
from lessonkit.exercises import containment
from lessonkit.exercises.containment import ExitedError, OutOfTimeError, contained
from tests.exercises.hostile_answers import ENDLESS, FUNCTIONS, VALUES
from tests.exercises.test_exercises import EXERCISES, by_id

ANSWERS = VALUES | FUNCTIONS


def assert_is_feedback(feedback):
    assert feedback.status in ("right", "wrong", "waiting")
    text = repr(feedback)
    assert len(text) < 3000
    assert not re.search(r" at 0x[0-9a-f]+", text)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_r9_r21_f19_every_exercise_survives_every_answer(exercise, capsys):
    for name, answer in ANSWERS.items():
        feedback = lk.check(exercise.id, answer)
        assert_is_feedback(feedback)
        assert not (feedback.passed and name in FUNCTIONS and "returns" not in name), name
        assert len(capsys.readouterr().out) < 3 * containment.LINES * containment.WIDTH


@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_r9_an_endless_answer_ends(exercise, monkeypatch):
    monkeypatch.setattr(containment, "SECONDS", 0.02)
    for answer in ENDLESS.values():
        assert_is_feedback(lk.check(exercise.id, answer))


def test_r9_what_an_answer_wants_is_said(monkeypatch):
    def said(answer):
        return lk.check("09.1", answer).lines[0]

    monkeypatch.setattr(containment, "SECONDS", 0.02)
    assert "does not come to an end" in said(ENDLESS["endless"])
    assert "does not come to an end" in said(ENDLESS["sleeps"])
    assert "wanted to leave Python" in said(FUNCTIONS["exits"])
    assert "wanted to leave Python" in said(FUNCTIONS["interrupts"])
    assert "input() does not work here" in said(FUNCTIONS["asks"])


def test_r20_the_name_of_a_missing_key_is_told_as_such():
    feedback = lk.check("09.1", FUNCTIONS["key"])
    assert feedback.lines[0] == "Your function stopped with KeyError: 'w'"
    assert feedback.lines[1] == "in the line raise error"


def test_r19_the_learners_own_line_is_quoted():
    class Mine:
        def __init__(self, learning_rate, **settings):
            self.learning_rate = learning_rate

        def init(self, w):
            return 0

        def update(self, w, gradient, state):
            return w - self.learning_rate * gradient(w) / undefined, state  # noqa: F821

    (exercise,) = (each for each in EXERCISES if each.id == "14.2")
    assert "in the line return w - self.learning_rate * gradient(w) / undefined" in repr(
        lk.check(exercise.id, Mine)
    )


def test_an_interrupt_from_outside_passes():
    def interrupted(*_arguments):
        os.kill(os.getpid(), signal.SIGINT)
        while True:
            pass

    with pytest.raises(KeyboardInterrupt):
        lk.check("09.1", interrupted)


def test_r9_time_ends_in_a_thread_too(monkeypatch):
    monkeypatch.setattr(containment, "SECONDS", 0.02)
    seen = []

    def work():
        try:
            with contained():
                while True:
                    pass
        except OutOfTimeError:
            seen.append("ended")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert seen == ["ended"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no limit")
def test_r9_memory_has_a_limit(monkeypatch):
    monkeypatch.setattr(containment, "MEMORY", 64 * 1024**2)
    with pytest.raises(MemoryError), contained():
        bytearray(1024**3)
    assert len(bytearray(128 * 1024**2)) > 0  # and none afterwards


def test_output_is_bounded_and_shown(capsys):
    with contained():
        print("one")
        print("two", file=sys.stderr)
    assert capsys.readouterr().out == "one\ntwo\n"
    with contained():
        for number in range(10_000):
            print(number)
    assert capsys.readouterr().out.splitlines() == [*map(str, range(containment.LINES)), "…"]


def test_r9_exit_of_a_notebook_raises(monkeypatch):
    class Shell:
        left = False

        def ask_exit(self):
            self.left = True

    shell = Shell()
    monkeypatch.setattr(sys.modules["IPython"], "get_ipython", lambda: shell)
    with pytest.raises(ExitedError), contained():
        shell.ask_exit()
    assert not shell.left
    shell.ask_exit()
    assert shell.left


@pytest.mark.parametrize("number", [1.5, True, "1", None, 0, -1, 10**400])
def test_r22_the_number_of_a_hint_is_checked(number):
    with pytest.raises(ValueError, match=r"number must be|has hints 1 to"):
        lk.hint("09.2", number)


@pytest.mark.parametrize("ask", [lambda name: lk.check(name, 1), lk.hint, lk.predict, lk.answer])
@pytest.mark.parametrize("name", [None, 9.1, ["09.1"], b"09.1", 10**400])
def test_r22_a_name_of_another_type_is_refused(ask, name):
    with pytest.raises(ValueError, match=r"unknown (exercise|prediction)"):
        ask(name)
