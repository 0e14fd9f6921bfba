"""What is rarely needed of an explorer: all of the screen, its code, its picture."""

import io
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib import image
from playwright.sync_api import expect

import lessonkit as lk
from tests.widgets.conftest import MAKERS, run

pytestmark = pytest.mark.browser

BOWL = lk.objectives.bowl
LARGE = {"viewport": {"width": 1680, "height": 945}}
FITS = """() => [...document.querySelectorAll('.lk-explorer canvas')].every(each =>
    !each.offsetParent || each.getBoundingClientRect().right <= innerWidth + 1)"""


def test_an_explorer_fills_the_screen_larger_and_is_held_there(open_page):
    with open_page(lk.explore(BOWL, start=[0, 4]), **LARGE) as shown:
        page, root = shown.page, shown.page.locator(".lk-explorer")
        canvas = root.locator("canvas.lk-landscape")
        size = lambda: page.locator(".lk-description").bounding_box()["height"]  # noqa: E731
        before = canvas.evaluate("each => each.width / each.getBoundingClientRect().width"), size()
        page.get_by_role("button", name="Fill the screen").click()
        page.wait_for_function("document.fullscreenElement?.matches('.lk-full')")
        shown.settle()
        expect(root).to_have_css("zoom", f"{1680 / 1100:.5f}"[:7])
        assert page.evaluate(FITS)
        sharp = canvas.evaluate("each => each.width / each.getBoundingClientRect().width")
        assert sharp == pytest.approx(before[0], rel=0.02)
        plot = canvas.bounding_box()
        field = root.locator(".lk-start input")
        shown.press(0.5, 0.4)
        x, y = (float(part) for part in field.input_value().replace("−", "-").split(","))
        handle = root.locator(".lk-handle").bounding_box()
        middle = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
        wanted = plot["x"] + 0.5 * plot["width"], plot["y"] + 0.4 * plot["height"]
        assert np.allclose(middle, wanted, atol=3), (x, y)
        page.evaluate("document.exitFullscreen()")
        page.wait_for_function("!document.querySelector('.lk-full')")
        shown.settle()
        assert root.evaluate("each => each.style.zoom") == ""
        assert shown.errors == []


