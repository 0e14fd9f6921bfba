"""Pictures of lessons as a learner sees them, run in JupyterLab, in both themes, to look at."""

from pathlib import Path

from tools.browser import Notebook, chromium, lab_server
from tools.lessons import ROOT, Lesson

VIEWPORT = {"width": 1280, "height": 1100}
OVERLAP = 60


def take(lessons: list[Lesson], folder: str | Path, cells: bool = False) -> int:
    """Take pictures of these lessons: `folder/09_…/en-light-01.png` and so on.

    With `cells`, one picture for each code cell, else the whole lesson a screen at a time.
    """
    with chromium() as browser, lab_server(ROOT / "notebooks") as server:
        for lesson in lessons:
            target = Path(folder) / lesson.name
            target.mkdir(parents=True, exist_ok=True)
            for language in ("en", "ko"):
                if not lesson.notebook(language).exists():
                    continue
                for theme in ("light", "dark"):
                    page = browser.new_page(viewport=VIEWPORT)
                    notebook = Notebook(page, server, f"{language}/{lesson.name}.ipynb")
                    count = _shoot(notebook, theme, target / f"{language}-{theme}", cells)
                    notebook.close()
                    print(f"{target}: {language}, {theme}: {count} pictures")
    return 0


def _shoot(notebook: Notebook, theme: str, prefix: Path, cells: bool) -> int:
    notebook.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    notebook.set_theme(theme)
    notebook.run_all()
    notebook.widget_errors()
    return _shoot_cells(notebook, prefix) if cells else _shoot_screens(notebook, prefix)


def _shoot_cells(notebook: Notebook, prefix: Path) -> int:
    count = notebook.root.locator(".jp-Cell").count()
    for index in range(count):
        notebook.cell(index).screenshot(path=f"{prefix}-cell-{index:02d}.png")
    return count


def _shoot_screens(notebook: Notebook, prefix: Path) -> int:
    scroller = notebook.root.locator(".jp-WindowedPanel-outer").first
    height, total = scroller.evaluate("node => [node.clientHeight, node.scrollHeight]")
    step = height - OVERLAP
    number = 0
    for top in range(0, max(total - OVERLAP, 1), step):
        number += 1
        scroller.evaluate("(node, top) => { node.scrollTop = top; }", top)
        notebook.settle()
        notebook.root.screenshot(path=f"{prefix}-{number:02d}.png")
    return number
