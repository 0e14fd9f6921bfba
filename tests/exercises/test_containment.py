"""Whatever an answer is and does, its check says something about it and the kernel lives."""

import io
import linecache
import os
import re
import signal
import sys
import threading
import time
import types
import warnings

import IPython  # noqa: F401 (contained looks for its shell once it is loaded)
import pytest

import lessonkit as lk
from lessonkit import i18n
from lessonkit.exercises import containment, output
from lessonkit.exercises.containment import ExitedError, OutOfTimeError, contained
from tests.exercises.hostile_answers import ENDLESS, FUNCTIONS, VALUES
from tests.exercises.test_exercises import EXERCISES, by_id

ANSWERS = VALUES | FUNCTIONS
OTHERS = {name: answer for name, answer in FUNCTIONS.items() if not name.startswith("returns")}


# What the package says to those who call its functions; a learner reads it in no check. What Python
# says of the learner's own line is quoted: an answer that is `int` itself is called as a function.
OF_THE_PACKAGE = re.compile(r"(?<!int\(\) argument) must be |, got | returned | has hints ")


def assert_is_feedback(feedback):
    assert feedback.status in ("right", "wrong", "waiting")
    text = repr(feedback)
    assert len(text) < 3000
    assert len(text.splitlines()) <= 8
    assert text.encode()
    assert not re.search(r"\b0x[0-9a-f]+", text)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_r9_r21_f19_every_exercise_survives_every_answer(exercise, language, capsys, monkeypatch):
    monkeypatch.setattr(i18n, "_current", language)
    # What a function returns is shown as the value itself would be: one language is enough.
    answers = ANSWERS if language == "en" else VALUES | OTHERS
    for name, answer in answers.items():
        feedback = lk.check(exercise.id, answer)
        assert_is_feedback(feedback)
        assert not (feedback.passed and name in FUNCTIONS and "returns" not in name), name
        assert len(capsys.readouterr().out) < 3 * output.LINES * output.WIDTH
        if language == "ko":
            assert not OF_THE_PACKAGE.search(repr(feedback)), name
            assert all(re.search("[가-힣]", line) for line in feedback.lines), name


@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_r9_an_endless_answer_ends(exercise, monkeypatch):
    monkeypatch.setattr(containment, "SECONDS", 0.02)
    for answer in ENDLESS.values():
        assert_is_feedback(lk.check(exercise.id, answer))


def test_r9_what_an_answer_wants_is_said(monkeypatch):
    def said(answer):
        return lk.check("09.3", answer).lines[0]

    monkeypatch.setattr(containment, "SECONDS", 0.02)
    assert "does not come to an end" in said(ENDLESS["endless"])
    assert "does not come to an end" in said(ENDLESS["sleeps"])
    assert "wanted to leave Python" in said(FUNCTIONS["exits"])
    assert "wanted to leave Python" in said(FUNCTIONS["interrupts"])
    assert "input() does not work here" in said(FUNCTIONS["asks"])


def test_r20_the_name_of_a_missing_key_is_told_as_such():
    feedback = lk.check("09.3", FUNCTIONS["key"])
    assert feedback.lines[0] == "Your function stopped with KeyError: 'w'"
    assert feedback.lines[1] == "in the line raise error"


@pytest.mark.parametrize("name", ["no repr", "no array form", "no equality", "no float"])
def test_r21_an_object_that_breaks_when_it_is_looked_at_is_no_error_of_the_learner(name):
    said = [repr(lk.check(exercise.id, VALUES[name])) for exercise in EXERCISES]
    assert not [each for each in said if "on purpose" in each]


def test_r20_a_long_error_is_quoted_in_part():
    (said, *_more) = lk.check("09.3", FUNCTIONS["long error"]).lines
    assert "ValueError: xxx" in said
    assert said.endswith("…")
    assert len(said) < 600


