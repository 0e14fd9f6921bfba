"""Descents as moving pictures: where the balls are in each frame, and what the file holds."""

import numpy as np
import pytest
from PIL import Image

import lessonkit as lk
from lessonkit.figures.explorers.animation import animate_runs

OPTIMIZERS = [lk.GradientDescent(0.05), lk.Momentum(0.02), lk.Adam(0.3)]


def test_each_frame_has_the_balls_where_the_runs_are():
    objective = lk.objectives.bowl
    paths = [lk.descend(objective, each, [0.0, 4.0], 6) for each in OPTIMIZERS]
    figure, draw, count = animate_runs(objective, paths, hidden=[1], frames_per_step=3)
    (ax,) = figure.axes
    assert count == 19
    shown = [paths[0].points, paths[2].points]
    for frame in range(count):
        draw(frame)
        balls = [line for line in ax.lines if line.get_label()[0] != "_"]
        step, part = divmod(frame, 3)
        for ball, points in zip(balls, shown, strict=True):
            after = points[min(step + 1, 6)]
            wanted = points[step] + part / 3 * (after - points[step])
            np.testing.assert_allclose(ball.get_xydata(), [wanted], atol=1e-12)
        assert [text.get_text() for text in ax.texts] == [f"step {step}"]


def test_on_a_curve_a_ball_rolls_on_it():
    objective = lk.objectives.parabola
    path = lk.descend(objective, lk.GradientDescent(0.2), 4.0, 4)
    figure, draw, count = animate_runs(objective, [path])
    for frame in range(count):
        draw(frame)
        ball = figure.axes[0].lines[-1]
        ((x, y),) = ball.get_xydata()
        assert y == pytest.approx(objective(x))
    assert x == pytest.approx(path.points[-1])


def test_the_file_has_as_many_frames_as_are_wanted_and_stays_small(tmp_path):
    explorer = lk.explore(lk.objectives.himmelblau, OPTIMIZERS, steps=24)
    path = explorer.animate(tmp_path / "run.gif")
    assert path == tmp_path / "run.gif"
    assert path.stat().st_size < 800_000
    with Image.open(path) as picture:
        assert picture.info["loop"] == 0
        assert 0.9 * 49 <= picture.n_frames <= 49  # frames that are alike become one
        total = 0
        for frame in range(picture.n_frames):
            picture.seek(frame)
            total += picture.info["duration"]
    assert total == 49 * 100


def test_a_run_that_leaves_every_number_behind_can_be_animated(tmp_path):
    explorer = lk.explore(lk.objectives.rosenbrock, [lk.GradientDescent(9.0)], steps=8)
    assert explorer.path.diverged
    assert explorer.animate(tmp_path / "run.GIF").exists()


@pytest.mark.parametrize("name", ["run.mp4", "run", "run.gif.png"])
def test_another_suffix_is_refused_by_its_name(tmp_path, name):
    with pytest.raises(ValueError, match=rf"path must end with \.gif, got '{name}'"):
        lk.explore(lk.objectives.bowl).animate(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
