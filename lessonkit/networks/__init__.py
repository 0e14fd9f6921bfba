"""Networks whose loss landscapes are no bowls: what they share, and one with a hidden layer."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lessonkit.landscape import normalize_rows
from lessonkit.losses import check_labels, hits_of_scores, softmax_of_scores, softmax_slope
from lessonkit.validation import (
    checked_fields,
    generator,
    items,
    not_negative,
    real_array,
    whole_number,
    working_array,
)


class Parameters(NamedTuple):
    """The parameters of a `TwoLayerNetwork`, layer by layer; each may be a stack ``(..., *shape)``.

    Attributes:
        W1: weights of the hidden layer, ``(hidden, features)``.
        b1: biases of the hidden layer, ``(hidden,)``.
        W2: weights of the scores, ``(classes, hidden)``.
        b2: biases of the scores, ``(classes,)``.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray


class Network:
    """What networks share: a flat vector of parameters, shown as matrices, and the softmax loss.

    A network says the `shapes` of its parameters, and how to go forward and backward through them.
    """

    @cached_property
    def size(self) -> int:
        """How many parameters there are."""
        return sum(map(math.prod, self.shapes))

    def init(self, rng: np.random.Generator) -> np.ndarray:
        """Draw initial parameters: normal with variance 2 / inputs, and biases of zero."""
        generator("rng", rng)
        return self.pack(
            [
                rng.normal(scale=math.sqrt(2 / shape[1]), size=shape)
                if len(shape) == 2
                else np.zeros(shape)
                for shape in self.shapes
            ]
        )

    def unpack(self, w):
        """Show a vector ``(..., size)`` as matrices; they are views, not copies."""
        w = working_array("w", w)
        if w.ndim == 0 or w.shape[-1] != self.size:
            raise ValueError(
                f"w must have shape ({self.size},) or (..., {self.size}), got {w.shape}"
            )
        parts, end = [], 0
        for shape in self.shapes:
            begin, end = end, end + math.prod(shape)
            parts.append(w[..., begin:end].reshape(*w.shape[:-1], *shape))
        return type(self.shapes)(*parts)

    def pack(self, parameters) -> np.ndarray:
        """Turn W1, b1, W2, b2, … into one vector ``(..., size)``."""
        parts, names = items("parameters", parameters), type(self.shapes)._fields
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        if len(parts) != len(names):
            raise ValueError(f"parameters must be {listed}, got {len(parts)} arrays")
        flat = []
        for name, part, shape in zip(names, parts, self.shapes, strict=True):
            part = real_array(name, part)
            stack = part.ndim - len(shape)
            if stack < 0 or part.shape[stack:] != shape:
                raise ValueError(f"{name} must have shape {shape}, got {part.shape}")
            flat.append(part.reshape(*part.shape[:stack], -1))
        if len({part.shape[:-1] for part in flat}) > 1:
            raise ValueError(f"{listed} must be stacks of one shape")
        return np.concatenate(flat, axis=-1)

    def random_direction(self, w, rng: np.random.Generator) -> np.ndarray:
        """Draw a direction in which each unit's weights are as long as in `w` (see `landscape`)."""
        drawn = self.unpack(generator("rng", rng).standard_normal(self.size))
        pairs = zip(drawn, self.unpack(w), strict=True)
        return self.pack([normalize_rows(direction, like) for direction, like in pairs])

    def scores(self, w, X) -> np.ndarray:
        """Return the scores ``(..., classes, examples)`` of examples ``(examples, features)``."""
        return self._forward(w, X)[-1]

    def loss(self, w, X, y, reg: float = 0.0):
        """Return the softmax loss plus reg · Σ W² over all weights; one for each vector of a stack.

        Arguments:
            w: parameters ``(size,)`` or a stack ``(..., size)``.
            X: examples ``(examples, features)``.
            y: the right class of each example, ``(examples,)`` integers from 0.
            reg: the strength of the regularization, at least 0; biases are left out.
        """
        p, *_, scores = self._forward(w, X)
        y, reg = self._checked(y, scores, reg)
        with np.errstate(all="ignore"):
            loss = softmax_of_scores(scores, y) / len(y)
            if reg:
                loss = loss + reg * sum((W**2).sum(axis=(-2, -1)) for W in p[::2])
        return loss if loss.ndim else float(loss)

    def gradient(self, w, X, y, reg: float = 0.0) -> np.ndarray:
        """Return the gradient of `loss`, written by hand, layer by layer from the scores back.

        Arguments: as for `loss`. The result has the shape of `w`.
        """
        p, *kept, scores = self._forward(w, X)
        y, reg = self._checked(y, scores, reg)
        with np.errstate(all="ignore"):
            slopes = self._backward(p, kept, softmax_slope(scores, y) / len(y))
            if reg:
                decayed = zip(slopes[::2], p[::2], strict=True)
                slopes[::2] = [slope + 2 * reg * W for slope, W in decayed]
        return self.pack(slopes)

    def accuracy(self, w, X, y):
        """Return the share of the examples whose highest score is that of the right class."""
        scores = self.scores(w, X)
        y, _ = self._checked(y, scores)
        with np.errstate(all="ignore"):
            share = hits_of_scores(scores, y) / len(y)
        return share if share.ndim else float(share)

    def _examples(self, X, features: int) -> np.ndarray:
        X = working_array("X", X)
        if X.ndim != 2 or X.shape[1] != features:
            raise ValueError(f"X must be (examples, {features}), got {X.shape}")
        return X

    def _checked(self, y, scores, reg=0.0) -> tuple[np.ndarray, float]:
        y = real_array("y", y)
        check_labels(y, scores.shape[-1], self.classes)
        return y, not_negative("reg", reg)


