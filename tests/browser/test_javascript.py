"""The mathematics of the widgets in JavaScript against Python, which is the reference."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.landscapes import _levels, left_at
from lessonkit.grammar import FUNCTIONS, SEVERAL_ARGUMENTS
from lessonkit.widgets.explorer import _describe
from lessonkit.widgets.javascript import joined

pytestmark = pytest.mark.browser

NAMES = lk.objectives.names()
CLOSED = ("parabola", "double_well", "bowl", "ravine", "himmelblau")  # nothing leads off the map
MODULES = ("objective", "optimizers", "scales", "controls", "contours", "describe")


@pytest.fixture(scope="module")
def page(browser):
    """An empty page with the modules in `kit`."""
    page = browser.new_page()
    load = """async source => {
        const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
        window.kit = {...window.kit, ...await import(address)};
    }"""
    for name in MODULES:
        page.evaluate(load, joined(name))
    yield page
    page.close()


@pytest.fixture(scope="module")
def descend_in_browser(page):
    def run(objective, rate, start, steps):
        path = page.evaluate(
            """([description, rate, start, steps]) => {
                const objective = kit.compileObjective(description);
                const optimizer = {kind: 'GradientDescent', parameters: {}};
                return kit.descend(objective, kit.createOptimizer(optimizer, rate), start, steps);
            }""",
            [_describe(objective), rate, np.atleast_1d(start).tolist(), steps],
        )
        points = np.array(path["points"], dtype=float)
        points = points[:, 0] if objective.dim == 1 else points
        return points, np.array(path["values"], dtype=float), path["divergedAt"], path["states"]

    return run


def random_points(objective, count=200, seed=5):
    bounds = np.atleast_2d(objective.domain)
    rng = np.random.default_rng(seed)
    return rng.uniform(bounds[:, 0], bounds[:, 1], size=(count, objective.dim))


def stable_rate(objective) -> float:
    """A quarter of the inverse of the strongest curvature on the domain, 0.01 without any."""
    points = random_points(objective, 2000)
    hessians = objective.hessian(points if objective.dim > 1 else points[:, 0])
    hessians = hessians.reshape(-1, objective.dim, objective.dim)
    return 0.25 / (np.abs(np.linalg.eigvalsh(hessians)).max() or 25.0)


def steps_on_the_map(objective, path) -> int:
    """How many points come before the path leaves the map of a function without a minimum."""
    points = path.points.reshape(len(path.points), -1)
    bounds = np.atleast_2d(objective.domain)
    outside = ~((points >= bounds[:, 0]) & (points <= bounds[:, 1])).all(axis=1)
    return int(outside.argmax()) if outside.any() else len(points)


@pytest.mark.parametrize("name", NAMES)
def test_two_hundred_stable_steps(descend_in_browser, name):
    objective = getattr(lk.objectives, name)
    rate = stable_rate(objective)
    for start in random_points(objective, 5):
        start = start if objective.dim > 1 else float(start[0])
        wanted = lk.descend(objective, lk.GradientDescent(rate), start, 200)
        points, values, diverged_at, states = descend_in_browser(objective, rate, start, 200)
        shown = steps_on_the_map(objective, wanted)
        assert shown == 201 or objective.name not in CLOSED
        for got, right in ((points, wanted.points), (values, wanted.values)):
            np.testing.assert_allclose(got[:shown], right[:shown], rtol=1e-10, atol=1e-14)
        assert diverged_at == wanted.diverged_at
        assert [state["count"] for state in states] == [state.count for state in wanted.states]


@pytest.mark.parametrize("name", NAMES)
def test_divergence_comes_at_the_same_step(descend_in_browser, name):
    objective = getattr(lk.objectives, name)
    start = random_points(objective, 1)[0]
    start = start if objective.dim > 1 else float(start[0])
    wanted = lk.descend(objective, lk.GradientDescent(1e30), start, 40)
    points, values, diverged_at, _ = descend_in_browser(objective, 1e30, start, 40)
    assert diverged_at == wanted.diverged_at
    assert len(points) == len(values) == 41
    if diverged_at is not None:
        np.testing.assert_array_equal(np.isnan(points), np.isnan(wanted.points))


def test_a_start_that_has_no_value_has_diverged(descend_in_browser):
    objective = lk.Objective("log(x)")
    points, _, diverged_at, _ = descend_in_browser(objective, 0.1, -1.0, 3)
    assert diverged_at == lk.descend(objective, lk.GradientDescent(0.1), -1.0, 3).diverged_at == 0
    assert np.isnan(points[1:]).all()


def evaluate(page, objective, points):
    description = {"code": objective.javascript, "variables": list(objective.variables)}
    return page.evaluate(
        """([description, points]) => {
            const objective = kit.compileObjective(description);
            return ['value', 'gradient', 'hessian'].map(name => points.map(objective[name]));
        }""",
        [description, points.tolist()],
    )


def assert_same_everywhere(page, objective, points):
    value, gradient, hessian = (np.array(r) for r in evaluate(page, objective, points))
    inputs = points if objective.dim > 1 else points[:, 0]
    wanted = objective(inputs), objective.gradient(inputs), objective.hessian(inputs)
    for got, right in zip((value, gradient, hessian), wanted, strict=True):
        size = np.abs(right[np.isfinite(right)]).max(initial=1.0)
        np.testing.assert_allclose(
            got.astype(float).reshape(right.shape), right, rtol=1e-10, atol=1e-13 * size
        )


@pytest.mark.parametrize("name", NAMES)
def test_value_gradient_and_hessian(page, name):
    objective = getattr(lk.objectives, name)
    assert_same_everywhere(page, objective, random_points(objective))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_that_can_be_typed(page, name):
    argument = "x, y" if name in SEVERAL_ARGUMENTS else "x/2 + y/5"
    objective = lk.Objective(f"x*{name}({argument}) + y**3", domain=((0.1, 1), (0.1, 1)))
    assert_same_everywhere(page, objective, random_points(objective))


def test_paths_leave_the_map_at_the_same_step(page):
    objective = lk.objectives.parabola
    for rate in (0.1, 1.0, 1.05, 1.2, 3.0):
        path = lk.descend(objective, lk.GradientDescent(rate), 4.0, 30)
        got = page.evaluate(
            "([points, domain]) => kit.leftAt({points}, domain)",
            [path.points[:, None].tolist(), [objective.domain]],
        )
        assert got == left_at(path, [objective.domain], 1)


def test_contours_have_the_levels_of_the_pictures(page):
    for count in (12, 24):
        got = page.evaluate("count => kit.levels([-3, 50], count)", count)
        np.testing.assert_allclose(got, _levels(np.array([-3.0, 50.0]), count), rtol=1e-14)


def test_the_slider_stops_at_round_numbers(page):
    stops = page.evaluate(
        """() => {
            let value = 0.001;
            const stops = [value];
            while (value < 10) stops.push(value = kit.rateStop(value, 1));
            return stops;
        }"""
    )
    assert len(stops) == 641
    assert {0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.9, 1.0, 2.0, 10.0} <= set(stops)
    back = page.evaluate("stops => stops.map(stop => kit.rateStop(stop, -1))", stops[1:])
    assert back == stops[:-1]
    assert page.evaluate("kit.rateStop(0.2004)") == 0.2
    assert page.evaluate("kit.rateStop(9.999)") == 10
    assert page.evaluate("kit.rateStop(0.2, -160)") == 0.02


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.2", 0.2), (" 1e-3 ", 0.001), ("+.5", 0.5), ("20", 20)]
    + [(t, None) for t in ("", "0", "-1", "abc", "1e999", "NaN", "Infinity", "0x10", "1 2", "0,2")],
)
def test_what_can_be_typed_as_a_learning_rate(page, text, value):
    assert page.evaluate("text => kit.parseRate(text)", text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("7", 7), ("100", 100), ("101", None), ("-1", None), ("1.5", None)]
)
def test_what_can_be_typed_as_steps(page, text, value):
    assert page.evaluate("text => kit.parseSteps(text, 100)", text) == value


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fixed(-0.001, 2)", "0.00"),
        ("fixed(-1.5, 2)", "−1.50"),
        ("fixed(-Infinity, 2)", "−∞"),
        ("fixed(4e7, 2)", "4.0×10⁷"),
        ("short(2)", "2.0000"),
        ("short(1.234e-7)", "1.2×10⁻⁷"),
        ("short(-2.5e200)", "−2.5×10²⁰⁰"),
        ("short(-1e-17)", "0.0000"),
        ("plain(0.30000000000000004)", "0.3"),
        ("linearScale([-1, 5], [0, 400]).ticks(6).map(t => t.text).join()", "−1,0,1,2,3,4,5"),
        (
            "linearScale([0, 1], [0, 400]).ticks(5).map(t => t.text).join()",
            "0.0,0.2,0.4,0.6,0.8,1.0",
        ),
        ("logScale([1e-4, 1e4], [0, 400]).ticks(4).map(t => t.text).join()", "10⁻⁴,10⁻²,1,10²,10⁴"),
        ("logScale([1, 100], [0, 200]).invert(100)", 10),
        ("logScale([1, 100], [0, 200])(NaN).toString()", "NaN"),
        ("linearScale([-1, 5], [52, 602]).invert(52 + 275)", 2),
        ("decimalsFor([-1, 5])", 2),
        ("decimalsFor([-1000, 1000])", 0),
        ("niceStep(0.06)", 0.05),
    ],
)
def test_numbers_and_scales(page, code, text):
    assert page.evaluate(f"kit.{code}") == text
