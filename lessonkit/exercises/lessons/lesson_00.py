"""Lesson 00, start here: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, ValueExercise
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, wrong
from lessonkit.exercises.values import finished, function_in, nothing, numbers_of
from lessonkit.i18n import _

WHERE = ValueExercise(
    id="00.2",
    expected=3,
    mistakes={
        "height": 2,
        "first_x": 0,
        "first_height": 11,
        "highest": 7,
        "sign": -3,
    },
)


def _downhill(left, here, right):
    if left >= here <= right:
        return 0
    return -1 if left < right else 1


DOWNHILL = FunctionExercise(
    id="00.3",
    reference=_downhill,
    cases=((3.0, 2.0, 1.0), (1.0, 2.0, 3.0), (3.0, 2.0, 4.0), (0.5, 2.0, 1.0), (1.0, 2.0, 0.5)),
    mistakes={
        "climbs": lambda left, here, right: (
            0 if left >= here <= right else (1 if left < right else -1)
        ),
        "never_rests": lambda left, here, right: -1 if left < right else 1,
        "lowest_height": lambda left, here, right: min(left, here, right),
        "always_left": lambda left, here, right: -1 if left < here else (1 if right < here else 0),
        "always_right": lambda left, here, right: 1 if right < here else (-1 if left < here else 0),
        "words": lambda left, here, right: {-1: "left", 0: "stay", 1: "right"}[
            _downhill(left, here, right)
        ],
    },
)

# --- 00.1: a landscape of one's own ----------------------------------------------------------

_PLACES = np.round(np.arange(-40, 41) * 0.05, 2)  # from −2 to 2, the hiker's steps apart
_START = 72  # where 1.6 stands


def _judge_landscape(answer) -> Feedback:
    """Let the hiker walk, and see whether she stops above the deepest valley."""
    given = [finished(function_in(answer)(float(x))) for x in _PLACES]
    if nothing(*given):
        return nothing_returned("00.1", answer)
    heights = numbers_of(given)
    if heights.shape != _PLACES.shape or not np.isfinite(heights).all():
        return wrong("00.1", _("A height must be one number, everywhere from −2 to 2."))
    if np.allclose(heights, (_PLACES**2 - 1) ** 2 + 0.3 * _PLACES):
        return wrong("00.1", _("That is the landscape of section 2. Invent another one."))
    valleys = _valleys(heights)
    if len(valleys) < 2:
        return wrong(
            "00.1",
            _("Valleys between −2 and 2: {count}. At least two are wanted.", count=len(valleys)),
            *(_("bottom at x = {x:.2f}", x=_PLACES[k]) for k in valleys),
        )
    stop = _walk(heights)
    where = _(
        "The hiker stops at x = {x:.2f}, height {height:.3g}.",
        x=_PLACES[stop],
        height=heights[stop],
    )
    if stop in (0, len(heights) - 1):
        return wrong("00.1", where, _("That is the edge. Let the ground rise towards the edges."))
    if stop == _START:
        return wrong("00.1", where, _("She does not move at all: let the ground fall from 1.6."))
    deepest = int(heights.argmin())
    if heights[stop] - heights[deepest] < 1e-9:
        return wrong("00.1", where, _("It is the deepest place. Make another valley deeper."))
    if deepest in (0, len(heights) - 1):
        return wrong("00.1", where, _("But the lowest place is an edge, and no valley."))
    deep = _("A deeper valley is at x = {x:.2f}; she never felt it.", x=_PLACES[deepest])
    return right("00.1", where, deep)


def _valleys(heights: np.ndarray) -> list[int]:
    """The bottoms: lower than what stands beside them; a flat one counts once."""
    runs = [k for k in range(len(heights)) if k == 0 or heights[k] != heights[k - 1]]
    inner = zip(runs, runs[1:], runs[2:], strict=False)
    return [k for left, k, next_ in inner if heights[left] > heights[k] < heights[next_]]


def _walk(heights: np.ndarray) -> int:
    """Where the hiker stops; at an edge she stops, too."""
    place = _START
    while 0 < place < len(heights) - 1:
        step = _downhill(*heights[place - 1 : place + 2])
        if step == 0:
            break
        place += step
    return place


LANDSCAPE = OpenExercise(id="00.1", judge=_judge_landscape)

EXERCISES = (LANDSCAPE, WHERE, DOWNHILL)
