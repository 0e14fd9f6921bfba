"""Exercises in which the learner writes an optimizer: it is run beside one that is right."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lessonkit.exercises.errors import explain_error
from lessonkit.exercises.exercise import Mistake, same, show
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.i18n import _

_STEPS = 4


@dataclass(frozen=True)
class Trial:
    """What an optimizer is tried on.

    Attributes:
        settings: its hyperparameters by name.
        gradient: a function of the point; its name is shown.
        start: the first point, an array.
    """

    settings: dict
    gradient: Callable
    start: np.ndarray


@dataclass(frozen=True)
class OptimizerExercise:
    """The learner writes a class with `init(w)` and `update(w, gradient, state)`.

    Attributes:
        id: such as ``"13.2"``.
        reference: a class that is right.
        trials: each is run for four steps, and the points are compared; a state may be anything.
        mistakes: wrong classes; one that goes where the learner's goes names the mistake.
        praise: what to say when all is right.
        hints: from a nudge to nearly the answer.
    """

    id: str
    reference: type
    trials: tuple[Trial, ...]
    mistakes: tuple[Mistake, ...]
    praise: str
    hints: tuple[str, ...]

    def check(self, answer) -> Feedback:
        if answer is None or answer is ...:
            return waiting(self.id)
        if not isinstance(answer, type):
            return wrong(
                self.id,
                _(
                    "The class itself is wanted here, without parentheses, got {got}.",
                    got=show(answer),
                ),
            )
        walks = []
        for trial in self.trials:
            try:
                walks.append(_walk(answer, trial))
            except _UnfinishedError:
                return waiting(self.id)
            except _FaultError as fault:
                return wrong(self.id, str(fault), _trial_line(trial))
            except Exception as error:  # whatever the learner's code raises is theirs to see
                return wrong(self.id, *explain_error(error), _trial_line(trial))
        return self._compare(walks)

    def _compare(self, walks: list) -> Feedback:
        wanted = [_walk(self.reference, trial) for trial in self.trials]
        for trial, walk, wanted_walk in zip(self.trials, walks, wanted, strict=True):
            for k, (got, expected) in enumerate(zip(walk, wanted_walk, strict=True)):
                if not same(got, expected):
                    numbers = _(
                        "after step {step}: expected {expected}, got {got}",
                        step=k + 1,
                        expected=show(expected),
                        got=show(got),
                    )
                    return wrong(self.id, self._name(walks), _trial_line(trial), numbers)
        return right(self.id, _(self.praise))

    def _name(self, walks: list) -> str:
        """Say which mistake goes where the learner's class goes."""
        for mistake in self.mistakes:
            seen = [_walk(mistake.answer, trial) for trial in self.trials]
            if all(same(*pair) for pair in zip(walks, seen, strict=True)):
                return _(mistake.message)
        return _("Not yet.")


class _UnfinishedError(Exception):
    """The learner has not written anything yet."""


class _FaultError(Exception):
    """Something is wrong with what `update` hands back or touches; the message says what."""


def _walk(kind: type, trial: Trial) -> list:
    """Run an optimizer and return the point after each step."""
    optimizer, w, points = kind(**trial.settings), trial.start.copy(), []
    state = optimizer.init(w.copy())
    with np.errstate(all="ignore"):
        for _step in range(_STEPS):
            before = copy.deepcopy((w, state))
            made = optimizer.update(w, trial.gradient, state)
            if made is None or made is ...:
                raise _UnfinishedError
            if not isinstance(made, tuple) or len(made) != 2:
                raise _FaultError(_("update hands back two things: return new_w, new_state"))
            if not same(w, before[0], 0.0):
                raise _FaultError(
                    _("update changed the caller's w in place: write w = w - …, not w -= …")
                )
            if not _unchanged(state, before[1]):
                raise _FaultError(
                    _(
                        "update changed the old state in place, and with it every state that was "
                        "kept before: write r = r + …, not r += …"
                    )
                )
            w, state = made
            points.append(np.array(w, dtype=float))
    return points


def _unchanged(state, before) -> bool:
    """Whether two states hold the same numbers, part by part where they have parts."""
    if isinstance(state, dict):
        return state.keys() == before.keys() and _unchanged(
            list(state.values()), list(before.values())
        )
    if isinstance(state, tuple | list):
        return len(state) == len(before) and all(map(_unchanged, state, before))
    return same(state, before, 0.0)


def _trial_line(trial: Trial) -> str:
    settings = ", ".join(f"{name}={value:g}" for name, value in trial.settings.items())
    return _(
        "from {start} with the gradient {gradient}, {settings}",
        start=show(trial.start),
        gradient=trial.gradient.__name__,
        settings=settings,
    )