@dataclass(frozen=True)
class TwoLayerNetwork(Network):
    """A classifier with one hidden layer of rectified linear units and the softmax loss.

    hidden = relu(W₁ x + b₁),  scores = W₂ hidden + b₂

    The network itself holds no numbers. Its parameters are one flat vector w of shape ``(size,)``,
    which any optimizer, search or slice takes as it is, or a stack of them ``(..., size)``;
    `unpack` shows the vector as matrices and `pack` turns matrices into a vector.

    Arguments:
        features: the length of an example.
        hidden: how many hidden units.
        classes: how many classes.

    Raises:
        ValueError: when one of them is not a whole number of at least 1, and, in the methods, when
            shapes do not fit, a label is not a class or `reg` is negative.

    >>> network = TwoLayerNetwork(features=65, hidden=20, classes=10)
    >>> network.size
    1530
    >>> w = network.init(np.random.default_rng(0))
    >>> X, y = np.ones((4, 65)), [0, 1, 2, 3]
    >>> network.gradient(w, X, y).shape, network.loss(np.stack([w, 0 * w]), X, y).shape
    ((1530,), (2,))

    Reference: Rumelhart, Hinton and Williams, *Learning representations by back-propagating
    errors*, Nature 323, 1986; He et al., ICCV 2015, for the initial scale.
    """

    features: int
    hidden: int
    classes: int

    def __post_init__(self):
        checked_fields(self, features=whole_number, hidden=whole_number, classes=whole_number)

    @cached_property
    def shapes(self) -> Parameters:
        """The shapes of W1, b1, W2 and b2."""
        f, h, c = self.features, self.hidden, self.classes
        return Parameters((h, f), (h,), (c, h), (c,))

    def _forward(self, w, X) -> tuple:
        p, X = self.unpack(w), self._examples(X, self.features)
        with np.errstate(all="ignore"):  # parameters that ran away give inf or nan, not a warning
            hidden = np.maximum(p.W1 @ X.T + p.b1[..., None], 0)
            return p, X, hidden, p.W2 @ hidden + p.b2[..., None]

    def _backward(self, p, kept, delta2) -> list:
        X, hidden = kept
        delta1 = (p.W2.swapaxes(-1, -2) @ delta2) * (hidden > 0)
        W2 = delta2 @ hidden.swapaxes(-1, -2)
        return [delta1 @ X, delta1.sum(axis=-1), W2, delta2.sum(axis=-1)]
