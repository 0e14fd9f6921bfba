"""The graph explorer: its mathematics against Value, its words, and by hand in JupyterLab."""

import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk
from lessonkit.autodiff import Value
from lessonkit.figures.lessons.graph_layout import OPERATIONS, read_graph
from lessonkit.figures.lessons.graphs import graph_data

pytestmark = pytest.mark.browser

SHOW = """import lessonkit as lk
w = lk.explore_graph(lambda x, y, z: (x + y) * z, inputs={"x": -2, "y": 5, "z": -4})
w"""


@pytest.fixture(scope="module")
def page(open_kit):
    return open_kit("explorers/graph/maths", "explorers/graph/words", "frame/ranges")


def both_passes(page, graph, inputs):
    """Values and gradients of all nodes, in the browser."""
    values, gradients = page.evaluate(
        """([graph, inputs]) => {
            const values = kit.forward(graph.nodes, inputs);
            const arrived = kit.backward(graph.nodes, values, graph.steps);
            return [values, arrived.map(kit.total)];
        }""",
        [graph_data(graph), inputs],
    )
    return np.array(values, dtype=float), np.array(gradients, dtype=float)


def assert_same_everywhere(page, graph, inputs):
    values, gradients = both_passes(page, graph, inputs)
    wanted = graph.compute(inputs)
    np.testing.assert_allclose(values, [v.data for v in wanted], rtol=1e-14, atol=1e-300)
    for got, value in zip(gradients, wanted, strict=True):
        if not value.constant:
            np.testing.assert_allclose(got, value.grad, rtol=1e-13, atol=1e-300)


def apply(operate, operands):
    try:
        return operate(*operands)
    except TypeError:
        return operate(operands[0])


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation(page, name):
    numbers = [-30.5, -1.0, 0.0, 0.5, 1.0, 2.0, 800.0]
    graph = read_graph(apply(OPERATIONS[name], [Value(1.0, "x"), Value(1.0, "y")]))
    for x in numbers:
        for y in numbers if "y" in graph.inputs else [0.0]:
            assert_same_everywhere(page, graph, {"x": x, "y": y})


def test_random_graphs(page):
    rng = np.random.default_rng(3)
    for _ in range(20):
        made = [Value(v, name) for v, name in zip(rng.normal(size=4), "wxyz", strict=True)]
        for _ in range(12):
            operate = OPERATIONS[rng.choice(list(OPERATIONS))]
            operands = rng.choice(len(made), size=2)
            made.append(apply(operate, [made[i] for i in operands]))
        graph = read_graph(made[-1])
        if graph.inputs:
            assert_same_everywhere(page, graph, graph.inputs)


def equations(page, value) -> list[str]:
    graph = read_graph(value)
    return page.evaluate(
        "([graph, inputs]) => graph.steps.map((_, at) => kit.equation(graph, inputs, at))",
        [graph_data(graph), graph.inputs],
    )


def test_the_equations_of_the_circuit(page):
    x, y, z = Value(-2.0, "x"), Value(5.0, "y"), Value(-4.0, "z")
    q = x + y
    q.label = "q"
    assert equations(page, q * z) == [
        "q = x + y = −2 + 5 = 3",
        "f = q × z = 3 × (−4) = −12",
        "∂f/∂f = 1",
        "∂f/∂q = ∂f/∂f · z = 1 · (−4) = −4",
        "∂f/∂z = ∂f/∂f · q = 1 · 3 = 3",
        "∂f/∂x = ∂f/∂q · 1 = (−4) · 1 = −4",
        "∂f/∂y = ∂f/∂q · 1 = (−4) · 1 = −4",
    ]


def test_shares_are_added_where_a_value_is_used_twice(page):
    x = Value(3.0, "x")
    assert equations(page, x * x)[-1] == "∂f/∂f · x = 1 · 3 = 3,   ∂f/∂x = 3 + 3 = 6"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda x: x**3, "∂f/∂x = ∂f/∂f · 3·x² = 1 · 12 = 12"),
        (lambda x: x**2, "∂f/∂x = ∂f/∂f · 2·x = 1 · 4 = 4"),
        (lambda x: 1 / x, "∂f/∂x = ∂f/∂f · (−1/x²) = 1 · (−0.25) = −0.25"),
        (lambda x: x / 4, "∂f/∂x = ∂f/∂f · 1/4 = 1 · 0.25 = 0.25"),
        (lambda x: x.log(), "∂f/∂x = ∂f/∂f · 1/x = 1 · 0.5 = 0.5"),
        (lambda x: x.exp(), "∂f/∂x = ∂f/∂f · f = 1 · 7.389 = 7.389"),
        (lambda x: x.relu(), "∂f/∂x = ∂f/∂f · 1 = 1 · 1 = 1"),
        (lambda x: -x, "∂f/∂x = ∂f/∂f · (−1) = 1 · (−1) = −1"),
        (lambda x: x.sigmoid(), "∂f/∂x = ∂f/∂f · f·(1 − f) = 1 · 0.105 = 0.105"),
        (lambda x: x.maximum(5), "∂f/∂x = ∂f/∂f · 0 = 1 · 0 = 0"),
    ],
)
def test_local_rules_in_symbols(page, make, said):
    assert equations(page, make(Value(2.0, "x")))[-1] == said


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tidy(-12)", "−12"),
        ("tidy(0.19661)", "0.197"),
        ("tidy(-1e-9)", "−1.0×10⁻⁹"),
        ("tidy(-0)", "0"),
        ("tidy(0/0)", "NaN"),
        ("tidy(-1/0)", "−∞"),
        ("tidy(100)", "100"),
        ("parseNumber('−2.5')", -2.5),
        ("parseNumber('1e-3')", 0.001),
        ("parseNumber('two')", None),
        ("parseNumber('')", None),
    ],
)
def test_numbers_in_and_out(page, code, text):
    assert page.evaluate(f"kit.{code}") == text


