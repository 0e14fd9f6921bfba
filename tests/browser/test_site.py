"""The site, built of two lessons and looked at in a browser that knows no other host."""

import functools
import re
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
PAGES = ["index", "02_partial_derivatives", "09_gradient_descent"]
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
MEGABYTE = 1_000_000


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not report what it serves."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    subprocess.run(["make", "site", "ONLY=02 09"], cwd=ROOT, check=True, capture_output=True)
    handler = functools.partial(Quiet, directory=str(ROOT / "build" / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Visit:
    """A page of the site, and what happened on the way to it."""

    def __init__(self, browser, address, path, size="desktop", scheme="light"):
        width, height = SIZES[size]
        options = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
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

    def alive(self):
        """Bring the first explorer into sight; return it when its script has begun."""
        explorer = self.page.locator(".lk-live").first
        explorer.scroll_into_view_if_needed()
        explorer.and_(self.page.locator("[data-begun]")).wait_for()
        return explorer


@pytest.fixture
def visit(browser, address):
    visits = []

    def open_path(path, *options, **more):
        visits.append(Visit(browser, address, path, *options, **more))
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
    assert there.errors == []
    assert [url for url in there.loaded if not url.startswith((address, "data:", "blob:"))] == []
    plotly = sum(size for url, size in there.loaded.items() if url.endswith("plotly.js"))
    assert sum(there.loaded.values()) - plotly < 1.5 * MEGABYTE
    assert there.page.locator("html").get_attribute("lang") == language


def test_an_explorer_is_dragged(visit):
    there = visit("en/09_gradient_descent.html")
    explorer = there.alive()
    curve = explorer.locator("canvas[tabindex]").first
    box = curve.bounding_box()
    before = explorer.locator(".lk-description").inner_text()
    assert before.startswith("x₀ = 4.00")
    there.page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.5 * box["height"])
    there.page.mouse.down()
    there.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"], steps=5)
    there.page.mouse.up()
    there.page.wait_for_function(
        "(before) => document.querySelector('.lk-description').innerText !== before", arg=before
    )


def test_a_prediction_is_kept_and_compared(visit):
    there = visit("en/02_partial_derivatives.html")
    there.page.locator(".lk-predict label").first.click()
    there.page.reload()
    assert there.page.locator(".lk-predict input").first.is_checked()
    reveal = there.page.locator(".lk-reveal").first
    reveal.locator("summary").click()
    chosen = there.page.locator(".lk-predict label").first.inner_text().strip()
    assert reveal.locator("output").inner_text() == chosen


def test_hints_are_folded_and_the_place_to_run_is_named(visit):
    there = visit("ko/02_partial_derivatives.html")
    assert there.page.locator(".lk-exercise details").count() >= 3
    assert there.page.locator(".lk-exercise details[open]").count() == 0
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
    ("language", "word"), [("en", "ravine"), ("ko", "협곡"), ("ko", "그래디언트")]
)
def test_search_finds(visit, language, word):
    there = visit(f"{language}/search.html?q={word}")
    there.page.locator("#search-results li").first.wait_for()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_axe_and_nothing_too_wide(visit, size, scheme):
    there = visit("ko/09_gradient_descent.html", size=size, scheme=scheme)
    there.alive()
    found = Axe().run(there.page).response["violations"]
    serious = [each["id"] for each in found if each["impact"] in ("serious", "critical")]
    assert serious == []
    assert there.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
