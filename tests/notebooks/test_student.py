import pytest

from lessonkit.datasets.cifar10 import VARIABLE
from tests.notebooks.samples import code, find, lesson_notebook, markdown, text_output
from tools.checks.cells import output_text, tags
from tools.execute import execute
from tools.lessons import find_lessons, read
from tools.student import for_students, write


def test_solutions_and_outputs_are_left_out():
    notebook = lesson_notebook()
    done = for_students(notebook)
    assert [cell.id for cell in done.cells if "solution" in cell.id] == []
    assert len(done.cells) == len(notebook.cells) - 3
    assert [cell.id for cell in done.cells if cell.get("outputs")] == []
    assert {cell.get("execution_count") for cell in done.cells} == {None}
    assert find(notebook, "solution-1").outputs != []


@pytest.mark.parametrize(
    "forgotten",
    [
        code("mine", "x = 2", hidden=True),
        code("mine", 'lk.check("08.1", 2)', text_output("✔ 08.1 is right")),
        markdown("mine", "<details><summary>Answers</summary>\n\n2\n\n</details>"),
    ],
)
def test_a_solution_without_its_tag_is_named(forgotten):
    notebook = lesson_notebook()
    notebook.cells.append(forgotten)
    with pytest.raises(ValueError, match=r"lacks that tag: mine$"):
        for_students(notebook)


def test_both_languages_are_written_and_what_was_there_goes(root, tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "old.ipynb").touch()
    write(find_lessons(["02"], root), tmp_path)
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ipynb"))
    assert written == ["en/02_partial_derivatives.ipynb", "ko/02_partial_derivatives.ipynb"]
    assert all("solution" not in tags(cell) for cell in read(tmp_path / written[1]).cells)


@pytest.mark.student
@pytest.mark.parametrize("lesson", find_lessons(), ids=lambda lesson: lesson.number)
def test_a_lesson_runs_without_its_solutions_and_solves_nothing(lesson, monkeypatch):
    """The code is the same in both languages. Lesson 17 finds no photographs."""
    monkeypatch.setenv(VARIABLE, "/nowhere")
    path = lesson.notebook("en")
    done = execute(for_students(read(path)), path.parent)  # raises when a cell does
    shown = "\n".join(map(output_text, done.cells))
    assert f"✔ {lesson.number}." not in shown
    assert shown.count(f"… {lesson.number}.") >= 3
