"""The tangent explorer by hand, in a real JupyterLab, and its mathematics against Python."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.explorers.tangent import EXPLORER_STEPS
from lessonkit.widgets.descriptions import describe_objective
from tests.browser.explorers.hands import type_in

pytestmark = pytest.mark.browser

SHOW = """import lessonkit as lk
f = lk.Objective("3*x**3 - 2*x + 1", domain=(-1.2, 1.2))
w = lk.explore_tangent(f, x=0.5, h=0.5)
w"""


@pytest.fixture(scope="module")
def page(open_kit):
    return open_kit("maths/objective", "explorers/tangent/maths")


def rows(notebook) -> list[list[str]]:
    """Slope and error of the tangent, the forward and the central difference."""
    notebook.settle()
    cells = notebook.cell(0).locator(".lk-table tbody td").all_text_contents()
    return [cells[:2], cells[2:4], cells[4:]]


@pytest.mark.parametrize("name", ["parabola", "x_sin_x", "cubic", "sigmoid"])
def test_the_differences_are_those_of_python(page, name):
    f = getattr(lk.objectives, name)
    for x in np.linspace(*f.domain, 7):
        for h in (1.0, 1e-3, 1e-6):
            got = page.evaluate(
                """([description, x, h]) => {
                    const objective = kit.compileObjective(description);
                    const found = kit.differences(objective, x, h);
                    return [kit.slopeAt(objective, x), found.forward, found.central];
                }""",
                [describe_objective(f), x, h],
            )
            wanted = [
                f.gradient(x),
                lk.numerical_gradient(f, x, h, "forward"),
                lk.numerical_gradient(f, x, h),
            ]
            round_off = 1e-15 * max(1, abs(f(x))) / h
            np.testing.assert_allclose(got, wanted, rtol=1e-10, atol=10 * round_off)


@pytest.mark.parametrize(
    ("formula", "corners"),
    [("abs(x)", [0]), ("max(0, x)", [0]), ("abs(x - 1) + x**2", [1]), ("x**4 - 20*x**2", [])],
)
def test_corners_are_found_where_they_are(page, formula, corners):
    found = page.evaluate(
        """([description, points]) => {
            const objective = kit.compileObjective(description);
            return points.filter((x) => kit.slopeAt(objective, x) === null);
        }""",
        [describe_objective(lk.Objective(formula)), [-2, -1, -1e-3, 0, 1e-3, 1, 2]],
    )
    assert found == corners


def test_the_slider_stops_where_the_picture_has_its_points(page):
    stops = page.evaluate("kit.stopsBetween([1e-16, 1])")
    np.testing.assert_allclose(stops, EXPLORER_STEPS, rtol=1e-12)


def test_the_table_has_slopes_and_errors(notebook):
    assert rows(notebook) == [
        ["0.250000000", ""],
        ["3.250000000", "3.0000"],
        ["1.000000000", "0.7500"],
    ]


def test_python_hears_of_h_and_of_the_point(notebook):
    type_in(notebook, "0.001")
    canvas = notebook.cell(0).locator("canvas.lk-landscape")
    canvas.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight"):
        notebook.page.keyboard.press(key)
    notebook.settle()
    told = notebook.insert_and_run("print(w.x, w.h, f'{w.slope:.9f}')").split()
    assert float(told[0]) == pytest.approx(0.72)
    assert float(told[1]) == 0.001
    assert rows(notebook)[0][0] == told[2]


def test_the_point_is_dragged(notebook):
    canvas = notebook.cell(0).locator("canvas.lk-landscape")
    box = canvas.bounding_box()
    # 56 and 14 pixels are the margins of the plot; the point is at x = 0.5 of −1.2 … 1.2.
    width = box["width"] - 56 - 14
    px = box["x"] + 56 + width * (0.5 + 1.2) / 2.4
    notebook.page.mouse.move(px, box["y"] + box["height"] / 2)
    notebook.page.mouse.down()
    notebook.page.mouse.move(px + width * 0.5 / 2.4, box["y"] + box["height"] / 2, steps=4)
    notebook.page.mouse.up()
    notebook.settle()
    assert float(notebook.insert_and_run("print(w.x)")) == pytest.approx(1.0, abs=0.02)
    notebook.cell(0).get_by_role("button", name="Reset").click()
    notebook.settle()
    assert float(notebook.insert_and_run("print(w.x)")) == 0.5


def test_round_off_is_seen(notebook):
    notebook.insert_and_run("w.x, w.h = 1.0, 1e-16")
    assert rows(notebook)[1] == ["0.000000000", "7.0000"]


def test_an_h_that_cannot_be_is_refused(notebook):
    before = rows(notebook)
    type_in(notebook, "-1")
    assert "not “-1”" in notebook.cell(0).locator(".lk-complaint").text_content()
    assert rows(notebook) == before
    type_in(notebook, "0.25")
    assert notebook.cell(0).locator(".lk-complaint").text_content() == ""


def test_a_page_of_its_own_moves_without_a_kernel(browser, tmp_path):
    f = lk.Objective("abs(x)", domain=(-2, 2))
    lk.explore_tangent(f, x=0.01, h=0.5).to_html(tmp_path / "tangent.html")
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto((tmp_path / "tangent.html").as_uri())
    page.locator("canvas.lk-landscape").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("document.querySelector('.lk-place').textContent !== 'x = 0.01'")
    cells = page.locator(".lk-table tbody td").all_text_contents()
    page.close()
    assert cells[0] == "−1.000000000"
    assert errors == []
