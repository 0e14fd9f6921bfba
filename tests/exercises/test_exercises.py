"""The exercise framework: what holds for every exercise and prediction of every lesson."""

import math
from fractions import Fraction
from importlib import import_module

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.exercises import LESSONS
from lessonkit.exercises.exercise import FunctionExercise, ValueExercise, texts
from lessonkit.exercises.feedback import Feedback
from lessonkit.exercises.predictions import predictions
from lessonkit.exercises.values import same, show
from lessonkit.widgets.listening import VIEW

MODULES = [import_module(f"lessonkit.exercises.lessons.lesson_{lesson}") for lesson in LESSONS]
EXERCISES = [exercise for module in MODULES for exercise in module.EXERCISES]
OPEN_FUNCTIONS = ("05.3", "10.4")  # answered by a function, judged by its doings
PREDICTIONS = list(predictions().values())


def by_id(item):
    return item.id


@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_every_exercise_has_hints_that_can_be_asked_for(exercise):
    assert exercise.hints
    assert exercise.praise or not hasattr(exercise, "mistakes")
    for number in range(1, len(exercise.hints) + 1):
        assert lk.hint(exercise.id, number).lines
    with pytest.raises(ValueError, match="has hints 1 to"):
        lk.hint(exercise.id, len(exercise.hints) + 1)


def test_hints_are_those_of_exercises():
    assert set(texts("hints")) <= {exercise.id for exercise in EXERCISES}


@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_every_exercise_waits_for_an_answer(exercise):
    stubs = [None, ...]
    if isinstance(exercise, FunctionExercise) or exercise.id in OPEN_FUNCTIONS:
        stubs.append(lambda *arguments: None)
    for stub in stubs:
        assert exercise.check(stub).status == "waiting"


@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_every_recognized_mistake_is_wrong_and_told_apart(exercise):
    for text, mistake in exercise.recognized() if hasattr(exercise, "mistakes") else ():
        feedback = exercise.check(mistake)
        assert feedback.status == "wrong"
        assert feedback.lines[0] == text


def test_every_text_of_a_mistake_is_said_and_every_mistake_has_one():
    said, unused = texts("mistakes"), {key: set(named) for key, named in texts("mistakes").items()}
    for exercise in EXERCISES:
        for name in getattr(exercise, "mistakes", {}):
            key = exercise.id if name in said.get(exercise.id, {}) else exercise.id[:2]
            assert name in said[key], (exercise.id, name)
            unused[key].discard(name)
    assert not any(unused.values()), unused


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_has_three_exercises_and_two_predictions(lesson):
    assert sum(exercise.id.startswith(lesson) for exercise in EXERCISES) >= 3
    assert sum(prediction.id.startswith(lesson) for prediction in PREDICTIONS) >= 2


@pytest.mark.parametrize("name", ["09.99", "99.1", "", "parabola"])
def test_unknown_exercises_are_refused_by_name(name):
    with pytest.raises(ValueError, match="unknown exercise") as caught:
        lk.check(name, 1)
    assert repr(name) in str(caught.value)


def test_unknown_exercise_names_the_near_ones():
    with pytest.raises(ValueError, match=r"did you mean '09\.1'"):
        lk.hint("09.11")


DOUBLE = FunctionExercise(
    id="00.1",
    reference=lambda values: 2 * values,
    cases=((np.array([1.0, 2.0]),), (np.array([[3.0]]),)),
    mistakes={"You squared.": lambda values: values**2},
)


def test_a_right_function_passes_and_its_input_is_untouched():
    before = [case[0].copy() for case in DOUBLE.cases]
    assert DOUBLE.check(lambda values: values + values).passed
    assert all(np.array_equal(b, case[0]) for b, case in zip(before, DOUBLE.cases, strict=True))


def test_a_function_that_prints_or_forgets_return_is_told_so_and_a_stub_waits(capsys):
    def prints(values):
        print(2 * values)

    def forgets(values):
        result = 2 * values  # noqa: F841

    def stub(values): ...

    for answer in (prints, forgets):
        assert "returns nothing" in DOUBLE.check(answer).lines[0]
    assert DOUBLE.check(stub).status == "waiting"
    assert capsys.readouterr().out


