"""The lessons as students get them: no solution, and no output that shows what one gives."""

import copy
import re
import shutil
from pathlib import Path

from nbconvert.preprocessors import ClearOutputPreprocessor, TagRemovePreprocessor
from nbformat import NotebookNode

from lessonkit.i18n import LANGUAGES
from tools.checks.cells import output_text, tags
from tools.lessons import Lesson, dumps, read, write_if_changed

_PASSED = re.compile(r"✔ \d\d\.")


def write(lessons: list[Lesson], folder: Path) -> None:
    """Write lessons in both languages; what was in the folder before goes."""
    shutil.rmtree(folder, ignore_errors=True)
    for language in LANGUAGES:
        for lesson in lessons:
            path = lesson.notebook(language)
            try:
                notebook = for_students(read(path))
            except ValueError as error:
                raise SystemExit(f"{lesson.label(path)}: {error}") from None
            write_if_changed(folder / language / path.name, dumps(notebook))


def for_students(notebook: NotebookNode) -> NotebookNode:
    """Return a lesson without its solutions.

    Raises:
        ValueError: when something that looks like a solution would be left; it names the cells.
    """
    left = [
        cell.id for cell in notebook.cells if _is_solution(cell) and "solution" not in tags(cell)
    ]
    if left:
        raise ValueError(f"looks like a solution and lacks that tag: {', '.join(left)}")
    notebook = copy.deepcopy(notebook)
    TagRemovePreprocessor(remove_cell_tags={"solution"}).preprocess(notebook, {})
    ClearOutputPreprocessor().preprocess(notebook, {})
    return notebook


def _is_solution(cell: NotebookNode) -> bool:
    """Whether a cell is folded or passes the check of an exercise."""
    folded = cell.metadata.get("jupyter", {}).get("source_hidden") or "<details" in cell.source
    return bool(folded) or _PASSED.search(output_text(cell)) is not None
