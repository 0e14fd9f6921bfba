"""A lesson whose data is not shipped: left as it is without the data, and compared with it."""

import os
import shutil
import subprocess

import pytest

from lessonkit.cifar10 import VARIABLE
from tests.notebooks.samples import runnable_notebook
from tools.__main__ import main
from tools.build import build
from tools.execute import ExecutionError
from tools.lessons import Lesson, dumps, find_lessons, write_if_changed


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    lesson = Lesson("17_photographs", tmp_path)
    notebook = runnable_notebook("import lessonkit as lk", "data = lk.need_cifar10()")
    write_if_changed(lesson.notebook("en"), dumps(notebook))
    return lesson


def stored(lesson):
    folder = lesson.root
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_without_the_data_it_is_left_as_it_is(lesson):
    before = stored(lesson)
    assert build(lesson).startswith("17_photographs: left as it is, because it needs CIFAR-10")
    assert stored(lesson) == before


def test_where_the_data_should_be_and_is_not_is_an_error(lesson, monkeypatch):
    before = stored(lesson)
    monkeypatch.setenv(VARIABLE, "/nowhere")
    with pytest.raises(ExecutionError, match=r"17_photographs: .*LESSONKIT_DATA says '/nowhere'"):
        build(lesson)
    assert stored(lesson) == before


def test_other_lessons_need_no_data(root):
    needing = [lesson.number for lesson in find_lessons(root=root) if lesson.needs_data]
    assert needing in ([], ["17"])


def test_the_command_says_so_and_does_not_fail(lesson, monkeypatch, capsys):
    monkeypatch.setattr("tools.__main__.find_lessons", lambda wanted: [lesson])
    monkeypatch.setattr("tools.build.messages.write", lambda: None)
    monkeypatch.setattr("tools.build.messages.problems", lambda catalog: [])
    assert main(["notebooks", "17"]) == 0
    assert "needs CIFAR-10 and LESSONKIT_DATA is not set" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("folder", ["", "somewhere"])
def test_make_compares_lesson_17_just_where_the_data_is(root, folder):
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if folder:
        environment[VARIABLE] = folder
    command = ["make", "--dry-run", "--no-print-directory", "test-notebooks"]
    lines = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    (comparison,) = [line for line in lines if "--nbval" in line]
    assert ("--ignore-glob='*/17_*.ipynb'" in comparison) is not bool(folder)
    assert any("Lesson 17 was left out" in line for line in lines) is not bool(folder)
