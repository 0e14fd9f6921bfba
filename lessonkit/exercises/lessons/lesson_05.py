"""Lesson 05, loss landscapes: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake, OpenExercise
from lessonkit.exercises.feedback import wrong
from lessonkit.i18n import _

# --- 05.1: a slice --------------------------------------------------------------------------


def tilted_bowl(w):
    """A bowl that is lowest at 1, tilted."""
    w = np.asarray(w)
    return float(((w - 1) ** 2).sum() + 0.5 * w.flat[0])


def hinge(w):
    """A kink in a slice."""
    return float(np.maximum(0, np.sum(w) - 1))


def _slice(loss, W, direction, alphas):
    return np.array([loss(W + a * direction) for a in alphas])


_MATRIX = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -1.0]])
_SIDEWAYS = np.array([[0.2, 1.0, -0.4], [1.5, 0.3, 0.7]])

SLICE = FunctionExercise(
    id="05.1",
    reference=_slice,
    cases=(
        (tilted_bowl, np.array([3.0, -1.0]), np.array([1.0, 2.0]), np.array([-1.0, 0.5, 2.0])),
        (tilted_bowl, _MATRIX, _SIDEWAYS, np.array([0.0, 1.0, 3.0, 0.5])),
        (hinge, _MATRIX, _SIDEWAYS, np.array([-2.0, 0.0, 2.0])),
    ),
    mistakes=(
        Mistake(
            "Each a starts where the last one ended, so that the steps add up. Every point of the slice is measured from W itself: W + a * direction.",
            lambda loss, W, direction, alphas: _slice(loss, W, direction, np.cumsum(alphas)),
        ),
        Mistake(
            "You walk the other way: the point is W + a * direction, with a plus.",
            lambda loss, W, direction, alphas: _slice(loss, W, -direction, alphas),
        ),
        Mistake(
            "The point W is missing. A slice is taken through W: W + a * direction.",
            lambda loss, W, direction, alphas: _slice(loss, 0 * W, direction, alphas),
        ),
        Mistake(
            "a multiplies W. It is the direction that is taken a times: W + a * direction.",
            lambda loss, W, direction, alphas: np.array([loss(a * W + direction) for a in alphas]),
        ),
        Mistake(
            "All values are the same: a does not occur. Go a times along the direction.",
            lambda loss, W, direction, alphas: np.full(len(alphas), loss(W + direction)),
        ),
        Mistake(
            "These are the points. The slice is the loss at each of them.",
            lambda loss, W, direction, alphas: np.array([W + a * direction for a in alphas]),
        ),
        Mistake(
            "That is one value only. Is your return inside the loop? One for each a is wanted.",
            lambda loss, W, direction, alphas: loss(W + alphas[0] * direction),
        ),
        Mistake(
            "That is the last value alone. Keep one for each a, in a list.",
            lambda loss, W, direction, alphas: loss(W + alphas[-1] * direction),
        ),
        Mistake(
            "You add the two losses. Add the arrays first; then ask the loss once for that point.",
            lambda loss, W, direction, alphas: np.array(
                [loss(W) + loss(a * direction) for a in alphas]
            ),
        ),
    ),
)


def _judge_slice(answer):
    """Look whether the caller's W is moved before comparing what comes back."""
    if callable(answer) and _moves_the_weights(answer):
        return wrong(
            "05.1",
            _(
                "Your function moves the caller's W: W += a * direction changes that very array, also outside of the function. Make a new one: W + a * direction."
            ),
        )
    return SLICE.check(answer)


def _moves_the_weights(answer) -> bool:
    W, direction = _MATRIX.copy(), _SIDEWAYS.copy()
    moved = []

    def loss(w):
        # Moving W there and back again leaves it almost as it was: so look while it is used.
        moved.append(not np.array_equal(W, _MATRIX))
        return tilted_bowl(w)

    try:
        answer(loss, W, direction, np.array([0.25, 1.0, 3.0]))
    except Exception:  # SLICE.check meets it again and shows it
        return False
    return any(moved) or not np.array_equal(W, _MATRIX)


# --- 05.2: a sum of hinges ------------------------------------------------------------------


