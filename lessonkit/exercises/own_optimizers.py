"""What exercises share in which an optimizer is written: what it is tried on, and wrong ones."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


def ravine_gradient(w):
    """The gradient of ½(x² + 25y²); its name is shown as an input."""
    return np.array([1.0, 25.0]) * w


def tilted_gradient(w):
    """The gradient of x² + xy + 2y², whose axes are turned."""
    return np.array([2 * w[0] + w[1], w[0] + 4 * w[1]])


def run(optimizer, gradients, start, keep_state=True):
    """Make an update with each gradient; unless it may `keep_state`, each begins anew."""
    w, state = start, optimizer.init(start)
    for gradient in gradients:
        w, new = optimizer.update(w, gradient, state)
        state = new if keep_state else state
    return w


def but(kind: type, **methods) -> type:
    """Return a class like `kind`, but with these methods: one thing is wrong with it.

    >>> but(list, __len__=lambda self: 3)([1])
    [1]
    """
    return type(f"Wrong{kind.__name__.strip('_')}", (kind,), methods)


@dataclass
class Coasting:
    """A learner's momentum: what is left of the velocity, the push, the step, and what is kept."""

    learning_rate: float
    momentum: float

    def init(self, w):
        return np.zeros_like(w)

    def update(self, w, gradient, v):
        push = self.push(gradient(self.felt(w, v)))
        new = self.coast(v) + push
        return w + self.step(v, new, push), self.kept(v, new)

    def coast(self, v):
        return self.momentum * v

    def push(self, g):
        return -self.learning_rate * g

    def felt(self, w, v):
        return w

    def step(self, v, new, push):
        return new

    def kept(self, v, new):
        return new


def ahead(self, w, v):
    """The slope is felt where the velocity leads."""
    return w + self.coast(v)


def pushed_up(self, g):
    """The sign of the push is flipped."""
    return self.learning_rate * g


def old_velocity(self, v, new):
    """What is kept is the velocity from before."""
    return v


def step_of(kind: type) -> Callable:
    """Return one step of a `Coasting` as a function of all that it needs."""
    return lambda w, v, gradient, *settings: kind(*settings).update(w, gradient, v)


class Adaptive:
    """A learner's Adagrad or RMSProp: what is remembered of the slopes, and how far a step goes."""

    epsilon = 1e-8

    def init(self, w):
        return np.zeros_like(w)

    def update(self, w, gradient, r):
        g = gradient(w)
        new = self.remember(r, g)
        return w - self.scale(new, r) * g, new

    def scale(self, r, before):
        return self.learning_rate / (self.epsilon + np.sqrt(r))


def uphill(self, r, before):
    """The sign is flipped."""
    return -Adaptive.scale(self, r, before)


def late(self, r, before):
    """The step uses what was remembered before."""
    return Adaptive.scale(self, before, before)


def without_root(self, r, before):
    """The square root is missing."""
    return self.learning_rate / (self.epsilon + r)
