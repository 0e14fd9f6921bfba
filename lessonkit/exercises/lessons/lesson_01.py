"""Lesson 01, derivatives: its exercises."""

import math

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake, ValueExercise


def cube(x):
    """A function to differentiate; its name is shown to the learner as an input."""
    return x**3


def wave(x):
    """Another one."""
    return math.sin(x)


def cube_slope(x):
    """The slope of `cube`."""
    return 3 * x**2


def wave_slope(x):
    """The slope of `wave`."""
    return math.cos(x)


def _forward(f, x, h):
    return (f(x + h) - f(x)) / h


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


_CASES = ((cube, 2.0, 0.5), (wave, 1.0, 0.1), (cube, -1.0, 0.25))
_NO_BRACKETS_H = N_("Only the last term is divided. Put brackets around the whole difference.")
_SIGN = N_("The sign is flipped: the height at the end of the step comes first.")
_RISE = N_("That is the rise alone. Divide by the run.")

FORWARD = FunctionExercise(
    id="01.1",
    reference=_forward,
    cases=_CASES,
    mistakes=(
        Mistake(_NO_BRACKETS_H, lambda f, x, h: f(x + h) - f(x) / h),
        Mistake(_SIGN, lambda f, x, h: (f(x) - f(x + h)) / h),
        Mistake(_RISE, lambda f, x, h: f(x + h) - f(x)),
        Mistake(
            N_("Upside down: that is run over rise. The slope is rise over run."),
            lambda f, x, h: h / (f(x + h) - f(x)),
        ),
        Mistake(
            N_("That steps to the left, from x − h to x. Forward is from x to x + h."),
            lambda f, x, h: (f(x) - f(x - h)) / h,
        ),
        Mistake(
            N_(
                "That is the central difference: right too, and better. Here one side is asked for."
            ),
            _central,
        ),
        Mistake(
            N_("You divide by x + h. The run is only h, from x to x + h."),
            lambda f, x, h: (f(x + h) - f(x)) / (x + h),
        ),
        Mistake(
            N_("You add h to the height. Go h farther first: the height there is f(x + h)."),
            lambda f, x, h: (f(x) + h - f(x)) / h,
        ),
        Mistake(
            N_("You multiply by the run. The slope is rise over run: divide."),
            lambda f, x, h: (f(x + h) - f(x)) * h,
        ),
    ),
    praise=N_("Rise over run. It works for every function that can be evaluated."),
    hints=(
        N_("The step ends at x + h. How high is it there, how high was it at x?"),
        N_("(height at x + h − height at x) / h, with brackets around the difference"),
    ),
)

LOOK_AHEAD = FunctionExercise(
    id="01.2",
    reference=lambda f, slope, x, eps: f(x) + slope(x) * eps,
    cases=(
        (cube, cube_slope, 2.0, 0.1),
        (wave, wave_slope, 0.5, -0.2),
        (cube, cube_slope, -1.0, 0.01),
    ),
    mistakes=(
        Mistake(
            N_("That is the height itself, at x + eps. Use only what is known at x."),
            lambda f, slope, x, eps: f(x + eps),
        ),
        Mistake(
            N_("That is the rise alone. It starts from the height f(x)."),
            lambda f, slope, x, eps: slope(x) * eps,
        ),
        Mistake(
            N_("The step is missing: the slope is the rise for a whole unit. Multiply it by eps."),
            lambda f, slope, x, eps: f(x) + slope(x),
        ),
        Mistake(
            N_("The sign is flipped: with a positive slope, a step to the right goes up."),
            lambda f, slope, x, eps: f(x) - slope(x) * eps,
        ),
        Mistake(
            N_("You take the slope at the end of the step. Stay at x: slope(x)."),
            lambda f, slope, x, eps: f(x) + slope(x + eps) * eps,
        ),
        Mistake(
            N_("You multiply by the place x + eps. The rise is the slope times the step, eps."),
            lambda f, slope, x, eps: f(x) + slope(x) * (x + eps),
        ),
    ),
    praise=N_("Known at x, valid nearby. Lesson 09 makes a whole method out of this line."),
    hints=(
        N_("Start at the height f(x) and walk along the tangent: its rise is slope times step."),
        N_("f(x) + slope(x) * eps"),
    ),
)

CENTRAL = FunctionExercise(
    id="01.3",
    reference=_central,
    cases=_CASES,
    mistakes=(
        Mistake(N_("That is the forward difference. Go to both sides: x + h and x − h."), _forward),
        Mistake(
            N_("You divide by h. From x − h to x + h the run is 2h."),
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
        ),
        Mistake(
            N_("In Python / 2 * h divides by 2 and then multiplies by h. Write / (2 * h)."),
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ),
        Mistake(_NO_BRACKETS_H, lambda f, x, h: f(x + h) - f(x - h) / (2 * h)),
        Mistake(
            N_("The sign is flipped: subtract the height on the left from the one on the right."),
            lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
        ),
        Mistake(
            N_("The points are only h/2 away from x, so that their run is h, not 2h."),
            lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / (2 * h),
        ),
        Mistake(
            N_("A right formula for half the step: it goes h/2 to each side. Go h to each side."),
            lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
        ),
        Mistake(
            N_("You start from f(x) and divide by 2h. The central difference does not need f(x)."),
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
        ),
        Mistake(_RISE, lambda f, x, h: f(x + h) - f(x - h)),
    ),
    praise=N_(
        "The workhorse of this course: it will check every gradient that you derive by hand."
    ),
    hints=(
        N_("The secant goes from x − h to x + h. What is its rise, what is its run?"),
        N_("(f(x + h) − f(x − h)) / (2 * h), with both pairs of brackets"),
    ),
)

VALLEY = ValueExercise(
    id="01.4",
    expected=math.sqrt(2 / 9),
    tolerance=1e-3,
    mistakes=(
        Mistake(
            N_("It is flat there too, but that is the hilltop: the slope goes from + to −."),
            -math.sqrt(2 / 9),
        ),
        Mistake(N_("Near, but the slope is still +0.25 at 0.5. Where is it exactly 0?"), 0.5),
        Mistake(N_("The root is to be taken of the 9 as well: x² = 2/9."), math.sqrt(2) / 9),
        Mistake(N_("That is x². The bottom is at x itself: take the root."), 2 / 9),
        Mistake(N_("Upside down: 9x² = 2 gives x² = 2/9."), math.sqrt(9 / 2)),
        Mistake(N_("There f(x) = 0, the curve crosses zero. You want f′(x) = 0."), -1.0),
        Mistake(N_("There the slope is −2. You want the place where it is 0."), 0.0),
        Mistake(
            N_("That is the height of the valley. At which x is it?"),
            3 * math.sqrt(2 / 9) ** 3 - 2 * math.sqrt(2 / 9) + 1,
        ),
    ),
    praise=N_("√2/3 = 0.4714…, where the slope goes from − to +. The star in the first picture."),
    hints=(
        N_("At the bottom of the valley the slope is zero: solve 9x² − 2 = 0."),
        N_("x² = 2/9 has two solutions. Look at the first picture: which is the valley?"),
    ),
)

EXERCISES = (FORWARD, LOOK_AHEAD, CENTRAL, VALLEY)
