import numpy as np
import pytest

import lessonkit as lk


def labels(ticks):
    return [tick.get_text() for tick in ticks]


RUNS = {"slow": [40.0, 50.0, np.inf], "fast": [10.0, 30.0, 20.0], "wild": [5.0, np.inf, np.inf]}


def test_the_fastest_is_on_top_and_every_seed_a_dot():
    ax = lk.figures.plot_arrivals(RUNS, budget=100)
    assert labels(ax.get_yticklabels()) == ["fast", "slow", "wild"]
    dots = [sorted(row.get_offsets()[:, 0]) for row in ax.collections]
    assert dots == [[10, 20, 30], [40, 50, 106], [5, 106, 106]]


def test_upright_bars_are_means_in_which_never_costs_the_budget():
    ax = lk.figures.plot_arrivals(RUNS, budget=100)
    bars = [
        line.get_xdata()[0] for line in ax.lines if np.ptp(line.get_ydata()) == pytest.approx(0.7)
    ]
    assert bars == pytest.approx([20, 190 / 3, 205 / 3])
    text = ax.get_label()
    assert "fast: mean 20, 0 of 3 never; slow: mean 63, 1 of 3 never" in text
    assert "wild: mean 68, 2 of 3 never" in text


def test_costs_are_written_and_colored_by_the_best_of_their_column():
    ax = lk.figures.plot_costs([[10, 400], [40, 100], [20, np.nan]], ["a", "b", "c"], ["x", "y"])
    assert [text.get_text() for text in ax.texts] == ["10", "400", "40", "100", "20"]
    np.testing.assert_array_equal(
        np.ma.filled(ax.collections[0].get_array(), -1).reshape(3, 2), [[1, 4], [4, 1], [2, -1]]
    )
    assert "x: a (10); y: b (100)" in ax.get_label()


def test_tuning_says_who_is_first_after_how_many_trials():
    ax = lk.figures.plot_tuning([1, 4, 16], {"a": [9, 5, 4], "b": [8, 6, 3]})
    assert "1: b, 4: a, 16: b" in ax.get_label()
    assert [line.get_ydata().tolist() for line in ax.lines] == [[9, 5, 4], [8, 6, 3]]
    assert labels(ax.get_xticklabels()) == ["1", "4", "16"]