def test_r19_the_learners_own_line_is_quoted():
    class Mine:
        def __init__(self, learning_rate, **settings):
            self.learning_rate = learning_rate

        def init(self, w):
            return 0

        def update(self, w, gradient, state):
            return w - self.learning_rate * gradient(w) / undefined, state  # noqa: F821

    (exercise,) = (each for each in EXERCISES if each.id == "11.5")
    assert "in the line return w - self.learning_rate * gradient(w) / undefined" in repr(
        lk.check(exercise.id, Mine)
    )


def test_an_interrupt_from_outside_passes():
    begun = threading.Event()

    def interrupt():
        begun.wait()
        os.kill(os.getpid(), signal.SIGINT)

    def interrupted(*_arguments):
        begun.set()
        while True:
            pass

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        lk.check("09.3", interrupted)
    thread.join()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leaves", "wanted to leave Python"),
        ("aborts", "wanted to leave Python"),
        ("kills", "wanted to leave Python"),
        ("raises a signal", "wanted to leave Python"),
        ("becomes another program", "wanted to leave Python"),
        ("error of another kind", "wanted to leave Python"),
        ("forks", "neither copies Python nor sets signals"),
        ("ignores signals", "neither copies Python nor sets signals"),
        ("returns a generator", "with return, not yield"),
        ("yields", "with return, not yield"),
        ("returns a coroutine", "without async"),
        ("async", "without async"),
    ],
)
def test_what_is_refused_is_said(name, said):
    assert said in lk.check("09.3", FUNCTIONS[name]).lines[0]


def test_what_is_refused_is_there_again_afterwards():
    def kept():
        names = [(m, name) for _error, m, names in containment._REFUSED for name in names]
        return [getattr(module, name, None) for module, name in names]

    before = [*kept(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM)]
    with contained():
        assert not set(kept()) & set(before) - {None}
        os.kill(os.getpid(), 0)  # asks, and ends nothing
    after = [*kept(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM)]
    assert after == before


def test_a_child_of_an_answer_may_end_itself(monkeypatch):
    left = []
    monkeypatch.setattr(os, "_exit", left.append)
    with contained():
        monkeypatch.setattr(os, "getpid", lambda: -1)
        os._exit(3)
    assert left == [3]


def test_a_check_within_an_answer_keeps_the_limits(monkeypatch):
    monkeypatch.setattr(containment, "SECONDS", 0.1)

    def checks_itself(*_arguments):
        lk.check("09.3", lambda x, slope, learning_rate: x)
        while True:
            pass

    assert "does not come to an end" in lk.check("09.3", checks_itself).lines[0]


def test_a_check_within_an_answer_that_does_not_end(monkeypatch):
    monkeypatch.setattr(containment, "SECONDS", 0.1)
    feedback = lk.check("09.3", lambda *_arguments: lk.check("09.1", ENDLESS["endless"]))
    assert "does not come to an end" in feedback.lines[0]


def test_somebody_elses_timer_and_trace_go_on():
    heard = []
    trace = sys.gettrace()
    before = signal.signal(signal.SIGALRM, lambda *_arguments: heard.append(1))
    signal.setitimer(signal.ITIMER_REAL, 1000, 7)
    try:
        lk.check("09.3", lambda *_arguments: 1)
        left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
        assert 0 < left <= 1000
        assert interval == 7
        signal.raise_signal(signal.SIGALRM)
        assert heard == [1]
        assert sys.gettrace() is trace
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such timer")
def test_r9_an_alarm_that_rings_before_the_answer_runs_outlives_no_check(monkeypatch):
    set_timer, ring = signal.setitimer, signal.raise_signal
    trace, heard = sys.gettrace(), signal.getsignal(signal.SIGALRM)

    def rings_at_the_next_call(which, seconds, interval=0.0):
        if seconds:
            sys.setprofile(lambda _frame, event, _what: event == "call" and ring(signal.SIGALRM))
        return set_timer(which, seconds, interval)

    monkeypatch.setattr(containment, "_set_timer", rings_at_the_next_call)
    monkeypatch.setattr(containment, "_stopwatch", lambda: True.__bool__)
    try:
        feedback = lk.check("09.3", lambda *_arguments: 1)
    finally:
        sys.setprofile(None)
    assert signal.setitimer(signal.ITIMER_REAL, 0) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is heard
    assert sys.gettrace() is trace
    assert "does not come to an end" in feedback.lines[0]


