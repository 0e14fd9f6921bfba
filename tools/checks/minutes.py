"""The minutes that a lesson takes, counted from its cells, and the rules about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from tools.checks.cells import at, numbered, prose, tags

WORDS_A_MINUTE = 180
LINES_A_MINUTE = 6
FOR_AN_EXERCISE = 6
FOR_AN_EXPLORER = 8
FOR_A_PREDICTION = 1
_FREE_LINE = re.compile(
    r"""\s*(#.*|import .*|from .* import .*|lk\.setup\(.*|goals = \[.*|f?"[^"]*",|\])?"""
)
MOST = 60
MOST_OF_FIRST = 35
TOLERANCE = 0.15
STATED = re.compile(r"(\d+) minutes(?:, and (\d+) more for Going deeper)?")


@dataclass(frozen=True)
class Minutes:
    """The minutes of a lesson: of its core, and of the cells tagged ``deeper``."""

    core: float
    deeper: float


def count(notebook: NotebookNode) -> Minutes:
    """Return the minutes of a lesson.

    words of prose / 180 + lines of code / 6 + 6 an exercise + 8 an explorer + 1 a prediction

    Solutions, imports, comments and the conditions of goals are free.
    """
    deeper = [cell for cell in notebook.cells if "deeper" in tags(cell)]
    core = [cell for cell in notebook.cells if "deeper" not in tags(cell)]
    return Minutes(_of(core), _of(deeper))


def problems(notebook: NotebookNode, number: str) -> Iterator[str]:
    """Yield what is wrong with the length of the lesson with this two-digit number."""
    first, minutes = notebook.cells[0], count(notebook)
    stated = STATED.search(first.source)
    if not stated:
        yield at(1, first, "the first cell says how many minutes the lesson takes: '45 minutes'")
        return
    for part, said, counted in (
        ("core", int(stated[1]), minutes.core),
        ("part Going deeper", int(stated[2] or 0), minutes.deeper),
    ):
        if abs(said - counted) > TOLERANCE * counted:
            yield at(
                1, first, f"{said} minutes stated for the {part}, its cells make {counted:.0f}"
            )
    most = MOST_OF_FIRST if number == "00" else MOST
    if minutes.core > most:
        yield f"the core takes {minutes.core:.0f} minutes, at most {most} are wanted"
    yield from _deeper_last(notebook)


def _of(cells: list[NotebookNode]) -> float:
    cells = [cell for cell in cells if "solution" not in tags(cell)]
    words = sum(len(prose(cell.source).split()) for cell in cells if cell.cell_type == "markdown")
    code = [line for c in cells if c.cell_type == "code" for line in c.source.splitlines()]
    lines = [line for line in code if not _FREE_LINE.fullmatch(line)]
    text = "\n".join(code)
    return (
        words / WORDS_A_MINUTE
        + len(lines) / LINES_A_MINUTE
        + FOR_AN_EXERCISE * len(set(re.findall(r'\blk\.check\(\s*"([^"]*)"', text)))
        + FOR_AN_EXPLORER * len(re.findall(r"\blk\.explore\w*\(", text))
        + FOR_A_PREDICTION * len(re.findall(r"\blk\.predict\(", text))
    )


def _deeper_last(notebook: NotebookNode) -> Iterator[str]:
    """What goes deeper comes last, so that each run up to there is a run without it."""
    begun = False
    for position, cell in numbered(notebook, "code"):
        deeper = "deeper" in tags(cell)
        if begun and not deeper:
            yield at(position, cell, "code of the core stands before Going deeper")
        begun = begun or deeper
