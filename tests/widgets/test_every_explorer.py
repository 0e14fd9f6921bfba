"""What holds for every explorer, without a browser."""

import base64
import json
import re

import matplotlib.pyplot as plt

import lessonkit as lk
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.javascript import texts, widget_module
from lessonkit.widgets.listening import VIEW


def test_none_is_missing_here(makers):
    assert set(makers) == {name for name in lk.__all__ if name.startswith("explore")}


def test_a_notebook_gets_view_picture_and_text(make):
    explorer = make()
    open_before = plt.get_fignums()
    data, metadata = explorer._repr_mimebundle_()
    assert isinstance(explorer, BaseExplorer)
    assert set(data) == {VIEW, "image/png", "text/plain"}
    assert data[VIEW]["model_id"] == explorer.model_id
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert len(data["image/png"]) < 150_000
    assert data["text/plain"] == repr(explorer)
    assert len(metadata["image/png"]["alt"]) > 40
    assert plt.get_fignums() == open_before  # or the picture is shown a second time


def test_the_same_call_has_the_same_output(make):
    (first, its), (second, others) = make()._repr_mimebundle_(), make()._repr_mimebundle_()
    assert first.pop(VIEW) != second.pop(VIEW)
    assert (first, its) == (second, others)
    assert first["text/plain"].startswith(f"{type(make()).__name__}(")


def test_the_module_is_one_module_without_addresses(make):
    module = widget_module(make()._name)
    assert not re.search(r"\bimport\b\s*[({\"'*\w]", re.sub(r"//.*", "", module))
    assert not re.search(r"https?:|//cdn|fetch\(|XMLHttpRequest", module)
    assert module.endswith("\nexport default { render };")


def test_a_page_holds_the_state_and_needs_nothing_else(make, tmp_path):
    explorer = make()
    explorer.to_html(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not re.search(
        r"src=(?!.data:)|href=|url\((?!#)|@import|https?://|^import ", page, re.MULTILINE
    )
    assert re.search(r"<title>[^<]+</title>", page)
    assert page.count("</script") == 2
    state = json.loads(re.search(r"<script type=.application/json.>(.*?)</script>", page)[1])
    settings = [name for name in explorer.settings if name != "objective"]
    read = {*settings, *re.findall(r'model\.get\("(\w+)"\)', page)}
    # The frame shows the formula of those that have an objective.
    assert {*settings, "_texts", "_language"} <= read <= {*state, "_objective"}
    kept = explorer.get_state(list(state))
    if "_objective" in kept:  # its code stands in the page, as a policy may forbid to compile
        kept["_objective"] = {**kept["_objective"], "code": ""}
    assert state == json.loads(json.dumps(kept, default=lambda b: {"base64": _base64(b)}))


def test_all_it_says_is_translated(make):
    english = make()
    lk.setup(language="ko")
    korean = make()
    assert (english._language, english._texts) == ("en", {})
    assert korean._language == "ko"
    assert korean._texts.keys() == {*texts(widget_module(english._name, english._panel_names))}
    assert "Reset" in korean._texts


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def test_the_browser_may_ask_for_the_code(make, monkeypatch):
    explorer, sent = make(), []
    monkeypatch.setattr(explorer, "send", sent.append)
    explorer._handle_custom_msg({"code": True, "id": "7"}, [])
    assert sent == [{"id": "7", "code": explorer.code()}]
