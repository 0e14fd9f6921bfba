"""The slice explorer by hand, in a real JupyterLab."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.explorers.hands import description

pytestmark = pytest.mark.browser

SHOW = """import lessonkit as lk, numpy as np
rng = np.random.default_rng(0)
X, y = np.hstack([rng.random((150, 3)), np.ones((150, 1))]), rng.integers(0, 3, 150)
network = lk.TwoLayerNetwork(4, 5, 3)
trained = [network.init(np.random.default_rng(seed)) for seed in range(3)]
w = lk.explore_slice(X, y, rng.normal(size=(3, 4)), network, trained, seeds=2)
w"""
HERE = "print(*w.place, f'{w.slice.values[16, 16]:.4f} {w.slice.values.min():.4f}')"


def choose(notebook, *names):
    for name in names:
        notebook.cell(0).get_by_role("radio", name=name, exact=True).check()


def test_every_choice_shows_the_map_that_python_has(notebook):
    choices = [
        ("linear classifier", "one", "±8"),
        ("trained network", "a hundred", "±4"),
        ("plane through three trained networks", "all (150)", "±1"),
    ]
    for choice in choices:
        choose(notebook, *choice)
        said = description(notebook)
        _, _, here, lowest = notebook.insert_and_run(HERE).split()
        assert f"loss {here} at a = 0.0" in said
        assert said.endswith(f"lowest here {lowest}")


def test_other_directions_are_another_map(notebook):
    before = description(notebook)
    button = notebook.cell(0).get_by_role("button", name="Next directions")
    button.click()
    after = description(notebook)
    assert after.startswith("seed 1 ")
    assert after.split("lowest")[1] != before.split("lowest")[1]
    assert notebook.insert_and_run("print(w.seed)").strip() == "1"
    choose(notebook, "plane through three trained networks")
    notebook.settle()
    expect(button).to_be_disabled()


def test_the_ball_is_dragged_on_the_map_and_along_the_cut(notebook):
    canvases = notebook.cell(0).locator("canvas.lk-landscape")
    notebook.settle()
    drag(notebook, canvases.nth(0), 60, -40)
    a, b = np.fromstring(notebook.insert_and_run("print(*w.place)"), sep=" ")
    assert 0.2 < a < 0.6
    assert 0.1 < b < 0.5
    canvases.nth(0).focus()
    notebook.page.keyboard.press("ArrowUp")
    notebook.page.keyboard.press("ArrowLeft")
    notebook.settle()
    moved = np.fromstring(notebook.insert_and_run("print(*w.place)"), sep=" ")
    np.testing.assert_allclose(moved, [a - 0.02, b + 0.02], atol=1e-9)
    canvases.nth(1).focus()
    notebook.page.keyboard.press("Shift+ArrowRight")
    notebook.page.keyboard.press("ArrowUp")  # a cut has one direction: up is further along it
    notebook.settle()
    along = np.fromstring(notebook.insert_and_run("print(*w.place)"), sep=" ")
    np.testing.assert_allclose(along, np.add(moved, [0.22, 0]), atol=1e-9)


def drag(notebook, canvas, dx, dy):
    box = canvas.bounding_box()
    # The frame is 60 from the left, 14 from the right, 30 from the top, 46 from the bottom.
    x, y = box["x"] + 60 + (box["width"] - 74) / 2, box["y"] + 30 + (box["height"] - 76) / 2
    mouse = notebook.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + dx, y + dy, steps=4)
    mouse.up()
    notebook.settle()


def test_what_python_sets_is_shown_and_reset_goes_back(notebook):
    before = description(notebook)
    notebook.insert_and_run("w.place, w.scale, w.examples = [0.5, -0.5], 0.25, 'one'")
    assert "a = 4.00, b = −4.00" in description(notebook)
    expect(notebook.cell(0).get_by_role("radio", name="one", exact=True)).to_be_checked()
    notebook.cell(0).get_by_role("button", name="Reset").click()
    assert description(notebook) == before


def test_a_page_without_a_kernel_moves_too(notebook, tmp_path, browser):
    said = description(notebook)
    path = tmp_path / "page.html"
    notebook.insert_and_run(f"w.to_html({str(path)!r})")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("document.querySelector('.lk-description')?.textContent")
    shown = page.locator(".lk-description")
    assert shown.text_content() == said
    page.get_by_role("radio", name="one", exact=True).check()
    page.wait_for_function(
        "said => document.querySelector('.lk-description').textContent !== said", arg=said
    )
    page.close()
