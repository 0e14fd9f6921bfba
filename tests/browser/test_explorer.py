"""The descent explorer in a real JupyterLab, used as a learner would."""

import re

import pytest
from playwright.sync_api import expect

from tools.browser import Notebook

pytestmark = pytest.mark.browser

SETUP = "import lessonkit as lk\nlk.setup(language='{language}')"
PARABOLA = "explorer = lk.explore(lk.objectives.parabola, start=4.0, learning_rate=0.2)\nexplorer"
BOWL = "explorer = lk.explore(lk.objectives.bowl, start=[0, 4], learning_rate=0.1)\nexplorer"

COUNT_MESSAGES = """
window.sent = [];
const { kernel } = panel.sessionContext.session;
if (window.counted !== kernel) kernel.anyMessage.connect((_, {msg, direction}) => {
    if (direction === 'send' && msg.header.msg_type === 'comm_msg') window.sent.push(msg.content);
});
window.counted = kernel;
"""


class Hand:
    """A learner's hand on one explorer."""

    def __init__(self, notebook, index=1, number=0):
        self.notebook, self.page = notebook, notebook.page
        self.root = notebook.cell(index).locator(".lk-explorer").nth(number)
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.canvas = self.root.locator(".lk-landscape")
        self.steps, self.rate = (self.root.locator("input[type=range]").nth(i) for i in (0, 1))
        self.typed_start, self.typed_steps, self.typed_rate = (
            self.root.locator("input[type=text]").nth(i) for i in (0, 1, 2)
        )
        self.complaint = self.root.locator(".lk-complaint")

    def ball(self):
        """Where the ball is on the page."""
        box = self.root.locator(".lk-handle").bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def take(self):
        self.page.mouse.move(*self.ball())
        self.page.mouse.down()

    def move(self, dx, dy=0, moves=12):
        x, y = self.ball()
        self.page.mouse.move(x + dx, y + dy, steps=moves)
        self.notebook.settle()

    def release(self):
        self.page.mouse.up()
        self.notebook.wait_idle()

    def text(self) -> str:
        self.notebook.settle()
        return self.root.locator(".lk-description").text_content()

    def numbers(self) -> list[float]:
        """The numbers of the start in the description."""
        start = re.match(r"[^=]*= \(?([^η]*?)\)?, η", self.text())[1]
        return [float(part.replace("−", "-")) for part in start.split(", ")]

    def picture(self) -> str:
        """What is drawn, as a string that changes with it."""
        self.notebook.settle()
        return self.canvas.evaluate("canvas => canvas.toDataURL()")

    def pixel(self, x, y) -> list[int]:
        return self.canvas.evaluate(
            "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data]", [x, y]
        )


@pytest.fixture
def explorer(open_cells):
    """A function that opens an explorer; more cells may follow it."""

    def open_explorer(source=PARABOLA, language="en", **options):
        notebook = open_cells(SETUP.format(language=language), source, **options)
        notebook.run_all()
        assert notebook.cell_errors() == []
        notebook._evaluate(COUNT_MESSAGES)
        return notebook, Hand(notebook)

    return open_explorer


def sent(notebook) -> list[dict]:
    """The states that were sent to the kernel."""
    return [message["data"]["state"] for message in notebook.page.evaluate("window.sent")]


def test_dragging_the_start_in_one_dimension(explorer):
    notebook, hand = explorer()
    before = hand.picture()
    hand.take()
    hand.move(-150, 40)
    assert hand.picture() != before
    (x,) = hand.numbers()
    assert x < 3
    assert sent(notebook) == []
    hand.release()
    assert sent(notebook) == [{"start": x}]
    assert notebook.insert_and_run("print(explorer.start, explorer.path.points[0])") == f"{x} {x}"
    assert notebook.errors == []


def test_dragging_the_start_in_two_dimensions(explorer):
    notebook, hand = explorer(BOWL)
    hand.take()
    hand.move(60, 80)
    start = hand.numbers()
    assert start[0] > 0.5
    assert start[1] < 3.5
    assert sent(notebook) == []
    hand.release()
    assert sent(notebook) == [{"start": start}]
    assert notebook.insert_and_run("print(explorer.start.tolist())") == str(start)
    assert notebook.errors == []