@pytest.mark.parametrize("folder", ["share/learner", "learner", "lib/python3.1"])
def test_a_line_in_a_file_within_the_environment_is_quoted(folder, tmp_path, monkeypatch):
    file = os.path.join(sys.prefix, folder, "mine.py")
    code = compile("def answer(*arguments):\n    return 1 / 0\n", file, "exec")
    lines = {}
    exec(code, lines)
    source = "def answer(*arguments):\n    return 1 / 0\n"
    entry = (len(source), None, source.splitlines(keepends=True), file)
    monkeypatch.setitem(linecache.cache, file, entry)
    assert "in the line return 1 / 0" in lk.check("09.3", lines["answer"]).lines


def test_a_frame_without_a_source_is_passed_over():
    lines = {}
    exec("def divide(a, b): return a / b", lines)
    feedback = lk.check("09.3", lambda *_arguments: lines["divide"](1, 0))
    assert feedback.lines[1] == 'in the line feedback = lk.check("09.3", lambda *_arguments: ' + (
        'lines["divide"](1, 0))'
    )


@pytest.mark.parametrize("exercise", ["09.2", "12.3", "14.3"])
@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(10**400, "A learning rate is positive and finite, got 1000", id="huge"),
        (float("nan"), "A learning rate is positive and finite, got nan"),
        ("0.5", "What stands in quotation marks is text"),
        (True, "A number is wanted here, got True"),
        (0.1 + 0j, "A number is wanted here"),
        ([1], "A number is wanted here, got [1]"),
    ],
)
def test_f19_a_number_is_one_in_every_exercise_that_asks_for_some(exercise, number, said):
    answers = {
        "11.4": (number, 0.9),
        "12.3": (number, 0.9),
        "14.3": (lk.Objective("x**2 + y**2"), (1.0, 1.0), lambda step: number),
    }
    answers["09.2"] = (lk.objectives.parabola, 4.0, number, 0.1)
    lines = lk.check(exercise, answers.get(exercise, number)).lines
    assert any(line.startswith(said) for line in lines)
    assert len(repr(lines)) < 500


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


@pytest.mark.parametrize(
    ("clock", "work", "over"),
    [
        pytest.param(9.9, 9.9, False, id="within its time"),
        pytest.param(10.0, 10.0, True, id="computes"),
        pytest.param(10.0, 0.1, True, id="sleeps"),
        pytest.param(10.0, 1.0, False, id="is held up by others"),
        pytest.param(60.0, 9.9, False, id="is held up for long"),
        pytest.param(60.0, 10.0, True, id="was held up"),
        pytest.param(100.0, 5.0, True, id="is held up too long"),
    ],
)
def test_the_time_of_an_answer_is_what_it_computes(monkeypatch, clock, work, over):
    seconds = iter((5.0, 5.0 + clock)), iter((3.0, 3.0 + work))
    clocks = dict(zip(("monotonic", "process_time"), (s.__next__ for s in seconds), strict=True))
    monkeypatch.setattr(containment, "time", types.SimpleNamespace(**clocks))
    assert containment._stopwatch()() is over


@pytest.mark.parametrize("set_timer", [containment._set_timer, None], ids=["alarm", "thread"])
def test_a_right_answer_may_take_longer_on_a_busy_machine(monkeypatch, set_timer):
    monkeypatch.setattr(containment, "SECONDS", 0.5)
    monkeypatch.setattr(containment, "_set_timer", set_timer)
    monkeypatch.setattr(time, "process_time", lambda: time.monotonic() / 10)
    with contained():
        until = time.monotonic() + 0.7
        while time.monotonic() < until:
            pass