def line(notebook) -> str:
    notebook.settle()
    return notebook.cell(0).locator(".lk-equation").text_content()


def test_buttons_make_steps_and_python_hears_of_them(notebook):
    cell = notebook.cell(0)
    for _ in range(4):
        cell.get_by_role("button", name="Next").click()
    assert line(notebook) == "∂f/∂a = ∂f/∂f · z = 1 · (−4) = −4"
    assert "step 4 of 7" in cell.locator(".lk-description").text_content()
    assert notebook.insert_and_run("print(w.step)") == "4"
    cell.get_by_role("button", name="Back").click()
    assert line(notebook) == "∂f/∂f = 1"
    cell.get_by_role("button", name="All steps").click()
    assert line(notebook).startswith("∂f/∂y")
    expect(cell.get_by_role("button", name="Next")).to_be_disabled()
    cell.get_by_role("button", name="Reset").click()
    notebook.settle()
    assert notebook.insert_and_run("print(w.step)") == "0"


def test_arrow_keys_make_steps(notebook):
    notebook.cell(0).locator("canvas.lk-landscape").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        notebook.page.keyboard.press(key)
    assert line(notebook) == "a = x + y = −2 + 5 = 3"
    notebook.page.keyboard.press("End")
    assert line(notebook).startswith("∂f/∂y")
    notebook.page.keyboard.press("Home")
    notebook.settle()
    assert "step 0 of 7" in notebook.cell(0).locator(".lk-description").text_content()


def test_predictions_are_compared_and_counted(notebook):
    cell = notebook.cell(0)
    field = cell.locator(".lk-guess input")
    for guess in ("3", "−12", "1", "2"):
        field.fill(guess)
        field.press("Enter")
        notebook.settle()
    said = cell.locator(".lk-verdict").text_content()
    assert said == "✘ You predicted 2, it is −4 (3 of 4 right)"
    field.fill("many")
    field.press("Enter")
    assert "many" in cell.locator(".lk-complaint").text_content()
    assert "step 4" in cell.locator(".lk-description").text_content()


def test_typed_and_dragged_inputs_change_every_number(notebook):
    cell = notebook.cell(0)
    cell.get_by_role("button", name="All steps").click()
    field = cell.locator(".lk-slider input[type=text]").nth(2)
    field.fill("2")
    field.press("Enter")
    assert line(notebook) == "∂f/∂y = ∂f/∂a · 1 = 2 · 1 = 2"
    told = notebook.insert_and_run("print(dict(w.inputs), w.gradients)")
    assert told == "{'x': -2.0, 'y': 5.0, 'z': 2.0} {'x': 2.0, 'y': 2.0, 'z': 3.0}"
    cell.locator("input[type=range]").nth(0).focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.settle()
    assert notebook.insert_and_run("print(w.inputs['x'])") == "-1.9"


def test_what_is_not_a_number_is_refused(notebook):
    cell = notebook.cell(0)
    field = cell.locator(".lk-slider input[type=text]").nth(0)
    field.fill("two")
    field.press("Enter")
    assert "It stays −2" in cell.locator(".lk-complaint").text_content()


def test_what_python_sets_is_shown(notebook):
    notebook.insert_and_run("w.inputs, w.step = {'x': 1, 'y': 1}, 2")
    assert line(notebook) == "f = a × z = 2 × (−4) = −8"


def test_a_page_of_its_own_works_without_a_kernel(browser, tmp_path):
    lk.explore_graph(lambda x: x * x, inputs={"x": 3.0}).to_html(tmp_path / "page.html")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_role("button", name="All steps").click()
    page.wait_for_function("document.querySelector('.lk-equation').textContent.includes('6')")
    page.close()


def test_a_wide_graph_follows_the_steps_on_a_narrow_page(browser, tmp_path):
    chain = lk.explore_graph(lambda x: x.exp().tanh().exp().tanh().exp().tanh(), {"x": 0.5})
    chain.to_html(tmp_path / "page.html")
    page = browser.new_page(viewport={"width": 400, "height": 700})
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_role("button", name="All steps").wait_for()
    scrolled = "document.querySelector('.lk-stage').scrollLeft"
    assert page.evaluate(scrolled) == 0
    for _ in range(6):
        page.get_by_role("button", name="Next").click()
    page.wait_for_function(f"{scrolled} > 100")
    page.get_by_role("button", name="All steps").click()
    page.wait_for_function(f"{scrolled} === 0")
    page.close()
