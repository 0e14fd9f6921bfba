"""Lesson 10: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, wrong


def cut(order, size):
    return [order[k : k + size] for k in range(0, len(order), size)]


def by_permutation(examples, size, rng):
    return cut(rng.permutation(examples), size)


def by_shuffle(examples, size, rng):
    order = list(range(examples))
    rng.shuffle(order)
    return tuple(cut(order, size))


def by_generator(examples, size, rng):
    yield from lk.minibatches(examples, size, rng)


def drops_the_rest(examples, size, rng):
    return [batch for batch in by_permutation(examples, size, rng) if len(batch) == size]


def overlaps(examples, size, rng):
    return [rng.choice(examples, size, replace=False) for _ in range(-(-examples // size))]


def same_every_epoch(examples, size, rng):
    return by_permutation(examples, size, np.random.default_rng(0))


def mean_of(gradient_of, w, batch):
    return np.mean([gradient_of(w, i) for i in batch], axis=0)


test_right_answers_pass = right(
    ("10.1", by_permutation),
    ("10.1", by_shuffle),
    ("10.1", by_generator),
    ("10.2", lambda n, size, epochs: epochs * -(-n // size)),
    ("10.3", mean_of),
    ("10.4", lambda one, size: one / np.sqrt(size)),
)


test_typical_mistakes_are_named = wrong(
    ("10.1", drops_the_rest, "never used"),
    ("10.1", lambda n, size, rng: cut(np.arange(n), size), "nothing was shuffled"),
    ("10.1", same_every_epoch, "same order"),
    ("10.1", overlaps, "comes twice"),
    ("10.1", lambda n, size, rng: cut(rng.permutation(n - 1), size), "0 to 22"),
    ("10.1", lambda n, size, rng: np.array_split(rng.permutation(n), 5), "Each batch holds 5"),
    ("10.1", lambda n, size, rng: rng.permutation(n), "list of batches"),
    ("10.1", lambda n, size, rng: 1 / 0, "ZeroDivisionError"),
    ("10.1", [[0, 1], [2]], "function is wanted"),
    ("10.2", lambda n, size, epochs: epochs * (n // size), "round up"),
    ("10.2", lambda n, size, epochs: epochs * n / size, "Half an update"),
    ("10.2", lambda n, size, epochs: math.ceil(epochs * n / size), "Every epoch"),
    ("10.2", lambda n, size, epochs: epochs * n, "examples seen"),
    ("10.2", lambda n, size, epochs: math.ceil(n / size), "one epoch"),
    ("10.3", lambda g, w, batch: sum(g(w, i) for i in batch), "That is the sum"),
    ("10.3", lambda g, w, batch: g(w, batch[0]), "one example of the batch"),
    (
        "10.3",
        lambda g, w, batch: sum(g(w, i) for i in range(len(batch))) / len(batch),
        "which examples",
    ),
    ("10.3", lambda g, w, batch: -mean_of(g, w, batch), "sign is flipped"),
    ("10.4", lambda one, size: one / size, "divide by √B"),
    ("10.4", lambda one, size: one * size**0.5, "do not multiply"),
    ("10.4", lambda one, size: one**2 / size, "variance"),
    ("10.4", lambda one, size: one, "one example"),
)


def test_what_was_handed_out_is_shown():
    assert "batches of [5, 5, 5, 5]" in repr(lk.check("10.1", drops_the_rest))
