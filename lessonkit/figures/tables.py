"""Numbers as a table with headings, in the language of the course."""

import numpy as np

from lessonkit.figures.words import say
from lessonkit.i18n import _
from lessonkit.validation import shown, whole_number


class Table:
    """Columns with headings; a notebook shows them as a table, `print` as text."""

    def __init__(self, frame):
        self._frame = frame

    def __repr__(self) -> str:
        return self._frame.to_string(index=False)

    def _repr_html_(self) -> str:
        return self._frame.to_html(index=False, border=0)


def table(columns: dict, digits: int = 4) -> Table:
    """Return columns as a table, its headings and words in the language of the course.

    Arguments:
        columns: ``{heading: values}``, each with as many values: numbers, truths or texts.
        digits: how many significant digits a number is rounded to.

    Returns:
        A `Table`.

    Raises:
        ValueError: when `columns` is no dict, the columns have unequal lengths, or `digits` is not
            a whole number from 1.

    >>> table({"step": [1, 2], "loss": [0.50125, 1e-6], "lower": [True, False]}, digits=3)
     step  loss lower
        1 0.501   yes
        2 1e-06    no
    """
    import pandas as pd

    if not isinstance(columns, dict):
        raise ValueError(f"columns must be {{heading: values}}, got {shown(columns)}")
    digits = whole_number("digits", digits)
    lengths = {heading: len(values) for heading, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns must have equal lengths, got {lengths}")
    cells = {_(h): [_cell(value, digits) for value in values] for h, values in columns.items()}
    return Table(pd.DataFrame(cells, dtype=object))


def _cell(value, digits: int) -> str:
    if isinstance(value, str):
        return _(value)
    if isinstance(value, bool | np.bool_):
        return _("yes") if value else _("no")
    if isinstance(value, int | np.integer):
        return f"{value:,}"
    return say(value, f".{digits}g")
