"""Lesson 11, momentum: its exercises."""

import math
from functools import partial

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.numbers_given import number_in, rate_and_momentum_in
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial
from lessonkit.exercises.own_optimizers import (
    Coasting,
    but,
    old_velocity,
    pushed_up,
    ravine_gradient,
)
from lessonkit.exercises.values import named_in, nothing, show
from lessonkit.i18n import N_, _
from lessonkit.objectives import Objective, double_well, ravine
from lessonkit.optimizers import GradientDescent, Momentum

_START = (-8.0, 3.0)


def cosine_slope(w):
    """A slope that is no multiple of the place."""
    return np.cos(w)


_STEP_MISTAKES = {
    "uphill": but(Coasting, push=pushed_up),
    "frictionless": but(Coasting, coast=lambda self, v: v),
    "old_velocity": but(Coasting, step=lambda self, v, new, push: v),
}


# --- 11.1: a ball with its memory -----------------------------------------------------------


def _roll(gradient, w, rate, momentum, steps, fresh=False, share=None, sign=-1.0, kept=None):
    """Roll a ball, with the mistakes one may make.

    `fresh` lets each step begin at rest, `share` says how much of the velocity the point moves by,
    and `kept` how much of it is kept, if not the momentum.
    """
    v = np.zeros(len(w))
    for _step in range(steps):
        before = 0 * w if fresh else v
        v = (momentum if kept is None else kept) * before + sign * rate * gradient(w)
        w = w + (v if share is None else share(momentum) * v)
    return w


def _roll_late(gradient, w, rate, momentum, steps):
    v = np.zeros(len(w))
    for _step in range(steps):
        w, v = w + v, momentum * v - rate * gradient(w)
    return w


ROLL = FunctionExercise(
    id="11.1",
    reference=_roll,
    cases=(
        (ravine_gradient, np.array([-8.0, 3.0]), 0.07, 0.4, 3),
        (ravine_gradient, np.array([2.0, -1.0]), 0.02, 0.9, 5),
        (cosine_slope, np.array([0.3, 1.0, 4.0]), 0.5, 0.5, 4),
        (ravine_gradient, np.array([1.0, 1.0]), 0.02, 0.0, 2),
    ),
    mistakes={
        "as_in_lesson": partial(_roll, fresh=True, share=lambda momentum: momentum),
        "no_memory": partial(_roll, fresh=True),
        "twice": partial(_roll, share=lambda momentum: momentum),
        "uphill": partial(_roll, sign=1.0),
        "frictionless": partial(_roll, kept=1.0),
        "old_velocity": _roll_late,
        "first_step": lambda gradient, w, rate, momentum, steps: _roll(
            gradient, w, rate, momentum, 1
        ),
    },
)

# --- 11.2: three runs repaired -----------------------------------------------------------------

_BROKEN = {"A": (0.02, 0.3), "B": (0.02, 0.97), "C": (0.124, 0.5)}
_SETTLED, _NEAR = 60, 0.01


def _judge_repairs(answer) -> Feedback:
    if nothing(*named_in(answer, _BROKEN)):
        return waiting("11.2")
    seen = []
    for name, before in _BROKEN.items():
        pair = rate_and_momentum_in(answer[name])
        fault = _fault_of_repair(before, pair)
        if fault:
            return wrong("11.2", f"{name}: {fault}")
        seen.append(f"{name}: {_steps_on_the_ravine(pair)}")
    return right("11.2", _("Steps until they settle: {steps}", steps=", ".join(seen)))


def _fault_of_repair(before, pair) -> str | None:
    """Say what is wrong with a repaired pair, if anything."""
    changed = [new != old for old, new in zip(before, pair, strict=True)]
    if not any(changed):
        return _("Nothing is changed yet.")
    if all(changed):
        return _("Both numbers are changed. Leave one of them.")
    steps = _steps_on_the_ravine(pair)
    if steps <= _SETTLED:
        return None
    rate, momentum = pair
    if 25 * rate >= 2 * (1 + momentum):
        return _("It is thrown out: 25η must be below 2(1 + α).")
    if math.sqrt(momentum) ** _SETTLED > _NEAR / 8 and momentum > (1 - math.sqrt(rate)) ** 2:
        return _(
            "It swings too long. A swinging ball keeps the share √α in each step, whatever η is."
        )
    if momentum > (1 - math.sqrt(rate)) ** 2:
        return _("It zigzags across the ravine: the learning rate is too close to the limit.")
    return _("It creeps along the floor. What makes a creeping ball faster?")


def _steps_on_the_ravine(pair) -> float:
    """The step from which on a ball stays near the minimum; infinite if it does not."""
    with np.errstate(all="ignore"):
        points = descend(ravine, Momentum(*pair), _START, steps=500).points
        away = np.flatnonzero(~(np.linalg.norm(points, axis=1) <= _NEAR))
    return math.inf if away[-1] == len(points) - 1 else int(away[-1]) + 1


# --- 11.3: another valley ----------------------------------------------------------------------

_VALLEY = Objective("x**2 + 49*y**2")
_BUDGET, _LOW = 40, 0.001


