"""The learner's record as a table, to look at, to keep and to delete."""

import json

from lessonkit import logbook
from lessonkit.exercises import LESSONS, exercises_of
from lessonkit.exercises.predictions import predictions
from lessonkit.figures.tables import Table, table
from lessonkit.files import as_path, write_whole
from lessonkit.i18n import N_, _
from lessonkit.logbook import FORESEEN, PASSED, REACHED


def record() -> "Record":
    """Return your record: what you predicted, tried, passed and reached in each lesson.

    It is kept when you run cells in JupyterLab or Notebook, in one text file of yours, which holds
    nothing else: no code, no name, no time. A prediction counts once, as it first was; a solution
    that you run does not count. The environment variable ``LESSONKIT_RECORD`` names another file,
    or switches the record ``off``.

    Returns:
        A `Record`, shown by the notebook as a table.

    >>> record()
    Nothing is recorded yet. What you predict, try, pass and reach in JupyterLab will stand here.
    """
    return Record()


class Record:
    """What `record` found.

    Attributes:
        path: of the file, None where no record is kept.
        entries: what is recorded, by the ids of exercises, predictions and goals.
    """

    def __init__(self):
        nobody = logbook.shell() is not None and logbook.cell() is None  # as under nbconvert
        self.path = None if nobody else logbook.place()
        self.entries = {} if self.path is None else logbook.read()

    def export(self, path) -> None:
        """Write the record as JSON to `path`.

        Raises:
            OSError: when it cannot be written.
        """
        entries = dict(sorted(self.entries.items()))
        write_whole(as_path("path", path), json.dumps(entries, indent=1) + "\n")

    def delete(self) -> None:
        """Delete the record and its file.

        Raises:
            OSError: when it cannot be deleted.
        """
        if self.path is not None:
            self.path.unlink(missing_ok=True)
        self.entries = {}

    def __repr__(self) -> str:
        return f"{self._table()}\n{self._where()}" if self.entries else self._nothing()

    def _repr_html_(self) -> str:
        if not self.entries:
            return f"<p>{self._nothing()}</p>"
        return f"{self._table()._repr_html_()}<p>{self._where()}</p>"

    def _nothing(self) -> str:
        return _(
            "Nothing is recorded yet. What you predict, try, pass and reach in JupyterLab will "
            "stand here."
        )

    def _where(self) -> str:
        return _("This is all that is kept, in {path}.", path=self.path)

    def _table(self) -> Table:
        rows = [row for lesson in LESSONS if (row := _row(lesson, self.entries))]
        return table({heading: [row[heading] for row in rows] for heading in rows[0]})


def _row(lesson: str, entries: dict[str, str]) -> dict[str, str]:
    """What there is to say of a lesson, by heading; nothing, if nothing was done in it."""
    words = {name: word for name, word in entries.items() if name[:2] == lesson}
    asked = [words.get(name) for name in predictions() if name[:2] == lesson]
    posed = [words.get(name) for name in exercises_of(lesson)]
    predicted, tried = len(asked) - asked.count(None), len(posed) - posed.count(None)
    reached = list(words.values()).count(REACHED)
    if not predicted + tried + reached:
        return {}
    return {
        N_("lesson"): lesson,
        N_("predictions made"): f"{predicted} / {len(asked)}",
        N_("as predicted"): f"{asked.count(FORESEEN)}",
        N_("exercises tried"): f"{tried} / {len(posed)}",
        N_("exercises passed"): f"{posed.count(PASSED)}",
        N_("goals reached"): f"{reached}",
    }
