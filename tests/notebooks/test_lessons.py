import pytest

from tests.notebooks.samples import lesson_notebook
from tools.__main__ import main
from tools.lessons import Lesson, dumps, find_lessons, read, write_if_changed


@pytest.fixture
def project(tmp_path):
    for name in ("06_random_search", "09_gradient_descent"):
        lesson = Lesson(name, tmp_path)
        write_if_changed(lesson.notebook("en"), dumps(lesson_notebook()))
    return tmp_path


def test_all_lessons_in_order(project):
    names = [lesson.name for lesson in find_lessons(root=project)]
    assert names == ["06_random_search", "09_gradient_descent"]


@pytest.mark.parametrize(
    "wanted", ["09", "9", "09_gradient_descent", "notebooks/en/09_gradient_descent.ipynb"]
)
def test_a_lesson_by_number_name_or_path(project, wanted):
    (lesson,) = find_lessons([wanted], project)
    assert lesson.notebook("ko") == project / "notebooks/ko/09_gradient_descent.ipynb"
    assert lesson.po == project / "locale/ko/09_gradient_descent.po"
    assert lesson.number == "09"


def test_an_unknown_lesson_is_named_with_those_there_are(project):
    with pytest.raises(SystemExit, match=r"no lesson '12'.*06_random_search, 09_gradient"):
        find_lessons(["12"], project)


def test_a_notebook_survives_the_round_trip(project):
    path = Lesson("06_random_search", project).notebook("en")
    assert dumps(read(path)) == path.read_text(encoding="utf-8")


def test_the_command_line_lists_its_commands(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "notebooks" in capsys.readouterr().out
