"""All runs that a local search explorer shows, computed before anybody asks for one."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from lessonkit.datasets import load_digits

SCALE = 0.01  # of the weights that both searches start with


@dataclass(frozen=True, eq=False)
class SearchRuns:
    """Searches on the digits, every one with every seed.

    Attributes:
        losses: the lowest training loss up to each try, ``(searches, seeds, tries)`` float32.
        correct: how many held-out digits the weights of that loss recognize, uint16.
        accepted: whether each try was a new best, bool.
        held_out: how many held-out digits there are.
    """

    losses: np.ndarray
    correct: np.ndarray
    accepted: np.ndarray
    held_out: int


@cache
def search_runs(step_sizes: tuple[float, ...], seeds: int, tries: int) -> SearchRuns:
    """Return the runs of random search, and then of local search with each of the step sizes.

    A seed means the same dice z₀, z₁, z₂, … to all of them: random search tries W = 0.01 · zₖ;
    local search starts at 0.01 · z₀ and tries W = here + step_size · zₖ. So they are the runs of
    `lk.random_search` and `lk.random_local_search`, but faster. The margins, by how much each
    class is ahead of the right one, are linear in W: those of zₖ are computed once, and every
    search adds a multiple of them to its own. In float32 that takes a second for five seeds.

    >>> runs = search_runs((0.01, 0.1), seeds=1, tries=3)
    >>> runs.losses.shape, f"{runs.losses[1, 0, 2]:.3f}"
    ((3, 1, 3), '8.972')
    """
    digits = load_digits()
    runs = [_runs_of_seed(digits, step_sizes, seed, tries) for seed in range(seeds)]
    losses, correct, accepted = (np.stack(part, axis=1) for part in zip(*runs, strict=True))
    return SearchRuns(losses, correct, accepted, len(digits.y_test))


def _runs_of_seed(digits, step_sizes, seed: int, tries: int):
    train = _margins_of(digits.X_train, digits.y_train)
    test = _margins_of(digits.X_test, digits.y_test)
    rng = np.random.default_rng(seed)
    weights = len(digits.classes), digits.X_train.shape[1]
    shape = (1 + len(step_sizes), tries)
    losses, correct = np.empty(shape, np.float32), np.empty(shape, np.uint16)
    accepted = np.zeros(shape, dtype=bool)
    here, here_test = ([0.0] * len(losses) for _ in range(2))
    lowest, right = np.full(len(losses), np.inf), np.zeros(len(losses))
    for k in range(tries):
        z = rng.standard_normal(weights).astype(np.float32)
        along, along_test = train(z), test(z)
        candidate, hinges = np.empty_like(along), np.empty_like(along)
        for i, step_size in enumerate((SCALE, *step_sizes)):
            if i == 0 or k == 0:  # drawn around 0, not around where the search stands
                step_size, start, start_test = SCALE, 0.0, 0.0
            else:
                start, start_test = here[i], here_test[i]
            np.multiply(along, step_size, out=candidate)
            np.add(candidate, start, out=candidate)
            np.maximum(candidate, -1, out=hinges)
            # The sum of max(0, margin + 1), less the 1 of the right class itself.
            loss = (hinges.sum() + hinges.size) / len(digits.y_train) - 1
            if loss < lowest[i]:
                lowest[i], accepted[i, k] = loss, True
                here[i], here_test[i] = candidate.copy(), start_test + step_size * along_test
                right[i] = (here_test[i].max(axis=0) <= 0).sum()
        losses[:, k], correct[:, k] = lowest, right
    return losses, correct, accepted


def _margins_of(X, y):
    """A function of W: the scores less that of the right class, ``(classes, examples)``."""
    columns, examples = np.ascontiguousarray(X.T, dtype=np.float32), np.arange(len(y))

    def margins(W):
        scores = W @ columns
        return scores - scores[y, examples]

    return margins
