"""Rules for when a descent stops."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lessonkit.validation import checked_fields, function, items, not_negative, not_none, shown


@dataclass(frozen=True)
class SmallGradient:
    """A stopping rule: the length of the gradient has come down to `tolerance`.

    It costs one more gradient a step.

    >>> SmallGradient(0.1)(np.array([3.0, 4.0]), 1.0, None, lambda w: w / 100)
    np.True_
    """

    tolerance: float

    def __post_init__(self):
        checked_fields(self, tolerance=not_negative)

    def __call__(self, w, value, before, gradient):
        g = np.asarray(gradient(w))
        return np.sqrt((g * g).sum(axis=tuple(range(np.ndim(value), g.ndim)))) <= self.tolerance


@dataclass(frozen=True)
class SmallChange:
    """A stopping rule: the last step changed the value by `tolerance` or less.

    >>> SmallChange(0.1)(2.0, value=4.0, before=4.05, gradient=None)
    True
    """

    tolerance: float

    def __post_init__(self):
        checked_fields(self, tolerance=not_negative)

    def __call__(self, w, value, before, gradient):
        return before is not None and abs(value - before) <= self.tolerance


def stopping_rules(stop) -> list[Callable]:
    """Return one rule, or several, as a list, or raise ValueError unless they are functions."""
    rules = [stop] if callable(stop) else items("stop", stop, minimum=0)
    return [function("stop", rule) for rule in rules]


def stopping_verdict(verdict):
    """Return what a rule said: True or False, or one of them for each start."""
    if isinstance(not_none("stop", verdict), np.ndarray) and verdict.dtype == bool:
        return verdict
    if not isinstance(verdict, bool | np.bool_):
        raise ValueError(f"stop must return True or False, got {shown(verdict)}")
    return verdict
