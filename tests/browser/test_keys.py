"""No key that is pressed in a widget is a shortcut of the notebook, in Lab and Notebook 7."""

import contextlib
import importlib
import pkgutil

import ipywidgets
import nbformat
import pytest
from playwright.sync_api import expect

import lessonkit
from lessonkit.widgets.descent.settings import PANELS
from lessonkit.widgets.listening import ListeningWidget
from tools.browser import Notebook, lab_server

pytestmark = pytest.mark.browser

SETUP = """import numpy as np
import lessonkit as lk
lk.setup()
rng = np.random.default_rng(0)
X, y = rng.normal(size=(60, 2)), rng.integers(0, 2, 60)"""
# Every kind of widget that the package makes, by the name of its class.
WIDGETS = {
    "BatchExplorer": "lk.explore_batches(X, y)",
    "Checkup": "lk.checkup()",
    "Explorer": f"lk.explore(lk.objectives.bowl, [lk.Momentum(0.1)], panels={PANELS})",
    "GraphExplorer": "lk.explore_graph(lambda x, y: x * y + x, {'x': 2.0, 'y': -3.0})",
    "LocalSearchExplorer": "lk.explore_local_search()",
    "PredictionCard": "lk.predict('09.p1')",
    "ScoreExplorer": "lk.explore_scores(np.ones((1, 8, 8)), [1], [[2.0, 2.6, -1.0]])",
    "SearchExplorer": "lk.explore_search(lk.objectives.bowl, tries=20)",
    "SectionExplorer": "lk.explore_sections(lk.objectives.bowl)",
    "SliceExplorer": "lk.explore_slice(X, y, np.zeros((2, 2)), seeds=1)",
    "StepExplorer": "lk.explore_step(X, y, classes=2)",
    "TangentExplorer": "lk.explore_tangent(lk.objectives.parabola)",
}
# What would cut, delete, copy, insert, merge, change or run cells, move on, or restart the kernel.
KEYS = (
    *("x", "d", "d", "c", "v", "a", "b", "y", "m", "r", "0", "0", "i", "i", "j", "k", "o", "1"),
    *("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Shift+ArrowDown", "Shift+m", "Escape"),
    *("Shift+Enter", "Control+Enter", "Alt+Enter", "Home", "End", "PageDown", "Control+ArrowDown"),
)
# One of the buttons fills the screen, and then all else is behind it.
LEAVE = "document.fullscreenElement && document.exitFullscreen()"
# What the browser does when keys are pressed, as far as a page hears of it.
PRESS = """keys => {
    const CODES = {Escape: 27, Enter: 13, PageUp: 33, PageDown: 34, End: 35, Home: 36,
        ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40};
    for (const pressed of keys) {
        const [key, ...held] = pressed.split("+").reverse();
        const more = Object.fromEntries(["Shift", "Control", "Alt"].map(name =>
            [(name === "Control" ? "ctrl" : name.toLowerCase()) + "Key", held.includes(name)]));
        const event = {key, keyCode: CODES[key] ?? key.toUpperCase().charCodeAt(), ...more,
            bubbles: true, cancelable: true, composed: true};
        for (const kind of ["keydown", "keyup"])
            document.activeElement.dispatchEvent(new KeyboardEvent(kind, event));
    }
}"""
FOCUSABLE = "button, input, select, textarea, a[href], summary, [tabindex]"
# All that a shortcut could change: the cells, which is chosen, how, what ran, and what asks.
STATE = """
    const { widgets, activeCellIndex, mode } = panel.content;
    const cells = widgets.map(({ model, inputHidden }) =>
        [model.type, model.id, model.executionCount ?? null, inputHidden ?? null]);
    const chosen = widgets.filter(cell => panel.content.isSelectedOrActive(cell)).length;
    const text = widgets.map(({ model }) => model.sharedModel.getSource());
    return JSON.stringify([cells, text, activeCellIndex, chosen, mode,
        document.querySelectorAll('dialog, .jp-Dialog').length]);
"""


def widget_classes():
    """The classes of all widgets of the package, of those too that are not made for learners."""
    for module in pkgutil.walk_packages(lessonkit.__path__, "lessonkit."):
        importlib.import_module(module.name)
    waiting, found = [ipywidgets.Widget], set()
    while waiting:
        waiting += (subclasses := waiting.pop().__subclasses__())
        found |= {each for each in subclasses if each.__module__.startswith("lessonkit")}
    return {each for each in found if not each.__subclasses__()}


