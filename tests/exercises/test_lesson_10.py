"""Lesson 10: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


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


def updates_within(examples, size, budget):
    """Hand out the batches, and count."""
    rng = np.random.default_rng(0)
    epochs = budget // examples + 1
    sizes = [len(batch) for batch in lk.minibatches(examples, size, rng, epochs)]
    return int((np.cumsum(sizes) <= budget).sum())


def smallest_batch(one, wanted):
    return math.ceil((one / wanted) ** 2)


def stairs(k):
    return 0.2 if k < 50 else 0.03 if k < 200 else 0.006


test_right_answers_pass = right(
    ("10.1", updates_within),
    ("10.2", smallest_batch),
    ("10.3", stairs),
    ("10.3", lambda k: 1 / (k + 1)),
    ("10.3", lk.InverseTimeDecay(0.9, decay=0.5)),
    ("10.4", by_permutation),
    ("10.4", by_shuffle),
    ("10.4", by_generator),
)

test_stubs_wait = waiting(
    ("10.1", lambda examples, size, budget: ...),
    ("10.2", lambda one, wanted: ...),
    ("10.3", lambda k: ...),
    ("10.3", ...),
)

test_typical_mistakes_are_named = wrong(
    ("10.1", lambda n, size, budget: budget // size, "more updates than"),
    ("10.1", lambda n, size, budget: budget / size, "Half an update"),
    ("10.1", lambda n, size, budget: budget // n * -(-n // size), "whole epochs only"),
    (
        "10.1",
        lambda n, size, budget: budget // n * -(-n // size) - (-(budget % n) // size),
        "round down there",
    ),
    (
        "10.1",
        lambda n, size, budget: budget // n * (n // size) + budget % n // size,
        "smaller batch",
    ),
    ("10.2", lambda one, wanted: max(1, math.ceil(one / wanted)), "not as 1/B"),
    ("10.2", lambda one, wanted: (one / wanted) ** 2, "whole number"),
    ("10.2", lambda one, wanted: math.floor((one / wanted) ** 2), "still above"),
    ("10.2", lambda one, wanted: max(1, round((one / wanted) ** 2)), "To the nearest"),
    ("10.2", lambda one, wanted: max(1, math.ceil((one / wanted) ** 0.5)), "solve one"),
    ("10.3", 0.1, "function is wanted"),
    ("10.3", lambda k: 0.5 / (1 + 0.3 * k), "Invent another"),
    ("10.3", lambda k: 0.1, "too wide"),
    ("10.3", lambda k: 0.005, "not arrived"),
    ("10.3", lambda k: 0.5**k, "not arrived"),
    ("10.3", lambda k: 3.0, "fly away"),
    ("10.3", lambda k: -0.1, "positive"),
    ("10.3", lambda k: "0.1", "number is wanted"),
    ("10.4", drops_the_rest, "never used"),
    ("10.4", lambda n, size, rng: cut(np.arange(n), size), "nothing was shuffled"),
    ("10.4", same_every_epoch, "same order"),
    ("10.4", overlaps, "comes twice"),
    ("10.4", lambda n, size, rng: cut(rng.permutation(n - 1), size), "0 to 22"),
    ("10.4", lambda n, size, rng: np.array_split(rng.permutation(n), 5), "Each batch holds 5"),
    ("10.4", lambda n, size, rng: rng.permutation(n), "list of batches"),
    ("10.4", lambda n, size, rng: 1 / 0, "ZeroDivisionError"),
    ("10.4", [[0, 1], [2]], "function is wanted"),
)


@pytest.mark.parametrize("rate", np.geomspace(0.001, 1.9, 25))
def test_no_constant_rate_is_both_near_and_narrow(rate):
    """Which the task says."""
    assert not lk.check("10.3", lambda k: rate).passed


def test_what_was_handed_out_is_shown():
    assert "batches of [5, 5, 5, 5]" in repr(lk.check("10.4", drops_the_rest))
