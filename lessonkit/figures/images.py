"""Images, and weights as images: many small pictures side by side on one Axes."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LogNorm, Normalize

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, SMALLEST, _, draws, plain, span

LEVELS = 21  # of color, an odd number so that zero has one of its own; more are not told apart
# Pixels above each picture, for a label, and between two of them.
DIGIT_ROOM, PHOTO_ROOM = (3, 1), (9, 3)


def _size(room: tuple, scale: float = 1.0):
    def size(images, columns: int = 10, **_others) -> tuple:
        return tuple(scale * side for side in _sheet_size(images, columns, *room))

    return size


def _images(*channels: int):
    """The checks of the arguments that all of these figures have."""
    return {
        "images": checks.numbers("n", None, None, *channels),
        "labels": checks.names("n"),
        "columns": checks.count,
    }


@draws(_size(DIGIT_ROOM), **_images())
def plot_digits(images, labels, ax=None, columns: int = 10):
    """Show images in rows, the class of each above it.

    Arguments:
        images: ``(examples, height, width)``, dark where the value is high.
        labels: the class of each image.
        columns: how many images stand in a row.
    """
    _draw_sheet(
        ax, images, labels, columns, DIGIT_ROOM, cmap="gray_r", vmin=0, vmax=span(0, images.max())
    )
    return _(
        "{count} handwritten digits of {height} by {width} pixels, labeled {labels}.",
        labels=" ".join(labels),
        **_counts(images),
    )


@draws(_size(DIGIT_ROOM), **_images(), title=checks.text)
def plot_weights(images, labels, ax=None, columns: int = 10, title: str = ""):
    """Show each row of a weight matrix as a picture: what raises the score of its class.

    Arguments:
        images: ``(classes, height, width)``, such as ``digits.images(W)``.
        labels: the name of each class.
        columns: as for `plot_digits`.
        title: what to write above the pictures.

    Returns:
        The Axes. Light pixels raise the score, dark pixels lower it; mid-gray is zero.
    """
    limit = float(np.abs(images).max()) or 1.0
    look = {"cmap": colormaps["cividis"].resampled(LEVELS), "vmin": -limit, "vmax": limit}
    picture = _draw_sheet(ax, images, labels, columns, DIGIT_ROOM, **look)
    bar = ax.figure.colorbar(picture, ax=ax, ticks=[-limit, 0, limit], fraction=0.03, pad=0.01)
    bar.ax.set_yticklabels([f"{-limit:.2g}".replace("-", "−"), "0", f"{limit:.2g}"])
    ax.set_title(title)
    text = _(
        "{title} The weights of {count} classes as pictures of {height} by {width} pixels; "
        "light pixels raise the score of the class, dark ones lower it.",
        title=f"{title}." if title else "",
        **_counts(images),
    )
    return text.strip()


@draws(_size(PHOTO_ROOM, 1.05), **_images(3))
def plot_photos(images, labels, ax=None, columns: int = 10):
    """Show color photographs in rows, the class of each above it.

    Arguments:
        images: ``(examples, height, width, 3)`` from 0 to 255.
        labels: the name of the class of each image.
        columns: as for `plot_digits`.
    """
    labels = [_(label) for label in labels]
    _draw_sheet(ax, np.clip(images / 255, 0, 1), labels, columns, PHOTO_ROOM)
    return _(
        "{count} color photographs of {height} by {width} pixels, labeled {labels}.",
        labels=", ".join(labels),
        **_counts(images),
    )


@draws(_size(PHOTO_ROOM, 1.05), **_images(3), title=checks.text)
def plot_templates(images, labels, ax=None, columns: int = 5, title: str = ""):
    """Show each row of a weight matrix as a color picture: what raises the score of its class.

    Arguments:
        images: ``(classes, height, width, 3)``, such as ``cifar.images(W)``.
        labels: the name of each class.
        columns, title: as for `plot_weights`.

    Returns:
        The Axes. Each picture is stretched by itself, from its lowest weight (dark) to its
        highest (light), for each of the three colors alike.
    """
    low, high = (f(images, axis=(1, 2, 3), keepdims=True) for f in (np.min, np.max))
    stretched = (images - low) / np.where(high > low, high - low, 1)
    labels = [_(label) for label in labels]
    _draw_sheet(ax, stretched, labels, columns, PHOTO_ROOM)
    ax.set_title(title)
    text = _(
        "{title} The weights of {count} classes as color pictures of {height} by {width} "
        "pixels: {labels}. Where a picture is light in a color, that color raises the score.",
        title=f"{title}." if title else "",
        labels=", ".join(labels),
        **_counts(images),
    )
    return text.strip()


@draws(values=checks.measured(None, None), title=checks.text, log=checks.flag)
def plot_pixels(values, ax=None, title: str = "", log: bool = False):
    """Show one number for each pixel of an image, with a color bar.

    Arguments:
        values: ``(height, width)``; where they are not finite a pixel stays white, with a cross.
        title: what the numbers are.
        log: whether the colors follow the logarithm; pixels without one have a cross, too.

    Returns:
        The Axes. Dark is low, light is high.
    """
    log = log and bool((values > SMALLEST).any())
    there = np.isfinite(values) & ((values > SMALLEST) | (not log))
    shown = np.where(there, values, np.nan)
    low, high = np.nanmin(shown), np.nanmax(shown)
    scale = LogNorm() if log else Normalize(low, low + span(low, high))
    picture = ax.imshow(shown, cmap="cividis", norm=scale)
    ax.figure.colorbar(picture, ax=ax, fraction=0.046, pad=0.04)
    rows, columns = np.nonzero(~there)
    ax.plot(columns, rows, "x", color=COLORS["black"], markersize=9)
    ax.set_axis_off()
    ax.set_title(title)
    return _(
        "{title}: a picture of {height} by {width} pixels, from {low:.3g} to {high:.3g}; "
        "{count} pixels have none.",
        title=plain(title),
        height=values.shape[0],
        width=values.shape[1],
        low=low,
        high=high,
        count=len(rows),
    )


def _counts(images) -> dict:
    return dict(zip(("count", "height", "width"), images.shape, strict=False))


def _sheet_size(images, columns: int, head: int, gap: int) -> tuple[int, float]:
    """Width and height of a sheet, in pictures."""
    count, height, width = images.shape[:3]
    columns = min(columns, count)
    return columns, -(-count // columns) * (height + head) / (width + gap)


def _draw_sheet(ax, images, labels, columns: int, room: tuple, **look):
    """Put the pictures on one white sheet, in rows, and write the labels above them."""
    (head, gap), (count, height, width, *channels) = room, images.shape
    columns = min(columns, count)
    size = (-(-count // columns) * (height + head), columns * (width + gap) - gap)
    sheet = np.full((*size, *channels), 1.0 if channels else np.nan)
    place = {"ha": "center", "va": "bottom"} | ({"fontsize": 9} if channels else {})
    for k, image in enumerate(images):
        top, left = k // columns * (height + head) + head, k % columns * (width + gap)
        sheet[top : top + height, left : left + width] = image
        ax.text(left + (width - 1) / 2, top - (1.5 if channels else 1), labels[k], **place)
    ax.set_axis_off()
    return ax.imshow(sheet, **look | ({"interpolation": "nearest"} if channels else {}))
