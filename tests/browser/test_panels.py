"""The explorer's panels under mouse, keyboard and finger, on a page with a model that remembers."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk
from lessonkit.quadratics import eigenbasis
from lessonkit.widgets.descent.settings import PANELS
from lessonkit.widgets.javascript import joined
from tests.widgets.own_optimizers import Signs

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><style>body {{ margin: 8px; }}
{style}</style><div id="place"></div>"""
# What anywidget gives a view, and a record of what the view does with it.
MODEL = """
const listeners = {};
window.saved = [];
window.sent = [];
let changed = {};
window.model = {
    get: name => state[name],
    set(name, value) {
        state[name] = value;
        changed[name] = value;
        for (const listener of [...(listeners[`change:${name}`] ?? [])]) listener();
    },
    save_changes() { saved.push(changed); changed = {}; },
    on: (event, listener) => (listeners[event] ??= []).push(listener),
    off: (event, listener) =>
        (listeners[event] = (listeners[event] ?? []).filter(each => each !== listener)),
};
window.hear = content => listeners['msg:custom'].forEach(listener => listener(content, []));
"""
SHOW = (
    """async ([source, state, withKernel]) => {"""
    + MODEL
    + """
    if (withKernel) model.send = content => sent.push(content);
    const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
    const { render } = await import(address);
    window.close_ = render({ model, el: document.querySelector('#place') });
}"""
)


class Shown:
    """An explorer on a page of its own."""

    def __init__(self, browser, explorer, width, kernel, **options):
        self.explorer = explorer
        self.page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda m: m.type == "error" and self.errors.append(f"console: {m.text}")
        )
        self.page.set_content(PAGE.format(style=explorer._css))
        state = json.loads(json.dumps(explorer.get_state(), default=str))
        self.page.evaluate(SHOW, [joined("explorers/descent/explorer"), state, kernel])
        self.root = self.page.locator(".lk-explorer")
        self.settle()

    def settle(self):
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def get(self, name):
        return self.page.evaluate("name => model.get(name)", name)

    def parameters(self, k=0):
        return self.get("optimizers")[k]["parameters"]

    def saved(self):
        return self.page.evaluate("saved")

    def set(self, name, value):
        self.page.evaluate("([name, value]) => model.set(name, value)", [name, value])
        self.settle()

    def text(self):
        self.settle()
        return self.root.locator(".lk-description").first.text_content()

    def canvas(self, label):
        return self.root.locator(f"canvas[aria-label^='{label}']")

    def picture(self, canvas):
        self.settle()
        return canvas.evaluate("canvas => canvas.toDataURL()")

    def wait(self, script, argument=None):
        self.page.wait_for_function(script, arg=argument, timeout=20_000)

    def numbers(self):
        """The start in the description."""
        found = re.match(r"[^=]*= \(?([^η;:)]*)", self.text())[1]
        return [float(part.replace("−", "-")) for part in found.rstrip(", ").split(", ")]


@pytest.fixture
def show(browser):
    """A function that shows an explorer; what went wrong on its page is looked at in the end."""
    pages = []

    def show_explorer(*arguments, width=1000, kernel=False, options=None, **settings):
        explorer = lk.explore(*arguments, **settings)
        pages.append(Shown(browser, explorer, width, kernel, **(options or {})))
        return pages[-1]

    yield show_explorer
    for shown in pages:
        assert shown.errors == []
        shown.page.close()


BOWL = lk.objectives.bowl
MOMENTUM = [lk.Momentum(0.1, momentum=0.5)]


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("name", ["parabola", "saddle", "himmelblau", "cube_of_a_line"])
def test_all_panels_at_once(show, name, width):
    shown = show(getattr(lk.objectives, name), MOMENTUM, panels=PANELS, width=width)
    shown.page.wait_for_timeout(500)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    for rate in (1e-3, 1.0, 1e200):
        shown.set("learning_rate", rate)
    for start in ([0.5, 0.5], [-0.5, 0.9]):
        shown.set("start", start if getattr(lk.objectives, name).dim == 2 else start[0])
    shown.page.evaluate("close_()")
    shown.page.wait_for_timeout(100)
    expect(shown.root).to_have_count(0)


# --- stability ---


def test_the_limit_is_said_and_marked(show):
    shown = show(BOWL, learning_rate=0.1, start=[0, 4], panels=["stability"])
    assert "stable up to η = 0.3333 here (curvature 2 to 6)" in shown.root.text_content()
    assert shown.root.locator(".lk-badge").text_content() == "↘ converging"
    tick = shown.root.locator(".lk-tick:visible").bounding_box()
    shown.set("learning_rate", 1 / 3)
    box = shown.root.locator("input[type=range]:has(+ .lk-tick:visible)").bounding_box()
    share = (np.log10(1 / 3) + 3) / 4
    wanted = box["x"] + 8 + share * (box["width"] - 16)
    assert abs(tick["x"] + tick["width"] / 2 - wanted) < 1.5


