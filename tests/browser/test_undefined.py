"""F3: places without a value are left empty, and said in words."""

import re

import pytest

import lessonkit as lk
from lessonkit.widgets.descent.settings import PANELS

pytestmark = pytest.mark.browser

CURVES = ("log(x)", "sqrt(x)", "1/x", "tan(x)", "1/x**2", "asin(x)", "exp(1/x)", "1e-200*x")
MAPS = (
    *("log(x**2 + y**2)", "x/y", "1/x + y", "sqrt(x*y)", "sqrt(x) + y**2", "log(x - y)"),
    *("1/(x**2 + y**2)", "1e-200*x + y*1e-200", "3 + 0*x + 0*y"),
)
RUNS = [lk.GradientDescent(0.1), lk.Adam(0.1)]
MAKERS = {
    "descent": (CURVES + MAPS, lambda f: lk.explore(f, panels=PANELS)),
    "race": (CURVES + MAPS, lambda f: lk.explore(f, RUNS, panels=PANELS)),
    "sections": (MAPS, lk.explore_sections),
    "search": (MAPS, lambda f: lk.explore_search(f, tries=20, width=10)),
    "tangent": (CURVES, lk.explore_tangent),
}
# All that is shown or spoken, what was said before included.
SAID = """() => [...document.querySelectorAll('main *:not(script)')].flatMap(each => [
    each.children.length ? '' : each.textContent,
    each.ariaLabel ?? '', each.title ?? '', each.value ?? '', each.ariaValueText ?? '',
]).filter(text => text).join('\\n')"""
RAW = re.compile(r"\bNaN\b|Infinity|undefined|\bnull\b", re.IGNORECASE)
# The bold words on each canvas since its last picture began.
WRITTEN = """(() => {
    const kept = {};
    const drawn = CanvasRenderingContext2D.prototype;
    const { fillText, drawImage } = drawn;
    drawn.drawImage = function (...args) {
        if (args[0].width === this.canvas.width) kept[this.canvas.className] = [];
        return drawImage.apply(this, args);
    };
    drawn.fillText = function (text, ...args) {
        if (/600/.test(this.font)) (kept[this.canvas.className] ??= []).push(text);
        return fillText.apply(this, [text, ...args]);
    };
    window.written = name => kept[name];
})()"""
PLACES = [(x, y) for x in (0.12, 0.35, 0.55, 0.9) for y in (0.2, 0.5, 0.8)]


def objective(formula):
    names = "xy" if "y" in formula else "x"
    return lk.Objective(formula, variables=tuple(names))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", MAKERS)
def test_f3_nothing_raw_is_said_anywhere(open_page, kind, language):
    formulas, make = MAKERS[kind]
    lk.setup(language=language)
    for formula in formulas:
        with open_page(make(objective(formula))) as page:
            for place in PLACES:
                page.press(*place)
                assert not (found := RAW.search(page.page.evaluate(SAID))), (formula, place, found)
            assert page.errors == [], formula


@pytest.mark.parametrize(
    ("language", "words"), [("en", "f has no value here"), ("ko", "여기에서는 f의 값이 없습니다")]
)
def test_f3_a_ball_where_there_is_no_value_says_so(open_page, language, words):
    lk.setup(language=language)
    makers = [
        (lk.explore, "log(x)"),
        (lambda f: lk.explore(f, RUNS), "log(x)"),
        (lk.explore, "log(x) + y**2"),
        (lambda f: lk.explore(f, RUNS), "log(x) + y**2"),
        (lk.explore_sections, "log(x) + y**2"),
    ]
    for make, formula in makers:
        with open_page(make(objective(formula))) as page:
            page.press(0.2, 0.5)
            assert words in page.page.locator(".lk-description").text_content(), formula
            page.press(0.9, 0.5)
            assert words not in page.page.locator(".lk-description").text_content(), formula
    with open_page(lk.explore_tangent(objective("log(x)"))) as page:
        page.press(0.2, 0.5)
        page.page.wait_for_function(
            "text => [...document.querySelectorAll('[role=status]')]"
            ".some(each => each.textContent.includes(text))",
            arg=words,
        )


