"""Searching without slopes: try weights at random, anywhere or nearby, and keep the best."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lessonkit.validation import (
    array_of,
    flag,
    float_array,
    function,
    generator,
    not_none,
    number_of,
    positive,
    real_array,
    whole_number,
)


@dataclass(frozen=True, eq=False)
class Search:
    """What a search found.

    Attributes:
        best: the candidate of the lowest loss.
        losses: the loss of every candidate, in the order of the tries, ``(tries,)``.
    """

    best: np.ndarray
    losses: np.ndarray

    @property
    def best_loss(self) -> float:
        """The lowest loss (NaN when no loss is a number)."""
        return float(np.fmin.reduce(self.losses))

    @property
    def best_so_far(self) -> np.ndarray:
        """The lowest loss up to each try, ``(tries,)``: a staircase that only goes down."""
        return np.fmin.accumulate(self.losses)

    def __repr__(self) -> str:
        return f"<Search: {len(self.losses)} tries, best loss {self.best_loss:.4f}>"


def random_search(
    loss: Callable, draw: Callable, tries: int, rng: np.random.Generator, batch: int = 1
) -> Search:
    """Draw `tries` candidates at random and keep the one of the lowest loss.

    Arguments:
        loss: takes a candidate, returns a number; with ``batch > 1`` it takes a stack of
            candidates along a first axis and returns one loss for each.
        draw: takes the generator, returns a candidate (an array).
        tries: how many candidates, at least 1.
        rng: a ``numpy.random.Generator``; nothing else is random.
        batch: how many candidates are handed to `loss` at once; it changes the speed, not the
            candidates.

    Returns:
        A `Search` with the best candidate and all losses. A loss that is not a number never wins.

    Raises:
        ValueError: when `tries` or `batch` is not a whole number of at least 1, `rng` is not a
            generator, or a function returns something else than numbers.

    >>> rng = np.random.default_rng(0)
    >>> found = random_search(lambda w: w**2, lambda rng: rng.uniform(-1, 1), tries=100, rng=rng)
    >>> found
    <Search: 100 tries, best loss 0.0000>

    Reference: Bergstra and Bengio, *Random Search for Hyper-Parameter Optimization*, JMLR 13, 2012.
    """
    function("loss", loss)
    function("draw", draw)
    tries, batch = whole_number("tries", tries), whole_number("batch", batch)
    generator("rng", rng)
    losses = np.empty(tries)
    best, best_loss = None, np.inf
    with np.errstate(all="ignore"):
        for first in range(0, tries, batch):
            candidates = [_drawn(draw, rng) for _ in range(min(batch, tries - first))]
            scores = _scores(loss, candidates, batch)
            losses[first : first + len(candidates)] = scores
            for candidate, score in zip(candidates, scores, strict=True):
                if best is None or score < best_loss:
                    best, best_loss = candidate, score if score == score else np.inf
    return Search(best, losses)


@dataclass(frozen=True, eq=False, repr=False)
class LocalSearch(Search):
    """What a local search found, and where it went.

    Attributes:
        best: where the search ended, the point of the lowest loss.
        losses: the loss of every point that was tried, the start first, ``(tries,)``. The loss
            of where the search stood after each try is `best_so_far`.
        accepted: whether each try was a step that was taken, ``(tries,)``; the start is.
        points: where the search stood after each try, ``(tries, *start.shape)``, or None.
    """

    accepted: np.ndarray
    points: np.ndarray | None = None

    @property
    def acceptance_rate(self) -> float:
        """The share of the steps that were taken, the start left out (0 without any step)."""
        return float(self.accepted[1:].mean()) if len(self.accepted) > 1 else 0.0

    def __repr__(self) -> str:
        taken, steps = self.accepted[1:].sum(), len(self.accepted) - 1
        text = f"{len(self.losses)} tries, best loss {self.best_loss:.4f}"
        return f"<LocalSearch: {text}, {taken} of {steps} steps taken>"


def random_local_search(
    loss: Callable,
    start,
    step_size: float,
    tries: int,
    rng: np.random.Generator,
    record: bool = False,
) -> LocalSearch:
    """Step in a random direction, and stay there only if the loss went down.

    candidate = w + step_size · z, with z standard normal in every coordinate

    Arguments:
        loss: takes an array of the shape of `start`, returns a number.
        start: where to begin, an array of any shape; it is scored, and left alone. A float32
            start makes a float32 search.
        step_size: the scale of a step in each coordinate, positive.
        tries: how many evaluations of `loss`, at least 1. The first one scores the start, so that
            1,000 tries are 999 steps, and cost what 1,000 tries of `random_search` cost.
        rng: a ``numpy.random.Generator``; nothing else is random.
        record: whether to keep every point where the search stood.

    Returns:
        A `LocalSearch`. A loss that is not a number is never stepped to.

    Raises:
        ValueError: when the start is not finite, `step_size` is not positive, `tries` is not a
            whole number of at least 1, `rng` is not a generator, or `loss` returns no number.

    >>> rng = np.random.default_rng(0)
    >>> random_local_search(lambda w: (w**2).sum(), [3.0, 4.0], 0.5, tries=100, rng=rng)
    <LocalSearch: 100 tries, best loss 0.0008, 16 of 99 steps taken>

    Reference: Matyas, *Random optimization*, Automation and Remote Control 26, 1965.
    """
    function("loss", loss)
    step_size, tries = positive("step_size", step_size), whole_number("tries", tries)
    generator("rng", rng)
    flag("record", record)
    here = float_array("start", start)
    losses, accepted, points = np.empty(tries), np.zeros(tries, dtype=bool), []
    lowest = np.nan
    with np.errstate(all="ignore"):
        for i in range(tries):
            step = step_size * rng.standard_normal(here.shape) if i else np.zeros(here.shape)
            candidate = here + step.astype(here.dtype)
            losses[i] = number_of("loss", loss(candidate.copy()))
            if i == 0 or losses[i] < lowest or (lowest != lowest and losses[i] == losses[i]):
                here, lowest, accepted[i] = candidate, losses[i], True
            if record:
                points.append(here)
    return LocalSearch(here, losses, accepted, np.stack(points) if record else None)


def _drawn(draw: Callable, rng: np.random.Generator) -> np.ndarray:
    """One candidate, as an array of its own."""
    return np.array(real_array("what draw returns", not_none("draw", draw(rng))))


def _scores(loss: Callable, candidates: list[np.ndarray], batch: int) -> np.ndarray:
    if batch == 1:
        return np.array([number_of("loss", loss(candidates[0]))])
    if len({candidate.shape for candidate in candidates}) > 1:
        raise ValueError("draw must return arrays of one shape when batch is above 1")
    return array_of("loss", loss(np.stack(candidates)), (len(candidates),))
