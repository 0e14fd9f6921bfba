"""Lesson 07, random local search: its exercises."""

import numpy as np

from lessonkit.datasets import load_digits
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several, ValueExercise
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, wrong
from lessonkit.exercises.numbers_given import step_size_in
from lessonkit.exercises.own_searches import bowl, too_many_losses
from lessonkit.exercises.values import finished, function_in, nothing, same
from lessonkit.i18n import _
from lessonkit.losses import svm_loss
from lessonkit.search import random_local_search

# --- 07.4: random local search itself -------------------------------------------------------


def _search_with(
    begin=lambda loss, start: loss(start),
    center=lambda here, start: here,
    better=lambda value, lowest: value < lowest,
    kept=lambda value, lowest: value,
    told=lambda lowest, newest: lowest,
    steps_less=1,
):
    """Random local search. Everything that can be wrong with it is one of these arguments."""

    def search(loss, start, step_size, tries, rng):
        here, lowest = start, begin(loss, start)
        newest = lowest
        for _k in range(tries - steps_less):
            candidate = center(here, start) + step_size * rng.standard_normal(start.shape)
            value = loss(candidate)
            if better(value, lowest):
                here, lowest, newest = candidate, kept(value, lowest), value
        return here, told(lowest, newest)

    return search


_local_search = _search_with()


def _watch(answer) -> str | None:
    """Say what is wrong with the way that a search evaluates."""
    start, evaluated, tries = np.array([0.0, 1.0]), [], 20

    def loss(w):
        evaluated.append(np.array(w, dtype=float))
        return bowl(w)

    result = answer(loss, start, 0.5, tries, np.random.default_rng(1))
    if nothing(result):
        return None
    if not np.array_equal(start, [0.0, 1.0]):
        return _(
            "You changed the start in place, and a refused step cannot be undone then. Make a new array: candidate = here + step, not here += step."
        )
    if not evaluated or not np.array_equal(evaluated[0], start):
        return None
    if len(evaluated) == tries + 1:
        return _("That is one evaluation too many: the start is one of the tries.")
    if len(evaluated) > tries + 1:
        return too_many_losses(len(evaluated), tries)
    if len(evaluated) == 2:
        return _("There was one step only. Is your return inside the loop? It belongs below it.")
    return None


SEARCH = FunctionExercise(
    id="07.4",
    reference=_local_search,
    watch=_watch,
    cases=(
        (bowl, np.array([0.0, 1.0]), 0.5, 20, np.random.default_rng(1)),
        (bowl, np.array([[2.9, 3.1], [3.2, 3.0]]), 2.0, 15, np.random.default_rng(2)),
        (bowl, np.array([3.0, 3.0]), 1.0, 2, np.random.default_rng(3)),
    ),
    mistakes={
        "start_unscored": Several(
            _search_with(begin=lambda loss, start: np.inf, steps_less=less) for less in (0, 1)
        ),
        "every_step": _search_with(better=lambda value, lowest: True),
        "from_the_start": _search_with(center=lambda here, start: start),
        "start_is_lowest": Several(
            _search_with(kept=lambda value, lowest: lowest, told=told)
            for told in (lambda lowest, newest: lowest, lambda lowest, newest: newest)
        ),
        "climbs": _search_with(better=lambda value, lowest: value > lowest),
        "no_step_size": lambda loss, start, step_size, *rest: _local_search(
            loss, start, 1.0, *rest
        ),
        "swapped": lambda *case: _local_search(*case)[::-1],
        "only_loss": lambda *case: _local_search(*case)[1],
        "only_place": lambda *case: _local_search(*case)[0],
    },
)

# --- the digits with other pixels -----------------------------------------------------------

_FEW = 300


def _digits_loss(most: float):
    """A start and the loss of a few digits whose pixels go up to `most`."""
    digits = load_digits()
    X, y = most * digits.X_train[:_FEW], digits.y_train[:_FEW]
    start = np.random.default_rng(0).normal(0, 0.01, size=(10, 65))
    return start, lambda W: svm_loss(W, X, y)


# --- 07.1: choose a step size ---------------------------------------------------------------


def _judge_step_size(answer) -> Feedback:
    step_size = step_size_in(answer)
    start, loss = _digits_loss(16)
    rng = np.random.default_rng(1)
    with np.errstate(all="ignore"):
        found = random_local_search(loss, start, step_size, 1000, rng)
    reached = _(
        "1,000 tries with {size:.4g} end at the loss {loss:.3f}; {rate:.1%} of the steps are taken",
        size=step_size,
        loss=found.best_loss,
        rate=found.acceptance_rate,
    )
    if found.best_loss < 1:
        return right("07.1", _("Well chosen, from nothing but acceptance rates."), reached)
    if found.acceptance_rate > 0.25:
        fault = _("Too timid: so many steps are taken that they may well be longer.")
    elif step_size < 0.02:
        fault = _("Close, but a little too bold: at the end of the search too few steps are taken.")
    else:
        fault = _("Too reckless: hardly any step is taken, so they must be shorter.")
    return wrong("07.1", fault, reached)


# --- 07.2: tries for a step -----------------------------------------------------------------

TRIES_FOR_A_STEP = ValueExercise(
    id="07.2",
    expected=np.sqrt(30_730) / 0.4,
    tolerance=0.02,
    mistakes={
        "gain": 0.4 / np.sqrt(30_730),
        "root": np.sqrt(30_730),
        "root_times": 0.4 * np.sqrt(30_730),
        "every_weight": 30_730,
        "no_root": 30_730 / 0.4,
        "other_count": np.sqrt(650) / 0.4,
    },
)

# --- 07.3: a search of one's own ------------------------------------------------------------

_ENOUGH = 1.5


def _judge_search(answer) -> Feedback:
    function_in(answer)
    ends = []
    for most in (16, 1 / 16):
        start, loss = _digits_loss(most)
        counted = _Counted(loss)
        result = finished(answer(counted, start.copy(), 1000, np.random.default_rng(2)))
        if nothing(result):
            return nothing_returned("07.3", answer)
        if counted.count > 1000:
            return wrong(
                "07.3",
                _("1,000 evaluations are allowed, your search made {count}.", count=counted.count),
            )
        if not (isinstance(result, tuple | list) and len(result) == 2):
            return wrong("07.3", _("Return the place and its loss: return here, lowest."))
        here, lowest = result
        if np.shape(here) != start.shape or not same(lowest, loss(here)):
            fault = _("The loss that you return is not that of the place that you return.")
            return wrong("07.3", fault)
        ends.append(float(lowest))
    reached = _(
        "with pixels up to 16 it ends at {large:.3f}, with pixels up to 1/16 at {small:.3f}",
        large=ends[0],
        small=ends[1],
    )
    if max(ends) < _ENOUGH:
        return right("07.3", _("Your search finds its own step size."), reached)
    if min(ends) < _ENOUGH:
        fault = _("Your steps suit only one of the two. Let the search itself find out their size.")
    else:
        fault = _("Not yet below 1.5.")
    return wrong("07.3", fault, reached)


class _Counted:
    """A loss that counts how often it is called."""

    def __init__(self, loss):
        self._loss, self.count = loss, 0

    def __call__(self, W):
        self.count += 1
        return self._loss(W)


EXERCISES = (
    OpenExercise(id="07.1", judge=_judge_step_size),
    TRIES_FOR_A_STEP,
    OpenExercise(id="07.3", judge=_judge_search),
    SEARCH,
)