def test_parts_of_unequal_shapes_in_the_wrong_order_are_told_their_shapes():
    exercise = FunctionExercise(
        id="00.1",
        reference=lambda values: (values, values[:1]),
        cases=((np.array([1.0, 2.0]),),),
        mistakes={},
    )
    assert exercise.check(lambda values: (values, values[:1])).passed
    turned = exercise.check(lambda values: (values[:1], values))
    assert turned.lines[0] == "The shape is off: ((2,), (1,)) is wanted, got ((1,), (2,))."


def test_a_function_that_is_not_called_is_named():
    exercise = lk.check("09.4", lambda gradient, w, rate, *_rest: w - rate * gradient)
    assert "Call it" in exercise.lines[2]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda values: values + np.ones(3), "shapes of two arrays do not fit"),
        (lambda values: np.ones((2, 5)) @ values, "shapes of two arrays do not fit"),
        (lambda values: np.dot(values, np.ones(7)), "shapes of two arrays do not fit"),
        (lambda values: math.log(-values[0]), "has no value for such a number"),
        (lambda values: 1 / int(0 * values[0]), "divided by 0"),
        (lambda values: values[2], "Counting starts at 0"),
        (lambda values: nothing, "That name has no value"),  # noqa: F821
        (lambda values: values * math.sqrt, "Call it"),
        (lambda: 0, "Keep the arguments"),
    ],
)
def test_an_error_is_explained_with_its_line_and_input(answer, said):
    said_by_python, *lines = DOUBLE.check(answer).lines
    assert said_by_python.startswith("Your function stopped with ")
    assert said in "\n".join(lines)
    assert lines[-1] == "on the input [1., 2.]"
    if said != "Keep the arguments":  # that one is never entered
        assert lines[0].startswith("in the line (lambda values: ")


def test_an_error_without_advice_is_shown_as_it_is():
    def gives_up(values):
        raise RuntimeError("enough")

    assert DOUBLE.check(gives_up).lines == [
        "Your function stopped with RuntimeError: enough",
        'in the line raise RuntimeError("enough")',
        "on the input [1., 2.]",
    ]


ODD = [1, "x", [1, 2], [[1], [2, 3]], np.array(["a"]), np.zeros((7, 5, 3)), {}, object(), math.nan]
BREAKS = [lambda *inputs: np.zeros(3) + np.zeros(2), lambda *inputs: math.log(-1)]
RETURNS = [lambda *inputs, value=value: value for value in ODD]


@pytest.mark.parametrize("exercise", EXERCISES, ids=by_id)
def test_no_answer_whatever_raises(exercise):
    for answer in (*ODD, *RETURNS, *BREAKS, lambda: 1):
        assert exercise.check(answer).status in ("wrong", "waiting", "right")


def test_a_function_that_changes_its_argument_is_told_so_and_the_cases_stay():
    def double(values):
        values *= 2
        return values

    assert "in place" in DOUBLE.check(double).lines[0]
    assert DOUBLE.check(lambda values: 2 * values).passed


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda values: values**2, "You squared."),
        (lambda values: values + 1, "Not yet."),
        (lambda values: values.sum(), "shape is off: (2,) is wanted, got ()"),
        (lambda: 0, "TypeError"),
        (lambda values: values / "2", "on the input [1., 2.]"),
        (lambda values: "four", "got 'four'"),
        (42, "function is wanted"),
    ],
)
def test_wrong_functions_are_explained(answer, said):
    feedback = DOUBLE.check(answer)
    assert feedback.status == "wrong"
    assert said in "\n".join(feedback.lines)


def test_a_value_exercise_tells_a_function_from_its_value():
    exercise = ValueExercise(id="00.9", expected=3.0, mistakes={"That is the square.": 9.0})
    assert exercise.check(3).passed
    assert exercise.check(np.float32(3)).passed
    assert "call it" in exercise.check(lambda: 3).lines[0]
    assert exercise.check(9).lines[0] == "That is the square."
    assert "take them away" in exercise.check("3").lines[1]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1, 1.0, True),
        (1 + 1e-9, 1, True),
        (1.001, 1, False),
        ([1, 2], np.array([1.0, 2.0]), True),
        ([1, 2, 3], [1, 2], False),
        (float("nan"), float("nan"), True),
        (None, 1, False),
        ("a", "a", True),
        (np.array(["a", "b"])[1], "a", False),
        (np.array(["a", "b"]), ["a", "b"], True),
        ((np.zeros(2), 1.0), (np.zeros(2), 1.0), True),
        ((np.zeros(2), 1.0), (np.zeros(2), 2.0), False),
        ([[1, 2], [3]], np.ones(2), False),
        (np.str_("a"), "a", True),
        (np.where(True, "a", "b"), "a", True),
        (np.array(["a"]), "a", False),
        (Fraction(1, 4), 0.25, True),
        ([Fraction(1, 4), 2], np.array([0.25, 2.0]), True),
        ((Fraction(1, 4), "a"), (0.25, "a"), True),
        (Fraction(1, 4), 0.5, False),
        (10**400, math.nan, False),
    ],
)
def test_same_compares_numbers_arrays_and_parts(a, b, expected):
    assert same(a, b) is expected


