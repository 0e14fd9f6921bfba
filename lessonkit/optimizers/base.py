"""What the optimizers share: states, the checks of hyperparameters, the learning rate of a step."""

from collections.abc import Callable
from dataclasses import fields
from typing import NamedTuple

import numpy as np

from lessonkit.validation import (
    checked_fields,
    in_range,
    learning_rate,
    not_negative,
    positive,
    working_array,
)

Rate = float | Callable[[int], float]


class Count(NamedTuple):
    """The state of an optimizer that remembers nothing but how many steps it has made."""

    count: int


class Velocity(NamedTuple):
    """The step count and v, the velocity."""

    count: int
    velocity: np.ndarray


class Squares(NamedTuple):
    """The step count and r, what is remembered of the squared gradients."""

    count: int
    squares: np.ndarray


class SquaresAndSteps(NamedTuple):
    """The step count, r and u, what is remembered of squared gradients and of squared steps.

    `scale` is the factor √(u+ε)/√(r+ε) of the last step, from the u before that step.
    """

    count: int
    squares: np.ndarray
    squared_steps: np.ndarray
    scale: np.ndarray


class Moments(NamedTuple):
    """The step count, s, what is remembered of the gradients, and r, of their squares."""

    count: int
    mean: np.ndarray
    squares: np.ndarray


class Optimizer:
    """A dataclass whose fields are hyperparameters; they are checked when it is made."""

    def __post_init__(self):
        known = (field.name for field in fields(self) if field.name in _CHECKS)
        checked_fields(self, **{name: _CHECKS[name] for name in known})

    def effective_rate(self, state):
        """Return what the update that led to `state` multiplied its direction by."""
        return rate_at(self.learning_rate, state.count - 1)


def zeros(w) -> np.ndarray:
    """Return zeros of the shape of `w`, float32 if it is and float64 otherwise."""
    return np.zeros_like(working_array("w", w))


def unbiased(mean: np.ndarray, beta: float, count: int) -> np.ndarray:
    """Return mean / (1 − βᵗ): a running mean corrected for its start at zero, after t updates.

    >>> unbiased(np.array([0.5, 1.0]), beta=0.5, count=1)
    array([1., 2.])
    """
    return mean * (1 / (1 - beta**count))  # an array is multiplied faster than divided


def rate_at(learning_rate: Rate, step: int) -> float:
    """Return the learning rate at a step: the number itself, or what the schedule says.

    A schedule may give an array, a rate for each coordinate.

    Raises:
        ValueError: when a schedule gives a number that is negative or not finite.

    >>> rate_at(0.1, step=7), rate_at(lambda step: 1 / (1 + step), step=3)
    (0.1, 0.25)
    """
    if not callable(learning_rate):
        return learning_rate
    rate = learning_rate(step)
    if isinstance(rate, np.ndarray):
        return rate
    return not_negative(f"the learning rate of the schedule at step {step}", rate)


def _share(name: str, value) -> float:
    return in_range(name, value, 0, 1)


_CHECKS = {
    "learning_rate": learning_rate,
    "momentum": _share,
    "decay": _share,
    "beta1": _share,
    "beta2": _share,
    "epsilon": positive,
    "weight_decay": not_negative,
}
