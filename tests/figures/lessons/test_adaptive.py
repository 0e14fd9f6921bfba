import numpy as np
import pytest

import lessonkit as lk

TWO = np.array([[0.1, 0.01], [0.05, 0.002]])


def test_effective_rates_are_drawn_as_given():
    ax = lk.figures.plot_effective_rates({"Adagrad": TWO, "fixed": np.full((2, 2), 0.3)})
    drawn = {line.get_label(): line for line in ax.lines}
    assert set(drawn) == {"Adagrad, $x$", "Adagrad, $y$", "fixed"}
    np.testing.assert_array_equal(drawn["Adagrad, $y$"].get_xydata(), [[1, 0.01], [2, 0.002]])
    ax.figure.canvas.draw()
    low, high = ax.get_ylim()
    labels = [t.get_text() for t in ax.get_yticklabels() if low <= t.get_position()[1] <= high]
    assert labels == ["0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2"]
    assert "Adagrad, y: 0.01 → 0.002; fixed: 0.3 → 0.3" in lk.figures.alt_text(ax.figure)


def test_optimizers_differ_in_marker_and_coordinates_in_dashes():
    lines = lk.figures.plot_effective_rates({"a": TWO, "b": 2 * TWO}).lines
    looks = [(line.get_marker(), line.get_linestyle()) for line in lines]
    assert looks[0][0] == looks[1][0] != looks[2][0]
    assert looks[0][1] == looks[2][1] != looks[1][1]


def test_optimizers_can_look_as_their_paths_do():
    race = {
        name: lk.descend(lk.objectives.ravine, lk.Adagrad(1.0), [-8.0, 3.0], 2) for name in "ab"
    }
    paths = lk.figures.plot_paths(lk.objectives.ravine, race).get_legend_handles_labels()[0]
    rates = lk.figures.plot_effective_rates({"a": TWO, "b": TWO}, as_paths=True).lines[::2]
    for path, rate in zip(paths, rates, strict=True):
        assert (rate.get_color(), rate.get_marker()) == (path.get_color(), path.get_marker())


def test_of_one_optimizer_the_coordinates_have_the_colors():
    lines = lk.figures.plot_effective_rates({"": TWO}, names=("often", "rarely")).lines
    assert [line.get_label() for line in lines] == ["often", "rarely"]
    assert lines[0].get_color() != lines[1].get_color()


def test_the_rates_of_a_path_of_one_variable_fit():
    path = lk.descend(lk.objectives.parabola, lk.Adagrad(0.5), start=4.0, steps=3)
    (line,) = lk.figures.plot_effective_rates({"Adagrad": path.learning_rates}).lines
    np.testing.assert_array_equal(line.get_ydata(), path.learning_rates)


def test_every_coordinate_needs_a_name():
    with pytest.raises(ValueError, match="names must hold 3"):
        lk.figures.plot_effective_rates({"a": np.array([[0.1, 0.2, 0.3]])})


def test_rare_features_are_drawn_as_given():
    shares, errors = [0.5, 0.1, 0.01, 0.2, 0.3], [0.0, 0.2, 0.8, 0.1, 0.1]
    ax = lk.figures.plot_rare_features(shares, {"a": errors, "b": np.zeros(5)})
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), np.stack([shares, errors], axis=1))
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()
    said = lk.figures.alt_text(ax.figure)
    assert "a: 0.80 for the rarest fifth, 0.24 for all; b: 0.00" in said


def test_pixels_without_a_number_are_crossed_out():
    ax = lk.figures.plot_pixels([[1.0, 10.0], [100.0, np.inf]], title="$r$", log=True)
    shown = ax.images[0].get_array()
    np.testing.assert_array_equal(np.ma.filled(shown, -1), [[1, 10], [100, -1]])
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 1]])
    said = lk.figures.alt_text(ax.figure)
    assert said == "r: a picture of 2 by 2 pixels, from 1 to 100; 1 pixels have none."
