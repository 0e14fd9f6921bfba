"""How long it takes from moving the pointer to the drawn picture, in a real JupyterLab.

Every move of many drags counts, from the pointer event's arrival in the page:

    drawn     until the explorer has drawn its picture
    painted   until the browser has painted the frame
    by hand   until the explorer has drawn its picture, from the event's own time stamp: the browser
              holds moves back until a frame begins, up to 16.7 ms at 60 frames a second

The usual way is measured in the same run: a Matplotlib figure that `interact` draws anew for each
value of a slider, from the key that moves the slider to the new picture in the page.
"""

import statistics
import sys
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.browser import Notebook, chromium, lab_server

DRAGS, MOVES = 20, 30
COLUMNS = {"drawn": "drawn", "painted": "painted", "by hand": "hand"}
FRAME = 16.0  # what a drag may take, in milliseconds
SETUP = "import lessonkit as lk\nlk.setup()"
CASES = {
    "1-D, 20 steps": "lk.explore(lk.objectives.parabola, learning_rate=0.2)",
    "1-D, 100 steps": "lk.explore(lk.objectives.x_sin_x, learning_rate=0.01, steps=100)",
    "2-D, 20 steps": "lk.explore(lk.objectives.bowl, learning_rate=0.05)",
    "2-D, 100 steps": "lk.explore(lk.objectives.rosenbrock, learning_rate=0.001, steps=100)",
}
PEER = """import ipywidgets
import matplotlib.pyplot as plt
def draw(start):
    path = lk.descend(lk.objectives.bowl, lk.GradientDescent(0.05), [start, 4.0], 20)
    lk.figures.plot_path(lk.objectives.bowl, path)
    plt.show()
ipywidgets.interact(draw, start=(-1.0, 5.0, 0.05));"""

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


def drag(notebook: Notebook, index: int) -> tuple[list[dict], int]:
    """Drag the ball of one explorer about and return what was measured and what was sent."""
    page = notebook.page
    root = notebook.cell(index).locator(".lk-explorer")
    root.scroll_into_view_if_needed()
    frame = root.locator(".lk-landscape").bounding_box()
    page.evaluate("() => { window.drawn = []; window.sent = 0; }")
    sent = 0
    for k in range(DRAGS):
        ball = root.locator(".lk-handle").bounding_box()
        page.mouse.move(ball["x"] + ball["width"] / 2, ball["y"] + ball["height"] / 2)
        page.mouse.down()
        across = 0.2 + 0.6 * ((k * 7) % DRAGS) / DRAGS
        up = 0.2 + 0.6 * ((k * 11) % DRAGS) / DRAGS
        page.mouse.move(
            frame["x"] + across * frame["width"], frame["y"] + up * frame["height"], steps=MOVES
        )
        notebook.settle()
        sent += page.evaluate("window.sent")
        page.mouse.up()
        notebook.settle()
        page.evaluate("() => { window.sent = 0; }")
    notebook.wait_idle()
    return page.evaluate("window.drawn"), sent


def redraw(notebook: Notebook, index: int, times: int = 30) -> list[float]:
    """Move the slider of `interact` by keys and return how long each new picture took."""
    page = notebook.page
    cell = notebook.cell(index)
    cell.locator(".noUi-handle").first.focus()
    script = """async ([cell, key]) => {
        const picture = () => cell.querySelector('.jp-OutputArea-output img')?.src;
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
    for k in range(times):
        key = "ArrowRight" if k % 20 < 10 else "ArrowLeft"
        took.append(page.evaluate(script, [cell.element_handle(), key]))
        notebook.wait_idle()
    return [ms for ms in took if ms is not None]


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> int:
    with chromium() as browser, lab_server() as lab:
        cells = [nbformat.v4.new_code_cell(text) for text in (SETUP, *CASES.values(), PEER)]
        written = nbformat.v4.new_notebook(cells=cells)
        written.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(written, lab.folder / "benchmark.ipynb")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        notebook = Notebook(page, lab, "benchmark.ipynb")
        notebook.run_all()
        if notebook.cell_errors() or notebook.errors:
            raise SystemExit(f"{notebook.cell_errors()} {notebook.errors}")
        notebook._evaluate(WATCH)
        results = {name: drag(notebook, k) for k, name in enumerate(CASES, start=1)}
        peer = redraw(notebook, len(CASES) + 1)
        notebook.close()

    print(
        "milliseconds       moves  drawn p50    p95  painted p50    p95  by hand p50    p95  sent"
    )
    late = False
    for name, (entries, sent) in results.items():
        line = f"{name:18} {len(entries):5}"
        for key in COLUMNS.values():
            values = [entry[key] for entry in entries if key in entry]
            line += f"  {statistics.median(values):12.1f}  {quantile(values, 0.95):4.1f}"
        print(f"{line}  {sent:4}")
        late |= sent > 0 or quantile([entry["drawn"] for entry in entries], 0.95) > FRAME
    usual = statistics.median(peer)
    hand = statistics.median(entry["hand"] for entries, _ in results.values() for entry in entries)
    print(
        f"{'interact + figure':18} {len(peer):5}{'':40}  {usual:12.1f}  {quantile(peer, 0.95):.1f}"
    )
    print(f"{usual / hand:.0f} times as fast as the usual way, from hand to picture")
    print(f"wanted: drawn p95 at most {FRAME:.0f} ms, nothing sent: {'MISSED' if late else 'met'}")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
