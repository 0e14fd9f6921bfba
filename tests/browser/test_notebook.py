"""Jupyter Notebook 7 shows and runs what JupyterLab does, and leaves an explorer its keys."""

import re

import pytest
from playwright.sync_api import expect

from tools.browser import Notebook, lab_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(root):
    with lab_server(root / "notebooks", application="notebook") as running:
        yield running


def test_an_explorer_in_notebook(browser, server):
    notebook = Notebook(browser.new_page(), server, "en/00_start_here.ipynb")
    notebook.run_all()
    assert notebook.cell_errors() == []
    assert notebook.widget_errors() == []
    root = notebook.cell(notebook.find("explorer = lk.explore(")).locator(".lk-explorer")
    said = root.locator(".lk-description")
    expect(said).to_contain_text("x₀ = 1.60")
    canvas = root.locator("canvas.lk-landscape")
    canvas.focus()
    for _ in range(3):
        notebook.page.keyboard.press("ArrowLeft")
    notebook.settle()
    start = float(re.search(r"x₀ = (\S+),", said.text_content())[1])
    assert 1.3 < start < 1.6
    assert canvas.evaluate("canvas => document.activeElement === canvas")
    assert float(notebook.insert_and_run("explorer.start")) == pytest.approx(start, abs=0.005)
    notebook.close()
