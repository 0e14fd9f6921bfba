"""The check of lesson 00 in a real JupyterLab."""

import pytest

pytestmark = pytest.mark.browser


def test_browser_and_python_hear_each_other(open_cells):
    notebook = open_cells("import lessonkit as lk\nlk.setup()\nw = lk.checkup()\nw")
    notebook.run_all()
    notebook.cell(0).get_by_text("Everything is in place").wait_for()
    assert "✘" not in notebook.text(0)
    assert notebook.insert_and_run("w.seen, w.heard") == "(True, True)"
    assert notebook.errors == []
