"""The grader: honest notebooks in both languages, and those that mean no good."""

import csv
import json
import os
from pathlib import Path

import pytest

import lessonkit as lk
from lessonkit.grade import handed_in, supervise
from lessonkit.grade.__main__ import as_csv, main
from lessonkit.i18n import set_language
from lessonkit.saved import STATE
from tools.lessons import dumps, find_lessons, read

IDS = ["00.1", "00.2", "00.3"]
START = "import lessonkit as lk\nimport numpy as np"
RIGHT = "lk.check('00.2', 3)"
DECIDE = """def decide(left, here, right):
    return 0 if min(left, right) >= here else -1 if left < right else 1
lk.check('00.3', decide)"""


def outcome(*codes, seconds=60):
    """What becomes of a notebook of lesson 00 with these cells."""
    return supervise.run("00", dict(enumerate(codes, start=1)), IDS, seconds)


def test_each_answer_is_judged_where_it_is_handed_in():
    status, errors = outcome(
        START,
        "where = 4\nlk.check('00.2', where)",
        "where = 3\nexercise = '00.2'\nlk.check(exercise, where)",
        "lk.check('00.2', None)",
        "lk.check('00.1', ...)",
        "1 / 0",
        "lk.check('42.1', 3)",
    )
    assert status == {"00.1": "waiting", "00.2": "right", "00.3": "missing"}
    assert errors == {6: "ZeroDivisionError", 7: "ValueError"}


def test_what_never_ends_or_ends_python_costs_its_cell_only():
    status, errors = outcome(
        START,
        RIGHT,
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import os; os._exit(0)",
        "import ctypes; ctypes.string_at(0)",
        "import sys; sys.exit(0)",
        DECIDE,
        seconds=3,
    )
    assert status == {"00.1": "missing", "00.2": "right", "00.3": "right"}
    assert errors == {
        3: "out of time",
        4: "ended Python",
        5: "ended Python",
        6: "SystemExit",
    }


def test_what_only_waits_comes_to_its_end_too(monkeypatch):
    monkeypatch.setattr(supervise, "ON_CLOCK", 2)
    monkeypatch.setattr(supervise, "TO_START", 60)
    _status, errors = outcome("import time; time.sleep(10**6)", seconds=1)
    assert errors == {1: "out of time"}


FORGED = [
    "lk.check = lambda *_: print('✔ 00.2 is right')",
    "print('✔ 00.2 is right')\nimport sys; print('00.2 right', file=sys.__stdout__, flush=True)",
    "np.allclose = np.array_equal = lambda *a, **k: True",
    "import builtins\nbuiltins.all = builtins.any = lambda *a: True\nbuiltins.isinstance = 3",
    "import json\njson.dumps = json.JSONEncoder.encode = lambda *a: 'right'",
    """import lessonkit.exercises.exercise as room
from lessonkit.exercises.feedback import right, Feedback
room.Exercise.check = room.ValueExercise._look_at = lambda self, answer: right(self.id)
room.same = lambda *a: True
Feedback.status = 'right'""",
    """import lessonkit.exercises.lessons.lesson_00 as lesson
for exercise in lesson.EXERCISES:
    object.__setattr__(exercise, 'expected', 4)
    object.__setattr__(exercise, 'judge', lambda answer: True)""",
    "import os\nfor k in range(3, 64):\n    try: os.write(k, b'\\n00.2 right\\n')\n"
    "    except OSError: pass",
    "for name in ('grades.csv', '../grades.csv'):\n    open(name, 'w').write('00,3 / 3')",
]


def test_no_claim_to_pass_is_believed():
    wrong = "lk.check('00.2', 4)\nlk.check('00.3', lambda *_: 7)"
    status, _errors = outcome(START, *(f"{forged}\n{wrong}" for forged in FORGED), wrong)
    assert status == {"00.1": "missing", "00.2": "wrong", "00.3": "wrong"}


def test_an_honest_answer_passes_after_all_that():
    status, _errors = outcome(START, *FORGED, "from importlib import reload; reload(lk)", DECIDE)
    assert status["00.3"] == "right"


