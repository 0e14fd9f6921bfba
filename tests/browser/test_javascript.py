"""The mathematics of the widgets in JavaScript against Python, which is the reference."""

from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.figures.landscapes.maps import contour_levels
from lessonkit.figures.landscapes.paths import left_at, lost_at
from lessonkit.formulas.grammar import FUNCTIONS, SEVERAL_ARGUMENTS
from lessonkit.widgets.descent.settings import specify
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.javascript import joined

pytestmark = pytest.mark.browser

NAMES = lk.objectives.names()
CLOSED = ("parabola", "double_well", "bowl", "ravine", "himmelblau")  # nothing leads off the map
MODULES = (
    "maths/objective",
    "maths/optimizers",
    "kit/scales",
    "kit/text",
    "frame/ranges",
    "kit/contours",
    "explorers/descent/describe",
)


@pytest.fixture(scope="module")
def page(open_kit):
    return open_kit(*MODULES)


RUN = """([kit, description, optimizers, starts, steps]) => {
    const objective = kit.compileObjective(description);
    return optimizers.map(optimizer => starts.map(start => {
        const made = kit.createOptimizer(optimizer);
        const path = kit.descend(objective, made, start, steps);
        return {...path, rates: path.states.slice(1).map(made.effectiveRate)};
    }));
}"""


@pytest.fixture(scope="module")
def descend_in_browser(page):
    """A function that gives the paths of each optimizer from each start, as arrays."""

    def run(objective, optimizers, starts, steps, kit="kit"):
        starts = np.reshape(starts, (-1, objective.dim))
        given = [
            describe_objective(objective),
            [specify(each) for each in optimizers],
            starts.tolist(),
        ]
        found = page.evaluate(f"given => ({RUN})([{kit}, ...given])", [*given, steps])
        return [[as_path(path, objective.dim) for path in paths] for paths in found]

    return run


def as_path(path: dict, dim: int) -> SimpleNamespace:
    """What the browser returned, in the shapes of a Python `Path`."""
    array = partial(np.array, dtype=float)
    one = (lambda rows: array(rows)[:, 0]) if dim == 1 else array
    fields = {
        name: [state[name] for state in path["states"]] if name == "count" else one(columns)
        for name, columns in rows_by_name(path["states"]).items()
    }
    return SimpleNamespace(
        points=one(path["points"]),
        values=array(path["values"]),
        diverged_at=path["divergedAt"],
        states=fields,
        rates=array(path["rates"]).reshape(len(path["rates"]), -1),
    )


def rows_by_name(states: list[dict]) -> dict:
    return {name: [state[name] for state in states] for name in states[0]}


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


def nine(objective, rate: float) -> list:
    """Every optimizer, tamed: no effective learning rate is much above `rate`."""
    width = np.ptp(np.atleast_2d(objective.domain), axis=1).min()
    step = 0.002 * width
    tame = {"learning_rate": step, "epsilon": step / rate}
    return [
        lk.GradientDescent(rate),
        lk.Momentum(rate, momentum=0.8),
        lk.Nesterov(rate, momentum=0.7),
        lk.ShiftedNesterov(rate, momentum=0.9),
        lk.Adagrad(20 * step, epsilon=step / rate),
        lk.RMSProp(**tame, decay=0.95),
        lk.AdaDelta(min(rate, 0.9), decay=0.95, epsilon=step**2),
        lk.Adam(**tame, beta1=0.8, beta2=0.99),
        lk.AdamW(**tame, beta1=0.85, beta2=0.98, weight_decay=0.1),
        lk.Nadam(**tame, beta1=0.9, beta2=0.95),
    ]


def assert_same_paths(descend_in_browser, objective, starts, kit="kit"):
    """Two hundred steps of every optimizer from every start, with states and learning rates."""
    optimizers = nine(objective, stable_rate(objective))
    found = descend_in_browser(objective, optimizers, starts, 200, kit)
    for optimizer, paths in zip(optimizers, found, strict=True):
        for start, got in zip(starts, paths, strict=True):
            wanted = lk.descend(objective, optimizer, start, 200)
            shown = steps_on_the_map(objective, wanted)
            assert shown == 201 or objective.name not in CLOSED
            pairs = {"points": (got.points, wanted.points), "values": (got.values, wanted.values)}
            rates = np.broadcast_to(got.rates, (200, objective.dim)).reshape(
                wanted.points[1:].shape
            )
            pairs["rates"] = (rates[: shown - 1], wanted.learning_rates[: shown - 1])
            for name in wanted.states[0]._fields:
                column = np.array([getattr(state, name) for state in wanted.states])
                pairs[name] = (got.states[name], column)
            for name, (mine, right) in pairs.items():
                size = np.abs(np.array(right)[:shown]).max(initial=1e-3)
                np.testing.assert_allclose(
                    mine[:shown],
                    right[:shown],
                    rtol=1e-10,
                    atol=1e-14 * size,
                    err_msg=f"{name} of {optimizer} from {start}",
                )
            assert got.diverged_at == wanted.diverged_at


def starts_on(objective, count: int) -> list:
    points = random_points(objective, count)
    return list(points) if objective.dim > 1 else points[:, 0].tolist()


@pytest.mark.parametrize("name", NAMES)
def test_two_hundred_stable_steps_of_every_optimizer(descend_in_browser, name):
    objective = getattr(lk.objectives, name)
    assert_same_paths(descend_in_browser, objective, starts_on(objective, 3))


