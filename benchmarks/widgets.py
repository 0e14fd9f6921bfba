"""How fast the explorer answers the hand in a real JupyterLab, beside its usual peers.

Drawn: from the arrival of a pointer's move to the finished picture. Painted: from the event's own
time stamp to the painted frame; the browser holds moves back until a frame begins, up to 16.7 ms.
Sent: messages to the kernel while the ball is held. The peers do the same job, from the key that
moves a slider to the new picture in the page. First paint: from the command that runs the cell.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat

import lessonkit as lk
from benchmarks.measure import Row
from lessonkit.widgets.descent.settings import PANELS
from lessonkit.widgets.javascript import packed, widget_module
from tools.browser import Notebook, chromium, lab_server

DRAGS, MOVES = 12, 30
ONE, RACE = 16, 33  # what a drag may take, in milliseconds
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
IPYMPL = f"""from ipympl.backend_nbagg import Canvas, FigureManager
from matplotlib.figure import Figure
live = Figure()
manager = FigureManager(Canvas(live), 0)
start = 2.0
{PATH}
axes = lk.figures.plot_path(lk.objectives.bowl, path, live.subplots())
line, = axes.plot([], [])
again = ipywidgets.FloatSlider(value=2, min=-1, max=5, step=0.05)
def move_line(change):
    start = change.new
    {PATH}
    line.set_data(path.points.T)
    live.canvas.draw_idle()
again.observe(move_line, "value")
ipywidgets.VBox([again, live.canvas])"""
# How a new picture of each is told from the last one.
PEERS = {
    "interact, Matplotlib": (
        MATPLOTLIB,
        "cell.querySelector('.jp-OutputArea-output img')?.getAttribute('src')",
    ),
    "Plotly FigureWidget": (
        PLOTLY,
        "cell.querySelector('.scatterlayer path.js-line')?.getAttribute('d')",
    ),
    "ipympl": (IPYMPL, "window.images"),
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
    const entry = {drawn: performance.now() - move.arrival};
    window.drawn.push(entry);
    const channel = new MessageChannel();  // answered after the frame was painted
    channel.port1.onmessage = () => { entry.painted = performance.now() - move.stamp; };
    channel.port2.postMessage(null);
});
const kernel = panel.sessionContext.session.kernel;
window.sent = 0;
kernel.anyMessage.connect((_, {msg, direction}) => {
    if (direction === 'send' && msg.header.msg_type === 'comm_msg') window.sent += 1;
});
const drawImage = CanvasRenderingContext2D.prototype.drawImage;
window.images = 1;  // that ipympl got from the kernel
CanvasRenderingContext2D.prototype.drawImage = function (image, ...where) {
    if (image instanceof HTMLImageElement || image instanceof ImageBitmap) window.images += 1;
    return drawImage.call(this, image, ...where);
};
"""


def take(notebook: Notebook, index: int):
    """Take hold of the ball of an explorer; return its landscape's place on the page."""
    page = notebook.page
    root = notebook.cell(index).locator(".lk-explorer")
    root.scroll_into_view_if_needed()
    ball = root.locator(".lk-handle").first.bounding_box()
    page.mouse.move(ball["x"] + ball["width"] / 2, ball["y"] + ball["height"] / 2)
    page.mouse.down()
    return root.locator(".lk-landscape").first.bounding_box()


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


def redraw(notebook: Notebook, index: int, picture: str) -> list[float]:
    """Move a peer's slider by keys and return how long each new picture took."""
    page = notebook.page
    cell = notebook.cell(index)
    cell.locator(".noUi-handle").first.focus()
    script = """async ([cell, key]) => {
        const picture = () => PICTURE;
        const before = picture();
        const from = performance.now();
        document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        while (picture() === before || !picture()) {
            await new Promise(done => requestAnimationFrame(done));
            if (performance.now() - from > 5000) return null;
        }
        return performance.now() - from;
    }""".replace("PICTURE", picture)
    took = []
    for k in range(30):
        key = "ArrowRight" if k % 20 < 10 else "ArrowLeft"
        took.append(page.evaluate(script, [cell.element_handle(), key]))
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
            name: redraw(notebook, len(CASES) + 1 + k, picture)
            for k, (name, (_, picture)) in enumerate(PEERS.items())
        }
        notebook.close()
        turning = turned(browser)
    return {"turning": turning, "paints": paints, "drags": drags, "rates": rates, "peers": peers}


def rows() -> Iterator[Row]:
    found = measure()
    for (name, (_, most)), (entries, _) in zip(CASES.items(), found["drags"], strict=True):
        for key, goal in (("drawn", f"≤ {most}"), ("painted", "")):
            took = quantile([entry[key] for entry in entries if key in entry], 0.95)
            yield Row(f"{name}: {key}, 95th percentile of {len(entries)} moves", took, goal=goal)
    sent = sum(sent for _, sent in found["drags"])
    yield Row("messages sent while the ball is held", sent, "", goal="≤ 0")
    (entries, _) = found["drags"][1]
    own = statistics.median(entry["drawn"] for entry in entries)
    for name, took in found["peers"].items():
        what = "2-D, 20 steps: drawn, median"
        if not took:
            print(f"  {name} showed no new picture within 5 seconds: no row", flush=True)
            continue
        yield Row(what, own, "ms", name, statistics.median(took), "≥ 30")
    for name, rate in zip(CASES, found["rates"], strict=True):
        goal = "" if name.startswith("race") else "≥ 50"
        yield Row(f"{name}: pictures a second", rate, "", goal=goal)
    rate, (width, height) = found["turning"]
    yield Row(f"3-D of {width:.0f} × {height:.0f} pixels, turned: pictures a second", rate, "")
    for name, paint in zip(CASES, found["paints"], strict=True):
        yield Row(f"{name}: first paint", paint, goal="≤ 1000")
    for panels in [("loss",), ("loss", "optimizers"), PANELS]:
        size = len(packed(widget_module("descent", panels))) / 1000
        label = "all panels" if panels is PANELS else "panels " + ", ".join(panels)
        yield Row(f"JavaScript with {label}", size, "KB", goal="≤ 70")
