"""The check of lesson 00, with and without everything in place."""

import io
import re

import numpy as np
import pytest

import lessonkit as lk
from lessonkit import datasets
from lessonkit import installation as module
from lessonkit.widgets.javascript import texts, widget_module

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


DAMAGED = {
    "empty": lambda good: b"",
    "truncated": lambda good: good[: len(good) // 2],
    "a text": lambda good: b"<!DOCTYPE html> 404: Not Found",
    "NaN images": lambda good: changed(good, "train_images", np.full((1297, 8, 8), np.nan)),
    "labels 99": lambda good: changed(good, "test_labels", np.full(500, 99, np.uint8)),
    "an array less": lambda good: changed(good, "test_labels", None),
    "one bit": lambda good: good[:-100] + bytes([good[-100] ^ 1]) + good[-99:],
}


def changed(good, name, array):
    arrays = dict(np.load(io.BytesIO(good))) | {name: array}
    packed = io.BytesIO()
    np.savez(packed, **{key: value for key, value in arrays.items() if value is not None})
    return packed.getvalue()


@pytest.fixture
def digits_file(tmp_path, monkeypatch):
    """The place where digits.npz should be; nothing is there yet."""
    monkeypatch.setattr(datasets, "DIGITS_FILES", (tmp_path / "digits.npz",))
    return tmp_path / "digits.npz"


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_r10_a_damaged_digits_file_is_named_with_what_to_do(root, digits_file, damage, language):
    lk.setup(language=language)
    digits_file.write_bytes(damage((root / "data" / "digits.npz").read_bytes()))
    check = lk.checkup()
    assert not check.ok
    (text,) = (finding.text for finding in check.findings if not finding.ok)
    assert str(digits_file) in text
    assert "data/digits.npz" in text
    assert {"en": "Get the file", "ko": "받아"}[language] in text
    assert "allow_pickle" not in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_r10_digits_that_are_missing_or_no_file(digits_file, language):
    lk.setup(language=language)
    assert str(digits_file.parent) in module.check_data().text
    digits_file.mkdir()
    assert str(digits_file) in module.check_data().text
    with pytest.raises(datasets.DataError, match=re.escape(str(digits_file))):
        lk.load_digits()


def test_r10_a_check_that_fails_itself_is_a_finding(monkeypatch):
    def fails():
        raise AttributeError("no version")

    monkeypatch.setattr(module, "CHECKS", (module.check_python, fails))
    good, bad = lk.checkup().findings
    assert good.ok
    assert bad.ok is False
    assert "AttributeError: no version" in bad.text


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
    said = repr(lk.checkup()).splitlines()
    lk.setup(language="ko")
    assert lk.checkup()._texts.keys() == {*texts(widget_module("checkup"))}
    assert not set(said) & set(repr(lk.checkup()).splitlines())


def test_the_javascript_is_one_module():
    assert "export default { render };" in widget_module("checkup")


def test_r31_the_browser_says_that_it_has_drawn_the_widget_and_nothing_else():
    widget = lk.checkup()
    before = widget.get_state(["_lines", "_texts", "_esm"])
    state = {"_lines": [], "_texts": {}, "_esm": "", "heard": 3, "seen": "yes"}
    widget._handle_msg({"content": {"data": {"method": "update", "state": state}}})
    assert (widget.seen, widget.heard) == (False, False)
    widget.set_state({"seen": True})
    assert (widget.seen, widget.heard) == (True, True)
    assert widget.get_state(["_lines", "_texts", "_esm"]) == before
