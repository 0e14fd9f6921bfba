"""Picture and controls of every explorer of the lessons are on one screen, on small ones too."""

import ast
import contextlib
import inspect

import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk
from tools.lessons import find_lessons, read

pytestmark = pytest.mark.browser

# What JupyterLab, with its table of contents, leaves of a screen to an explorer: width and height.
AREAS = {
    (1024, 768): (592, 647),
    (960, 600): (528, 479),  # 1440 × 900 at 150%
    (1280, 720): (848, 599),
    (820, 1180): (388, 1059),  # a tablet
}
RNG = np.random.default_rng(0)
X, y = RNG.normal(size=(60, 2)), RNG.integers(0, 2, 60)
RAVINE = lk.Objective("x**2/20 + y**2", domain=[(-10, 10), (-4, 4)])
# What stands in for arguments that earlier cells of a lesson compute.
STAND_INS = {
    "objective": RAVINE,
    "optimizers": [lk.RMSProp(0.1), lk.Momentum(0.03), lk.Adam(0.3)],
    "X": X,
    "y": y,
    "W": np.zeros((2, 2)),
    "value": lambda v, w, x, y, z: (v * w + x * y + z).sigmoid(),
    "inputs": {"v": 2.0, "w": -1.0, "x": -3.0, "y": -2.0, "z": -3.0},
    "images": np.ones((12, 8, 8)),
    "labels": [k % 10 for k in range(12)],
    "scores": RNG.normal(size=(12, 10)),
    "classes": list("0123456789"),
    "training": (X, y),
}
ON_A_CURVE = lk.objectives.parabola


def explorers_of(lesson):
    """Yield the function and the arguments of each explorer that a lesson calls."""
    for cell in read(lesson.notebook("en")).cells:
        if cell.cell_type != "code" or "lk.explore" not in cell.source:
            continue
        known = {"lk": lk, "np": np}
        for statement in ast.parse(cell.source).body:
            calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
            shown = [each for each in calls if "explore" in getattr(each.func, "attr", "")]
            for call in shown:
                yield call.func.attr, arguments(getattr(lk, call.func.attr), call, known)
            if not shown:
                with contextlib.suppress(Exception):  # it needs what an earlier cell computes
                    exec(ast.unparse(statement), known)


def arguments(function, call, known) -> dict:
    """The arguments of a call, with others where they cannot be known from its cell alone."""
    signature = inspect.signature(function)
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    found = {}
    for keyword in call.keywords:
        if keyword.arg is None:  # **settings
            found |= eval(ast.unparse(keyword.value), known)
    for name, node in signature.bind(*call.args, **named).arguments.items():
        try:
            found[name] = eval(ast.unparse(node), known)
        except (NameError, AttributeError):
            if name in STAND_INS:
                found[name] = STAND_INS[name]
            elif signature.parameters[name].default is inspect.Parameter.empty:
                raise
    return found


def make(name, given):
    if isinstance(given.get("start", given.get("x")), float | int):
        given = given | {"objective": ON_A_CURVE}
    if given.get("inputs") is STAND_INS["inputs"]:
        given = given | {"value": STAND_INS["value"]}
    return getattr(lk, name)(**given)


CALLS = {
    f"{lesson.name[:2]}-{number}": call
    for lesson in find_lessons()
    for number, call in enumerate(explorers_of(lesson), 1)
}
# From the top of the explorer to the end of its controls, and what is cut off.
MEASURE = """root => {
    const seen = selector => [...root.querySelectorAll(selector)]
        .filter(element => element.checkVisibility())
        .map(element => element.getBoundingClientRect());
    const box = root.getBoundingClientRect();
    const views = seen('.lk-views > *');
    const [main] = seen('.lk-views canvas');
    const controls = seen('.lk-hand input, .lk-hand button, .lk-hand select, .lk-hand summary');
    const formulas = [...root.querySelectorAll('.lk-line .lk-formula')];
    const [tracks, fields] = [seen('.lk-track'), seen('.lk-track + input')];
    return {
        cut: Math.max(0, ...formulas.map(each => each.scrollWidth - each.clientWidth)),
        apart: Math.max(0, ...tracks.map(({bottom}, k) => fields[k].top - bottom)),
        tall: Math.max(main.bottom, ...controls.map(({bottom}) => bottom)) - box.top,
        wide: Math.max(...[...controls, ...views].map(({right}) => right)) - box.right,
        picture: main.height,
        least: Math.min(...controls.map(({width}) => width)),
        right: root.clientWidth,
    };
}"""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("place", CALLS)
def test_f18_picture_and_controls_are_on_one_screen(open_page, place, language):
    lk.setup(language=language)
    explorer = make(*CALLS[place])
    lk.setup()
    with open_page(explorer) as page:
        page.page.add_style_tag(content="body { all: unset !important; }")
        for width, height in AREAS.values():
            page.page.set_viewport_size({"width": width, "height": height})
            page.settle()
            page.settle()
            found = page.page.locator(".lk-explorer").evaluate(MEASURE)
            assert found["tall"] <= height, (width, height, found)
            assert found["wide"] <= 1, (width, height, found)
            assert found["picture"] >= 150, (width, height, found)
            assert found["cut"] <= 1, (width, height, found)  # of the formula
            assert found["apart"] <= 0, (width, height, found)  # a slider and its field
        assert page.errors == []


def test_optimizers_fold_for_the_map_but_not_under_a_hand(open_page):
    race = lk.explore(RAVINE, optimizers=STAND_INS["optimizers"], panels=["loss", "optimizers"])
    with open_page(race) as page:
        fold = page.page.locator(".lk-fold")
        page.page.set_viewport_size({"width": 560, "height": 1400})
        expect(fold).to_have_attribute("open", "")
        page.page.set_viewport_size({"width": 528, "height": 479})
        expect(fold).not_to_have_attribute("open", "")
        page.page.set_viewport_size({"width": 560, "height": 1400})
        expect(fold).to_have_attribute("open", "")
        fold.get_by_label("Add…").select_option("Nadam")
        page.page.set_viewport_size({"width": 528, "height": 479})
        page.settle()
        page.settle()
        expect(fold).to_have_attribute("open", "")
        assert page.errors == []


def test_jupyterlab_leaves_as_much_room(open_cells):
    notebook = open_cells("import lessonkit as lk\nlk.setup()\nlk.explore(lk.objectives.bowl)")
    notebook.run_all()
    root = notebook.cell(0).locator(".lk-explorer")
    for (width, height), area in AREAS.items():
        notebook.page.set_viewport_size({"width": width, "height": height})
        notebook.page.wait_for_timeout(500)  # the notebook takes its size, then the explorer
        outer = notebook.page.locator(".jp-WindowedPanel-outer")
        found = (root.evaluate("e => e.clientWidth"), outer.evaluate("e => e.clientHeight"))
        assert found == pytest.approx(area, abs=4)
        assert root.evaluate(MEASURE)["tall"] <= found[1]
