"""Every lesson, opened and run as a learner would, in both languages."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"
LESSONS = sorted(path.relative_to(NOTEBOOKS).as_posix() for path in NOTEBOOKS.glob("??/*.ipynb"))


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_shows_its_stored_pictures_and_runs_without_an_error(open_notebook, path):
    notebook = open_notebook(path)
    assert notebook.widget_errors() == []
    assert notebook.errors == []
    notebook.run_all()
    assert notebook.cell_errors() == []
    assert notebook.widget_errors() == []
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


def test_a_failing_cell_is_seen(open_cells):
    notebook = open_cells("1 / 0")
    notebook.run_all()
    assert notebook.cell_errors() == ["cell 0: ZeroDivisionError: division by zero"]


def test_an_error_in_the_page_is_seen(open_cells):
    notebook = open_cells("from IPython.display import Javascript\nJavascript('nonsense()')")
    notebook.run_all()
    notebook.page.evaluate("console.error('something broke')")
    assert any("something broke" in error for error in notebook.errors)


def test_a_widget_that_is_not_drawn_is_seen(open_cells):
    notebook = open_cells(
        "import anywidget\n"
        "class Broken(anywidget.AnyWidget):\n"
        "    _esm = 'export default { render() { throw new Error(`no drawing`) } }'\n"
        "Broken()"
    )
    notebook.run_all()
    assert notebook.widget_errors() or notebook.errors
