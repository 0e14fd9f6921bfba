"""Feedback: what a check says, as text and as a colored box."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from lessonkit.exercises.errors import brief
from lessonkit.i18n import _

_MARKS = {
    "right": ("✔", "#009E73"),
    "wrong": ("✘", "#D55E00"),
    "waiting": ("…", "#767676"),
    "hint": ("?", "#0072B2"),
}


@dataclass(frozen=True)
class Feedback:
    """The outcome of a check, a hint or a reveal.

    Attributes:
        status: ``"right"``, ``"wrong"``, ``"waiting"`` or ``"hint"``.
        title: one line.
        lines: what there is to say, a paragraph each.
    """

    status: str
    title: str
    lines: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether the answer was right."""
        return self.status == "right"

    def __repr__(self) -> str:
        mark = _MARKS[self.status][0]
        return "\n".join([f"{mark} {self.title}", *(f"  {line}" for line in self.lines)])

    def _repr_html_(self) -> str:
        mark, color = _MARKS[self.status]
        body = "".join(
            f"<div style='white-space: pre-wrap'>{escape(line)}</div>" for line in self.lines
        )
        return (
            f"<div role='status' style='border-left: 4px solid {color}; padding: 4px 12px'>"
            f"<div><b><span style='color: {color}'>{mark}</span> {escape(self.title)}</b></div>"
            f"{body}</div>"
        )


def waiting(exercise_id: str) -> Feedback:
    """Feedback for an exercise that has not been tried."""
    return Feedback(
        "waiting",
        _("{id} waits for your answer", id=exercise_id),
        [_('Stuck? lk.hint("{id}") helps.', id=exercise_id)],
    )


def right(exercise_id: str, *lines: str) -> Feedback:
    """Feedback for a right answer."""
    return Feedback("right", _("{id} is right", id=exercise_id), list(lines))


def wrong(exercise_id: str, *lines: str) -> Feedback:
    """Feedback for a wrong answer: what is wrong, on which input, expected and got."""
    title = _("{id} is not right yet", id=exercise_id)
    return Feedback("wrong", title, [brief(line) for line in lines])


def nothing_returned(exercise_id: str, function: Callable) -> Feedback:
    """What to say of a function that returned None: a stub waits, anything else forgot return."""
    if _computes_something(function):
        message = _("Your function returns nothing. Hand the result over with return.")
        return wrong(exercise_id, message)
    return waiting(exercise_id)


def _computes_something(function: Callable) -> bool:
    """Whether a function that returned nothing is more than a stub: it prints, or assigns."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    return bool(code.co_names) or code.co_nlocals > len(inspect.signature(function).parameters)
