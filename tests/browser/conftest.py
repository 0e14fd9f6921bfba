"""A real JupyterLab for the browser tests: `open_notebook("en/09_gradient_descent.ipynb")`."""

import contextlib

import nbformat
import pytest
from matplotlib.figure import Figure

import lessonkit as lk
from lessonkit.datasets.cifar10 import VARIABLE
from lessonkit.widgets.javascript import joined
from tools.browser import LabServer, Notebook, chromium, lab_server

KIT = """async source => {
    const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
    window.kit = {...window.kit, ...await import(address)};
}"""
VIEWPORT = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser():
    """Chromium, one for all tests; a missing one fails and says what to install."""
    with chromium() as running:
        yield running


@pytest.fixture(autouse=True)
def english_again():
    """No test leaves its language to the next one."""
    yield
    lk.setup(language="en")


@pytest.fixture(scope="module")
def open_kit(browser):
    """A function that opens a page with what files of JavaScript export in `kit`."""
    opened = []

    def open_files(*files: str):
        opened.append(browser.new_page())
        for file in files:
            opened[-1].evaluate(KIT, joined(file))
        return opened[-1]

    yield open_files
    for page in opened:
        page.close()


class StandalonePage:
    """A page without Jupyter; `errors` are those that nobody caught in it."""

    def __init__(self, page, html, policy, before):
        self.page, self.errors = page, []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if policy:
            headers["Content-Security-Policy"] = policy
        page.route("**/*", lambda route: route.fulfill(body=html, headers=headers))
        if before:
            page.add_init_script(before)
        page.goto("http://page.example/")
        self.settle()

    def settle(self):
        """Wait until what was done is on the screen."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def press(self, across, down):
        """Let the ball be at a place on the landscape, given in shares of its canvas."""
        box = self.page.locator("canvas.lk-landscape").first.bounding_box()
        place = box["x"] + across * box["width"], box["y"] + down * box["height"]
        self.page.mouse.click(*place)
        self.settle()


@pytest.fixture
def open_page(browser, tmp_path):
    """A function that opens an explorer, or HTML, on a page of its own, as a context manager.

    Arguments: the content-security policy, JavaScript that runs before the page's, and options of
    the browser's page, such as ``color_scheme``.
    """

    @contextlib.contextmanager
    def opened(shown, policy=None, before="", **options):
        if not isinstance(shown, str):
            if policy is None:  # its script runs and takes the place of the picture
                shown._draw = Figure
            shown.to_html(tmp_path / "page.html")
            shown = (tmp_path / "page.html").read_text(encoding="utf-8")
        page = browser.new_page(**options)
        try:
            yield StandalonePage(page, shown, policy, before)
        finally:
            page.close()

    return opened


@pytest.fixture(scope="session")
def lab(root) -> LabServer:
    """JupyterLab on a copy of notebooks/, one for all tests.

    Lesson 17 would take minutes with its data. Here it finds none, and has to come to rest at once.
    """
    notebooks = root / "notebooks"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(VARIABLE, "/nowhere")
        with lab_server(notebooks if notebooks.exists() else None) as server:
            yield server


@pytest.fixture
def open_notebook(browser, lab):
    """A function that opens a notebook of the course, by its path under notebooks/."""
    opened = []

    def open_path(path: str, **context_options) -> Notebook:
        page = browser.new_page(viewport=VIEWPORT, **context_options)
        opened.append(Notebook(page, lab, path))
        return opened[-1]

    yield open_path
    for notebook in opened:
        notebook.close()


def write_notebook(lab, sources) -> str:
    """Write a notebook of these code cells, and return its path."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    path = lab.folder / f"written-{len(list(lab.folder.glob('written-*')))}.ipynb"
    nbformat.write(notebook, path)
    return path.name


@pytest.fixture
def open_own_cells(lab, open_notebook):
    """A function that writes a notebook of these code cells and opens it."""
    return lambda *sources, **options: open_notebook(write_notebook(lab, sources), **options)


@pytest.fixture(scope="session")
def sheets(browser, lab):
    """Open notebooks, by the options of their pages, whose cells are written anew for each test."""
    opened: dict[str, Notebook] = {}
    yield opened
    for notebook in opened.values():
        notebook.close()


@pytest.fixture
def open_cells(browser, lab, sheets):
    """A function that shows a notebook of these code cells, in a kernel where nothing has run.

    Loading JupyterLab takes most of the time of a test, so all share a page. What a test saves,
    restarts or breaks needs `open_own_cells`; a page with errors is not used again.
    """
    used = []

    def open_sources(*sources: str, **options) -> Notebook:
        key = repr(options)
        used.append(key)
        if key not in sheets:
            page = browser.new_page(viewport=VIEWPORT, **options)
            sheets[key] = Notebook(page, lab, write_notebook(lab, [""]))
        sheets[key].page.set_viewport_size(VIEWPORT)
        sheets[key].begin_anew(list(sources))
        return sheets[key]

    yield open_sources
    for key in {key for key in used if key in sheets and sheets[key].errors}:
        sheets.pop(key).close()


@pytest.fixture
def notebook(request, open_cells):
    """A notebook with one cell, the `SHOW` of the test's module; nothing may go wrong in it."""
    notebook = open_cells(request.module.SHOW)
    notebook.run_all()
    assert notebook.widget_errors() == []
    yield notebook
    assert notebook.errors == []
