"""Color pictures: photographs, and the weights of a classifier of photographs as templates."""

import numpy as np

from lessonkit.i18n import _

HEAD = 9  # pixels of room for the label above each picture
GAP = 3  # pixels between two pictures


def plot_photos(images, labels, ax=None, columns: int = 10):
    """Show color photographs in rows, the class of each above it.

    Arguments:
        images: ``(examples, height, width, 3)`` from 0 to 255.
        labels: the name of the class of each image.
        ax: the Axes to draw on; by default a new figure's.
        columns: how many photographs stand in a row.

    Returns:
        The Axes.
    """
    images = np.clip(np.asarray(images, dtype=float) / 255, 0, 1)
    ax = _draw(images, labels, ax, columns)
    ax.set_label(
        _(
            "{count} color photographs of {height} by {width} pixels, labeled {labels}.",
            count=len(images),
            height=images.shape[1],
            width=images.shape[2],
            labels=", ".join(map(str, labels)),
        )
    )
    return ax


def plot_templates(images, labels, ax=None, columns: int = 5, title: str = ""):
    """Show each row of a weight matrix as a color picture: what raises the score of its class.

    Arguments:
        images: ``(classes, height, width, 3)``, such as ``cifar.images(W)``.
        labels: the name of each class.
        ax, columns: as for `plot_photos`.
        title: what to write above the pictures.

    Returns:
        The Axes. Each picture is stretched by itself, from its lowest weight (dark) to its
        highest (light), for each of the three colors alike.
    """
    images = np.asarray(images, dtype=float)
    low, high = (f(images, axis=(1, 2, 3), keepdims=True) for f in (np.min, np.max))
    ax = _draw((images - low) / np.where(high > low, high - low, 1), labels, ax, columns)
    ax.set_title(title)
    ax.set_label(
        _(
            "{title} The weights of {count} classes as color pictures of {height} by {width} "
            "pixels: {labels}. Where a picture is light in a color, that color raises the score.",
            title=f"{title}." if title else "",
            count=len(images),
            height=images.shape[1],
            width=images.shape[2],
            labels=", ".join(map(str, labels)),
        ).strip()
    )
    return ax


def _draw(images, labels, ax, columns: int):
    """Put the pictures on one white sheet, in rows, and write the labels above them."""
    count, height, width, _colors = images.shape
    columns = min(columns, count)
    rows = -(-count // columns)
    sheet = np.ones((rows * (height + HEAD), columns * (width + GAP) - GAP, 3))
    if ax is None:
        import matplotlib.pyplot as plt

        size = 1.05 * np.array([columns, rows * (height + HEAD) / (width + GAP)])
        ax = plt.subplots(figsize=size)[1]
    for k, image in enumerate(images):
        top, left = k // columns * (height + HEAD) + HEAD, k % columns * (width + GAP)
        sheet[top : top + height, left : left + width] = image
        place = {"ha": "center", "va": "bottom", "fontsize": 9}
        ax.text(left + (width - 1) / 2, top - 1.5, str(labels[k]), **place)
    ax.imshow(sheet, interpolation="nearest")
    ax.set_axis_off()
    return ax
