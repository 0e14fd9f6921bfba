"""The gradient check: is this gradient right, wrong, or beyond what differences can tell?"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.i18n import N_, _
from lessonkit.validation import array_of, finite_array, function, number_of, positive, real_array

# The bands of a gradient check, and what a relative error below each of them says.
BANDS = (
    (1e-7, N_("right: as close as differences can tell")),
    (1e-4, N_("close: fine for a function with kinks, too far off for a smooth one")),
    (1e-2, N_("doubtful: probably a mistake in a small term")),
    (np.inf, N_("wrong")),
)
UNKNOWN = N_("differences cannot tell: their own error is too large here; try another h")
_VISIBLE = 1e-3  # the share of a gradient that differences have to see to tell right from wrong


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """How far a gradient is from the numerical one.

    Attributes:
        relative_error: the largest of `errors`.
        worst_index: where it is, a tuple as for indexing the gradient.
        kinks: the indices at which the function probably has a kink, tuples.
        verdict: one line in words: how right the gradient is, or that differences cannot tell.
        errors: the relative error of every entry, in the shape of the point.
        gradient, numerical: the two gradients, in the same shape.
    """

    relative_error: float
    worst_index: tuple[int, ...]
    kinks: tuple[tuple[int, ...], ...]
    verdict: str
    errors: np.ndarray = field(repr=False)
    gradient: np.ndarray = field(repr=False)
    numerical: np.ndarray = field(repr=False)

    def __repr__(self) -> str:
        return f"<GradientCheck: relative error {self.relative_error:.0e}; {self.verdict}>"


def gradient_check(fun: Callable, gradient, x, h: float = 1e-5) -> GradientCheck:
    """Compare a gradient with the numerical one, entry by entry.

    error = |a − n| / max(|a|, |n|, floor)

    for an entry a of the gradient and n of the numerical one. The floor keeps entries from being
    blamed for round-off: below it the differences of `fun` do not hold the digits to compare. A
    probable kink is an entry where the slopes ahead and behind disagree, and do so at ten times
    the step as well, where those of a smooth function would disagree ten times as much.

    Differences have errors of their own: round-off, which grows as h shrinks, and what they miss
    of a bend, which grows with h. A gradient is blamed only where a and n still disagree at h/10
    and at 10h. Where such errors are above a thousandth of the gradient, so that a mistake would
    not be seen, or x + h is x, the verdict is that differences cannot tell.

    Arguments:
        fun: takes an array of the shape of `x`, returns one number.
        gradient: a callable that returns the gradient at a point, or the gradient at `x` itself.
        x: the point, of any shape; it is left alone.
        h: how far each coordinate is moved, in the units of `x`.

    Returns:
        A `GradientCheck`. Its verdict goes by the bands 1e-7, 1e-4 and 1e-2.

    Raises:
        ValueError: when the gradient has another shape than `x`, or as `numerical_gradient`.

    >>> gradient_check(lambda w: (w**3).sum(), lambda w: 3 * w**2, [1.0, 2.0]).verdict
    'right: as close as differences can tell'
    >>> found = gradient_check(lambda w: (w**3).sum(), lambda w: 2 * w**2, [1.0, 2.0])
    >>> found
    <GradientCheck: relative error 3e-01; wrong, worst at [0]>
    >>> gradient_check(lambda x: abs(x), 1.0, 0.0).kinks
    ((),)
    >>> gradient_check(lambda w: (w**3).sum(), lambda w: 2 * w**2, [1.0, 2.0], h=1e-17).verdict
    'differences cannot tell: their own error is too large here; try another h'

    Reference: Stanford University, *CS231n: Neural Networks, part 3*, "Gradient checks".
    """
    with np.errstate(all="ignore"):  # a function may have no value at a point beside this one
        return _Comparison(fun, gradient, x, h).result()


class _Comparison:
    """A gradient beside the differences of a function, and how far these can be trusted."""

    def __init__(self, fun, gradient, x, h):
        self.fun, self.h = function("fun", fun), positive("h", h)
        self.point = finite_array("x", x)
        if callable(gradient):
            function("gradient", gradient)
            given = array_of("gradient", gradient(self.point.copy()))
        else:
            given = real_array("gradient", gradient)
        if given.shape != self.point.shape:
            raise ValueError(
                f"gradient must have the shape {self.point.shape} of x, got {given.shape}"
            )
        self.given = np.array(given, dtype=np.float64)
        self.value = number_of("fun", fun(self.point.copy()))
        self.numerical = np.asarray(numerical_gradient(fun, self.point, self.h))
        self._measure()

    def _measure(self) -> None:
        """Set the errors, and what to hold them against."""
        self.round_off = np.finfo(float).eps * abs(self.value) / self.h
        self.size = np.fmax(np.abs(self.given), np.abs(self.numerical))
        self.scale = np.fmax.reduce(self.size, axis=None, initial=0)
        if not self.given.any():
            self.scale = max(self.scale, 1.0)  # a gradient of zero has no size of its own
        self.distance = np.abs(self.given - self.numerical)
        floor = min(1e7 * self.round_off, self.scale) + 1e-300
        self.errors = self.distance / np.maximum(self.size, floor)
        self.errors = np.where(np.isnan(self.errors), np.inf, self.errors)
        # Forward and central differ by half the difference between the slopes on either side.
        forward = np.asarray(numerical_gradient(self.fun, self.point, self.h, "forward"))
        self.bend = 2 * np.abs(forward - self.numerical)

    def result(self) -> GradientCheck:
        kinks, noisy = self._kinks()
        # Between the two slopes at a kink, any number is a subgradient and none is wrong.
        excused = [i for i in kinks if self.distance[i] <= 0.51 * self.bend[i]]
        verdict = self._verdict(excused, noisy)
        if kinks:
            verdict += "; " + _kinks_in_words(kinks)
        return GradientCheck(
            relative_error=float(self.errors.max(initial=0)),
            worst_index=_worst(self.errors),
            kinks=tuple(kinks),
            verdict=verdict,
            errors=self.errors,
            gradient=self.given,
            numerical=self.numerical,
        )

    def _kinks(self) -> tuple[list, bool]:
        """Where there are kinks, and whether round-off was mistaken for one.

        At ten times the step the slopes of a smooth function disagree ten times as much, those at
        a kink as much as before, and round-off makes a tenth of the disagreement.
        """
        suspects = np.argwhere(self.bend > np.maximum(20 * self.round_off, 1e-3 * self.size))
        growth = {i: self._bend(i, 10 * self.h) / self.bend[i] for i in map(_index, suspects)}
        kinks = [i for i, times in growth.items() if 0.5 <= times < 5]
        noise = [self.bend[i] for i, times in growth.items() if times < 0.5]
        return kinks, max(noise, default=0) > _VISIBLE * self.scale

    def _verdict(self, excused, noisy) -> str:
        moved = (self.point + self.h) - (self.point - self.h)
        if (np.abs(moved / (2 * self.h) - 1) > _VISIBLE).any():
            return _(UNKNOWN)
        judged = self.errors.copy()
        for index in excused:
            judged[index] = 0
        while (error := judged.max(initial=0)) > BANDS[0][0]:
            index = _worst(judged)
            lasts, doubt = self._lasts(index)
            if lasts:
                self.errors[index] = error = max(error, self.distance[index] / self.size[index])
                words = _(next(words for limit, words in BANDS if error <= limit))
                where = _("{verdict}, worst at {index}", verdict=words, index=list(index))
                return where if self.point.ndim else words
            if not doubt <= _VISIBLE * self.scale:
                return _(UNKNOWN)
            judged[index], self.errors[index] = 0, self.distance[index] / self.scale
        blind = noisy or not self.round_off <= _VISIBLE * self.scale
        return _(UNKNOWN if blind else BANDS[0][1])

    def _lasts(self, index) -> tuple[bool, float]:
        """Whether the two disagree at an entry whatever the step, and how unsure differences are.

        Round-off is ten times as large at h/10, and what is missed of a bend 100 times at 10h.
        """
        a, n, distance = self.given[index], self.numerical[index], self.distance[index]
        if not np.isfinite(a):
            return bool(np.isfinite(n)), np.inf
        narrow, wide = self._slope(index, self.h / 10), self._slope(index, 10 * self.h)
        seen = distance > max(10 * self.round_off, 2 * abs(narrow - n))
        return seen and abs(wide - a) >= distance / 2, max(abs(narrow - n), abs(wide - n))

    def _slope(self, index, step) -> float:
        ahead, behind = self._beside(index, step)
        return (ahead - behind) / (2 * step)

    def _bend(self, index, step) -> float:
        """How far the slopes ahead and behind disagree along one coordinate."""
        ahead, behind = self._beside(index, step)
        return abs((ahead - self.value) - (self.value - behind)) / step

    def _beside(self, index, step) -> tuple[float, float]:
        """The values a step ahead and a step behind along one coordinate."""
        values = []
        for move in (step, -step):
            point = self.point.copy()
            point[index] += move
            values.append(number_of("fun", self.fun(point)))
        return values[0], values[1]


def _kinks_in_words(kinks) -> str:
    if not kinks[0]:
        return _("1 probable kink, where no slope is the right one")
    first = list(kinks[0])
    if len(kinks) == 1:
        return _("1 probable kink (first at {index}), where no slope is the right one", index=first)
    return _(
        "{count} probable kinks (first at {index}), where no slope is the right one",
        count=len(kinks),
        index=first,
    )


def _index(array) -> tuple[int, ...]:
    return tuple(map(int, array))


def _worst(errors: np.ndarray) -> tuple[int, ...]:
    return _index(np.unravel_index(errors.argmax(), errors.shape)) if errors.size else ()
