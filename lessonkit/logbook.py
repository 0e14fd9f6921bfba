"""What a learner did, in one small file of their own: predicted, tried, passed and reached.

Each thing is a line, such as ``{"09.1": "passed"}``, appended in one go: two kernels that write
at once lose nothing, and need no lock. Nothing else is kept. Only what a person runs counts:
JupyterLab and Notebook send the id of each cell along; nbconvert, nbval and papermill send none.
"""

import json
import os
import re
import sys
from pathlib import Path

VARIABLE = "LESSONKIT_RECORD"
WORDS = ("tried", "passed", "foreseen", "surprised", "reached")
TRIED, PASSED, FORESEEN, SURPRISED, REACHED = WORDS
_NAME = re.compile(r"\d\d\.[\w.-]{1,80}")
_lesson = ""  # that this kernel runs


def place() -> Path | None:
    """Return where the record is kept: in Jupyter's data folder, or where the variable says.

    None where none is: the variable says ``off``, or this is CI.
    """
    named = os.environ.get(VARIABLE, "")
    if named == "off" or (not named and os.environ.get("CI")):
        return None
    if named:
        return Path(named)
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir(), "lessonkit", "record.jsonl")


def read() -> dict[str, str]:
    """Return what is recorded, by id: ``{"09.1": "passed", "09.p1": "surprised"}``."""
    return _entries(_text())


def cell() -> str | None:
    """Return the id of the cell that a person runs now, None where nobody does."""
    kernel = getattr(shell(), "kernel", None)
    found = kernel.get_parent("shell").get("metadata", {}).get("cellId") if kernel else None
    return found if isinstance(found, str) and re.fullmatch(r"[\w-]{1,64}", found) else None


def shell():
    """Return the shell of the notebook that this runs in, if it runs in one."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def open_lesson(number: str) -> None:
    """Let the goals that are reached from now on be those of this lesson."""
    global _lesson
    _lesson = number


def note(name: str, word: str) -> None:
    """Record what the cell that runs has led to, unless it shows a solution."""
    if "solution" not in (cell() or "solution"):
        _append(name, word)


def watch_goals(explorer) -> None:
    """Record the goals of an explorer as they are reached, by the cell that makes it."""
    if made_in := cell():

        def note_goals(change):
            for number in change["new"]:
                _append(f"{_lesson}.{made_in}.{number}", REACHED)

        explorer.observe(note_goals, "reached")


def _append(name: str, word: str) -> None:
    """Add a line that tells something new; where that cannot be, the learner has other cares."""
    file, text = place(), _text()
    line = json.dumps({name: word}) + "\n"
    if file is None or _entries(text + "\n" + line) == _entries(text):
        return
    whole = text == "" or text.endswith("\n")  # a full disk may have broken the last line off
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "ab", buffering=0) as opened:
            opened.write(line.encode() if whole else b"\n" + line.encode())
    except OSError:
        pass


def _text() -> str:
    file = place()
    try:
        there = file is not None and file.is_file()  # a device might have no end
        return file.read_text(encoding="utf-8", errors="replace") if there else ""
    except OSError:  # not written yet, or not to be read
        return ""


def _entries(text: str) -> dict[str, str]:
    """Join the lines: what was first stays, as a prediction counts once, but passed is passed."""
    found = {}
    for line in text.splitlines():
        try:
            ((name, word),) = json.loads(line).items()
        except (ValueError, AttributeError):
            continue
        if word in WORDS and _NAME.fullmatch(name) and (name not in found or word == PASSED):
            found[name] = word
    return found
