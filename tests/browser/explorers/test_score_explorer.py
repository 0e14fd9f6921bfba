"""The score explorer by hand, in a real JupyterLab, and its mathematics against Python."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.lessons.scores import probabilities, svm_terms
from tests.browser.explorers.hands import description

pytestmark = pytest.mark.browser

SHOW = """import numpy as np
import lessonkit as lk
scores = [[2.0, 2.6, 1.5, -1.0], [0.1, 0.2, 4.0, 0.0]]
w = lk.explore_scores(np.ones((2, 8, 8)), [0, 2], scores, "abcd")
w"""
STATE = "print(w.example, *w.scores, f'{w.svm_loss:.2f} {w.softmax_loss:.2f} {w.moved:.2f}')"


def told(notebook) -> list[float]:
    notebook.settle()
    return [float(word) for word in notebook.insert_and_run(STATE).split()]


def test_the_browser_says_what_python_computes(notebook):
    assert description(notebook) == "SVM loss 2.10 · softmax loss 1.25 · scores moved by 0.00"
    assert told(notebook) == [0, 2.0, 2.6, 1.5, -1.0, 2.1, 1.25, 0]


def test_a_score_is_dragged(notebook):
    knob = notebook.cell(0).get_by_role("slider", name="score of class a")
    box = knob.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(x, y)
    notebook.page.mouse.down()
    notebook.page.mouse.move(x + 90, y - 60, steps=4)  # over other bars: the first one is held
    notebook.page.mouse.up()
    _example, *scores, svm, softmax, moved = told(notebook)
    assert scores[0] > 2.5
    assert scores[1:] == [2.6, 1.5, -1.0]
    assert moved == pytest.approx(scores[0] - 2)
    said = f"SVM loss {svm:.2f} · softmax loss {softmax:.2f} · scores moved by {moved:.2f}"
    assert description(notebook) == said


def test_a_bar_is_taken_anywhere_with_the_mouse(notebook):
    canvas = notebook.cell(0).locator("canvas.lk-landscape").bounding_box()
    knob = notebook.cell(0).get_by_role("slider", name="score of class d").bounding_box()
    notebook.page.mouse.click(knob["x"] + knob["width"] / 2, canvas["y"] + canvas["height"] / 2)
    assert told(notebook)[4] > 0


def test_keys_move_a_score_and_go_to_the_next_class(notebook):
    knobs = notebook.cell(0).get_by_role("slider")
    knobs.nth(0).focus()
    notebook.page.keyboard.press("ArrowUp")
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("Shift+ArrowDown")
    notebook.page.keyboard.press("Shift+ArrowDown")
    assert told(notebook)[1:5] == [2.05, 1.6, 1.5, -1.0]
    assert knobs.nth(1).get_attribute("aria-valuetext") == "1.60"


def test_next_example_and_reset(notebook):
    cell = notebook.cell(0)
    cell.get_by_role("button", name="Next example").click()
    assert told(notebook)[:5] == [1, 0.1, 0.2, 4.0, 0.0]
    assert "SVM loss 0.00" in description(notebook)
    assert "right class: c" in cell.locator(".lk-facts").text_content()
    cell.get_by_role("slider").nth(3).focus()
    notebook.page.keyboard.press("PageUp")
    assert told(notebook)[4] == 1.0
    cell.get_by_role("button", name="Reset").click()
    assert told(notebook)[:5] == [1, 0.1, 0.2, 4.0, 0.0]


def test_what_python_sets_is_shown(notebook):
    notebook.insert_and_run("w.scores = [5, 0, 0, 0]")
    assert description(notebook).startswith("SVM loss 0.00 · softmax loss 0.02")
    notebook.insert_and_run("w.example = 1")
    assert description(notebook).endswith("moved by 0.00")


def test_a_page_of_its_own_works_without_a_kernel(browser, tmp_path):
    w = lk.explore_scores(np.ones((1, 8, 8)), [0], [[2.0, 2.6, 1.5, -1.0]])
    w.to_html(tmp_path / "page.html")
    page, errors = browser.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_role("slider").nth(0).focus()
    page.keyboard.press("PageUp")
    page.get_by_text("SVM loss 0.60").wait_for()
    page.close()
    assert errors == []


def test_the_mathematics_is_that_of_python(open_kit):
    page = open_kit("explorers/score/maths")
    rng = np.random.default_rng(3)
    for size in (1.0, 30.0, 2000.0):
        scores, right = rng.normal(0, size, 10), int(rng.integers(10))
        terms, chances, loss = page.evaluate(
            """([s, y]) => [kit.svmTerms(s, y), kit.probabilities(s), kit.softmaxLoss(s, y)]""",
            [scores.tolist(), right],
        )
        np.testing.assert_allclose(terms, svm_terms(scores, right), rtol=1e-12)
        np.testing.assert_allclose(chances, probabilities(scores), rtol=1e-12)
        wanted = lk.softmax_loss(scores[:, None], [[1.0]], [right])
        np.testing.assert_allclose(loss, wanted, rtol=1e-12, atol=1e-12)
