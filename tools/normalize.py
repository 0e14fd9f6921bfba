"""Bring a notebook into the one form that is committed, whatever program saved it."""

import copy
import hashlib
import re

import nbformat
from nbformat import NotebookNode

from lessonkit.saved import drop_views

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT_CELL_METADATA = {"tags", "jupyter", "slideshow"}
_VALID_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_ID_LENGTH = 40


def normalize(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook in its committed form; outputs are kept.

    Cell ids that are valid and unique stay, others are derived from the text. Metadata of the
    machine and of the run go. Executed cells count 1 to n. A widget that has a picture or a text
    beside it loses its view, whose id is random, see `lessonkit.saved`.
    """
    notebook = copy.deepcopy(notebook)
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _set_ids(notebook.cells)
    drop_views(notebook)
    count = 0
    for cell in notebook.cells:
        cell.metadata = _cell_metadata(cell.metadata)
        cell.source = cell.source.strip("\n")
        if cell.cell_type != "code":
            continue
        if cell.get("execution_count") is not None:
            count += 1
            cell.execution_count = count
        cell.outputs = _outputs(cell.get("outputs", []), cell.get("execution_count"))
    nbformat.validate(notebook)
    return notebook


def _set_ids(cells: list[NotebookNode]) -> None:
    used = {cell.id for cell in cells if _VALID_ID.fullmatch(cell.get("id", ""))}
    seen = set()
    for cell in cells:
        old = cell.get("id", "")
        if old in seen or not _VALID_ID.fullmatch(old):
            cell.id = _derived_id(cell, used | seen)
        seen.add(cell.id)


def _derived_id(cell: NotebookNode, taken: set[str]) -> str:
    """Name a cell after its heading, or else after a hash of its text."""
    heading = re.match(r"#+ +(.+)", cell.source)
    words = re.findall(r"[a-z0-9]+", heading[1].lower()) if heading else []
    name = "-".join(words)[:_ID_LENGTH].strip("-")
    if not name:
        name = f"{cell.cell_type}-{hashlib.sha1(cell.source.encode()).hexdigest()[:8]}"
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique


def _cell_metadata(metadata: NotebookNode) -> NotebookNode:
    kept = {key: value for key, value in metadata.items() if key in KEPT_CELL_METADATA and value}
    if "jupyter" in kept:
        kept["jupyter"] = {key: value for key, value in kept["jupyter"].items() if value}
    return nbformat.from_dict({key: value for key, value in kept.items() if value})


def _outputs(outputs: list[NotebookNode], count: int | None) -> list[NotebookNode]:
    kept: list[NotebookNode] = []
    for output in outputs:
        previous = kept[-1] if kept else None
        if output.output_type == "stream":
            if previous and previous.output_type == "stream" and previous.name == output.name:
                previous.text += output.text
                continue
        elif "image/png" in output.get("data", {}):
            output.data["image/png"] = output.data["image/png"].replace("\n", "")
        if output.output_type == "execute_result":
            output.execution_count = count
        output.pop("transient", None)
        kept.append(output)
    return kept