@pytest.mark.parametrize(
    ("rate", "badge"),
    [(0.0005, "… crawling"), (0.1, "↘ converging"), (0.31, "↭ oscillating"), (0.5, "↗ diverging")],
)
def test_the_badge(show, rate, badge):
    shown = show(BOWL, learning_rate=rate, start=[0, 4], panels=["stability"])
    assert shown.root.locator(".lk-badge").text_content() == badge


def test_the_best_rate_by_a_button(show):
    shown = show(BOWL, learning_rate=0.01, start=[0, 4], panels=["stability"])
    shown.root.get_by_role("button", name="Best rate").click()
    shown.settle()
    assert shown.get("learning_rate") == 0.25
    assert shown.saved()[-1]["learning_rate"] == 0.25


def test_no_best_rate_where_it_is_not_convex(show):
    shown = show(lk.objectives.saddle, start=[1, 1], learning_rate=0.1, panels=["stability"])
    expect(shown.root.get_by_role("button", name="Best rate")).to_be_disabled()
    assert "along the direction that curves up (λ = 2)" in shown.root.text_content()


def test_an_optimizer_that_scales_its_steps_has_no_limit(show):
    shown = show(BOWL, [lk.Adam(0.1)], start=[0, 4], panels=["stability"])
    assert "no fixed limit" in shown.root.text_content()
    expect(shown.root.locator(".lk-tick").first).not_to_be_visible()


# --- the pad ---

PAD = "Learning rate and momentum"


def place_on_pad(box, rate, momentum):
    left, right, top, bottom = 60, box["width"] - 14, 30, box["height"] - 46
    x = left + (np.log10(rate) + 3) / 4 * (right - left)
    return box["x"] + x, box["y"] + bottom - momentum / 0.99 * (bottom - top)


def test_the_pad_is_dragged(show):
    shown = show(BOWL, MOMENTUM, start=[0, 4], panels=["pad"])
    pad = shown.canvas(PAD)
    box = pad.bounding_box()
    shown.page.mouse.move(*place_on_pad(box, 0.1, 0.5))
    shown.page.mouse.down()
    shown.page.mouse.move(*place_on_pad(box, 0.02, 0.8), steps=6)
    shown.settle()
    assert shown.saved() == []
    shown.page.mouse.up()
    shown.settle()
    assert shown.get("learning_rate") == pytest.approx(0.02, rel=0.05)
    assert shown.parameters()["momentum"] == pytest.approx(0.8, abs=0.01)
    assert len(shown.saved()) == 1
    assert f"α = {shown.parameters()['momentum']:g}" in pad.get_attribute("aria-label")


def test_the_pad_by_keyboard(show):
    shown = show(BOWL, MOMENTUM, start=[0, 4], panels=["pad"])
    pad = shown.canvas(PAD)
    pad.focus()
    shown.page.keyboard.press("ArrowUp")
    shown.page.keyboard.press("ArrowRight")
    shown.settle()
    assert shown.parameters()["momentum"] == 0.505
    assert 0.1 < shown.get("learning_rate") < 0.11


def test_the_pad_shows_where_runs_converge(show):
    """Colored left of 2(1 + α)/λmax, the page's color right of it."""
    shown = show(BOWL, MOMENTUM, start=[0, 4], panels=["pad"])
    pad = shown.canvas(PAD)
    box = pad.bounding_box()

    def is_blank(rate, momentum):
        x, y = place_on_pad(box, rate, momentum)
        at = [x - box["x"] - 0, y - box["y"] - 7]
        color = pad.evaluate(
            "(c, [x, y]) => [...c.getContext('2d').getImageData(x, y, 1, 1).data]", at
        )
        return min(color[:3]) > 220 and max(color[:3]) - min(color[:3]) < 12

    for momentum in (0.12, 0.75):
        limit = 2 * (1 + momentum) / 6
        assert not is_blank(0.85 * limit, momentum)
        assert is_blank(1.3 * limit, momentum)


def test_the_pad_of_gradient_descent_moves_the_learning_rate_alone(show):
    shown = show(BOWL, start=[0, 4], learning_rate=0.1, panels=["pad"])
    shown.canvas(PAD).focus()
    shown.page.keyboard.press("ArrowUp")
    shown.page.keyboard.press("ArrowLeft")
    shown.settle()
    assert "momentum" not in shown.parameters()
    assert shown.get("learning_rate") < 0.1


