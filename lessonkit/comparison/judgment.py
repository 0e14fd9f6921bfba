"""What may be concluded from pairs that are independent: a sign test, an interval, profiles."""

from math import comb

import numpy as np

from lessonkit.validation import double_array, generator, whole_number


def sign_test(first, second) -> float:
    """How likely it is that fair coins would decide the pairs as clearly as they were decided.

    Arguments:
        first, second: of each pair one number; equal ones, such as two runs that never arrive, say
            nothing and are left out.

    >>> sign_test([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6])  # five wins of five: 2 in 32
    0.0625
    """
    first, second = double_array("first", first), double_array("second", second)
    wins, losses = int((first < second).sum()), int((first > second).sum())
    pairs, fewer = wins + losses, min(wins, losses)
    tail = sum(comb(pairs, k) for k in range(fewer + 1)) / 2**pairs
    return min(1.0, 2 * tail)


def interval(differences, rng: np.random.Generator, resamples: int = 10_000) -> tuple[float, float]:
    """Return where the mean difference lies in 95% of the samples drawn anew from `differences`.

    >>> low, high = interval([1.0, 2.0, 3.0, 4.0], np.random.default_rng(0))
    >>> round(low, 2), round(high, 2)
    (1.5, 3.5)

    Reference: Efron, *Bootstrap Methods: Another Look at the Jackknife*, 1979.
    """
    differences, rng = double_array("differences", differences), generator("rng", rng)
    drawn = rng.choice(differences, (whole_number("resamples", resamples), len(differences)))
    low, high = np.quantile(drawn.mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def profile(costs, ratios) -> np.ndarray:
    """On what share of the problems each method costs at most so many times the least.

    Arguments:
        costs: ``(methods, problems)``, ∞ where a method does not arrive.
        ratios: 1 or more.

    Returns:
        ``(methods, ratios)``.

    >>> profile([[10, 40], [20, np.inf]], ratios=[1, 2, 4]).tolist()
    [[1.0, 1.0, 1.0], [0.0, 0.5, 0.5]]

    Reference: Dolan and Moré, *Benchmarking optimization software with performance profiles*, 2002.
    """
    costs, ratios = double_array("costs", costs), double_array("ratios", ratios)
    least = costs.min(axis=0)
    within = costs[:, :, None] <= least[:, None] * ratios
    return (within & np.isfinite(costs)[:, :, None]).mean(axis=1)
