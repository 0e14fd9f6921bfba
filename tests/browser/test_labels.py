"""Words on a landscape cover neither each other nor the ball."""

import numpy as np
import pytest

import lessonkit as lk

pytestmark = pytest.mark.browser

# The boxes of all words with a rim, the discs of balls and the rings around last points, of the
# last picture on each canvas.
RECORD = """(() => {
    const kept = new Map();
    const of = canvas => kept.get(canvas) ?? kept.set(canvas, {words: [], balls: []}).get(canvas);
    const drawn = CanvasRenderingContext2D.prototype;
    const { strokeText, arc, drawImage } = drawn;
    drawn.drawImage = function (...args) {
        if (args[0].width === this.canvas.width) kept.delete(this.canvas); // a new picture
        return drawImage.apply(this, args);
    };
    drawn.strokeText = function (text, x, y) {
        const { a, d } = this.getTransform();
        const size = this.measureText(text);
        of(this.canvas).words.push({text, box: [
            x - size.actualBoundingBoxLeft, y - size.actualBoundingBoxAscent,
            x + size.actualBoundingBoxRight, y + size.actualBoundingBoxDescent,
        ]});
        return strokeText.apply(this, [text, x, y]);
    };
    drawn.arc = function (x, y, radius, ...others) {
        if (radius === 8 || radius === 9) of(this.canvas).balls.push([x, y, radius]);
        return arc.apply(this, [x, y, radius, ...others]);
    };
    window.recorded = () => of(document.querySelector('canvas.lk-landscape'));
})()"""


def covered(page):
    """The pairs of words that overlap, and the words that lie on the ball."""
    found = page.page.evaluate("recorded()")
    words, faults = found["words"], []
    for k, one in enumerate(words):
        for other in words[k + 1 :]:
            across = min(one["box"][2], other["box"][2]) - max(one["box"][0], other["box"][0])
            down = min(one["box"][3], other["box"][3]) - max(one["box"][1], other["box"][1])
            index = other["text"].isdigit() and other is words[k + 1]  # its name may touch it
            if min(across, down) > 1 and not index:
                faults.append((one["text"], other["text"]))
        for x, y, radius in found["balls"]:
            left, top, right, bottom = one["box"]
            nearest = np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom))
            if nearest < radius:
                faults.append((one["text"], "ball"))
    return faults, [each["text"] for each in words]


def ravine():
    return lk.Objective("0.5*(x**2 + 30*y**2)", domain=((-5, 5), (-5, 5)))


def test_labels_at_the_start_of_the_explorer_of_adam(open_page):
    explorer = lk.explore(
        ravine(), [lk.Adam(0.3)], start=[-3.5, 2.5], steps=60, step=0, panels=["anatomy", "loss"]
    )
    with open_page(explorer, before=RECORD) as page:
        faults, words = covered(page)
        assert {"w", "0", "step", "−m", "−∇f"} <= {*words}
        assert faults == []


@pytest.mark.parametrize("optimizer", [lk.Adam(0.3), lk.Nesterov(0.02), lk.Adagrad(0.5)])
@pytest.mark.parametrize("name", ["bowl", "x_sin_x", "himmelblau"])
def test_labels_wherever_the_ball_is(open_page, name, optimizer):
    f = lk.objectives[name] if isinstance(lk.objectives, dict) else getattr(lk.objectives, name)
    explorer = lk.explore(f, [optimizer], steps=12, step=3, panels=["anatomy"])
    rng = np.random.default_rng(1)
    bounds = np.atleast_2d(f.domain)
    with open_page(explorer, before=RECORD) as page:
        for _ in range(20):
            start = rng.uniform(*bounds.T)
            field = page.page.locator(".lk-start input")
            field.fill(", ".join(f"{value:.3f}" for value in start))
            field.press("Enter")
            page.settle()
            faults, words = covered(page)
            assert words
            assert faults == [], start


def test_notes_of_runs_that_leave_do_not_cover_a_ball_in_the_corner(open_page):
    race = [lk.GradientDescent(5.0), lk.Momentum(5.0), lk.Adam(50.0)]
    for corner in ([4.6, 4.6], [4.6, -4.6], [-4.6, 4.6], [-4.6, -4.6]):
        explorer = lk.explore(ravine(), race, start=corner, steps=20)
        with open_page(explorer, before=RECORD) as page:
            faults, words = covered(page)
            assert len(words) == 3
            assert faults == []


def test_labels_of_the_sections_and_of_the_tangent(open_page):
    rng = np.random.default_rng(2)
    for make in (
        lambda: lk.explore_sections(
            lk.objectives.himmelblau, point=rng.uniform(-4, 4, 2), direction=rng.uniform(0, 360)
        ),
        lambda: lk.explore_tangent(lk.objectives.x_sin_x, x=rng.uniform(-1, 6), h=0.3),
    ):
        for _ in range(8):
            with open_page(make(), before=RECORD) as page:
                faults, words = covered(page)
                assert words
                assert faults == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_on_a_narrow_map_a_note_is_not_cut(open_page, language):
    lk.setup(language=language)
    explorer = lk.explore(lk.objectives.bowl, [lk.Momentum(3.0)], start=[4, 4], steps=100)
    with open_page(explorer, before=RECORD, viewport={"width": 320, "height": 700}) as page:
        _, words = covered(page)
        assert "5" not in words
        boxes = [each["box"] for each in page.page.evaluate("recorded()")["words"]]
        width = page.page.locator("canvas.lk-landscape").bounding_box()["width"]
        assert min(left for left, *_ in boxes) >= 0
        assert max(right for _, _, right, _ in boxes) <= width
        note = {"en": "left the map at step 1", "ko": "1스텝"}[language]
        assert any(note in word for word in words)
