"""The check of lesson 00, with and without everything in place."""

import pytest

import lessonkit as lk
from lessonkit.widgets import checkup as module
from lessonkit.widgets.javascript import widget_module

VIEW = "application/vnd.jupyter.widget-view+json"


def test_all_is_well_here():
    check = lk.checkup()
    assert check.ok, check
    assert repr(check).count("✔") == len(module.CHECKS)


def test_it_says_the_same_wherever_all_is_well():
    text = repr(lk.checkup())
    assert text == repr(lk.checkup())
    for version in (lk.__version__, "3.11", "3.12", "/"):
        assert version not in text


@pytest.mark.parametrize(
    ("version", "ok"), [((3, 10, 9), False), ((3, 11, 0), True), ((4, 0), True)]
)
def test_an_old_python_is_named(version, ok):
    finding = module.check_python(version)
    assert finding.ok is ok
    assert ok or "Python 3.10" in finding.text


def test_packages_that_are_missing_or_too_old_are_named():
    wanted = ["numpy>=1", "no-such-package-here", "matplotlib>=99", "absent; extra == 'dev'"]
    finding = module.check_packages(wanted)
    assert not finding.ok
    assert "no-such-package-here, matplotlib " in finding.text
    assert "(>=99)" in finding.text
    assert "numpy" not in finding.text
    assert "absent" not in finding.text
    assert module.check_packages(["numpy>=1"]).ok


def test_a_missing_font_is_named():
    finding = module.check_font("No Such Font")
    assert not finding.ok
    assert "lk.setup" in finding.text


def test_missing_data_are_named():
    def load():
        raise FileNotFoundError("digits.npz is in none of these")

    finding = module.check_data(load)
    assert not finding.ok
    assert "digits.npz is in none of these" in finding.text


@pytest.mark.parametrize("broken", [lambda text: lk.Objective("x"), lambda text: None])
def test_formulas_that_do_not_work_are_named(broken):
    finding = module.check_formulas(broken)
    assert not finding.ok
    assert "should be 6" in finding.text


def test_python_answers_the_browser():
    check = lk.checkup()
    assert not check.heard
    check.set_state({"seen": True})
    assert check.heard


def test_a_notebook_gets_view_and_text(monkeypatch):
    monkeypatch.setattr(module, "CHECKS", (lambda: module.Finding(False, "Out of luck."),))
    check = lk.checkup()
    data, _metadata = check._repr_mimebundle_()
    assert set(data) == {VIEW, "text/plain"}
    assert data["text/plain"].startswith("✘ Out of luck.\n… Widgets: if this line stays")
    assert not check.ok


def test_everything_is_said_in_korean_too():
    english, said = module.labels(), repr(lk.checkup()).splitlines()
    lk.setup(language="ko")
    same = [name for name, text in module.labels().items() if text == english[name]]
    assert same == []
    assert not set(said) & set(repr(lk.checkup()).splitlines())


def test_the_javascript_is_one_module():
    assert "export default { render };" in widget_module("checkup")
