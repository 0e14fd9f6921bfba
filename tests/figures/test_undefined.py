"""Objectives without a value everywhere, or with one value, in every figure (F3, R13, R30)."""

import re
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import lessonkit as lk
from lessonkit.style import course_style
from tests.figures import test_arguments as usual

# Formulas by their kinds. A figure is drawn for one of each kind, the next figure for the next.
CURVES = {
    "poles": ("1/x", "1/(x - 0.1234)", "tan(3*x)", "1/(x - 0.1)**2"),
    "gaps": ("log(x)", "asin(x)", "sqrt(x**2 - 4)"),
    "nowhere": ("sqrt(x - 100)",),
    "too large": ("exp(36*x**2)", "1e31*x/x", "1e299*x**2", "-1e299*x**2"),
    "flat to a float": ("1e16 + x", "1e16 + 4*x", "1e16 + x**2", "sin(x) - 1e16"),
    "flat": ("1 + 1e-17*x", "1e-300*x", "x - x + 7"),
}
MAPS = {
    "poles": ("log(x**2 + y**2)", "x/y", "1/(x + y - 0.0123)", "1/x + y", "1/(x**2 + y**2)"),
    "gaps": ("sqrt(x) + y**2", "sqrt(x*y)", "asin(x**2 + y**2)"),
    "nowhere": ("sqrt(x + y - 100)", "sqrt(-x**2 - y**2)"),  # but at one place
    "too large": (
        *("exp(36*(x**2 + y**2))", "1e31*(x + y)/(x + y)"),
        *("1e299*x**2*y**2", "-1e299*x**2*y**2"),
    ),
    "flat to a float": (
        *("1e16 + x + y", "1e16 + 4*x + y", "1e16 + (x + y)**2", "sin(x + y) - 1e16"),
    ),
    "flat": ("1 + 1e-17*x*y", "1e-300*x*y", "x - x + y - y + 7"),
}

# What the usual arguments of figures are made of, for each dimension.
USUAL = {
    1: (usual.parabola, usual.down, usual.search),
    2: (usual.bowl, usual.rolled, usual.many),
}
STARTS = {1: (0.0, 4.0), 2: ([0.0, 0.0], [-4.0, 3.0])}


def nasty(text, dim, start, minima) -> dict:
    """What takes the places of `USUAL`: by the identity of each, as a Path has no equality."""
    names = ("x", "y")[:dim]
    bounds = (-5, 5) if dim == 1 else ((-5, 5), (-5, 5))
    f = lk.Objective(text, domain=bounds, variables=names, minima=minima)
    path = lk.descend(f, lk.GradientDescent(0.3), start, 6)
    if dim == 1:
        rng = np.random.default_rng(0)
        third = lk.random_local_search(f, start, 0.5, 9, rng, record=True)
    else:
        third = lk.descend(f, lk.Adam(0.3), [start, [1.0, 1.0]], 6)
    return {id(old): new for old, new in zip(USUAL[dim], (f, path, third), strict=True)}


def swapped(given, new: dict):
    """The arguments with some of their parts in place of others, in dictionaries and lists too."""
    if isinstance(given, dict):
        return {key: swapped(value, new) for key, value in given.items()}
    if type(given) is list:
        return [swapped(value, new) for value in given]
    return new.get(id(given), given)


def takes(given, dim: int) -> bool:
    marks = {id(old): "here" for old in USUAL[dim]}
    return "'here'" in repr(swapped(given, marks))


def check(figure):
    """Draw a figure as a notebook does, with warnings as errors, and read what it says.

    Its size and layout, which take most of the time, do not matter here.
    """
    figure.set(dpi=20, layout_engine="none")
    with course_style(figure), np.errstate(all="ignore"):
        FigureCanvasAgg(figure).draw()
    said = lk.figures.alt_text(figure)
    assert said
    assert not re.search(r"\b(nan|inf)\b|lowest at \.", said), said


TEXTS = {1: CURVES, 2: MAPS}
FIGURES = {dim: [name for name, given in usual.GOOD.items() if takes(given, dim)] for dim in USUAL}


def test_every_figure_of_objectives_is_here():
    assert {"draw_tangent_explorer", "plot_swings", "plot_zoom"} < set(FIGURES[1]) | set(FIGURES[2])
    assert {"draw_explorer", "plot_surface", "plot_paths", "plot_darts"} < set(FIGURES[2])


@pytest.mark.parametrize(
    ("dim", "kind", "place"),
    [
        (dim, kind, k)
        for dim in TEXTS
        for kind, texts in TEXTS[dim].items()
        for k in range(len(texts))
    ],
)
def test_f3_r13_r30_every_figure_of_an_objective_is_drawn(dim, kind, place):
    texts = TEXTS[dim][kind]
    minima = place % 2
    start = STARTS[dim][minima]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        new = nasty(texts[place], dim, start, [start] * minima)
        for name in FIGURES[dim][place :: len(texts)]:
            if name == "plot_basins" and not minima:
                continue  # whose basins?
            drawn = usual.FIGURES[name](**swapped(usual.GOOD[name], new))
            if name == "plot_surface":
                drawn = drawn._picture()
            check(drawn if isinstance(drawn, Figure) else drawn.figure)
            plt.close("all")


@pytest.mark.parametrize("text", [texts[-1] for texts in MAPS.values()])
def test_f3_r13_the_other_side_of_figures_is_drawn(text):
    """What the usual arguments leave out: the other coordinate, several runs, one of the axes."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        f, path, _ = nasty(text, 2, STARTS[2][1], []).values()
        for figure in (
            lk.figures.plot_paths(f, {"one": path, "two": path}).figure,
            lk.figures.plot_values({"one": path}).figure,
            lk.figures.plot_surface(f, path)._picture(),
        ):
            check(figure)
            plt.close("all")