# --- sensitivity ---

CELLS = "Steps to a minimum for each setting"


def test_a_cell_of_the_sensitivity_map_is_loaded(show):
    shown = show(BOWL, MOMENTUM, start=[0, 4], panels=["sensitivity"])
    shown.wait("document.querySelector('.lk-legend')?.textContent.includes('★')")
    cells = shown.canvas(CELLS)
    best = re.search(r"★ η = ([\d.]+), α = ([\d.]+): (\d+) steps", shown.root.text_content())
    rate, share, steps = float(best[1]), float(best[2]), int(best[3])
    path = lk.descend(BOWL, lk.Momentum(rate, momentum=share), [0.0, 4.0], 100)
    outside = (np.abs(path.points - 2) > 0.06).any(axis=1)
    assert steps == np.flatnonzero(outside)[-1] + 1
    box = cells.bounding_box()
    # The cell of 0.2 and 0.9: the eighth of thirteen columns, the ninth of twelve rows.
    x = 48 + (7.5 / 13) * (box["width"] - 56)
    y = box["height"] - 46 - (8.5 / 12) * (box["height"] - 76)
    cells.click(position={"x": x, "y": y})
    shown.settle()
    assert (shown.get("learning_rate"), shown.parameters()["momentum"]) == (0.2, 0.9)
    assert len(shown.saved()) == 1
    assert "η = 0.2, α = 0.9: " in cells.get_attribute("aria-label")


def test_the_sensitivity_map_by_keyboard(show):
    shown = show(BOWL, MOMENTUM, start=[0, 4], panels=["sensitivity"])
    cells = shown.canvas(CELLS)
    cells.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft"):
        shown.page.keyboard.press(key)
        shown.settle()
    assert (shown.get("learning_rate"), shown.parameters()["momentum"]) == (0.05, 0.7)
    assert shown.saved()


@pytest.mark.parametrize(
    ("optimizer", "symbol"), [(lk.Adam(0.1), "β₁"), (lk.RMSProp(0.1), "ρ"), (lk.Adagrad(0.1), None)]
)
def test_what_varies_beside_the_learning_rate(show, optimizer, symbol):
    shown = show(BOWL, [optimizer], start=[0, 4], panels=["sensitivity"])
    label = shown.canvas(CELLS).get_attribute("aria-label")
    assert "η = 0.1" in label
    assert f", {symbol} = " in label if symbol else ", " not in label


# --- basins ---


def shares(shown):
    entries = shown.root.locator(".lk-entry").all_text_contents()
    return {
        name: int(share) for name, share in (re.match(r"(.+): (\d+)%", e).groups() for e in entries)
    }


def test_basins_of_a_double_well(show):
    shown = show(lk.objectives.double_well, learning_rate=0.05, panels=["basins"])
    shown.page.wait_for_timeout(900)
    starts = -1.8 + 3.6 * (np.arange(480) + 0.5) / 480
    ends = lk.descend(lk.objectives.double_well, lk.GradientDescent(0.05), starts, 200).points[-1]
    wanted = [round(100 * np.mean(abs(ends - w) < 0.036)) for w in lk.objectives.double_well.minima]
    assert shares(shown) == {"minimum 1": wanted[0], "minimum 2": wanted[1]}
    assert sum(wanted) == 100


def test_basins_follow_the_learning_rate(show):
    shown = show(lk.objectives.himmelblau, learning_rate=0.005, panels=["basins"])
    canvas = shown.root.locator("canvas.lk-landscape").first
    shown.wait("document.querySelectorAll('.lk-entry').length === 4")
    before = shown.picture(canvas)
    assert 95 <= sum(shares(shown).values()) <= 105
    shown.set("learning_rate", 0.1)
    shown.wait("document.querySelector('.lk-legend').textContent.includes('leaves for good')")
    assert shown.picture(canvas) != before
    away = shares(shown)["leaves for good"]
    shown.page.wait_for_timeout(1500)  # the fine grid agrees with the coarse one
    assert abs(shares(shown)["leaves for good"] - away) < 25


# --- logarithm ---


def test_the_logarithm_of_the_values(show):
    shown = show(lk.objectives.parabola, start=4.0, learning_rate=0.2, panels=["loss"])
    canvas = shown.root.locator(".lk-loss")
    before = shown.picture(canvas)
    toggle = shown.root.get_by_role("button", name="Logarithmic scale")
    assert toggle.get_attribute("aria-pressed") == "false"
    toggle.click()
    assert shown.picture(canvas) != before
    assert toggle.get_attribute("aria-pressed") == "true"
    toggle.press("Enter")
    shown.page.mouse.move(0, 0)
    assert shown.picture(canvas) == before


