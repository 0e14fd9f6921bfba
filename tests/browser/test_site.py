"""Site and slides, built of two lessons and looked at in a browser that knows no other host."""

import functools
import json
import re
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
LESSONS = ["02_partial_derivatives", "09_gradient_descent"]
PAGES = ["index", *LESSONS]
SIZES = {"desktop": (1280, 720), "phone": (390, 844)}
MEGABYTE = 1_000_000


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not report what it serves."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    command = ["make", "site", "slides", "ONLY=02 09"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    handler = functools.partial(Quiet, directory=str(ROOT / "build"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Visit:
    """A page of the site, and what happened on the way to it."""

    def __init__(self, browser, address, path, size="desktop", **options):
        width, height = SIZES[size]
        options["viewport"] = {"width": width, "height": height}
        self.page = browser.new_context(**options).new_page()
        self.errors, self.loaded = [], {}
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self.loaded.setdefault(request.url, 0))
        self.page.on("response", self._weigh)
        self.page.goto(f"{address}/{path}", wait_until="networkidle")

    def _hear(self, message):
        if message.type == "error" and "Failed to load" not in message.text:
            self.errors.append(message.text)

    def _weigh(self, response):
        self.loaded[response.url] = int(response.headers.get("content-length", 0))
        if response.status >= 400:
            self.errors.append(f"{response.status}: {response.url}")

    def nothing_is_wrong(self, address):
        assert self.errors == []
        own = (address, "data:", "blob:")
        assert [url for url in self.loaded if not url.startswith(own)] == []

    def alive(self):
        """Bring the first explorer into sight; return it when its script has begun."""
        explorer = self.page.locator(".lk-live").first
        explorer.scroll_into_view_if_needed()
        explorer.and_(self.page.locator("[data-begun]")).wait_for()
        return explorer


@pytest.fixture
def visit(browser, address):
    visits = []

    def open_path(path, *options, folder="site", **more):
        visits.append(Visit(browser, f"{address}/{folder}", path, *options, **more))
        return visits[-1]

    yield open_path
    for each in visits:
        each.page.context.close()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_need_no_other_host_and_are_light(visit, address, language, name):
    there = visit(f"{language}/{name}.html")
    there.alive()
    there.page.wait_for_load_state("networkidle")
    there.nothing_is_wrong(address)
    plotly = sum(size for url, size in there.loaded.items() if url.endswith("plotly.js"))
    assert sum(there.loaded.values()) - plotly < 1.5 * MEGABYTE
    assert there.page.locator("html").get_attribute("lang") == language


def drag(page, explorer):
    """Move the ball of the parabola to the left; return where it is said to be."""
    curve = explorer.locator("canvas[tabindex]").first
    box = curve.bounding_box()
    before = explorer.locator(".lk-description").inner_text()
    assert before.startswith("x₀ = 4.00")
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"], steps=5)
    page.mouse.up()
    page.wait_for_function(
        "([el, before]) => el.querySelector('.lk-description').innerText !== before",
        arg=[explorer.element_handle(), before],
    )
    said = explorer.locator(".lk-description").inner_text()
    return float(re.match(r"x₀ = (−?[\d.]+)", said)[1].replace("−", "-"))


def test_an_explorer_is_dragged(visit):
    there = visit("en/09_gradient_descent.html")
    assert drag(there.page, there.alive()) == pytest.approx(0.3, abs=0.6)


def test_a_prediction_is_kept_and_compared(visit):
    there = visit("en/02_partial_derivatives.html")
    there.page.locator(".lk-predict label").first.click()
    there.page.reload()
    assert there.page.locator(".lk-predict input").first.is_checked()
    reveal = there.page.locator(".lk-reveal").first
    reveal.locator("summary").click()
    chosen = there.page.locator(".lk-predict label").first.inner_text().strip()
    assert reveal.locator("output").inner_text() == chosen


def test_the_record_shows_what_was_reached_and_is_saved_and_deleted(visit, address):
    there = visit("en/09_gradient_descent.html")
    goals = there.alive()
    there.page.locator(".lk-predict label").first.click()
    rate = goals.get_by_role("textbox", name=re.compile("Learning rate"))
    rate.fill("1")
    rate.press("Enter")
    goals.locator(".lk-reached").first.wait_for()
    there.page.reload()
    there.alive().locator(".lk-reached").first.wait_for()
    there.page.goto(f"{address}/site/en/index.html")
    box = there.page.locator(".lk-record")
    box.locator("summary").click()
    assert box.locator("tbody tr").all_inner_texts() == ["09\t1\t1"]
    with there.page.expect_download() as download:
        box.get_by_role("button", name="Save").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert saved == {"09.e1": [1], "09.p1": 0}
    box.get_by_role("button", name="Delete").click()
    assert box.locator("tbody tr").count() == 0
    assert there.page.evaluate("Object.keys(localStorage).filter(k => /downhill/.test(k))") == []


