import io

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from lessonkit.figures.pictures import SCALE, alt_text, png


def test_a_picture_is_sharp_and_carries_size_and_alt_text():
    figure, ax = plt.subplots(figsize=(4, 3))
    ax.set_label("A line that rises.")
    data, metadata = png(figure)
    width, height = Image.open(io.BytesIO(data)).size
    assert metadata == {"alt": "A line that rises.", "width": 400, "height": 300}
    assert (width, height) == (400 * SCALE, 300 * SCALE)


def test_a_picture_is_what_savefig_makes_and_the_figure_stays_as_it_was():
    figure, ax = plt.subplots(layout="constrained")
    ax.plot([0, 1e6], [2, 3], label=r"$\alpha$")
    ax.legend()
    canvas, dpi, saved = figure.canvas, figure.dpi, io.BytesIO()
    photo = figure.add_axes([0.2, 0.2, 0.1, 0.1])
    photo.imshow(np.zeros((2, 2, 3)))  # so that no color is left out
    pixels = np.asarray(Image.open(io.BytesIO(png(figure)[0])).convert("RGB"))
    assert (figure.canvas, figure.dpi) == (canvas, dpi)
    figure.savefig(saved, format="png", dpi=dpi * SCALE)
    np.testing.assert_array_equal(pixels, np.asarray(Image.open(saved).convert("RGB")))


def test_the_same_figure_gives_the_same_bytes():
    def draw():
        figure, ax = plt.subplots()
        ax.plot([0, 1, 0.5])
        return png(figure)[0]

    assert draw() == draw()


def test_axes_without_a_description_are_described_by_their_labels():
    figure, ax = plt.subplots()
    ax.set(title="Loss", xlabel="step", ylabel="value")
    text = alt_text(figure)
    assert all(word in text for word in ("Loss", "step", "value"))


def test_a_color_bar_is_not_described():
    figure, ax = plt.subplots()
    ax.set_label("A map.")
    figure.colorbar(ax.imshow([[0, 1]]))
    assert alt_text(figure) == "A map."


def test_few_colors_keep_the_ones_that_matter():
    figure, ax = plt.subplots()
    ax.imshow([[value / 200 for value in range(200)]], cmap="Blues", aspect="auto")
    ax.plot([100], [0], "*", color="#009E73", markersize=9)
    pixels = Image.open(io.BytesIO(png(figure)[0])).convert("RGB")
    colors = [color for _, color in pixels.getcolors(1 << 24)]
    assert len(colors) <= 64
    assert min(abs(r) + abs(g - 0x9E) + abs(b - 0x73) for r, g, b in colors) < 8
    assert min(3 * 255 - sum(color) for color in colors) < 8


def test_photographs_keep_all_their_colors():
    figure, ax = plt.subplots()
    ax.imshow(np.random.default_rng(0).random((20, 20, 3)))
    pixels = Image.open(io.BytesIO(png(figure)[0])).convert("RGB")
    assert len(pixels.getcolors(1 << 24)) > 400


def test_axes_with_a_title_alone_are_described_by_it():
    figure, (left, right) = plt.subplots(1, 2)
    left.set_title("accuracy (%)")
    assert alt_text(figure) == "accuracy (%)."
    right.set_title("loss")
    right.set_xlabel("try")
    assert alt_text(figure) == "accuracy (%). Plot: loss over try."


def test_axes_drawn_by_hand_are_described_with_the_ends_of_their_named_lines():
    figure, ax = plt.subplots()
    ax.plot([4, 3, 2.5], label=r"$\eta = 0.2$")
    ax.plot([1, np.nan], label="none")
    ax.plot([9, 9])
    ax.set(xlabel="$k$", ylabel="$x_k$")
    assert alt_text(figure) == "Plot: x_k over k. eta = 0.2: 4 → 2.5; none: 1 → no value."
