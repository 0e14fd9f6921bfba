import base64
import json
import subprocess
import sys

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.landscapes.surfaces import GRID, PLOTLY, SIZE


@pytest.fixture
def path():
    return lk.descend(lk.objectives.bowl, lk.GradientDescent(0.1), start=[4.5, -0.5], steps=10)


def test_the_surface_has_the_heights_of_the_objective():
    surface = lk.figures.plot_surface(lk.objectives.bowl).data[0]
    x, y = np.meshgrid(surface.x, surface.y)
    assert np.shape(surface.z) == (GRID, GRID)
    np.testing.assert_allclose(surface.z, 3 * (x - 2) ** 2 + (y - 2) ** 2, atol=0.01)
    assert (min(surface.x), max(surface.y)) == (-1, 5)


def test_a_path_lies_on_the_surface(path):
    drawn = lk.figures.plot_surface(lk.objectives.bowl, path).data[1]
    np.testing.assert_allclose(drawn.x, path.points[:, 0], atol=1e-3)
    above = np.array(drawn.z) - path.values
    assert (above > 0).all()
    assert (above < 0.5).all()


def test_a_path_that_leaves_the_map_is_shown_as_far_as_it_is_on_it():
    away = lk.descend(lk.objectives.bowl, lk.GradientDescent(0.4), start=[4.5, 2], steps=6)
    drawn = lk.figures.plot_surface(lk.objectives.bowl, away).data[1]
    assert 1 <= len(drawn.x) < 7
    assert max(drawn.x) <= 5


def test_a_notebook_gets_plotly_a_picture_and_text(path):
    data, metadata = lk.figures.plot_surface(lk.objectives.bowl, path)._repr_mimebundle_()
    assert set(data) == {PLOTLY, "image/png", "text/plain"}
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    shown = metadata["image/png"]
    assert (shown["width"], shown["height"]) == SIZE
    assert shown["alt"] in data["text/plain"]
    assert "from 0 to 36" in shown["alt"]
    assert "from height 25 to 0.0721" in shown["alt"]
    assert len(json.dumps(data)) < 150_000


def test_the_picture_is_as_large_as_the_surface():
    from PIL import Image

    data, _ = lk.figures.plot_surface(lk.objectives.bowl)._repr_mimebundle_()
    with open_image(data, Image) as image:
        assert image.size == SIZE


def open_image(data, image):
    import io

    return image.open(io.BytesIO(base64.b64decode(data["image/png"])))


def test_ipython_asks_for_the_bundle():
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(lk.figures.plot_surface(lk.objectives.bowl))
    assert set(data) == {PLOTLY, "image/png", "text/plain"}


def test_the_same_surface_gives_the_same_bytes():
    first, second = (
        lk.figures.plot_surface(lk.objectives.bowl)._repr_mimebundle_()[0] for _ in range(2)
    )
    assert json.dumps(first) == json.dumps(second)


def test_it_needs_no_address():
    data, _ = lk.figures.plot_surface(lk.objectives.bowl)._repr_mimebundle_()
    assert "http" not in json.dumps(data[PLOTLY])


def test_other_dimensions_are_refused():
    with pytest.raises(ValueError, match="2 variables, parabola has 1"):
        lk.figures.plot_surface(lk.objectives.parabola)


def test_it_is_described_in_korean_too():
    lk.setup(language="ko")
    _, metadata = lk.figures.plot_surface(lk.objectives.bowl)._repr_mimebundle_()
    assert "곡면" in metadata["image/png"]["alt"]


def test_plotly_is_loaded_when_a_surface_is_drawn_and_not_before():
    code = (
        "import sys, lessonkit as lk; lk.figures; assert 'plotly' not in sys.modules;"
        "lk.figures.plot_surface(lk.objectives.bowl); assert 'plotly' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_slice_is_drawn_on_its_own_grid():
    def bowl(w):
        return (w**2).sum(axis=-1)

    found = lk.slice_2d(bowl, [0.0, 0.0], [1, 0], [0, 1], [0, 1, 2], [0, 3], batch=6)
    surface = lk.figures.plot_surface(found)
    assert surface.data[0].x == (0, 1, 2)
    assert surface.data[0].y == (0, 3)
    np.testing.assert_array_equal(surface.data[0].z, found.values)
    assert "its height goes from 0 to 13" in repr(surface)


def test_a_slice_along_a_line_is_no_surface():
    found = lk.slice_1d(abs, 0.0, 1.0, [0, 1])
    with pytest.raises(ValueError, match=r"Slice over 2 direction\(s\), got 1"):
        lk.figures.plot_surface(found)


def several_paths(count):
    bowl, start = lk.objectives.bowl, [4.5, -0.5]
    return {f"run {k}": lk.descend(bowl, lk.Adam(0.1 + k / 50), start, 5) for k in range(count)}


def test_several_paths_differ_in_color_or_marker_and_have_names():
    drawn = lk.figures.plot_surface(lk.objectives.bowl, several_paths(7)).data[1:]
    assert [trace.name for trace in drawn] == [f"run {k}" for k in range(7)]
    assert all(trace.showlegend for trace in drawn)
    assert len({trace.line.color for trace in drawn}) == 7
    assert len({trace.marker.symbol for trace in drawn}) == 7
    path = several_paths(7)["run 6"]
    np.testing.assert_allclose(drawn[6].x, path.points[:, 0], atol=1e-3)


def test_several_paths_are_described_and_in_the_picture():
    figure = lk.figures.plot_surface(lk.objectives.bowl, several_paths(2))
    assert "run 0 goes from height 25 to" in repr(figure)
    assert "run 1 goes from height 25 to" in repr(figure)
    ax = figure._picture().axes[0]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["run 0", "run 1"]


def test_no_more_paths_than_there_are_looks():
    with pytest.raises(ValueError, match="1 to 10 labels, got 11"):
        lk.figures.plot_surface(lk.objectives.bowl, several_paths(11))
    with pytest.raises(ValueError, match="got 0"):
        lk.figures.plot_surface(lk.objectives.bowl, {})
