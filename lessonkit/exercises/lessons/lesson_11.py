"""Lesson 11, momentum: its exercises."""

import math

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import rate_and_momentum_in
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial
from lessonkit.exercises.own_optimizers import (
    Coasting,
    but,
    old_velocity,
    pushed_up,
    ravine_gradient,
    step_of,
)
from lessonkit.i18n import _
from lessonkit.objectives import ravine
from lessonkit.optimizers import Momentum

_START, _BUDGET, _LOW = (-8.0, 3.0), 25, 0.001


def cosine_slope(w):
    """A slope that is no multiple of the place."""
    return np.cos(w)


_step = step_of(Coasting)
_MISTAKES = (
    Mistake(
        "The sign is flipped: the push of the slope goes downhill, −η∇f.",
        but(Coasting, push=pushed_up),
    ),
    Mistake(
        "The old velocity counts in full: without friction the ball never rests.",
        but(Coasting, coast=lambda self, v: v),
    ),
    Mistake(
        "The point moves by the old velocity; the new one leads on.",
        but(Coasting, step=lambda self, v, new, push: v),
    ),
)


def _judge_pair(pair) -> Feedback:
    rate, momentum = rate_and_momentum_in(pair)
    values = descend(ravine, Momentum(rate, momentum), _START, steps=200).values
    high = np.flatnonzero(~(values < _LOW))
    seen = _("after 25 steps f = {value:.2g}", value=values[_BUDGET])
    if high[-1] < _BUDGET:
        return right("11.4", _("It takes {steps} steps.", steps=int(high[-1]) + 1), seen)
    return wrong("11.4", _fault_of(rate, momentum, values), seen)


def _fault_of(rate: float, momentum: float, values: np.ndarray) -> str:
    """Say what keeps a pair from coming down in time."""
    steepest, flattest = 25 * rate, rate
    if steepest >= 2 * (1 + momentum):
        return _("Beyond the limit: 25η must be below 2(1 + α).")
    if values[_BUDGET] < _LOW:
        return _("At step 25 it is low by luck: it swings up again. Less momentum.")
    if momentum > (1 - math.sqrt(flattest)) ** 2:
        if math.sqrt(momentum) ** _BUDGET > 0.01:
            return _("It swings, and loses only 1 − √α a step: less momentum.")
        return _("Close to the limit it zigzags: a smaller learning rate, or more momentum.")
    return _("Along the floor it creeps: a larger learning rate, or more momentum.")


EXERCISES = (
    FunctionExercise(
        id="11.1",
        reference=_step,
        cases=(
            (np.array([-8.0, 3.0]), np.zeros(2), ravine_gradient, 0.07, 0.4),
            (np.array([2.0, -1.0]), np.array([0.5, 2.0]), ravine_gradient, 0.02, 0.9),
            (np.array([0.3, 1.0, 4.0]), np.array([-1.0, 0.0, 0.7]), cosine_slope, 0.5, 0.5),
        ),
        mistakes=(
            *(Mistake(mistake.message, step_of(mistake.answer)) for mistake in _MISTAKES),
            Mistake(
                "That is gradient descent: the old velocity is lost.",
                step_of(but(Coasting, coast=lambda self, v: 0 * v)),
            ),
            Mistake(
                "Right, but the other way round: first the point, then the velocity.",
                lambda *case: _step(*case)[::-1],
            ),
            Mistake(
                "The velocity comes back as it was: return the new one.",
                step_of(but(Coasting, kept=old_velocity)),
            ),
            Mistake(
                "The learning rate belongs to the slope alone, not to the old velocity.",
                lambda w, v, gradient, rate, momentum: _step(w, rate * v, gradient, rate, momentum),
            ),
            Mistake(
                "A running average weighs the slope by 1 − α. Here the whole push is added.",
                step_of(
                    but(Coasting, push=lambda self, g: (self.momentum - 1) * self.learning_rate * g)
                ),
            ),
        ),
    ),
    OptimizerExercise(
        id="11.2",
        reference=Coasting,
        trials=(
            Trial({"learning_rate": 0.07, "momentum": 0.4}, ravine_gradient, np.array([-8.0, 3.0])),
            Trial({"learning_rate": 0.5, "momentum": 0.9}, cosine_slope, np.array([0.3, 1.0, 4.0])),
        ),
        mistakes=(
            Mistake(
                "Still gradient descent: the state that comes back is the old one, 0 for ever. What should the next step find there?",
                but(Coasting, kept=old_velocity),
            ),
            Mistake(
                "The momentum acts twice: once in the step, once more in the state.",
                but(Coasting, kept=lambda self, v, new: self.coast(new)),
            ),
            *_MISTAKES,
        ),
    ),
    FunctionExercise(
        id="11.3",
        reference=lambda curvature, momentum: 2 * (1 + momentum) / curvature,
        cases=((25.0, 0.5), (25.0, 0.0), (2.0, 0.9), (0.1, 0.99)),
        mistakes=(
            Mistake(
                "That is the limit without momentum.",
                lambda curvature, momentum: 2 / curvature,
            ),
            Mistake(
                "That is how fast it gets on a long slope. In a valley the limit is another.",
                lambda curvature, momentum: 2 / ((1 - momentum) * curvature),
            ),
            Mistake(
                "As if momentum cost learning rate: mind the signs of x, −x and x. The limit grows with α.",
                lambda curvature, momentum: 2 * (1 - momentum) / curvature,
            ),
            Mistake(
                "A factor of 2 is lost: collect what stands on both sides, x + x.",
                lambda curvature, momentum: (1 + momentum) / curvature,
            ),
            Mistake(
                "Is the learning rate multiplied by the curvature or divided by it?",
                lambda curvature, momentum: 2 * (1 + momentum) * curvature,
            ),
        ),
    ),
    OpenExercise(id="11.4", judge=_judge_pair),
    ValueExercise(
        id="11.5",
        expected=0.01,
        mistakes=(
            Mistake("With more memory the same η goes twice as far.", 0.02),
            Mistake("The other way round: more memory goes farther by itself.", 0.04),
            Mistake(
                "The pace is η/(1 − α), not η·α.",
                0.02 * 0.9 / 0.95,
            ),
            Mistake("That is the pace itself, η/(1 − α). Which η has it with α = 0.95?", 0.2),
        ),
    ),
)
