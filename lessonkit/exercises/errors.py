"""What to say when a learner's function stops with an error."""

import re
import traceback

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
)


def explain_error(error: Exception) -> list[str]:
    """Say what stopped a function: Python's own words, the learner's line, and what it means.

    Arguments:
        error: as caught around the call of the function.

    Returns:
        Lines for a `Feedback`, in the current language.
    """
    said = f"{type(error).__name__}: {error}"
    lines = [_("Your function stopped with {error}", error=said)]
    frames = traceback.extract_tb(error.__traceback__)
    if len(frames) > 1 and frames[1].line:  # the first one is the call
        lines.append(_("in the line {line}", line=frames[1].line))
    advice = next((text for pattern, text in _ADVICE if re.match(pattern, said)), None)
    return lines if advice is None else [*lines, _(advice)]
