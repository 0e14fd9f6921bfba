"""Figures as PNGs with alt text, for notebooks."""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from lessonkit.figures.checks import of_type
from lessonkit.figures.drawing import draws
from lessonkit.figures.words import _, from_to, plain
from lessonkit.style import course_style

# Pixels to a CSS pixel: sharp on a projector, and a lesson stays small.
SCALE = 1.6


@draws(figure=of_type(Figure))
def alt_text(figure) -> str:
    """Return what a figure shows, in words.

    Every plot function of `lessonkit.figures` describes what it drew in the label of its Axes;
    Axes without one are described by their titles and axis labels, or by the size of their image.
    """
    sentences = [_axes_text(ax) for ax in figure.axes if ax.get_label() != "<colorbar>"]
    return " ".join(sentence for sentence in sentences if sentence)


def png(figure, note: str = "") -> tuple[bytes, dict]:
    """Return a Matplotlib figure as PNG bytes and the metadata to show them with.

    A `note` becomes one small line below the figure, and the end of its alt text.
    """
    packed = io.BytesIO()
    width, height = figure.get_size_inches() * figure.dpi
    picture = _drawn(figure)
    if note:
        line = _drawn(_line_of_text(note, figure))
        figure_alone, height = picture, height + line.height / SCALE
        picture = Image.new("RGB", (picture.width, picture.height + line.height))
        picture.paste(figure_alone, (0, 0))
        picture.paste(line, (0, figure_alone.height))
    if not _has_photographs(figure):
        # 64 colors are plenty for a diagram and take a quarter of the room in the notebook. The
        # octree keeps the color of a small star, which other methods mix with its surroundings.
        picture = picture.quantize(64, method=Image.Quantize.FASTOCTREE)
    picture.save(packed, "PNG", optimize=True)
    return packed.getvalue(), {
        "alt": f"{alt_text(figure)} {note}".rstrip(),
        "width": round(width),
        "height": round(height),
    }


def _drawn(figure):
    """Return the picture of a figure; `savefig` would go through all that is in it twice."""
    usual, dpi = figure.canvas, figure.dpi
    canvas = FigureCanvasAgg(figure)  # which is the figure's from here on
    try:
        figure.dpi = dpi * SCALE
        with course_style(figure), np.errstate(all="ignore"):
            canvas.draw()
    finally:
        figure.dpi = dpi
        figure.set_canvas(usual)
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def _line_of_text(text: str, above):
    """Return a figure as wide as the one above it, with one line of text."""
    line = Figure(figsize=(above.get_figwidth(), 0.28), dpi=above.dpi)
    line.text(0.5, 0.55, text, ha="center", va="center", size=9, color="#555555")
    return line


def _has_photographs(figure) -> bool:
    """Whether the figure shows an image of red, green and blue rather than of values."""
    return any(np.ndim(image.get_array()) == 3 for ax in figure.axes for image in ax.get_images())


def _axes_text(ax) -> str:
    described = ax.get_label()
    if described:
        return described
    title, x, y = map(plain, (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()))
    if x or y:
        title, y = (title, y) if y else ("", title)
        about = _("{y} over {x}", y=y, x=x) if x and y else x or y
        named = _("Plot {title}: {about}.", title=title, about=about)
        return " ".join([named if title else _("Plot: {about}.", about=about), *_ends(ax)])
    if images := ax.get_images():
        rows, columns = images[-1].get_array().shape[:2]
        size = _("An image of {rows} by {columns}.", rows=rows, columns=columns)
        return f"{title} {size}".lstrip()
    return f"{title}." if title else ""


def _ends(ax) -> list[str]:
    """Where each line that has a name begins and ends, in one sentence if there are such."""
    said = [
        f"{plain(name)}: {from_to(line.get_ydata())}"
        for line, name in zip(*ax.get_legend_handles_labels(), strict=True)
        if isinstance(line, Line2D)
    ]
    return [f"{'; '.join(said)}."] if said else []
