"""Lesson 06, random search: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake
from lessonkit.exercises.own_searches import bowl, too_many_losses
from lessonkit.i18n import _

# --- 06.1: the staircase --------------------------------------------------------------------


def _before_each_try(losses):
    return np.concatenate([[np.inf], np.minimum.accumulate(losses)[:-1]])


def _records(losses):
    best = np.minimum.accumulate(losses)
    return best[np.diff(best, prepend=np.inf) < 0]


STAIRCASE = FunctionExercise(
    id="06.1",
    reference=np.minimum.accumulate,
    cases=(
        (np.array([5.0, 3.0, 4.0, 1.0, 2.0]),),
        (np.array([2.0, 2.0, 3.0, -1.0, 0.5, -1.5, 4.0]),),
        (np.array([7.0, 9.0]),),
    ),
    mistakes=(
        Mistake(
            "You keep the highest loss so far. Here low is good: keep the lowest.",
            np.maximum.accumulate,
        ),
        Mistake(
            "Every entry is the lowest loss of all. Entry k may only know the tries up to k: it cannot see the future.",
            lambda losses: np.full(len(losses), losses.min()),
        ),
        Mistake("That is the last entry alone. The staircase has one entry for each try.", np.min),
        Mistake(
            "You sorted the losses. The order of the tries matters: a later try may be worse.",
            lambda losses: np.sort(losses)[::-1],
        ),
        Mistake(
            "These are the losses themselves. A try that is worse must not raise the best.",
            np.copy,
        ),
        Mistake(
            "The best starts at 0 in your code, and no positive loss is below that. Start at infinity, np.inf, or at the first loss.",
            lambda losses: np.minimum.accumulate(np.minimum(losses, 0)),
        ),
        Mistake(
            "You are one try behind: entry k is the best before try k, without try k itself.",
            _before_each_try,
        ),
        Mistake(
            "These are only the steps of the staircase. Where nothing improves, repeat the best.",
            _records,
        ),
    ),
)

# --- 06.2: random search itself -------------------------------------------------------------


def tilt(w):
    """Negative in half of the places; its name is shown as an input, as are the others."""
    return float(np.sum(w))


def anywhere(rng):
    """Draw a place in the square."""
    return rng.uniform(-5, 5, size=2)


def _search(loss, draw, tries, rng):
    candidates = [draw(rng) for k in range(tries)]
    losses = [loss(w) for w in candidates]
    k = int(np.argmin(losses))
    return candidates[k], losses[k]


def _picked(pick):
    """A search that returns a wrong pair: `pick` chooses it from the candidates and losses."""

    def search(loss, draw, tries, rng):
        candidates = [draw(rng) for k in range(tries)]
        return pick(candidates, [loss(w) for w in candidates])

    return search


def _below_zero(candidates, losses):
    k = int(np.argmin(losses))
    return (candidates[k], losses[k]) if losses[k] < 0 else (None, 0)


def _watch(answer) -> str | None:
    """Say what is wrong with the way that a search draws and computes."""
    rng, drawn_from, evaluated, tries = np.random.default_rng(1), [], [], 20

    def draw(generator):
        drawn_from.append(generator)
        return anywhere(generator)

    def loss(w):
        evaluated.append(w)
        return bowl(w)

    result = answer(loss, draw, tries, rng)
    if result is None or result is ...:
        return None
    draws, losses = len(drawn_from), len(evaluated)
    if any(generator is not rng for generator in drawn_from):
        return _(
            "You draw from a generator of your own. A new one with a fixed seed makes the same candidate every time; draw from the rng that was passed in."
        )
    if draws == 1 and losses <= 2:
        return _("There was one try only. Is your return inside the loop? It belongs below it.")
    if draws == 1:
        return _("Every try has the same candidate. Draw a new one inside the loop.")
    if draws != tries:
        return _("{tries} tries are asked for, draws made: {count}.", tries=tries, count=draws)
    return too_many_losses(losses, tries) if losses > tries else None


SEARCH = FunctionExercise(
    id="06.2",
    reference=_search,
    watch=_watch,
    cases=(
        (bowl, anywhere, 20, np.random.default_rng(1)),
        (tilt, anywhere, 50, np.random.default_rng(2)),
        (bowl, anywhere, 1, np.random.default_rng(3)),
    ),
    mistakes=(
        Mistake(
            "You return the last try, not the best one. Keep a try only if it beats the best.",
            _picked(lambda w, losses: (w[-1], losses[-1])),
        ),
        Mistake(
            "The loss is right, but the candidate is the one of the last try. When you keep a new best loss, keep its w in the same breath.",
            _picked(lambda w, losses: (w[-1], min(losses))),
        ),
        Mistake(
            "You keep the highest loss: the comparison is the wrong way round. Low is good.",
            _picked(lambda w, losses: (w[int(np.argmax(losses))], max(losses))),
        ),
        Mistake(
            "The best loss starts at 0 in your code, and only losses below that are kept. Start at infinity: np.inf.",
            _picked(_below_zero),
        ),
        Mistake(
            "The two are swapped: return the candidate first, then its loss.",
            _picked(lambda w, losses: (min(losses), w[int(np.argmin(losses))])),
        ),
        Mistake(
            "Only the loss comes back. The candidate is what we are looking for: return both.",
            _picked(lambda w, losses: min(losses)),
        ),
        Mistake(
            "Only the candidate comes back. Return its loss as well: return best, best_loss.",
            _picked(lambda w, losses: w[int(np.argmin(losses))]),
        ),
    ),
)

# --- 06.3: accuracy -------------------------------------------------------------------------


def _accuracy(W, X, y):
    return float(((W @ X.T).argmax(axis=0) == y).mean())


_X = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0], [0.8, 0.3, 1.0], [0.2, 0.9, 1.0]])
_W = np.array([[2.0, -1.0, 0.1], [-1.0, 1.5, 0.6], [0.5, 0.5, 0.9], [-2.0, -1.0, 0.3]])

ACCURACY = FunctionExercise(
    id="06.3",
    reference=_accuracy,
    # As many examples as classes, so that an argmax along the wrong axis gives a number.
    cases=(
        (_W[::-1].copy(), _X, np.array([3, 2, 1, 2])),
        (_W[::-1].copy(), _X, np.array([3, 3, 0, 0])),
        (_W, _X, np.array([0, 1, 2, 2])),
    ),
    mistakes=(
        Mistake(
            "That is a percentage. A share between 0 and 1 is wanted: do not multiply by 100.",
            lambda W, X, y: 100 * _accuracy(W, X, y),
        ),
        Mistake(
            "The argmax runs along the wrong axis. The scores W @ X.T have one column for each image: look for the highest class in each column, axis=0.",
            lambda W, X, y: ((W @ X.T).argmax(axis=1) == y).mean(),
        ),
        Mistake(
            "That is the number of right guesses. Divide by the number of images.",
            lambda W, X, y: ((W @ X.T).argmax(axis=0) == y).sum(),
        ),
        Mistake(
            "That is the share of wrong guesses: compare with ==, not with !=.",
            lambda W, X, y: 1 - _accuracy(W, X, y),
        ),
        Mistake(
            "You take the class of the lowest score. The guess is the highest: argmax.",
            lambda W, X, y: ((W @ X.T).argmin(axis=0) == y).mean(),
        ),
        Mistake(
            "You ask whether all guesses are right. Take the share of those that are: .mean().",
            lambda W, X, y: bool(((W @ X.T).argmax(axis=0) == y).all()),
        ),
        Mistake(
            "That is one answer for each image. Take the mean of them.",
            lambda W, X, y: (W @ X.T).argmax(axis=0) == y,
        ),
        Mistake(
            "These are the guesses. Compare them with y and take the share that agrees.",
            lambda W, X, y: (W @ X.T).argmax(axis=0),
        ),
    ),
)

# --- 06.4: how many tries -------------------------------------------------------------------


def _tries_needed(p, certainty):
    return int(np.ceil(np.log(1 - certainty) / np.log(1 - p)))


TRIES = FunctionExercise(
    id="06.4",
    reference=_tries_needed,
    cases=((0.5, 0.95), (0.1, 0.95), (0.001, 0.95), (0.2, 0.99), (0.35, 0.3)),
    mistakes=(
        Mistake(
            "1/p is how many tries it takes on average. Being nearly sure takes about three times as many.",
            lambda p, certainty: int(np.ceil(1 / p - 1e-9)),
        ),
        Mistake(
            "You added up the chances: n times p. Two tries at 50% do not make 100%. Work with the chance that all tries miss.",
            lambda p, certainty: int(np.ceil(certainty / p)),
        ),
        Mistake(
            "You rounded down: with that many tries the certainty is not yet reached. Round up.",
            lambda p, certainty: int(np.floor(np.log(1 - certainty) / np.log(1 - p))),
        ),
        Mistake(
            "Nearly: but there are no fractions of a try. Round up to the next whole number.",
            lambda p, certainty: np.log(1 - certainty) / np.log(1 - p),
        ),
        Mistake(
            "You let the tries miss with the chance `certainty`. They may all miss with the chance 1 - certainty only.",
            lambda p, certainty: int(np.ceil(np.log(certainty) / np.log(1 - p))),
        ),
        Mistake(
            "You multiply the chance to hit. Multiply the chance to miss, 1 - p, with itself.",
            lambda p, certainty: int(np.ceil(np.log(1 - certainty) / np.log(p))),
        ),
    ),
)

EXERCISES = (
    STAIRCASE,
    SEARCH,
    ACCURACY,
    TRIES,
)
