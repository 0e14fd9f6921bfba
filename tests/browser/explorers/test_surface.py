"""The landscape in 3-D by hand: switched to and back, turned, held by its ball."""

import base64
import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk

pytestmark = pytest.mark.browser

SHOW = "import lessonkit as lk\nw = lk.explore(lk.objectives.himmelblau, start=[0.0, 0.0])\nw"
WITHOUT_WEBGL = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
    return kind.startsWith('webgl') ? null : get.call(this, kind, ...options);
};"""


def pixels(root):
    data = root.locator("canvas.lk-landscape").evaluate("canvas => canvas.toDataURL()")
    return plt.imread(io.BytesIO(base64.b64decode(data.partition(",")[2])))


def surface(root):
    expect(root.locator("canvas.lk-surface")).to_have_count(1)
    return root.locator("canvas.lk-surface")


def stand_up(page):
    page.page.get_by_text("3-D", exact=True).click()
    surface(page.page)
    page.settle()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stands_up_turns_and_lies_down_again(open_page, scheme):
    explorer = lk.explore(lk.objectives.himmelblau, start=[0.0, 0.0])
    with open_page(explorer, color_scheme=scheme) as page:
        flat = pixels(page.page)
        stand_up(page)
        upright = pixels(page.page)
        box = surface(page.page).bounding_box()
        middle = upright[upright.shape[0] // 3 : -upright.shape[0] // 3]
        assert len(np.unique(middle.reshape(-1, 4), axis=0)) > 100  # bands in light and shade
        page.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.9 * box["height"])
        page.page.mouse.down()
        page.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.8 * box["height"])
        page.page.mouse.up()
        page.settle()
        turned = pixels(page.page)
        assert (turned != upright).any(axis=2).mean() > 0.1
        surface(page.page).press("ArrowLeft")
        page.settle()
        assert (pixels(page.page) != turned).any(axis=2).mean() > 0.1
        page.page.get_by_text("Map", exact=True).click()
        page.settle()
        assert (pixels(page.page) == flat).all()  # the start has stayed where it was
        assert page.errors == []


def test_the_ball_is_dragged_on_the_surface_and_the_wheel_is_left_alone(open_page):
    explorer = lk.explore(lk.objectives.bowl, start=[1.0, 1.0], surface=True)
    with open_page(explorer) as page:
        handle = surface(page.page).locator("xpath=..").locator(".lk-handle").bounding_box()
        middle = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
        page.page.mouse.move(*middle)
        page.page.mouse.down()
        page.page.mouse.move(middle[0] - 30, middle[1], steps=3)
        page.page.mouse.up()
        page.settle()
        moved = page.page.locator(".lk-start input").input_value()
        x, y = map(float, moved.split(", "))
        assert (x, y) != (1.0, 1.0)
        assert -5 < x < 1
        after = surface(page.page).locator("xpath=..").locator(".lk-handle").bounding_box()
        assert abs(after["x"] - (handle["x"] - 30)) < 6  # it has followed the hand
        assert abs(after["y"] - handle["y"]) < 6
        page.page.mouse.wheel(0, 120)
        page.page.wait_for_function("scrollY > 0 || document.body.scrollHeight <= innerHeight")


def test_without_webgl_it_says_so_and_the_map_stays(open_page):
    with open_page(lk.explore(lk.objectives.bowl), before=WITHOUT_WEBGL) as page:
        flat = pixels(page.page)
        page.page.get_by_text("3-D", exact=True).click()
        expect(page.page.get_by_role("alert")).to_contain_text("WebGL")
        expect(page.page.get_by_label("Map")).to_be_checked()
        page.settle()
        assert (pixels(page.page) == flat).all()
        assert page.errors == []


def test_in_lab_it_is_asked_for_and_remembered(notebook):
    root = notebook.cell(0)
    root.get_by_text("3-D", exact=True).click()
    surface(root)
    notebook.wait_idle()
    notebook.settle()
    image = pixels(root)
    assert len(np.unique(image.reshape(-1, 4), axis=0)) > 100
    assert "surface=True" in notebook.insert_and_run("print(w.code())")
