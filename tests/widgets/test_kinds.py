"""What kind of run the explorer says it is: paths by hand, and real runs, in both languages."""

import json
import subprocess

import numpy as np
import pytest
from playwright._impl._driver import compute_driver_executable

import lessonkit as lk
from lessonkit.widgets.descent.settings import specify
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.javascript import Module, read

NODE = compute_driver_executable()[0]  # the one that Playwright brings
FILES = (
    *("maths/objective", "maths/optimizers", "maths/kind"),
    *("explorers/descent/describe", "kit/text"),
)
VALLEY = lk.Objective("x**2/2 + 8*y**2", domain=((-10, 10), (-4, 4)))
PARABOLA = lk.Objective("x**2", domain=(-5, 5))
BOTH = lk.Objective("x**2 - y**2", domain=((-2, 2), (-2, 2)))
GD, MOMENTUM, ADAM = lk.GradientDescent, lk.Momentum, lk.Adam


def node(objective, body, given):
    """What some JavaScript returns, with the objective in `f` and what is `given`."""
    module = Module({file: read(file).exports for file in FILES})
    values = json.dumps([describe_objective(objective), given])
    source = f"""{module}
        const [description, given] = {values};
        const f = compileObjective(description);
        console.log(JSON.stringify((() => {{ {body} }})()));"""
    command = [NODE, "--input-type=module"]
    done = subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def kinds(objective, paths):
    """The kinds of runs that are given by their points."""
    body = """return given.map((list) => {
        const points = list.map((w) => [w].flat());
        return kindOf(f, { points, values: points.map(f.value) });
    });"""
    return node(objective, body, [np.asarray(path, dtype=float).tolist() for path in paths])


STEPS = np.arange(21)
BY_HAND = {
    "rests": (PARABOLA, np.zeros(21)),
    "arrives": (PARABOLA, 4 * 0.7**STEPS),
    "passed": (PARABOLA, np.array([4.0, -0.5, *(-0.05 * 0.5**k for k in range(5))])),
    "bounced": (PARABOLA, 4 * (-0.7) ** STEPS),
    "swung": (PARABOLA, 4 * np.exp(-STEPS / 3) * np.cos(STEPS / 2)),
    "bounces": (PARABOLA, 4 * (-0.93) ** STEPS),
    "swings": (PARABOLA, 4 * np.exp(-STEPS / 15) * np.cos(STEPS / 2)),
    "endless": (PARABOLA, 4 * (-1.0) ** STEPS),
    "widens": (PARABOLA, (-1.05) ** STEPS),
    "creeps": (PARABOLA, 4 * 0.99**STEPS),
    "goes": (PARABOLA, 4 * 0.93**STEPS),
    "saddle": (BOTH, [(0.6**k, 0) for k in STEPS]),
    "top": (lk.Objective("1 - x**2", domain=(-1, 1)), np.zeros(21)),
    "plateau": (lk.objectives.plateau, 9 - 0.001 * STEPS),
    "floor": (VALLEY, [(-8 * 0.99**k, 2 * 0.1**k) for k in STEPS]),
}


def test_paths_made_by_hand():
    for kind, (objective, path) in BY_HAND.items():
        assert kinds(objective, [path]) == [kind], kind


def test_a_factor_of_the_distance_makes_the_kind():
    # On a parabola gradient descent multiplies the distance to the minimum in each step.
    factors = [0.999, 0.98, 0.9, 0.5, -0.5, -0.8, -0.97, -1, -1.02]
    wanted = [
        "creeps",
        "creeps",
        "goes",
        "arrives",
        "bounced",
        "bounced",
        "bounces",
        "endless",
        "widens",
    ]
    assert kinds(PARABOLA, [3 * np.power(float(q), STEPS) for q in factors]) == wanted


def test_what_a_run_began_with_is_not_what_it_does():
    # Swings of the same size after a longer way there, and turns long before a straight walk.
    cycle = [4, 3, -3, *(2 * (-1.0) ** STEPS)]
    walk = [(x, 0) for x in (-8, -6, -8, -6.5, *(0.03 * STEPS - 7))]
    assert kinds(PARABOLA, [cycle]) == ["endless"]
    assert kinds(VALLEY, [walk]) == ["floor"]


def test_the_size_of_the_landscape_changes_nothing():
    for size in (1e-3, 1e3):
        wide = lk.Objective(f"(x/{size})**2 * {size}", domain=(-5 * size, 5 * size))
        paths = {kind: path for kind, (f, path) in BY_HAND.items() if f is PARABOLA}
        assert kinds(wide, [size * path for path in paths.values()]) == [*paths]