def test_the_ball_stays_on_the_map_however_far_the_pointer_goes(explorer):
    notebook, hand = explorer()
    hand.take()
    hand.move(3000, -3000)
    assert hand.numbers() == [5.0]
    hand.move(-6000, 3000)
    assert hand.numbers() == [-1.0]
    hand.release()
    assert notebook.insert_and_run("print(explorer.start)") == "-1.0"


def test_a_click_puts_the_start_there(explorer):
    notebook, hand = explorer()
    box = hand.canvas.bounding_box()
    notebook.page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    notebook.wait_idle()
    (x,) = hand.numbers()
    assert 0 < x < 1.5
    assert notebook.insert_and_run("print(explorer.start)") == str(x)


def test_a_press_on_the_ball_does_not_move_it(explorer):
    notebook, hand = explorer()
    x, y = hand.ball()
    notebook.page.mouse.click(x + 5, y + 5)
    notebook.wait_idle()
    assert hand.numbers() == [4.0]
    assert sent(notebook) == []


def test_arrow_keys_move_the_start(explorer):
    notebook, hand = explorer(BOWL)
    hand.canvas.focus()
    for _ in range(3):
        notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("Shift+ArrowDown")
    notebook.wait_idle()
    assert hand.numbers() == [0.15, 3.5]
    notebook.page.keyboard.down("ArrowLeft")  # held down, it repeats
    count = len(sent(notebook))
    for _ in range(5):
        notebook.page.keyboard.down("ArrowLeft")
    notebook.settle()
    assert len(sent(notebook)) == count
    notebook.page.keyboard.up("ArrowLeft")
    notebook.wait_idle()
    assert len(sent(notebook)) == count + 1
    assert notebook.insert_and_run("print(explorer.start.tolist())") == "[-0.15, 3.5]"
    assert notebook.errors == []


def test_the_learning_rate_by_keyboard(explorer):
    notebook, hand = explorer()
    hand.rate.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("ArrowRight")
    notebook.wait_idle()
    assert hand.typed_rate.input_value() == "0.21"
    assert hand.rate.get_attribute("aria-valuetext") == "0.21"
    notebook.page.keyboard.press("PageUp")
    notebook.page.keyboard.press("End")
    notebook.wait_idle()
    assert hand.typed_rate.input_value() == "10"
    notebook.page.keyboard.press("Home")
    notebook.wait_idle()
    code = "print(explorer.learning_rate, explorer.path.optimizer.learning_rate)"
    assert notebook.insert_and_run(code) == "0.001 0.001"


def test_the_slider_sends_when_it_is_let_go(explorer):
    notebook, hand = explorer()
    box = hand.rate.bounding_box()
    y = box["y"] + box["height"] / 2
    notebook.page.mouse.move(box["x"] + box["width"] * 0.6, y)
    notebook.page.mouse.down()
    for share in (0.65, 0.7, 0.75, 0.8):
        notebook.page.mouse.move(box["x"] + box["width"] * share, y, steps=4)
    notebook.settle()
    assert "η = 0.2:" not in hand.text()
    assert sent(notebook) == []
    notebook.page.mouse.up()
    notebook.wait_idle()
    assert len(sent(notebook)) == 1
    shown = re.search(r"η = ([\d.]+)", hand.text())[1]
    assert notebook.insert_and_run("print(explorer.learning_rate)") == shown


def test_typed_values(explorer):
    notebook, hand = explorer()
    hand.typed_rate.fill("0.25")
    hand.typed_rate.press("Enter")
    hand.typed_steps.fill("5")
    hand.typed_steps.press("Enter")
    notebook.wait_idle()
    assert "η = 0.25: after 5 steps" in hand.text()
    code = "print(explorer.learning_rate, explorer.steps, explorer.path.points[5])"
    assert notebook.insert_and_run(code) == "0.25 5 2.0625"
    hand.typed_rate.fill("12.5")  # beyond the slider
    hand.typed_rate.press("Enter")
    notebook.wait_idle()
    assert notebook.insert_and_run("print(explorer.learning_rate)") == "12.5"


