"""Lesson 12, Nesterov: its exercises."""

import numpy as np

from lessonkit import objectives
from lessonkit.descent import descend
from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import rate_and_momentum_in
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial
from lessonkit.exercises.own_optimizers import (
    Coasting,
    ahead,
    but,
    old_velocity,
    pushed_up,
    ravine_gradient,
    step_of,
    tilted_gradient,
)
from lessonkit.exercises.steps import said, steps_until_low
from lessonkit.exercises.values import show
from lessonkit.i18n import N_, _
from lessonkit.optimizers import Momentum, Nesterov, ShiftedNesterov

_NESTEROV = but(Coasting, felt=ahead)
_SHIFTED = but(Coasting, step=lambda self, v, new, push: self.coast(new) + push)


def _largest_rate(curvature, momentum):
    return 2 * (1 + momentum) / ((1 + 2 * momentum) * curvature)


def _largest_momentum(rate, curvature):
    return (1 / (rate * curvature - 1) - 1) / 2


_START, _BUDGET, _NEAR = [-8.0, 3.0], 30, 0.01
_LIMIT = N_("Along y the limit is {limit:.4f} with this α, and you are beyond it: it diverges.")


def _judge_pair(pair) -> Feedback:
    rate, momentum = rate_and_momentum_in(pair)
    limit = _largest_rate(25.0, momentum)
    if rate >= limit:
        return wrong("12.3", _(_LIMIT, limit=limit))
    path = descend(objectives.ravine, Nesterov(rate, momentum), _START, steps=2000)
    away = np.linalg.norm(path.points, axis=1) > _NEAR
    if away[-1]:
        return wrong("12.3", _("Even after 2000 steps it is not there."))
    steps = int(np.flatnonzero(away)[-1]) + 1
    seen = _("it takes {steps} steps", steps=steps)
    if steps <= _BUDGET:
        return right("12.3", seen)
    x, y = path.points[steps - 1]  # the last point too far away says what it is waiting for
    if abs(y) > abs(x):
        return wrong("12.3", _("It zigzags across the ravine: η is too close to the limit."), seen)
    if path.points[:, 0].max() > _NEAR:
        return wrong("12.3", _("It swings along x: too much momentum for this floor."), seen)
    return wrong("12.3", _("It creeps along x: more momentum, or a larger learning rate."), seen)


_RACE = N_("Four things are wanted: landscape, start, and two pairs. Got {got}.")
_RACE_STEPS = 2000


def _judge_own_race(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 4:
        raise RefusedError(_(_RACE, got=show(answer)))
    landscape, start, *pairs = answer
    if not isinstance(landscape, objectives.Objective) or landscape.dim != 2:
        raise RefusedError(
            _("The landscape is an lk.Objective of two variables, got {got}.", got=show(landscape))
        )
    places = np.random.default_rng(0).normal(size=(7, 2))
    if np.allclose(landscape(places), objectives.ravine(places)):
        return wrong("12.5", _("That is the ravine of the lesson. Invent another landscape."))
    pairs = [rate_and_momentum_in(pair) for pair in pairs]
    runs = [
        [
            descend(landscape, kind(*pair), start, steps=_RACE_STEPS).values
            for kind in (Momentum, Nesterov)
        ]
        for pair in pairs
    ]
    lowest = np.nanmin(runs)
    low = lowest + (runs[0][0][0] - lowest) / 1000
    (heavy, ahead), (second_heavy, second_ahead) = [
        [steps_until_low(values, low) for values in pair] for pair in runs
    ]
    seen = [
        _("pair {number}: momentum {heavy}, Nesterov {ahead} steps", number=k, heavy=a, ahead=b)
        for k, a, b in (
            (1, said(heavy), said(ahead)),
            (2, said(second_heavy), said(second_ahead)),
        )
    ]
    if not ahead < np.inf:
        return wrong("12.5", _("With the first pair Nesterov does not arrive."), *seen)
    if not 2 * ahead <= heavy:
        return wrong(
            "12.5",
            _("With the first pair Nesterov should need at most half as many steps as momentum."),
            *seen,
        )
    if not second_heavy < np.inf:
        return wrong("12.5", _("With the second pair momentum does not arrive."), *seen)
    if not 2 * second_heavy <= second_ahead:
        return wrong(
            "12.5",
            _("With the second pair momentum should need at most half as many steps as Nesterov."),
            *seen,
        )
    return right(
        "12.5",
        _("The same two racers, and each wins once. What decides is the ground and the pair."),
        *seen,
    )


EXERCISES = (
    FunctionExercise(
        id="12.1",
        reference=step_of(_NESTEROV),
        cases=(
            (np.array([4.0, 1.0]), np.array([-2.0, 0.5]), ravine_gradient, 0.02, 0.9),
            (np.array([1.0, -2.0]), np.array([0.3, 1.0]), tilted_gradient, 0.1, 0.5),
        ),
        mistakes={
            "momentum": step_of(Coasting),
            "ahead_by_v": step_of(but(Coasting, felt=lambda self, w, v: w + v)),
            "back": step_of(but(Coasting, felt=lambda self, w, v: w - self.coast(v))),
            "from_ahead": step_of(
                but(_NESTEROV, step=lambda self, v, new, push: self.coast(v) + new)
            ),
            "old_velocity": step_of(but(_NESTEROV, kept=old_velocity)),
            "uphill": step_of(but(_NESTEROV, push=pushed_up)),
            "swapped": lambda *case: step_of(_NESTEROV)(*case)[::-1],
        },
    ),
    FunctionExercise(
        id="12.2",
        reference=_largest_momentum,
        cases=((0.06, 25.0), (0.7, 2.0), (0.018, 100.0)),
        mistakes={
            "limit_of_momentum": lambda rate, curvature: rate * curvature / 2 - 1,
            "twice": lambda rate, curvature: 2 * _largest_momentum(rate, curvature),
            "one_lost": lambda rate, curvature: _largest_momentum(rate, curvature) + 0.5,
            "sign": lambda rate, curvature: (1 / (1 - rate * curvature) - 1) / 2,
            "rate_alone": lambda rate, curvature: (-1 / (1 - rate) - 1) / 2,
        },
    ),
    OpenExercise(id="12.3", judge=_judge_pair),
    OptimizerExercise(
        id="12.4",
        reference=ShiftedNesterov,
        trials=(
            Trial({"learning_rate": 0.02, "momentum": 0.9}, ravine_gradient, np.array([-8.0, 3.0])),
            Trial({"learning_rate": 0.1, "momentum": 0.5}, tilted_gradient, np.array([1.0, -2.0])),
        ),
        mistakes={
            "momentum": Momentum,
            "ahead_twice": but(_SHIFTED, felt=ahead),
            "no_push": but(Coasting, step=lambda self, v, new, push: self.coast(new)),
            "old_velocity": but(_SHIFTED, kept=old_velocity),
            "all_of_v": but(Coasting, step=lambda self, v, new, push: new + push),
            "textbook": Nesterov,
            "uphill": but(_SHIFTED, push=pushed_up),
        },
    ),
    OpenExercise(id="12.5", judge=_judge_own_race),
)