def _judge_pair(pair) -> Feedback:
    rate, momentum = rate_and_momentum_in(pair)
    with np.errstate(all="ignore"):
        path = descend(_VALLEY, Momentum(rate, momentum), _START, steps=400)
    values = path.values
    high = np.flatnonzero(~(values < _LOW))
    seen = _("after 40 steps f = {value:.2g}", value=values[_BUDGET])
    if high[-1] < _BUDGET:
        return right("11.3", _("It takes {steps} steps.", steps=int(high[-1]) + 1), seen)
    return wrong("11.3", _fault_of(rate, momentum, path), seen)


def _fault_of(rate: float, momentum: float, path) -> str:
    """Say what keeps a pair from coming down in time."""
    if 98 * rate >= 2 * (1 + momentum):
        if 49 * rate < 2 * (1 + momentum):
            return _("Thrown out: the curvature of 49y² is 98, its second derivative.")
        return _("Beyond the limit: 98η must be below 2(1 + α).")
    if path.values[_BUDGET] < _LOW:
        return _("At step 40 it is low by luck: it swings up again. Less momentum.")
    swings = momentum > (1 - math.sqrt(2 * rate)) ** 2
    if swings and math.sqrt(momentum) ** _BUDGET > 0.001:
        return _("It swings, and loses only 1 − √α a step: less momentum.")
    x, y = path.points[_BUDGET]
    if 49 * y**2 > x**2:
        return _("Close to the limit it zigzags: a smaller learning rate, or more momentum.")
    return _("Along the floor it creeps: a larger learning rate, or more momentum.")


# --- 11.4: the same pace ----------------------------------------------------------------------

PACE = ValueExercise(
    id="11.4",
    expected=0.01,
    mistakes={
        "twice_as_far": 0.02,
        "other_way": 0.04,
        "times": 0.02 * 0.9 / 0.95,
        "pace": 0.2,
    },
)

# --- 11.5: an optimizer without memory --------------------------------------------------------

MEMORY = OptimizerExercise(
    id="11.5",
    reference=Coasting,
    trials=(
        Trial({"learning_rate": 0.07, "momentum": 0.4}, ravine_gradient, np.array([-8.0, 3.0])),
        Trial({"learning_rate": 0.5, "momentum": 0.9}, cosine_slope, np.array([0.3, 1.0, 4.0])),
    ),
    mistakes={
        "old_state": but(Coasting, kept=old_velocity),
        "acts_twice": but(Coasting, kept=lambda self, v, new: self.coast(new)),
        **_STEP_MISTAKES,
    },
)

# --- 11.6: a landscape of one's own -------------------------------------------------------------

_ROLLS = 3000
_OWN = N_("Five things are wanted: landscape, learning rate, momentum, and two starts. Got {got}.")


def _judge_own_landscape(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 5:
        raise RefusedError(_(_OWN, got=show(answer)))
    landscape, rate, momentum, *starts = answer
    if not isinstance(landscape, Objective) or landscape.dim != 1:
        raise RefusedError(
            _("The landscape is an lk.Objective of one variable, got {got}.", got=show(landscape))
        )
    rate, momentum = rate_and_momentum_in((rate, momentum))
    places = np.linspace(-1.5, 1.5, 7)
    if np.allclose(landscape(places), double_well(places)):
        return wrong("11.6", _("That is the landscape of the lesson. Invent another."))
    heights = []
    for start in map(number_in, starts):
        walker = descend(landscape, GradientDescent(rate), start, steps=_ROLLS)
        ball = descend(landscape, Momentum(rate, momentum), start, steps=_ROLLS)
        for name, path in ((_("walker"), walker), (_("ball"), ball)):
            if not _rests(path):
                return wrong(
                    "11.6",
                    _("From {start} the {name} does not come to rest.", start=start, name=name),
                )
        heights.append((walker.values[-1], ball.values[-1]))
    seen = [
        _(
            "from {start}: walker {walker:.3g}, ball {ball:.3g}",
            start=start,
            walker=walker,
            ball=ball,
        )
        for start, (walker, ball) in zip(starts, heights, strict=True)
    ]
    gains = [walker - ball for walker, ball in heights]
    if min(abs(gain) for gain in gains) < 1e-6:
        return wrong(
            "11.6", _("Walker and ball end at the same height from one of the starts."), *seen
        )
    if gains[0] < 0 < gains[1]:
        return wrong(
            "11.6", _("The two starts are swapped: first the one from which the ball wins."), *seen
        )
    if gains[0] < 0:
        return wrong("11.6", _("From the first start the ball should end lower."), *seen)
    if gains[1] > 0:
        return wrong("11.6", _("From the second start the ball should end higher."), *seen)
    return right("11.6", _("The same ball, won and lost. Momentum gives no guarantee."), *seen)


def _rests(path) -> bool:
    last = path.points[-100:]
    return bool(np.isfinite(last).all() and np.ptp(last) < 1e-3)


EXERCISES = (
    ROLL,
    OpenExercise(id="11.2", judge=_judge_repairs),
    OpenExercise(id="11.3", judge=_judge_pair),
    PACE,
    MEMORY,
    OpenExercise(id="11.6", judge=_judge_own_landscape),
)