def test_a_learning_rate_that_is_none_is_refused(explorer):
    notebook, hand = explorer()
    before = hand.text()
    for text in ("0", "-1", "fast", "", "1e999"):
        hand.typed_rate.fill(text)
        hand.typed_rate.press("Enter")
        notebook.settle()
        assert hand.complaint.text_content() == (
            f"Learning rate must be a positive number, not “{text}”. It stays 0.2."
        )
        assert hand.typed_rate.input_value() == text  # to be corrected, not typed again
        assert hand.typed_rate.get_attribute("aria-invalid") == "true"
        assert hand.text() == before
    hand.typed_rate.press("Escape")
    assert hand.complaint.text_content() == ""
    assert hand.typed_rate.input_value() == "0.2"
    assert sent(notebook) == []
    assert notebook.insert_and_run("print(explorer.learning_rate)") == "0.2"
    assert notebook.errors == []


def test_reset(explorer):
    notebook, hand = explorer()
    hand.take()
    hand.move(-200)
    hand.release()
    hand.typed_steps.fill("3")
    hand.typed_steps.press("Enter")
    hand.root.get_by_role("button", name="Reset").click()
    notebook.wait_idle()
    assert hand.text().startswith("x₀ = 4.00, η = 0.2: after 20 steps")
    assert notebook.insert_and_run("print(explorer)") == (
        "Explorer('parabola', start=4, learning_rate=0.2, steps=20)"
    )


def test_the_view_follows_python(explorer):
    notebook, hand = explorer()
    before = hand.picture()
    notebook.insert_and_run("explorer.start = 1.25\nexplorer.learning_rate = 0.75")
    notebook.insert_and_run("explorer.steps = 1")
    assert hand.text().startswith("x₀ = 1.25, η = 0.75: after 1 step x = 2.3750, f = 2.1406")
    assert hand.picture() != before
    assert hand.typed_rate.input_value() == "0.75"
    shown = notebook.insert_and_run(
        "try:\n    explorer.learning_rate = 0\nexcept ValueError as error:\n    print(error)"
    )
    assert shown == "learning_rate must be a positive, finite number, got 0"
    assert "η = 0.75" in hand.text()
    assert sent(notebook) == []


def test_leaving_the_map_and_diverging_are_said(explorer):
    notebook, hand = explorer()
    for typed, said in [("1.1", "left the map at step 3"), ("1", "after 20 steps x = 4.0000")]:
        hand.typed_rate.fill(typed)
        hand.typed_rate.press("Enter")
        assert said in hand.text()
    hand.typed_rate.fill("1e100")
    hand.typed_rate.press("Enter")
    assert "diverged at step" in hand.text()
    reported = notebook.insert_and_run("print(explorer.path.diverged_at)")
    assert f"diverged at step {reported}" in hand.text()
    assert notebook.errors == []


def test_several_views_and_explorers(explorer):
    source = (
        "explorer = lk.explore(lk.objectives.parabola, start=4.0, learning_rate=0.2)\n"
        "other = lk.explore(lk.objectives.parabola, start=0.0, learning_rate=0.1)\n"
        "import ipywidgets\nipywidgets.VBox([explorer, other, explorer])"
    )
    notebook, first = explorer(source)
    other, again = (Hand(notebook, 1, number) for number in (1, 2))
    first.root.scroll_into_view_if_needed()
    first.take()
    first.move(-100)
    first.release()
    (x,) = first.numbers()
    assert x < 4
    assert again.numbers() == [x]
    assert other.numbers() == [0.0]
    assert notebook.insert_and_run("print(explorer.start, other.start)") == f"{x} 0.0"
    assert notebook.errors == []


RACE = """explorer = lk.explore(lk.objectives.bowl, [lk.GradientDescent(0.1), lk.Adam(0.1)],
    start=[0, 4], panels=["loss", "optimizers"])
explorer"""


