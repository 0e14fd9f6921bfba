"""Lesson 10, stochastic gradient descent: its exercises."""

import itertools
import math

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise, show
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.i18n import _

_EXAMPLES, _SIZE = 23, 5  # the last batch of an epoch holds 3


def _judge_epoch(epoch) -> Feedback:
    """Look at what `epoch(examples, size, rng)` hands out, one property after the other."""
    if not callable(epoch):
        return wrong("10.1", _("A function is wanted here, got {got}.", got=show(epoch)))
    rng = np.random.default_rng(0)
    made = [epoch(_EXAMPLES, _SIZE, rng) for _epoch in range(2)]
    if any(batches is None or batches is ... for batches in made):
        return waiting("10.1")
    first, second = ([np.asarray(batch) for batch in _begin(batches)] for batches in made)
    seen = _(
        "on the input {input}: batches of {sizes}",
        input=f"{_EXAMPLES}, {_SIZE}, rng",
        sizes=[int(batch.size) for batch in first],
    )
    fault = _fault_of(first, second)
    if fault:
        return wrong("10.1", fault, seen)
    return right("10.1", _("Shuffle, then cut: every example once, and anew each epoch."), seen)


def _begin(batches):
    """The first of them: more batches than examples are too many, and there may be no end."""
    return itertools.islice(batches, _EXAMPLES + 1)


def _fault_of(first: list, second: list) -> str | None:
    """What is wrong with the batches of two epochs, in words; None when nothing is."""
    if not first or any(batch.ndim != 1 or batch.dtype.kind not in "iu" for batch in first):
        return _("A list of batches is wanted, each an array of indices.")
    sizes, order = [batch.size for batch in first], np.concatenate(first)
    whole = _EXAMPLES // _SIZE * _SIZE
    if len(set(order.tolist())) < order.size:
        return _(
            "Some example comes twice: do not draw each batch from all the examples. Shuffle once, then cut the order into pieces."
        )
    if order.size == whole and max(sizes) == _SIZE:
        return _(
            "The last few examples are never used: where 23 is not a multiple of 5, the last batch is smaller."
        )
    if sorted(order.tolist()) != list(range(_EXAMPLES)):
        return _("Every index from 0 to 22 is wanted once.")
    if sizes != [_SIZE] * (_EXAMPLES // _SIZE) + [_EXAMPLES % _SIZE]:
        return _("Each batch holds 5 examples, the last one the 3 that are left.")
    if (np.diff(order) == 1).all():
        return _(
            "The examples come in their old order: nothing was shuffled. Should they be sorted by class, each batch sees one class only."
        )
    if np.array_equal(order, np.concatenate(second)):
        return _(
            "The second epoch has the same order as the first: use the rng that is given, do not make a new one with a fixed seed."
        )
    return None


def _updates(examples, size, epochs):
    return epochs * math.ceil(examples / size)


def slope_of_one(w, i):
    """The slope of the loss of example i, ½(w − i)²; its name is shown as an input."""
    return w - i


def two_slopes_of_one(w, i):
    """The gradient of one example in two dimensions."""
    return np.array([w[0] - i, i * w[1]])


def _batch_gradient(gradient_of, w, batch):
    return sum(gradient_of(w, i) for i in batch) / len(batch)


def _noise(one, size):
    return one / math.sqrt(size)


EXERCISES = (
    OpenExercise(id="10.1", judge=_judge_epoch),
    FunctionExercise(
        id="10.2",
        reference=_updates,
        cases=((1297, 32, 1), (1297, 1, 20), (1297, 1297, 3), (1000, 100, 5), (50000, 128, 10)),
        mistakes=(
            Mistake(
                "The last, smaller batch makes an update too: round up.",
                lambda n, size, epochs: epochs * (n // size),
            ),
            Mistake(
                "Half an update cannot be made: the last batch is smaller, round up.",
                lambda n, size, epochs: epochs * n / size,
            ),
            Mistake(
                "Every epoch has its own smaller batch: round up first, then multiply.",
                lambda n, size, epochs: math.ceil(epochs * n / size),
            ),
            Mistake(
                "Those are the examples seen. One batch makes one update.",
                lambda n, size, epochs: epochs * n,
            ),
            Mistake(
                "That is one epoch; there are several.",
                lambda n, size, epochs: math.ceil(n / size),
            ),
        ),
    ),
    FunctionExercise(
        id="10.3",
        reference=_batch_gradient,
        cases=(
            (slope_of_one, 4.0, [1, 2, 9]),
            (slope_of_one, 0.5, [3]),
            (two_slopes_of_one, np.array([1.0, -2.0]), [5, 0, 2, 2]),
        ),
        mistakes=(
            Mistake(
                "That is the sum. The loss is a mean, so its gradient is one too; with the sum a larger batch would take larger steps.",
                lambda gradient_of, w, batch: sum(gradient_of(w, i) for i in batch),
            ),
            Mistake(
                "That is the gradient of one example of the batch; take the mean over all.",
                lambda gradient_of, w, batch: gradient_of(w, batch[0]),
            ),
            Mistake(
                "You count 0, 1, 2, …; the batch says which examples to take.",
                lambda gradient_of, w, batch: _batch_gradient(gradient_of, w, range(len(batch))),
            ),
            Mistake(
                "The sign is flipped: the gradient points uphill, the minus comes later.",
                lambda gradient_of, w, batch: -_batch_gradient(gradient_of, w, batch),
            ),
        ),
    ),
    FunctionExercise(
        id="10.4",
        reference=_noise,
        cases=((6.0, 4), (6.0, 9), (2.5, 1), (10.0, 256)),
        mistakes=(
            Mistake(
                "Noise partly cancels, it does not add up in your favor: divide by √B, not B.",
                lambda one, size: one / size,
            ),
            Mistake(
                "It should get smaller as the batch grows: divide, do not multiply.",
                lambda one, size: one * math.sqrt(size),
            ),
            Mistake(
                "That is the variance; the standard deviation is its root.",
                lambda one, size: one**2 / size,
            ),
            Mistake(
                "That is the noise of one example, whatever the batch size.",
                lambda one, size: one,
            ),
        ),
    ),
)
