import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures import plot_photos, plot_templates

NAMES = ["cat", "dog", "ship"]


def photos(count=3, size=4):
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (count, size, size, 3)).astype(float)


def pictures_of(ax, columns, size=4, head=9, gap=3):
    """The pictures on the sheet, read off where they have to stand."""
    sheet = np.asarray(ax.get_images()[0].get_array())
    for k in range(3):
        top = k // columns * (size + head) + head
        left = k % columns * (size + gap)
        yield sheet[top : top + size, left : left + size]


@pytest.mark.parametrize("columns", [2, 10])
def test_photographs_stand_in_rows_with_their_names(columns):
    images = photos()
    ax = plot_photos(images, NAMES, columns=columns)
    for image, shown in zip(images, pictures_of(ax, min(columns, 3)), strict=True):
        assert np.allclose(shown, image / 255)
    assert [text.get_text() for text in ax.texts] == NAMES
    assert "3 color photographs of 4 by 4 pixels, labeled cat, dog, ship." in ax.get_label()


@pytest.mark.parametrize("plot", [plot_photos, plot_templates])
def test_names_are_those_of_the_language(plot):
    lk.setup(language="ko")
    ax = plot(photos(), NAMES)
    assert [text.get_text() for text in ax.texts] == ["고양이", "개", "배"]
    assert "고양이, 개, 배" in ax.get_label()


def test_values_beyond_the_range_are_cut_off():
    images = photos()
    images[0] += 300
    shown = next(pictures_of(plot_photos(images, NAMES), 3))
    assert (shown == 1).all()


def test_each_template_uses_its_whole_range():
    weights = photos() - 100
    weights[1] *= 1e-6
    ax = plot_templates(weights, NAMES, title="W")
    for each, shown in zip(weights, pictures_of(ax, 3), strict=True):
        assert shown.min() == 0
        assert shown.max() == 1
        assert np.allclose(np.ptp(each) * shown + each.min(), each)
    assert ax.get_title() == "W"
    assert ax.get_label().startswith("W. The weights of 3 classes as color pictures")


def test_a_flat_template_is_no_division_by_zero():
    ax = plot_templates(np.zeros((3, 4, 4, 3)), NAMES)
    assert all((shown == 0).all() for shown in pictures_of(ax, 3))


def test_pictures_are_drawn_on_the_axes_that_are_given():
    import matplotlib.pyplot as plt

    ax = plt.subplots()[1]
    assert plot_photos(photos(), NAMES, ax=ax) is ax
    assert plot_templates(photos(), NAMES, ax=ax) is ax