def test_a_race_follows_python_and_python_the_race(explorer):
    notebook, hand = explorer(RACE)
    notebook.insert_and_run(
        "heard = []\n"
        "explorer.observe(lambda change: heard.append(change.name), ['hidden', 'step'])\n"
        "explorer.optimizers = [*explorer.optimizers, lk.Momentum(0.05)]\n"
        "explorer.hidden = [1]\nexplorer.step = 3"
    )
    names = hand.root.locator(".lk-run").all_text_contents()
    assert names == ["GradientDescent", "Adam", "Momentum"]
    assert "after 3 steps" in hand.text()
    assert "Adam" not in hand.text()
    assert sent(notebook) == []
    hand.root.get_by_role("button", name="Adam").click()
    hand.root.get_by_label("One step on").click()
    notebook.wait_idle()
    assert sent(notebook) == [{"hidden": []}, {"step": 4}]
    shown = notebook.insert_and_run("print(explorer.hidden, explorer.step, explorer.share, heard)")
    assert shown == ("() 4 False ['hidden', 'step', 'hidden', 'step']")
    fold = hand.root.locator(".lk-fold")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    hand.root.get_by_label("Add…").select_option("Nadam")
    hand.root.get_by_label("The same learning rate for all").check()
    notebook.wait_idle()
    shown = notebook.insert_and_run("print([path.optimizer for path in explorer.paths][2:])")
    assert shown == (
        "[Momentum(learning_rate=0.1, momentum=0.9), "
        "Nadam(learning_rate=0.1, beta1=0.9, beta2=0.999, epsilon=1e-08)]"
    )
    assert notebook.errors == []


def test_widgets_are_linked_in_the_browser_and_in_python(explorer):
    source = (
        "import ipywidgets\nexplorer = lk.explore(lk.objectives.bowl, panels=[])\n"
        "slider = ipywidgets.IntSlider(value=20, max=20)\n"
        "ipywidgets.jslink((slider, 'value'), (explorer, 'step'))\n"
        "ipywidgets.VBox([slider, explorer])"
    )
    notebook, hand = explorer(source)
    hand.root.get_by_label("One step back").click()
    notebook.wait_idle()
    shown = notebook.cell(1).locator(".widget-readout")
    assert shown.text_content() == "19"
    notebook.insert_and_run("slider.value = 7")
    assert "after 7 steps" in hand.text()
    assert notebook.insert_and_run("print(explorer.step, slider.value)") == "7 7"
    assert notebook.errors == []


def test_a_start_is_typed(explorer):
    notebook, hand = explorer("explorer = lk.explore(lk.objectives.bowl)\nexplorer")
    assert hand.typed_start.input_value() == "0, 4"
    assert hand.root.get_by_label("Starting point", exact=True).count() == 1
    hand.typed_start.fill("1.25; −0.5")
    hand.typed_start.press("Enter")
    notebook.wait_idle()
    assert "(x₀, y₀) = (1.25, −0.50)" in hand.text()
    assert notebook.insert_and_run("explorer.start.tolist()") == "[1.25, -0.5]"
    for text in ("3", "1, 2, 3", "here, 2", "1e999, 0", ""):
        hand.typed_start.fill(text)
        hand.typed_start.press("Enter")
        wanted = f"must be two numbers such as 1.5, −2, not “{text}”. It stays 1.25, -0.5."
        expect(hand.complaint).to_contain_text(wanted)
        assert hand.typed_start.get_attribute("aria-invalid") == "true"
    hand.typed_start.press("Escape")
    assert hand.typed_start.input_value() == "1.25, -0.5"
    expect(hand.complaint).to_have_text("")
    hand.canvas.press("ArrowRight")
    expect(hand.typed_start).not_to_have_value("1.25, -0.5")
    assert notebook.errors == []


def test_one_notebook_opened_twice(explorer, browser, lab):
    """The second window shows what was saved, a picture, until its cell is run there."""
    notebook, _hand = explorer(RACE)
    path = notebook._evaluate("return panel.context.path;")
    notebook._evaluate("await app.commands.execute('docmanager:save');")
    second = Notebook(browser.new_page(), lab, path)
    expect(second.cell(1).locator("img")).to_have_count(1)
    second.run_cell(0)
    second.run_cell(1)
    again = second.cell(1).locator(".lk-explorer")
    again.wait_for()
    again.get_by_label("One step back").click()
    second.wait_idle()
    expect(again.locator(".lk-description")).to_contain_text("after 19 steps")
    assert notebook.errors == []
    assert second.errors == []
    second.page.close()