def _hinge_sum(w, slopes, offsets):
    return float(np.maximum(0, slopes * w + offsets).sum())


_SLOPES, _OFFSETS = np.array([-1.0, -1.0, 0.5, 2.0]), np.array([0.0, 3.0, 1.5, -3.0])

HINGES = FunctionExercise(
    id="05.2",
    reference=_hinge_sum,
    cases=(
        (1.0, _SLOPES, _OFFSETS),
        (-4.0, _SLOPES, _OFFSETS),
        (0.5, np.array([1.0, -4.0, 3.0]), np.array([0.5, 1.0, -2.0])),
    ),
    mistakes=(
        Mistake(
            "The max is taken once, around the sum. Every hinge has its own: first the max of each, then the sum.",
            lambda w, slopes, offsets: max(0.0, (slopes * w + offsets).sum()),
        ),
        Mistake(
            "The max is missing: a sum of straight lines is a straight line, without a bowl.",
            lambda w, slopes, offsets: (slopes * w + offsets).sum(),
        ),
        Mistake(
            "You keep the negative parts: np.minimum instead of np.maximum.",
            lambda w, slopes, offsets: np.minimum(0, slopes * w + offsets).sum(),
        ),
        Mistake(
            "A hinge that would be negative counts 0 here, not its size: max(0, ·), not the absolute value.",
            lambda w, slopes, offsets: np.abs(slopes * w + offsets).sum(),
        ),
        Mistake(
            "These are the hinges one by one. Add them up.",
            lambda w, slopes, offsets: np.maximum(0, slopes * w + offsets),
        ),
        Mistake(
            "That is the largest hinge. All of them count: take the sum.",
            lambda w, slopes, offsets: np.maximum(0, slopes * w + offsets).max(),
        ),
        Mistake(
            "That is the mean of the hinges. The sum is wanted.",
            lambda w, slopes, offsets: np.maximum(0, slopes * w + offsets).mean(),
        ),
        Mistake(
            "Slope and offset are swapped: the slope is what multiplies w.",
            lambda w, slopes, offsets: np.maximum(0, offsets * w + slopes).sum(),
        ),
    ),
)

# --- 05.3: convexity between two points -----------------------------------------------------


def parabola(w):
    """Convex."""
    return float(np.sum(np.square(w)))


def hill(w):
    """The opposite."""
    return -parabola(w)


def line(w):
    """Neither above nor below its chords."""
    return float(2 * np.sum(w) - 1)


def two_valleys(w):
    """Valleys at −1 and 1, a hill at 0."""
    return float(np.sum((np.square(w) - 1) ** 2))


def _chord_holds(f, u, v, t):
    point = (1 - t) * u + t * v
    return bool(f(point) <= (1 - t) * f(u) + t * f(v) + 1e-12)


def _compared(limit, test=np.less_equal):
    """A wrong test: `limit(fu, fv, t)` instead of the height of the chord."""

    def answer(f, u, v, t):
        return bool(test(f((1 - t) * u + t * v), limit(f(u), f(v), t)))

    return answer


def _chord(fu, fv, t):
    return (1 - t) * fu + t * fv


_WRONG_WAY = N_(
    "The comparison is the wrong way round: where a function is convex, the curve lies at or below the chord."
)

