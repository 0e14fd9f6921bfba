import matplotlib.pyplot as plt
import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.lessons.contests import level_with_the_winner
from lessonkit.races import Race

RATES = np.array([0.01, 0.1, 1.0])


def made_race(finals, tuned=None, names=("slow", "fast", "wild"), start=10.0):
    finals = np.array(finals, dtype=float)
    if tuned is None:
        tuned = np.tile([3.0, 1.0, 2.0], (len(finals), 1))
    return Race(
        names=names[: len(finals)],
        rates=RATES,
        budget=50,
        tuning=np.array(tuned, dtype=float)[..., None],
        tuning_starts=np.array([start]),
        finals=finals,
        ends=np.zeros((*finals.shape, 2)),
    )


@pytest.fixture
def race():
    return made_race(
        [[4, 5, 6, 7], [0.1, 0.2, 0.3, 0.4], [0.5, 0.6, np.inf, np.inf]],
        [[3, 1, 2], [0.5, 0.2, np.inf], [20, 10, 1]],
    )


def labels(ticks):
    return [tick.get_text() for tick in ticks]


def test_the_lowest_median_is_on_top_with_its_rate(race):
    ax = lk.figures.plot_race(race)
    places = dict(zip(labels(ax.get_yticklabels()), ax.get_yticks(), strict=True))
    assert places == {"fast  0.1": 2, "slow  0.1": 1, "wild  1": 0}


def test_every_seed_is_a_dot_and_the_diverged_are_counted(race):
    ax = lk.figures.plot_race(race)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    rows = {int(line.get_ydata()[0]): sorted(line.get_xdata()) for line in dots}
    assert rows == {1: [4, 5, 6, 7], 2: [0.1, 0.2, 0.3, 0.4], 0: [0.5, 0.6]}
    assert [text.get_text().strip() for text in ax.texts] == ["×2"]


def test_the_upright_line_is_the_median(race):
    ax = lk.figures.plot_race(race)
    upright = [
        line.get_xdata()[0]
        for line in ax.lines
        if len(line.get_xdata()) == 2
        and line.get_xdata()[0] == line.get_xdata()[1]
        and np.ptp(line.get_ydata()) > 0
    ]
    np.testing.assert_allclose(upright[:2], [0.25, 5.5])
    assert upright[2] < ax.get_xlim()[1]  # an infinite median stands at the edge, in sight


def test_a_race_is_described(race):
    text = lk.figures.plot_race(race).get_label()
    assert "after 50 gradients" in text
    assert "fast at 0.1: median 0.25, quartiles 0.2 and 0.3" in text
    assert text.index("fast") < text.index("slow") < text.index("wild")


def test_losses_of_zero_are_drawn_at_the_edge_of_what_a_float_tells():
    ax = lk.figures.plot_race(made_race([[0.0, 0.0, 1e-3, 1e-3]]))
    dots = next(line for line in ax.lines if line.get_marker() == "o")
    assert min(dots.get_xdata()) == pytest.approx(1e-16)


def test_within_two_decades_the_ticks_are_plain_numbers():
    ax = lk.figures.plot_race(made_race([[0.1, 0.2, 0.3, 0.4]]))
    assert "0.2" in labels(ax.get_xticklabels())


def test_the_heat_map_marks_the_best_and_the_failed(race):
    ax = lk.figures.plot_rates(race)
    crosses = next(line for line in ax.lines if line.get_marker() == "x")
    rings = next(line for line in ax.lines if line.get_marker() == "o")
    assert sorted(zip(*crosses.get_data(), strict=True)) == [(0, 2), (1, 2), (2, 1)]
    assert sorted(zip(*rings.get_data(), strict=True)) == [(1, 0), (1, 1), (2, 2)]
    drawn = ax.images[0].get_array()
    assert drawn[0].tolist() == [3, 1, 2]
    assert labels(ax.get_xticklabels()) == ["0.01", "0.1", "1"]
    assert "wild: best 1, failed at 2 of 3" in ax.get_label()


def test_an_optimizer_that_fails_everywhere_gets_no_ring():
    hopeless = made_race([[np.inf] * 4, [1, 1, 1, 1]], [[11, 12, np.inf], [1, 2, 3]])
    ax = lk.figures.plot_rates(hopeless, colorbar=False)
    rings = next(line for line in ax.lines if line.get_marker() == "o")
    assert list(rings.get_ydata()) == [1]
    assert len(ax.figure.axes) == 1


def test_places_and_rings():
    clear = made_race([[1, 2, 3, 4], [5, 6, 7, 8]])
    close = made_race([[2, 3, 4, 5], [1, 2, 3, 4]])
    ax = lk.figures.plot_ranks({"clear": clear, "close": close})
    numbers = {text.get_position(): text.get_text() for text in ax.texts}
    assert numbers == {(0, 0): "1", (0, 1): "2", (1, 0): "2", (1, 1): "1"}
    rings = [line.get_data() for line in ax.lines]
    assert sorted((int(x[0]), int(y[0])) for x, y in rings) == [(0, 0), (1, 0), (1, 1)]
    assert "clear: slow, fast; close: fast, slow" in ax.get_label()


def test_level_means_that_the_quartiles_overlap():
    level = level_with_the_winner(made_race([[1, 2, 3, 9], [3, 3, 3, 3], [4, 4, 4, 4]]))
    assert level.tolist() == [True, True, False]


def test_a_figure_can_be_drawn_into_given_axes(race):
    _, axes = plt.subplots(1, 3)
    assert lk.figures.plot_race(race, ax=axes[0]) is axes[0]
    assert lk.figures.plot_rates(race, ax=axes[1]) is axes[1]
    assert lk.figures.plot_ranks({"one": race}, ax=axes[2]) is axes[2]
