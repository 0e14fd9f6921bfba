"""The local search explorer by hand, in a real JupyterLab, and what it says against Python."""

import pytest

import lessonkit as lk
from tests.browser.explorers.hands import type_in

pytestmark = pytest.mark.browser

SHOW = "import lessonkit as lk\nw = lk.explore_local_search(step_size=0.01)\nw"
FACTS = "print(f'{w.loss:.3f} {100 * w.accuracy:.1f} {round(w.acceptance_rate * (w.tries - 1))}')"


def said(notebook) -> str:
    notebook.settle()
    return notebook.cell(0).locator(".lk-description").text_content()


def assert_as_python_says(notebook) -> None:
    text = said(notebook)
    loss, accuracy, taken = notebook.insert_and_run(FACTS).split()
    assert f"loss {loss}, accuracy {accuracy}%, {taken} of " in text


def test_settings_by_keyboard_and_button_are_those_of_python(notebook):
    assert_as_python_says(notebook)
    steps, tries = notebook.cell(0).locator("input[type=range]").all()
    steps.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("ArrowRight")
    assert "step size 0.05" in said(notebook)
    tries.focus()
    notebook.page.keyboard.press("PageDown")
    notebook.cell(0).get_by_role("button", name="Next seed").click()
    assert "seed 1, step size 0.05, after try 900" in said(notebook)
    assert notebook.insert_and_run("print(w.seed, w.step_size, w.tries)").split() == [
        "1",
        "0.05",
        "900",
    ]
    notebook.cell(0).get_by_role("button", name="One step on").click()
    assert "after try 901" in said(notebook)
    assert_as_python_says(notebook)


def test_python_moves_it_and_reset_brings_it_back(notebook):
    notebook.insert_and_run("w.step_size, w.seed, w.tries = 0.5, 4, 1")
    assert "seed 4, step size 0.5, after try 1:" in said(notebook)
    assert "0 of 0 steps taken" in said(notebook)
    notebook.cell(0).get_by_role("button", name="Reset").click()
    assert "seed 0, step size 0.01, after try 1000: loss 1.079, accuracy 85.4%" in said(notebook)


def test_values_that_cannot_be_are_refused(notebook):
    before = said(notebook)
    type_in(notebook, "0.03", 0)
    complaint = notebook.cell(0).locator(".lk-complaint")
    assert "not “0.03”" in complaint.text_content()
    type_in(notebook, "0.01", 0)
    assert complaint.text_content() == ""
    type_in(notebook, "0", 1)
    assert "not “0”" in complaint.text_content()
    assert said(notebook) == before


def test_the_pictures_are_described(notebook):
    said(notebook)
    names = notebook.cell(0).locator("canvas").evaluate_all("all => all.map((c) => c.ariaLabel)")
    assert len(names) == 3
    assert names[0].startswith("loss. seed 0")
    assert names[2] == "steps taken (%). 376 of 999 steps taken"


def test_a_page_of_its_own_moves_without_a_kernel(browser, tmp_path):
    lk.explore_local_search(0.02).to_html(tmp_path / "search.html")
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto((tmp_path / "search.html").as_uri())
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("ArrowLeft")
    description = page.locator(".lk-description")
    page.wait_for_function(
        "document.querySelector('.lk-description').textContent.includes('step size 0.01,')"
    )
    assert "loss 1.079" in description.text_content()
    page.close()
    assert errors == []