def test_r9_memory_has_a_limit_where_the_system_can_set_one(monkeypatch):
    class Resource(types.ModuleType):
        RLIMIT_AS, limits = "memory", [(-1, -1)]

        def getpagesize(self):
            return 1024

        def getrlimit(self, kind):
            return self.limits[-1]

        def setrlimit(self, kind, limits):
            self.limits.append(limits)

    resource = Resource("resource")
    monkeypatch.setitem(sys.modules, "resource", resource)
    monkeypatch.setattr(containment, "open", lambda *_a, **_o: io.StringIO("3 2 1"), raising=False)
    with contained():
        assert resource.limits[-1] == (3 * 1024 + containment.MEMORY, -1)
    assert resource.limits[-1] == (-1, -1)
    monkeypatch.setitem(sys.modules, "resource", None)  # as on Windows
    assert lk.check("09.3", lambda *_arguments: 1).status == "wrong"


def test_r9_what_does_not_fit_into_memory_is_said(monkeypatch):
    def said(size):
        return "\n".join(lk.check("09.3", lambda *_arguments: bytearray(size)).lines)

    assert "does not fit into memory" in said(2**62)
    monkeypatch.setattr(containment, "MEMORY", 64 * 1024**2)
    if sys.platform == "linux":  # other systems have no limit
        assert "does not fit into memory" in said(1024**3)
    assert len(bytearray(128 * 1024**2)) > 0  # and none afterwards


def test_output_is_bounded_and_shown(capsys):
    with contained():
        print("one")
        print("two", file=sys.stderr)
    assert capsys.readouterr().out == "one\ntwo\n"
    with contained():
        for number in range(10_000):
            print(number)
    assert capsys.readouterr().out.splitlines() == [*map(str, range(output.LINES)), "…"]


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


@pytest.mark.parametrize("number", [1.5, 1.0, True, "1", None, 0, -1, 10**400])
def test_r22_the_number_of_a_hint_is_checked(number):
    with pytest.raises(ValueError, match=r"number must be|has hints 1 to"):
        lk.hint("09.2", number)


@pytest.mark.parametrize("ask", [lambda name: lk.check(name, 1), lk.hint, lk.predict, lk.answer])
@pytest.mark.parametrize("name", [None, 9.1, ["09.1"], b"09.1", 10**400])
def test_r22_a_name_of_another_type_is_refused(ask, name):
    with pytest.raises(ValueError, match=r"unknown (exercise|prediction)"):
        ask(name)


class _AsksWrongly:
    """It shows the gradient one number where a point has two."""

    def init(self, w):
        return 0

    def update(self, w, gradient, state):
        return w - 0.1 * gradient(w[:1]), state


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_r19_r20_what_the_course_refuses_is_said_in_the_learners_language(language, monkeypatch):
    monkeypatch.setattr(i18n, "_current", language)
    said = repr(lk.check("16.3", _AsksWrongly()))
    assert "return w - 0.1 * gradient(w[:1]), state" in said
    assert "(1,)" in said
    assert ("takes points of shape" in said) == (language == "en")


@pytest.mark.parametrize("value", [3, "text", [[1], [2, 3]]])
def test_r20_what_a_check_cannot_use_is_said_without_its_own_error(value, monkeypatch):
    monkeypatch.setattr(i18n, "_current", "ko")
    for exercise in EXERCISES:
        said = repr(lk.check(exercise.id, lambda *_arguments: value))
        assert "Error:" not in said.replace("TypeError: <lambda>", ""), said


def test_r13_looking_at_an_answer_brings_no_warning():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for value in (VALUES["complex"], VALUES["masked"], VALUES["all masked"], 1j, [1j]):
            for exercise in EXERCISES:
                lk.check(exercise.id, value)
                lk.check(exercise.id, lambda *_arguments, value=value: value)
    assert not [str(each) for each in seen]
