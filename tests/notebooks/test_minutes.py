"""The minutes of a lesson, counted by hand, and the rules about them."""

import pytest
from nbformat.v4 import new_notebook

from tests.notebooks.samples import code, lesson_notebook, markdown
from tools.checks import minutes
from tools.checks.minutes import Minutes, count


def test_the_minutes_are_those_counted_by_hand():
    notebook = new_notebook(
        cells=[
            markdown("text", "one two [three](03_x.ipynb) `code is free` $x + y$ " + "word " * 177),
            code("setup", 'import math\n\nlk.setup(language="en")\n# free'),
            code("run", "a = 1\n\nb = 2\nc = 3  # not free"),  # 3 lines
            code("ask", 'p = lk.predict("09.p1")\np'),  # 2 lines, a prediction
            code("stub", 'x = ...\nlk.check("09.1", x)'),  # 2 lines, an exercise
            code("solution", 'x = 1\nlk.check("09.1", x)', tags=["solution"]),
            code(
                "explorer",
                'goals = [\n    "loss < 1",\n]\ne = lk.explore_step(X, y, goals=goals)\ne',
            ),
            code("more", 'y = 1\nlk.check("09.2", y)\ny', tags=["deeper"]),  # 3 lines, an exercise
        ]
    )
    assert count(notebook) == Minutes(core=180 / 180 + 9 / 6 + 6 + 8 + 1, deeper=3 / 6 + 6)


def stating(text, tagged=()):
    notebook = lesson_notebook()
    notebook.cells[0].source = f"# A lesson\n\n{text}"
    for cell in notebook.cells:
        if cell.id in tagged:
            cell.metadata["tags"] = ["deeper"]
    return notebook


@pytest.mark.parametrize(
    ("text", "tagged", "said"),
    [
        ("Soon done.", (), "says how many minutes"),
        ("About 45 minutes.", (), "45 minutes stated for the core, its cells make 31"),
        ("About 31 minutes, and 9 more for Going deeper.", (), "9 minutes stated for the part"),
        ("About 24 minutes.", ("stub-3",), "0 minutes stated for the part Going deeper"),
        ("About 31 minutes.", ("explorer",), "code of the core stands before Going deeper"),
    ],
)
def test_wrong_lengths_are_seen(text, tagged, said):
    assert said in "\n".join(minutes.problems(stating(text, tagged), "09"))


def test_a_core_is_not_too_long(monkeypatch):
    monkeypatch.setattr(minutes, "MOST", 30)
    said = "\n".join(minutes.problems(stating("About 31 minutes."), "09"))
    assert said == "the core takes 31 minutes, at most 30 are wanted"
