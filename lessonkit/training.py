"""train: mini-batch training as the lessons mean it, so that one description is one number."""

from collections.abc import Callable

import numpy as np

from lessonkit.batches import DataLoss, minibatches
from lessonkit.descent import descend
from lessonkit.path import Path
from lessonkit.validation import array_of, function, instance, shown, whole_number


def train(
    data: DataLoss,
    optimizer,
    start: np.ndarray | Callable,
    *,
    seed: int,
    batch_size: int = 32,
    epochs: int | None = None,
    steps: int | None = None,
    keep_states: bool = False,
) -> Path:
    """Train on mini-batches, with all chance decided by one seed.

    The start is drawn by ``default_rng(seed)``, and the order of the examples by another
    ``default_rng(seed)``: so runs with one seed see the same batches, whatever they start from.

    Arguments:
        data: the loss and its examples.
        optimizer: an object with `init` and `update`, such as ``Adam(0.01)``.
        start: the weights to start from, or what draws them from a generator, such as
            ``network.init``.
        seed: a whole number of at least 0.
        batch_size: how many examples a step looks at; the last batch of an epoch has what is left.
        epochs: how often every example is seen.
        steps: how many updates to make, in place of `epochs`.
        keep_states: whether the path holds the optimizer's state at every point.

    Returns:
        A `Path`, as `descend` makes it: ``path.points[-1]`` are the trained weights, and
        ``data(path.points[-1])`` is their loss over all examples.

    Raises:
        ValueError: when not exactly one of `epochs` and `steps` is given, `batch_size` is above
            the number of examples, or one of the others is not what is said above.

    >>> from lessonkit.losses import svm_gradient, svm_loss
    >>> from lessonkit.optimizers import Momentum
    >>> data = DataLoss(svm_loss, svm_gradient, X=np.array([[2.0], [1.0]]), y=np.array([0, 1]))
    >>> path = train(data, Momentum(0.1), np.zeros((3, 1)), seed=0, batch_size=1, epochs=20)
    >>> path.points.shape
    (41, 3, 1)
    >>> draw = lambda rng: rng.normal(size=(3, 1))
    >>> train(data, Momentum(0.1), draw, seed=0, batch_size=1, steps=7).points[0].ravel().round(2)
    array([ 0.13, -0.13,  0.64])
    """
    instance("data", data, DataLoss)
    seed = whole_number("seed", seed, 0, 2**63)
    batch_size = whole_number("batch_size", batch_size, maximum=len(data))
    if (epochs is None) == (steps is None):
        raise ValueError(
            f"train needs either epochs or steps, got {shown(epochs)} and {shown(steps)}"
        )
    if steps is not None:
        in_an_epoch = -(-len(data) // batch_size)  # rounded up
        epochs = -(-whole_number("steps", steps) // in_an_epoch)
    if callable(start):
        start = array_of("start", function("start", start)(np.random.default_rng(seed)))
    batches = minibatches(len(data), batch_size, np.random.default_rng(seed), epochs)
    return descend(data, optimizer, start, steps, batches=batches, keep_states=keep_states)
