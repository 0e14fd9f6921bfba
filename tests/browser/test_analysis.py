"""The mathematics behind the explorer's panels, in JavaScript, against NumPy and `descend`."""

import itertools

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.widgets.descriptions import describe_objective
from tests.random_numbers import mulberry32

pytestmark = pytest.mark.browser

MODULES = (
    "maths/objective",
    "maths/optimizers",
    "maths/stability",
    "maths/arrivals",
    "explorers/batch/maths",
    "frame/background",
    "explorers/descent/describe",
    "explorers/descent/panels/stability",
)
LINEAR = {
    "GradientDescent": lambda rate, momentum: lk.GradientDescent(rate),
    "Momentum": lambda rate, momentum: lk.Momentum(rate, momentum=momentum),
    "Nesterov": lambda rate, momentum: lk.Nesterov(rate, momentum=momentum),
}
WITH_MOMENTUM = ("Momentum", "Nesterov")
MOMENTA = (0.0, 0.3, 0.6, 0.9, 0.97)


@pytest.fixture(scope="module")
def page(open_kit):
    return open_kit(*MODULES)


@pytest.fixture(scope="module")
def kit(page):
    """A function that calls one of the modules' functions."""

    def call(name, *arguments):
        return page.evaluate("([name, given]) => kit[name](...given)", [name, list(arguments)])

    return call


@pytest.fixture(scope="module")
def with_objective(page):
    """A function that runs JavaScript with an objective in `f` and more in `given`."""

    def run(objective, body, given=None):
        script = f"""([description, given]) => {{
            const f = kit.compileObjective(description);
            {body}
        }}"""
        return page.evaluate(script, [describe_objective(objective), given])

    return run


def momenta_of(kind):
    return MOMENTA if kind in WITH_MOMENTUM else (0.0,)


CASES = [(kind, momentum) for kind in LINEAR for momentum in momenta_of(kind)]


def distances(kind, rate, momentum, curvature, steps=400):
    """What `descend` makes of a distance of 1 along an axis of this curvature."""
    f = lk.Objective.from_function(
        lambda x: curvature * x * x / 2, lambda x: curvature * x, dim=1, domain=(-1, 1), minima=[0]
    )
    return np.abs(lk.descend(f, LINEAR[kind](rate, momentum), 1.0, steps).points)


# --- stability ---


def test_curvatures_are_eigenvalues(kit):
    rng = np.random.default_rng(1)
    for a, b, c in rng.normal(size=(50, 3)) * 10 ** rng.uniform(-3, 3, size=(50, 3)):
        got = kit("curvatures", [[a, b], [b, c]])
        wanted = np.linalg.eigvalsh([[a, b], [b, c]])
        np.testing.assert_allclose(got, wanted, rtol=1e-10, atol=1e-12 * np.abs(wanted).max())
    assert kit("curvatures", [[3.5]]) == [3.5, 3.5]


@pytest.mark.parametrize(("kind", "momentum"), CASES)
def test_the_limit_separates_runs_that_arrive_from_runs_that_leave(kit, kind, momentum):
    for curvature in (0.5, 2.0, 40.0):
        limit = kit("rateLimit", kind, momentum, [0.1, curvature])
        below = distances(kind, 0.97 * limit, momentum, curvature, 2000)
        above = distances(kind, 1.03 * limit, momentum, curvature, 2000)
        assert below[-1] < 1e-3
        assert not above[-1] < 1e3


def test_the_limits_are_those_of_the_books(kit):
    assert kit("rateLimit", "GradientDescent", 0, [1, 4]) == 0.5
    assert kit("rateLimit", "Momentum", 0.5, [1, 4]) == 0.75
    assert kit("rateLimit", "Nesterov", 0.5, [1, 4]) == 0.375
    assert kit("rateLimit", "ShiftedNesterov", 0.5, [1, 4]) == 0.375
    assert kit("rateLimit", "GradientDescent", 0, [-3, -1]) is None
    assert kit("rateLimit", "GradientDescent", 0, [0, 0]) is None


