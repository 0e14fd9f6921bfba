"""Exercises in which the learner writes an optimizer: it is run beside one that is right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from lessonkit.exercises.containment import survive
from lessonkit.exercises.errors import RefusedError, explain_error
from lessonkit.exercises.exercise import Exercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.values import finished, is_numeric, nothing, same, show
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


@dataclass(frozen=True, kw_only=True)
class OptimizerExercise(Exercise):
    """The learner writes a class with `init(w)` and `update(w, gradient, state)`.

    Attributes:
        reference: a class that is right.
        trials: each is run for four steps, and the points are compared; a state may be anything.
        mistakes: wrong classes by the names of what is said of one that goes the same way.
    """

    reference: type
    trials: tuple[Trial, ...]
    mistakes: dict[str, object]

    def _look_at(self, answer) -> Feedback:
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
            except UnfinishedError:
                return waiting(self.id)
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
        for text, mistake in self.recognized():
            seen = [_walk(mistake, trial) for trial in self.trials]
            if all(map(same, walks, seen)):
                return _(text)
        return _("Not yet.")


class UnfinishedError(Exception):
    """An `update` returns nothing, as in an answer that is not written yet."""


def _walk(kind: type, trial: Trial) -> list:
    return walk(kind(**trial.settings), trial.gradient, trial.start)


def walk(optimizer, gradient: Callable, start: np.ndarray) -> list:
    """Run an optimizer for a few steps and return the point after each of them.

    Raises:
        RefusedError: when something is wrong with what `update` hands back or touches.
        UnfinishedError: when it hands back nothing.
    """
    w, points = start.copy(), []
    state = finished(optimizer.init(w.copy()))
    with np.errstate(all="ignore"):
        for _step in range(_STEPS):
            before = [list(_numbers(part)) for part in (w, state)]
            made = finished(optimizer.update(w, gradient, state))
            if nothing(made):
                raise UnfinishedError
            if not isinstance(made, tuple) or len(made) != 2:
                raise RefusedError(_("update hands back two things: return new_w, new_state"))
            after = [list(_numbers(part)) for part in (w, state)]
            if not same(after[0], before[0], 0.0):
                raise RefusedError(
                    _("update changed the caller's w in place: write w = w - …, not w -= …")
                )
            if not same(after[1], before[1], 0.0):
                raise RefusedError(
                    _(
                        "update changed the old state in place, and with it every state that was "
                        "kept before: write r = r + …, not r += …"
                    )
                )
            w, state = made
            if not is_numeric(w):
                raise RefusedError(_("The new w has to be numbers, got {got}.", got=show(w)))
            if np.shape(w) != start.shape:
                wanted, got = start.shape, np.shape(w)
                message = _(
                    "The shape is off: {wanted} is wanted, got {got}.", wanted=wanted, got=got
                )
                raise RefusedError(message)
            points.append(np.array(w, dtype=float))
    return points


def _numbers(value, depth: int = 4) -> Iterator[np.ndarray]:
    """Copies of all numbers within a state, which may be any object; others change unseen."""
    if is_numeric(value):
        yield np.array(value, dtype=float)
    elif depth:
        parts = (
            value if isinstance(value, tuple | list | dict) else survive(lambda: vars(value), ())
        )
        for part in parts.values() if isinstance(parts, dict) else parts:
            yield from _numbers(part, depth - 1)


def _trial_line(trial: Trial) -> str:
    settings = ", ".join(f"{name}={value:g}" for name, value in trial.settings.items())
    return _(
        "from {start} with the gradient {gradient}, {settings}",
        start=show(trial.start),
        gradient=trial.gradient.__name__,
        settings=settings,
    )
