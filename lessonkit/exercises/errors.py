"""What to say when a learner's function stops with an error."""

import os
import re
import sysconfig
import traceback
from pathlib import Path

from lessonkit.exercises.containment import (
    AskedError,
    ExitedError,
    MeddledError,
    OutOfTimeError,
    survive,
)
from lessonkit.exercises.output import printable
from lessonkit.i18n import N_, _, get_language

# The first that matches "TypeError: what Python says" is what the learner is told beside it.
_ADVICE = (
    (
        r"TypeError: .*'function'",
        N_("A function is used like a number there. Call it, as in slope(x)."),
    ),
    (r"TypeError: .*positional argument", N_("Keep the arguments as the exercise has them.")),
    (
        r"ValueError: .*(broadcast|shape|dimension|aligned)",
        N_("The shapes of two arrays do not fit together there. Print them: print(a.shape)."),
    ),
    (
        r"ValueError: (math domain error|expected a)",
        N_("This function has no value for such a number. Print the number just before."),
    ),
    (r"ZeroDivisionError", N_("Something is divided by 0 there. When does that become 0?")),
    (
        r"IndexError",
        N_("There is no such entry. Counting starts at 0, and ends one before the length."),
    ),
    (
        r"NameError|UnboundLocalError",
        N_("That name has no value there. Is it spelled as above, and set before it is used?"),
    ),
    (r"KeyError", N_("There is nothing under that name in the dictionary.")),
    (r"RecursionError", N_("The function calls itself again and again. When does it stop?")),
    (r"MemoryError", N_("It makes something that does not fit into memory.")),
)


_ENDINGS = {
    OutOfTimeError: N_("Your code does not come to an end. Which loop runs for ever?"),
    AskedError: N_("input() does not work here: an answer gets all it needs as its arguments."),
    ExitedError: N_("Your code wanted to leave Python. Take out exit(), quit() or the like."),
    MeddledError: N_("An answer neither copies Python nor sets signals: take out that line."),
}
_LIBRARIES = map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib"))
_NOT_THE_LEARNERS = tuple(
    os.path.join(folder, "")
    for folder in (Path(__file__).parent, Path(__file__).parent.parent, *_LIBRARIES)
)
_EXERCISES, _COURSE = _NOT_THE_LEARNERS[:2]
_ADDRESS = re.compile(r" (object )?at 0x[0-9a-fA-F]+")
_LONGEST = 500


class RefusedError(Exception):
    """An answer cannot be looked at any further; `args` are the lines that say why."""


def explain_error(error: BaseException) -> list[str]:
    """Say what stopped a function: Python's own words, the learner's line, and what it means.

    Arguments:
        error: as caught around the call of the function.

    Returns:
        Lines for a `Feedback`, in the current language.
    """
    line = learners_line(error)
    where = [_("in the line {line}", line=line)] if line else []
    ending = next((text for kind, text in _ENDINGS.items() if type(error) is kind), None)
    if ending is not None:
        return [_(ending), *where]
    if isinstance(error, RefusedError):
        return list(error.args)
    if _is_refusal(error):
        return [*_explain_refusal(str(error)), *where]
    said = brief(f"{type(error).__name__}: {survive(lambda: str(error), '')}")
    lines = [_("Your function stopped with {error}", error=said), *where]
    advice = next((text for pattern, text in _ADVICE if re.match(pattern, said)), None)
    return lines if advice is None else [*lines, _(advice)]


def _is_refusal(error: BaseException) -> bool:
    """Whether the course refused what an answer passed to it, or cannot use what it handed back."""
    if not isinstance(error, ValueError | TypeError):
        return False
    if not _own_frames(error):
        return "argument" not in survive(lambda: str(error), "")  # else it cannot be called so
    last = traceback.extract_tb(error.__traceback__)[-1]
    ours = last.filename.startswith(_COURSE) and not last.filename.startswith(_EXERCISES)
    return ours and (last.line or "").startswith("raise ")


def _explain_refusal(said: str) -> list[str]:
    """What was refused; the package's own words follow only in the language that they are in."""
    lines = [_("lessonkit cannot work with what your answer hands it.")]
    got = said.rpartition("got ")[2] if ", got " in said else ""
    if got.startswith("shape "):
        got = _("an array of shape {shape}", shape=got.removeprefix("shape "))
    lines += [_("got {got}", got=brief(got))] if got else []
    return lines + [brief(said)] * (get_language() == "en")


def learners_line(error: BaseException) -> str:
    """Return the last line of the learner's own code that an error came through."""
    return brief(next((each.line for each in reversed(_own_frames(error)) if each.line), ""))


def _own_frames(error: BaseException) -> list:
    frames = traceback.extract_tb(error.__traceback__)
    return [each for each in frames if not each.filename.startswith(_NOT_THE_LEARNERS)]


def brief(text: str) -> str:
    """Shorten a text to one line, without addresses in memory, which differ in every run."""
    lines = _ADDRESS.sub("", printable(text[: 2 * _LONGEST])).splitlines()
    text = " ".join(line.strip() for line in lines)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
