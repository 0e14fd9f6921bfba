"""The search explorer by hand, in a real JupyterLab."""

import numpy as np
import pytest

import lessonkit as lk
from tests.browser.explorers.hands import description, refuses, type_in

pytestmark = pytest.mark.browser

SHOW = "import lessonkit as lk\nw = lk.explore_search(lk.objectives.bowl, tries=64)\nw"


def test_the_browser_finds_what_python_finds(notebook):
    wanted = lk.explore_search(lk.objectives.bowl, tries=64)
    x, y = wanted.best
    said = f"seed 0 · best of 64: {wanted.values.min():.4f} at ({x:.3f}, {y:.3f})"
    assert description(notebook) == said


def test_python_hears_of_tries_seed_and_width(notebook):
    cell = notebook.cell(0)
    type_in(notebook, "40%", 0)
    type_in(notebook, "200", 1)
    cell.get_by_role("button", name="Next seed").click()
    said = description(notebook)
    told = notebook.insert_and_run("print(w.tries, w.seed, w.width, f'{w.values.min():.4f}')")
    assert told.startswith("200 1 40 ")
    assert f"best of 200: {told.split()[-1]} at" in said


def test_the_box_is_dragged_and_moved_by_keys(notebook):
    cell = notebook.cell(0)
    type_in(notebook, "40", 0)
    canvas = cell.locator("canvas.lk-landscape")
    box = canvas.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(*middle)
    notebook.page.mouse.down()
    notebook.page.mouse.move(middle[0] + 60, middle[1] - 60, steps=4)
    notebook.page.mouse.up()
    notebook.settle()
    x, y = np.fromstring(notebook.insert_and_run("print(*w.center)"), sep=" ")
    assert x > 2.3
    assert y > 2.3
    canvas.focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.settle()
    left, _ = np.fromstring(notebook.insert_and_run("print(*w.center)"), sep=" ")
    assert left == pytest.approx(x - 0.05, abs=0.011)


def test_a_number_of_tries_that_cannot_be_is_refused(notebook):
    refuses(notebook, "0", 1, "from 1 to 1000")


def test_what_python_sets_is_shown(notebook):
    notebook.insert_and_run("w.tries, w.seed = 7, 5")
    assert description(notebook).startswith("seed 5 · best of 7: ")


def test_a_page_of_its_own_plays_without_a_kernel(browser, tmp_path):
    w = lk.explore_search(lk.objectives.bowl, tries=64)
    w.to_html(tmp_path / "page.html")
    page, errors = browser.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_role("button", name="Next seed").click()
    w.seed = 1
    page.get_by_text(f"seed 1 · best of 64: {w.values.min():.4f}").first.wait_for()
    page.get_by_label("Speed").select_option("500/s")
    page.get_by_role("button", name="Play").click()
    w.tries = 1000
    page.get_by_text(f"seed 1 · best of 1000: {w.values.min():.4f}").first.wait_for()
    page.get_by_role("button", name="One step back").click()
    page.get_by_text("best of 999:").first.wait_for()
    page.close()
    assert errors == []
