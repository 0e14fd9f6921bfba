"""make lab: no question about news, the table of contents at hand, the course in one language."""

import contextlib
import subprocess

import pytest
from playwright.sync_api import expect

from tools import browser as lab_in_browser
from tools import lab

pytestmark = pytest.mark.browser

VIEWPORT = {"width": 1280, "height": 800}
TITLES = {
    "en": ("00 · Start here", "The map of the course"),
    "ko": ("00 · 여기서 시작하세요", "강의 지도"),
}


@contextlib.contextmanager
def course_lab(root, scratch, language):
    """The Lab that make lab starts, for a user who has never used one; yields its address."""
    lab.write_overrides(language, scratch)
    lab.write_layout(scratch)
    server = lab_in_browser.LabServer(root, lab_in_browser._free_port(), "token", "jupyterlab")
    flags = [
        *("--no-browser", "--allow-root", f"--ServerApp.port={server.port}"),
        f"--IdentityProvider.token={server.token}",
        f"--LabApp.app_settings_dir={scratch / 'share' / 'jupyter' / 'lab' / 'settings'}",
        f"--LabApp.user_settings_dir={scratch / 'user-settings'}",
    ]
    with (scratch / "log").open("wb") as log:
        process = subprocess.Popen(
            lab.command(language, flags, root, scratch),
            env=lab_in_browser._environment(scratch),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            lab_in_browser._wait_until_up(server, process, scratch / "log")
            yield f"http://127.0.0.1:{server.port}/?token={server.token}"
        finally:
            lab_in_browser._stop(process)


@pytest.mark.parametrize("language", TITLES)
def test_it_opens_the_course(browser, root, tmp_path, language):
    title, section = TITLES[language]
    with course_lab(root, tmp_path, language) as address:
        page = browser.new_page(viewport=VIEWPORT)
        page.goto(address)
        contents = page.locator(".jp-TableOfContents:visible")
        expect(contents).to_contain_text(section, timeout=60_000)
        expect(page.locator(".jp-Notebook")).to_contain_text(title)
        expect(page.locator(".jp-DirListing")).to_be_hidden()
        page.wait_for_timeout(3000)  # a question about news comes after the rest
        assert page.locator(".Toastify__toast").count() == 0
        page.close()
