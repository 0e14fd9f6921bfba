"""Lesson 09, gradient descent: its exercises."""

import math

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import learning_rate_in
from lessonkit.exercises.own_optimizers import tilted_gradient
from lessonkit.i18n import _


def parabola_slope(x):
    """The slope of x² − 4x + 6; its name is shown to the learner as an input."""
    return 2 * x - 4


def bowl_gradient(w):
    """The gradient of 3(x − 2)² + (y − 2)²."""
    return np.array([6 * (w[0] - 2), 2 * (w[1] - 2)])


def _step(x, slope, learning_rate):
    return x - learning_rate * slope(x)


def _steps_needed(error, tolerance, learning_rate):
    return math.ceil(_steps_exact(error, tolerance, abs(1 - 2 * learning_rate)))


def _steps_exact(error, tolerance, factor):
    return math.log(tolerance / error) / math.log(factor)


def _descend(gradient, start, learning_rate, steps):
    w, points = np.array(start, dtype=float), [np.array(start, dtype=float)]
    for _step_number in range(steps):
        w = w - learning_rate * gradient(w)
        points.append(w)
    return np.array(points)


_GOAL_START, _GOAL_STEPS, _GOAL_ERROR = 4.0, 3, 0.01


def _judge_learning_rate(learning_rate) -> Feedback:
    rate = learning_rate_in(learning_rate)
    factor = 1 - 2 * rate
    error = abs((_GOAL_START - 2) * factor**_GOAL_STEPS)
    seen = _("after 3 steps the distance to the minimum is {error:.3g}", error=error)
    if error < _GOAL_ERROR:
        if rate == 0.5:
            return right(
                "09.3", _("And with exactly 0.5 the very first step lands on the minimum.")
            )
        return right("09.3", seen)
    if rate > 1:
        return wrong("09.3", _("Above 1 every step makes the distance larger: it diverges."), seen)
    if rate == 1:
        return wrong("09.3", _("At exactly 1 it jumps between two points for ever."), seen)
    if rate > 0.5:
        return wrong("09.3", _("Too large: each step jumps over the minimum, too far."), seen)
    return wrong("09.3", _("Too small: it comes from one side, but creeps."), seen)


EXERCISES = (
    FunctionExercise(
        id="09.1",
        reference=_step,
        cases=((4.0, parabola_slope, 0.2), (0.0, parabola_slope, 0.5), (-1.0, np.cos, 0.01)),
        mistakes=(
            Mistake(
                "The sign is flipped: you walk uphill. The slope points to where f grows.",
                lambda x, slope, learning_rate: x + learning_rate * slope(x),
            ),
            Mistake(
                "The learning rate is missing: you step by the whole slope.",
                lambda x, slope, learning_rate: x - slope(x),
            ),
            Mistake(
                "That is the step alone. Where does it lead from x?",
                lambda x, slope, learning_rate: -learning_rate * slope(x),
            ),
            Mistake(
                "You step by the learning rate itself. The step is the learning rate times the slope.",
                lambda x, slope, learning_rate: x - learning_rate * np.sign(slope(x)),
            ),
        ),
    ),
    FunctionExercise(
        id="09.2",
        reference=_steps_needed,
        cases=((2.0, 0.01, 0.2), (2.0, 0.01, 0.01), (5.0, 0.001, 0.8)),
        mistakes=(
            Mistake(
                "Half a step cannot be made: round up to a whole number.",
                lambda e, t, rate: _steps_exact(e, t, abs(1 - 2 * rate)),
            ),
            Mistake(
                "One step short: rounding down leaves the error just above the tolerance.",
                lambda e, t, rate: math.floor(_steps_exact(e, t, abs(1 - 2 * rate))),
            ),
            Mistake(
                "The error shrinks by 1 − 2η for this function, not by 1 − η: its slope is 2(x − 2).",
                lambda e, t, rate: math.ceil(_steps_exact(e, t, abs(1 - rate))),
            ),
            Mistake(
                "You divide the tolerance by the factor only once; it acts at every step.",
                lambda e, t, rate: math.ceil(t / (e * abs(1 - 2 * rate))),
            ),
        ),
    ),
    OpenExercise(id="09.3", judge=_judge_learning_rate),
    FunctionExercise(
        id="09.4",
        reference=_descend,
        cases=(
            (bowl_gradient, np.array([4.0, 0.0]), 0.1, 3),
            (tilted_gradient, np.array([1.0, -2.0]), 0.2, 2),
            (bowl_gradient, np.array([0.0, 5.0]), 0.05, 1),
        ),
        mistakes=(
            Mistake(
                "The starting point is missing: steps updates give steps + 1 points.",
                lambda *case: _descend(*case)[1:],
            ),
            Mistake(
                "All rows are the same: you kept one array and changed it in place. Write w = w - …, not w -= …",
                lambda *case: np.array([_descend(*case)[-1]] * (case[-1] + 1)),
            ),
            Mistake(
                "The gradient is taken at the start every time; take it where you are now.",
                lambda gradient, start, *rest: _descend(lambda w: gradient(start), start, *rest),
            ),
            Mistake(
                "The sign is flipped: you walk uphill.",
                lambda gradient, *rest: _descend(lambda w: -gradient(w), *rest),
            ),
            Mistake(
                "Only the last point comes back; the whole path is wanted.",
                lambda *case: _descend(*case)[-1],
            ),
        ),
    ),
    ValueExercise(
        id="09.5",
        expected=2 / 12,
        mistakes=(
            Mistake(
                "That is the limit of the flat direction; the steep one gives up first.", 2 / 3
            ),
            Mistake(
                "That solves the steep direction in one step. It may be twice as large.", 1 / 12
            ),
            Mistake("That is the best learning rate, 2/(λmin + λmax). Where is the limit?", 2 / 15),
            Mistake("That is the condition number. The limit is 2/λmax.", 4.0),
        ),
    ),
)
