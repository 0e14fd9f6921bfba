import numpy as np

import lessonkit as lk

LAND = lk.Objective("x**2", domain=(-2, 2))


def test_a_walk_is_on_the_curve_with_start_and_end():
    ax = lk.figures.plot_walks(LAND, [1.0, 0.5, 0.0])
    np.testing.assert_allclose(ax.lines[-1].get_xydata(), [[1, 1], [0.5, 0.25], [0, 0]])
    assert [(note.get_text(), *note.xy) for note in ax.texts] == [("start", 1, 1), ("end", 0, 0)]
    assert "A walk from 1.00 to 0.00 in 2 steps." in lk.figures.alt_text(ax.figure)


def test_walks_differ_in_more_than_color():
    ax = lk.figures.plot_walks(LAND, [1.0, 0.5], [-1.0, -0.5])
    first, second = ax.lines[-2:]
    assert first.get_marker() != second.get_marker()
    assert first.get_color() != second.get_color()


def test_it_speaks_korean_too():
    english = lk.figures.plot_walks(LAND, [1.0, 0.5])
    lk.setup(language="ko")
    korean = lk.figures.plot_walks(LAND, [1.0, 0.5])
    assert korean.get_label() != english.get_label()
    for one, other in zip(korean.texts, english.texts, strict=True):
        assert one.get_text() != other.get_text()
