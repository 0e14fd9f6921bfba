"""The explorers in Firefox: nothing fails, and they say what they say in Chromium."""

import pytest

import lessonkit as lk
from tests.browser.firefox import firefox
from tests.widgets.conftest import MAKERS, run

pytestmark = pytest.mark.browser

SAID = "document.querySelector('.lk-description').textContent"
# All that is written and said at first, and when an arrow key was pressed on each slider and view,
# and the first “Next …” clicked.
MOVED = """(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const root = document.querySelector('.lk-explorer');
    for (const later of root.querySelectorAll('[role=status]')) later.remove();
    const all = () => [...root.querySelectorAll('canvas')].reduce(
        (text, canvas) => `${text} ${canvas.ariaLabel}`, root.textContent);
    const first = all();
    for (const held of root.querySelectorAll('input[type=range], canvas[tabindex]'))
        held.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
    const next = ({textContent}) => textContent.startsWith('Next');
    [...root.querySelectorAll('button')].find(next)?.click();
    await frame();
    await frame();
    return [first, all()];
})()"""
LEFT = "\ue012"  # an arrow key, as WebDriver calls it


@pytest.fixture(scope="module")
def fox():
    with firefox() as running:
        yield running
    assert running.errors == []


@pytest.mark.parametrize("factory", MAKERS)
def test_an_explorer_says_what_it_says_in_chromium(fox, open_page, tmp_path, factory):
    with open_page(run(MAKERS[factory])) as other:
        wanted = other.page.evaluate(MOVED)
    fox.visit(tmp_path / "page.html")
    assert fox.run(MOVED) == wanted
    assert wanted[0] != wanted[1]
    assert fox.errors == []


def test_the_hand_moves_a_descent(fox, tmp_path):
    lk.explore(lk.objectives.bowl, learning_rate=0.05, start=[0, 4]).to_html(tmp_path / "page.html")
    fox.visit(tmp_path / "page.html")
    seen = [fox.run(SAID)]
    fox.drag(".lk-handle", 80, 60)
    seen.append(fox.run(SAID))
    fox.drag("canvas.lk-landscape")  # a click lets the ball be there
    seen.append(fox.run(SAID))
    fox.press(LEFT)
    seen.append(fox.run(SAID))
    fox.drag("[aria-label='One step back']")
    seen.append(fox.run(SAID))
    assert len({*seen}) == 5
    assert "after 19 steps" in seen[-1]
    fox.drag("[aria-label=Play]")
    fox.wait("document.querySelector('.lk-player input[type=text]').value === '20'")
    assert fox.errors == []
