"""Optimizers that choose a learning rate for each coordinate, from the slopes it has seen."""

from dataclasses import dataclass

import numpy as np

from lessonkit.optimizers.base import (
    Moments,
    Optimizer,
    Rate,
    Squares,
    SquaresAndSteps,
    rate_at,
    unbiased,
    zeros,
)


@dataclass(frozen=True)
class Adagrad(Optimizer):
    """A learning rate for each coordinate: r ← r + ∇f ⊙ ∇f, then w ← w − η/(ε + √r) ⊙ ∇f.

    Arguments:
        learning_rate: η, about the length of the first step of each coordinate, in units of `w`.
        epsilon: ε, in units of the gradient.

    >>> optimizer = Adagrad(learning_rate=0.5)
    >>> w, state = np.array([1.0, 1.0]), optimizer.init([1.0, 1.0])
    >>> for _ in range(2):
    ...     w, state = optimizer.update(w, lambda w: np.array([2.0, 200.0]), state)
    >>> w.round(6), optimizer.effective_rate(state).round(6)
    (array([0.146447, 0.146447]), array([0.176777, 0.001768]))

    PyTorch: the same, but ``eps`` is 1e-10 there.

    Reference: Duchi, Hazan and Singer, *JMLR* 12, 2011.
    """

    learning_rate: Rate
    epsilon: float = 1e-8

    def init(self, w):
        return Squares(0, zeros(w))

    def update(self, w, gradient, state):
        g = gradient(w)
        state = Squares(state.count + 1, state.squares + g * g)
        return w - self.effective_rate(state) * g, state

    def effective_rate(self, state):
        return super().effective_rate(state) / (self.epsilon + np.sqrt(state.squares))


@dataclass(frozen=True)
class RMSProp(Optimizer):
    """Adagrad that forgets: r ← ρr + (1−ρ)∇f ⊙ ∇f, then w ← w − η/(ε + √r) ⊙ ∇f.

    Arguments:
        learning_rate: η, about the length of a step of each coordinate, in units of `w`.
        decay: ρ, the share of the memory that is kept, from 0 up to 1.
        epsilon: ε, in units of the gradient.

    >>> optimizer = RMSProp(learning_rate=0.1, decay=0.75)
    >>> w, state = optimizer.update(1.0, lambda w: 2 * w, optimizer.init(1.0))
    >>> round(float(w), 6), float(state.squares)
    (0.8, 1.0)

    PyTorch: the same, but ρ is called ``alpha`` and is 0.99 there.

    Reference: Tieleman and Hinton, *Neural Networks for Machine Learning*, lecture 6.5, 2012.
    """

    learning_rate: Rate
    decay: float = 0.9
    epsilon: float = 1e-8

    def init(self, w):
        return Squares(0, zeros(w))

    def update(self, w, gradient, state):
        g = gradient(w)
        r = self.decay * state.squares + (1 - self.decay) * (g * g)
        state = Squares(state.count + 1, r)
        return w - self.effective_rate(state) * g, state

    def effective_rate(self, state):
        return super().effective_rate(state) / (self.epsilon + np.sqrt(state.squares))


@dataclass(frozen=True)
class AdaDelta(Optimizer):
    """RMSProp that measures its own steps: Δ ← √(u+ε)/√(r+ε) ⊙ ∇f, then w ← w − ηΔ.

    r ← ρr + (1−ρ)∇f ⊙ ∇f comes before it and u ← ρu + (1−ρ)Δ ⊙ Δ after it. As in the paper, and
    unlike the others, ε stands inside the square roots: it is what the first steps live on.

    Arguments:
        learning_rate: η, a factor without a unit, 1 in the paper.
        decay: ρ, the share of the memories that is kept, from 0 up to 1.
        epsilon: ε; its root is the scale of the first steps.

    >>> optimizer = AdaDelta(decay=0.75, epsilon=0.01)
    >>> w, state = optimizer.update(1.0, lambda w: 2 * w, optimizer.init(1.0))
    >>> round(float(w), 6), round(float(state.squared_steps), 6)
    (0.800993, 0.009901)

    PyTorch: the same.

    Reference: Zeiler, *ADADELTA: An Adaptive Learning Rate Method*, arXiv:1212.5701, 2012.
    """

    learning_rate: Rate = 1.0
    decay: float = 0.9
    epsilon: float = 1e-6

    def init(self, w):
        return SquaresAndSteps(0, zeros(w), zeros(w), zeros(w))

    def update(self, w, gradient, state):
        g = gradient(w)
        r = self.decay * state.squares + (1 - self.decay) * (g * g)
        scale = np.sqrt(state.squared_steps + self.epsilon) / np.sqrt(r + self.epsilon)
        step = scale * g
        u = self.decay * state.squared_steps + (1 - self.decay) * (step * step)
        w = w - rate_at(self.learning_rate, state.count) * step
        return w, SquaresAndSteps(state.count + 1, r, u, scale)

    def effective_rate(self, state):
        return super().effective_rate(state) * state.scale