def test_show_is_short_and_the_same_in_every_run():
    assert show(np.random.default_rng(0)) == "rng"
    assert show(np.float64(0.1) + 0.2) == "0.3"
    assert len(show(np.zeros(1000))) < 80
    assert len(show("x" * 200)) <= 100
    assert show(np.str_("bug")) == "'bug'"
    assert show([Fraction(1, 4), np.int64(2)]) == "[0.25, 2]"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.zeros((2,) * 18), f"an array of shape {(2,) * 18}"),
        (np.zeros((2,) * 18, complex), f"an array of shape {(2,) * 18}"),
        (["a", np.zeros((2,) * 18)], f"['a', an array of shape {(2,) * 18}]"),
        (np.zeros((50, 50, 50)), "an array of shape (50, 50, 50)"),
        (np.arange(4).reshape(2, 2), "[[0, 1], [2, 3]]"),
        ("\ud800", "'\\ud800'"),
        (object(), "<object>"),
    ],
)
def test_what_is_shown_is_one_short_line(value, text):
    assert show(value) == text


def test_a_long_name_is_shown_in_part():
    def answer(): ...

    answer.__name__ = "x" * 10**7
    assert show(answer) == "x" * 499 + "…"
    answer.__name__ = "\ud800"
    assert show(answer) == "?"
    assert show(type("Nameless", (), {"__call__": len})()) == "Nameless"


def test_feedback_is_text_and_escaped_html():
    feedback = Feedback("wrong", "a < b", ["got <script>"])
    assert repr(feedback) == "✘ a < b\n  got <script>"
    assert "<script>" not in feedback._repr_html_()
    assert "&lt;script&gt;" in feedback._repr_html_()


@pytest.mark.parametrize("prediction", PREDICTIONS, ids=by_id)
def test_predictions_are_recorded_and_compared(prediction):
    card = lk.predict(prediction.id)
    assert card.choice is None
    assert "no prediction recorded" in card.reveal().title

    card = lk.predict(prediction.id)
    card.index = prediction.answer
    assert card.reveal().status == "right"

    card = lk.predict(prediction.id)
    card.index = (prediction.answer + 1) % len(prediction.choices)
    feedback = card.reveal()
    assert feedback.status == "hint"
    assert card.choice in feedback.lines[0]


def told(card, **state):
    """Let the browser set traits of a card."""
    card._handle_msg({"content": {"data": {"method": "update", "state": state}}})


@pytest.mark.parametrize("index", [1, None])
def test_r23_after_the_reveal_no_choice_is_accepted(index):
    card = lk.predict("09.p1")
    card.index = index
    card.reveal()
    with pytest.raises(ValueError, match=r"09\.p1 has been revealed, and its prediction stays"):
        card.index = 0
    told(card, index=0)
    told(card, _closed=False, index=0)
    assert card.index == index


@pytest.mark.parametrize("index", [-1, 99, 1.5, True, "1", [1], float("nan"), 10**400])
def test_a_prediction_is_one_of_its_choices(index):
    card = lk.predict("09.p1")
    card.index = 1
    with pytest.raises(ValueError, match=r"^index must be a whole number .*, got "):
        card.index = index
    told(card, index=index)
    assert card.index == 1


def test_r31_the_browser_chooses_and_sets_nothing_else():
    card = lk.predict("09.p3")
    told(card, index=2, _choices=["<b>"], _closed=True, _texts={}, layout=3)
    assert (card.index, card._closed, len(card._choices)) == (2, False, 4)
    for data in (None, 3, {}, {"method": "update"}, {"method": "update", "state": [1]}):
        card._handle_msg({"content": {"data": data}})
    assert card.index == 2


def test_a_prediction_card_has_a_stable_text():
    bundle, metadata = lk.predict("09.p1")._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lk.predict("09.p1"))
    assert set(bundle) == {"text/plain", VIEW}
    assert metadata == {}
