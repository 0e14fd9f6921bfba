"""Lesson 02, partial derivatives: its exercises."""

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.values import nothing, numbers_of, show
from lessonkit.i18n import _
from lessonkit.objectives import bowl


def cubic(w):
    """w₀³ + 2 w₀ w₁; its name is shown to the learner as an input."""
    return w[0] ** 3 + 2 * w[0] * w[1]


def sum_of_squares(w):
    """The sum of the squares of all entries."""
    return (w**2).sum()


def product(w):
    """The product of all entries."""
    return w.prod()


_HERE = np.array([4.0, 4.0])


def _judge_level(answer) -> Feedback:
    """A direction along the contour of the bowl through (4, 4), of any length."""
    arrow = numbers_of(answer)
    if arrow.shape != (2,) or not np.isfinite(arrow).all():
        return wrong("02.2", _("Two numbers are wanted here: [a, b]."))
    length = np.linalg.norm(arrow)
    if not 0 < length < np.inf:
        return wrong("02.2", _("That arrow has no direction: it must not be of length 0."))
    gradient = bowl.gradient(_HERE)
    cosine = gradient @ arrow / length / np.linalg.norm(gradient)
    if abs(cosine) < 1e-3:
        return right("02.2", _("At right angles to the gradient (12, 4): the slope is 0."))
    message = _level_mistake(arrow / length, cosine)
    slope = show(round(float(gradient @ arrow / length), 4))
    return wrong("02.2", message, _("the slope in this direction is {slope}", slope=slope))


def _level_mistake(direction, cosine: float) -> str:
    if cosine > 0.999:
        return _("That is the gradient itself, the steepest way up.")
    if cosine < -0.999:
        return _("That is the steepest way down.")
    towards = (direction[0] - direction[1]) ** 2 < 1e-6
    if towards and direction[0] < 0:
        return _("That leads straight to the lowest place, not along the contour.")
    if abs(3 * direction[0]) == abs(direction[1]):
        return _("Right numbers, wrong sign: the two products have to cancel.")
    return _("Not yet. Twelve times east plus four times north has to be 0.")


def _judge_land(answer) -> Feedback:
    """A landscape with a basin between −2 and 2, and a gradient that fits."""
    if not (isinstance(answer, tuple | list) and len(answer) == 2 and all(map(callable, answer))):
        return wrong("02.4", _("Two functions are wanted here: (my_land, my_gradient)."))
    land, gradient = answer
    missing = [nothing(g(0.5, 0.25)) for g in answer]
    if all(missing):
        return waiting("02.4")
    if any(missing):
        name = "my_land" if missing[0] else "my_gradient"
        return wrong("02.4", _("{name} returns nothing yet.", name=name))
    line = [float(c) for c in np.linspace(-2, 2, 41)]
    heights = np.array([[float(land(x, y)) for x in line] for y in line])
    if not np.isfinite(heights).all():
        return wrong("02.4", _("my_land is not a finite number everywhere between −2 and 2."))
    if np.allclose(heights, bowl(np.stack(np.meshgrid(line, line), axis=-1))):
        return wrong("02.4", _("That is the bowl of the lesson. Change it until it is your own."))
    for x in line[::5]:
        for y in line[::5]:
            got = np.asarray(gradient(x, y), dtype=float)
            if got.shape != (2,):
                return wrong("02.4", _("my_gradient returns two numbers: [along x, along y]."))
            measured = numerical_gradient(lambda w: float(land(*map(float, w))), np.array([x, y]))
            if not np.allclose(got, measured, rtol=1e-3, atol=1e-3):
                return _misfit(x, y, got, measured)
    edge = np.concatenate([heights[0], heights[-1], heights[:, 0], heights[:, -1]])
    if not heights[1:-1, 1:-1].min() < edge.min():
        return wrong("02.4", _("The lowest place lies on the edge of the square: no basin yet."))
    row, column = np.unravel_index(heights.argmin(), heights.shape)
    place = {"x": f"{line[column]:.1f}", "y": f"{line[row]:.1f}"}
    return right("02.4", _("Your landscape is lowest near ({x}, {y}).", **place))


def _misfit(x, y, got, measured) -> Feedback:
    if np.allclose(got, measured[::-1], rtol=1e-3, atol=1e-3):
        message = _("my_gradient has the two slopes in the wrong order: first the one along x.")
    else:
        message = _("my_gradient does not fit my_land.")
    numbers = _(
        "at ({x}, {y}): the central difference says {expected}, my_gradient says {got}",
        x=show(x),
        y=show(y),
        expected=show(measured),
        got=show(got),
    )
    return wrong("02.4", message, numbers)


def _unit_vectors(x):
    return np.eye(len(x))


def _central(f, x, h):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in _unit_vectors(x)])


def _central_left_moved(f, x, h):
    x, gradient = x.copy(), []
    for i in range(len(x)):
        x[i] += h
        ahead = f(x)
        x[i] -= 2 * h
        gradient.append((ahead - f(x)) / (2 * h))
    return np.array(gradient)


def _forward_left_moved(f, x, h):
    x, gradient = x.copy(), []
    for i in range(len(x)):
        before = f(x)
        x[i] += h
        gradient.append((f(x) - before) / h)
    return np.array(gradient)


def _weight_gradient(W, a, b):
    return np.outer(a, b)


def _with_change(along_x: float, along_y: float) -> list[float]:
    """Two slopes, and what they promise of the move (0.02, 0.03) of 02.1."""
    return [along_x, along_y, 0.02 * along_x + 0.03 * along_y]


EXERCISES = (
    ValueExercise(
        id="02.1",
        expected=_with_change(-6, -2),
        mistakes={
            "no_change": [-6, -2],
            "swapped": _with_change(-2, -6),
            "constant_kept": _with_change(-3, -6),
            "term_lost": _with_change(-4, -2),
            "slope_of_square": _with_change(-6, 1),
            "plus_one": _with_change(2, 10),
            "added": [-6, -2, -8],
            "backwards": [-6, -2, -0.06],
            "exact": [-6, -2, 2.02**2 * -0.97 + 3 * 0.97**2 - 2 * 2.02 + 5],
        },
    ),
    OpenExercise(id="02.2", judge=_judge_level),
    FunctionExercise(
        id="02.3",
        reference=_central,
        cases=(
            (cubic, np.array([1.0, 2.0]), 0.1),
            (sum_of_squares, np.array([3.0, -1.0, 2.0]), 0.5),
            (product, np.array([2.0, 3.0, -1.0, 0.5]), 0.25),
        ),
        mistakes={
            "left_moved": Several((_central_left_moved, _forward_left_moved)),
            "forward": lambda f, x, h: np.array(
                [(f(x + h * e) - f(x)) / h for e in _unit_vectors(x)]
            ),
            "distance_h": lambda f, x, h: 2 * _central(f, x, h),
            "all_at_once": lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
            "differences": lambda f, x, h: 2 * h * _central(f, x, h),
        },
    ),
    OpenExercise(id="02.4", judge=_judge_land),
    FunctionExercise(
        id="02.5",
        reference=_weight_gradient,
        cases=(
            (
                np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 3.0]]),
                np.array([2.0, -1.0]),
                np.arange(1.0, 4.0),
            ),
            (np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([1.0, 3.0]), np.array([-1.0, 2.0])),
        ),
        mistakes={
            "transposed": lambda W, a, b: np.outer(b, a),
            "flat": lambda W, a, b: np.outer(a, b).ravel(),
            "terms": lambda W, a, b: np.outer(a, b) * W,
            "value": lambda W, a, b: a @ W @ b,
        },
    ),
)
