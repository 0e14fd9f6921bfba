"""The rule that an exercise or a prediction of the core decides each objective of a lesson."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from nbformat import NotebookNode

from tools.checks.cells import at, numbered, tags
from tools.checks.skeleton import last_list
from tools.lessons import ROOT

_ASKED = re.compile(r'\blk\.(?:check|predict)\(\s*"([^"]*)"')


@cache
def table() -> Mapping[str, list[list[str]]]:
    """Return what decides the objectives of each lesson."""
    return tomllib.loads((ROOT / "tools" / "objectives.toml").read_text(encoding="utf-8"))


def problems(notebook: NotebookNode, decided: list[list[str]]) -> Iterator[str]:
    """Yield the objectives that nothing in the core decides, given the ids for each of them."""
    first = notebook.cells[0]
    count = last_list(first.source)
    if count != len(decided):
        yield at(1, first, f"{count} objectives, {len(decided)} of them in tools/objectives.toml")
    core = [cell for _, cell in numbered(notebook, "code") if "deeper" not in tags(cell)]
    asked = set(_ASKED.findall("\n".join(cell.source for cell in core)))
    for number, ids in enumerate(decided, start=1):
        if not ids:
            yield at(1, first, f"objective {number} has no exercise and no prediction")
        for missing in sorted(set(ids) - asked):
            yield at(1, first, f"objective {number} is decided by {missing}, not in the core")