CUT = """() => {
    const root = document.querySelector('.lk-explorer').getBoundingClientRect();
    return [...document.querySelectorAll('.lk-explorer :is(canvas, button, input, p, label)')]
        .filter(each => each.checkVisibility() && !each.matches('.lk-unseen'))
        .filter(each => each.getBoundingClientRect().right > root.right + 1)
        .map(each => each.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("name", MAKERS)
def test_text_of_twice_the_size_is_not_cut(open_page, tmp_path, name):
    run(MAKERS[name]).to_html(tmp_path / "usual.html")
    usual = (tmp_path / "usual.html").read_text(encoding="utf-8")
    height = (
        "document.querySelector('.lk-explorer .lk-tools .lk-button').getBoundingClientRect().height"
    )
    with open_page(usual) as shown:
        before = shown.page.evaluate(height)
    # What a setting of the browser does: it is the size of the root where no page says another one.
    with open_page(usual.replace(":root {", ":root { font-size: 32px;")) as shown:
        assert shown.page.evaluate(height) == pytest.approx(2 * before, abs=1)
        assert shown.page.evaluate(CUT) == []
        assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture = shown.page.locator("canvas:visible").first.bounding_box()
        assert picture["height"] >= 250 or name in ("explore_graph", "explore_scores")
        assert shown.errors == []


def test_where_the_screen_may_not_be_filled_there_is_no_button(open_page):
    refused = "Object.defineProperty(Document.prototype, 'fullscreenEnabled', {value: false})"
    with open_page(lk.explore(BOWL), before=refused) as shown:
        expect(shown.page.get_by_role("button", name="Fill the screen")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_has_the_views_and_the_sentence(open_page, scheme):
    race = lk.explore(BOWL, [lk.Adam(0.3), lk.Momentum(0.1)], start=[0, 4])
    with open_page(race, color_scheme=scheme) as shown:
        menu = shown.page.locator(".lk-menu")
        menu.locator("summary").click()
        with shown.page.expect_download() as download:
            menu.get_by_role("button", name="Save the picture").click()
        assert download.value.suggested_filename == "descent.png"
        pixels = image.imread(io.BytesIO(download.value.path().read_bytes()))[..., :3]
        expect(menu.get_by_role("button", name="Save the picture")).not_to_be_visible()
        boxes = [each.bounding_box() for each in shown.page.locator("canvas").all()]
        width = max(b["x"] + b["width"] for b in boxes) - min(b["x"] for b in boxes)
        assert pixels.shape[1] == pytest.approx(width + 24, abs=2)
        ground = pixels[2, 2]
        assert (ground.mean() > 0.9) == (scheme == "light")
        drawn = np.abs(pixels - ground).max(axis=2) > 0.3
        assert drawn[-24:].any()  # the sentence
        assert drawn[40:-60, : pixels.shape[1] // 2].mean() > 0.1  # the map
        assert shown.errors == []


def saved(page, name: str) -> bytes:
    """What a button of the menu hands over."""
    page.locator(".lk-menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.path().read_bytes()


@pytest.mark.parametrize("surface", [False, True])
def test_the_svg_shows_what_the_picture_shows(open_page, surface):
    race = lk.explore(BOWL, [lk.Adam(0.3), lk.Momentum(0.1)], start=[0, 4], surface=surface)
    with open_page(race) as shown:
        wanted = image.imread(io.BytesIO(saved(shown.page, "Save the picture")))[..., :3]
        svg = saved(shown.page, "Save as SVG").decode()
        assert shown.errors == []
    root = ElementTree.fromstring(svg)
    texts = {each.text for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Adam", "Momentum", "step", "10"} < texts
    paths = list(root.iter("{http://www.w3.org/2000/svg}path"))
    assert len(paths) > 50
    with open_page(f"<!doctype html><body style='margin: 0'>{svg}") as shown:
        got = image.imread(io.BytesIO(shown.page.locator("svg").screenshot()))[..., :3]
    rows, columns, _ = np.minimum(got.shape, wanted.shape)
    apart = np.abs(got - wanted)[:rows, :columns].max(axis=2)
    assert (apart > 0.3).mean() < 0.005


def test_a_page_is_saved_as_it_is_now(open_page):
    said = "document.querySelector('.lk-description').textContent"
    with open_page(lk.explore(BOWL, start=[0, 4])) as shown:
        first = shown.page.evaluate(said)
        shown.press(0.6, 0.3)
        now = shown.page.evaluate(said)
        html = saved(shown.page, "Save as a page").decode()
    assert now != first
    with open_page(html) as shown:
        assert shown.page.evaluate(said) == now
        shown.page.get_by_role("button", name="Reset").click()
        shown.settle()
        assert shown.page.evaluate(said) == first
        assert shown.errors == []
    with open_page(html, policy="script-src 'none'") as shown:  # there the picture stays
        assert shown.page.locator(".lk-still img").get_attribute("alt") == now


def test_the_menu_is_left_by_escape_and_by_a_click_elsewhere(open_page):
    with open_page(lk.explore_tangent(lk.objectives.parabola)) as shown:
        menu = shown.page.locator(".lk-menu")
        button = menu.get_by_role("button", name="Save the picture")
        menu.locator("summary").press("Enter")
        expect(button).to_be_visible()
        expect(menu.get_by_role("button", name="Copy the code")).not_to_be_visible()  # no Python
        shown.page.keyboard.press("Escape")
        expect(button).not_to_be_visible()
        expect(menu.locator("summary")).to_be_focused()
        menu.locator("summary").click()
        shown.press(0.5, 0.5)
        expect(button).not_to_be_visible()


def test_in_jupyterlab_the_code_is_that_of_python(open_cells):
    notebook = open_cells(
        "import lessonkit as lk\nlk.explore_tangent(lk.objectives.parabola, x=1.0)",
        "w = lk.explore(lk.objectives.bowl, learning_rate=0.2)\nw",
    )
    notebook.run_all()
    cell = notebook.cell(1)
    cell.locator("canvas.lk-landscape").press("ArrowRight")
    notebook.settle()
    cell.locator(".lk-menu summary").click()
    with notebook.page.expect_download() as download:
        cell.get_by_role("button", name="Save as a page").click()
    assert '"start": [0.05, 4.0]' in download.value.path().read_text(encoding="utf-8")
    cell.locator(".lk-menu summary").click()
    cell.get_by_role("button", name="Copy the code").click()
    code = cell.locator(".lk-menu textarea")
    expect(code).to_be_visible()
    assert code.input_value() == notebook.insert_and_run("print(w.code())")
    assert "start=[0.05, 4.0]" in code.input_value()
    other = notebook.cell(0).locator(".lk-menu")
    other.locator("summary").click()
    other.get_by_role("button", name="Copy the code").click()
    expect(other.locator("textarea")).to_have_value(
        "lk.explore_tangent(\n    lk.objectives.parabola,\n    x=1.0,\n)"
    )
    assert notebook.errors == []


# How high each control is, with the room around it that takes a finger too.
HEIGHTS = """() => [...document.querySelectorAll(
        '.lk-explorer button, .lk-explorer select, .lk-explorer summary, .lk-explorer label, '
        + '.lk-explorer input:not([type=radio], [type=checkbox]), .lk-handle')]
    .filter(each => each.checkVisibility())
    .filter(each => !each.matches('.lk-slider label, .lk-start, .lk-guess'))
    .map(each => {
        const around = parseFloat(getComputedStyle(each, '::after').top) || 0;
        const { height } = each.getBoundingClientRect();
        return [each.textContent || each.className, height - 2 * around];
    })"""


@pytest.mark.parametrize("name", MAKERS)
def test_fingers_find_everything(open_page, name):
    options = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
    with open_page(run(MAKERS[name]), **options) as shown:
        heights = shown.page.evaluate(HEIGHTS)
        assert len(heights) > 3
        assert [each for each in heights if each[1] < 43.5] == []
