"""Lesson 01, derivatives: its exercises."""

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.exercises.exercise import (
    FunctionExercise,
    Mistake,
    OpenExercise,
    ValueExercise,
    show,
)
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.i18n import _

STEP = ValueExercise(
    id="01.1",
    expected=0.05,
    mistakes=(
        Mistake(
            "That step goes up. The slope is negative, so down is to the right.",
            -0.05,
        ),
        Mistake(
            "You multiply the change by the slope. Slope times step is the change: divide.", 0.8
        ),
        Mistake(
            "You multiply the change by the slope. Slope times step is the change: divide.",
            -0.8,
        ),
        Mistake("That is the loss that you want. Which step leads there?", 2.8),
        Mistake("That is the place after the step. The step alone is asked for.", 5.05),
        Mistake("Upside down: divide the change of the loss by the slope.", 20.0),
        Mistake("Upside down: divide the change of the loss by the slope.", -20.0),
        Mistake("That is the change of the loss. How far must w move for it?", -0.2),
        Mistake("The new loss, 2.8, is not a change. It is to change by −0.2.", -0.7),
    ),
)

CHOICE = ValueExercise(
    id="01.4",
    expected=-2,
    mistakes=(
        Mistake(
            "With h = 1 the secant is far from the tangent: compare with the next row.",
            0,
        ),
        Mistake(
            "From this row to the next the slope still changes by 0.003: the secant is not yet the tangent.",
            -1,
        ),
        Mistake(
            "A wrong last digit of the gauge, 0.0000005, divided by this h, is 0.0005. Another row does better.",
            -3,
        ),
        Mistake(
            "The gauge may be off by 0.0000005. Divide that by this h: how far off is the slope?",
            -4,
        ),
        Mistake(
            "That is the h for Python's sixteen digits. This gauge has six after the point.", -5
        ),
        *(
            Mistake(
                "So close together, the gauge hardly sees a difference: the slope is made of rounding.",
                k,
            )
            for k in (-6, -7)
        ),
        Mistake("That is h itself. The exponent k of 10**k is asked for.", 0.01),
        Mistake("10**2 is a hundred. An h below 1 has a negative exponent.", 2),
    ),
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
    mistakes=(
        Mistake(
            "At a kink the central difference is the mean of both sides, and hides it. Compare the sides with each other.",
            _central_only,
        ),
        Mistake("You look ahead only. At a kink the other side says something else.", _ahead_only),
        Mistake(
            "At a kink no number can be right, so a claim that differs is no bug. Ask for the kink first.",
            _bug_first,
        ),
        *(
            Mistake(
                "Finite differences are off by a little. Two slopes less than 0.01 apart count as equal.",
                strict,
            )
            for strict in (_too_strict, _exact)
        ),
        Mistake("You have the words 'kink' and 'bug' swapped.", _swapped),
    ),
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
    missing = [g(0.5) is None or g(0.5) is ... for g in answer]
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
    mistakes=(
        Mistake(
            "That is the fourth root. Round-off is divided by h: multiply both sides by it.",
            float(_EPSILON ** (1 / 4)),
        ),
        Mistake(
            "That is for the central or the forward difference. Here the error is like h⁴.",
            float(_EPSILON ** (1 / 3)),
        ),
        Mistake("A fifth root, but of what? Round-off is machine epsilon over h.", 1e-2),
    ),
)

EXERCISES = (
    STEP,
    CHOICE,
    DIAGNOSIS,
    OpenExercise(
        id="01.3",
        judge=_judge_hill,
    ),
    FINER,
)
