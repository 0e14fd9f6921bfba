"""What a notebook file says without being run: its lesson, its code, predictions and goals."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lessonkit.exercises import LESSONS
from lessonkit.exercises.predictions import predictions
from lessonkit.i18n import LANGUAGES, _, get_language, set_language
from lessonkit.saved import STATE

LARGEST = 50_000_000  # bytes of a file that is looked at
_ASKS = re.compile(r"""\b(?:check|hint|predict|answer)\(\s*["'](\d\d)\.p?\d""")


@dataclass
class HandedIn:
    """A notebook as it was saved.

    Attributes:
        lesson: two digits, None if it is of no lesson.
        cells: the learner's code by the positions of its cells, from 1; solutions are left out.
        predicted: for each prediction that was revealed, whether it came true.
        goals: how many the saved explorers have and how many were reached, None if none is saved.
    """

    lesson: str | None = None
    cells: dict[int, str] = field(default_factory=dict)
    predicted: dict[str, bool] = field(default_factory=dict)
    goals: tuple[int, int] | None = None


def read(path: Path) -> HandedIn:
    """Read a notebook by what stands in it, whatever it is called.

    Raises:
        ValueError: when it is no notebook.
    """
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise ValueError("no file, or a very large one")
    try:
        return _understood(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise ValueError(f"no notebook: {type(error).__name__}") from None


def _understood(notebook: dict) -> HandedIn:
    found, saved = HandedIn(), set()
    for position, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        tags = cell.get("metadata", {}).get("tags", [])
        if "solution" not in tags and "solution" not in cell.get("id", ""):
            found.cells[position] = "".join(cell["source"])
        for output in cell.get("outputs", []):
            saved |= {*"".join(output.get("data", {}).get("text/plain", "")).splitlines()}
    numbers = Counter(n for code in found.cells.values() for n in _ASKS.findall(code))
    known = [number for number, _count in numbers.most_common() if number in LESSONS]
    found.lesson = known[0] if known else None
    for name in predictions():
        if name[:2] == found.lesson:
            came_true = [
                truth for truth, titles in _titles(name).items() if not saved.isdisjoint(titles)
            ]
            found.predicted |= dict.fromkeys([name] if came_true else [], came_true == [True])
    widgets = notebook.get("metadata", {}).get("widgets", {}).get(STATE, {}).get("state", {})
    states = [model["state"] for model in widgets.values() if model["state"].get("_goals")]
    if states:
        reached = sum(len(set(state.get("reached", []))) for state in states)
        found.goals = sum(len(state["_goals"]) for state in states), reached
    return found


def _titles(name: str) -> dict[bool, set[str]]:
    """What `reveal` says of a prediction that came true, or did not, in every language."""
    found, before = {True: set(), False: set()}, get_language()
    for language in LANGUAGES:
        set_language(language)
        found[True].add("✔ " + _("{id}: as you predicted", id=name))
        found[False].add("? " + _("{id}: a surprise", id=name))
    set_language(before)
    return found
