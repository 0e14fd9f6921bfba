"""Pages of their own under strict policies, brackets of formulas, sharper screens."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import lessonkit as lk
from lessonkit.widgets.descent.settings import KINDS, PANELS
from lessonkit.widgets.javascript import entry, joined

pytestmark = pytest.mark.browser

WITHOUT_EVAL = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)
WITHOUT_SCRIPTS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
FORMULAS = {
    "descent": lambda: lk.explore(lk.objectives.rosenbrock, panels=["loss", "pad", "stability"]),
    "sections": lambda: lk.explore_sections(lk.objectives.rosenbrock),
    "search": lambda: lk.explore_search(lk.objectives.bowl, tries=20, width=50),
    "tangent": lambda: lk.explore_tangent(lk.objectives.parabola),
}


@pytest.mark.parametrize("kind", FORMULAS)
def test_f16_a_page_moves_under_a_policy_without_eval(open_page, kind):
    with open_page(FORMULAS[kind](), WITHOUT_EVAL) as page:
        expect(page.page.locator(".lk-still")).to_have_count(0)
        canvas = page.page.locator("canvas.lk-landscape").first
        before = canvas.get_attribute("aria-label")
        canvas.focus()
        page.page.keyboard.press("Shift+ArrowRight")
        page.settle()
        assert canvas.get_attribute("aria-label") != before
        assert page.errors == []


@pytest.mark.parametrize(("language", "words"), [("en", "a picture"), ("ko", "그림")])
def test_f16_a_page_without_scripts_has_its_picture_and_says_why(open_page, language, words):
    lk.setup(language=language)
    explorer = lk.explore_tangent(lk.objectives.parabola)
    with open_page(explorer, WITHOUT_SCRIPTS) as page:
        still = page.page.locator(".lk-still")
        expect(still).to_contain_text(words)
        image = still.locator("img")
        assert image.evaluate("image => image.naturalWidth") > 300
        assert len(image.get_attribute("alt")) > 40


@pytest.mark.parametrize("language", ["en", "ko"])
def test_f16_elsewhere_a_policy_without_eval_is_named(open_page, language):
    lk.setup(language=language)
    explorer = lk.explore_tangent(lk.objectives.parabola)
    state = {name: explorer.get_state([name])[name] for name in explorer.keys if name[:2] != "_e"}
    html = f"""<!doctype html><main></main><script type="module">
        {joined(entry("tangent"))}
        const state = {json.dumps(state, default=str)};
        const model = {{get: name => state[name], on() {{}}, off() {{}}}};
        render({{model, el: document.querySelector('main')}});
    </script>"""
    with open_page(html, WITHOUT_EVAL) as page:
        expect(page.page.get_by_role("alert")).to_contain_text("unsafe-eval")
        assert page.errors == []


SAID = """() => drawn.join('\\n') + [...document.body.querySelectorAll('*')].flatMap(each => [
    each.children.length || each.matches('script, style') ? '' : each.textContent,
    each.ariaLabel ?? '', each.title ?? '', each.ariaValueText ?? '',
]).join('\\n')"""
DRAWN = """window.drawn = []; const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    drawn.push(text);
    fillText.call(this, text, ...place);
};"""
EVERY = [
    *FORMULAS.values(),
    lambda: lk.explore(lk.objectives.bowl, [lk.Adam(0.1), lk.Momentum(0.1)], panels=PANELS),
    lambda: lk.explore_batches(X, y),
    lambda: lk.explore_graph(lambda x, y: x * y + x, {"x": 2.0, "y": -3.0}),
    lambda: lk.explore_local_search(),
    lambda: lk.explore_scores(np.ones((2, 8, 8)), [1, 0], [[2.0, 2.6], [0.5, 3.0]]),
    lambda: lk.explore_slice(X, y, np.zeros((2, 2)), seeds=1),
    lambda: lk.explore_step(X, y, classes=2),
]
X, y = np.random.default_rng(0).normal(size=(60, 2)), np.arange(60) % 2
NAMES = {"Shift", "Ctrl", "SVM", "SVG", "log", "cos", *KINDS}  # what has no other name in Korean


@pytest.mark.parametrize("make", EVERY)
def test_nothing_is_said_in_english_where_korean_is_spoken(open_page, make):
    lk.setup(language="ko")
    explorer = make()
    with open_page(explorer, before=DRAWN) as page:
        said = page.page.evaluate(SAID)
    assert len(re.findall("[가-힣]{2,}", said)) > 10
    assert set(re.findall("[A-Za-z]{3,}", said)) - NAMES == set()


def test_f15_canvases_follow_the_sharpness_of_the_screen(open_page):
    explorer = lk.explore(lk.objectives.bowl, panels=["loss", "pad", "basins", "rates"])
    with open_page(explorer, viewport={"width": 1000, "height": 800}) as page:
        session = page.page.context.new_cdp_session(page.page)
        sharp = """() => [...document.querySelectorAll('canvas')].filter(each => each.clientWidth)
            .every(each => Math.abs(each.width - devicePixelRatio * each.clientWidth) < 2)"""
        for ratio in (2, 1.5, 3):
            metrics = {"width": 1000, "height": 800, "deviceScaleFactor": ratio, "mobile": False}
            session.send("Emulation.setDeviceMetricsOverride", metrics)
            page.page.wait_for_function(f"devicePixelRatio === {ratio}")
            session.send("Page.captureScreenshot")  # the page hears of it with the next frame
            page.page.wait_for_function(sharp, timeout=5000)


# Each bracket with the tallest thing that it stands beside.
BRACKETS = """() => [...document.querySelectorAll('math mo')]
    .filter(each => /^[()]$/.test(each.textContent.trim()))
    .map(each => [
        each.getBoundingClientRect().height,
        parseFloat(getComputedStyle(each).fontSize),
        Math.max(...[...each.parentElement.children]
            .filter(other => !/^[()]$/.test(other.textContent.trim()))
            .map(other => other.getBoundingClientRect().height)),
    ])"""


@pytest.mark.parametrize(
    "make",
    [
        *FORMULAS.values(),
        lambda: lk.explore(lk.Objective("sin((x - 1)/(x**2 + 3))**2 + exp(-(x/2)**2)")),
        lambda: lk.explore(lk.objectives.bowl, [lk.Nadam(0.1)], panels=["anatomy"]),
        lambda: lk.explore(lk.objectives.parabola, [lk.Nesterov(0.1)], panels=["anatomy"]),
    ],
)
def test_brackets_are_as_tall_as_what_they_enclose(open_page, make):
    with open_page(make()) as page:
        brackets = page.page.evaluate(BRACKETS)
        assert brackets
        for height, size, enclosed in brackets:
            assert height < max(1.25 * enclosed + 4, 1.3 * size)


def test_lines_of_formulas_do_not_touch(open_page):
    """The fractions of the step of Adam, of which a line is broken, are apart."""
    f = lk.Objective("0.5*(x**2 + 30*y**2)", domain=((-5, 5), (-5, 5)))
    explorer = lk.explore(f, [lk.Adam(0.3)], start=[-3.5, 2.5], step=0, panels=["anatomy"])
    with open_page(explorer, viewport={"width": 1000, "height": 760}) as page:
        fractions = page.page.locator(".lk-formulas mfrac").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().toJSON())"
        )
    assert len(fractions) == 4
    for k, one in enumerate(fractions):
        for other in fractions[k + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert beside or one["bottom"] + 2 <= other["top"]
