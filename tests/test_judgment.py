"""Judgments against hand-worked numbers and naive loops."""

import numpy as np
import pytest

from lessonkit.comparison.judgment import interval, profile, sign_test


def test_the_sign_test_counts_the_ways_coins_can_fall():
    first, second = [1, 1, 1, 1, 1, 1, 1, 9], [2, 2, 2, 2, 2, 2, 2, 2]
    ways = [sum(fallen) for fallen in np.ndindex(*(2,) * 8)]  # 7 of 8, or clearer, either way
    expected = sum(heads in (0, 1, 7, 8) for heads in ways) / 2**8
    assert sign_test(first, second) == sign_test(second, first) == pytest.approx(expected)


def test_pairs_in_which_neither_arrives_say_nothing():
    never = np.inf
    assert sign_test([1, 1, 1, never, never], [2, never, 2, never, never]) == 2 / 2**3
    assert sign_test([never, 3], [never, 3]) == 1


def test_the_interval_holds_the_mean_of_most_samples():
    differences = np.random.default_rng(1).normal(3, 2, size=50)
    low, high = interval(differences, np.random.default_rng(0))
    expected = 1.96 * differences.std() / np.sqrt(50)  # the normal approximation
    assert low == pytest.approx(differences.mean() - expected, abs=0.1)
    assert high == pytest.approx(differences.mean() + expected, abs=0.1)


def test_a_profile_against_naive_loops():
    costs = np.random.default_rng(0).uniform(1, 9, size=(3, 5))
    costs[1, 2] = np.inf
    ratios = [1, 1.5, 3, 100]
    for m, row in enumerate(profile(costs, ratios)):
        for ratio, share in zip(ratios, row, strict=True):
            near = [costs[m, p] <= ratio * min(costs[:, p]) for p in range(5)]
            assert share == sum(near) / 5


def test_a_problem_that_nobody_solves_is_near_for_nobody():
    assert profile([[np.inf], [np.inf]], [1, 2]).tolist() == [[0, 0], [0, 0]]
