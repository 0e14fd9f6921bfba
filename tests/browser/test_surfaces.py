"""The Plotly surface in a real JupyterLab: a picture at first, then a surface to turn."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SHOW = (
    "import lessonkit as lk\nlk.setup(language='en')\nlk.figures.plot_surface(lk.objectives.bowl)"
)


def test_the_picture_becomes_a_surface_under_the_mouse(open_cells):
    notebook = open_cells(SHOW)
    asked = []
    notebook.page.on("request", lambda request: asked.append(request.url))
    notebook.run_all()
    picture = notebook.cell(0).locator(".plot-img")
    picture.wait_for(state="visible")
    box = picture.bounding_box()
    assert (round(box["width"]), round(box["height"])) == (640, 500)
    notebook.page.mouse.move(box["x"] + 200, box["y"] + 200)
    notebook.cell(0).locator(".plot-container canvas").first.wait_for(state="visible")
    expect(picture).not_to_be_visible()
    assert notebook.errors == []
    assert [url for url in asked if "127.0.0.1" not in url and url.startswith("http")] == []
