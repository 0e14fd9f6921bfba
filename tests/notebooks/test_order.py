"""Cells out of order: which cells wait for an exercise, and what the plugin adds to nbval."""

from types import SimpleNamespace

import nbformat

from tests.notebooks.samples import code, lesson_notebook, text_output
from tools.checks import names
from tools.lessons import dumps
from tools.order import waiting

STUB = code("stub", "def slope(x):\n    ...")
SOLUTION = code("solution", "def slope(x):\n    return 2 * x", tags=["solution"])


def waiting_ids(*cells):
    return [item.cell.id for item in waiting([SimpleNamespace(cell=cell) for cell in cells])]


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=list(cells))


def test_what_is_made_from_an_exercise_waits_for_it():
    cells = [
        code("setup", "a = 3"),
        STUB,
        SOLUTION,
        code("uses", "b = slope(a)"),
        code("uses-what-it-makes", "print(b)"),
        code("apart", "print(a)"),
    ]
    assert waiting_ids(*cells) == ["stub", "uses", "uses-what-it-makes"]


def test_without_exercises_nothing_waits():
    assert waiting_ids(code("setup", "a = 3"), code("uses", "a + 1")) == []


def test_f6_a_name_used_again_for_something_else_is_a_problem():
    first, use, again = code("first", "w = 1"), code("use", "w + 1"), code("again", "w = [2]")
    assert list(names.problems(notebook(first, use))) == []
    (problem,) = names.problems(notebook(first, use, again))
    assert problem == "cell 2 (use): needs w, which the cell again makes anew"


def test_f6_a_cell_that_makes_its_own_name_is_none():
    cells = [code("first", "w = 1\nw + 1"), code("again", "w = [2]\nw[0]")]
    assert list(names.problems(notebook(*cells))) == []


def write(folder, name: str, *cells):
    book = notebook(*cells)
    book.metadata = lesson_notebook().metadata
    for count, cell in enumerate(book.cells, start=1):
        cell.execution_count = count
    path = folder / f"{name}.ipynb"
    path.write_text(dumps(book), encoding="utf-8")
    return str(path)


def test_f5_f6_cells_out_of_order_that_show_something_else_or_raise_fail(pytester):
    lesson = write(
        pytester.mkdir("en"),
        "lesson",
        code("fixed", "1 + 1", text_output("2")),
        code("count", "k = globals().get('k', 0) + 1\nk", text_output("1")),
        STUB,
        SOLUTION,
        code("uses", "slope(3) + 1", text_output("7")),
    )
    # Two in Korean have a kernel in common, but no names, and the folder is theirs.
    korean = pytester.mkdir("ko")
    known = "import os, builtins\nhasattr(builtins, 'kept'), 'k' in dir(), os.getcwd()[-3:]"
    first = write(
        korean,
        "first",
        code("known", known, text_output("(False, False, '/ko')")),
        code("keep", "k = builtins.kept = 1\nos.chdir('..')"),
    )
    second = write(korean, "second", code("known", known, text_output("(True, False, '/ko')")))
    plugins = ["-p", "tools.order", "-p", "tools.kernels"]
    result = pytester.runpytest_subprocess("--nbval", *plugins, "-v", lesson, first, second)
    result.assert_outcomes(passed=13, failed=2)
    expected = ["Cell 4 again PASSED", "Cell 1 again FAILED", "Cell 0 again PASSED"]
    unsolved = ["Cell 2 unsolved PASSED", "Cell 4 unsolved FAILED"]
    result.stdout.fnmatch_lines([f"*{line}*" for line in expected + unsolved])
