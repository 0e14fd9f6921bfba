"""A lesson whose data is not shipped: left as it is without the data, and compared with it."""

import os
import shutil
import subprocess

import nbformat
import pytest

from lessonkit.datasets.cifar10 import VARIABLE
from tests.notebooks.samples import code, find, markdown, text_output
from tools.__main__ import main
from tools.build import build, write_catalog
from tools.catalogs import messages as entries
from tools.catalogs import parse_po, po_text
from tools.execute import ExecutionError, execute
from tools.lessons import Lesson, dumps, find_lessons, read, write_if_changed
from tools.normalize import normalize


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson in both languages, with outputs that only a run with the data could make."""
    monkeypatch.delenv(VARIABLE, raising=False)
    lesson = Lesson("17_photographs", tmp_path)
    for language, text in (("en", "Look."), ("ko", "보세요.")):
        cells = [
            markdown("text", text),
            code("setup", f'import lessonkit as lk\n\nlk.setup(language="{language}")'),
            code("data", "data = lk.need_cifar10()\nlen(data.y_train)", text_output("50000")),
        ]
        for count, cell in enumerate(cells[1:], start=1):
            cell.execution_count = count
        notebook = normalize(nbformat.v4.new_notebook(cells=cells))
        write_if_changed(lesson.notebook(language), dumps(notebook))
    catalog = write_catalog(lesson, read(lesson.notebook("en")))
    entries(catalog)[0].string = "보세요."
    write_if_changed(lesson.po, po_text(catalog))
    return lesson


def stored(lesson):
    return {file: file.read_bytes() for file in lesson.root.rglob("*") if file.is_file()}


def change(lesson, name, old, new):
    notebook = read(lesson.notebook("en"))
    cell = find(notebook, name)
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    write_if_changed(lesson.notebook("en"), dumps(notebook))


def test_without_the_data_it_is_left_as_it_is(lesson):
    before = stored(lesson)
    assert build(lesson).startswith("17_photographs: not run, because it needs CIFAR-10")
    assert stored(lesson) == before


def test_without_the_data_its_texts_can_still_be_changed(lesson):
    change(lesson, "text", "Look.", "Look at it.")
    catalog = parse_po(lesson.po.read_text("utf-8"))
    entries(catalog)[0].string = "이것을 보세요."
    write_if_changed(lesson.po, po_text(catalog))
    build(lesson)
    korean = read(lesson.notebook("ko"))
    assert find(korean, "text").source == "이것을 보세요."
    assert find(korean, "data").outputs[0].data["text/plain"] == "50000"
    assert find(korean, "data").execution_count == 2


def test_code_that_changed_waits_for_a_run(lesson):
    before = stored(lesson)[lesson.notebook("ko")]
    change(lesson, "data", "y_train", "y_test")
    build(lesson)
    assert stored(lesson)[lesson.notebook("ko")] == before


def test_without_a_korean_notebook_none_is_made(lesson):
    lesson.notebook("ko").unlink()
    build(lesson)
    assert not lesson.notebook("ko").exists()


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


@pytest.mark.parametrize("language", ["en", "ko"])
def test_lesson_17_comes_to_rest_in_one_line_without_its_data(root, monkeypatch, language):
    monkeypatch.setenv(VARIABLE, "/nowhere")
    (lesson,) = find_lessons(["17"], root)
    path = lesson.notebook(language)
    done = execute(read(path), path.parent)  # raises when a cell does
    outputs = [output for cell in done.cells for output in cell.get("outputs", [])]
    printed = [output.text for output in outputs if output.output_type == "stream"]
    assert len(printed[0].splitlines()) == 1
    assert "/nowhere" in printed[0]
    assert not any("image/png" in output.get("data", {}) for output in outputs)
    # What needs no photographs still works: five stubs wait, five solutions pass.
    shown = "".join(output.get("data", {}).get("text/plain", "") for output in outputs)
    assert shown.count("✔ 17.") == shown.count("… 17.") == 5


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("folder", ["", "somewhere"])
def test_make_compares_lesson_17_just_where_the_data_is(root, folder):
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if folder:
        environment[VARIABLE] = folder
    command = ["make", "--dry-run", "--no-print-directory", "test-notebooks"]
    lines = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    (comparison,) = [line for line in lines if "--nbval" in line]
    assert ("--ignore-glob='*/17_*.ipynb'" in comparison) is not bool(folder)
    assert any("Lesson 17 was left out" in line for line in lines) is not bool(folder)