@pytest.mark.parametrize(("motion", "plays"), [("no-preference", True), ("reduce", False)])
def test_the_start_page_plays_unless_motion_is_to_be_reduced(visit, motion, plays):
    there = visit("ko/index.html", reduced_motion=motion)
    clock = there.alive().locator(".lk-player input[type=range]")
    if plays:
        clock.and_(there.page.locator(":not([value='60'])")).wait_for()
    assert (clock.input_value() != "60") is plays


def test_an_explorer_follows_the_theme_that_is_chosen(visit):
    there = visit("en/09_gradient_descent.html")
    explorer = there.alive().locator(".lk-explorer")
    colors = {explorer.evaluate("el => getComputedStyle(el).backgroundColor")}
    for theme in ("light", "dark"):
        there.page.evaluate("theme => document.body.dataset.theme = theme", theme)
        explorer.and_(
            there.page.locator(".lk-dark" if theme == "dark" else ":not(.lk-dark)")
        ).wait_for()
        colors.add(explorer.evaluate("el => getComputedStyle(el).backgroundColor"))
    assert colors == {"rgb(255, 255, 255)", "rgb(17, 17, 17)"}


def test_hints_are_folded_and_the_place_to_run_is_named(visit):
    there = visit("ko/02_partial_derivatives.html")
    assert there.page.locator(".lk-exercise details").count() >= 3
    assert there.page.locator(".lk-exercise details[open]").count() == 0
    assert there.page.locator(".lk-exercise summary").first.inner_text() == "힌트 1"
    assert "notebooks/ko/02_partial_derivatives.ipynb" in there.page.locator("article").inner_text()
    assert "def numerical_gradient" in there.page.locator("article").inner_text()


def test_the_other_language_keeps_the_section(visit):
    there = visit("en/09_gradient_descent.html")
    there.page.evaluate(
        "document.getElementById('at-two-valleys').scrollIntoView({ behavior: 'instant' })"
    )
    there.page.locator(".lk-language a").click()
    there.page.wait_for_url(re.compile(r"ko/09_gradient_descent\.html#at-two-valleys$"))


@pytest.mark.parametrize(
    ("language", "word"), [("en", "momentum"), ("ko", "모멘텀"), ("ko", "협곡")]
)
def test_search_finds(visit, language, word):
    there = visit(f"{language}/search.html?q={word}")
    there.page.locator("#search-results li").first.wait_for()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_axe_and_nothing_too_wide(visit, size, scheme):
    there = visit("ko/09_gradient_descent.html", size=size, color_scheme=scheme)
    there.alive()
    found = Axe().run(there.page).response["violations"]
    serious = [each["id"] for each in found if each["impact"] in ("serious", "critical")]
    assert serious == []
    assert there.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", LESSONS)
def test_each_slide_fits_and_needs_no_other_host(visit, address, language, name):
    there = visit(f"{language}/{name}.html", folder="slides")
    there.page.locator("section.present > section.present").wait_for()
    slides = there.page.locator(".slides > section > section").count()
    assert slides > 15
    deeper = there.page.locator("h2").filter(has_text=re.compile("Going deeper|더 깊이"))
    assert deeper.count() == 0
    for number in range(slides):
        slide = there.page.locator("section.present > section.present")
        for live in slide.locator(".lk-live").all():
            live.and_(there.page.locator("[data-begun]")).wait_for()
        assert slide.evaluate(_LOWEST) <= SIZES["desktop"][1], f"slide {number}"
        there.page.keyboard.press("PageDown")
    there.nothing_is_wrong(address)


_LOWEST = """slide => Math.max(...[...slide.querySelectorAll("*:not(.notes, .notes *)")]
    .map(each => each.getBoundingClientRect()).filter(box => box.height).map(box => box.bottom))"""


def test_an_explorer_is_dragged_on_a_slide_of_another_size(visit):
    there = visit("en/09_gradient_descent.html", folder="slides")
    there.page.set_viewport_size({"width": 960, "height": 540})
    explorer = there.page.locator("section.present > section.present .lk-live[data-begun]")
    while not explorer.count():
        there.page.keyboard.press("PageDown")
        there.page.wait_for_timeout(100)
    assert drag(there.page, explorer) == pytest.approx(0.3, abs=0.6)
