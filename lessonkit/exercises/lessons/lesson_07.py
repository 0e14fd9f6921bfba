"""Lesson 07, random local search: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake
from lessonkit.exercises.own_searches import bowl, too_many_losses
from lessonkit.i18n import _

# --- 07.1: random local search itself -------------------------------------------------------


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
    if result is None or result is ...:
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
    id="07.1",
    reference=_local_search,
    watch=_watch,
    cases=(
        (bowl, np.array([0.0, 1.0]), 0.5, 20, np.random.default_rng(1)),
        (bowl, np.array([[2.9, 3.1], [3.2, 3.0]]), 2.0, 15, np.random.default_rng(2)),
        (bowl, np.array([3.0, 3.0]), 1.0, 2, np.random.default_rng(3)),
    ),
    mistakes=(
        *(
            Mistake(
                "The start is not scored: your lowest loss begins with infinity, so the first step is taken wherever it leads. Begin with loss(start).",
                _search_with(begin=lambda loss, start: np.inf, steps_less=less),
            )
            for less in (0, 1)
        ),
        Mistake(
            "You take every step, uphill too. Go to the candidate only if its loss is lower.",
            _search_with(better=lambda value, lowest: True),
        ),
        Mistake(
            "Every step begins at the start. Begin where the search stands now: here + step, not start + step.",
            _search_with(center=lambda here, start: start),
        ),
        *(
            Mistake(
                "You move, but the lowest loss stays that of the start, so later steps may lead up again. When you keep a candidate, keep its loss in the same breath.",
                _search_with(kept=lambda value, lowest: lowest, told=told),
            )
            for told in (lambda lowest, newest: lowest, lambda lowest, newest: newest)
        ),
        Mistake(
            "You climb: the comparison is the wrong way round. Low is good.",
            _search_with(better=lambda value, lowest: value > lowest),
        ),
        Mistake(
            "The step size is missing: a step is step_size * rng.standard_normal(start.shape).",
            lambda loss, start, step_size, *rest: _local_search(loss, start, 1.0, *rest),
        ),
        Mistake(
            "The two are swapped: return the place first, then its loss.",
            lambda *case: _local_search(*case)[::-1],
        ),
        Mistake(
            "Only the loss comes back. The place is what we are looking for: return both.",
            lambda *case: _local_search(*case)[1],
        ),
        Mistake(
            "Only the place comes back. Return its loss as well: return here, lowest.",
            lambda *case: _local_search(*case)[0],
        ),
    ),
)

# --- 07.2: the acceptance rate --------------------------------------------------------------


def _acceptance(losses):
    return float((np.diff(np.minimum.accumulate(losses)) < 0).mean())


ACCEPTANCE = FunctionExercise(
    id="07.2",
    reference=_acceptance,
    cases=(
        (np.array([5.0, 4.0, 6.0, 5.0, 3.0]),),
        (np.array([2.0, 2.0, 3.0, 2.5, 2.2, 1.0, 0.5, 0.5, 4.0]),),
        (np.array([1.0, 7.0, 6.0]),),
    ),
    mistakes=(
        Mistake(
            "You compare with the try before. A refused step is undone: compare with the lowest loss so far.",
            lambda losses: (np.diff(losses) < 0).mean(),
        ),
        Mistake(
            "You count the start among the steps. Of n tries, n - 1 are steps: divide by that.",
            lambda losses: _acceptance(losses) * (len(losses) - 1) / len(losses),
        ),
        Mistake(
            "You count the start as a step that was taken. It is where the search begins.",
            lambda losses: (_acceptance(losses) * (len(losses) - 1) + 1) / len(losses),
        ),
        Mistake(
            "That is the number of steps taken. Divide by the number of steps.",
            lambda losses: _acceptance(losses) * (len(losses) - 1),
        ),
        Mistake(
            "That is a percentage. A share between 0 and 1 is wanted: do not multiply by 100.",
            lambda losses: 100 * _acceptance(losses),
        ),
        Mistake(
            "That is the share of steps refused. Count those that are below the lowest.",
            lambda losses: 1 - _acceptance(losses),
        ),
        Mistake(
            "Equal is not lower: a step is taken only if its loss is below the lowest so far.",
            lambda losses: (losses[1:] <= np.minimum.accumulate(losses)[:-1]).mean(),
        ),
        Mistake(
            "You compare with the start only. Once a step is taken, its loss is the one to beat.",
            lambda losses: (losses[1:] < losses[0]).mean(),
        ),
    ),
)

# --- 07.3: a random direction ---------------------------------------------------------------


def _step_with(size=np.linalg.norm, draw=lambda d, rng: rng.standard_normal(d)):
    def random_step(d, length, rng):
        z = draw(d, rng)
        return length * z / size(z)

    return random_step


STEP = FunctionExercise(
    id="07.3",
    reference=_step_with(),
    cases=(
        (4, 2.0, np.random.default_rng(1)),
        (9, 0.01, np.random.default_rng(2)),
        (650, 0.255, np.random.default_rng(3)),
    ),
    mistakes=(
        Mistake(
            "The length depends on chance: divide by the length of z before you multiply.",
            _step_with(size=lambda z: 1),
        ),
        Mistake(
            "That has length 1. Multiply by the length that is wanted.",
            lambda d, length, rng: _step_with()(d, 1.0, rng),
        ),
        Mistake(
            "Divide by the length, which is the square root of the sum of the squares.",
            _step_with(size=lambda z: (z**2).sum()),
        ),
        Mistake(
            "Divide by the length. The sum of the entries is not a length: positive and negative ones cancel.",
            _step_with(size=np.sum),
        ),
        Mistake(
            "√d is the length of z only roughly. Here the length has to be exact: divide by np.linalg.norm(z).",
            _step_with(size=lambda z: np.sqrt(len(z))),
        ),
        Mistake(
            "Drawing from a cube prefers its corners, so that not every direction is equally likely. Draw rng.standard_normal(d).",
            _step_with(draw=lambda d, rng: rng.uniform(-1, 1, d)),
        ),
        Mistake(
            "All entries are positive, so whole regions of directions are never drawn. Draw rng.standard_normal(d).",
            _step_with(draw=lambda d, rng: rng.random(d)),
        ),
    ),
)

# --- 07.4: the cosine -----------------------------------------------------------------------

_A, _B = np.array([[1.0, 2.0], [-2.0, 0.5]]), np.array([[0.5, -1.0], [3.0, 2.0]])


def _cosine(a, b):
    return float((a * b).sum() / (np.linalg.norm(a) * np.linalg.norm(b)))


COSINE = FunctionExercise(
    id="07.4",
    reference=_cosine,
    cases=(
        (np.array([3.0, 4.0]), np.array([2.0, 0.0])),
        (_A, _B),
        (np.array([1.0, -2.0, 2.0]), np.array([-2.0, 4.0, -4.0])),
    ),
    mistakes=(
        Mistake(
            "That is the sum of the products. Divide by both lengths.",
            lambda a, b: (a * b).sum(),
        ),
        *(
            Mistake("You divide by one length only. Divide by both.", wrong_cosine)
            for wrong_cosine in (
                lambda a, b: (a * b).sum() / np.linalg.norm(a),
                lambda a, b: (a * b).sum() / np.linalg.norm(b),
            )
        ),
        Mistake(
            "You divide by the squared lengths. Take the square roots, or np.linalg.norm.",
            lambda a, b: (a * b).sum() / ((a**2).sum() * (b**2).sum()),
        ),
        Mistake(
            "You take the size of the products: a cosine may be negative, for a way back.",
            lambda a, b: np.abs(a * b).sum() / (np.linalg.norm(a) * np.linalg.norm(b)),
        ),
        Mistake(
            "That is the angle. The cosine is what stands inside of arccos.",
            lambda a, b: np.arccos(np.clip(_cosine(a, b), -1, 1)),
        ),
        Mistake(
            "@ is the matrix product, and gives a matrix for two matrices. Multiply entry by entry, a * b, and add everything up.",
            lambda a, b: a @ b / (np.linalg.norm(a) * np.linalg.norm(b)),
        ),
    ),
)

EXERCISES = (
    SEARCH,
    ACCEPTANCE,
    STEP,
    COSINE,
)
