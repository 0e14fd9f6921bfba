"""Lesson 01, derivatives: its exercises."""

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several, ValueExercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.values import nothing, show
from lessonkit.i18n import _

STEP = ValueExercise(
    id="01.1",
    expected=0.05,
    mistakes={
        "upwards": -0.05,
        "multiplied": Several((0.8, -0.8)),
        "wanted_loss": 2.8,
        "place": 5.05,
        "upside_down": Several((20.0, -20.0)),
        "change": -0.2,
        "new_loss": -0.7,
    },
)

CHOICE = ValueExercise(
    id="01.4",
    expected=-2,
    mistakes={
        "secant_far": 0,
        "secant_near": -1,
        "gauge_digit": -3,
        "gauge_off": -4,
        "sixteen_digits": -5,
        "rounding": Several((-6, -7)),
        "h_itself": 0.01,
        "positive_exponent": 2,
    },
)


def cube(x):
    """A function to differentiate; its name is shown to the learner as an input."""
    return x**3


def relu(x):
    """max(0, x), with a kink at 0."""
    return max(0.0, x)


def dent(x):
    """|x − 1| + x, with a kink at 1."""
    return abs(x - 1) + x


def steep(x):
    """100x²: its forward and its backward difference differ a little, though it is smooth."""
    return 100 * x**2


def _sides(f, x):
    h = 1e-5
    return (f(x + h) - f(x)) / h, (f(x) - f(x - h)) / h


def _diagnose(f, claimed, x):
    ahead, behind = _sides(f, x)
    if abs(ahead - behind) > 0.01:
        return "kink"
    return "right" if abs(ahead - claimed) <= 0.01 else "bug"


def _central_only(f, claimed, x):
    return "right" if abs(sum(_sides(f, x)) / 2 - claimed) <= 0.01 else "bug"


def _ahead_only(f, claimed, x):
    return "right" if abs(_sides(f, x)[0] - claimed) <= 0.01 else "bug"


def _bug_first(f, claimed, x):
    ahead, behind = _sides(f, x)
    if abs((ahead + behind) / 2 - claimed) > 0.01:
        return "bug"
    return "kink" if abs(ahead - behind) > 0.01 else "right"


def _too_strict(f, claimed, x, tolerance=1e-6):
    ahead, behind = _sides(f, x)
    if abs(ahead - behind) > tolerance:
        return "kink"
    return "right" if abs(ahead - claimed) <= tolerance else "bug"


def _exact(f, claimed, x):
    return _too_strict(f, claimed, x, 0.0)


def _swapped(f, claimed, x):
    return {"kink": "bug", "bug": "kink"}.get(_diagnose(f, claimed, x), "right")


DIAGNOSIS = FunctionExercise(
    id="01.2",
    reference=_diagnose,
    cases=(
        (cube, 12.0, 2.0),
        (abs, 0.0, 0.0),
        (cube, 12.0, -1.0),
        (relu, 0.0, 0.0),
        (steep, 200.0, 1.0),
        (dent, 2.0, 1.0),
        (relu, 1.0, 3.0),
        (abs, 1.0, -0.5),
    ),
    mistakes={
        "central_only": _central_only,
        "ahead_only": _ahead_only,
        "bug_first": _bug_first,
        "too_strict": Several((_too_strict, _exact)),
        "swapped": _swapped,
    },
)


def lesson_hill(x):
    """The hill of the lesson, which is not the learner's own."""
    return 3 * x**3 - 2 * x + 1


def _judge_hill(answer) -> Feedback:
    """A hill with a valley and a hilltop between −2 and 2, and a slope that fits."""
    if not (isinstance(answer, tuple | list) and len(answer) == 2 and all(map(callable, answer))):
        return wrong("01.3", _("Two functions are wanted here: (my_hill, my_slope)."))
    hill, _slope = answer
    xs = np.linspace(-2, 2, 401)
    missing = [nothing(g(0.5)) for g in answer]
    if all(missing):
        return waiting("01.3")
    if any(missing):
        name = "my_hill" if missing[0] else "my_slope"
        return wrong("01.3", _("{name} returns nothing yet.", name=name))
    heights, slopes = (np.array([float(g(float(x))) for x in xs]) for g in answer)
    for name, values in (("my_hill", heights), ("my_slope", slopes)):
        if not np.isfinite(values).all():
            x = xs[~np.isfinite(values)][0]
            return wrong("01.3", _("{name}({x}) is not a finite number.", name=name, x=show(x)))
    if np.allclose(heights, lesson_hill(xs)):
        return wrong("01.3", _("That is the hill of the lesson. Change it until it is your own."))
    measured = np.array([numerical_gradient(hill, float(x)) for x in xs[::10]])
    off = np.abs(measured - slopes[::10]) > 1e-3 * np.maximum(1, np.abs(measured))
    if off.any():
        x, got, expected = xs[::10][off][0], slopes[::10][off][0], measured[off][0]
        return wrong(
            "01.3",
            _("my_slope does not fit my_hill."),
            _(
                "at x = {x}: the central difference says {expected}, my_slope says {got}",
                x=show(x),
                expected=show(expected),
                got=show(got),
            ),
        )
    valleys, tops = _turns(xs, slopes, 1), _turns(xs, slopes, -1)
    if not valleys:
        return wrong("01.3", _("There is no valley between −2 and 2: no − to + of the slope."))
    if not tops:
        return wrong("01.3", _("There is no hilltop between −2 and 2: no + to − of the slope."))
    places = {"valley": f"{valleys[0]:.2f}", "top": f"{tops[0]:.2f}"}
    return right("01.3", _("Your hill: a valley near {valley}, a hilltop near {top}.", **places))


def _turns(xs, slopes, direction) -> list[float]:
    """Where the slope, times 1 or −1, goes from below zero to above it."""
    sloping = slopes != 0
    signs, places = np.sign(slopes[sloping]) * direction, xs[sloping]
    at = np.flatnonzero((signs[:-1] < 0) & (signs[1:] > 0))
    before, after = slopes[sloping][at], slopes[sloping][at + 1]
    share = before / (before - after)  # where the line between the two slopes crosses zero
    return list(places[at] + share * (places[at + 1] - places[at]))


_EPSILON = np.finfo(float).eps

FINER = ValueExercise(
    id="01.5",
    expected=float(_EPSILON ** (1 / 5)),
    tolerance=6e-5,  # two digits are enough
    mistakes={
        "fourth_root": float(_EPSILON ** (1 / 4)),
        "other_error": float(_EPSILON ** (1 / 3)),
        "bare_epsilon": 1e-2,
    },
)

EXERCISES = (
    STEP,
    CHOICE,
    DIAGNOSIS,
    OpenExercise(id="01.3", judge=_judge_hill),
    FINER,
)
