"""Every lesson, opened and run as a learner would, in both languages."""

import ast
import re
from pathlib import Path

import pytest

from lessonkit.notebook import global_names
from tests.browser.conftest import VIEWPORT
from tools.browser import Notebook
from tools.lessons import read

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"
LESSONS = sorted(path.relative_to(NOTEBOOKS).as_posix() for path in NOTEBOOKS.glob("??/*.ipynb"))


WIDGET = re.compile(r"lk\.(explore\w*|predict|checkup)\(")


@pytest.fixture(scope="module")
def lab_page():
    """The page in which one lesson is opened after the other, as JupyterLab loads slowly."""
    pages: list[Notebook] = []
    yield pages
    for notebook in pages:
        notebook.close()


@pytest.fixture
def open_lesson(browser, lab, lab_page):
    def open_path(path):
        if lab_page and not lab_page[0].errors:
            lab_page[0].turn_to(path)
        else:
            lab_page[:] = [Notebook(browser.new_page(viewport=VIEWPORT), lab, path)]
        return lab_page[0]

    return open_path


def with_widgets(cells) -> list[int]:
    """The cells that make or show widgets, and those that make what they need."""
    wanted, found = set(), []
    for index, cell in reversed([*enumerate(cells)]):
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        shown = isinstance(tree.body[-1], ast.Expr) and isinstance(tree.body[-1].value, ast.Name)
        if WIDGET.search(cell.source) or shown or global_names(tree)[1] & wanted:
            wanted |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            found.insert(0, index)
    return found


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_shows_its_stored_pictures_and_runs_without_an_error(open_lesson, path):
    """The Korean notebooks have the same code, and nbval runs all of it: here their widgets do."""
    notebook = open_lesson(path)
    assert notebook.widget_errors() == []
    assert notebook.errors == []
    cells = read(NOTEBOOKS / path).cells
    if path.startswith("en"):
        notebook.run_all()
    else:
        for index in with_widgets(cells):
            notebook.run_cell(index)
    assert notebook.cell_errors() == []
    assert notebook.widget_errors() == []
    if "/17_" not in path:  # it waits for its data
        made = sum("lk.explore" in cell.source for cell in cells if cell.cell_type == "code")
        assert notebook.page.locator(".lk-explorer:has(canvas)").count() >= made > 0
    assert notebook.page.locator(".lk-reached").count() == 0  # no goal is a present
    assert notebook.errors == []


def test_text_widgets_and_themes(open_cells):
    notebook = open_cells(
        "print(6 * 7)", "import ipywidgets\nslider = ipywidgets.IntSlider(3)\nslider"
    )
    notebook.run_all()
    assert notebook.text(0) == "42"
    assert notebook.widget_errors() == []
    assert notebook.insert_and_run("slider.value + 1") == "4"
    notebook.set_theme("dark")
    notebook.set_theme("light")
    assert notebook.errors == []


BROKEN = """import anywidget
class Broken(anywidget.AnyWidget):
    _esm = 'export default { render() { throw new Error(`no drawing`) } }'
Broken()"""


def test_what_goes_wrong_is_seen(open_own_cells):
    notebook = open_own_cells(
        BROKEN, "from IPython.display import Javascript\nJavascript('nonsense()')", "1 / 0"
    )
    notebook.run_cell(0)
    assert notebook.widget_errors(1) or notebook.errors
    notebook.errors.clear()
    notebook.run_cell(1)
    notebook.page.evaluate("console.error('something broke')")
    assert any("something broke" in error for error in notebook.errors)
    notebook.run_cell(2)
    assert notebook.cell_errors() == ["cell 2: ZeroDivisionError: division by zero"]


def test_what_is_done_in_jupyterlab_is_recorded(open_cells):
    notebook = open_cells(
        "import lessonkit as lk\nlk.record().delete()\nlk.check('00.2', 3)",
        "lk.explore(lk.objectives.bowl, steps=4, goals=['steps > 3', 'steps > 5'])",
    )
    notebook.run_all()
    words = notebook.insert_and_run("list(lk.record().entries.values())")
    assert words == "['passed', 'reached']"
