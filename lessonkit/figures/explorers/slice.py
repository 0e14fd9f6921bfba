"""The picture of a slice explorer."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, STAR, _, describe, draws, new_figure
from lessonkit.figures.landscapes.slices import a_slice, draw_slice_map


@draws(
    found=a_slice(2),
    point=checks.numbers(2),
    stars=checks.listed(checks.numbers(2), least=0),
    title=checks.text,
)
def draw_slice_explorer(found, point, stars=(), title=""):
    """Draw what a slice explorer shows: the map, and both cuts through a point on it.

    Arguments:
        found: a two-dimensional `Slice`.
        point: ``(a, b)`` on it.
        stars: coordinates of points worth a star.
        title: of the map.
    """
    figure = new_figure(9, 4)
    landscape, cuts = figure.subplots(1, 2, width_ratios=(1.15, 1))
    draw_slice_map(found, landscape)
    a, b = point
    landscape.axhline(b, color=COLORS["blue"], linewidth=1.8)
    landscape.axvline(a, color=COLORS["pink"], linewidth=1.8, linestyle="--")
    for star in stars:
        landscape.plot(*star, "*", **STAR)
    landscape.set(xlim=found.alphas[[0, -1]], ylim=found.betas[[0, -1]], title=title)
    along_a = [np.interp(b, found.betas, column) for column in found.values.T]
    along_b = [np.interp(a, found.alphas, row) for row in found.values]
    height = np.interp(a, found.alphas, along_a)
    cuts.plot(found.alphas, along_a, color=COLORS["blue"], label="$a$")
    cuts.plot(found.betas, along_b, "--", color=COLORS["pink"], label="$b$")
    ball = {"color": COLORS["orange"], "markersize": 10, "markeredgecolor": "white", "zorder": 5}
    landscape.plot(a, b, "o", **ball)
    cuts.plot([a, b], [height, height], "o", **ball)
    cuts.set(xlabel="$a,\\ b$", ylabel=_("loss"))
    cuts.legend()
    text = _(
        "Two cuts through the point a = {a:.3g}, b = {b:.3g}, where the loss is {height:.3g}.",
        a=a,
        b=b,
        height=height,
    )
    describe(cuts, text)
    return figure
