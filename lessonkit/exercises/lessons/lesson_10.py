"""Lesson 10, stochastic gradient descent: its exercises."""

import itertools
import math

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, waiting, wrong
from lessonkit.exercises.numbers_given import learning_rate_in
from lessonkit.exercises.values import finished, function_in, nothing
from lessonkit.i18n import _

# --- 10.4: the batches of an epoch -----------------------------------------------------------

_EXAMPLES, _SIZE = 23, 5  # the last batch of an epoch holds 3


def _judge_epoch(epoch) -> Feedback:
    """Look at what `epoch(examples, size, rng)` hands out, one property after the other."""
    function_in(epoch)
    rng = np.random.default_rng(0)
    made = [epoch(_EXAMPLES, _SIZE, rng) for _epoch in range(2)]
    if any(batches is None or batches is ... for batches in made):
        return waiting("10.4")
    first, second = ([np.asarray(batch) for batch in _begin(batches)] for batches in made)
    seen = _(
        "on the input {input}: batches of {sizes}",
        input=f"{_EXAMPLES}, {_SIZE}, rng",
        sizes=[int(batch.size) for batch in first],
    )
    fault = _fault_of(first, second)
    if fault:
        return wrong("10.4", fault, seen)
    return right("10.4", _("Shuffle, then cut: every example once, and anew each epoch."), seen)


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


# --- 10.1: what a budget buys ---------------------------------------------------------------


def _updates_within(examples, size, budget):
    """Count batch by batch."""
    updates = seen = left = 0
    while True:
        left = left or examples
        batch = min(size, left)
        if seen + batch > budget:
            return updates
        seen, left, updates = seen + batch, left - batch, updates + 1


BUDGET = FunctionExercise(
    id="10.1",
    reference=_updates_within,
    cases=(
        (1297, 32, 1297),
        (1297, 32, 5000),
        (1297, 1, 5000),
        (1297, 1297, 5000),
        (1000, 300, 2950),
        (1000, 100, 50),
    ),
    mistakes={
        "whole_division": lambda n, size, budget: budget // size,
        "half_update": lambda n, size, budget: budget / size,
        "whole_epochs": lambda n, size, budget: budget // n * math.ceil(n / size),
        "rounded_up": lambda n, size, budget: (
            budget // n * math.ceil(n / size) + math.ceil(budget % n / size)
        ),
        "complete_batches": lambda n, size, budget: budget // n * (n // size) + budget % n // size,
    },
)

# --- 10.2: as large as needed ---------------------------------------------------------------


def _smallest_batch(one, wanted):
    size = 1
    while one / math.sqrt(size) > wanted:
        size += 1
    return size


NOISE = FunctionExercise(
    id="10.2",
    reference=_smallest_batch,
    cases=((6.0, 3.0), (7.5, 0.8), (7.5, 10.0), (8.0, 0.5), (5.0, 1.5)),
    mistakes={
        "not_root": lambda one, wanted: max(1, math.ceil(one / wanted)),
        "fraction": lambda one, wanted: (one / wanted) ** 2,
        "rounded_down": Several(
            (
                lambda one, wanted: int((one / wanted) ** 2),
                lambda one, wanted: max(1, int((one / wanted) ** 2)),
            )
        ),
        "nearest": lambda one, wanted: max(1, round((one / wanted) ** 2)),
        "root": lambda one, wanted: max(1, math.ceil(math.sqrt(one / wanted))),
    },
)

# --- 10.3: one's own schedule ---------------------------------------------------------------

_NUMBERS = np.array([-2.0, 0.0, 1.0, 5.0])
_WALKS, _UPDATES, _NEAR, _NARROW = 300, 400, 0.1, 0.17


def _judge_schedule(rate) -> Feedback:
    given = [finished(function_in(rate)(k)) for k in range(_UPDATES)]
    if nothing(*given):
        return nothing_returned("10.3", rate)
    rates = np.array([learning_rate_in(value) for value in given])
    if np.allclose(rates, 0.5 / (1 + 0.3 * np.arange(_UPDATES))):
        return wrong("10.3", _("That is the schedule of the lesson. Invent another one."))
    mean, spread = _ends(rates)
    seen = _("the 300 walks end at {mean:.3g} ± {spread:.3g}", mean=mean, spread=spread)
    if not math.isfinite(mean) or spread > 100:
        return wrong("10.3", _("They fly away: the first rates are too large."), seen)
    if abs(mean - _NUMBERS.mean()) >= _NEAR:
        return wrong("10.3", _("They have not arrived: the rates get small too early."), seen)
    if spread >= _NARROW:
        return wrong("10.3", _("Their cloud is too wide: the last rates are too large."), seen)
    return right("10.3", _("Quick first, then calm: a schedule of your own."), seen)


def _ends(rates) -> tuple[float, float]:
    """The mean and the standard deviation of where the walks end."""
    rng = np.random.default_rng(0)
    x = np.full(_WALKS, 8.0)
    with np.errstate(all="ignore"):
        for rate in rates:
            x = x - rate * (x - rng.choice(_NUMBERS, size=_WALKS))
        return float(x.mean()), float(x.std())


EXERCISES = (
    BUDGET,
    NOISE,
    OpenExercise(id="10.3", judge=_judge_schedule),
    OpenExercise(id="10.4", judge=_judge_epoch),
)
