import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.lessons.momentum import root_sizes

RAVINE = lk.objectives.ravine


def swings(optimizers, steps=20):
    return {name: lk.descend(RAVINE, each, [-8.0, 3.0], steps) for name, each in optimizers.items()}


def test_a_swing_is_one_coordinate_over_the_steps():
    paths = swings({"plain": lk.GradientDescent(0.07), "ball": lk.Momentum(0.07, 0.4)})
    for coordinate, name in enumerate("xy"):
        ax = lk.figures.plot_swings(paths, coordinate)
        for label, path in paths.items():
            line = next(line for line in ax.lines if line.get_label() == label)
            np.testing.assert_array_equal(line.get_ydata(), path.points[:, coordinate])
        assert ax.get_ylabel() == f"${name}$"


def test_a_swing_of_one_variable_has_its_minimum_marked_and_its_crossings_told():
    f = lk.Objective("(x - 1)**2", domain=(-2, 4))
    path = lk.descend(f, lk.GradientDescent(0.9), 3.0, 4)  # the distance changes its sign each step
    ax = lk.figures.plot_swings({"$\\eta = 0.9$": path})
    assert ax.lines[0].get_ydata()[0] == pytest.approx(1)
    assert "eta = 0.9: crosses the minimum 4 times" in lk.figures.alt_text(ax.figure)


@pytest.mark.parametrize("product", [0.01, 0.1, 0.9, 2.0, 2.7, 3.5])
@pytest.mark.parametrize("momentum", [0.0, 0.2, 0.5, 0.9, 0.99])
def test_root_sizes_are_those_that_numpy_finds(product, momentum):
    roots = np.sort(abs(np.roots([1, -(1 + momentum - product), momentum])))
    small, large = roots if len(roots) == 2 else (0.0, roots[0])  # numpy drops a root of zero
    np.testing.assert_allclose(root_sizes(product, momentum), (large, small), atol=1e-7)


def test_the_star_of_the_damping_is_where_the_larger_root_is_least():
    ax = lk.figures.plot_damping(0.1)
    large = next(line for line in ax.lines if line.get_label() == "larger root")
    star = next(line for line in ax.lines if line.get_marker() == "*")
    lowest = large.get_xydata()[large.get_ydata().argmin()]
    np.testing.assert_allclose(star.get_xydata()[0], lowest, atol=1e-6)
    assert "critical α = 0.468" in lk.figures.alt_text(ax.figure)


@pytest.mark.parametrize("product", [0, 1, -0.5, 2])
def test_damping_wants_a_product_below_one(product):
    with pytest.raises(ValueError, match="product must"):
        lk.figures.plot_damping(product)


def test_the_border_of_the_map_is_where_runs_begin_to_diverge():
    ax = lk.figures.plot_momentum_regions()
    border = ax.lines[2].get_xydata()
    for product, momentum in border[[0, 100, 200, 300]]:
        for shift, diverges in ((-0.05, False), (0.05, True)):
            f = lk.Objective(f"0.5*{product + shift}*x**2")
            path = lk.descend(f, lk.Momentum(1.0, momentum), 1.0, 2000)
            assert (path.diverged or abs(path.points[-1]) > 1) == diverges


def test_points_on_the_map_are_named():
    points = {"$\\lambda = 1$": (1 / 9, 4 / 9), "$\\lambda = 25$": (25 / 9, 4 / 9)}
    ax = lk.figures.plot_momentum_regions(points)
    marked = [line for line in ax.lines if line.get_label() in points]
    np.testing.assert_allclose([m.get_xydata()[0] for m in marked], list(points.values()))
    assert marked[0].get_marker() != marked[1].get_marker()
    assert "lambda = 25: 2.78, 0.444." in lk.figures.alt_text(ax.figure)


def test_they_speak_korean_too():
    paths = swings({"ball": lk.Momentum(0.07, 0.4)})
    draw = (
        lambda: lk.figures.plot_swings(paths),
        lambda: lk.figures.plot_damping(0.1),
        lk.figures.plot_momentum_regions,
    )
    english = [each().get_label() for each in draw]
    lk.setup(language="ko")
    for each, text in zip(draw, english, strict=True):
        assert each().get_label() != text
