"""Lesson 09, gradient descent: its exercises."""

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise
from lessonkit.exercises.feedback import Feedback, right, wrong
from lessonkit.exercises.numbers_given import learning_rate_in, number_in
from lessonkit.exercises.own_optimizers import tilted_gradient
from lessonkit.exercises.values import show
from lessonkit.i18n import _
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent

# --- 09.3: how many steps -------------------------------------------------------------------


def _steps_needed(error, tolerance, learning_rate, curvature=2.0):
    factor = abs(1 - curvature * learning_rate)
    steps = 0
    while error > tolerance:
        if factor >= 1:
            return None
        error *= factor
        steps += 1
    return steps


def _plus(answer, more):
    return answer if answer is None else answer + more


STEPS = FunctionExercise(
    id="09.3",
    reference=_steps_needed,
    cases=(
        (2.0, 0.01, 0.2),
        (2.0, 0.01, 0.01),
        (5.0, 0.001, 0.8),
        (2.0, 0.01, 0.5),
        (2.0, 0.01, 1.0),
        (2.0, 0.01, 1.5),
        (0.001, 0.01, 0.2),
    ),
    mistakes={
        "one_short": lambda *case: _plus(_steps_needed(*case), -1),
        "one_more": lambda *case: _plus(_steps_needed(*case), 1),
        "curvature_one": lambda *case: _steps_needed(*case, curvature=1.0),
        "no_arrival": lambda e, t, rate: 0 if rate >= 1 else _steps_needed(e, t, rate),
        "jumps_are_no_arrival": lambda e, t, rate: (
            None if rate > 0.5 and e > t else _steps_needed(e, t, rate)
        ),
    },
)

# --- 09.1: what a learning rate does to a bowl ----------------------------------------------


def _verdict(H, learning_rate, curvatures=np.linalg.eigvalsh):
    factors = 1 - learning_rate * curvatures(H)
    if abs(factors).max() >= 1:
        return "diverges"
    return "zigzags" if factors.min() < 0 else "glides"


def _by_the_steepest(H, learning_rate):
    return _verdict(H, learning_rate, lambda H: np.linalg.eigvalsh(H)[-1:])


def _swapped(H, learning_rate):
    other = {"zigzags": "glides", "glides": "zigzags"}
    return other.get(_verdict(H, learning_rate), "diverges")


VERDICT = FunctionExercise(
    id="09.1",
    reference=_verdict,
    cases=(
        (np.array([[1.0, 0.0], [0.0, 25.0]]), 0.02),
        (np.array([[1.0, 0.0], [0.0, 25.0]]), 0.07),
        (np.array([[10.0, 6.0], [6.0, 10.0]]), 0.15),
        (np.array([[10.0, 6.0], [6.0, 10.0]]), 0.08),
        (np.array([[10.0, -6.0], [-6.0, 10.0]]), 0.05),
        (np.array([[3.0, 0.0], [0.0, -1.0]]), 0.1),
    ),
    mistakes={
        "along_axes": lambda H, rate: _verdict(H, rate, np.diag),
        "falls_away": _by_the_steepest,
        "flattest": lambda H, rate: _verdict(H, rate, lambda H: np.linalg.eigvalsh(H)[:1]),
        "swapped": _swapped,
        "negative_diverges": lambda H, rate: (
            "glides" if _verdict(H, rate) == "glides" else "diverges"
        ),
    },
)

# --- 09.2: one's own landscape --------------------------------------------------------------

_STEPS, _LEVEL, _APART = 1000, 1e-3, 0.05


