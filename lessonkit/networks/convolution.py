"""A network of convolutions, in steps of two in place of pooling."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lessonkit.networks import Network
from lessonkit.validation import checked_fields, whole_number


class ConvParameters(NamedTuple):
    """The parameters of a `ConvNetwork`, layer by layer; each may be a stack ``(..., *shape)``.

    Attributes:
        W1, b1: filters and biases of the first convolution, ``(channels, 9 · colors)`` and
            ``(channels,)``.
        W2, b2: of the second, ``(2 · channels, 9 · channels)`` and ``(2 · channels,)``.
        W3, b3: weights and biases of the scores, ``(classes, 2 · channels · positions)`` and
            ``(classes,)``.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    W3: np.ndarray
    b3: np.ndarray


@dataclass(frozen=True)
class ConvNetwork(Network):
    """A small convolutional network for square images, with the softmax loss.

    maps₁ = relu(W₁ ∗ image + b₁),  maps₂ = relu(W₂ ∗ maps₁ + b₂),  scores = W₃ maps₂ + b₃

    Filters are 3 × 3. The first layer moves them in steps of two over the image with a frame of
    zeros, which makes maps of half the side; the second in steps of one without a frame, so that
    maps of 4 × 4 become 2 × 2. Its parameters are one flat vector w ``(size,)``, or a stack
    ``(..., size)``, as in `TwoLayerNetwork`.

    Arguments:
        channels: how many filters the first layer has; the second has twice as many.
        classes: how many classes.
        side: the pixels of an image along a side, at least 5.
        colors: the numbers of a pixel, which stand side by side in an example.

    Raises:
        ValueError: when one of them is not a whole number that is large enough, and, in the
            methods, when shapes do not fit, a label is not a class or `reg` is negative.

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
    side: int = 8
    colors: int = 1

    def __post_init__(self):
        counts = ("channels", "classes", "side", "colors")
        checked_fields(self, **dict.fromkeys(counts, whole_number))
        whole_number("side", self.side, minimum=5)

    @cached_property
    def shapes(self) -> ConvParameters:
        """The shapes of W1, b1, W2, b2, W3 and b3."""
        n, c, last = self.channels, self.classes, 2 * self.channels * (self._half - 2) ** 2
        return ConvParameters((n, 9 * self.colors), (n,), (2 * n, 9 * n), (2 * n,), (c, last), (c,))

    @property
    def _half(self) -> int:
        """The side of the first layer's maps."""
        return (self.side + 1) // 2

    def _forward(self, w, X) -> tuple:
        side, colors, half = self.side, self.colors, self._half
        p, X = self.unpack(w), self._examples(X, side * side * colors)
        image = np.zeros((colors, side + 2, side + 2, len(X)), X.dtype)
        image[:, 1:-1, 1:-1] = np.moveaxis(X.T.reshape(side, side, colors, len(X)), 2, 0)
        with np.errstate(all="ignore"):
            pixels = _patches(image, step=2)
            maps1 = np.maximum(p.W1 @ pixels + p.b1[..., None], 0)
            stack, n = maps1.shape[:-2], len(X)
            patches = _patches(maps1.reshape(*stack, self.channels, half, half, n), step=1)
            maps2 = np.maximum(p.W2 @ patches + p.b2[..., None], 0)
            flat = maps2.reshape(*stack, -1, n)  # channel by channel, position by position
            return p, pixels, maps1, patches, flat, p.W3 @ flat + p.b3[..., None]

    def _backward(self, p, kept, delta3) -> list:
        pixels, maps1, patches, flat = kept
        stack, n, half, last = flat.shape[:-2], flat.shape[-1], self._half, self._half - 2
        delta2 = (p.W3.swapaxes(-1, -2) @ delta3) * (flat > 0)
        delta2 = delta2.reshape(*stack, 2 * self.channels, last**2 * n)
        spread = p.W2.swapaxes(-1, -2) @ delta2
        spread = spread.reshape(*stack, self.channels, 3, 3, last, last, n)
        delta1 = np.zeros((*stack, self.channels, half, half, n), spread.dtype)
        for row in range(3):
            for column in range(3):  # a pixel is part of several patches: their slopes add up
                part = delta1[..., row : row + last, column : column + last, :]
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
