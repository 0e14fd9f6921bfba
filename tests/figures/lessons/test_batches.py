import numpy as np
import pytest

import lessonkit as lk


def labels_of(ax) -> list[str]:
    return ax.get_legend_handles_labels()[1]


def test_the_mean_of_the_parabolas_lies_between_them():
    ax = lk.figures.plot_parabolas([-1.0, 3.0])
    first, second, mean, star = ax.lines
    np.testing.assert_allclose(mean.get_ydata(), (first.get_ydata() + second.get_ydata()) / 2)
    np.testing.assert_allclose(star.get_xydata(), [[1, 2]])
    assert mean.get_ydata().min() == pytest.approx(2, abs=1e-3)
    assert "2 parabolas with their bottoms at -1, 3" in lk.figures.alt_text(ax.figure)


def test_tangents_have_the_slopes_of_the_parabolas():
    ax = lk.figures.plot_parabolas([-1.0, 3.0], at=2.0)
    slopes = [
        np.ptp(np.array(line.get_ydata())) / np.ptp(line.get_xdata()) for line in ax.lines[4:]
    ]
    np.testing.assert_allclose(slopes, [3, 1, 1])  # the second falls, the mean rises by 1
    assert np.diff(ax.lines[5].get_ydata()) < 0


def test_the_noise_has_its_line_and_the_line_without_repetitions():
    ax = lk.figures.plot_noise([1, 4, 16], [2.1, 1.0, 0.0625], one=2.0, examples=17)
    line, finite, dots = ax.lines
    np.testing.assert_allclose(line.get_ydata()[[0, -1]], [2, 0.5])
    np.testing.assert_allclose(finite.get_ydata()[[0, -1]], [2, 0.5 * np.sqrt(1 / 16)])
    np.testing.assert_array_equal(dots.get_xydata(), [[1, 2.1], [4, 1.0], [16, 0.0625]])
    assert ax.get_xscale() == ax.get_yscale() == "log"
    assert line.get_linestyle() != finite.get_linestyle()
    assert "2.1 for batches of 1, 0.0625 for batches of 16" in lk.figures.alt_text(ax.figure)


def test_many_examples_need_one_line():
    assert len(lk.figures.plot_noise([1, 4], [2.0, 1.0], one=2.0).lines) == 2


@pytest.mark.parametrize(("by", "label"), [("updates", "updates"), ("examples", "examples seen")])
def test_progress_is_drawn_over_what_is_counted(by, label):
    ax = lk.figures.plot_progress({"$B = 1$": ([1, 10], [9, 3]), "all": ([1, 2], [9, 5])}, by)
    assert ax.get_xlabel() == label
    assert labels_of(ax) == ["$B = 1$", "all"]
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 9], [10, 3]])
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 2
    assert "B = 1: 10 → 3" in lk.figures.alt_text(ax.figure)


def test_runs_are_lines_and_a_band():
    points = np.array([[4.0, 4.0, 4.0, 4.0], [1.0, 3.0, 1.0, 3.0]])
    ax = lk.figures.plot_runs(points, bottom=2.0, lines=2)
    assert len(ax.lines) == 2 + 1 + 1
    np.testing.assert_array_equal(ax.lines[2].get_ydata(), [4, 2])
    band = ax.collections[0].get_paths()[0].vertices
    assert band[:, 1][band[:, 0] == 1].min() == 1
    assert band[:, 1][band[:, 0] == 1].max() == 3
    assert "standard deviation of 1.000" in lk.figures.alt_text(ax.figure)


def test_methods_are_rows_of_dots_with_their_medians():
    ax = lk.figures.plot_methods({"random search": [0.1, 0.3, 0.2], "B = 1": [0.98]})
    np.testing.assert_allclose(ax.lines[0].get_xydata(), [[10, 1], [30, 1], [20, 1]])
    np.testing.assert_allclose(ax.lines[1].get_xdata(), [20, 20])
    assert [text.get_text() for text in ax.texts] == ["20.0%", "98.0%"]
    assert "random search: 20.0%; B = 1: 98.0%" in lk.figures.alt_text(ax.figure)


def test_methods_are_named_in_the_language_of_the_lesson():
    lk.setup(language="ko")
    ax = lk.figures.plot_methods({"random search": [0.1], "network": [0.4], "B = 1": [0.98]})
    assert [text.get_text() for text in ax.get_yticklabels()] == ["무작위 탐색", "신경망", "B = 1"]


@pytest.mark.parametrize("budget", ["updates", "examples"])
def test_the_explorer_is_drawn_with_its_runs(budget):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 2))
    y = (X @ [1.0, 0.5] + rng.normal(size=40) > 0).astype(int)
    explorer = lk.explore_batches(X, y, batch_size=8, budget=budget)
    landscape, curves = explorer._draw().axes
    ends = [line for line in landscape.lines if len(line.get_xdata()) == 50]
    np.testing.assert_allclose(ends[0].get_xydata(), explorer.points[-1])
    counted, above = curves.lines[0].get_data()
    assert counted[-1] == {"updates": 100, "examples": 400}[budget]
    first = explorer.loss(explorer.start) - explorer.loss(explorer.lowest)
    assert above[0] == pytest.approx(first)
    text = lk.figures.alt_text(landscape.figure)
    assert f"one run of {explorer.updates} updates with batches of 8" in text
    assert f"the ends of 50 runs, a cloud of width {explorer.width:.3f}" in text
