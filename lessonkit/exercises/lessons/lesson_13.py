"""Lesson 13, Adagrad: its exercises."""

from dataclasses import dataclass

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import learning_rate_in
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial
from lessonkit.exercises.own_optimizers import (
    Adaptive,
    but,
    late,
    ravine_gradient,
    uphill,
    without_root,
)
from lessonkit.i18n import _
from lessonkit.objectives import ravine
from lessonkit.optimizers import Adagrad


def _next_rate(rate, before, after):
    return rate / 2 if after > before else rate


def gradient_with_a_zero(w):
    """The gradient of a loss in which the last weight does not occur."""
    return np.array([1.0, 0.0]) * w


@dataclass
class _Adagrad(Adaptive):
    learning_rate: float
    epsilon: float = 1e-8

    def remember(self, r, g):
        return r + g * g


_UNSQUARED = but(_Adagrad, remember=lambda self, r, g: r + np.abs(g))

_MISTAKES = (
    Mistake("The sign is flipped: you walk uphill.", but(_Adagrad, scale=uphill)),
    Mistake(
        "The root is missing: it is η/(ε + √r), so that slopes are divided by slopes.",
        but(_Adagrad, scale=without_root),
    ),
    Mistake(
        "r holds the newest square alone: every step is as long as the first. Add the square to the old r, and hand the new r on.",
        but(_Adagrad, remember=lambda self, r, g: g * g),
    ),
    Mistake(
        "All coordinates have one r: np.sum mixes them. g * g keeps each for itself; one r for all is one learning rate for all.",
        but(_Adagrad, remember=lambda self, r, g: r + np.sum(g * g)),
    ),
    Mistake(
        "The step uses the old r, which is 0 at first: dividing by ε makes a giant step. Add the square first, then divide.",
        but(_Adagrad, scale=late),
    ),
    Mistake(
        "0/0: where every slope was 0, only ε is left to divide by.",
        but(_Adagrad, scale=lambda self, r, before: self.learning_rate / np.sqrt(r)),
    ),
    Mistake(
        "ε stands outside the root: ε + √r, not √(r + ε).",
        but(_Adagrad, scale=lambda self, r, _: self.learning_rate / np.sqrt(r + self.epsilon)),
    ),
    Mistake("Squares are added up, not absolute values.", _UNSQUARED),
    Mistake("Squares are added up, not absolute values.", but(_UNSQUARED, scale=without_root)),
)
_TRIALS = (
    Trial({"learning_rate": 0.5, "epsilon": 0.1}, ravine_gradient, np.array([-8.0, 3.0])),
    Trial({"learning_rate": 2.0, "epsilon": 1e-8}, gradient_with_a_zero, np.array([1.0, 4.0])),
)


def _rates(slopes, learning_rate, epsilon):
    return learning_rate / (epsilon + np.sqrt(np.cumsum(np.square(slopes))))


_GOAL, _BUDGET = 1e-3, 10


def _judge_rate(rate) -> Feedback:
    """Run Adagrad with the learner's rate and say how far it comes."""
    rate = learning_rate_in(rate)
    value = descend(ravine, Adagrad(rate), [-8.0, 3.0], _BUDGET).values[-1]
    reached = _("after {steps} steps f = {value:.2g}", steps=_BUDGET, value=value)
    if value < _GOAL:
        praise = _("Adagrad's η is about the length of its first step, not a factor of the slope.")
        return right("13.5", praise, reached)
    if rate < 0.1:
        return wrong(
            "13.5",
            _(
                "That would suit gradient descent. Here it is about the length of the first step, and there are 8 units to go."
            ),
            reached,
        )
    if rate < 2:
        return wrong("13.5", _("Too small: the steps only get shorter from here on."), reached)
    return wrong("13.5", _("Nearly: a little longer at the start."), reached)


EXERCISES = (
    FunctionExercise(
        id="13.1",
        reference=_next_rate,
        cases=((0.8, 5.0, 7.0), (0.8, 7.0, 5.0), (0.3, -1.0, 2.0), (0.1, 4.0, 4.0), (2.0, -3, -8)),
        mistakes=(
            Mistake(
                "The other way round: a loss that falls is good news. Halve when it rises.",
                lambda rate, before, after: rate / 2 if after < before else rate,
            ),
            Mistake(
                "It is halved every time; it should keep its value while the loss falls.",
                lambda rate, before, after: rate / 2,
            ),
            Mistake(
                "The same loss is no rise: the rate stays.",
                lambda rate, before, after: rate / 2 if after >= before else rate,
            ),
            Mistake(
                "It should halve, not double: a rise says that the step was too long.",
                lambda rate, before, after: rate * 2 if after > before else rate,
            ),
            Mistake(
                "A loss may be negative: compare the two, do not divide or take their sign.",
                lambda rate, before, after: rate / 2 if after / before > 1 else rate,
            ),
        ),
    ),
    OptimizerExercise(
        id="13.2",
        reference=Adagrad,
        trials=_TRIALS,
        mistakes=_MISTAKES,
    ),
    FunctionExercise(
        id="13.3",
        reference=_rates,
        cases=(
            (np.array([3.0, 4.0]), 1.0, 1e-8),
            (np.array([1.0, 1.0, 1.0, 1.0]), 0.5, 0.1),
            (np.array([0.0, -2.0, 0.0, 1.5]), 2.0, 0.5),
        ),
        mistakes=(
            Mistake(
                "Each rate knows its own slope only; add up all squares so far (np.cumsum).",
                lambda slopes, rate, eps: rate / (eps + np.abs(slopes)),
            ),
            Mistake(
                "The root is missing: it is η/(ε + √r), so that slopes are divided by slopes.",
                lambda slopes, rate, eps: rate / (eps + np.cumsum(slopes**2)),
            ),
            Mistake(
                "Squares are added up, not absolute values.",
                lambda slopes, rate, eps: rate / (eps + np.cumsum(np.abs(slopes))),
            ),
            Mistake(
                "That is the step. The effective rate is what the slope is multiplied by.",
                lambda slopes, rate, eps: _rates(slopes, rate, eps) * slopes,
            ),
            Mistake(
                "That is the last one alone; one for each step is wanted.",
                lambda slopes, rate, eps: _rates(slopes, rate, eps)[-1],
            ),
            Mistake(
                "One step late: the square of a slope counts in its own step already.",
                lambda slopes, rate, eps: rate / (eps + np.sqrt(np.cumsum(slopes**2) - slopes**2)),
            ),
        ),
    ),
    OptimizerExercise(
        id="13.4",
        reference=Adagrad,
        trials=_TRIALS,
        mistakes=_MISTAKES,
    ),
    OpenExercise(id="13.5", judge=_judge_rate),
)
