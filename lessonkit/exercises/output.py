"""What an answer prints: its beginning is shown, and what cannot be shown is left out."""

import contextlib
import io
import sys
from collections.abc import Iterator

LINES, WIDTH = 20, 200  # this much is shown


def printable(text: str) -> str:
    """Return a text without the halves of characters, which cannot be shown."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextlib.contextmanager
def bounded_output() -> Iterator[None]:
    """Show the beginning of what is printed within, errors included, when it is over."""
    bounded = _Bounded()
    try:
        with contextlib.redirect_stdout(bounded), contextlib.redirect_stderr(bounded):
            yield
    finally:
        sys.stdout.write(bounded.shown())


class _Bounded(io.TextIOBase):
    """A file that keeps the beginning of what is written."""

    def __init__(self):
        self._kept = io.StringIO()
        self._left = LINES * WIDTH

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._kept.write(text[: max(0, self._left)])
        self._left -= len(text)
        return len(text)

    def shown(self) -> str:
        lines = printable(self._kept.getvalue()).splitlines(keepends=True)
        if len(lines) <= LINES and self._left >= 0:
            return "".join(lines)
        return "".join(lines[:LINES]).rstrip("\n") + "\n…\n"
