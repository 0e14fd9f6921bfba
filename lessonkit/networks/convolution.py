"""A network of convolutions, in steps of two in place of pooling."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lessonkit.networks import Network
from lessonkit.validation import checked_fields, whole_number

SIDE = 8  # pixels, of the digits


class ConvParameters(NamedTuple):
    """The parameters of a `ConvNetwork`, layer by layer; each may be a stack ``(..., *shape)``.

    Attributes:
        W1, b1: filters and biases of the first convolution, ``(channels, 9)`` and ``(channels,)``.
        W2, b2: of the second, ``(2 · channels, 9 · channels)`` and ``(2 · channels,)``.
        W3, b3: weights and biases of the scores, ``(classes, 8 · channels)`` and ``(classes,)``.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    W3: np.ndarray
    b3: np.ndarray


@dataclass(frozen=True)
class ConvNetwork(Network):
    """A small convolutional network for images of 8 × 8 pixels, with the softmax loss.

    maps₁ = relu(W₁ ∗ image + b₁),  maps₂ = relu(W₂ ∗ maps₁ + b₂),  scores = W₃ maps₂ + b₃

    Filters are 3 × 3. The first layer moves them in steps of two over the image with a frame of
    zeros, which makes maps of 4 × 4; the second in steps of one, which makes 2 × 2. Its parameters
    are one flat vector w ``(size,)``, or a stack ``(..., size)``, as in `TwoLayerNetwork`.

    Arguments:
        channels: how many filters the first layer has; the second has twice as many.
        classes: how many classes.

    Raises:
        ValueError: when one of them is not a whole number of at least 1, and, in the methods, when
            shapes do not fit, a label is not a class or `reg` is negative.

    >>> network = ConvNetwork(channels=6, classes=10)
    >>> network.size
    1210
    >>> w = network.init(np.random.default_rng(0))
    >>> X, y = np.ones((4, 64)), [0, 1, 2, 3]
    >>> network.gradient(w, X, y).shape, network.scores(np.stack([w, 0 * w]), X).shape
    ((1210,), (2, 10, 4))

    Reference: LeCun et al., *Backpropagation applied to handwritten zip code recognition*, Neural
    Computation 1(4), 1989: steps of two in place of pooling, too.
    """

    channels: int
    classes: int

    def __post_init__(self):
        checked_fields(self, channels=whole_number, classes=whole_number)

    @property
    def shapes(self) -> ConvParameters:
        """The shapes of W1, b1, W2, b2, W3 and b3."""
        n, c = self.channels, self.classes
        return ConvParameters((n, 9), (n,), (2 * n, 9 * n), (2 * n,), (c, 8 * n), (c,))

    def _forward(self, w, X) -> tuple:
        p, X = self.unpack(w), self._examples(X, SIDE * SIDE)
        image = np.zeros((1, SIDE + 2, SIDE + 2, len(X)), X.dtype)
        image[0, 1:-1, 1:-1] = X.T.reshape(SIDE, SIDE, len(X))
        with np.errstate(all="ignore"):
            pixels = _patches(image, step=2)
            maps1 = np.maximum(p.W1 @ pixels + p.b1[..., None], 0)
            stack, n = maps1.shape[:-2], len(X)
            patches = _patches(maps1.reshape(*stack, self.channels, 4, 4, n), step=1)
            maps2 = np.maximum(p.W2 @ patches + p.b2[..., None], 0)
            flat = maps2.reshape(*stack, -1, n)  # channel by channel, position by position
            return p, pixels, maps1, patches, flat, p.W3 @ flat + p.b3[..., None]

    def _backward(self, p, kept, delta3) -> list:
        pixels, maps1, patches, flat = kept
        stack, n = flat.shape[:-2], flat.shape[-1]
        delta2 = (p.W3.swapaxes(-1, -2) @ delta3) * (flat > 0)
        delta2 = delta2.reshape(*stack, 2 * self.channels, 4 * n)
        spread = p.W2.swapaxes(-1, -2) @ delta2
        spread = spread.reshape(*stack, self.channels, 3, 3, 2, 2, n)
        delta1 = np.zeros((*stack, self.channels, 4, 4, n), spread.dtype)
        for row in range(3):
            for column in range(3):  # a pixel is part of several patches: their slopes add up
                part = delta1[..., row : row + 2, column : column + 2, :]
                part += spread[..., row, column, :, :, :]
        delta1 = delta1.reshape(maps1.shape) * (maps1 > 0)
        slopes = []
        layers = ((delta1, pixels), (delta2, patches), (delta3, flat))
        for delta, inputs in layers:
            slopes += [delta @ inputs.swapaxes(-1, -2), delta.sum(axis=-1)]
        return slopes


def _patches(maps: np.ndarray, step: int) -> np.ndarray:
    """The 3 × 3 patches of maps ``(..., channels, rows, columns, examples)``, each as a column.

    The result has the shape ``(..., channels · 9, positions · examples)``.
    """
    *stack, channels, rows, columns, examples = maps.shape
    high, wide = (rows - 3) // step + 1, (columns - 3) // step + 1
    found = np.empty((*stack, channels, 3, 3, high, wide, examples), maps.dtype)
    for row in range(3):
        down = slice(row, row + step * high, step)
        for column in range(3):
            right = slice(column, column + step * wide, step)
            found[..., row, column, :, :, :] = maps[..., down, right, :]
    return found.reshape(*stack, channels * 9, high * wide * examples)
