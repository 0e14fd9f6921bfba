"""Lesson 14, RMSProp: its exercises."""

from dataclasses import dataclass

import numpy as np

from lessonkit import objectives
from lessonkit.descent import descend
from lessonkit.exercises.errors import RefusedError, explain_error
from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise, show
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import learning_rate_in
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial
from lessonkit.exercises.own_optimizers import (
    Adaptive,
    but,
    late,
    ravine_gradient,
    tilted_gradient,
    uphill,
    without_root,
)
from lessonkit.i18n import _
from lessonkit.optimizers import RMSProp


def _weights(decay, count):
    return (1 - decay) * decay ** np.arange(count)


@dataclass
class _RMSProp(Adaptive):
    learning_rate: float
    decay: float = 0.9

    def remember(self, r, g):
        return self.decay * r + (1 - self.decay) * g * g


_SWAPPED = but(_RMSProp, remember=lambda self, r, g: (1 - self.decay) * r + self.decay * g * g)

_MISTAKES = (
    Mistake("The sign is flipped: you walk uphill.", but(_RMSProp, scale=uphill)),
    Mistake(
        "That is Adagrad: its r only grows. Keep the share ρ of the old r, and add 1 − ρ of the new square.",
        but(_RMSProp, remember=lambda self, r, g: r + g * g),
    ),
    Mistake(
        "The new square enters whole. Only 1 − ρ of it may, so that r is an average.",
        but(_RMSProp, remember=lambda self, r, g: self.decay * r + g * g),
    ),
    Mistake("The shares are swapped: ρ belongs to the old r, 1 − ρ to the new square.", _SWAPPED),
    Mistake(
        "The root is missing: it is η/(ε + √r), so that slopes are divided by slopes.",
        but(_RMSProp, scale=without_root),
    ),
    Mistake(
        "The step uses the old r, which is 0 at first: dividing by ε makes a giant step. Make the new r first, then divide.",
        but(_RMSProp, scale=late),
    ),
    Mistake(
        "The old r is lost: hand the new one on, and keep the share ρ of it next time.",
        but(_RMSProp, remember=lambda self, r, g: (1 - self.decay) * g * g),
    ),
    Mistake(
        "Squares are averaged, not absolute values: g * g.",
        but(_RMSProp, remember=lambda self, r, g: self.decay * r + (1 - self.decay) * abs(g)),
    ),
)
_TRIALS = (
    Trial({"learning_rate": 0.1, "decay": 0.9}, ravine_gradient, np.array([-8.0, 3.0])),
    Trial({"learning_rate": 0.1, "decay": 0.99}, tilted_gradient, np.array([1.0, -2.0])),
    Trial({"learning_rate": 0.5, "decay": 0.6}, ravine_gradient, np.array([4.0, 0.5])),
)

_STEPS, _LAST, _NEAR = 200, 20, 0.001


def _judge_schedule(learning_rate) -> Feedback:
    schedule = learning_rate if callable(learning_rate) else lambda step: learning_rate
    try:
        rates = [learning_rate_in(schedule(step)) for step in range(_STEPS)]
    except Exception as error:  # whatever is wrong with a schedule is the learner's to see
        wanted = _(
            "A learning rate or a schedule is wanted here, got {got}.", got=show(learning_rate)
        )
        raise RefusedError(wanted, *explain_error(error)) from error
    path = descend(objectives.ravine, RMSProp(rates.__getitem__), [-8.0, 3.0], steps=_STEPS)
    away = np.abs(path.points[-_LAST:]).max()
    seen = _(
        "In its last {last} steps it is up to {away:.2g} away from the minimum.",
        last=_LAST,
        away=away,
    )
    if not np.isfinite(away):
        return wrong("14.4", _("Far too large: the run has left the numbers behind."))
    if away < _NEAR:
        return right("14.4", seen)
    return wrong("14.4", _reason(learning_rate, away > 5 * rates[-1]), seen)


def _reason(learning_rate, too_short: bool) -> str:
    if callable(learning_rate):
        if too_short:
            return _("The rate falls too fast: it is next to nothing before the run has arrived.")
        return _("The rate is still too large at the end: the run hops by half of it.")
    if too_short:
        return _("Too small: the run has not arrived. And were it there, it would not settle.")
    return _("A constant rate: the run has arrived and hops to and fro, by half of it, for ever.")


EXERCISES = (
    FunctionExercise(
        id="14.1",
        reference=_weights,
        cases=((0.9, 5), (0.5, 4), (0.99, 3)),
        mistakes=(
            Mistake(
                "The factor 1 − ρ is missing: every squared slope enters with that share.",
                lambda decay, count: decay ** np.arange(count),
            ),
            Mistake(
                "The order is reversed: the newest comes first, and it weighs most.",
                lambda decay, count: _weights(decay, count)[::-1],
            ),
            Mistake(
                "One step too old: the newest squared slope has not faded yet, it is ρ⁰.",
                lambda decay, count: (1 - decay) * decay ** np.arange(1, count + 1),
            ),
            Mistake(
                "You made them add up to 1. RMSProp does not, which is why its first steps are long; Adam will.",
                lambda decay, count: _weights(decay, count) / (1 - decay**count),
            ),
            Mistake(
                "The shares are swapped: ρ belongs to the old r, 1 − ρ to the new square.",
                lambda decay, count: decay * (1 - decay) ** np.arange(count),
            ),
        ),
    ),
    OptimizerExercise(
        id="14.2",
        reference=RMSProp,
        trials=_TRIALS,
        mistakes=_MISTAKES,
    ),
    OptimizerExercise(
        id="14.3",
        reference=RMSProp,
        trials=_TRIALS,
        mistakes=(
            Mistake(
                "It still walks as Suspect does: its first step is η/√ρ long, not η/√(1−ρ).",
                _SWAPPED,
            ),
            *(mistake for mistake in _MISTAKES if mistake.answer is not _SWAPPED),
        ),
    ),
    OpenExercise(id="14.4", judge=_judge_schedule),
)