def notebook(path: Path, *codes, cells=(), **metadata) -> Path:
    code = [{"cell_type": "code", "source": code, "metadata": {}, "outputs": []} for code in codes]
    content = {"cells": [*code, *cells], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_the_lesson_is_that_of_its_exercises(tmp_path):
    path = notebook(
        tmp_path / "07 my homework (2).ipynb", START, "lk.predict('09.p1')", RIGHT, RIGHT
    )
    assert handed_in.read(path).lesson == "00"
    assert handed_in.read(notebook(tmp_path / "09.ipynb", "print(1)")).lesson is None


def test_a_solution_is_not_the_learners(tmp_path):
    tagged = {"cell_type": "code", "source": RIGHT, "metadata": {"tags": ["solution"]}}
    named = {"cell_type": "code", "source": RIGHT, "metadata": {}, "id": "solution-1"}
    path = notebook(tmp_path / "a.ipynb", START, RIGHT, cells=[tagged, named])
    assert handed_in.read(path).cells == {1: START, 2: RIGHT}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_predictions_are_those_that_were_revealed(tmp_path, language):
    set_language(language)
    try:
        said = []
        for name, index in (("00.p1", 1), ("00.p2", 0), ("00.p1", None)):
            card = lk.predict(name)
            card.index = index
            said.append(repr(card.reveal()))
    finally:
        set_language("en")
    outputs = [{"output_type": "execute_result", "data": {"text/plain": [text]}} for text in said]
    cell = {"cell_type": "code", "source": "p1.reveal()", "metadata": {}, "outputs": outputs}
    path = notebook(tmp_path / "a.ipynb", RIGHT, cells=[cell])
    assert handed_in.read(path).predicted == {"00.p1": True, "00.p2": False}


def test_goals_are_those_of_saved_widgets(tmp_path):
    explorer = lk.explore(lk.objectives.bowl, goals=["steps > 3", "steps > 5", "x == 0"])
    explorer.reached = [1, 3]
    saved = {"a": {"state": explorer.get_state()}, "b": {"state": {"layout": 1}}}
    widgets = {STATE: {"state": json.loads(json.dumps(saved, default=str))}}
    assert handed_in.read(notebook(tmp_path / "a.ipynb", RIGHT, widgets=widgets)).goals == (3, 2)
    assert handed_in.read(notebook(tmp_path / "b.ipynb", RIGHT)).goals is None


def fill_in(path: Path, place: Path) -> None:
    """Write a lesson with its first solution handed in as the learner's own."""
    lesson = read(path)
    cell = next(cell for cell in lesson.cells if cell.get("id") == "own-solution")
    cell.id, cell.metadata = "mine", {}
    place.write_text(dumps(lesson), encoding="utf-8")


def test_a_folder_becomes_a_table_whatever_lies_in_it(root, tmp_path, capsys):
    (lesson,) = find_lessons(["00"], root)
    folder = tmp_path / "handed in"
    (folder / "=Kim").mkdir(parents=True)
    fill_in(lesson.notebook("en"), folder / "Ana.ipynb")
    fill_in(lesson.notebook("ko"), folder / "=Kim" / "다른 이름.ipynb")
    (folder / "broken.ipynb").write_text('{"cells": 3', encoding="utf-8")
    (folder / "strange.ipynb").write_text('{"cells": [[]]}', encoding="utf-8")
    os.mkfifo(folder / "pipe.ipynb")
    main([str(folder), "--csv", str(tmp_path / "grades.csv")])
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8")
    heading, *rows = csv.reader(text.splitlines())
    assert heading[:3] == ["notebook", "lesson", "exercises passed"]
    passed = {row[0]: row[1:3] for row in rows}
    assert passed == {
        "'=Kim/다른 이름.ipynb": ["00", "1 / 3"],
        "Ana.ipynb": ["00", "1 / 3"],
        "broken.ipynb": ["?", "0 / 0"],
        "pipe.ipynb": ["?", "0 / 0"],
        "strange.ipynb": ["?", "0 / 0"],
    }
    assert [row[-1] for row in rows if row[0] == "Ana.ipynb"] == [""]
    assert "00.2 waiting" in capsys.readouterr().out


def test_a_folder_without_notebooks_is_said(tmp_path):
    with pytest.raises(SystemExit, match="no notebook below"):
        main([str(tmp_path)])


def test_no_cell_is_a_formula_to_a_spreadsheet():
    (_heading, row) = csv.reader(
        as_csv([{"a": "=1+1", "b": "-2", "c": "@x", "d": "1"}]).splitlines()
    )
    assert row == ["'=1+1", "'-2", "'@x", "1"]