def _judge_landscape(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 4:
        form = _("Four things are wanted: (objective, start, first_rate, second_rate).")
        return wrong("09.2", form, _("got {got}", got=show(answer)))
    objective, start, *rates = answer
    if not isinstance(objective, Objective) or objective.dim != 1:
        asked = _("The first is an lk.Objective of one variable, such as lk.Objective('x**2').")
        return wrong("09.2", asked, _("got {got}", got=show(objective)))
    start, rates = number_in(start), [learning_rate_in(rate) for rate in rates]
    if objective.text == "x*sin(x)":
        return wrong("09.2", _("That is the landscape of the lesson. Invent another one."))
    ends = []
    for rate in rates:
        path = descend(objective, GradientDescent(rate), start, _STEPS)
        fault = _unrest(objective, path)
        if fault:
            return wrong("09.2", _("With the learning rate {rate}:", rate=rate), fault)
        ends.append(float(path.points[-1]))
    where = _("they end at {first:.3g} and {second:.3g}", first=ends[0], second=ends[1])
    if not _hill_between(objective, *ends):
        return wrong("09.2", _("Both end in the same valley."), where)
    return right("09.2", _("One landscape, one start, and the learning rate decides."), where)


def _unrest(objective, path) -> str | None:
    """Why a run does not lie at the bottom of a valley, in words; None when it does."""
    if path.diverged:
        return _("it diverges")
    end = float(path.points[-1])
    if not abs(objective.gradient(end)) <= _LEVEL:
        return _("after 1,000 steps it is at {x:.4g} and not at rest", x=end)
    around = [objective(end + side * _APART) for side in (-1, 1)]
    if not all(height > objective(end) for height in around):
        return _("it lies still at {x:.4g}, but that is no valley", x=end)
    return None


def _hill_between(objective, first: float, second: float) -> bool:
    """Whether the ground rises between two places above both."""
    if abs(first - second) < _APART:
        return False
    heights = objective(np.linspace(first, second, 501))
    return bool(np.nanmax(heights[1:-1]) > max(heights[0], heights[-1]))


# --- 09.4: a descent that stops -------------------------------------------------------------


def bowl_gradient(w):
    """The gradient of 3(x − 2)² + (y − 2)²; its name is shown to the learner as an input."""
    return np.array([6 * (w[0] - 2), 2 * (w[1] - 2)])


def _descend(gradient, start, learning_rate, tolerance, most, length=np.linalg.norm):
    w = np.array(start, dtype=float)
    points = [w]
    while len(points) <= most and not length(gradient(w)) <= tolerance:
        w = w - learning_rate * gradient(w)
        points.append(w)
    return np.array(points)


STOPPING = FunctionExercise(
    id="09.4",
    reference=_descend,
    cases=(
        (bowl_gradient, np.array([4.0, 0.0]), 0.1, 1e-9, 3),
        (tilted_gradient, np.array([1.0, -2.0]), 0.2, 0.5, 40),
        (bowl_gradient, np.array([0.0, 5.0]), 0.05, 0.1, 40),
        (bowl_gradient, np.array([2.0, 2.0]), 0.05, 0.1, 10),
        (bowl_gradient, np.array([2.1, 2.3]), 0.1, 0.7, 10),
    ),
    mistakes={
        "no_start": lambda *case: _descend(*case)[1:],
        "one_array": lambda *case: np.array([_descend(*case)[-1]] * len(_descend(*case))),
        "from_the_start": lambda gradient, start, *rest: _descend(
            lambda w: gradient(start), start, *rest
        ),
        "sign": lambda gradient, start, rate, *rest: _descend(gradient, start, -rate, *rest),
        "only_last": lambda *case: _descend(*case)[-1],
        "never_stops": lambda gradient, start, rate, tolerance, most: _descend(
            gradient, start, rate, -1.0, most
        ),
        "one_point_short": lambda gradient, start, rate, tolerance, most: _descend(
            gradient, start, rate, tolerance, most - 1
        ),
        "length": lambda *case: _descend(*case, length=lambda g: abs(g).max()),
    },
)

EXERCISES = (
    STEPS,
    VERDICT,
    OpenExercise(id="09.2", judge=_judge_landscape),
    STOPPING,
)
