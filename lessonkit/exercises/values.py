"""Values that an answer is or gives: whether two are the same, how they look, what they are."""

import inspect
import math
import reprlib
from collections.abc import Callable
from numbers import Real

import numpy as np

from lessonkit.exercises.containment import survive
from lessonkit.exercises.errors import RefusedError, brief
from lessonkit.i18n import _
from lessonkit.validation import as_float


def same(a, b, tolerance: float = 1e-6) -> bool:
    """Whether two answers agree: numbers and arrays within a tolerance, sequences part by part."""
    a = plain(a)
    if isinstance(b, (tuple, list)) and not is_numeric(b):
        return (
            isinstance(a, (tuple, list))
            and len(a) == len(b)
            and all(same(*pair, tolerance) for pair in zip(a, b, strict=True))
        )
    if isinstance(b, str) or not (is_numeric(a) and is_numeric(b)):
        return type(a) is type(b) and survive(lambda: bool(np.array_equal(a, b)), False)
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return a.shape == b.shape and np.allclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)


def show(value) -> str:
    """A short text of a value, the same in every run, made without looking at all of it."""
    if isinstance(value, np.random.Generator):
        return "rng"
    if callable(value):
        return brief(str(survive(lambda: value.__name__, type(value).__name__)))
    shown = np.asarray(value) if is_numeric(value) else plain(value)
    return brief(survive(lambda: _Short().repr(shown), type(value).__name__))


def plain(value):
    """Return what NumPy or `fractions` made of a text or a number as Python has it, else `value`.

    >>> from fractions import Fraction
    >>> plain(np.where(True, "right", "bug")), plain(np.int64(3)), plain([Fraction(1, 2), 3])
    ('right', 3, [0.5, 3])
    """
    if type(value) in (list, tuple):
        return type(value)(map(_plain_part, value))
    return _plain_part(value)


def _plain_part(value):
    if isinstance(value, np.generic) or (
        isinstance(value, np.ndarray) and (value.ndim == 0 or value.dtype.kind == "U")
    ):
        return survive(value.tolist, value)
    known = isinstance(value, int | float) or not isinstance(value, Real)
    return value if known else as_float(value)


class _Short(reprlib.Repr):
    """The `repr` of a value, made of its first parts."""

    def __init__(self):
        super().__init__()
        self.maxstring = self.maxother = 100

    def repr1(self, part, level):
        if not isinstance(part, np.ndarray):
            return super().repr1(part, level)
        if part.size > 8 and math.prod(min(length, 7) for length in part.shape) > 100:
            return _("an array of shape {shape}", shape=part.shape)
        return np.array2string(part, precision=6, threshold=8, separator=", ")


def nothing(*values) -> bool:
    """Whether all of these are values that stand for none yet."""
    return all(value is None or value is ... for value in values)


def named_in(answer, names) -> list:
    """Return the values of a dict answer by these names, A, B and C, or refuse another answer."""
    if not isinstance(answer, dict) or set(answer) != set(names):
        raise RefusedError(
            _("A dict with the keys A, B and C is wanted, got {got}.", got=show(answer))
        )
    return [answer[name] for name in names]


def finished(result):
    """Return a result, or raise RefusedError where it is none yet: after yield, or async."""
    if inspect.isgenerator(result):
        raise RefusedError(_("A result is wanted here, handed over with return, not yield."))
    if inspect.iscoroutine(result) or inspect.isasyncgen(result):
        raise RefusedError(_("A plain function is wanted here, without async."))
    return result


def function_in(answer) -> Callable:
    """Return an answer, or raise RefusedError unless it can be called."""
    if not callable(answer):
        raise RefusedError(_("A function is wanted here, got {got}.", got=show(answer)))
    return answer


def no_number(answer) -> list[str]:
    """Say that a number is wanted."""
    lines = [_("A number is wanted here, got {got}.", got=show(answer))]
    if isinstance(answer, str):
        lines.append(_("What stands in quotation marks is text: take them away."))
    return lines


def numbers_of(value) -> np.ndarray:
    """An answer as an array of floats, for a judge to look at; NaN where it is no such array."""
    return np.array(value if is_numeric(value) else np.nan, dtype=float)


def is_numeric(value) -> bool:
    """Whether a value is a real number or an array of such."""
    if isinstance(value, str) or nothing(value) or np.ma.isMaskedArray(value):
        return False
    if isinstance(value, list | tuple) and any(part is np.ma.masked for part in value):
        return False
    return survive(lambda: np.asarray(value).dtype.kind in "biuf", False)
