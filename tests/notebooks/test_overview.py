"""The tables of lesson 00 that follow from the other lessons."""

import nbformat
import pytest

from tests.notebooks.samples import code, markdown
from tools import overview
from tools.build import read_catalog, write_catalog
from tools.catalogs import messages, po_text
from tools.lessons import Lesson, dumps, read, write_if_changed
from tools.overview import formulas, problems, tokens, update

MAP = "| 00 | Start | 1 | how? |\n| 01 | [One](01_one.ipynb) | 2 | what? |"
NOTATION = "| $x$ | x | a place | 00 |\n| $\\alpha v$, $\\frac{dy}{dx}$ | | speed | 17 |"


def test_a_formula_is_read_symbol_by_symbol_without_layout_and_words():
    assert tokens(r"\dfrac{dy}{dx} = \alpha\, v \quad\text{if } x") == [
        *(r"\frac", "d", "y", "d", "x", "=", r"\alpha", "v", "x")
    ]
    assert formulas("`$no$` and $a_1$, $$b\n+ c$$") == [["a", "_", "1"], ["b", "+", "c"]]


def test_the_columns_are_the_stated_minutes_and_the_first_lessons():
    lessons = {
        "00": "About 30 minutes. $x$",
        "01": "About 45 minutes, and 20 more for Going deeper. $\\alpha$ and $v$, $dy/dx$",
        "02": "$w + \\alpha v$",
        "03": "$\\tfrac{dy}{dx}$",
    }
    assert update(MAP, lessons).split("\n") == [
        "| 00 | Start | 30 | how? |",
        "| 01 | [One](01_one.ipynb) | 45 + 20 | what? |",
    ]
    assert update(NOTATION, lessons).split("\n") == [
        "| $x$ | x | a place | 00 |",
        "| $\\alpha v$, $\\frac{dy}{dx}$ | | speed | 02, 03 |",
    ]


@pytest.fixture
def project(tmp_path):
    texts = {
        "00_start": [("title", "10 minutes. $x$"), ("map", MAP), ("notation", NOTATION)],
        "01_one": [("title", "20 minutes. $\\alpha v$, $\\beta$"), ("more", "$\\frac{dy}{dx}$")],
    }
    for name, cells in texts.items():
        lesson = Lesson(name, tmp_path)
        english = notebook([markdown(*cell) for cell in cells])
        for language in ("en", "ko"):
            write_if_changed(lesson.notebook(language), dumps(english))
        catalog = write_catalog(lesson, english)
        for message in messages(catalog):
            message.string = message.id
        write_if_changed(lesson.po, po_text(catalog))
    return tmp_path


def notebook(cells):
    return nbformat.v4.new_notebook(cells=[*cells, code("end", "1")])


def test_what_is_out_of_date_or_missing_is_named_and_writing_mends_the_first(project):
    found = "\n".join(problems(project))
    assert "map is out of date" in found
    assert "notation is out of date" in found
    assert r"lacks \beta of lesson 01" in found
    overview.write(project)
    assert list(problems(project)) == [
        "notebooks/en/00_start.ipynb: the table of symbols lacks \\beta of lesson 01"
    ]
    lesson = Lesson("00_start", project)
    english, korean = (read(lesson.notebook(language)) for language in ("en", "ko"))
    wanted = [cell.source for cell in english.cells if cell.cell_type == "markdown"]
    assert [cell.source for cell in korean.cells if cell.cell_type == "markdown"] == wanted
    kept = messages(read_catalog(lesson))
    assert [(m.id, m.string, m.fuzzy) for m in kept] == [(text, text, False) for text in wanted]


def test_a_symbol_of_no_lesson_is_named(project):
    path = Lesson("01_one", project).notebook("en")
    english = read(path)
    english.cells[1].source = "nothing"
    write_if_changed(path, dumps(english))
    assert any("no lesson has a symbol of this row: | $\\alpha v$" in p for p in problems(project))


def test_without_lesson_00_there_is_nothing_to_say(tmp_path):
    assert list(problems(tmp_path)) == []
