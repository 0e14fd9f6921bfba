"""How fast the descent explorer answers the hand, in a real JupyterLab, beside its usual peers.

Every move of many drags counts, from the pointer event's arrival in the page:

    drawn     until the explorer has drawn its picture
    painted   until the browser has painted the frame
    by hand   until the explorer has drawn its picture, from the event's own time stamp: the browser
              holds moves back until a frame begins, up to 16.7 ms at 60 frames a second
    sent      messages to the kernel while the ball is held
    a second  pictures drawn in a second while the ball is moved in every frame

The peers do the same job in the same run, from the key that moves a slider to the new picture in
the page: a Matplotlib figure that `interact` draws anew, and a Plotly FigureWidget whose line is
given new points. First paint is from the command that runs a cell to the first picture in it.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import lessonkit as lk
from lessonkit.widgets.descent.settings import PANELS
from lessonkit.widgets.javascript import packed, widget_module
from tools.browser import Notebook, chromium, lab_server

DRAGS, MOVES = 12, 30
ONE, RACE = 16.0, 33.0  # what a drag may take, in milliseconds
REPAINTS, FIRST_PAINT, FASTER, JAVASCRIPT = 50, 1000, 30, 70_000
SETUP = "import lessonkit as lk\nlk.setup()"
SEVEN = """[lk.GradientDescent(0.001), lk.Momentum(0.001), lk.Nesterov(0.001), lk.Adagrad(0.1),
    lk.RMSProp(0.01), lk.Adam(0.05), lk.Nadam(0.05)]"""
CASES = {
    "1-D, 20 steps": ("lk.explore(lk.objectives.parabola, learning_rate=0.2)", ONE),
    "2-D, 20 steps": ("lk.explore(lk.objectives.bowl, learning_rate=0.05)", ONE),
    "2-D, 200 steps": (
        "lk.explore(lk.objectives.rosenbrock, learning_rate=0.001, steps=200, max_steps=200)",
        ONE,
    ),
    "2-D, anatomy and state": (
        "lk.explore(lk.objectives.bowl, [lk.Adam(0.3)], step=7, "
        "panels=['loss', 'anatomy', 'state'])",
        ONE,
    ),
    "race of 7, 200 steps": (
        f"lk.explore(lk.objectives.rosenbrock, {SEVEN}, steps=200, max_steps=200, "
        "panels=['loss', 'optimizers'])",
        RACE,
    ),
    "race of 7, all panels": (
        f"lk.explore(lk.objectives.bowl, {SEVEN}, panels={list(PANELS)})",
        ONE,
    ),
}
PATH = "path = lk.descend(lk.objectives.bowl, lk.GradientDescent(0.05), [start, 4.0], 20)"
MATPLOTLIB = f"""import ipywidgets
import matplotlib.pyplot as plt
def draw(start):
    {PATH}
    lk.figures.plot_path(lk.objectives.bowl, path)
    plt.show()
ipywidgets.interact(draw, start=(-1.0, 5.0, 0.05));"""
PLOTLY = f"""import plotly.graph_objects as go
import numpy as np
axis = np.linspace(-1, 5, 201)
values = lk.objectives.bowl(np.stack(np.meshgrid(axis, axis), axis=-1))
figure = go.FigureWidget([go.Contour(x=axis, y=axis, z=values), go.Scatter(x=[], y=[])])
slider = ipywidgets.FloatSlider(value=2, min=-1, max=5, step=0.05)
def move(change):
    start = change.new
    {PATH}
    figure.data[1].update(x=path.points[:, 0], y=path.points[:, 1])
slider.observe(move, "value")
ipywidgets.VBox([slider, figure])"""
PEERS = {
    "interact, Matplotlib": (MATPLOTLIB, ".jp-OutputArea-output img", "src"),
    "Plotly FigureWidget": (PLOTLY, ".scatterlayer path.js-line", "d"),
}

# Every callback of requestAnimationFrame is watched from outside: the widget is not changed.
WATCH = """
const next = window.requestAnimationFrame.bind(window);
let first = null;
window.drawn = [];
window.addEventListener('pointermove', event => {
    first ??= {stamp: event.timeStamp, arrival: performance.now()};
}, true);
window.requestAnimationFrame = callback => next(time => {
    const move = first;
    first = null;
    callback(time);
    if (move === null) return;
    const now = performance.now();
    const entry = {drawn: now - move.arrival, hand: now - move.stamp};
    window.drawn.push(entry);
    const channel = new MessageChannel();  // answered after the frame was painted
    channel.port1.onmessage = () => { entry.painted = performance.now() - move.arrival; };
    channel.port2.postMessage(null);
});
const kernel = panel.sessionContext.session.kernel;
window.sent = 0;
kernel.anyMessage.connect((_, {msg, direction}) => {
    if (direction === 'send' && msg.header.msg_type === 'comm_msg') window.sent += 1;
});
"""


def take(notebook: Notebook, index: int):
    """Take hold of the ball of an explorer; return its landscape's place on the page."""
    page = notebook.page
    root = notebook.cell(index).locator(".lk-explorer")
    root.scroll_into_view_if_needed()
    ball = root.locator(".lk-handle").bounding_box()
    page.mouse.move(ball["x"] + ball["width"] / 2, ball["y"] + ball["height"] / 2)
    page.mouse.down()
    return root.locator(".lk-landscape").bounding_box()


