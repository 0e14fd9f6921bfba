"""One name, one thing: a cell that is run again later finds what it found at first."""

import ast
from collections.abc import Iterator

from nbformat import NotebookNode

from lessonkit.notebook import global_names
from tools.checks.cells import at, numbered


def problems(notebook: NotebookNode) -> Iterator[str]:
    """Yield the names that a cell needs and that a later cell uses for something else.

    The stub of an exercise and its solution bind the same name, for nothing stands between them
    that needs it.
    """
    cells = [
        (position, cell, *global_names(ast.parse(cell.source)))
        for position, cell in numbered(notebook, "code")
    ]
    for position, cell, needed, _bound in cells:
        for name in sorted(needed):
            binders = [other for other in cells if name in other[3]]
            if binders and binders[0][0] < position < binders[-1][0]:
                later = binders[-1][1].id
                yield at(position, cell, f"needs {name}, which the cell {later} makes anew")
