"""The mini-batch explorer by hand, in a real JupyterLab, and its runs against Python's."""

import re

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.experiments import batch_runs
from tests.browser.explorers.hands import description, refuses, type_in

pytestmark = pytest.mark.browser

PROBLEM = """import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(60, 2))
y = (X @ [1.5, -0.5] + rng.normal(size=60) > 0).astype(int)
"""
SHOW = PROBLEM + "import lessonkit as lk\nw = lk.explore_batches(X, y, batch_size=8)\nw"
RUN = """([Z, seed, run, start, size, rate, updates]) => {
    const orders = kit.createOrders(Z.length / 2);
    const orderOf = (epoch) => orders(seed, run, epoch);
    const points = kit.descendInBatches(Z, orderOf, {start, size, rate, updates});
    return [...points];
}"""


@pytest.fixture(scope="module")
def page(open_kit):
    return open_kit("explorers/batch/maths")


@pytest.fixture
def twin():
    """The same explorer on this side."""
    names = {}
    exec(PROBLEM, names)
    lk.setup(language="en")
    return lk.explore_batches(names["X"], names["y"], batch_size=8)


def wanted(twin) -> str:
    """The end of the description, in the browser's own words for small numbers."""
    return f"in a cloud of width {twin.width:.3f}"


@pytest.mark.parametrize(("size", "rate"), [(1, 0.5), (7, 2.0), (60, 9.0)])
@pytest.mark.parametrize("run", [0, 49])
def test_a_run_is_that_of_python(page, twin, size, rate, run):
    Z, start, updates = twin.examples, [-1.0, 2.0], 150
    given = [Z.ravel().tolist(), 3, run, start, size, rate, updates]
    got = np.reshape(page.evaluate(RUN, given), (updates + 1, 2))
    right = batch_runs.descend_in_batches(Z, start, size, rate, updates, seed=3, runs=50)[:, run]
    np.testing.assert_allclose(got, right, rtol=1e-9, atol=1e-12)


def test_the_loss_is_that_of_python(page, twin):
    for w in ([0.0, 0.0], [1.5, -2.0], [300.0, -900.0]):
        got = page.evaluate("([Z, w]) => kit.lossAt(Z, ...w)", [twin.examples.ravel().tolist(), w])
        assert got == pytest.approx(twin.loss(w), rel=1e-12)


def test_it_says_what_python_computes(notebook, twin):
    said = description(notebook)
    assert said.startswith("B = 8, η = 1, seed 0: 80 updates, 600 examples seen")
    assert said.endswith(wanted(twin))


def test_batch_size_rate_and_seed_reach_python(notebook, twin):
    cell = notebook.cell(0)
    fields = cell.locator("input[type=text]")
    for field, text in ((fields.nth(0), "3"), (fields.nth(1), "0.25")):
        field.fill(text)
        field.press("Enter")
    cell.get_by_role("button", name="Next seed").click()
    twin.batch_size, twin.learning_rate, twin.seed = 3, 0.25, 1
    assert description(notebook).endswith(wanted(twin))
    told = notebook.insert_and_run("print(w.batch_size, w.learning_rate, w.seed)")
    assert told.split() == ["3", "0.25", "1"]


def test_the_budget_is_switched_and_reset(notebook, twin):
    cell = notebook.cell(0)
    updates = cell.get_by_role("button", name="updates", exact=True)
    updates.click()
    assert "100 updates" in description(notebook)
    assert updates.get_attribute("aria-pressed") == "true"
    twin.budget = "updates"
    assert description(notebook).endswith(wanted(twin))
    cell.get_by_role("button", name="Reset").click()
    assert "80 updates" in description(notebook)
    assert updates.get_attribute("aria-pressed") == "false"


def test_arrow_keys_halve_and_double_the_batch(notebook):
    slider = notebook.cell(0).locator("input[type=range]").nth(0)
    for key, size in (
        ("ArrowRight", 16),
        ("ArrowRight", 32),
        ("ArrowRight", 60),
        ("ArrowLeft", 32),
    ):
        slider.press(key)
        assert f"B = {size}," in description(notebook)


def test_the_start_is_dragged_and_moved_by_keys(notebook):
    canvas = notebook.cell(0).locator("canvas.lk-landscape")
    box = canvas.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(*middle)
    notebook.page.mouse.down()
    notebook.page.mouse.move(middle[0] - 50, middle[1] - 50, steps=4)
    notebook.page.mouse.up()
    notebook.settle()
    x, y = np.fromstring(notebook.insert_and_run("print(*w.start)"), sep=" ")
    assert (x, y) != (0, 0)
    canvas.focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.settle()
    left, same = np.fromstring(notebook.insert_and_run("print(*w.start)"), sep=" ")
    assert left < x
    assert same == y


def test_with_all_examples_there_is_no_cloud(notebook):
    type_in(notebook, "60", 0)
    assert description(notebook).endswith("in a cloud of width 0.000")


def test_a_batch_that_cannot_be_is_refused(notebook):
    refuses(notebook, "61", 0, "from 1 to 60")


def test_a_page_of_its_own_works_without_a_kernel(browser, twin, tmp_path):
    twin.to_html(tmp_path / "page.html")
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"file://{tmp_path}/page.html")
    page.locator("input[type=text]").nth(0).fill("1")
    page.locator("input[type=text]").nth(0).press("Enter")
    page.wait_for_timeout(300)
    said = page.locator(".lk-description").text_content()
    assert re.match("B = 1, η = 1, seed 0: 600 updates", said)
    page.locator(".lk-player input[type=text]").fill("20")
    page.locator(".lk-player input[type=text]").press("Enter")
    twin.batch_size = 1
    x, y = twin.points[20].T
    width = np.sqrt(x.var() + y.var())
    page.get_by_text("20 updates, 20 examples seen · 50 runs end").first.wait_for()
    assert page.locator(".lk-description").text_content().endswith(f"of width {width:.3f}")
    page.get_by_role("button", name="Reset").click()
    page.get_by_text("B = 8, η = 1, seed 0: 80 updates").first.wait_for()
    assert errors == []
    page.close()
