"""The noisy runs, the axis and the view of an explorer: in Python as in the browser."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.descent import draw_explorer
from lessonkit.widgets.descent.ghosts import default_noise, ghosts, strongest_noise
from lessonkit.widgets.noise import normals, uniforms

BOWL = lk.objectives.bowl


def mulberry32(seed, count):
    """The generator by its definition, in Python's integers."""
    mask, numbers = 2**32 - 1, []
    for _ in range(count):
        seed = (seed + 0x6D2B79F5) & mask
        t = (seed ^ (seed >> 15)) * (seed | 1) & mask
        t ^= (t + ((t ^ (t >> 7)) * (t | 61) & mask)) & mask
        numbers.append((t ^ (t >> 14)) / 2**32)
    return numbers


def test_the_generator():
    got = uniforms([7, 999_049], 500)
    assert got.tolist() == [mulberry32(7, 500), mulberry32(999_049, 500)]


def test_normals_are_made_two_of_two():
    first, second = mulberry32(5, 2)
    radius = np.sqrt(-2 * np.log(1 - first))
    wanted = [radius * np.cos(2 * np.pi * second), radius * np.sin(2 * np.pi * second)]
    np.testing.assert_allclose(normals([5], 3)[0, :2], wanted, rtol=1e-14)
    assert normals([5], 3).shape == (1, 3)
    assert normals([5], 3)[0, 2] == normals([5], 4)[0, 2]


@pytest.mark.parametrize("optimizer", [lk.GradientDescent(0.1), lk.Nesterov(0.02), lk.Adam(0.3)])
def test_a_ghost_is_a_descent_with_noisy_gradients(optimizer):
    cloud = ghosts(BOWL, optimizer, np.array([0.0, 4.0]), steps=15, sigma=2.0, seed=3)
    assert cloud.points.shape == (16, 50, 2)
    for k in (0, 49):
        noise = iter(normals([3000 + k], 30)[0].reshape(15, 2))
        w = np.array([0.0, 4.0])
        state = optimizer.init(w)

        def gradient(v, noise=noise):
            return BOWL.gradient(v) + 2.0 * next(noise)

        for step in range(15):
            w, state = optimizer.update(w, gradient, state)
            np.testing.assert_allclose(cloud.points[step + 1, k], w, rtol=1e-12)


def test_ghosts_of_one_variable_and_of_very_many_steps():
    assert ghosts(lk.objectives.parabola, lk.Adam(0.1), 4.0, 9, 1.0, 0).points.shape == (10, 50)
    assert ghosts(BOWL, lk.Adam(0.1), [0, 4], 1000, 1.0, 0).points.shape == (1001, 10, 2)
    assert ghosts(BOWL, lk.Adam(0.1), [0, 4], 0, 1.0, 0).points.shape == (1, 50, 2)


def test_ghosts_that_diverge_end():
    cloud = ghosts(lk.objectives.rosenbrock, lk.GradientDescent(0.5), [-1, 1], 30, 1.0, 0)
    assert (cloud.diverged_at > 0).all()


@pytest.mark.parametrize("name", lk.objectives.names())
def test_the_usual_noise_fits_the_map(name):
    objective = getattr(lk.objectives, name)
    assert 0 < 10 * default_noise(objective) == pytest.approx(strongest_noise(objective))
    lk.explore(objective, panels=["loss", "noise"])


def test_a_view_of_its_own_is_in_the_code_and_in_the_picture():
    explorer = lk.explore(BOWL, steps=5, panels=["loss", "zoom", "noise"])
    explorer.view = [[0, 2], [1, 3.5]]
    explorer.logarithmic = True
    explorer.noise, explorer.seed = 0.5, 3
    assert explorer.view == ((0.0, 2.0), (1.0, 3.5))
    again = eval(explorer.code(), {"lk": lk})
    for name in ("view", "logarithmic", "noise", "seed"):
        assert getattr(again, name) == getattr(explorer, name)
    landscape, values = explorer._draw().axes
    assert (landscape.get_xlim(), landscape.get_ylim()) == ((0, 2), (1, 3.5))
    assert values.get_yscale() == "log"
    assert len([line for line in values.lines if line.get_alpha() == 0.3]) == 50
    assert "view" not in lk.explore(BOWL).code()


def test_the_picture_of_a_cloud_shows_the_runs_of_the_first_that_is_seen():
    race = lk.explore(BOWL, [lk.GradientDescent(0.1), lk.Adam(0.3)], panels=["noise"], noise=1)
    race.hidden = [0]
    landscape = race._draw().axes[0]
    lines = [line for line in landscape.lines if line.get_alpha() == 0.3]
    wanted = ghosts(BOWL, lk.Adam(0.3), race.start, race.steps, 1.0, 0)
    np.testing.assert_array_equal(
        np.stack([line.get_xdata() for line in lines], axis=1)[:, 7], wanted.points[:, 7, 0]
    )


def test_a_logarithm_is_taken_of_what_is_left_to_fall():
    explorer = lk.explore(lk.objectives.parabola, start=4.0, learning_rate=0.2, logarithmic=True)
    values = explorer._draw().axes[1]
    assert values.get_ylabel() == "$f - f_{min}$"
    np.testing.assert_allclose(values.lines[-1].get_ydata()[0], 4.0)  # 6 at the start, 2 at best
    assert not lk.explore(lk.objectives.parabola).logarithmic
    assert lk.explore(lk.objectives.rosenbrock).logarithmic


def test_another_objective_brings_its_own_view():
    explorer = lk.explore(BOWL, panels=["loss"], view=((0, 1), (0, 1)), noise=1.0)
    explorer.objective = lk.objectives.rosenbrock
    assert explorer.view is None
    assert explorer.logarithmic
    assert explorer.noise == default_noise(lk.objectives.rosenbrock)
    assert explorer._limits["noise"] == strongest_noise(lk.objectives.rosenbrock)


def test_the_browser_says_a_view():
    curve = lk.explore(lk.objectives.parabola)
    curve.set_state({"view": [[1, 2]], "logarithmic": True, "noise": 0.25, "seed": 4})
    assert (curve.view, curve.logarithmic, curve.noise, curve.seed) == ((1, 2), True, 0.25, 4)
    assert curve.get_state(["view"]) == {"view": [[1, 2]]}
    curve.set_state({"view": None})
    assert curve.view is None
    with_ghosts = draw_explorer(curve.objective, curve.paths, ghosts={})
    assert len(with_ghosts.axes) == 2
