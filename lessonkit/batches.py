"""Losses over many examples, seen a few examples at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.validation import (
    function,
    generator,
    instance,
    not_none,
    real_array,
    shown,
    whole_number,
)


def minibatches(
    examples: int, size: int, rng: np.random.Generator, epochs: int = 1
) -> Iterator[np.ndarray]:
    """Shuffle the examples and hand them out in batches; once for each epoch, shuffled anew.

    Arguments:
        examples: how many there are.
        size: how many make a batch; the last one of an epoch holds what is left.
        rng: a ``numpy.random.Generator``; nothing else is random.
        epochs: how often every example is used.

    Returns:
        An iterator over integer arrays, the indices of the examples of each batch.

    Raises:
        ValueError: when `examples`, `size` or `epochs` is not a whole number of at least 1, `size`
            is above `examples`, or `rng` is not a generator.

    >>> batches = list(minibatches(5, size=2, rng=np.random.default_rng(0)))
    >>> [len(batch) for batch in batches], sorted(np.concatenate(batches).tolist())
    ([2, 2, 1], [0, 1, 2, 3, 4])
    """
    examples, size = whole_number("examples", examples), whole_number("size", size)
    epochs = whole_number("epochs", epochs)
    if size > examples:
        raise ValueError(f"size must be at most the number of examples, {examples}, got {size}")
    generator("rng", rng)
    return (
        order[first : first + size]
        for order in (rng.permutation(examples) for _ in range(epochs))
        for first in range(0, examples, size)
    )


@dataclass(frozen=True, eq=False)
class DataLoss:
    """A loss of weights over examples, as something to descend on.

    Arguments:
        loss: takes weights, examples and labels, such as `svm_loss`.
        gradient_of: takes the same, such as `svm_gradient`; by default the numerical gradient.
        X, y: the examples and their labels; the first axis counts the examples.
        settings: passed on to both by name, such as ``{"reg": 1e-3}``.

    Raises:
        ValueError: when a function is none, or returns None, X and y differ in length, or a batch
            does not hold indices of examples.

    With a batch of indices, loss and gradient are those of these examples, otherwise of all.

    >>> from lessonkit.losses import svm_gradient, svm_loss
    >>> loss = DataLoss(svm_loss, svm_gradient, X=np.array([[2.0], [1.0]]), y=np.array([0, 1]))
    >>> W = np.zeros((3, 1))
    >>> loss(W), loss.gradient(W, [0]).tolist()
    (2.0, [[-4.0], [2.0], [2.0]])

    To train on mini-batches:

    >>> from lessonkit.descent import descend
    >>> from lessonkit.optimizers import Momentum
    >>> batches = minibatches(len(loss), size=1, rng=np.random.default_rng(0), epochs=20)
    >>> path = descend(loss, Momentum(learning_rate=0.1), start=W, batches=batches)
    >>> path.points.shape, path.values.shape
    ((41, 3, 1), (41,))
    """

    loss: Callable
    gradient_of: Callable | None
    X: np.ndarray
    y: np.ndarray
    settings: dict = field(default_factory=dict)

    def __post_init__(self):
        function("loss", self.loss)
        if self.gradient_of is not None:
            function("gradient_of", self.gradient_of)
        for name in ("X", "y"):
            array = real_array(name, getattr(self, name))
            if not array.ndim:
                raise ValueError(f"{name} must be an array of examples, got {shown(array)}")
            object.__setattr__(self, name, array)
        instance("settings", self.settings, Mapping)
        if len(self.X) != len(self.y):
            raise ValueError(
                f"X and y must have one row for each example, got {len(self.X)} and {len(self.y)}"
            )

    def __len__(self) -> int:
        return len(self.X)

    def __call__(self, w, batch=slice(None)):
        return not_none("loss", self.loss(w, *self._examples(batch), **self.settings))

    def gradient(self, w, batch=slice(None)):
        """Return the gradient at `w`, of the examples of `batch`."""
        if self.gradient_of is None:
            return numerical_gradient(lambda v: self(v, batch), w)
        gradient = self.gradient_of(w, *self._examples(batch), **self.settings)
        return not_none("gradient_of", gradient)

    def _examples(self, batch) -> tuple[np.ndarray, np.ndarray]:
        if not isinstance(batch, slice):
            indices = real_array("batch", batch)
            if not indices.ndim or indices.dtype.kind not in "iub":
                raise ValueError(f"batch must be a list of whole numbers, got {shown(batch)}")
            batch = indices
        try:
            if not isinstance(batch, slice) and batch.dtype.kind == "i":
                return self.X.take(batch, axis=0), self.y.take(batch, axis=0)  # a third of the time
            return self.X[batch], self.y[batch]
        except (IndexError, TypeError) as error:
            raise ValueError(f"batch must hold indices of {len(self)} examples: {error}") from None

    def __repr__(self) -> str:
        return f"<DataLoss: {getattr(self.loss, '__name__', 'loss')} of {len(self)} examples>"
