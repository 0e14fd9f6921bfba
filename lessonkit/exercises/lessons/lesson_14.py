"""Lesson 14, RMSProp: its exercises."""

from dataclasses import dataclass

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import learning_rate_in
from lessonkit.exercises.own_optimizers import Adaptive, but, late, uphill, without_root
from lessonkit.exercises.values import show
from lessonkit.i18n import _
from lessonkit.objectives import Objective, ravine
from lessonkit.optimizers import RMSProp


@dataclass
class _RMSProp(Adaptive):
    learning_rate: float
    decay: float
    epsilon: float = 1e-8

    def remember(self, r, g):
        return self.decay * r + (1 - self.decay) * g * g


def _step(**methods):
    """One step of an RMSProp with these methods."""
    kind = but(_RMSProp, **methods)
    return lambda w, r, g, *settings: kind(*settings).update(w, lambda _: g, r)


# --- 14.3: come to rest -------------------------------------------------------------------------

_STEPS, _LAST, _NEAR = 200, 20, 0.001


def _judge_rest(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 3:
        raise RefusedError(
            _("Three things are wanted: landscape, start, schedule. Got {got}.", got=show(answer))
        )
    landscape, start, schedule = answer
    if not isinstance(landscape, Objective) or landscape.dim != 2:
        raise RefusedError(
            _("The landscape is an lk.Objective of two variables, got {got}.", got=show(landscape))
        )
    places = np.random.default_rng(0).normal(size=(7, 2))
    if np.allclose(landscape(places), ravine(places)):
        return wrong("14.3", _("That is the ravine of the lesson. Invent another landscape."))
    if not len(landscape.minima):
        return wrong("14.3", _("This landscape has no minimum to rest at."))
    if not callable(schedule):
        learning_rate_in(schedule)
        return wrong("14.3", _("That is a constant rate. A schedule is a function of the step."))
    rates = [learning_rate_in(schedule(step)) for step in range(_STEPS)]
    away = _away(landscape, start, rates.__getitem__)
    seen = _(
        "In its last {last} steps it is up to {away:.2g} away from a minimum.",
        last=_LAST,
        away=away,
    )
    if not np.isfinite(away):
        return wrong("14.3", _("Far too large: the run has left the numbers behind."))
    if away >= _NEAR:
        reason = (
            _("The rate falls too fast: it is next to nothing before the run has arrived.")
            if away > 5 * rates[-1]
            else _("The rate is still too large at the end: the run hops by half of it.")
        )
        return wrong("14.3", reason, seen)
    if _away(landscape, start, rates[0]) < _NEAR:
        return wrong("14.3", _("With its first rate kept constant it comes to rest as well."), seen)
    return right("14.3", _("It travels with the large rates and lands with the small ones."), seen)


def _away(landscape, start, rate) -> float:
    """How far the last points are from the nearest minimum, in the coordinate that is worse."""
    with np.errstate(all="ignore"):
        last = descend(landscape, RMSProp(rate), start, steps=_STEPS).points[-_LAST:]
        return float(abs(last[:, None] - landscape.minima).max(axis=2).min(axis=1).max())


EXERCISES = (
    FunctionExercise(
        id="14.1",
        reference=_step(),
        cases=(
            (np.array([-8.0, 3.0]), np.zeros(2), np.array([-8.0, 75.0]), 0.1, 0.9, 0.1),
            (np.array([1.0, 4, 2]), np.array([9.0, 0, 16]), np.array([4.0, 0, 3]), 0.5, 0.6, 1e-8),
        ),
        mistakes={
            "uphill": _step(scale=uphill),
            "adagrad": _step(remember=lambda self, r, g: r + g * g),
            "whole_square": _step(remember=lambda self, r, g: self.decay * r + g * g),
            "swapped_shares": _step(
                remember=lambda self, r, g: (1 - self.decay) * r + self.decay * g * g
            ),
            "root": _step(scale=without_root),
            "late": _step(scale=late),
            "unsquared": _step(
                remember=lambda self, r, g: self.decay * r + (1 - self.decay) * abs(g)
            ),
            "swapped": lambda *case: _step()(*case)[::-1],
        },
    ),
    ValueExercise(
        id="14.2",
        expected=[0.96, 25],
        mistakes={
            "no_root": [0.8, 5],
            "share": [0.04, 25],
            "of_mean": [0.2, 25],
            "memory": [1 - 1 / 5**4, 625],
            "only_decay": 0.96,
            "steps_first": [25, 0.96],
            "five_steps": [0.96, 5],
        },
    ),
    OpenExercise(id="14.3", judge=_judge_rest),
)
