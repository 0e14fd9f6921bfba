"""The section explorer by hand, in a real JupyterLab, and its mathematics against Python's."""

import re

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.widgets.descriptions import describe_objective
from tests.browser.explorers.hands import description

pytestmark = pytest.mark.browser

SHOW = (
    "import lessonkit as lk\n"
    "w = lk.explore_sections(lk.objectives.bowl, point=[3, 3], direction=30)\nw"
)


def told(notebook, expression: str) -> np.ndarray:
    notebook.settle()
    return np.fromstring(notebook.insert_and_run(f"print(*{expression})"), sep=" ")


def drag(notebook, canvas, start, end):
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    notebook.page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    notebook.page.mouse.down()
    notebook.page.mouse.move(box["x"] + end[0], box["y"] + end[1], steps=4)
    notebook.page.mouse.up()


def test_it_says_what_python_says(notebook):
    assert description(notebook) == (
        "at (3.00, 3.00): ∇f = (6.00, 2.00), length 6.32 · direction 30°: "
        "slope 6.20 = 6.32 × cos 11.6°"
    )


def test_the_point_is_dragged_and_moved_by_keys(notebook):
    canvas = notebook.cell(0).locator("canvas.lk-landscape:not(.lk-dial)")
    box = canvas.bounding_box()
    middle = box["width"] / 2, box["height"] / 2
    drag(notebook, canvas, middle, (middle[0] + 60, middle[1] - 40))
    x, y = told(notebook, "w.point")
    assert 2.3 < x < 4.9
    assert 2.0 < y < 4.0
    gradient = lk.objectives.bowl.gradient([x, y])
    assert f"∇f = ({gradient[0]:.2f}, {gradient[1]:.2f})" in description(notebook)
    canvas.focus()
    notebook.page.keyboard.press("Shift+ArrowLeft")
    assert told(notebook, "w.point") == pytest.approx([x - 0.5, y], abs=0.011)


def test_the_dial_is_turned_by_hand_and_by_keys(notebook):
    canvas = notebook.cell(0).locator("canvas.lk-dial")
    box = canvas.bounding_box()
    top = box["width"] / 2, 40
    drag(notebook, canvas, top, top)
    assert told(notebook, "[w.direction]").tolist() == [90]
    canvas.focus()
    notebook.page.keyboard.press("ArrowLeft")
    assert told(notebook, "[w.direction]").tolist() == [85]
    notebook.insert_and_run("w.direction = 0")
    canvas.focus()
    notebook.page.keyboard.press("ArrowLeft")
    assert told(notebook, "[w.direction]").tolist() == [355]


def test_a_direction_is_typed_or_refused(notebook):
    cell = notebook.cell(0)
    field = cell.locator("input[type=text]")
    field.fill("110°")
    field.press("Enter")
    assert told(notebook, "[w.direction, w.slope]") == pytest.approx([110, -0.1727], abs=1e-4)
    field.fill("400")
    field.press("Enter")
    assert "from 0° to 360°" in cell.locator(".lk-complaint").text_content()
    assert told(notebook, "[w.direction]").tolist() == [110]


def test_what_python_sets_is_shown_and_reset_goes_back(notebook):
    notebook.insert_and_run("w.point = [2, 2]")
    assert description(notebook) == "at (2.00, 2.00): ∇f = (0.00, 0.00), flat in every direction"
    notebook.cell(0).get_by_role("button", name="Reset").click()
    assert description(notebook).startswith("at (3.00, 3.00)")
    assert told(notebook, "w.point").tolist() == [3, 3]


def test_every_picture_has_a_name(notebook):
    names = (
        notebook.cell(0)
        .locator("canvas")
        .evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    )
    assert len(names) == 5
    assert re.match(r"Point on the map: \(3\.00, 3\.00\)", names[0])
    assert names[1] == "Slice along x: y = 3.00,  ∂f/∂x = 6.00"


@pytest.fixture(scope="module")
def page(open_kit):
    return open_kit("maths/objective", "explorers/section/maths")


@pytest.mark.parametrize("name", ["bowl", "rosenbrock", "himmelblau", "ravine"])
def test_slopes_agree_with_python(page, name):
    objective = getattr(lk.objectives, name)
    bounds = np.array(objective.domain)
    points = np.random.default_rng(0).uniform(bounds[:, 0], bounds[:, 1], (20, 2))
    degrees = np.linspace(0, 360, 20)
    found = page.evaluate(
        "([objective, points, degrees]) => { const f = kit.compileObjective(objective);"
        "return points.map((w, k) => { const s = kit.slopesAt(f, w, degrees[k]);"
        "return [...s.gradient, s.length, s.steepest, s.slope, s.between]; }); }",
        [describe_objective(objective), points.tolist(), degrees.tolist()],
    )
    for point, angle, got in zip(points, degrees, found, strict=True):
        u, v = gradient = objective.gradient(point)
        unit = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        between = np.degrees(np.arccos(np.clip(gradient @ unit / np.hypot(u, v), -1, 1)))
        wanted = [u, v, np.hypot(u, v), np.degrees(np.arctan2(v, u)) % 360, gradient @ unit]
        np.testing.assert_allclose(got, [*wanted, between], rtol=1e-9, atol=1e-5)


@pytest.mark.parametrize(("name", "point"), [("bowl", [4, 4]), ("rosenbrock", [-1.0, 2.0])])
def test_the_contour_keeps_its_height(page, name, point):
    objective = getattr(lk.objectives, name)
    contour = np.array(
        page.evaluate(
            "([objective, w]) => kit.contourThrough(kit.compileObjective(objective), w)",
            [describe_objective(objective), point],
        )
    )
    height = objective(point)
    np.testing.assert_allclose(objective(contour), height, rtol=1e-3, atol=1e-3)
    across = np.ptp(contour, axis=0)
    assert (across > 0.2).all()


def test_a_closed_contour_comes_back(page):
    contour = page.evaluate(
        "objective => kit.contourThrough(kit.compileObjective(objective), [3, 2])",
        describe_objective(lk.objectives.bowl),
    )
    assert contour[0] == contour[-1]
    np.testing.assert_allclose(np.ptp(contour, axis=0), [2, 2 * np.sqrt(3)], atol=0.02)
