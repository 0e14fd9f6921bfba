"""A descent as a moving picture: a ball for each run on its landscape, with the way it has come."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from matplotlib.animation import PillowWriter
from PIL import Image

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, LOOKS, _, draws, new_figure
from lessonkit.figures.explorers.descent import run_names
from lessonkit.figures.landscapes.maps import math_of, plot_objective
from lessonkit.figures.landscapes.paths import places
from lessonkit.validation import whole_number

DPI = 80
STEPS_A_SECOND = 5


@draws(
    objective=checks.objective(1, 2),
    paths=checks.listed(checks.run, most=len(LOOKS)),
    hidden=checks.listed(checks.single(whole_number, 0), least=0),
    frames_per_step=checks.single(whole_number, 1),
)
def animate_runs(objective, paths, hidden=(), frames_per_step=2):
    """Prepare a moving picture of runs that begin together, straight from each point to the next.

    Arguments:
        objective: an `Objective` of one or two variables.
        paths: a list of `Path`, each of one start on it and all of as many steps.
        hidden: the positions of the paths that are not drawn.
        frames_per_step: how many pictures there are from one point to the next.

    Returns:
        The figure, a function that draws a frame of it, and how many frames there are.
    """
    figure = new_figure(6, 4)
    ax = figure.subplots()
    plot_objective(objective, ax)
    ax.set(title=math_of(objective), autoscale_on=False)
    names = run_names([path.optimizer for path in paths])
    balls = []
    for k, (path, (color, marker, dashes)) in enumerate(zip(paths, LOOKS, strict=False)):
        if k in hidden:
            continue
        (line,) = ax.plot([], [], color=COLORS[color], linestyle=dashes, linewidth=1.6, zorder=4)
        look = {"color": COLORS[color], "markeredgecolor": "white", "label": names[k], "zorder": 5}
        (ball,) = ax.plot([], [], marker, markersize=9, **look)
        balls.append((line, ball, _way(objective, path, frames_per_step)))
    if len(balls) > 1:
        ax.legend(frameon=True, framealpha=0.85, edgecolor="none", fontsize=9)
    clock = ax.text(0.02, 0.03, "", transform=ax.transAxes, zorder=6)

    def draw(frame: int):
        for line, ball, way in balls:
            line.set_data(*way[:, : frame + 1])
            ball.set_data(*way[:, frame : frame + 1])
        clock.set_text(f"{_('step')} {frame // frames_per_step}")

    return figure, draw, paths[0].steps * frames_per_step + 1


class _Writer(PillowWriter):
    """With the same few colors in each frame, so that only what has moved is stored."""

    def finish(self):
        colors = self._frames[-1].quantize(128)
        self._frames = [
            frame.quantize(palette=colors, dither=Image.Dither.NONE) for frame in self._frames
        ]
        super().finish()


def as_gif(objective, paths, hidden=(), frames_per_step=2) -> bytes:
    """Return the moving picture as a GIF that plays again and again."""
    figure, draw, count = animate_runs(objective, paths, hidden, frames_per_step)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # all frames have the layout of the first
    writer = _Writer(fps=STEPS_A_SECOND * frames_per_step)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.gif"
        with writer.saving(figure, file, DPI):
            for frame in range(count):
                draw(frame)
                writer.grab_frame()
        return file.read_bytes()


def _way(objective, path, frames: int) -> np.ndarray:
    """Where a ball is in each frame, ``(2, frames)``."""
    steps = np.arange(len(path))
    times = np.linspace(0, path.steps, path.steps * frames + 1)
    points = path.points.reshape(len(path), -1)
    between = np.stack([np.interp(times, steps, column) for column in points.T], axis=-1)
    between = between if objective.dim > 1 else between[:, 0]
    return places(objective, replace(path, points=between, values=objective(between)))
