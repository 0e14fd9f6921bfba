"""F2, F11, F13: what was saved shows its pictures, with alt text, when no kernel is left."""

import subprocess
import sys

import nbformat
import pytest

import lessonkit as lk
from lessonkit.saved import VIEW
from tools.browser import Notebook, lab_server

pytestmark = pytest.mark.browser

EXPLORERS = {
    "explore": "lk.explore(lk.objectives.bowl)",
    "explore_batches": "lk.explore_batches(X, Y)",
    "explore_graph": "lk.explore_graph(lambda x, y: x * y + x, {'x': 2.0, 'y': -3.0})",
    "explore_local_search": "lk.explore_local_search()",
    "explore_scores": "lk.explore_scores(np.ones((1, 8, 8)), [1], [[2.0, 2.6, -1.0]])",
    "explore_search": "lk.explore_search(lk.objectives.bowl, tries=20)",
    "explore_sections": "lk.explore_sections(lk.objectives.bowl)",
    "explore_slice": "lk.explore_slice(X, Y, np.zeros((2, 2)), seeds=1)",
    "explore_step": "lk.explore_step(X, Y, classes=2)",
    "explore_tangent": "lk.explore_tangent(lk.objectives.parabola)",
}
FIGURE = "fig, ax = plt.subplots()\nax.set_label('A line that rises.')\n_ = ax.plot([0, 1])"
LINES = {
    "en": ("Run this cell to bring it to life.", "Run this cell to choose.", "Run this cell; if"),
    "ko": ("이 셀을 실행하면 움직이기", "이 셀을 실행하면 고를 수", "이 셀을 실행하세요. 그래도"),
}


def sources(language):
    return [
        "import numpy as np\nimport matplotlib.pyplot as plt\nimport lessonkit as lk\n"
        f"lk.setup(language={language!r})\n"
        "X, Y = np.random.default_rng(0).normal(size=(60, 2)), np.arange(60) % 2",
        *EXPLORERS.values(),
        FIGURE,
        "card = lk.predict('09.p1')\ncard",
        "lk.checkup()",
    ]


def stored_alts(path):
    outputs = [o for cell in nbformat.read(path, 4).cells for o in cell.get("outputs", [])]
    return [o.metadata["image/png"]["alt"] for o in outputs if "image/png" in o.get("data", {})]


def shown_pictures(page):
    script = "all => all.map(image => [image.alt, image.complete && image.naturalWidth > 100])"
    return page.locator("img[src^='data:image/png']").evaluate_all(script)


def test_every_explorer_is_here():
    assert set(EXPLORERS) == {name for name in lk.__all__ if name.startswith("explore")}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_f2_f11_a_saved_notebook_opened_again(open_own_cells, lab, language):
    notebook = open_own_cells(*sources(language))
    path = max(lab.folder.glob("written-*"), key=lambda file: file.stat().st_mtime_ns)
    notebook.run_all()
    assert notebook.cell_errors() == []
    assert notebook.widget_errors() == []
    notebook._evaluate("await panel.context.save();")
    notebook.close()  # and its kernel with it
    assert VIEW not in path.read_text(encoding="utf-8")

    again = Notebook(notebook.page.context.browser.new_page(), lab, path.name)
    text = again.root.text_content()
    assert "Error displaying widget" not in text
    assert "Loading widget" not in text
    _picture, choose, check = LINES[language]
    assert choose in text
    assert check in text
    alts = stored_alts(path)
    assert shown_pictures(again.page) == [[alt, True] for alt in alts]
    assert sum(LINES[language][0] in alt for alt in alts) == len(EXPLORERS)
    assert again.errors == []
    again.run_all()
    assert again.widget_errors() == []
    again.close()


def test_f13_f11_a_page_that_nbconvert_made_is_opened_offline(browser, tmp_path):
    path = tmp_path / "lesson.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in sources("en")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.with_suffix(".html").as_uri(), wait_until="domcontentloaded")
    pictures = shown_pictures(page)
    assert len(pictures) == len(EXPLORERS) + 1
    assert all(drawn for _alt, drawn in pictures)
    assert [LINES["en"][0] in alt for alt, _drawn in pictures] == [True] * len(EXPLORERS) + [False]
    for line in LINES["en"][1:]:
        assert line in page.content()
    context.close()


def test_f11_notebook_7_gives_pictures_their_alt_text(browser, root):
    with lab_server(root / "notebooks", application="notebook") as server:
        notebook = Notebook(browser.new_page(), server, "ko/09_gradient_descent.ipynb")
        alts = stored_alts(root / "notebooks" / "ko" / "09_gradient_descent.ipynb")
        assert len(alts) >= 10
        shown = [alt for alt, _drawn in shown_pictures(notebook.page)]
        assert shown
        assert shown == alts[: len(shown)]  # Notebook 7 draws what comes into sight
        notebook.close()


def test_f2_a_widget_whose_state_is_stored_is_drawn_from_it(open_own_cells, lab):
    """Settings → Save Widget State Automatically."""
    notebook = open_own_cells(*sources("en")[:2])
    path = max(lab.folder.glob("written-*"), key=lambda file: file.stat().st_mtime_ns)
    command = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"
    notebook._evaluate("await app.commands.execute(argument);", command)
    notebook.run_all()
    assert notebook.widget_errors() == []
    notebook._evaluate("await panel.context.save();")
    notebook._evaluate("await app.commands.execute(argument);", command)
    notebook.close()
    assert VIEW in path.read_text(encoding="utf-8")
    again = Notebook(notebook.page.context.browser.new_page(), lab, path.name)
    assert again.widget_errors() == []
    again.close()
