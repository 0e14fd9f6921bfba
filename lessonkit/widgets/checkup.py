"""The check of lesson 00: what Python found, and a line that the browser writes."""

import traitlets

from lessonkit.i18n import _
from lessonkit.installation import MARKS, Finding, findings
from lessonkit.widgets.listening import ListeningWidget


def checkup() -> "Checkup":
    """Look whether Python, packages, font, data, formulas and widgets work, and say so in words.

    Returns:
        A `Checkup`, shown by the notebook. What it says is the same on every machine on which
        all is well. The last line is written by the browser: it shows that widgets are drawn,
        and that the browser and Python hear each other.
    """
    return Checkup()


class Checkup(ListeningWidget):
    """The widget that `checkup` makes.

    Attributes:
        findings: what was found in Python, a `Finding` for each thing looked at.
        ok: whether all of them are fine.
        seen: set by the browser when it draws the widget.
        heard: set by Python in answer to that.
    """

    _name = "checkup"

    seen = traitlets.Bool(False).tag(sync=True)
    heard = traitlets.Bool(False).tag(sync=True)
    _lines = traitlets.List().tag(sync=True)
    _ok = traitlets.Bool().tag(sync=True)

    def __init__(self):
        self.findings = findings()
        super().__init__(
            _lines=[[MARKS[finding.ok], finding.text] for finding in self.findings],
            _ok=self.ok,
        )
        self.observe(lambda change: setattr(self, "heard", change["new"]), "seen")

    @property
    def ok(self) -> bool:
        """Whether everything on the side of Python is fine."""
        return all(finding.ok for finding in self.findings)

    def _synced(self) -> list[str]:
        return ["seen"]

    def __repr__(self) -> str:
        unseen = _(
            "Widgets: if this line stays, your browser has not drawn the widget that belongs "
            "here. Run this cell; if the line is still here, reload the page and choose Kernel → "
            "Restart Kernel, and if that does not help, start the course with make lab."
        )
        return "\n".join(map(repr, [*self.findings, Finding(None, unseen)]))
