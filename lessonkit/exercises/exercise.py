"""Exercises: a reference answer, cases to try it on, and wrong answers that are recognized.

What is said stands in ``hints.toml`` and ``mistakes.toml``; a lesson has the table of the rest.
"""

import copy
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from lessonkit.exercises.containment import survive
from lessonkit.exercises.errors import explain_error
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, waiting, wrong
from lessonkit.exercises.values import (
    finished,
    function_in,
    is_numeric,
    no_number,
    nothing,
    same,
    show,
)
from lessonkit.i18n import _


class Several(tuple):
    """Wrong answers of which the same is said."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What all exercises have: an `id` such as ``"09.1"``, by which the files say the rest."""

    id: str

    @property
    def praise(self) -> str:
        """What to say when all is right."""
        return texts("hints").get(self.id, {}).get("praise", "")

    @property
    def hints(self) -> list[str]:
        """From a nudge to nearly the answer."""
        return texts("hints")[self.id]["hints"]

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
