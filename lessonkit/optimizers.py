"""The optimizers: each one is its hyperparameters, `init` and `update`.

    state = optimizer.init(w)
    w, state = optimizer.update(w, gradient, state)

Both are pure: nothing is changed in place, the state goes in and comes out. `gradient` is a
callable, so that an optimizer can ask for the slope somewhere else than at `w`. A class of your
own with these two methods is accepted everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lessonkit.validation import positive


class Count(NamedTuple):
    """The state of an optimizer that remembers nothing but how many steps it has made."""

    count: int


@dataclass(frozen=True)
class GradientDescent:
    """Step against the gradient: w ← w − η∇f(w).

    Arguments:
        learning_rate: η, a positive number, or a schedule: a callable of the step 0, 1, 2, …

    Shapes: `w` and what `gradient(w)` returns have the same shape, whatever it is.

    Raises:
        ValueError: when the learning rate is not positive and finite.

    >>> optimizer = GradientDescent(learning_rate=0.2)
    >>> w, state = optimizer.update(np.array(4.0), lambda w: 2 * w - 4, optimizer.init(4.0))
    >>> float(w), state
    (3.2, Count(count=1))

    Reference: Cauchy, *Comptes rendus de l'Académie des sciences* 25, 1847.
    """

    learning_rate: float | Callable[[int], float]

    def __post_init__(self):
        check_learning_rate(self.learning_rate)

    def init(self, w: np.ndarray) -> Count:
        return Count(0)

    def update(self, w: np.ndarray, gradient: Callable, state: Count) -> tuple[np.ndarray, Count]:
        w = w - rate_at(self.learning_rate, state.count) * gradient(w)
        return w, Count(state.count + 1)


def check_learning_rate(learning_rate) -> None:
    """Raise ValueError unless it is a positive, finite number or a schedule (a callable)."""
    if not callable(learning_rate):
        positive("learning_rate", learning_rate)


def rate_at(learning_rate: float | Callable[[int], float], step: int) -> float:
    """Return the learning rate at a step: the number itself, or what the schedule says.

    >>> rate_at(0.1, step=7), rate_at(lambda step: 1 / (1 + step), step=3)
    (0.1, 0.25)
    """
    return learning_rate(step) if callable(learning_rate) else learning_rate
