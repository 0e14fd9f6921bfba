"""Digits and weights as pictures: many small images side by side on one Axes."""

import numpy as np

from lessonkit.i18n import _

GAP = 1  # pixels between two pictures
LEVELS = 21  # of color, an odd number so that zero has one of its own; more are not told apart


def plot_digits(images, labels, ax=None, columns: int = 10):
    """Show images in rows, the class of each above it.

    Arguments:
        images: ``(examples, height, width)``, dark where the value is high.
        labels: the class of each image.
        ax: the Axes to draw on; by default a new figure's.
        columns: how many images stand in a row.

    Returns:
        The Axes.
    """
    ax, _picture = _draw(images, labels, ax, columns, cmap="gray_r", vmin=0)
    ax.set_label(
        _(
            "{count} handwritten digits of {height} by {width} pixels, labeled {labels}.",
            count=len(images),
            height=np.shape(images)[1],
            width=np.shape(images)[2],
            labels=" ".join(map(str, labels)),
        )
    )
    return ax


def plot_weights(images, labels, ax=None, columns: int = 10, title: str = ""):
    """Show each row of a weight matrix as a picture: what raises the score of its class.

    Arguments:
        images: ``(classes, height, width)``, such as ``digits.images(W)``.
        labels: the name of each class.
        ax, columns: as for `plot_digits`.
        title: what to write above the pictures.

    Returns:
        The Axes. Light pixels raise the score, dark pixels lower it; mid-gray is zero.
    """
    from matplotlib import colormaps

    limit = float(np.abs(images).max()) or 1.0
    look = {"cmap": colormaps["cividis"].resampled(LEVELS), "vmin": -limit, "vmax": limit}
    ax, picture = _draw(images, labels, ax, columns, **look)
    bar = ax.figure.colorbar(picture, ax=ax, ticks=[-limit, 0, limit], fraction=0.03, pad=0.01)
    bar.ax.set_yticklabels([f"{-limit:.2g}".replace("-", "−"), "0", f"{limit:.2g}"])
    ax.set_title(title)
    ax.set_label(
        _(
            "{title} The weights of {count} classes as pictures of {height} by {width} pixels; "
            "light pixels raise the score of the class, dark ones lower it.",
            title=f"{title}." if title else "",
            count=len(images),
            height=np.shape(images)[1],
            width=np.shape(images)[2],
        ).strip()
    )
    return ax


def _draw(images, labels, ax, columns: int, **look):
    """Put the images into one large picture, with gaps, and write the labels above them."""
    images = np.asarray(images, dtype=float)
    count, height, width = images.shape
    columns = min(columns, count)
    rows = -(-count // columns)
    head = 2 + GAP  # room for a label above each image
    sheet = np.full((rows * (height + head), columns * (width + GAP) - GAP), np.nan)
    if ax is None:
        import matplotlib.pyplot as plt

        size = (columns, rows * (height + head) / (width + GAP))
        ax = plt.subplots(figsize=size)[1]
    for k, image in enumerate(images):
        top, left = k // columns * (height + head) + head, k % columns * (width + GAP)
        sheet[top : top + height, left : left + width] = image
        ax.text(left + (width - 1) / 2, top - 1, str(labels[k]), ha="center", va="bottom")
    picture = ax.imshow(sheet, **look)
    ax.set_axis_off()
    return ax, picture