CHORD = FunctionExercise(
    id="05.3",
    reference=_chord_holds,
    cases=(
        (parabola, -1.0, 2.0, 0.25),
        (parabola, 0.0, 4.0, 0.75),
        (hill, -1.0, 3.0, 0.5),
        (line, 0.0, 4.0, 0.25),
        (two_valleys, -1.0, 1.0, 0.5),
        (two_valleys, 0.0, 2.0, 0.25),
        (two_valleys, -1.0, 0.0, 0.25),
        (two_valleys, 1.0, -0.5, 0.875),
        (parabola, np.array([1.0, 0.0]), np.array([0.0, 2.0]), 0.75),
        (hill, np.array([1.0, 0.0]), np.array([0.0, 2.0]), 0.75),
    ),
    mistakes=(
        Mistake(_WRONG_WAY, _compared(_chord, np.greater_equal)),
        Mistake(_WRONG_WAY, _compared(_chord, np.greater)),
        Mistake(
            "A straight line is convex, too: the curve may touch the chord. Use <=, not <.",
            _compared(_chord, np.less),
        ),
        Mistake(
            "The weights of the chord are swapped: at t = 0 it must be f(u), at t = 1 f(v).",
            _compared(lambda fu, fv, t: t * fu + (1 - t) * fv),
        ),
        Mistake(
            "You compare with the middle of the chord. At t its height is (1 - t) f(u) + t f(v).",
            _compared(lambda fu, fv, t: (fu + fv) / 2),
        ),
        Mistake(
            "You compare with the higher end. The chord between the ends lies lower than that.",
            _compared(lambda fu, fv, t: max(fu, fv)),
        ),
        Mistake(
            "You compare with the lower end. The chord between the ends lies higher than that.",
            _compared(lambda fu, fv, t: min(fu, fv)),
        ),
        Mistake(
            "You test the middle of u and v, whatever t is. The point is (1 - t) u + t v.",
            lambda f, u, v, t: bool(f((u + v) / 2) <= _chord(f(u), f(v), t)),
        ),
        Mistake(
            "This is the height of the chord less that of the curve. Say whether it is >= 0.",
            lambda f, u, v, t: _chord(f(u), f(v), t) - f((1 - t) * u + t * v),
        ),
    ),
)

# --- 05.4: what the curvatures say ----------------------------------------------------------


def _kind(curvatures):
    up, down = np.any(curvatures > 0), np.any(curvatures < 0)
    if up and down:
        return "saddle"
    if np.any(curvatures == 0):
        return "unclear"
    return "minimum" if up else "maximum"


def _kind_by(number):
    """A wrong answer that looks at one number only."""

    def answer(curvatures):
        value = number(curvatures)
        if value == 0:
            return "unclear"
        return "minimum" if value > 0 else "maximum"

    return answer


def _swapped(curvatures):
    swap = {"minimum": "maximum", "maximum": "minimum"}
    return swap.get(_kind(curvatures), _kind(curvatures))


def _zero_is_up(curvatures):
    return "minimum" if np.all(curvatures >= 0) else _kind(curvatures)


def _by_product(curvatures):
    product = np.prod(curvatures)
    if product == 0:
        return "unclear"
    return "saddle" if product < 0 else ("minimum" if curvatures[0] > 0 else "maximum")


def _zero_first(curvatures):
    return "unclear" if np.any(curvatures == 0) else _kind(curvatures)


KIND = FunctionExercise(
    id="05.4",
    reference=_kind,
    cases=(
        (np.array([1.0, 3.0, 0.5]),),
        (np.array([-2.0, -1.0, -4.0]),),
        (np.array([2.0, -1.0, 3.0]),),
        (np.array([-3.0, 1.0, 1.0, -0.5]),),
        (np.array([0.0, 2.0, 1.0]),),
        (np.array([-1.0, 0.0, 4.0]),),
    ),
    mistakes=(
        Mistake(
            "Minimum and maximum are swapped: in a valley all directions curve up, above 0.",
            _swapped,
        ),
        Mistake(
            "A curvature of 0 decides nothing: along it the function may go up or down (x⁴, −x⁴, x³). If no other direction makes it a saddle, the answer is unclear.",
            _zero_is_up,
        ),
        Mistake(
            "The sum of the curvatures does not tell: 2 − 1 + 3 is positive and yet a saddle.",
            _kind_by(np.sum),
        ),
        Mistake(
            "The product does not tell: two negative curvatures make it positive again.",
            _by_product,
        ),
        Mistake(
            "You look at one direction only. A minimum must curve up in all of them.",
            _kind_by(lambda curvatures: curvatures[0]),
        ),
        Mistake(
            "One direction up and one down is a saddle already, whatever a direction of curvature 0 does.",
            _zero_first,
        ),
    ),
)

EXERCISES = (
    OpenExercise(
        id="05.1",
        judge=_judge_slice,
    ),
    HINGES,
    CHORD,
    KIND,
)