@pytest.mark.parametrize(("kind", "momentum"), CASES)
def test_the_factor_is_the_spectral_radius(kit, kind, momentum):
    for product in (-0.3, 0.0, 0.05, 0.4, 1.0, 1.3, 2.5):
        # One step of (distance, distance before) as a matrix, from the definition in Python.
        def step(now, before, product=product):
            state = lk.Momentum(1.0).init(now)._replace(velocity=np.asarray(now - before))
            optimizer = LINEAR[kind](1.0, momentum)
            if kind == "GradientDescent":
                state = optimizer.init(now)
            after, _ = optimizer.update(np.asarray(now), lambda w: product * w, state)
            return [float(after), now]

        matrix = np.array([step(1.0, 0.0), step(0.0, 1.0)]).T
        wanted = np.abs(np.linalg.eigvals(matrix)).max()
        got = kit("factor", kind, 0.5, momentum, product / 0.5)
        np.testing.assert_allclose(got, wanted, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize(("kind", "momentum"), CASES)
def test_no_learning_rate_is_faster_than_the_best(kit, page, kind, momentum):
    ends = [1.0, 20.0]
    best = kit("bestRate", kind, momentum, ends)
    reached = kit("slowest", kind, best, momentum, ends)
    rates = np.linspace(0, kit("rateLimit", kind, momentum, ends), 2000).tolist()
    others = page.evaluate(
        "([kind, momentum, ends, rates]) => rates.map(r => kit.slowest(kind, r, momentum, ends))",
        [kind, momentum, ends, rates],
    )
    assert reached <= min(others) + 1e-6  # a double root is known to half of the digits
    if momentum == 0:
        assert best == pytest.approx(2 / 21, rel=1e-9)


@pytest.mark.parametrize("kind", WITH_MOMENTUM)
def test_no_pair_is_faster_than_the_best(kit, page, kind):
    ends = [1.0, 20.0]
    best = kit("bestPair", kind, ends)
    reached = kit("slowest", kind, best["learning_rate"], best["momentum"], ends)
    others = page.evaluate(
        """([kind, ends]) => {
            let least = 1;
            for (let momentum = 0; momentum < 1; momentum += 0.005)
                for (let rate = 0.001; rate < 0.3; rate += 0.0005)
                    least = Math.min(least, kit.slowest(kind, rate, momentum, ends));
            return least;
        }""",
        [kind, ends],
    )
    assert reached <= others + 1e-6
    assert others - reached < 0.02
    if kind == "Momentum":
        root = np.sqrt(20)
        assert reached == pytest.approx((root - 1) / (root + 1), abs=1e-6)


def test_best_choices_need_a_convex_place(kit):
    assert kit("bestRate", "GradientDescent", 0, [-1, 2]) is None
    assert kit("bestPair", "Momentum", [0, 2]) is None


WORD = "return kit.wordOf(f, {path: given, ...kit.exitOf(given, f.domain)});"


def test_the_best_rate_is_the_fastest_in_runs(kit):
    ends = [1.0, 20.0]
    best = kit("bestRate", "Momentum", 0.5, ends)

    def left(rate):
        return max(distances("Momentum", rate, 0.5, c, 60)[-10:].max() for c in ends)

    assert left(best) < min(left(0.6 * best), left(1.35 * best))


@pytest.mark.parametrize(
    ("rate", "word"),
    [
        (0.001, "crawling"),
        (0.1, "converging"),
        (0.5, "converging"),
        (0.9, "oscillating"),
        (1.0, "oscillating"),
        (1.01, "diverging"),
        (5.0, "diverging"),
        (1e200, "diverging"),
    ],
)
def test_gradient_descent_on_a_parabola_in_one_word(with_objective, rate, word):
    got = with_objective(
        lk.objectives.parabola,
        """const optimizer = {kind: 'GradientDescent', parameters: {}};
        const path = kit.descend(f, kit.createOptimizer(optimizer, given), [4], 20);
        return kit.wordOf(f, {path, ...kit.exitOf(path, f.domain)});""",
        rate,
    )
    assert got == word


@pytest.mark.parametrize(
    ("name", "start", "optimizer", "word"),
    [
        ("bowl", [0, 4], lk.GradientDescent(0.15), "converging"),
        ("bowl", [0, 4], lk.GradientDescent(0.31), "oscillating"),
        ("bowl", [0, 4], lk.GradientDescent(0.34), "diverging"),
        ("bowl", [0, 4], lk.Momentum(0.1, momentum=0.9), "oscillating"),
        ("ravine", [-8, 2], lk.GradientDescent(0.001), "crawling"),
        ("saddle", [1, 0.001], lk.GradientDescent(0.1), "crawling"),
        ("saddle", [0, 0.5], lk.GradientDescent(0.2), "diverging"),
        ("cube_of_a_line", [1.9], lk.GradientDescent(1e-5), "crawling"),
        ("x_sin_x", [1.0], lk.GradientDescent(0.1), "converging"),
        ("x_sin_x", [6.5], lk.GradientDescent(0.35), "oscillating"),
    ],
)
def test_runs_in_one_word(with_objective, name, start, optimizer, word):
    objective = getattr(lk.objectives, name)
    at = start if objective.dim > 1 else start[0]
    path = lk.descend(objective, optimizer, at, 20)
    points = path.points.reshape(len(path.points), -1).tolist()
    given = {"points": points, "values": path.values.tolist(), "divergedAt": path.diverged_at}
    assert with_objective(objective, WORD, given) == word


def test_a_run_of_no_steps_has_no_word(with_objective):
    given = {"points": [[4]], "values": [6], "divergedAt": None}
    assert with_objective(lk.objectives.parabola, WORD, given) is None


# --- arrivals, sweeps and basins ---

NEVER, AWAY, NOWHERE = -1, -2, -3


def arrival(objective, optimizer, start, most):
    """Where a run ends, by the definition: the whole path, then a look from its end."""
    path = lk.descend(objective, optimizer, start, most)
    points = path.points.reshape(most + 1, objective.dim)
    bounds = np.atleast_2d(objective.domain)
    widths = np.diff(bounds)[:, 0]
    with np.errstate(invalid="ignore"):
        away = ~(np.abs(points - bounds.mean(axis=1)) <= 10 * widths).all(axis=1)
    if away.any():
        gone = away.argmax()  # not 0: a start on the map is not away
        lost = not np.isfinite(path.values[gone - 1]) or np.isnan(points[gone]).any()
        return NOWHERE if lost else AWAY, None
    minima = objective.minima.reshape(-1, objective.dim)
    near = (np.abs(points[:, None] - minima) <= 0.01 * widths).all(axis=2)
    if not near[-1].any():
        return NEVER, None
    minimum = int(near[-1].argmax())
    outside = np.flatnonzero(~near[:, minimum])
    return minimum, int(outside[-1]) + 1 if len(outside) else 0


def steps_needed(objective, optimizer, start, most):
    """The entry of a table: a run has to stay at its minimum for 20 steps more."""
    minimum, step = arrival(objective, optimizer, start, most + 20)
    return minimum if minimum < 0 else NEVER if step > most else step


OPTIMIZERS = [
    lk.GradientDescent(0.01),
    lk.GradientDescent(0.05),
    lk.Momentum(0.01, momentum=0.8),
    lk.Nesterov(0.01, momentum=0.8),
    lk.RMSProp(0.05, decay=0.9),
    lk.Adam(0.1),
]


def specified(optimizer):
    names = [name for name in vars(optimizer) if name != "learning_rate"]
    return {
        "kind": type(optimizer).__name__,
        "parameters": {name: getattr(optimizer, name) for name in names},
    }


NAMES = ("himmelblau", "x_sin_x", "saddle", "cubic")
LANDSCAPES = {
    **{name: getattr(lk.objectives, name) for name in NAMES},
    "half": lk.Objective("x**2/9 - log(x)", domain=(-4, 5)),
    "quarters": lk.Objective("sqrt(x*y) + x**2 + y**2", domain=((-2, 2), (-2, 2))),
    "pole": lk.Objective("1/x + x", domain=(-3, 3)),
}


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=repr)
@pytest.mark.parametrize("name", LANDSCAPES)
def test_f3_arrivals(with_objective, name, optimizer):
    objective = LANDSCAPES[name]
    bounds = np.atleast_2d(objective.domain)
    starts = np.random.default_rng(3).uniform(bounds[:, 0], bounds[:, 1], (12, objective.dim))
    got = with_objective(
        objective,
        """return given.starts.map(start => {
            const optimizer = kit.createOptimizer(given.optimizer, given.rate);
            const {minimum, step} = kit.arrive(f, optimizer, start, 150);
            return [minimum, step];
        });""",
        {
            "starts": starts.tolist(),
            "optimizer": specified(optimizer),
            "rate": optimizer.learning_rate,
        },
    )
    at = starts if objective.dim > 1 else starts[:, 0].tolist()
    wanted = [arrival(objective, optimizer, s, 150) for s in at]
    assert [tuple(pair) for pair in got] == wanted
    assert ((NOWHERE, None) in wanted) == (name in ("half", "quarters"))


