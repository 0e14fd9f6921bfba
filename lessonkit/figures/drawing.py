"""What all figures share: checked arguments, the style of the course, Axes, looks, words."""

import inspect
from functools import wraps

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, NullFormatter

from lessonkit.figures.words import _, describe
from lessonkit.figures.words import plain as plain
from lessonkit.figures.words import say as say
from lessonkit.style import COLORS, course_style, dress
from lessonkit.validation import instance
from lessonkit.validation.composed import Known

MAP_COLORS = ("#7fb3d5", "#b5d3e7", "#dfecf5", "#f7fafc")  # low to high, pale enough to draw on
LOW_TO_HIGH = LinearSegmentedColormap.from_list("map", MAP_COLORS)
LARGEST = 1e200  # number that can be drawn: Matplotlib's contours end at 1e250
SMALLEST = 1e-280  # difference that Matplotlib tells from none
STAR = {"color": COLORS["green"], "markersize": 14, "markeredgecolor": "white", "zorder": 4}
# Four lines that differ in more than their colors.
LINES = (("blue", "-"), ("orange", "--"), ("green", "-."), ("pink", ":"))

# How the runs of a race look, in this order, as in js/kit/looks.js: color, marker, dashes.
LOOKS = (
    ("orange", "o", "-"),
    ("green", "s", (0, (6, 2))),
    ("black", "^", (0, (2, 2))),
    ("pink", "D", (0, (6, 2, 2, 2))),
    ("yellow", "v", (0, (10, 2))),
    ("blue", "P", (0, (4, 2))),
    ("sky", "X", "-"),
    ("orange", "s", (0, (2, 2))),
    ("green", "^", "-"),
    ("black", "D", "-"),
)


def draws(size=None, /, **checks):
    """Make a function draw in the style of the course, on Axes, with arguments that are checked.

    What such a function returns in words becomes a part of the alt text of its Axes, and those are
    returned.

    Arguments:
        size: width and height in inches of the figure that is made when its `ax` is None, or a
            function that tells them from the checked arguments.
        checks: one for each argument, of the form that `lessonkit.validation.composed` describes;
            None, False, 0 and nothing are not checked where they are the default.
    """

    def decorate(draw):
        signature = inspect.signature(draw)
        takes_axes = "ax" in signature.parameters

        @wraps(draw)
        def checked(*args, **kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            given, known = bound.arguments, Known()
            for name, check in checks.items():
                if given[name] is not signature.parameters[name].default or given[name]:
                    given[name] = known.check(name, given[name], check)
            with course_style(), np.errstate(all="ignore"):
                if takes_axes:
                    given["ax"] = _axes(given, size)
                drawn = draw(*bound.args, **bound.kwargs)
            return describe(given["ax"], drawn) if takes_axes and isinstance(drawn, str) else drawn

        checked.checks = checks
        checked.__doc__ = _documented(draw.__doc__ or "", takes_axes)
        return checked

    return decorate


def new_figure(width: float, height: float) -> Figure:
    """Return a Figure that pyplot does not know, so that nothing shows it a second time."""
    figure = Figure(figsize=(width, height), layout="constrained")
    dress(figure)
    return figure


def finite(values) -> np.ndarray:
    """Numbers to plot: NaN, where a line breaks, for what is not finite or too large to draw."""
    return np.where(np.abs(values) <= LARGEST, values, np.nan)


def span(low, high) -> float:
    """How far apart two numbers are; if that is nothing, what can be told apart beside them."""
    return high - low if high - low > max(SMALLEST, 1e-12 * abs(low)) else max(1, 1e-6 * abs(low))


def rim(width: float = 3) -> list:
    """The path effects that make text and lines readable on any ground."""
    return [withStroke(linewidth=width, foreground="white")]


class Decades(LogLocator):
    """Ticks of a logarithmic axis; over hundreds of decades Matplotlib finds 0 and ∞ too."""

    def tick_values(self, low, high):
        """Return the places of the ticks, those alone that have a logarithm."""
        found = super().tick_values(low, high)
        return found[(found > 0) & np.isfinite(found)]


def set_logarithmic(ax, *axes: str) -> None:
    """Make the "x" or the "y" axis logarithmic, if a positive number is drawn along it."""
    for axis in axes:
        low = getattr(ax.dataLim, f"minpos{axis}")
        if np.isfinite(low):
            if getattr(ax.dataLim, f"{axis}1") <= low * (1 + 1e-12):  # too near for limits
                ax.set(**{f"{axis}lim": (low / 2, low * 2)})
            ax.set(**{f"{axis}scale": "log"})
            line = getattr(ax, f"{axis}axis")
            line.set_major_locator(Decades())
            line.set_minor_locator(Decades(subs=None))


def write_plain_numbers(axis) -> None:
    """Label 0.1, 0.2, 0.5, 1, … on a logarithmic axis: less than a decade has labels too."""
    if axis.get_scale() != "log":
        return
    axis.set_major_locator(Decades(subs=(1, 2, 5)))
    axis.set_major_formatter(lambda value, position: f"{value:g}")
    axis.set_minor_formatter(NullFormatter())


def write(ax, text: str, place, shift=(0, 0), **look) -> None:
    """Write beside a place, shifted by so many points."""
    ax.annotate(text, place, shift, textcoords="offset points", **{"ha": "center"} | look)


def plot_medians(ax, across, table, size: float) -> np.ndarray:
    """Draw a dot for each run, ``(across, runs)``, and a line through the medians; return them."""
    table, places = finite(table), np.repeat(across, table.shape[1])
    middle = np.median(table, axis=1)
    ax.scatter(places, table, s=size, color=COLORS["sky"], label=_("one run"), zorder=2)
    ax.plot(across, middle, "o-", color=COLORS["blue"], label=_("median"), zorder=3)
    return middle


def arrow(ax, start, end, color: str, dashes="-", width: float = 2.2, size: float = 15) -> None:
    """An arrow without shrinking at its ends, with a rim so that it shows on any band."""
    look = {"arrowstyle": "-|>", "color": COLORS[color], "linewidth": width}
    look |= {"mutation_scale": size, "linestyle": dashes, "shrinkA": 0, "shrinkB": 0}
    drawn = ax.annotate("", end, start, arrowprops=look, annotation_clip=False, zorder=4)
    drawn.arrow_patch.set_path_effects(rim(width + 1.8))


def _documented(doc: str, takes_axes: bool) -> str:
    """A docstring, completed by what is the same for every figure."""
    head, _, returned = doc.partition("\n    Returns:\n")
    if takes_axes:
        head += "" if "\n    Arguments:\n" in head else "\n    Arguments:"
        head = f"{head.rstrip()}\n        ax: the Axes to draw on; by default a new figure's."
    kind = "The Axes." if takes_axes else "A Matplotlib Figure that pyplot does not know."
    return (
        f"{head.rstrip()}\n\n"
        "    Raises:\n        ValueError: when an argument cannot be drawn; it is named.\n\n"
        "    Returns:\n" + (returned or f"        {kind}\n    ")
    )


def _axes(given: dict, size) -> Axes:
    ax = given.pop("ax", None)
    if ax is None:
        ax = plt.subplots(figsize=size(**given) if callable(size) else size)[1]
    if not instance("ax", ax, Axes).has_data():
        dress(ax.get_figure(root=True), ax)
        ax.set_label("")  # such as the name that a mosaic gave them
    return ax
