"""Learning-rate schedules: callables of the step 0, 1, 2, …, to be given as a `learning_rate`.

`HalveOnRise` is the one that needs to see the loss, so it wraps a whole optimizer instead.
"""

import math
from dataclasses import dataclass, is_dataclass, replace
from typing import NamedTuple

import numpy as np

from lessonkit.validation import (
    checked_fields,
    in_range,
    not_negative,
    optimizer,
    positive,
    real_array,
    shown,
    whole_number,
)


@dataclass(frozen=True)
class ConstantRate:
    """The same learning rate at every step: η_t = η₀.

    >>> ConstantRate(0.1)(1000)
    0.1
    """

    initial: float

    def __post_init__(self):
        checked_fields(self, initial=positive)

    def __call__(self, step: int) -> float:
        not_negative("step", step)
        return self.initial


@dataclass(frozen=True)
class StepDecay:
    """A staircase: η_t = η₀ · factor^⌊t / every⌋.

    Arguments:
        initial: η₀.
        every: how many steps each stair is long.
        factor: what the rate is multiplied by after each stair, above 0 and below 1.

    >>> [StepDecay(0.8, every=2, factor=0.5)(step) for step in range(5)]
    [0.8, 0.8, 0.4, 0.4, 0.2]
    """

    initial: float
    every: int = 100
    factor: float = 0.5

    def __post_init__(self):
        checked_fields(self, initial=positive, every=whole_number, factor=_share)

    def __call__(self, step: int) -> float:
        step = not_negative("step", step)
        return self.initial * self.factor ** (step // self.every)


@dataclass(frozen=True)
class InverseTimeDecay:
    """Falling as one over the time: η_t = η₀ / (1 + decay · t).

    The sum of these rates has no bound and the sum of their squares has one, which is what
    stochastic gradient descent needs to settle down.

    Arguments:
        initial: η₀.
        decay: at least 0, per step; after 1 / decay steps the rate is half of η₀.

    >>> InverseTimeDecay(0.8, decay=0.5)(2)
    0.4

    Reference: Robbins and Monro, *Annals of Mathematical Statistics* 22(3), 1951.
    """

    initial: float
    decay: float = 0.01

    def __post_init__(self):
        checked_fields(self, initial=positive, decay=not_negative)

    def __call__(self, step: int) -> float:
        step = not_negative("step", step)
        return self.initial / (1 + self.decay * step)


@dataclass(frozen=True)
class ExponentialDecay:
    """Falling by the same share at every step: η_t = η₀ · exp(−decay · t).

    Arguments:
        initial: η₀.
        decay: at least 0, per step.

    >>> round(ExponentialDecay(1.0, decay=0.1)(10), 4)
    0.3679
    """

    initial: float
    decay: float = 0.01

    def __post_init__(self):
        checked_fields(self, initial=positive, decay=not_negative)

    def __call__(self, step: int) -> float:
        step = not_negative("step", step)
        return self.initial * math.exp(-self.decay * step)


@dataclass(frozen=True)
class CosineDecay:
    """Half a wave of the cosine: η_t = η₁ + (η₀ − η₁)(1 + cos(π t / steps)) / 2.

    Arguments:
        initial: η₀, at step 0.
        steps: how many steps the way down takes; from there on the rate is η₁.
        final: η₁, at least 0.

    >>> [round(CosineDecay(1.0, steps=4)(step), 4) for step in range(6)]
    [1.0, 0.8536, 0.5, 0.1464, 0.0, 0.0]

    Reference: Loshchilov and Hutter, *SGDR*, arXiv:1608.03983, 2016.
    """

    initial: float
    steps: int = 100
    final: float = 0.0

    def __post_init__(self):
        checked_fields(self, initial=positive, steps=whole_number, final=not_negative)

    def __call__(self, step: int) -> float:
        step = not_negative("step", step)
        done = min(step / self.steps, 1.0)
        return self.final + (self.initial - self.final) * (1 + math.cos(math.pi * done)) / 2


def _share(name: str, value) -> float:
    return in_range(name, positive(name, value), 0, 1)


class Halving(NamedTuple):
    """The state of `HalveOnRise`: the rate from here on, the one just used, the lasting value."""

    count: int
    rate: np.ndarray
    used: np.ndarray
    value: np.ndarray
    inner: tuple


@dataclass(frozen=True)
class HalveOnRise:
    """An optimizer that starts fast and halves its learning rate whenever the loss has risen.

    Arguments:
        optimizer: any of the optimizers, whose `learning_rate` is the one to start with.

    Every start of a batch has a rate of its own. The step that went up is not taken back. `descend`
    tells the loss through `observe`; without it nothing is ever halved.

    Raises:
        ValueError: when the optimizer is no dataclass with a learning rate, or has a schedule for
            one.

    >>> from lessonkit.descent import descend
    >>> from lessonkit.objectives import Objective
    >>> from lessonkit.optimizers import GradientDescent
    >>> path = descend(
    ...     Objective("x**2"), HalveOnRise(GradientDescent(learning_rate=3.0)), start=1.0, steps=4
    ... )
    >>> path.points, path.learning_rates
    (array([ 1. , -5. , 10. , -5. ,  2.5]), array([3.  , 1.5 , 0.75, 0.75]))
    """

    optimizer: object

    def __post_init__(self):
        optimizer("optimizer", self.optimizer)
        if not is_dataclass(self.optimizer):
            raise ValueError(f"optimizer must be a dataclass, got {shown(self.optimizer)}")
        positive("learning_rate", getattr(self.optimizer, "learning_rate", None))

    def init(self, w):
        rate = np.full(real_array("w", w).shape, float(self.optimizer.learning_rate))
        return Halving(0, rate, rate, np.inf, self.optimizer.init(w))

    def update(self, w, gradient, state):
        w, inner = self._at(state.rate).update(w, gradient, state.inner)
        return w, state._replace(count=state.count + 1, used=state.rate, inner=inner)

    def observe(self, state, value):
        """Return the state after the loss `value` was seen at the new point."""
        rose = np.asarray(value > state.value)
        rose = rose.reshape(rose.shape + (1,) * (state.rate.ndim - rose.ndim))
        return state._replace(rate=np.where(rose, state.rate / 2, state.rate), value=value)

    def effective_rate(self, state):
        """Return what the update that led to `state` multiplied its direction by."""
        return self._at(state.used).effective_rate(state.inner)

    def _at(self, rate: np.ndarray):
        return replace(self.optimizer, learning_rate=lambda step: rate)