def sentences(objective, runs, start, steps, step=None, language="en"):
    """What the explorer says of these optimizers."""
    lk.setup(language=language)
    try:
        explorer = lk.explore(objective, runs, start=start, steps=steps)
    finally:
        lk.setup(language="en")
    state = {
        "start": np.atleast_1d(start).tolist(),
        "share": False,
        "learning_rate": explorer.learning_rate,
        "step": steps if step is None else step,
        "steps": steps,
    }
    body = """const { optimizers, state, texts, names } = given;
    setTranslations(texts);
    const runs = optimizers.map((optimizer, k) => {
        const path = descend(f, createOptimizer(optimizer), state.start, state.steps);
        return { optimizer, path, ...exitOf(path, f.domain), name: names[k], visible: true };
    });
    return describeRuns(f, runs, state);"""
    given = {
        "optimizers": [*map(specify, runs)],
        "state": state,
        "texts": explorer._texts,
        "names": [type(each).__name__ for each in runs],
    }
    return node(objective, body, given)


HALF = "x₀ = 4.00, η = 0.5: after 20 steps x = 2.0000, f = 2.0000"
SAID = [
    (0.001, "creeps: its steps are very short", "기어감: 한 스텝이 아주 짧음"),
    (0.05, "still on its way", "아직 가는 중"),
    (0.2, "arrives from one side", "한쪽에서 다가가 도착함"),
    (0.9, "bounces from side to side and arrives", "좌우로 튀다가 도착함"),
    (0.95, "bounces from side to side, ever less", "좌우로 튀며 점점 줄어듦"),
    (1.0, "bounces without end", "끝없이 튐"),
    (1.1, "bounces ever wider", "점점 더 크게 튐"),
]


@pytest.mark.parametrize(("rate", "english", "korean"), SAID)
def test_gradient_descent_on_a_parabola_in_both_languages(rate, english, korean):
    f = lk.objectives.parabola
    for language, wanted in [("en", english), ("ko", korean)]:
        said = sentences(f, [GD(rate)], 4.0, 20, language=language)
        assert said.endswith(f" · {wanted}"), said


def test_whole_sentences():
    f = lk.objectives.parabola
    assert sentences(f, [GD(0.5)], 4.0, 20) == f"{HALF} · arrives from one side"
    assert sentences(f, [GD(0.5)], 4.0, 20, step=0) == (
        "x₀ = 4.00, η = 0.5: after 0 steps x = 4.0000, f = 6.0000"
    )
    assert sentences(f, [GD(1.1)], 4.0, 20) == (
        "x₀ = 4.00, η = 1.1: left the map at step 3 · bounces ever wider"
    )
    assert sentences(f, [GD(5.0)], 4.0, 20) == "x₀ = 4.00, η = 5: left the map at step 1"
    assert sentences(f, [MOMENTUM(0.1)], 4.0, 100).endswith("swings around the minimum and arrives")
    assert sentences(lk.objectives.saddle, [GD(0.1)], [1.0, 0.0], 60).endswith(
        "stuck at a saddle: the slope is nearly 0"
    )


def test_of_a_race_who_is_first_or_lowest():
    f, runs = lk.objectives.parabola, [GD(0.01), GD(0.25), ADAM(0.1)]
    # 2 · 0.5ᵏ, the distance of the second, is 1% of the map's width of 6 from step 6 on.
    said = sentences(f, runs, 4.0, 20)
    assert said.endswith(" · first at a minimum: GradientDescent, at step 6"), said
    assert sentences(f, runs[::2], 4.0, 10).endswith(" · lowest: Adam")
    assert " · " not in sentences(f, runs, 4.0, 20, step=0)
    korean = sentences(f, runs, 4.0, 20, language="ko")
    assert korean.endswith(" · 최소점에 가장 먼저 닿음: GradientDescent, 6스텝"), korean


def test_a_run_without_value_is_no_number_of_a_race():
    f = lk.Objective("x - log(x)", domain=(-1, 3))
    lost = "no value from step 1 on"  # 2 − 5 · 0.5 = −0.5
    value = lk.descend(f, ADAM(0.1), 2.0, 20).values[-1]
    assert sentences(f, [GD(5.0), ADAM(0.1)], 2.0, 20) == (
        f"x₀ = 2.00: after 20 steps f = Adam {value:.4f}; GradientDescent {lost}"
    )
    assert sentences(f, [GD(5.0), MOMENTUM(5.0)], 2.0, 20) == (
        f"x₀ = 2.00: after 20 steps GradientDescent {lost}; Momentum {lost}"
    )
