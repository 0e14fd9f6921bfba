"""Lesson 05, loss landscapes: its exercises."""

import re
from dataclasses import dataclass

import numpy as np

from lessonkit.exercises.exercise import Exercise, FunctionExercise, OpenExercise
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, wrong
from lessonkit.exercises.values import finished, function_in, nothing, plain, same, show
from lessonkit.i18n import _

# --- 05.1 and 05.2: choose letters ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class LettersExercise(Exercise):
    """The learner lists letters of the `choices`; the first that is wrong names the mistake."""

    choices: str
    expected: str

    @property
    def mistakes(self) -> dict[str, set]:
        return {letter: {*self.expected} ^ {letter} for letter in self.choices}

    def _look_at(self, answer) -> Feedback:
        letters = _letters(answer)
        if letters is None or letters - set(self.choices):
            return wrong(
                self.id,
                _(
                    "A list of letters from {first} to {last} is wanted, such as {example}; got {got}.",
                    first=self.choices[0],
                    last=self.choices[-1],
                    example='["A", "B"]',
                    got=show(answer),
                ),
            )
        for letter, (text, _mistake) in zip(self.choices, self.recognized(), strict=True):
            if (letter in letters) != (letter in self.expected):
                return wrong(self.id, _(text))
        return right(self.id, _(self.praise))


def _letters(answer) -> set | None:
    if isinstance(answer := plain(answer), str):  # "A, C" and "A and C" as well as "AC"
        answer = [*re.sub(r"\band\b|\W", "", answer.lower())]
    if not isinstance(answer, list | tuple | set | frozenset):
        return None
    if not all(isinstance(letter, str) for letter in answer):
        return None
    return {letter.strip().upper() for letter in answer}


CONVEX = LettersExercise(id="05.1", choices="ABCDE", expected="AC")
LYING = LettersExercise(id="05.2", choices="ABC", expected="AC")

# --- 05.3: a landscape that lies ------------------------------------------------------------

_LINE = np.linspace(-1, 1, 21)


def _judge_landscape(answer) -> Feedback:
    """Look for a bowl over a and b, and for a way down along c."""
    center = finished(function_in(answer)(0.0, 0.0, 0.0))
    if nothing(center):
        return nothing_returned("05.3", answer)
    if message := _fault_of_map(answer, center) or _fault_of_line(answer, center):
        return wrong("05.3", message)
    heights = [float(answer(0.0, 0.0, c)) for c in _LINE]
    return right(
        "05.3",
        _(
            "From {center} in the middle of the map it goes down to {low} at c = {c}.",
            center=f"{float(center):.3g}",
            low=f"{min(heights):.3g}",
            c=f"{_LINE[int(np.argmin(heights))]:.1f}",
        ),
    )


def _fault_of_map(f, center) -> str | None:
    for b in _LINE:
        for a in _LINE:
            value = f(a, b, 0.0)
            number = np.asarray(value)
            if number.dtype.kind not in "biuf" or number.ndim or not np.isfinite(number):
                return _(
                    "The height at {place} must be a finite number, got {got}.",
                    place=_place(a, b, 0.0),
                    got=show(value),
                )
            middle = abs(a) < 1e-9 and abs(b) < 1e-9
            if middle and not same(value, center):
                return _("The same place has two heights. The landscape must not depend on chance.")
            if not middle and not value > center:
                return _(
                    "The map is not lowest in the middle alone: {place} is not higher than (0, 0, 0).",
                    place=_place(a, b, 0.0),
                )
    return None


def _fault_of_line(f, center) -> str | None:
    heights = np.array([float(f(0.0, 0.0, c)) for c in _LINE])
    if np.allclose(heights, float(center), rtol=1e-9, atol=1e-12):
        return _("c changes nothing along the line through the middle: there is no way down.")
    if not heights.min() < float(center) - 1e-9 * (1 + abs(float(center))):
        return _("Along c, too, the middle is the lowest place: this map is honest.")
    return None


def _place(*coordinates) -> str:
    return "(" + ", ".join(f"{number + 0.0:.1f}" for number in coordinates) + ")"


# --- 05.4: a kink or a bug ------------------------------------------------------------------

_CLOSE = 1e-4


def _verdict(left, right, claimed):
    if not left - _CLOSE <= claimed <= right + _CLOSE:
        return "bug"
    return "right" if abs(left - right) <= _CLOSE else "kink"


def _disagree_is_bug(left, right, claimed):
    """Wrong: a claimed slope between the two sides counts as a bug."""
    if abs(left - right) <= _CLOSE:
        return _verdict(left, right, claimed)
    ends = min(abs(claimed - left), abs(claimed - right))
    return "kink" if ends <= _CLOSE else "bug"


def _disagree_is_kink(left, right, claimed):
    if abs(left - right) <= _CLOSE:
        return _verdict(left, right, claimed)
    return "kink"


def _mean_only(left, right, claimed):
    if abs(left - right) <= _CLOSE:
        return _verdict(left, right, claimed)
    return "kink" if abs(claimed - (left + right) / 2) <= _CLOSE else "bug"


def _claim_forgotten(left, right, claimed):
    return "right" if abs(left - right) <= _CLOSE else "kink"


def _exactly(left, right, claimed):
    """Wrong: slopes are compared without a tolerance."""
    if left == right:
        return "right" if claimed == left else "bug"
    return "kink" if left <= claimed <= right else "bug"


VERDICT = FunctionExercise(
    id="05.4",
    reference=_verdict,
    cases=(
        (0.5, 0.5, 0.5),
        (-0.1666667, 0.5, -0.1666667),
        (-0.1666667, 0.5, 0.5),
        (-0.1666667, 0.5, 0.25),
        (-0.1666667, 0.5, 0.1666667),
        (0.5, 0.5, -0.5),
        (-0.1666667, 0.5, -0.4),
        (-0.1666667, 0.5, 1.5),
        (-0.16667, -0.16666, -0.16663),
    ),
    mistakes={
        "claim_forgotten": _claim_forgotten,
        "disagree_is_bug": _disagree_is_bug,
        "disagree_is_kink": _disagree_is_kink,
        "mean_only": _mean_only,
        "exactly": _exactly,
    },
)

# --- 05.5: what the curvatures say ----------------------------------------------------------


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
    id="05.5",
    reference=_kind,
    cases=(
        (np.array([1.0, 3.0, 0.5]),),
        (np.array([-2.0, -1.0, -4.0]),),
        (np.array([2.0, -1.0, 3.0]),),
        (np.array([-3.0, 1.0, 1.0, -0.5]),),
        (np.array([0.0, 2.0, 1.0]),),
        (np.array([-1.0, 0.0, 4.0]),),
    ),
    mistakes={
        "swapped": _swapped,
        "zero_is_up": _zero_is_up,
        "sum": _kind_by(np.sum),
        "product": _by_product,
        "one_direction": _kind_by(lambda curvatures: curvatures[0]),
        "zero_first": _zero_first,
    },
)

EXERCISES = (
    CONVEX,
    LYING,
    OpenExercise(id="05.3", judge=_judge_landscape),
    VERDICT,
    KIND,
)
