"""An audit of every explorer by axe-core: names, roles, contrast, focus."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import lessonkit as lk
from lessonkit.widgets.descent.settings import PANELS
from tests.browser.test_panels import show

__all__ = ["show"]  # the fixture

pytestmark = pytest.mark.browser

THREE = [lk.GradientDescent(0.1), lk.Momentum(0.05), lk.Adam(0.3)]
CASES = {
    "usual": dict(objective=lk.objectives.parabola),
    "race": dict(objective=lk.objectives.bowl, optimizers=THREE, hidden=[1], step=5),
    "everything": dict(objective=lk.objectives.ravine, optimizers=THREE, panels=PANELS, step=9),
    "diverged": dict(objective=lk.objectives.parabola, learning_rate=1e100, panels=PANELS),
}
# Of a page around it, which a widget is not.
NOT_OURS = ["page-has-heading-one", "landmark-one-main", "region", "document-title"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_to_complain_about(show, case, language, scheme):
    lk.setup(language=language)
    try:
        shown = show(**CASES[case], options={"color_scheme": scheme})
    finally:
        lk.setup(language="en")
    shown.page.add_style_tag(content=":root { color-scheme: light dark; }")
    shown.settle()
    rules = {rule: {"enabled": False} for rule in NOT_OURS}
    results = Axe().run(shown.page, options={"rules": rules})
    assert results.violations_count == 0, results.generate_report()
    assert len(results.response["passes"]) > 10


def test_the_audit_finds_what_is_wrong(show):
    shown = show(lk.objectives.parabola)
    shown.root.locator("label").first.evaluate("label => label.remove()")
    shown.root.locator(".lk-description").evaluate("p => { p.style.color = '#ccc'; }")
    found = {violation["id"] for violation in Axe().run(shown.page).response["violations"]}
    assert found & {"label", "color-contrast"}


def test_everything_is_reached_by_keyboard(show):
    shown = show(lk.objectives.bowl, THREE, panels=["loss", "optimizers", "rates"])
    shown.page.wait_for_function("() => !document.querySelector('.lk-corner').disabled")
    stops = "button:not(:disabled), input:not([type=radio]), select, canvas[tabindex]"
    stops = f"{stops}, summary, input:checked"  # a group of radios is one stop
    wanted = shown.root.locator(stops).filter(visible=True).count()
    reached = set()
    for _ in range(wanted + 2):
        shown.page.keyboard.press("Tab")
        reached.add(
            shown.page.evaluate(
                """() => {
                    const all = [...document.querySelectorAll('.lk-explorer *')];
                    return all.indexOf(document.activeElement);
                }"""
            )
        )
    assert len(reached - {-1}) == wanted