# --- Python ---


def sent(shown):
    shown.settle()
    return shown.page.evaluate("sent")


def hear(shown, **reply):
    shown.page.evaluate("reply => hear(reply)", reply)
    shown.settle()


def test_a_late_answer_of_python_is_welcome(show):
    shown = show(lk.objectives.parabola, [Signs(0.5)], start=4.0, steps=1, kernel=True)
    hear(shown, id=sent(shown)[0]["id"], runs=[None])
    shown.page.clock.install()
    shown.set("start", 3.0)
    late = sent(shown)[1]["id"]
    shown.page.clock.fast_forward(16_000)
    expect(shown.root).to_contain_text("Python does not answer")
    run = {"points": [[3.0], [2.5]], "values": [3, 2.25], "divergedAt": None}
    hear(shown, id=late, runs=[run])
    expect(shown.root.locator(".lk-description")).to_contain_text("x = 2.5000")
    expect(shown.root).to_contain_text("computed in Python")
    expect(shown.root).not_to_contain_text("Python does not answer")


def test_runs_of_ones_own_optimizer_come_from_python(show):
    shown = show(lk.objectives.parabola, [Signs(0.5)], start=4.0, steps=2, kernel=True)
    assert "computed in Python" in shown.root.text_content()
    assert "after 2 steps x = 3.0000" in shown.text()
    (request,) = sent(shown)
    assert (request["start"], request["steps"]) == ([4.0], 2)
    # While this question is open others wait, and the newest of them wins.
    for start in (3.5, 3.0, 2.5):
        shown.set("start", start)
    assert len(sent(shown)) == 1
    assert "after 2 steps x = 3.0000" in shown.text()
    run = {"points": [[4.0], [3.4], [2.9]], "values": [6, 5, 4], "divergedAt": None}
    hear(shown, id="another view's", runs=[{**run, "points": [[9.0]] * 3}])
    assert "x = 3.0000" in shown.text()
    hear(shown, id=request["id"], runs=[run])
    assert "after 2 steps x = 2.9000" in shown.text()
    asked = sent(shown)
    assert [each["start"] for each in asked] == [[4.0], [2.5]]
    hear(shown, id=asked[1]["id"], error="by design")
    assert "Python could not compute it: by design" in shown.root.text_content()
    shown.set("steps", 5)  # the old run stays in sight until its own comes
    assert "after 5 steps x = 2.9000" in shown.text()
    values = {"points": [[1.0], *[[None]] * 5], "values": [3, *[None] * 5], "divergedAt": 1}
    hear(shown, id=sent(shown)[2]["id"], runs=[values])
    assert "diverged at step 1" in shown.text()
    assert len(sent(shown)) == 3


def test_a_function_of_ones_own_is_drawn_between_its_values(show):
    bowl = lk.Objective.from_function(
        lambda w: (w[0] - 2) ** 2 + w[1] ** 2, domain=((-1, 5), (-3, 3)), name="mine"
    )
    shown = show(bowl, start=[0, 2], learning_rate=0.1, kernel=True)
    assert "mine" in shown.root.locator(".lk-formula").text_content()
    assert "after 20 steps" in shown.text()
    colors = shown.page.evaluate(
        """() => {
            const canvas = document.querySelector('canvas.lk-landscape');
            const at = (x, y) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data];
            return [at(canvas.width * 0.5, canvas.height * 0.6), at(canvas.width * 0.9, 60)];
        }"""
    )
    assert sum(colors[0]) < sum(colors[1])  # darker where f is lower
    assert sent(shown)[0]["start"] == [0, 2]


def test_a_race_with_one_of_ones_own(show):
    optimizers = [Signs(0.5), lk.Momentum(0.1, momentum=0.5)]
    panels = [*PANELS]
    shown = show(BOWL, optimizers, start=[0, 4], panels=panels, kernel=True)
    shown.page.wait_for_timeout(300)
    assert "stable up to" in shown.root.text_content()
    shown.page.evaluate("close_()")


LAB = """import lessonkit as lk
import numpy as np
class Signs:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate
    def init(self, w):
        return None
    def update(self, w, gradient, state):
        return w - self.learning_rate * np.sign(gradient(w)), state
explorer = lk.explore(lk.objectives.parabola, [Signs(0.5)], start=4.0, steps=2)
explorer"""


