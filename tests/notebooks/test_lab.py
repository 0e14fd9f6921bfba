import json

import pytest

from tools import lab
from tools.browser import find_chromium

LOCALE = "@jupyterlab/translation-extension:plugin"


def test_korean_is_set_and_english_takes_it_away_again(tmp_path):
    path = lab.write_overrides("ko", tmp_path)
    assert path == tmp_path / "share/jupyter/lab/settings/overrides.json"
    assert json.loads(path.read_text(encoding="utf-8"))[LOCALE] == {"locale": "ko_KR"}
    lab.write_overrides("en", tmp_path)
    assert LOCALE not in json.loads(path.read_text(encoding="utf-8"))


def test_other_settings_stay():
    old = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
    assert lab.overrides(old, "ko").items() > old.items()


def test_a_new_lab_has_the_table_of_contents_and_one_in_use_keeps_its_layout(tmp_path):
    lab.write_layout(tmp_path)
    (file,) = lab.workspaces(tmp_path).iterdir()
    layout = json.loads(file.read_text(encoding="utf-8"))["data"]["layout-restorer:data"]
    assert layout["left"]["current"] == "@jupyterlab/toc:plugin"
    file.write_text("as the learner left it", encoding="utf-8")
    lab.write_layout(tmp_path)
    assert file.read_text(encoding="utf-8") == "as the learner left it"


def test_the_first_notebook_is_lesson_00_or_else_09(tmp_path):
    folder = tmp_path / "notebooks" / "ko"
    folder.mkdir(parents=True)
    assert lab.first_notebook("ko", tmp_path) == "notebooks"
    (folder / "09_gradient_descent.ipynb").touch()
    assert lab.first_notebook("ko", tmp_path) == "notebooks/ko/09_gradient_descent.ipynb"
    (folder / "00_start_here.ipynb").touch()
    assert lab.first_notebook("ko", tmp_path) == "notebooks/ko/00_start_here.ipynb"


def test_flags_are_passed_on(tmp_path):
    command = lab.command("en", ["--no-browser", "--port=9999"], tmp_path)
    assert command[-2:] == ["--no-browser", "--port=9999"]
    assert "--LabApp.default_url=/lab/tree/notebooks" in command


def test_a_missing_chromium_says_what_to_install(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(FileNotFoundError, match=r"/nowhere/chromium.* apt install chromium"):
        find_chromium()
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="apt install chromium"):
        find_chromium()