def test_a_view_that_is_taken_away_stops_listening(explorer):
    notebook, hand = explorer()
    expect(hand.root).to_have_count(1)
    notebook._evaluate("await app.commands.execute('notebook:clear-all-cell-outputs');")
    notebook.settle()
    expect(notebook.page.locator(".lk-explorer")).to_have_count(0)
    notebook.insert_and_run("explorer.start = 1.0")
    notebook.set_theme("dark")
    notebook.set_theme("light")
    assert notebook.errors == []


def test_the_theme_is_followed(explorer):
    notebook, hand = explorer()
    assert min(hand.pixel(2, 40)[:3]) > 240
    notebook.set_theme("dark")
    notebook.page.wait_for_timeout(300)
    assert max(hand.pixel(2, 40)[:3]) < 60
    notebook.set_theme("light")
    notebook.page.wait_for_timeout(300)
    assert min(hand.pixel(2, 40)[:3]) > 240


def test_korean(explorer):
    notebook, hand = explorer(language="ko")
    assert hand.root.get_attribute("lang") == "ko"
    labels = hand.root.locator("label").all_text_contents()
    assert [label.strip() for label in labels[:3]] == ["시작점", "스텝 수", "학습률 η"]
    assert "20스텝 뒤" in hand.text()
    assert "시작점" in hand.canvas.get_attribute("aria-label")
    assert notebook.errors == []


def test_for_screen_readers(explorer):
    notebook, hand = explorer()
    for control in (hand.rate, hand.typed_rate):
        assert control.evaluate("e => e.labels?.[0]?.textContent || e.ariaLabel") == (
            "Learning rate η"
        )
    assert hand.canvas.get_attribute("aria-label").startswith("Starting point: x₀ = 4.00")
    live = hand.root.locator("[aria-live=polite]")
    hand.canvas.press("ArrowLeft")
    notebook.page.wait_for_timeout(1000)
    assert live.text_content() == hand.text()
    for field in (hand.rate, hand.typed_rate, hand.canvas):
        field.focus()
        notebook.page.keyboard.press("Shift")  # shows the focus ring
        assert field.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def touch(notebook, *events):
    """Send touch events: (kind, x, y), as a finger makes them."""
    session = notebook.page.context.new_cdp_session(notebook.page)
    for kind, x, y in events:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        notebook.settle()


def test_touch(explorer):
    notebook, hand = explorer(BOWL, has_touch=True)
    x, y = hand.ball()
    moves = [("touchMove", x + k * 10, y + k * 8) for k in range(1, 9)]
    touch(notebook, ("touchStart", x, y), *moves, ("touchEnd", 0, 0))
    notebook.wait_idle()
    dragged = hand.numbers()
    assert dragged[0] > 0.8
    assert dragged[1] < 3.2
    box = hand.canvas.bounding_box()
    notebook.page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.3)
    notebook.wait_idle()
    tapped = hand.numbers()
    assert tapped != dragged
    assert notebook.insert_and_run("print(explorer.start.tolist())") == str(tapped)
    assert hand.canvas.evaluate("e => getComputedStyle(e).touchAction") == "auto"


def test_a_page_without_a_kernel(browser, tmp_path):
    import lessonkit as lk

    explorer = lk.explore(lk.objectives.bowl, start=[0, 4], learning_rate=0.1)
    explorer.to_html(tmp_path / "page.html")
    page = browser.new_page()
    errors, requests = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((tmp_path / "page.html").as_uri())
    text = page.locator(".lk-description")
    text.filter(has_text="after 20 steps").wait_for()
    box = page.locator(".lk-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 50, steps=5)
    page.mouse.up()
    page.wait_for_function(
        "!document.querySelector('.lk-description').textContent.includes('4.00')"
    )
    assert errors == []
    assert len(requests) == 1
    page.close()