def drag(notebook: Notebook, index: int) -> tuple[list[dict], int]:
    """Drag the ball of one explorer about and return what was measured and what was sent."""
    page = notebook.page
    page.evaluate("() => { window.drawn = []; }")
    sent = 0
    for k in range(DRAGS):
        frame = take(notebook, index)
        page.evaluate("() => { window.sent = 0; }")
        across = 0.2 + 0.6 * ((k * 7) % DRAGS) / DRAGS
        up = 0.2 + 0.6 * ((k * 11) % DRAGS) / DRAGS
        page.mouse.move(
            frame["x"] + across * frame["width"], frame["y"] + up * frame["height"], steps=MOVES
        )
        notebook.settle()
        sent += page.evaluate("window.sent")
        page.mouse.up()
        notebook.settle()
    notebook.wait_idle()
    return page.evaluate("window.drawn"), sent


def repaints(notebook: Notebook, index: int) -> float:
    """Move the ball in every frame for two seconds and return the pictures drawn in a second."""
    frame = take(notebook, index)
    count = notebook.page.evaluate(
        """async ({x, y, width, height}) => {
            window.drawn = [];
            const stage = document.elementFromPoint(x + width / 2, y + height / 2);
            const from = performance.now();
            for (let k = 0; performance.now() - from < 2000; k++) {
                stage.dispatchEvent(new PointerEvent('pointermove', {
                    pointerId: 1, bubbles: true, buttons: 1,
                    clientX: x + width * (0.5 + 0.3 * Math.cos(k / 20)),
                    clientY: y + height * (0.5 + 0.3 * Math.sin(k / 20)),
                }));
                await new Promise(done => requestAnimationFrame(done));
            }
            return window.drawn.length;
        }""",
        frame,
    )
    notebook.page.mouse.up()
    notebook.wait_idle()
    return count / 2


TURN = """async ([stage, {x, y, width, height}]) => {
    const from = performance.now();
    let pictures = 0;
    const drag = (kind, k) => stage.dispatchEvent(new PointerEvent(kind, {
        pointerId: 1, bubbles: true, buttons: 1, button: kind === 'pointermove' ? -1 : 0,
        clientX: x + 40 + (3 * k) % (width - 80), clientY: y + height - 12,
    }));
    stage.setPointerCapture = () => {};
    drag('pointerdown', 0);
    for (; performance.now() - from < 3000; pictures++) {
        drag('pointermove', pictures);
        await new Promise(done => requestAnimationFrame(done));
    }
    drag('pointerup', pictures);
    return pictures / 3;
}"""


def turned(browser) -> tuple[float, tuple[float, float]]:
    """Turn a landscape in 3-D on a page of its own; return pictures a second, and their size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        lk.explore(lk.objectives.himmelblau, panels=[], surface=True).to_html(path)
        page = browser.new_page(viewport={"width": 824, "height": 900})
        page.goto(path.as_uri())
        surface = page.locator(".lk-surface")
        box = surface.bounding_box()
        stage = surface.locator("xpath=..").element_handle()
        rate = page.evaluate(TURN, [stage, box])
        page.close()
    return rate, (box["width"], box["height"])


def redraw(notebook: Notebook, index: int, selector: str, attribute: str) -> list[float]:
    """Move a peer's slider by keys and return how long each new picture took."""
    page = notebook.page
    cell = notebook.cell(index)
    cell.locator(".noUi-handle").first.focus()
    script = """async ([cell, key, selector, attribute]) => {
        const picture = () => cell.querySelector(selector)?.getAttribute(attribute);
        const before = picture();
        const from = performance.now();
        document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        while (picture() === before || !picture()) {
            await new Promise(done => requestAnimationFrame(done));
            if (performance.now() - from > 5000) return null;
        }
        return performance.now() - from;
    }"""
    took = []
    for k in range(30):
        key = "ArrowRight" if k % 20 < 10 else "ArrowLeft"
        took.append(page.evaluate(script, [cell.element_handle(), key, selector, attribute]))
        notebook.wait_idle()
    return [ms for ms in took if ms is not None]


