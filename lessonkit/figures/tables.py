"""Numbers as a table with headings, in the language of the course."""

from collections.abc import Sized
from decimal import Decimal

import numpy as np

from lessonkit.figures.words import called, say
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
        ValueError: when `columns` is no dict, a column is no list or holds something else, the
            columns have unequal lengths, or `digits` is not a whole number from 1.

    >>> table({"step": [1, 2], "loss": [0.50125, 1e-6], "lower": [True, False]}, digits=3)
     step  loss lower
        1 0.501   yes
        2 1e-06    no
    """
    import pandas as pd

    if not isinstance(columns, dict):
        raise ValueError(f"columns must be {{heading: values}}, got {shown(columns)}")
    digits = whole_number("digits", digits)
    for heading, values in columns.items():
        if isinstance(values, str) or not isinstance(values, Sized):
            raise ValueError(f"column {heading!r} must be a list of values, got {shown(values)}")
    lengths = {heading: len(values) for heading, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns must have equal lengths, got {lengths}")
    cells = {
        called(_(h)): [_cell(value, digits) for value in values] for h, values in columns.items()
    }
    return Table(pd.DataFrame(cells, dtype=object))


def _cell(value, digits: int) -> str:
    if isinstance(value, str):
        return called(_(value))
    if isinstance(value, bool | np.bool_):
        return _("yes") if value else _("no")
    if isinstance(value, int | np.integer):
        return f"{value:,}" if abs(value) < 10**15 else f"{Decimal(int(value)):.{digits}g}"
    if np.asarray(value).dtype.kind not in "biuf":
        raise ValueError(f"columns must hold numbers, truths or texts, got {shown(value)}")
    return say(value, f".{digits}g")
