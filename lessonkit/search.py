"""Searching without slopes: try weights at random and keep the best."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lessonkit.validation import whole_number


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
        """The lowest loss."""
        return float(np.nanmin(self.losses))

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
        ValueError: when `tries` or `batch` is not a whole number of at least 1, or `rng` is not a
            generator.

    >>> rng = np.random.default_rng(0)
    >>> found = random_search(lambda w: w**2, lambda rng: rng.uniform(-1, 1), tries=100, rng=rng)
    >>> found
    <Search: 100 tries, best loss 0.0000>

    Reference: Bergstra and Bengio, *Random Search for Hyper-Parameter Optimization*, JMLR 13, 2012.
    """
    tries, batch = whole_number("tries", tries), whole_number("batch", batch)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng must be a numpy.random.Generator, got {rng!r}")
    losses = np.empty(tries)
    best, best_loss = None, np.inf
    for first in range(0, tries, batch):
        candidates = [np.asarray(draw(rng)) for _ in range(min(batch, tries - first))]
        scores = loss(np.stack(candidates)) if batch > 1 else [loss(candidates[0])]
        losses[first : first + len(candidates)] = scores
        for candidate, score in zip(candidates, scores, strict=True):
            if best is None or score < best_loss:
                best, best_loss = candidate, score if score == score else np.inf
    return Search(best, losses)
