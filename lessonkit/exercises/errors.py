"""What to say when a learner's function stops with an error."""

import re
import sysconfig
import traceback
from pathlib import Path

from lessonkit.exercises.containment import AskedError, ExitedError, OutOfTimeError, survive
from lessonkit.i18n import N_, _

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
}
_NOT_THE_LEARNERS = tuple(
    str(Path(folder)) for folder in (Path(__file__).parent.parent, *sysconfig.get_paths().values())
)
_ADDRESS = re.compile(r" (object )?at 0x[0-9a-fA-F]+")
_LONGEST = 500


def explain_error(error: BaseException) -> list[str]:
    """Say what stopped a function: Python's own words, the learner's line, and what it means.

    Arguments:
        error: as caught around the call of the function.

    Returns:
        Lines for a `Feedback`, in the current language.
    """
    line = learners_line(error)
    where = [_("in the line {line}", line=line)] if line else []
    if type(error) in _ENDINGS:
        return [_(_ENDINGS[type(error)]), *where]
    said = brief(f"{type(error).__name__}: {survive(lambda: str(error), '')}")
    lines = [_("Your function stopped with {error}", error=said), *where]
    advice = next((text for pattern, text in _ADVICE if re.match(pattern, said)), None)
    return lines if advice is None else [*lines, _(advice)]


def learners_line(error: BaseException) -> str:
    """Return the last line of the learner's own code that an error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if not each.filename.startswith(_NOT_THE_LEARNERS)]
    return brief(own[-1].line or "") if own else ""


def brief(text: str) -> str:
    """Shorten a text, and leave out the addresses in memory, which differ in every run."""
    text = _ADDRESS.sub("", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
