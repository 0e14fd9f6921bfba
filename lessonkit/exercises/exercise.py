"""Exercises: a reference answer, cases to try it on, and wrong answers that are recognized.

What is said stands in ``hints.toml`` and ``mistakes.toml``; a lesson has the table of the rest.
"""

import copy
import inspect
import math
import reprlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from lessonkit.exercises.containment import survive
from lessonkit.exercises.errors import RefusedError, brief, explain_error
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.i18n import N_ as N_  # the lessons get it here, with all else that makes an exercise
from lessonkit.i18n import _


@dataclass(frozen=True)
class Mistake:
    """As lessons 13 to 16 have them still."""

    message: str
    answer: object


class Several(tuple):
    """Wrong answers of which the same is said."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What all exercises have.

    Attributes:
        id: such as ``"09.1"``.
        praise: what to say when all is right.
        hints: from a nudge to nearly the answer. Both stand in ``hints.toml``, unless given here.
    """

    id: str
    praise: str = ""
    hints: tuple[str, ...] = ()

    def __post_init__(self):
        words = texts("hints").get(self.id, {})
        object.__setattr__(self, "praise", self.praise or words.get("praise", ""))
        object.__setattr__(self, "hints", self.hints or tuple(words.get("hints", ())))

    def check(self, answer) -> Feedback:
        """Say what is right or wrong with an answer; None and ... are none yet."""
        if nothing(answer):
            return waiting(self.id)
        try:
            return self._look_at(answer)
        except Exception as error:  # whatever the learner's code raises is theirs to see
            return wrong(self.id, *explain_error(error))

    def recognized(self) -> Iterator[tuple[str, object]]:
        """Yield what is said of each mistake, and a wrong answer; a name without a text is one."""
        if isinstance(self.mistakes, tuple):
            yield from ((each.message, each.answer) for each in self.mistakes)
            return
        said = {**texts("mistakes").get(self.id[:2], {}), **texts("mistakes").get(self.id, {})}
        for name, wrong_answer in self.mistakes.items():
            for each in wrong_answer if isinstance(wrong_answer, Several) else (wrong_answer,):
                yield said.get(name, name), each