def test_a_sweep_is_a_table_of_arrivals(with_objective):
    rates, shares = [0.01, 0.05, 0.2, 1.0], [0.0, 0.5, 0.9]
    got = with_objective(
        lk.objectives.bowl,
        """const table = [];
        const optimizer = {kind: 'Momentum', parameters: {momentum: 0.1}};
        const work = kit.fillSweep(table, f, optimizer, [0, 4], {...given, most: 120});
        let pauses = 0;
        while (!work.next().done) pauses++;
        return [table, pauses];""",
        {"rates": rates, "shares": shares},
    )
    table, pauses = got
    wanted = []
    for share, rate in itertools.product(shares, rates):
        momentum = lk.Momentum(rate, momentum=share)
        wanted.append(steps_needed(lk.objectives.bowl, momentum, [0.0, 4.0], 120))
    assert table == wanted
    assert pauses == 12
    assert AWAY in table
    assert max(table) > 30


def test_passing_by_a_minimum_is_not_arriving(with_objective):
    """A run that is at the minimum in the last step, and gone again after it."""
    given = {"rates": [0.01], "shares": [0.98]}
    near = np.flatnonzero(
        np.abs(lk.descend(lk.objectives.parabola, lk.Momentum(0.01, 0.98), 4.0, 200).points - 2)
        <= 0.06
    )
    passing = int(near[near < 60][0])
    table = with_objective(
        lk.objectives.parabola,
        """const table = [];
        const optimizer = {kind: 'Momentum', parameters: {momentum: 0.1}};
        for (const _ of kit.fillSweep(table, f, optimizer, [4], given));
        return table;""",
        {**given, "most": passing},
    )
    assert table == [NEVER]


