"""Goals of explorers: the browser decides them as Python would, lights and keeps them."""

import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk
from lessonkit.formulas.conditions import conditions
from lessonkit.widgets.descent.settings import KINDS
from tests.widgets.conftest import MAKERS, run

pytestmark = pytest.mark.browser

HELD = """([tree, facts]) => kit.valueOf(tree, name => facts[name])"""
BOWL = lk.objectives.bowl


@pytest.fixture(scope="module")
def kit(open_kit):
    return open_kit("frame/goals")


def random_text(rng, depth):
    """A condition or, at an odd depth, a value."""
    if depth == 0:
        return str(rng.choice(["a", "b", "c", "0.5", "2", "-1"]))
    if depth == 1:
        one, other = random_text(rng, 0), random_text(rng, 0)
        return str(rng.choice([one, f"({one} {rng.choice([*'+-*'])} {other})", f"abs({one} - 1)"]))
    if depth == 2:
        signs = rng.choice(["<", "<=", ">", ">=", "==", "!="], 2)
        values = [random_text(rng, 1) for _ in range(3)]
        text = f"{values[0]} {signs[0]} {values[1]}"
        return text if rng.random() < 0.5 else f"{text} {signs[1]} {values[2]}"
    one, other = random_text(rng, depth - 1), random_text(rng, depth - 1)
    return str(rng.choice([f"({one}) and ({other})", f"({one}) or ({other})", f"not ({one})"]))


def test_a_condition_holds_where_it_holds_in_python(kit):
    rng = np.random.default_rng(0)
    seen = set()
    for k in range(300):
        facts = dict(zip("abc", rng.choice([-1.0, 0.0, 0.5, 1.0, 2.0], 3).tolist(), strict=True))
        text = random_text(rng, 2 + k % 3)
        (tree,) = conditions([text], facts)
        wanted = eval(text, {"abs": abs}, facts)
        assert kit.evaluate(HELD, [tree, facts]) == wanted, (text, facts)
        seen.add(wanted)
    assert seen == {True, False}


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
def test_nothing_holds_of_what_is_no_value(kit, sign):
    (tree,) = conditions([f"a {sign} b"], "ab")
    for facts in ("{a: NaN, b: 1}", "{a: 1}", "{}", "{a: NaN, b: NaN}"):
        script = f"tree => kit.valueOf(tree, name => ({facts})[name])"
        assert kit.evaluate(script, tree) is False


def test_a_text_is_compared_with_a_name(kit):
    (tree,) = conditions(["source == 'batch'"], ["source"])
    assert kit.evaluate(HELD, [tree, {"source": "batch"}]) is True
    assert kit.evaluate(HELD, [tree, {"source": "all"}]) is False


def with_goals(line, goals):
    """The explorer that a line of code makes, with goals."""
    call = line.rstrip().removesuffix(")").rstrip(", \n")
    return run(f"{call}{'' if call.endswith('(') else ', '}goals={goals!r})")


@pytest.mark.parametrize("name", MAKERS)
def test_every_fact_that_python_knows_is_known_in_the_browser(open_page, name):
    explorer = run(MAKERS[name])
    names = [*explorer._single(), *explorer._facts()]
    if name == "explore":
        explorer.optimizers = [kind(0.1) for kind in KINDS.values()]
        of_kind = {kind.__name__: kind(0.1).__dict__ for kind in KINDS.values()}
        hyperparameters = set().union(*of_kind.values())

        def has(fact):
            kind, _, of_run = fact.rpartition(".")
            return of_run not in hyperparameters or of_run in of_kind[kind or "GradientDescent"]

        names = [each for each in names if has(each)]
    made = with_goals(explorer.code(), [f"{each} == {each}" for each in names])
    with open_page(made) as page:
        assert page.errors == []
        expect(page.page.locator(".lk-goals li")).to_have_count(len(names))
        lit = page.page.locator(".lk-goals .lk-reached").all_text_contents()
        assert [each for k, each in enumerate(names, 1) if str(k) not in lit] == []
        assert page.errors == []


def test_a_goal_lights_up_stays_lit_and_goes_out_at_the_reset(open_page):
    goals = ["loss < 1e-3", "start_x > 3", "diverged"]
    explorer = lk.explore(BOWL, start=[0, 4], learning_rate=0.001, goals=goals)
    with open_page(explorer) as page:
        chips = page.page.locator(".lk-goals [role=img]")
        names = lambda: [chip.get_attribute("aria-label") for chip in chips.all()]  # noqa: E731
        assert names() == [f"Goal {k}: open" for k in (1, 2, 3)]
        page.press(0.9, 0.5)
        assert names() == ["Goal 1: open", "Goal 2: reached", "Goal 3: open"]
        assert page.page.locator(".lk-goals [role=status]").text_content() == "Goal 2: reached"
        page.press(0.1, 0.5)
        assert names()[1] == "Goal 2: reached"
        page.page.get_by_role("button", name="Reset").click()
        page.settle()
        assert names() == [f"Goal {k}: open" for k in (1, 2, 3)]
        assert page.page.locator(".lk-goals [role=status]").text_content() == ""


def test_without_goals_there_is_no_row(open_page):
    with open_page(lk.explore(BOWL)) as page:
        expect(page.page.locator(".lk-goals")).not_to_be_visible()


def test_python_hears_of_it(open_cells):
    notebook = open_cells(
        "import lessonkit as lk\n"
        "w = lk.explore_tangent(lk.objectives.parabola, x=1.99, goals=['x >= 2', 'h < 0.1'])\nw"
    )
    notebook.run_all()
    cell = notebook.cell(0)
    assert notebook.insert_and_run("print(w.reached)") == "[]"
    cell.locator("canvas.lk-landscape").press("ArrowRight")
    cell.locator("canvas.lk-landscape").press("ArrowRight")
    notebook.settle()
    assert notebook.insert_and_run("print(w.reached)") == "[1]"
    notebook.insert_and_run("w.reached = []")
    expect(cell.locator(".lk-reached")).to_have_count(0)
    assert notebook.errors == []