@cache
def texts(kind: str) -> dict[str, dict]:
    """Return what is said, by id: ``"hints"`` and praise, ``"mistakes"``, ``"predictions"``."""
    return tomllib.loads(Path(__file__).with_name(f"{kind}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class FunctionExercise(Exercise):
    """The learner writes a function; it is compared with a reference on several cases.

    Attributes:
        reference: a function that is right.
        cases: the positional arguments of each trial; the function gets copies.
        mistakes: wrong functions by the names of what is said of one that gives the same.
        watch: looks at how an answer works on the first case before its results are compared, and
            returns what is wrong with that, or None.
    """

    reference: Callable
    cases: tuple[tuple, ...]
    mistakes: dict[str, object]
    watch: Callable[[Callable], str | None] = lambda answer: None

    def _look_at(self, answer) -> Feedback:
        function_in(answer)
        fault = survive(lambda: self.watch(answer), None)  # an error comes again below
        if fault is not None:
            return wrong(self.id, fault, _input_line(self.cases[0]))
        results = []
        for case in self.cases:
            given = copy.deepcopy(case)
            try:
                results.append(finished(answer(*given)))
            except Exception as error:  # whatever the learner's code raises is theirs to see
                return wrong(self.id, *explain_error(error), _input_line(case))
            if not _all_same(given, case):
                return wrong(
                    self.id,
                    _("Your function changed its argument in place; return a new value instead."),
                    _input_line(case),
                )
        if nothing(*results):
            return nothing_returned(self.id, answer)
        return self._compare(results)

    def _compare(self, results: list) -> Feedback:
        expected = [self.reference(*copy.deepcopy(case)) for case in self.cases]
        failed = [
            k for k, pair in enumerate(zip(results, expected, strict=True)) if not same(*pair)
        ]
        if not failed:
            return right(self.id, _(self.praise))
        first = failed[0]
        lines = [
            _input_line(self.cases[first]),
            _(
                "expected {expected}, got {got}",
                expected=show(expected[first]),
                got=show(results[first]),
            ),
        ]
        for text, mistake in self.recognized():
            seen = [mistake(*copy.deepcopy(case)) for case in self.cases]
            if all(map(same, results, seen)):
                return wrong(self.id, _(text), *lines)
        wanted, got = _shape(expected[first]), survive(lambda: _shape(results[first]), ())
        if wanted != got:
            message = _("The shape is off: {wanted} is wanted, got {got}.", wanted=wanted, got=got)
            return wrong(self.id, message, *lines)
        return wrong(self.id, _("Not yet."), *lines)


@dataclass(frozen=True, kw_only=True)
class ValueExercise(Exercise):
    """The learner gives a number or an array, compared with the right one.

    `tolerance` is relative to the larger of 1 and the right value.
    """

    expected: object
    mistakes: dict[str, object]
    tolerance: float = 1e-6

    def _look_at(self, answer) -> Feedback:
        if callable(answer):
            return wrong(self.id, _("A value is wanted here, got the function itself: call it."))
        if same(answer, self.expected, self.tolerance):
            return right(self.id, _(self.praise))
        if isinstance(answer, str) and is_numeric(self.expected):
            return wrong(self.id, *no_number(answer))
        got = _("got {got}", got=show(answer))
        for text, mistake in self.recognized():
            if same(answer, mistake, self.tolerance):
                return wrong(self.id, _(text), got)
        return wrong(self.id, _("Not yet."), got)


@dataclass(frozen=True, kw_only=True)
class OpenExercise(Exercise):
    """Anything else: `judge(answer)` returns a Feedback and does not change the answer.

    What it raises is explained to the learner, as are the lines of a `RefusedError`.
    """

    judge: Callable

    def _look_at(self, answer) -> Feedback:
        return self.judge(answer)


def same(a, b, tolerance: float = 1e-6) -> bool:
    """Whether two answers agree: numbers and arrays within a tolerance, sequences part by part."""
    if isinstance(b, (tuple, list)) and not is_numeric(b):
        return (
            isinstance(a, (tuple, list))
            and len(a) == len(b)
            and all(same(*pair, tolerance) for pair in zip(a, b, strict=True))
        )
    if isinstance(b, str) or not (is_numeric(a) and is_numeric(b)):
        return type(a) is type(b) and survive(lambda: bool(np.array_equal(a, b)), False)
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return a.shape == b.shape and np.allclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)


def show(value) -> str:
    """A short text of a value, the same in every run, made without looking at all of it."""
    if isinstance(value, np.random.Generator):
        return "rng"
    if callable(value):
        return brief(str(survive(lambda: value.__name__, type(value).__name__)))
    shown = np.asarray(value) if is_numeric(value) else value
    return brief(survive(lambda: _Short().repr(shown), type(value).__name__))


class _Short(reprlib.Repr):
    """The `repr` of a value, made of its first parts."""

    def __init__(self):
        super().__init__()
        self.maxstring = self.maxother = 100

    def repr1(self, part, level):
        if not isinstance(part, np.ndarray):
            return super().repr1(part, level)
        if part.size > 8 and math.prod(min(length, 7) for length in part.shape) > 100:
            return _("an array of shape {shape}", shape=part.shape)
        return np.array2string(part, precision=6, threshold=8, separator=", ")


def nothing(*values) -> bool:
    """Whether all of these are values that stand for none yet."""
    return all(value is None or value is ... for value in values)


def function_in(answer) -> Callable:
    """Return an answer, or raise RefusedError unless it can be called."""
    if not callable(answer):
        raise RefusedError(_("A function is wanted here, got {got}.", got=show(answer)))
    return answer


def no_number(answer) -> list[str]:
    """Say that a number is wanted."""
    lines = [_("A number is wanted here, got {got}.", got=show(answer))]
    if isinstance(answer, str):
        lines.append(_("What stands in quotation marks is text: take them away."))
    return lines


def finished(result):
    """Return a result, or raise RefusedError where it is none yet: after yield, or async."""
    if inspect.isgenerator(result):
        raise RefusedError(_("A result is wanted here, handed over with return, not yield."))
    if inspect.iscoroutine(result) or inspect.isasyncgen(result):
        raise RefusedError(_("A plain function is wanted here, without async."))
    return result


def nothing_returned(exercise_id: str, function: Callable) -> Feedback:
    """What to say of a function that returned None: a stub waits, anything else forgot return."""
    if _computes_something(function):
        message = _("Your function returns nothing. Hand the result over with return.")
        return wrong(exercise_id, message)
    return waiting(exercise_id)


def _computes_something(function: Callable) -> bool:
    """Whether a function that returned nothing is more than a stub: it prints, or assigns."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    return bool(code.co_names) or code.co_nlocals > len(inspect.signature(function).parameters)


def _shape(value) -> tuple:
    """The shape of an array; of a sequence of unequal parts, the shape of each."""
    if isinstance(value, (tuple, list)) and not is_numeric(value):
        return tuple(_shape(part) for part in value)
    return np.shape(value)


def _input_line(case: tuple) -> str:
    return _("on the input {input}", input=", ".join(show(argument) for argument in case))


def _all_same(given: tuple, case: tuple) -> bool:
    arrays = [(g, c) for g, c in zip(given, case, strict=True) if isinstance(c, (np.ndarray, list))]
    return all(same(g, c, 0.0) for g, c in arrays)


def numbers_of(value) -> np.ndarray:
    """An answer as an array of floats, for a judge to look at; NaN where it is no such array."""
    return np.array(value if is_numeric(value) else np.nan, dtype=float)


def is_numeric(value) -> bool:
    """Whether a value is a real number or an array of such."""
    if isinstance(value, str) or nothing(value) or np.ma.isMaskedArray(value):
        return False
    if isinstance(value, list | tuple) and any(part is np.ma.masked for part in value):
        return False
    return survive(lambda: np.asarray(value).dtype.kind in "biuf", False)
