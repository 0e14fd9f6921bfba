import numpy as np
import pytest

import lessonkit as lk


def test_digits_stand_side_by_side_with_their_labels():
    digits = lk.load_digits()
    ax = lk.figures.plot_digits(digits.images(digits.X_train[:3]), digits.y_train[:3], columns=2)
    sheet = ax.images[0].get_array()
    rows = [k for k in range(sheet.shape[0]) if not np.ma.getmaskarray(sheet)[k].all()]
    first = sheet[rows[0] : rows[0] + 8, :8]
    np.testing.assert_array_equal(first, digits.images(digits.X_train[0]))
    np.testing.assert_array_equal(
        sheet[rows[0] : rows[0] + 8, 9:17], digits.images(digits.X_train[1])
    )
    assert [text.get_text() for text in ax.texts] == [str(label) for label in digits.y_train[:3]]


def test_the_alt_text_of_digits_lists_the_labels():
    ax = lk.figures.plot_digits(np.zeros((3, 8, 8)), [4, 0, 7])
    text = lk.figures.alt_text(ax.figure)
    assert "3 handwritten digits of 8 by 8 pixels" in text
    assert "4 0 7" in text


def test_weights_are_shown_around_zero():
    images = np.zeros((2, 8, 8))
    images[1, 2, 3] = -0.5
    ax = lk.figures.plot_weights(images, ["a", "b"], title="$W$")
    assert ax.images[0].get_clim() == (-0.5, 0.5)
    assert ax.get_title() == "$W$"
    assert "weights of 2 classes" in lk.figures.alt_text(ax.figure)


def test_weights_that_are_all_zero_can_be_shown():
    assert lk.figures.plot_weights(np.zeros((1, 8, 8)), ["a"]).images[0].get_clim() == (-1, 1)


@pytest.mark.parametrize("plot", [lk.figures.plot_digits, lk.figures.plot_weights])
def test_they_draw_on_the_axes_that_they_are_given(plot):
    import matplotlib.pyplot as plt

    ax = plt.subplots()[1]
    assert plot(np.ones((2, 8, 8)), [0, 1], ax=ax) is ax


def test_the_images_are_not_changed():
    images = np.arange(64.0).reshape(1, 8, 8)
    lk.figures.plot_weights(images, [0])
    np.testing.assert_array_equal(images, np.arange(64.0).reshape(1, 8, 8))