MUTATE = """async source => {
    const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
    window.mutant = {...window.kit, ...await import(address)};
}"""
MUTATIONS = [
    ("x - learning_rate * slope[i]", "x - 1.000001 * learning_rate * slope[i]"),
    ("x + momentum * velocity[i]", "x + velocity[i]"),
    ("x + momentum * v[i] - step[i]", "x + v[i]"),
    ("(1 - share) * news[i]", "news[i]"),
    ("1 / (1 - beta ** count)", "1 / (1 - beta ** (count + 1))"),
    ("unbiased(mean, beta1, count + 1)", "unbiased(mean, beta1, count)"),
    ("learning_rate / (epsilon + Math.sqrt(r))", "learning_rate / Math.sqrt(r + epsilon)"),
    ("squared_steps[i] + epsilon) / Math", "squared_steps[i]) / Math"),
    ("learning_rate * weight_decay", "weight_decay"),
    ("r + news[i]", "r + 1.0000001 * news[i]"),
]


@pytest.mark.parametrize(("right", "wrong"), MUTATIONS, ids=[wrong for _, wrong in MUTATIONS])
def test_a_wrong_constant_is_found(page, descend_in_browser, right, wrong):
    source = joined("maths/optimizers")
    assert right in source
    page.evaluate(MUTATE, source.replace(right, wrong))
    objective = lk.objectives.bowl
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        assert_same_paths(descend_in_browser, objective, starts_on(objective, 1), "mutant")


@pytest.mark.parametrize("name", NAMES)
def test_divergence_comes_at_the_same_step(descend_in_browser, name):
    objective = getattr(lk.objectives, name)
    (start,) = starts_on(objective, 1)
    optimizers = nine(objective, 1e30)
    for optimizer, (got,) in zip(
        optimizers, descend_in_browser(objective, optimizers, [start], 40), strict=True
    ):
        wanted = lk.descend(objective, optimizer, start, 40)
        assert got.diverged_at == wanted.diverged_at
        assert len(got.points) == len(got.values) == 41
        if wanted.diverged:
            np.testing.assert_array_equal(np.isnan(got.points), np.isnan(wanted.points))


def test_a_start_that_has_no_value_has_diverged(descend_in_browser):
    objective, optimizer = lk.Objective("log(x)"), lk.GradientDescent(0.1)
    ((got,),) = descend_in_browser(objective, [optimizer], [-1.0], 3)
    assert got.diverged_at == lk.descend(objective, optimizer, -1.0, 3).diverged_at == 0
    assert np.isnan(got.points[1:]).all()


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
            "([points, divergedAt, domain]) => kit.exitOf({points, divergedAt}, domain)",
            [path.points[:, None].tolist(), path.diverged_at, [objective.domain]],
        )
        assert got == {"leftAt": left_at(path, [objective.domain], 1), "lostAt": None}


def test_f3_paths_are_lost_at_the_same_step(page, descend_in_browser):
    objective = lk.Objective("log(x) + x", domain=(-2, 3))
    for start in (2.5, 0.5, -1.0):
        path = lk.descend(objective, lk.GradientDescent(0.9), start, 20)
        script = "([path, domain]) => kit.exitOf(path, domain)"
        made = {"points": path.points[:, None].tolist(), "divergedAt": path.diverged_at}
        got = page.evaluate(script, [made, [objective.domain]])
        left, lost = (when(path, [objective.domain], 1) for when in (left_at, lost_at))
        assert got == {"leftAt": left if lost is None else None, "lostAt": lost}


def test_contours_have_the_levels_of_the_pictures(page):
    for count in (12, 24):
        got = page.evaluate("count => kit.levels([-3, 50], count)", count)
        np.testing.assert_allclose(got, contour_levels(-3, 50, count), rtol=1e-14)


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
    assert page.evaluate("kit.nearest([0.01, 0.1, 1], 0.5)") == 1
    assert page.evaluate("kit.nearest([0.01, 0.1, 1], 0.5, Math.log)") == 2


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
        ("fixed(NaN, 2)", "–"),
        ("fixed(Infinity, 2)", "∞"),
        ("short(NaN)", "–"),
        ("numberText(NaN)", "–"),
        ("linearScale([0, 4e-200])([0, 400]).ticks(4).map(t => t.text).at(-1)", "4.0×10⁻²⁰⁰"),
        ("linearScale([1e17, 1e17 + 32])([0, 400]).ticks(4).length <= 100", True),
        ("linearScale([NaN, Infinity])([0, 400]).ticks(4).length", 0),
        ("padded([1e200, 1e200])[0] < 1e200", True),
        ("short(2)", "2.0000"),
        ("short(1.234e-7)", "1.2×10⁻⁷"),
        ("short(-2.5e200)", "−2.5×10²⁰⁰"),
        ("short(-1e-17)", "0.0000"),
        ("plain(0.30000000000000004)", "0.3"),
        ("linearScale([-1, 5])([0, 400]).ticks(6).map(t => t.text).join()", "−1,0,1,2,3,4,5"),
        (
            "linearScale([0, 1])([0, 400]).ticks(5).map(t => t.text).join()",
            "0.0,0.2,0.4,0.6,0.8,1.0",
        ),
        ("logScale([1e-4, 1e4])([0, 400]).ticks(4).map(t => t.text).join()", "10⁻⁴,10⁻²,1,10²,10⁴"),
        ("logScale([1, 100])([0, 200]).invert(100)", 10),
        ("logScale([1, 100])([0, 200])(NaN).toString()", "NaN"),
        ("linearScale([-1, 5])([52, 602]).invert(52 + 275)", 2),
        ("decimalsFor([-1, 5])", 2),
        ("decimalsFor([-1000, 1000])", 0),
        ("niceStep(0.06)", 0.05),
    ],
)
def test_numbers_and_scales(page, code, text):
    assert page.evaluate(f"kit.{code}") == text