def test_the_published_learning_rates(page):
    rates = page.evaluate("kit.RATES")
    assert rates[:4] == [0.0001, 0.0002, 0.0005, 0.001]
    assert rates[-2:] == [5, 10]
    assert len(rates) == 16
    assert page.evaluate("kit.SHARES").count(0.9) == 1


ALONE = """const steps = [];
const optimizer = {kind: 'GradientDescent', parameters: {}};
const axes = {rates: kit.RATES, shares: [null], most: given.most};
for (const _ of kit.fillSweep(steps, f, optimizer, given.start, axes));
return {steps, rate: kit.RATES[kit.fewest(steps)] ?? null};"""


def test_the_best_learning_rate_of_the_published_ones(with_objective):
    got = with_objective(
        lk.objectives.bowl,
        ALONE,
        {"start": [0, 4], "most": 200},
    )
    steps = {}
    for k in range(16):
        rate = float(f"{(1, 2, 5)[k % 3]}e{k // 3 - 4}")
        steps[rate] = steps_needed(lk.objectives.bowl, lk.GradientDescent(rate), [0.0, 4.0], 200)
    assert got["steps"] == list(steps.values())
    arrived = {rate: count for rate, count in steps.items() if count >= 0}
    assert got["rate"] == min(arrived, key=arrived.get) == 0.2


def test_no_best_learning_rate_where_there_is_no_minimum(with_objective):
    got = with_objective(
        lk.objectives.saddle,
        ALONE,
        {"start": [1, 1], "most": 100},
    )
    assert got["rate"] is None
    assert set(got["steps"]) <= {NEVER, AWAY}


@pytest.mark.parametrize(("name", "grid"), [("himmelblau", (9, 7)), ("double_well", (21, 1))])
def test_basins(with_objective, name, grid):
    objective = getattr(lk.objectives, name)
    optimizer = lk.GradientDescent(0.01)
    cells, counts = with_objective(
        objective,
        """const cells = new Array(given[0] * given[1]);
        const optimizer = kit.createOptimizer({kind: 'GradientDescent', parameters: {}}, 0.01);
        for (const _ of kit.fillBasins(cells, f, optimizer, given, 200));
        return [cells, kit.countBasins(cells, f.minima.length)];""",
        grid,
    )
    (left, right), *rest = np.atleast_2d(objective.domain)
    xs = left + (right - left) * (np.arange(grid[0]) + 0.5) / grid[0]
    if rest:
        low, high = rest[0]
        ys = low + (high - low) * (np.arange(grid[1]) + 0.5) / grid[1]
        starts = [np.array([x, y]) for y in ys for x in xs]
    else:
        starts = xs.tolist()
    wanted = [arrival(objective, optimizer, start, 200)[0] for start in starts]
    assert cells == wanted
    assert len(set(wanted)) >= len(objective.minima)
    assert counts["minima"] == [wanted.count(k) for k in range(len(objective.minima))]
    assert counts["others"] == {str(k): wanted.count(k) for k in (NEVER, AWAY, NOWHERE)}


def test_a_long_computation_leaves_room_for_frames(page):
    """It pauses, a new start drops the old work, and what is done is said once."""
    said = page.evaluate(
        """() => new Promise(resolve => {
            const finished = [];
            let frames = 0;
            function* work(name, count) {
                for (let k = 0; k < count; k++) {
                    const end = performance.now() + 1;
                    while (performance.now() < end);
                    yield;
                }
                finished.push(name);
            }
            const background = kit.createBackground(work, done => {
                frames++;
                const before = frames;
                if (done) setTimeout(() => resolve([finished, before, frames - before]), 50);
            });
            background.start('old', 1000);
            setTimeout(() => background.start('new', 30), 40);
        })"""
    )
    finished, frames, more = said
    assert finished == ["new"]
    assert frames >= 4
    assert more == 0


# --- random numbers ---


def test_the_generator(page):
    got = page.evaluate(
        "() => { const r = kit.createRandom(7); return Array.from({length: 1000}, () => r()); }"
    )
    assert got == mulberry32(7, 1000)
