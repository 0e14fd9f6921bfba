"""Two explorers in one JupyterLab page under two thousand random events."""

import numpy as np
import pytest

pytestmark = pytest.mark.browser

EVENTS = 2000
SETUP = "import lessonkit as lk\nlk.setup()"
RACE = """race = lk.explore(lk.objectives.bowl, [lk.GradientDescent(0.1), lk.Momentum(0.05)],
    panels=["loss", "optimizers", "rates", "anatomy", "state"])
race"""
SINGLE = """single = lk.explore(lk.objectives.x_sin_x, [lk.Adam(0.3)], panels=["loss"])
single"""
RATES = ("0.05", "3", "1e200", "1e-12", "0", "nan", "Infinity", "-1", "1e400", "")
KEYS = ("ArrowLeft", "ArrowRight", "ArrowUp", "Shift+ArrowDown", "Space", "Home", "End", "PageUp")
SIZES = ((1280, 900), (760, 900), (1600, 1000), (420, 900))


class Monkey:
    """Does what comes to its mind, the same for the same seed, and counts it."""

    def __init__(self, notebook, seed):
        self.notebook, self.page = notebook, notebook.page
        self.rng = np.random.default_rng(seed)
        self.events = 0
        self.down = False
        self.roots = [notebook.cell(k).locator(".lk-explorer") for k in (1, 2)]
        self.choices = (
            [self.move] * 12
            + [self.press] * 2
            + [self.key] * 4
            + [self.type_rate, self.tune]
            + [self.click_button] * 3
            + [self.choose] * 2
        )

    def pick(self, several):
        return several[int(self.rng.integers(len(several)))]

    def do(self, selector, action, argument=None):
        """Do something in the page to one of the elements that can be used now."""
        script = f"""(root, [selector, share, argument]) => {{
            const all = [...root.querySelectorAll(selector)]
                .filter(each => each.offsetParent && !each.disabled);
            const element = all[Math.floor(share * all.length)];
            if (!element) return;
            element.focus();
            {action}
        }}"""
        self.pick(self.roots).evaluate(script, [selector, self.rng.random(), argument])

    def go(self, count):
        until = self.events + count
        while self.events < until:
            self.events += 1
            self.pick(self.choices)()

    def move(self):
        """Anywhere in the window, also far off the canvas."""
        size = self.page.viewport_size
        x, y = self.rng.uniform(-50, [size["width"] + 50, size["height"] + 50])
        self.page.mouse.move(x, y)

    def press(self):
        if self.down:
            self.release()
            return
        handle = self.pick(self.roots).locator(".lk-handle").first
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        ours = "([x, y]) => document.elementFromPoint(x, y)?.closest('.lk-stage') != null"
        if self.page.evaluate(ours, [x, y]):
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            self.down = True

    def release(self):
        if self.down:
            self.page.mouse.up()
        self.down = False

    def key(self):
        self.do("canvas[tabindex], input[type=range]", "")
        self.page.keyboard.press(self.pick(KEYS))

    def type_rate(self):
        enter = """element.value = argument;
            element.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));"""
        self.do("input[type=text]", enter, self.pick(RATES))

    def tune(self):
        slide = """element.value = Number(element.min) + argument * (element.max - element.min);
            element.dispatchEvent(new Event('input', {bubbles: true}));
            element.dispatchEvent(new Event('change', {bubbles: true}));"""
        self.do("input[type=range]", slide, self.rng.random())

    def click_button(self):
        # An explorer that fills the screen hides the other one.
        buttons = "button:not([aria-label='Fill the screen'])"
        self.do(f"{buttons}, input[type=checkbox]", "element.click();")

    def choose(self):
        take = """element.selectedIndex = Math.floor(argument * element.options.length);
            element.dispatchEvent(new Event('change', {bubbles: true}));"""
        self.do("select", take, self.rng.random())

    def resize(self):
        width, height = self.pick(SIZES)
        self.page.set_viewport_size({"width": width, "height": height})

    def calm_down(self):
        """Let go of everything, and let what plays be paused."""
        self.release()
        for root in self.roots:
            for pause in root.locator("[aria-label=Pause]").all():
                pause.click()
            # Which one is held is the view's own; it may stand behind another tab.
            root.get_by_label("Optimizer to change").evaluate_all(
                """all => all.forEach(each => {
                    each.selectedIndex = 0;
                    each.dispatchEvent(new Event('change', {bubbles: true}));
                })"""
            )
        self.page.keyboard.press("Escape")
        self.page.evaluate("document.activeElement?.blur()")
        self.page.wait_for_timeout(300)
        self.notebook.wait_idle()


def pictures(root):
    script = "all => all.map(canvas => canvas.toDataURL())"
    return root.locator("canvas:not([hidden])").evaluate_all(script)


def agree(notebook, root, name, index):
    """What is on the screen is what Python's state draws, in an explorer made of it anew."""
    notebook.insert_and_run(f"exec('again = ' + {name}.code())\nagain")
    again = notebook.cell(index).locator(".lk-explorer")
    again.wait_for()
    notebook.page.wait_for_timeout(500)  # the sweep of the learning rates
    own, anew = (each.locator(".lk-description").text_content() for each in (root, again))
    assert own == anew
    fields = [
        each.locator("input[type=text]").evaluate_all("all => all.map(field => field.value)")
        for each in (root, again)
    ]
    assert fields[0][:3] == fields[1][:3]
    landscape, loss = pictures(root)[:2], pictures(again)[:2]
    assert landscape == loss


def test_two_thousand_random_events(open_cells):
    notebook = open_cells(SETUP, RACE, SINGLE)
    notebook.run_all()
    assert notebook.cell_errors() == []
    monkey = Monkey(notebook, seed=4)
    for k in range(4):
        monkey.go(EVENTS // 8)
        monkey.resize()
        notebook.set_theme("dark" if k % 2 == 0 else "light")
    # The kernel goes away in the middle of a drag, and everything still moves without it.
    monkey.release()
    monkey.press()
    notebook._evaluate("await panel.sessionContext.session.kernel.restart();")
    monkey.go(EVENTS // 8)
    monkey.calm_down()
    notebook.page.set_viewport_size({"width": 1280, "height": 900})
    notebook.run_all()
    for k in range(3):
        monkey.go(EVENTS // 8)
        monkey.resize()
        notebook.insert_and_run(f"single.start = {k - 0.5}; race.steps = {40 + k}")
    monkey.calm_down()
    notebook.page.set_viewport_size({"width": 1280, "height": 900})
    notebook.settle()
    assert monkey.events >= EVENTS
    count = notebook._evaluate("return panel.content.widgets.length;")
    for offset, (root, name) in enumerate(zip(monkey.roots, ("race", "single"), strict=True)):
        agree(notebook, root, name, count + offset)
    assert notebook.cell_errors() == []
    assert notebook.errors == []