def test_f1_none_is_missing_here():
    assert {each.__name__ for each in widget_classes()} == set(WIDGETS)


def test_f1_all_are_made_on_one_root():
    for each in widget_classes():
        assert issubclass(each, ListeningWidget)


def open_widget(notebook, name):
    """Show a widget in the middle of cells that could be cut, and return it."""
    show = f"widget = {WIDGETS[name]}\nwidget"
    notebook.insert_and_run(show)
    index = notebook._evaluate("return panel.content.widgets.length;") - 1
    notebook.insert_and_run("print(1)")
    root = notebook.cell(index).locator(".lk-explorer")
    root.wait_for()
    return root


def press_everywhere(notebook, root):
    """Press every key at all that can have the focus, and return at what the notebook changed.

    At the first of each kind the browser presses them, at the others a script does: it takes a
    hundredth of the time.
    """
    root.click(position={"x": 2, "y": 2})  # beside all controls
    changed, kinds = [], set()
    for k in range(-1, root.locator(FOCUSABLE).count()):
        element = root if k < 0 else root.locator(FOCUSABLE).nth(k)
        if k >= 0 and not element.is_visible():
            continue
        if k >= 0:
            element.focus()
        before = notebook._evaluate(STATE)
        kind = element.evaluate("each => [each.tagName, each.type, each.className].join()")
        if kind in kinds:
            notebook.page.evaluate(PRESS, KEYS)
        else:
            for key in KEYS:
                notebook.page.keyboard.press(key)
        kinds.add(kind)
        notebook.page.evaluate(LEAVE)
        notebook.settle()
        if notebook._evaluate(STATE) != before:
            changed.append(element.evaluate("each => each.outerHTML.slice(0, 200)"))
    return changed


@contextlib.contextmanager
def opened_in(application, browser):
    """A notebook with a cell that prepares what the widgets need."""
    with lab_server(application=application) as server:
        cells = nbformat.v4.new_notebook()
        cells.cells = [nbformat.v4.new_code_cell(SETUP)]
        cells.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(cells, server.folder / "keys.ipynb")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        notebook = Notebook(page, server, "keys.ipynb")
        notebook.run_all()
        yield notebook
        notebook.close()


@pytest.fixture(scope="module")
def opened(browser):
    with opened_in("jupyterlab", browser) as notebook:
        yield notebook


@pytest.mark.parametrize("name", WIDGETS)
def test_f1_keys_stay_in_the_widget(opened, name):
    root = open_widget(opened, name)
    assert press_everywhere(opened, root) == []
    assert opened.cell_errors() == []


def test_f1_keys_stay_in_the_widget_in_notebook_7(browser):
    with opened_in("notebook", browser) as notebook:
        for name in ("PredictionCard", "Checkup", "TangentExplorer"):
            root = open_widget(notebook, name)
            assert press_everywhere(notebook, root) == []


def test_f1_arrows_move_the_choice_of_a_prediction(opened):
    root = open_widget(opened, "PredictionCard")
    opened.page.keyboard.press("Escape")
    radios = root.get_by_role("radio")
    radios.first.focus()
    opened.page.keyboard.press("Space")
    expect(root).to_contain_text("Recorded: It reaches")
    opened.page.keyboard.press("ArrowDown")
    expect(root).to_contain_text("Recorded: It jumps")
    assert opened.insert_and_run("widget.choice") == "'It jumps between two points for ever'"
    opened.insert_and_run("widget.reveal()")
    expect(radios.nth(1)).to_be_checked()
    expect(radios.nth(1)).to_be_disabled()


def test_f1_the_test_would_see_a_shortcut(opened):
    """Where nothing holds the keys back, they do what they do."""
    opened.insert_and_run("import ipywidgets\nipywidgets.RadioButtons(options=['a', 'b'])")
    for press in (opened.page.keyboard.press, lambda key: opened.page.evaluate(PRESS, [key])):
        before = opened._evaluate(STATE)
        opened.page.locator(".widget-radio-box input").first.focus()
        press("b")
        opened.settle()
        assert opened._evaluate(STATE) != before
