"""The step explorer by hand, in a real JupyterLab, and its numbers against Python's."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from lessonkit.experiments.step_lines import STEPS
from tests.browser.explorers.hands import type_in
from tests.browser.test_accessibility import NOT_OURS
from tests.browser.test_explorer import COUNT_MESSAGES, sent, touch

pytestmark = pytest.mark.browser

PROBLEM = """import numpy as np
import lessonkit as lk
rng = np.random.default_rng(3)
X, y = np.hstack([rng.random((90, 4)), np.ones((90, 1))]), rng.integers(0, 3, 90)
lk.setup(language="{language}")
w = lk.explore_step(X, y, classes=3, step=0.01)
"""
TOLD = "print(f'{w.step:.3g} {w.seed} {w.source} {w.loss:.3f} {w.start + w.slope * w.step:.3f}')"
LABELED = """all => all.map((canvas) => canvas.getAttribute("aria-label"))"""


@pytest.fixture
def opened(open_cells):
    """A function that opens the explorer; its messages to the kernel are counted."""
    notebooks = []

    def open_explorer(language="en", **options):
        notebook = open_cells(PROBLEM.format(language=language) + "w", **options)
        notebook.run_all()
        assert notebook.cell_errors() == []
        assert notebook.widget_errors() == []
        notebook._evaluate(COUNT_MESSAGES)
        notebooks.append(notebook)
        return notebook

    yield open_explorer
    assert [notebook.errors for notebook in notebooks] == [[] for _ in notebooks]


@pytest.fixture(scope="module")
def twin():
    """The same explorer on this side."""
    names = {}
    exec(PROBLEM.format(language="en"), names)
    return names["w"]


@pytest.fixture(scope="module")
def page(open_kit, twin):
    """A page with the mathematics in `kit` and the lines of the explorer in `find`."""
    page = open_kit("explorers/step/maths")
    page.evaluate(
        """([bytes, starts]) => {
            // As anywidget hands bytes over: a view that need not begin at the buffer's start.
            const buffer = new Uint8Array([0, 0, 0, ...bytes]).buffer;
            window.find = kit.createLines(new DataView(buffer, 3), starts);
        }""",
        [list(twin._losses), twin._starts],
    )
    return page


def said(notebook) -> str:
    notebook.settle()
    return notebook.cell(0).locator(".lk-description").text_content()


def table(notebook) -> list[list[str]]:
    """The losses and the promises of the table, a text for each power of ten."""
    notebook.settle()
    cells = notebook.cell(0).locator(".lk-table td").all_text_contents()
    return [cells[:9], cells[9:]]


def assert_as_python_says(notebook) -> None:
    text = said(notebook)
    step, seed, source, loss, promise = notebook.insert_and_run(TOLD).split()
    assert text.startswith(f"step size {step}: ")
    assert f"→ {loss}; the slope promises {promise.replace('-', '−')} · " in text
    chosen = notebook.cell(0).locator("input[type=radio]:checked").locator("xpath=..")
    examples = "a mini-batch of 64" if source == "batch" else "all 90 examples"
    assert chosen.all_text_contents() == [examples, f"seed {seed}"]


def ball(notebook) -> tuple[float, float]:
    notebook.cell(0).locator("canvas.lk-landscape").scroll_into_view_if_needed()
    box = notebook.cell(0).locator(".lk-handle").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_lines_are_those_of_python(page, twin):
    indices = page.evaluate("steps => steps.map(kit.indexOf)", STEPS.tolist())
    assert indices == list(range(len(STEPS)))
    np.testing.assert_allclose(page.evaluate("kit.STEPS"), STEPS)
    between = np.r_[1e-7, np.random.default_rng(0).choice(STEPS, 40) * 1.01]
    for k, losses in enumerate(twin._lines.astype(float)):
        start, slope = twin._starts[k]
        line = page.evaluate(
            """([k, steps]) => {
                const { before, slope, at, along, range } = find(k);
                const all = kit.STEPS.map((_, i) => at(i));
                return { before, slope, all, along: steps.map(along), range };
            }""",
            [k, between.tolist()],
        )
        assert (line["before"], line["slope"]) == (start, slope)
        assert line["all"] == losses.tolist()
        assert line["range"] == [losses.min(), max(start, losses.max())]
        wanted = np.interp(between[:-1], STEPS, losses)
        wanted = np.where(between[:-1] < STEPS[0], start + slope * between[:-1], wanted)
        np.testing.assert_allclose(line["along"][:-1], wanted, rtol=1e-12)


def test_outside_of_the_range_the_ends_are_taken(page):
    assert page.evaluate("[1e-9, 1e-6, 100, 1e9].map(kit.indexOf)") == [0, 0, 320, 320]


@pytest.mark.parametrize(
    ("step", "loss", "word"),
    [
        (0.001, 8.998, "creeps"),
        (0.1, 8.81, "keeps"),  # of 0.2 that are promised
        (0.1, 8.83, "bends"),
        (10, 8.0, "bends"),
        (10, 9.5, "overshoots"),
        (0.001, 9.001, "overshoots"),
    ],
)
def test_each_step_has_its_story(page, step, loss, word):
    given = [{"before": 9, "slope": -2}, step, loss]
    assert page.evaluate("([line, step, loss]) => kit.storyOf(line, step, loss)", given) == word


def test_dragging_says_nothing_to_the_kernel_until_it_ends(opened, twin):
    notebook = opened()
    mouse = notebook.page.mouse
    x, y = ball(notebook)
    mouse.move(x, y)
    mouse.down()
    for k in range(1, 11):
        mouse.move(x + 15 * k, y - 3 * k)
        notebook.settle()
    text = said(notebook)
    assert not text.startswith("step size 0.01:")
    assert sent(notebook) == []
    mouse.up()
    notebook.wait_idle()
    (message,) = sent(notebook)
    assert list(message) == ["step"]
    np.testing.assert_allclose(message["step"], STEPS[np.abs(STEPS - message["step"]).argmin()])
    assert said(notebook) == text
    assert_as_python_says(notebook)


def test_the_table_fills_with_the_powers_of_ten_that_are_passed(opened, twin):
    notebook = opened()
    losses, promises = table(notebook)
    assert [text != "·" for text in losses] == [k == 4 for k in range(9)]
    mouse = notebook.page.mouse
    x, y = ball(notebook)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 2000, y, steps=5)
    mouse.move(x - 2000, y, steps=5)
    mouse.up()
    losses, promises = table(notebook)
    for k in range(9):
        loss = twin._lines[0][40 * k]
        promise = twin.start + twin.slope * 10.0 ** (k - 6)
        digits = 5 if k < 3 else 3
        assert losses[k] == f"{loss:.{digits}f}"
        assert promises[k] == f"{promise:.{digits}f}".replace("-", "−")
    notebook.cell(0).get_by_role("radio", name="seed 3").check()
    losses, _promises = table(notebook)  # another line: only where the ball is now
    assert [text != "·" for text in losses] == [k == 0 for k in range(9)]


def test_the_curve_moves_by_keys(opened):
    notebook = opened()
    notebook.cell(0).locator("canvas.lk-landscape").focus()
    for key, step in (
        ("ArrowRight", "0.0112"),
        ("Shift+ArrowRight", "0.0355"),
        ("ArrowUp", "0.0398"),
        ("ArrowLeft", "0.0355"),
        ("Shift+ArrowLeft", "0.0112"),
    ):
        notebook.page.keyboard.press(key)
        assert said(notebook).startswith(f"step size {step}: ")
    assert_as_python_says(notebook)


def test_slider_and_choices_move_by_keys(opened):
    notebook = opened()
    slider = notebook.cell(0).locator("input[type=range]")
    for key, step in (("ArrowRight", "0.0106"), ("PageUp", "0.0188"), ("ArrowLeft", "0.0178")):
        slider.press(key)
        assert said(notebook).startswith(f"step size {step}: ")
    assert slider.get_attribute("aria-valuetext") == "0.0178"
    notebook.cell(0).get_by_role("radio", name="seed 0").press("ArrowRight")
    assert_as_python_says(notebook)
    notebook.cell(0).get_by_role("radio", name="all 90 examples").press("ArrowDown")
    assert_as_python_says(notebook)
    assert notebook.insert_and_run("print(w.seed, w.source)") == "1 batch"


def test_no_key_in_it_reaches_the_cells(opened):
    notebook = opened()
    cells = "return panel.content.widgets.length;"
    before = notebook._evaluate(cells)
    for focused in ("canvas.lk-landscape", "text=Reset", "input[type=radio] >> nth=0"):
        for key in ("x", "b", "ArrowDown"):
            notebook.cell(0).locator(focused).press(key)
    notebook.settle()
    assert notebook._evaluate(cells) == before


def test_a_finger_drags_the_ball_and_taps_beside_it(opened):
    notebook = opened(has_touch=True)
    x, y = ball(notebook)
    moves = [("touchMove", x + 12 * k, y) for k in range(1, 9)]
    touch(notebook, ("touchStart", x, y), *moves, ("touchEnd", 0, 0))
    notebook.wait_idle()
    dragged = float(notebook.insert_and_run("print(w.step)"))
    assert dragged > 0.02
    x, y = ball(notebook)
    notebook.page.touchscreen.tap(x - 100, y)
    notebook.wait_idle()
    assert float(notebook.insert_and_run("print(w.step)")) < dragged / 2
    assert_as_python_says(notebook)


def test_a_step_is_typed_or_refused(opened):
    notebook = opened()
    type_in(notebook, "0.99")
    assert said(notebook).startswith("step size 1: ")
    before = said(notebook)
    complaint = notebook.cell(0).locator(".lk-complaint")
    for text in ("1000", "-1", "big", "1e-7"):
        type_in(notebook, text)
        assert f"not “{text}”. It stays 1." in complaint.text_content()
        assert said(notebook) == before
    type_in(notebook, "1e-6")
    assert complaint.text_content() == ""
    assert said(notebook).startswith("step size 0.000001: ")
    assert said(notebook).endswith("creeps: hardly anything happens")
    assert notebook.insert_and_run("print(w.step)") == "1e-06"


def test_what_python_sets_is_shown_and_reset_goes_back(opened):
    notebook = opened()
    before = said(notebook)
    notebook.insert_and_run("w.step, w.seed, w.source = 100, 2, 'batch'")
    assert said(notebook).endswith("overshoots: the loss rises")
    assert_as_python_says(notebook)
    notebook.cell(0).get_by_role("button", name="Reset").click()
    assert said(notebook) == before
    assert notebook.insert_and_run("print(w.step, w.seed, w.source)") == "0.01 0 all"


def test_two_views_show_the_same_step(opened):
    notebook = opened()
    notebook.insert_and_run("w")
    notebook.cell(0).locator("input[type=range]").press("PageUp")
    notebook.wait_idle()
    both = notebook.root.locator(".lk-description").all_text_contents()
    assert len(both) == 2
    assert len(set(both)) == 1
    assert both[0].startswith("step size 0.0178: ")


def test_everything_is_said_in_korean(opened):
    notebook = opened("ko")
    text = said(notebook)
    assert re.match(r"스텝 크기 0\.01: 손실 \d", text)
    names = notebook.cell(0).locator("canvas").evaluate_all(LABELED)
    assert len(names) == 2
    assert all(text in name for name in names)
    shown = notebook.cell(0).locator(".lk-explorer").inner_text()
    assert re.findall("[A-Za-z]{2,}", shown) == []
    type_in(notebook, "0")
    assert "“0”" in notebook.cell(0).locator(".lk-complaint").text_content()
    assert notebook.insert_and_run("print(w.step)") == "0.01"


@pytest.mark.parametrize("width", [400, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_its_own_needs_no_kernel(browser, twin, tmp_path, width, scheme):
    twin.to_html(tmp_path / "step.html")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "step.html").as_uri())
    for _ in range(2):
        page.locator("canvas.lk-landscape").press("Shift+ArrowRight")
    page.get_by_role("radio", name="seed 1").check()
    page.wait_for_function(
        "document.querySelector('.lk-description').textContent.startsWith('step size 0.1:')"
    )
    loss = twin._lines[1][200]
    assert f"→ {loss:.3f};" in page.locator(".lk-description").text_content()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rules = {rule: {"enabled": False} for rule in NOT_OURS}
    audit = Axe().run(page, options={"rules": rules})
    page.close()
    assert audit.violations_count == 0, audit.generate_report()
    assert errors == []
