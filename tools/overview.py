"""The tables of lesson 00 that follow from the other lessons: minutes, and first uses of symbols.

The map has the minutes that each lesson states, the table of symbols the lesson in which each
symbol occurs first. Both are written by `python -m tools overview`, and `make check` holds them.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.build import read_catalog
from tools.catalogs import messages, po_text
from tools.checks.cells import markdown_text, without_code
from tools.checks.minutes import STATED
from tools.lessons import ROOT, Lesson, dumps, find_lessons, read, write_if_changed

MAP, SYMBOLS = "map", "notation"  # the ids of the two cells
_MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|[^\s{}\\]")
_WORDS = re.compile(r"\\text\w*{[^{}]*}")
_LAYOUT = re.compile(r"\\(?:[,;:! ]|q?quad|left|right|[bB]igg?[lrm]?)$")
_SAME = {r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\epsilon": r"\varepsilon", r"\Vert": r"\|"}
_GREEK = """alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
    tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega"""
_OTHER = "partial nabla sum prod odot leftarrow approx ln"
LISTED = {rf"\{name}" for name in f"{_GREEK} {_OTHER}".split()}


def tokens(formula: str) -> list[str]:
    """Return the symbols of a formula in LaTeX one by one, without spaces and braces."""
    found = [
        token for token in _TOKEN.findall(_WORDS.sub(" ", formula)) if not _LAYOUT.match(token)
    ]
    return [_SAME.get(token, token) for token in found]


def formulas(markdown: str) -> list[list[str]]:
    """Return the formulas of a text, each as its tokens."""
    return [tokens(a or b) for a, b in _MATH.findall(without_code(markdown))]


def update(text: str, lessons: dict[str, str]) -> str:
    """Return the Markdown of one of the two cells with its column filled in.

    Arguments:
        text: the cell, in either language.
        lessons: the Markdown of each English lesson by its number; the two cells left out.
    """
    found = {number: formulas(markdown) for number, markdown in lessons.items()}
    rows = [_update_row(row, lessons, found) for row in text.split("\n")]
    return "\n".join(rows)


def _update_row(row: str, lessons: dict, found: dict) -> str:
    cells = row.split("|")
    if len(cells) != 6:  # four, and what stands before the first and after the last bar: nothing
        return row
    number = cells[1].strip()
    if number in lessons:
        stated = STATED.search(lessons[number])
        minutes = [part for part in stated.groups() if part] if stated else ["?"]
        cells[3] = f" {' + '.join(minutes)} "
    elif symbols := formulas(cells[1]):
        firsts = {_first(symbol, found) for symbol in symbols}
        cells[4] = f" {', '.join(sorted(firsts))} "
    return "|".join(cells)


def _first(symbol: list[str], found: dict[str, list[list[str]]]) -> str:
    for number, spans in found.items():
        if any(_contains(span, symbol) for span in spans):
            return number
    return "?"


def _contains(span: list[str], symbol: list[str]) -> bool:
    n = len(symbol)
    return any(span[k : k + n] == symbol for k in range(len(span) - n + 1))


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield what is not as the lessons have it, and symbols that the table lacks."""
    first, lessons, cells = _read(root)
    label = first.label(first.notebook("en")) if first else ""
    for cell in cells:
        wanted = update(cell.source, lessons)
        if wanted != cell.source:
            yield f"{label}: the table {cell.id} is out of date; run python -m tools overview"
        for row in wanted.split("\n"):
            if cell.id == SYMBOLS and "?" in row.split("|")[-2:][0]:
                yield f"{label}: no lesson has a symbol of this row: {row}"
        if cell.id == SYMBOLS:
            listed = {token for formula in formulas(cell.source) for token in formula}
            for number, markdown in lessons.items():
                used = {token for formula in formulas(markdown) for token in formula}
                for token in sorted(used & LISTED - listed):
                    yield f"{label}: the table of symbols lacks {token} of lesson {number}"


def write(root: Path = ROOT) -> None:
    """Fill the columns in, in both notebooks and in the translation."""
    first, lessons, cells = _read(root)
    if not cells:
        return

    def filled(text: str) -> str:
        return update(text, lessons)

    for language in ("en", "ko"):
        _rewrite(first.notebook(language), filled)
    catalog = read_catalog(first)
    for message in messages(catalog):
        if message.context in (MAP, SYMBOLS):
            message.id, message.string = filled(message.id), filled(message.string)
    write_if_changed(first.po, po_text(catalog))


def _rewrite(path: Path, filled: Callable[[str], str]) -> None:
    notebook = read(path)
    for cell in notebook.cells:
        if cell.get("id") in (MAP, SYMBOLS):
            cell.source = filled(cell.source)
    write_if_changed(path, dumps(notebook))


def _read(root: Path) -> tuple[Lesson | None, dict[str, str], list]:
    """Return lesson 00, the Markdown of every lesson by number, and the two cells."""
    lessons = find_lessons(root=root)
    if not lessons or lessons[0].number != "00":
        return None, {}, []
    notebooks = {lesson.number: read(lesson.notebook("en")) for lesson in lessons}
    first = notebooks["00"]
    cells = [cell for cell in first.cells if cell.get("id") in (MAP, SYMBOLS)]
    first.cells = [cell for cell in first.cells if cell.get("id") not in (MAP, SYMBOLS)]
    return lessons[0], {number: markdown_text(book) for number, book in notebooks.items()}, cells