def first_paint(notebook: Notebook, index: int) -> float:
    """Run a cell again and return how long it took to the first picture, in milliseconds."""
    return notebook._evaluate(
        """
        const cell = panel.content.widgets[argument];
        panel.content.activeCellIndex = argument;
        await app.commands.execute('notebook:clear-cell-output');
        const from = performance.now();
        const run = app.commands.execute('notebook:run-cell');
        const drawn = () => {
            const canvas = cell.node.querySelector('.lk-landscape');
            if (!canvas?.width) return false;
            const middle = [canvas.width / 2, canvas.height / 2, 1, 1];
            return canvas.getContext('2d').getImageData(...middle).data[3] > 0;
        };
        while (!drawn()) await new Promise(done => requestAnimationFrame(done));
        const took = performance.now() - from;
        await run;
        return took;
        """,
        index,
    )


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure() -> dict:
    """Open a notebook of all cases and peers in JupyterLab and measure them."""
    sources = [code for code, _ in CASES.values()] + [code for code, *_ in PEERS.values()]
    with chromium() as browser, lab_server() as lab:
        cells = [nbformat.v4.new_code_cell(text) for text in (SETUP, *sources)]
        written = nbformat.v4.new_notebook(cells=cells)
        written.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(written, lab.folder / "benchmark.ipynb")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        notebook = Notebook(page, lab, "benchmark.ipynb")
        notebook.run_all()
        if notebook.cell_errors() or notebook.errors:
            raise SystemExit(f"{notebook.cell_errors()} {notebook.errors}")
        paints = [first_paint(notebook, k) for k in range(1, len(CASES) + 1)]
        notebook.wait_idle()
        notebook._evaluate(WATCH)
        drags = [drag(notebook, k) for k in range(1, len(CASES) + 1)]
        rates = [repaints(notebook, k) for k in range(1, len(CASES) + 1)]
        peers = {
            name: redraw(notebook, len(CASES) + 1 + k, *where)
            for k, (name, (_, *where)) in enumerate(PEERS.items())
        }
        notebook.close()
        turning = turned(browser)
    return {"turning": turning, "paints": paints, "drags": drags, "rates": rates, "peers": peers}


def main() -> int:
    found = measure()
    missed = []

    def want(text: str, met: bool) -> None:
        print(f"{'met' if met else 'MISSED':7} {text}")
        missed.append(not met)

    print(f"{'milliseconds':23} moves  drawn p50   p95  painted p50   p95  by hand p50   p95  sent")
    for name, (entries, sent) in zip(CASES, found["drags"], strict=True):
        line = f"{name:23} {len(entries):5}"
        for key in ("drawn", "painted", "hand"):
            values = [entry[key] for entry in entries if key in entry]
            line += f"  {statistics.median(values):11.1f} {quantile(values, 0.95):5.1f}"
        print(f"{line}  {sent:4}")
    for name, took in found["peers"].items():
        text = f"{statistics.median(took):11.1f} {quantile(took, 0.95):5.1f}"
        print(f"{name:23} {len(took):5}{'':38}  {text}")
    print()
    for name, rate, paint in zip(CASES, found["rates"], found["paints"], strict=True):
        print(f"{name:23} {rate:5.0f} pictures a second, first paint after {paint:4.0f} ms")
    rate, (width, height) = found["turning"]
    print(f"{'3-D, turned':23} {rate:5.0f} pictures a second of {width:.0f}×{height:.0f} pixels")
    print()
    for (name, (_, most)), (entries, sent) in zip(CASES.items(), found["drags"], strict=True):
        drawn = quantile([entry["drawn"] for entry in entries], 0.95)
        want(f"{name}: drawn within {most:.0f} ms (p95), nothing sent", drawn <= most and not sent)
    want(f"{REPAINTS} pictures a second for one optimizer", min(found["rates"][:4]) >= REPAINTS)
    want("first paint within a second", max(found["paints"]) <= FIRST_PAINT)
    (entries, _), usual = found["drags"][1], found["peers"]
    own = statistics.median(entry["drawn"] for entry in entries)
    for name, took in usual.items():
        times = statistics.median(took) / own
        want(f"{times:.0f} times as fast as {name}, at least {FASTER}", times >= FASTER)
    for panels in [("loss",), ("loss", "optimizers"), PANELS]:
        size = len(packed(widget_module("descent", panels)))
        label = "all panels" if panels is PANELS else "panels " + ", ".join(panels)
        want(f"JavaScript with {label}: {size / 1000:.1f} KB", size <= JAVASCRIPT)
    return int(any(missed))


if __name__ == "__main__":
    sys.exit(main())
