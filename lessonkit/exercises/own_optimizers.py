"""What exercises share in which an optimizer is written: what it is tried on, and wrong ones."""

import numpy as np


def ravine_gradient(w):
    """The gradient of ½(x² + 25y²); its name is shown as an input."""
    return np.array([1.0, 25.0]) * w


def tilted_gradient(w):
    """The gradient of x² + xy + 2y², whose axes are turned."""
    return np.array([2 * w[0] + w[1], w[0] + 4 * w[1]])


def but(kind: type, **methods) -> type:
    """Return a class like `kind`, but with these methods: one thing is wrong with it.

    >>> but(list, __len__=lambda self: 3)([1])
    [1]
    """
    return type(f"Wrong{kind.__name__.strip('_')}", (kind,), methods)


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
