"""Objectives without a value everywhere, in every figure that takes one (rows F3 and R30)."""

import re
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

import lessonkit as lk
from lessonkit.figures.explorers.descent import draw_explorer
from lessonkit.figures.explorers.search import draw_search_explorer
from lessonkit.figures.explorers.section import draw_section_explorer
from lessonkit.figures.explorers.tangent import draw_tangent_explorer
from lessonkit.style import course_style

CURVES = {
    "a pole on the grid": "1/x",
    "a pole beside it": "1/(x - 0.1234)",
    "poles without end": "tan(3*x)",
    "both sides up": "1/(x - 0.1)**2",
    "a half": "log(x)",
    "a part": "asin(x)",
    "a gap": "sqrt(x**2 - 4)",
    "nowhere": "sqrt(x - 100)",
    "too large": "exp(36*x**2)",
    "constant, with a hole": "1e31*x/x",
    "as large as numbers are": "1e299*x**2",
}
MAPS = {
    "a deep hole": "log(x**2 + y**2)",
    "a wall": "x/y",
    "a wall beside the grid": "1/(x + y - 0.0123)",
    "a slope and a wall": "1/x + y",
    "a half": "sqrt(x) + y**2",
    "two quarters": "sqrt(x*y)",
    "a disc": "asin(x**2 + y**2)",
    "nowhere": "sqrt(x + y - 100)",
    "too large": "exp(36*(x**2 + y**2))",
    "a point": "1/(x**2 + y**2)",
    "constant, with a wall": "1e31*(x + y)/(x + y)",
    "one value": "sqrt(-x**2 - y**2)",
    "as large as numbers are": "1e299*x**2*y**2",
}
curves = pytest.mark.parametrize("text", CURVES.values(), ids=CURVES)
maps = pytest.mark.parametrize("text", MAPS.values(), ids=MAPS)


def on(text):
    return lk.Objective(text, domain=(-5, 5), minima=[])


def over(text):
    return lk.Objective(text, domain=((-5, 5), (-5, 5)), variables=("x", "y"), minima=[])


def check(figure):
    """Draw a figure as a notebook does, with warnings as errors, and read what it says.

    Its size and layout, which take most of the time, do not matter here.
    """
    figure.set(dpi=20, layout_engine="none")
    with warnings.catch_warnings(), course_style(figure), np.errstate(all="ignore"):
        warnings.simplefilter("error")
        FigureCanvasAgg(figure).draw()
    said = lk.figures.alt_text(figure)
    assert said
    assert not re.search(r"\b(nan|inf)\b|lowest at \.", said), said
    plt.close("all")


def paths_on(f, *starts):
    return [lk.descend(f, lk.GradientDescent(0.3), start, 6) for start in starts]


@curves
@pytest.mark.parametrize("start", [0.0, 4.0])
def test_f3_r30_every_figure_of_a_curve_is_drawn(text, start):
    """The explorer's picture has `plot_objective` and `plot_path` in it."""
    f = on(text)
    (path,) = paths_on(f, start)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures = [
            lk.figures.plot_paths(f, {"one": path, "two": path}).figure,
            lk.figures.plot_tangents(f, [start, 1.0]).figure,
            lk.figures.plot_secants(f, start, [0.5, 0.1]).figure,
            lk.figures.plot_zoom(f, start, 1.0).figure,
            lk.figures.plot_subgradients(f, start, [-1, 0, 1]).figure,
            lk.figures.plot_values({"one": path}).figure,
            lk.figures.plot_swings({"one": path}).figure,
            draw_tangent_explorer(f, start, 0.1),
            draw_explorer(f, [path, path]),
        ]
        for figure in figures:
            check(figure)


@maps
@pytest.mark.parametrize("start", [[-4.0, 3.0], [0.0, 0.0]])
def test_f3_r30_every_figure_of_a_map_is_drawn(text, start):
    """The explorers' pictures have `plot_gradients`, `plot_section` and `plot_darts` in them."""
    f = over(text)
    (path,) = paths_on(f, start)
    box = ((-3, 3), (-3, 3))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures = [
            lk.figures.plot_paths(f, {"one": path, "two": path}).figure,
            lk.figures.plot_step_arrows(f, start, [1, 1], [1, 0]).figure,
            lk.figures.plot_values({"one": path}, log=True).figure,
            lk.figures.plot_swings({"one": path}, coordinate=1).figure,
            lk.figures.plot_surface(f, path)._picture(),
            draw_section_explorer(f, start, 30.0),
            draw_search_explorer(f, [start, [1, 1]], box),
            draw_explorer(f, [path]),
        ]
        for figure in figures:
            check(figure)