@dataclass(frozen=True)
class Adam(Optimizer):
    """Momentum and RMSProp in one, corrected for their start at zero: w ← w − η/(ε + √v̂) ⊙ m̂.

    m ← β₁m + (1−β₁)∇f and v ← β₂v + (1−β₂)∇f ⊙ ∇f; after t updates their averages are too small
    by the factors 1 − β₁ᵗ and 1 − β₂ᵗ, so m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ).

    Arguments:
        learning_rate: η, about the largest step of each coordinate, in units of `w`.
        beta1: β₁, the share of m that is kept, from 0 up to 1.
        beta2: β₂, the share of v that is kept, from 0 up to 1.
        epsilon: ε, in units of the gradient.

    >>> optimizer = Adam(learning_rate=0.1)
    >>> w, state = np.array([1.0, 1.0]), optimizer.init([1.0, 1.0])
    >>> w, state = optimizer.update(w, lambda w: np.array([2.0, 200.0]), state)
    >>> w.round(6), state.mean.round(6), state.squares.round(6)
    (array([0.9, 0.9]), array([ 0.2, 20. ]), array([4.e-03, 4.e+01]))

    PyTorch: the same.

    Reference: Kingma and Ba, *Adam: A Method for Stochastic Optimization*, arXiv:1412.6980, 2014.
    """

    learning_rate: Rate
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def init(self, w):
        return Moments(0, zeros(w), zeros(w))

    def update(self, w, gradient, state):
        state = self.remember(gradient(w), state)
        m_hat = unbiased(state.mean, self.beta1, state.count)
        return w - self.effective_rate(state) * m_hat, state

    def remember(self, g, state):
        """Return the state after a gradient `g`: m and v with their oldest parts faded."""
        m = self.beta1 * state.mean + (1 - self.beta1) * g
        v = self.beta2 * state.squares + (1 - self.beta2) * (g * g)
        return Moments(state.count + 1, m, v)

    def effective_rate(self, state):
        v_hat = unbiased(state.squares, self.beta2, state.count)
        return super().effective_rate(state) / (self.epsilon + np.sqrt(v_hat))


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam with weight decay of its own: w ← w − η/(ε + √v̂) ⊙ m̂ − ηλw.

    Arguments as for `Adam`, and
        weight_decay: λ, at least 0; ηλ is the share of `w` that is taken away in each step.

    >>> optimizer = AdamW(learning_rate=0.1, weight_decay=0.5)
    >>> w, state = optimizer.update(1.0, lambda w: 2 * w, optimizer.init(1.0))
    >>> round(float(w), 6)
    0.85

    PyTorch: the same; it shrinks `w` first, w ← (1 − ηλ)w, which makes no difference.

    Reference: Loshchilov and Hutter, *Decoupled Weight Decay Regularization*, arXiv:1711.05101,
    2017.
    """

    weight_decay: float = 0.01

    def update(self, w, gradient, state):
        after, state = super().update(w, gradient, state)
        return after - rate_at(self.learning_rate, state.count - 1) * self.weight_decay * w, state


@dataclass(frozen=True)
class Nadam(Adam):
    """Adam that looks ahead like Nesterov: w ← w − η/(ε + √v̂) ⊙ (β₁m̂′ + (1−β₁)∇f/(1−β₁ᵗ)).

    m̂′ = m/(1−β₁ᵗ⁺¹) is the mean as the next step will correct it; the rest is as in `Adam`.

    Arguments as for `Adam`.

    >>> optimizer = Nadam(learning_rate=0.1)
    >>> w, state = optimizer.update(1.0, lambda w: 2 * w, optimizer.init(1.0))
    >>> round(float(w), 6)
    0.852632

    PyTorch's ``NAdam`` starts with a smaller β₁ that grows to its full size, β₁(1 − ½·0.96^(tψ));
    a huge ``momentum_decay`` (ψ) there gives the constant β₁ used here.

    Reference: Dozat, *Incorporating Nesterov Momentum into Adam*, ICLR workshop, 2016.
    """

    def update(self, w, gradient, state):
        g = gradient(w)
        state = self.remember(g, state)
        m_next = unbiased(state.mean, self.beta1, state.count + 1)
        g_now = unbiased(g, self.beta1, state.count)
        direction = self.beta1 * m_next + (1 - self.beta1) * g_now
        return w - self.effective_rate(state) * direction, state