def test_f3_a_run_that_comes_to_where_there_is_no_value(open_page):
    explorer = lk.explore(objective("log(x) + x"), [lk.GradientDescent(1.0)], start=0.5, steps=5)
    with open_page(explorer) as page:
        said = page.page.locator(".lk-description").text_content()
    assert "no value from step 1 on" in said
    assert "left the map" not in said


@pytest.mark.parametrize(
    ("formula", "panel", "words"),
    [
        ("log(x) + x", "loss", "no value from step 1 on"),
    ],
)
def test_f3_a_panel_without_values_says_so(open_page, formula, panel, words):
    f = objective(formula)
    start = 0.5 if f.dim == 1 else [0.5, 0.0]
    explorer = lk.explore(f, [lk.GradientDescent(1.0)], start=start, steps=5, panels=[panel])
    with open_page(explorer, before=WRITTEN) as page:
        assert page.page.evaluate(f"written('lk-{panel}')") == [words]


def test_f3_the_ball_can_be_taken_from_where_there_is_no_value(open_page):
    with open_page(lk.explore(objective("log(x)"))) as page:
        page.press(0.2, 0.5)
        canvas = page.page.locator("canvas.lk-landscape")
        before = page.page.locator(".lk-description").text_content()
        box, handle = canvas.bounding_box(), page.page.locator(".lk-handle").bounding_box()
        middle = handle["x"] + handle["width"] / 2
        assert middle == pytest.approx(box["x"] + 0.2 * box["width"], abs=2)
        page.page.mouse.move(middle, handle["y"] + handle["height"] / 2)
        page.page.mouse.down()
        page.page.mouse.move(middle + 300, 200, steps=3)
        page.page.mouse.up()
        page.settle()
        assert "no value" in before
        assert "no value" not in page.page.locator(".lk-description").text_content()


BLUE = "0,114,178"
COLORS = """([left, top, width, height]) => {
    const canvas = document.querySelector('canvas.lk-landscape');
    const ratio = canvas.width / canvas.clientWidth;
    const data = canvas.getContext('2d')
        .getImageData(left * ratio, top * ratio, width * ratio, height * ratio).data;
    const colors = {};
    for (let k = 0; k < data.length; k += 4) {
        const color = data.slice(k, k + 3).join();
        colors[color] = (colors[color] ?? 0) + 1;
    }
    return colors;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_f3_the_ground_without_a_value_is_hatched(open_page, theme):
    explorer = lk.explore(objective("sqrt(x - y)"), panels=[])
    with open_page(explorer, color_scheme=theme) as page:
        empty = page.page.evaluate(COLORS, [80, 60, 60, 60])  # above the diagonal
        low, high = sorted(empty.values())[-2:]
        assert low > 0.05 * high  # lines on the ground, and not a few specks
        box = page.page.locator("canvas.lk-landscape").bounding_box()
        place = [box["width"] - 100, box["height"] - 120, 30, 30]
        assert not {*page.page.evaluate(COLORS, place)} & {*empty}


def test_f3_a_curve_is_broken_at_its_pole(open_page):
    """Half way up, there is no line between the two branches of tan(x)."""
    f = lk.Objective("tan(x)", domain=(0, 3.14))
    with open_page(lk.explore(f, start=0.3, panels=[])) as page:
        box = page.page.locator("canvas.lk-landscape").bounding_box()
        middle, height = 60 + (box["width"] - 74) / 2, box["height"]
        near = page.page.evaluate(COLORS, [middle - 4, height / 2 - 20, 8, 20])
        away = page.page.evaluate(COLORS, [70, 40, box["width"] - 100, height - 100])
    assert BLUE in away
    assert BLUE not in near


@pytest.fixture(scope="module")
def kit(open_kit):
    return open_kit("kit/chart")


def test_f3_a_wall_is_no_part_of_a_curve(kit):
    points = [[0, 50], [1, -900], [2, 900], [3, 60]]
    got = kit.evaluate("points => kit.brokenAtPoles(points, {top: 0, bottom: 100})", points)
    assert [y for _, y in got if y == y] == [50, -900, 900, 60]
    assert len(got) == 5  # with one that is not a number between the two ends
