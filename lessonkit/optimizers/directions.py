"""Optimizers that choose the direction of a step: the slope alone, or the slope and a memory."""

from dataclasses import dataclass

from lessonkit.optimizers.base import Count, Optimizer, Rate, Velocity, rate_at, zeros


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Step against the gradient: w ← w − η∇f(w).

    Arguments:
        learning_rate: η, how far a step goes for a slope of 1.

    >>> optimizer = GradientDescent(learning_rate=0.2)
    >>> w, state = optimizer.update(4.0, lambda w: 2 * w - 4, optimizer.init(4.0))
    >>> w, state
    (3.2, Count(count=1))

    PyTorch: the same as ``SGD(lr=η)``.

    Reference: Cauchy, *Comptes rendus de l'Académie des sciences* 25, 1847.
    """

    learning_rate: Rate

    def init(self, w):
        return Count(0)

    def update(self, w, gradient, state):
        w = w - rate_at(self.learning_rate, state.count) * gradient(w)
        return w, Count(state.count + 1)


@dataclass(frozen=True)
class Momentum(Optimizer):
    """Gather speed like a ball with inertia: v ← αv − η∇f(w), then w ← w + v.

    Arguments:
        learning_rate: η, what one gradient adds to the velocity.
        momentum: α, the share of the velocity that is kept, from 0 up to 1.

    >>> optimizer = Momentum(learning_rate=0.1, momentum=0.5)
    >>> w, state = 1.0, optimizer.init(1.0)
    >>> for _ in range(2):
    ...     w, state = optimizer.update(w, lambda w: 2 * w, state)
    >>> round(float(w), 6), round(float(state.velocity), 6)
    (0.54, -0.26)

    PyTorch's ``SGD(lr=η, momentum=α)`` takes η out of the velocity, b ← αb + ∇f and w ← w − ηb:
    the same path as long as η stays constant.

    Reference: Polyak, *USSR Computational Mathematics and Mathematical Physics* 4(5), 1964.
    """

    learning_rate: Rate
    momentum: float = 0.9

    def init(self, w):
        return Velocity(0, zeros(w))

    def update(self, w, gradient, state):
        rate = rate_at(self.learning_rate, state.count)
        v = self.momentum * state.velocity - rate * gradient(w)
        return w + v, Velocity(state.count + 1, v)


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Look where the velocity leads before asking for the slope: v ← αv − η∇f(w + αv), w ← w + v.

    Arguments as for `Momentum`.

    >>> optimizer = Nesterov(learning_rate=0.1, momentum=0.5)
    >>> w, state = 1.0, optimizer.init(1.0)
    >>> for _ in range(2):
    ...     w, state = optimizer.update(w, lambda w: 2 * w, state)
    >>> round(float(w), 6), round(float(state.velocity), 6)
    (0.56, -0.24)

    PyTorch's ``SGD(nesterov=True)`` is the rewritten form, `ShiftedNesterov`.

    Reference: Nesterov, *Doklady AN SSSR* 269(3), 1983; in this form Sutskever et al., ICML 2013.
    """

    def update(self, w, gradient, state):
        rate = rate_at(self.learning_rate, state.count)
        ahead = w + self.momentum * state.velocity
        v = self.momentum * state.velocity - rate * gradient(ahead)
        return w + v, Velocity(state.count + 1, v)


@dataclass(frozen=True)
class ShiftedNesterov(Momentum):
    """Nesterov as frameworks write it: v ← αv − η∇f(w), then w ← w + αv − η∇f(w).

    The slope is taken at `w` itself, because this `w` is the point w + αv of `Nesterov`: the same
    path in shifted coordinates, with the same velocities.

    Arguments as for `Momentum`.

    >>> shifted, nesterov = ShiftedNesterov(0.1, momentum=0.5), Nesterov(0.1, momentum=0.5)
    >>> w, _ = shifted.update(1.0, lambda w: 2 * w, shifted.init(1.0))
    >>> textbook, state = nesterov.update(1.0, lambda w: 2 * w, nesterov.init(1.0))
    >>> round(float(w), 6), round(float(textbook + 0.5 * state.velocity), 6)
    (0.7, 0.7)

    PyTorch: the same as ``SGD(lr=η, momentum=α, nesterov=True)`` for a constant η.

    Reference: Bengio, Boulanger-Lewandowski and Pascanu, ICASSP 2013.
    """

    def update(self, w, gradient, state):
        step = rate_at(self.learning_rate, state.count) * gradient(w)
        v = self.momentum * state.velocity - step
        return w + self.momentum * v - step, Velocity(state.count + 1, v)
