"""The explorer's clock, race, anatomy and state panels under mouse and keyboard."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk
from lessonkit.widgets.descent.settings import KINDS, specify
from lessonkit.widgets.descriptions import describe_objective
from tests.browser.test_panels import show

__all__ = ["show"]  # the fixture

pytestmark = pytest.mark.browser

BOWL = lk.objectives.bowl
THREE = [lk.GradientDescent(0.1), lk.Momentum(0.05), lk.Adam(0.3)]
EVERYONE = [kind(learning_rate=0.02) for kind in KINDS.values()]


@pytest.fixture(scope="module")
def kit(open_kit):
    """A page with the arithmetic of the panels in `kit`."""
    return open_kit(
        "maths/objective",
        "maths/optimizers",
        "maths/anatomy",
        "explorers/descent/panels/step_formula",
        "kit/mathml",
        "explorers/descent/panels/rates",
    )


def field(shown, label):
    return shown.root.get_by_role("textbox", name=label, exact=True)


def slider(shown, label):
    return shown.root.get_by_role("slider", name=label, exact=True)


def button(shown, name):
    return shown.root.get_by_role("button", name=name, exact=True)


# --- the race ---


def test_the_legend_shows_and_takes_away(show):
    shown = show(BOWL, THREE, start=[0, 4])
    landscape = shown.root.locator(".lk-landscape")
    before = shown.picture(landscape)
    adam = button(shown, "Adam")
    assert adam.get_attribute("aria-pressed") == "true"
    adam.click()
    assert shown.get("hidden") == [2]
    assert shown.picture(landscape) != before
    assert "Adam" not in shown.text()
    assert adam.get_attribute("aria-pressed") == "false"
    adam.press("Enter")
    assert shown.get("hidden") == []
    assert shown.picture(landscape) == before
    for name in ("GradientDescent", "Momentum", "Adam"):
        button(shown, name).press("Space")
    assert shown.get("hidden") == [0, 1, 2]
    shown.set("start", [1, 1])
    assert shown.text().startswith("(x₀, y₀) = (1.00, 1.00): after 20 steps")


def test_one_run_has_no_legend(show):
    shown = show(BOWL, [lk.Adam(0.3)])
    expect(shown.root.locator(".lk-runs")).not_to_be_visible()
    shown.set("optimizers", [specify(each) for each in THREE])
    expect(shown.root.locator(".lk-runs")).to_be_visible()


def test_the_description_ranks_the_runs(show):
    shown = show(BOWL, THREE, start=[0, 4], steps=12)
    finals = {type(p.optimizer).__name__: p.values[-1] for p in shown.explorer.paths}
    ranked = sorted(finals, key=finals.get)
    said = re.findall(
        r"(GradientDescent|Momentum|Adam) ([\d.]+(?:×10[⁻\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)", shown.text()
    )
    assert [name for name, _ in said] == ranked
    assert float(said[-1][1]) == pytest.approx(finals[ranked[-1]], abs=1e-4)


def test_a_run_that_leaves_is_named(show):
    shown = show(BOWL, [lk.GradientDescent(0.1), lk.Momentum(9.0)], start=[0, 4])
    assert re.search(r"Momentum left the map at step \d", shown.text())
    shown.set("step", 0)
    assert "left" not in shown.text()


def test_a_shared_rate_is_that_of_all(show):
    shown = show(BOWL, THREE, learning_rate=0.1, panels=["loss", "optimizers"])
    field(shown, "Learning rate η").fill("0.2")
    field(shown, "Learning rate η").press("Enter")
    assert [each["parameters"]["learning_rate"] for each in shown.get("optimizers")] == [0.2] * 3
    assert shown.get("learning_rate") == 0.2
    assert len(shown.saved()) == 1


def test_without_sharing_the_slider_is_that_of_the_chosen_one(show):
    shown = show(BOWL, THREE, panels=["loss", "optimizers"])
    chosen = shown.root.get_by_label("Optimizer to change")
    chosen.select_option("Momentum")
    typed = field(shown, "Learning rate of Momentum η")
    typed.fill("0.01")
    typed.press("Enter")
    assert [each["parameters"]["learning_rate"] for each in shown.get("optimizers")] == [
        0.1,
        0.01,
        0.3,
    ]
    assert shown.get("learning_rate") == 0.1
    shown.root.get_by_label("The same learning rate for all").check()
    assert [each["parameters"]["learning_rate"] for each in shown.get("optimizers")] == [0.01] * 3
    assert (shown.get("share"), shown.get("learning_rate")) == (True, 0.01)
    shown.settle()
    expect(slider(shown, "Learning rate η")).to_be_visible()


def test_hyperparameters_by_keyboard_and_typed(show):
    shown = show(BOWL, [lk.Momentum(0.05), lk.Adam(0.3)], panels=["optimizers"])
    knob = slider(shown, "Momentum α")
    knob.press("ArrowRight")
    assert shown.parameters(0)["momentum"] == 0.95
    knob.press("ArrowLeft")
    knob.press("ArrowLeft")
    assert shown.parameters(0)["momentum"] == 0.85
    shown.root.get_by_label("Optimizer to change").select_option("Adam")
    typed = field(shown, "Decay of the squares β₂")
    typed.fill("0.5")
    typed.press("Enter")
    assert shown.parameters(1)["beta2"] == 0.5
    typed.fill("1")
    typed.press("Enter")
    shown.settle()
    assert "up to, but not including, 1, not “1”. It stays 0.5." in shown.root.text_content()
    assert shown.parameters(1)["beta2"] == 0.5
    typed.press("Escape")
    epsilon = field(shown, "Epsilon ε")
    epsilon.fill("1e-3")
    epsilon.press("Enter")
    assert shown.parameters(1)["epsilon"] == 1e-3


def test_optimizers_come_and_go(show):
    shown = show(BOWL, [lk.GradientDescent(0.1)], panels=["optimizers"])
    expect(button(shown, "Remove")).to_be_disabled()
    more = shown.root.get_by_label("Add…")
    for kind in ("Adam", "Nadam", "Adam"):
        more.select_option(kind)
    assert [each["kind"] for each in shown.get("optimizers")] == [
        "GradientDescent",
        "Adam",
        "Nadam",
        "Adam",
    ]
    assert shown.parameters(3) == {**specify(lk.Adam(0.1))["parameters"]}
    expect(button(shown, "Adam 2")).to_be_visible()
    button(shown, "Nadam").click()
    shown.root.get_by_label("Optimizer to change").select_option("Adam")
    button(shown, "Remove").click()
    assert [each["kind"] for each in shown.get("optimizers")] == [
        "GradientDescent",
        "Nadam",
        "Adam",
    ]
    assert shown.get("hidden") == [1]
    for _ in range(2):
        button(shown, "Remove").click()
    shown.settle()
    expect(shown.root.locator(".lk-run")).to_have_count(1)
    for _ in range(9):
        more.select_option("AdaDelta")
    shown.settle()
    expect(more).to_be_disabled()


def test_each_at_its_best(show, kit):
    shown = show(BOWL, THREE, start=[0, 4], steps=15, panels=["rates"])
    best = button(shown, "Each at its best")
    shown.page.wait_for_function("() => !document.querySelector('.lk-corner').disabled")
    rates = kit.evaluate("kit.ratesBetween([0.001, 10])")
    wanted = []
    for optimizer in THREE:
        finals = [final_value(type(optimizer)(rate), 15) for rate in rates]
        wanted.append(rates[int(np.argmin(finals))])
    best.click()
    assert [each["parameters"]["learning_rate"] for each in shown.get("optimizers")] == wanted
    assert len(set(wanted)) > 1
    assert shown.get("share") is False
    label = shown.root.locator(".lk-rates").get_attribute("aria-label")
    assert f"Momentum: η = {wanted[1]:g}" in label


def final_value(optimizer, steps):
    value = lk.descend(BOWL, optimizer, [0.0, 4.0], steps).values[-1]
    return value if np.isfinite(value) else np.inf


# --- time ---


def test_steps_and_scrubbing(show):
    shown = show(BOWL, THREE, steps=10, panels=["loss", "anatomy"])
    landscape = shown.root.locator(".lk-landscape")
    whole = shown.picture(landscape)
    expect(button(shown, "One step on")).to_be_disabled()
    button(shown, "One step back").click()
    assert shown.get("step") == 9
    assert shown.picture(landscape) != whole
    assert "after 9 steps" in shown.text()
    clock = slider(shown, "Step")
    clock.press("Home")
    shown.settle()
    clock.press("ArrowRight")
    assert shown.get("step") == 1
    assert "after 1 step f" in shown.text()
    typed = field(shown, "Step")
    typed.fill("11")
    typed.press("Enter")
    shown.settle()
    assert "from 0 to 10, not “11”. It stays 1." in shown.root.text_content()
    typed.fill("4")
    typed.press("Enter")
    assert shown.get("step") == 4
    shown.set("steps", 3)
    assert clock.input_value() == "3"
    assert clock.get_attribute("max") == "3"


# What the clock shows one after the other, so many times or until it rests at the end.
SEEN = """most => new Promise(done => {
    const seen = [];
    const clock = document.querySelector('.lk-player input[type=text]');
    const plays = () => document.querySelector('[aria-label="Pause"]');
    const look = () => {
        if (seen.at(-1) !== clock.value) seen.push(clock.value);
        if (seen.length > most || !plays()) done(seen); else requestAnimationFrame(look);
    };
    look();
})"""


def test_playing_goes_to_the_end_and_tells_python_once(show):
    shown = show(BOWL, steps=40, step=1)
    shown.root.get_by_label("Speed").select_option("25/s")
    button(shown, "Play").click()
    expect(button(shown, "Pause")).to_have_count(1)
    shown.page.wait_for_function("() => model.get('step') === 40")
    expect(button(shown, "Play")).to_have_count(1)
    assert shown.saved() == [{"step": 40}]
    shown.root.get_by_label("Speed").select_option("2/s")
    button(shown, "Play").click()
    shown.settle()
    steps = [int(step) for step in shown.page.evaluate(SEEN, 9)]
    assert steps[0] < 40  # from the start again
    assert steps == sorted(steps)


def test_where_motion_is_to_be_reduced_one_steps(show):
    shown = show(BOWL, steps=4, options={"reduced_motion": "reduce"})
    for name in ("Play", "Speed", "Again and again"):
        expect(shown.root.get_by_label(name, exact=True)).to_be_hidden()
    shown.root.locator(".lk-landscape").press("Space")
    button(shown, "One step back").click()
    shown.page.wait_for_timeout(300)
    shown.settle()
    assert shown.get("step") == 3
    assert shown.saved() == [{"step": 3}]


def test_arrow_keys_step_where_the_player_has_the_focus(show):
    shown = show(BOWL, steps=10, step=5)
    button(shown, "Play").press("ArrowRight")
    assert shown.get("step") == 6
    button(shown, "One step back").press("ArrowLeft")
    assert shown.get("step") == 5
    shown.root.locator(".lk-landscape").press("ArrowLeft")  # there they move the start
    assert shown.get("step") == 5
    assert shown.get("start") != [0, 4]


def test_again_and_again(show):
    shown = show(BOWL, steps=2, step=0)
    shown.root.get_by_label("Speed").select_option("100/s")
    loop = button(shown, "Again and again")
    loop.click()
    expect(loop).to_have_attribute("aria-pressed", "true")
    button(shown, "Play").click()
    steps = [int(step) for step in shown.page.evaluate(SEEN, 7)]
    ends = [k for k, step in enumerate(steps[:-1]) if step == 2]
    assert ends
    assert all(steps[k + 1] == 0 for k in ends)
    assert shown.saved() == []  # not before it is stopped
    loop.click()
    shown.page.wait_for_function("() => model.get('step') === 2")
    assert shown.saved() == [{"step": 2}]


def test_space_plays_and_pauses(show):
    shown = show(BOWL, steps=100)
    shown.root.locator(".lk-landscape").press("Space")
    expect(button(shown, "Pause")).to_have_count(1)
    shown.root.locator(".lk-landscape").press("Space")
    expect(button(shown, "Play")).to_have_count(1)
    assert shown.get("step") < 100
    box = field(shown, "Learning rate η")
    box.press("Space")
    expect(button(shown, "Play")).to_have_count(1)
    button(shown, "Play").press("Space")
    expect(button(shown, "Pause")).to_have_count(1)


def test_a_drag_while_it_plays(show):
    shown = show(BOWL, steps=100, step=0, panels=["loss", "state", "anatomy"])
    button(shown, "Play").click()
    handle = shown.root.locator(".lk-handle").bounding_box()
    x, y = handle["x"] + 24, handle["y"] + 24
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x + 80, y + 60, steps=20)
    shown.page.mouse.up()
    assert shown.get("start") != [0.0, 4.0]
    expect(button(shown, "Pause")).to_have_count(1)
    shown.page.evaluate("close_()")
    shown.page.wait_for_timeout(100)


# --- one step ---


@pytest.mark.parametrize("optimizer", EVERYONE, ids=lambda o: type(o).__name__)
@pytest.mark.parametrize("name", ["bowl", "double_well"])
def test_the_formula_has_the_numbers_of_the_step(kit, optimizer, name):
    objective = getattr(lk.objectives, name)
    start = [0.5, 4.0] if objective.dim == 2 else 1.2
    path = lk.descend(objective, optimizer, start, 6)
    lines, parts, markup = kit.evaluate(
        """([description, optimizer, start, k]) => {
            const f = kit.compileObjective(description);
            const path = kit.descend(f, kit.createOptimizer(optimizer), start, 6);
            const step = kit.dissect(f, {optimizer, path}, k);
            const lines = kit.formulaOf(optimizer, step, k, 'w');
            return [lines, step.parts, lines.map(kit.mathOf)];
        }""",
        [describe_objective(objective), specify(optimizer), np.atleast_1d(start).tolist(), 4],
    )
    assert not re.search("undefined|NaN|null", "".join(lines + markup))
    (line,) = [line for line in lines if line.startswith("w_{5}")]
    assert numbers_in(line.split(" = ")[-1]) == pytest.approx(
        np.atleast_1d(path.points[5]).tolist(), rel=1e-3
    )
    assert numbers_in(line.split(" = ")[-2])[: objective.dim] == pytest.approx(
        np.atleast_1d(path.points[4]).tolist(), rel=1e-3
    )
    moves = [part["vector"] for part in parts if "vector" in part]
    if moves:  # they lead from one point to the next, head to tail
        wanted = np.atleast_1d(path.points[5] - path.points[4])
        np.testing.assert_allclose(np.sum(moves, axis=0), wanted, rtol=1e-9)
    slope = np.atleast_1d(objective.gradient(path.points[4]))
    for part in parts:
        if part["name"] == "−∇f":
            np.testing.assert_allclose(part["direction"], -slope, rtol=1e-9)


def numbers_in(text):
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    found = re.findall(r"−?\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", text)
    return [float(number.translate(digits).replace("×10", "e")) for number in found]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("w_{10} = −2.5", "<msub><mi>w</mi><mn>10</mn></msub><mo>=</mo><mn>−2.5</mn>"),
        ("β_1^{t}", "<msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup>"),
        (
            "{η}/{ε + √{r̂}}",
            "<mfrac><mi>η</mi><mrow><mi>ε</mi><mo>+</mo><msqrt><mi>r̂</mi></msqrt></mrow></mfrac>",
        ),
        ("1.2×10⁻⁷", "<mn>1.2×10⁻⁷</mn>"),
    ],
)
def test_formulas_in_markup(kit, text, markup):
    found = kit.evaluate("text => kit.mathOf(text)", text)
    assert markup in found
    assert found.count("<") == 2 * found.count("</")


def test_the_anatomy_follows_the_clock(show):
    shown = show(BOWL, [lk.Momentum(0.05)], steps=10, step=3, panels=["anatomy"])
    panel = shown.root.locator(".lk-anatomy")
    assert "Momentum, from step 3 to step 4" in panel.text_content()
    expect(panel.locator(".lk-formulas > div")).to_have_count(2)
    with_arrows = shown.picture(shown.root.locator(".lk-landscape"))
    shown.set("step", 10)
    assert "from step 9 to step 10" in panel.text_content()
    assert shown.picture(shown.root.locator(".lk-landscape")) != with_arrows
    shown.set("steps", 0)
    assert "no step to show here" in panel.text_content()
    shown.set("steps", 10)
    shown.set("learning_rate", 1e200)
    assert "no step to show here" in panel.text_content()


def test_f3_a_rate_that_leads_to_no_value_is_told_from_one_that_leads_away(kit):
    half = lk.Objective("x**2/9 - log(x)", domain=(-4, 5))
    cases = [(half, 0.1), (half, 30.0), (lk.objectives.double_well, 1e100), (half, 1e200)]
    got = [
        kit.evaluate(
            """([description, rate]) => {
                const descent = { kind: "GradientDescent", parameters: {} };
                const f = kit.compileObjective(description);
                const optimizer = kit.createOptimizer(descent, rate);
                return String(kit.reached(f, optimizer, [2.5], 5));
            }""",
            [describe_objective(objective), rate],
        )
        for objective, rate in cases
    ]
    path = lk.descend(half, lk.GradientDescent(0.1), 2.5, 5)
    assert float(got[0]) == pytest.approx(path.values[-1])
    assert got[1:] == ["NaN", "Infinity", "Infinity"]


@pytest.mark.parametrize("optimizer", EVERYONE, ids=lambda o: type(o).__name__)
def test_the_state_is_the_one_in_python(show, optimizer):
    shown = show(BOWL, [optimizer], start=[0, 4], steps=9, step=6, panels=["state"])
    path = shown.explorer.path
    labels = [
        canvas.get_attribute("aria-label") or ""
        for canvas in shown.root.locator("canvas.lk-state:not([hidden])").all()
    ]
    named = {label.split(", ", 1)[1].split(":")[0]: label.split(":")[1] for label in labels}
    wanted = {
        "Gradient ∇f": path.gradients[6],
        "Effective learning rate η": path.learning_rates[5],
    }
    state = path.states[6]
    for name, label in [
        ("velocity", "Velocity v"),
        ("mean", "Mean of the gradients m"),
        ("squares", f"Squares of the gradients {'v' if hasattr(state, 'mean') else 'r'}"),
        ("squared_steps", "Squares of the steps u"),
    ]:
        if hasattr(state, name):
            wanted[label] = getattr(state, name)
    if hasattr(optimizer, "beta1"):
        betas = np.array([optimizer.beta1, optimizer.beta2])
        factors = (
            named.pop("Bias corrections").replace("1/(1 − β₁ᵗ)", "").replace("1/(1 − β₂ᵗ)", "")
        )
        assert numbers_in(factors) == pytest.approx((1 / (1 - betas**6)).tolist(), rel=1e-3)
    assert set(named) == set(wanted)
    for name, values in wanted.items():
        assert numbers_in(named[name]) == pytest.approx(values.tolist(), rel=1e-3, abs=1e-12)