def test_in_jupyterlab_another_landscape_and_an_optimizer_of_ones_own(open_cells):
    notebook = open_cells(LAB)
    notebook.run_all()
    assert notebook.cell_errors() == []
    root = notebook.cell(0).locator(".lk-explorer")
    root.get_by_text("after 2 steps x = 3.0000").first.wait_for(state="attached")
    assert "computed in Python" in root.text_content()
    root.locator(".lk-landscape").first.press("ArrowLeft")
    root.get_by_text("x₀ = 3.95, η = 0.5: after 2 steps x = 2.9500").first.wait_for(
        state="attached"
    )
    assert notebook.insert_and_run("print(explorer.start, explorer.path.points[-1])") == "3.95 2.95"
    notebook.insert_and_run(
        "explorer.objective = lk.Objective('(x - 3)**2 + 1', domain=explorer.objective.domain)"
    )
    notebook.page.wait_for_function(
        "document.querySelector('.lk-explorer .lk-formula').textContent.includes('3')"
    )
    root.get_by_text("after 2 steps x = 2.9500, f = 1.0025").first.wait_for(state="attached")
    code = "print(explorer.objective.text, explorer.path.values[-1].round(4))"
    assert notebook.insert_and_run(code) == "(x - 3)**2 + 1 1.0025"
    notebook.insert_and_run("explorer.objective = lk.objectives.himmelblau")
    root.get_by_text("(x₀, y₀) = (−3.30, 3.30)").first.wait_for(state="attached")
    assert notebook.errors == []


def test_in_jupyterlab_the_kernel_may_end(open_cells):
    notebook = open_cells(LAB)
    notebook.run_all()
    root = notebook.cell(0).locator(".lk-explorer")
    root.get_by_text("after 2 steps x = 3.0000").first.wait_for(state="attached")
    notebook._evaluate("await panel.sessionContext.session.kernel.restart();")
    notebook._wait_for_kernel()
    for _ in range(5):
        root.locator(".lk-landscape").first.press("ArrowLeft")
    notebook.settle()
    assert root.locator(".lk-description").text_content().startswith("x₀ = 3.75")


# --- eigenbasis ---

TURNED = lk.Objective("0.5*(0.8*x + 0.6*y)**2 + 12.5*(0.8*y - 0.6*x)**2", domain=((-6, 6), (-6, 6)))


def turned(show, **settings):
    given = {"start": [-5.0, -2.0], "learning_rate": 0.07, "steps": 30} | settings
    return show(TURNED, panels=["eigenbasis"], **given)


def test_u_and_v_are_those_of_python(open_kit):
    basis = eigenbasis(lk.Objective("5*x**2 + 6*x*y + 5*y**2 - 16*x - 16*y"))
    places = np.random.default_rng(0).uniform(-4, 4, size=(20, 2))
    given = {key: np.asarray(value).tolist() for key, value in vars(basis).items()}
    there, parts, back = open_kit("maths/eigenbasis").evaluate(
        """([basis, places]) => {
            const there = places.map(w => kit.coordinatesOf(basis, w));
            const parts = there.map(place => kit.partsAt(basis, place));
            return [there, parts, there.map(place => kit.pointAt(basis, place))];
        }""",
        [given, places.tolist()],
    )
    np.testing.assert_allclose(there, basis.coordinates(places), atol=1e-14)
    np.testing.assert_allclose(parts, basis.parts(places), atol=1e-12)
    np.testing.assert_allclose(back, places, atol=1e-14)


def test_curvatures_factors_and_parts_are_said(show):
    shown = turned(show)
    u, v = shown.root.locator(".lk-eigen-words div").all_text_contents()
    assert "u: curvature 1, each step × 0.93, part of f 0.1738" in u
    assert "v: curvature 25, each step × −0.75" in v
    shown.set("learning_rate", 0.04)
    assert "v: curvature 25, each step × 0, part of f 0" in (
        shown.root.locator(".lk-eigen-words div").last.text_content()
    )


def test_the_ball_is_held_on_either_map(show):
    shown = turned(show)
    own = shown.root.locator(".lk-eigen canvas").first
    before = shown.picture(shown.canvas("Starting point"))
    own.focus()
    own.press("ArrowRight")  # along u, by a hundredth of the map
    moved = np.array(shown.get("start")) - [-5, -2]
    along, across = moved @ [0.8, 0.6], moved @ [-0.6, 0.8]
    assert along == pytest.approx(0.1, abs=0.02)
    assert across == pytest.approx(0, abs=0.02)
    assert shown.picture(shown.canvas("Starting point")) != before


def test_where_there_are_no_such_directions_that_is_said(show):
    shown = show(lk.objectives.rosenbrock, start=[-1, 1], panels=["eigenbasis"])
    assert "Only a quadratic bowl" in shown.root.text_content()
