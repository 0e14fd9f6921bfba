"""Small questions about cells that several rules ask."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

_CODE_SPANS = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
_LINK_TARGETS = re.compile(r"\]\([^)]*\)|<[^>]+>|https?://\S+")


def numbered(notebook: NotebookNode, kind: str) -> Iterator[tuple[int, NotebookNode]]:
    """Yield the cells of one type with their positions, from 1."""
    for position, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == kind:
            yield position, cell


def at(position: int, cell: NotebookNode, message: str) -> str:
    """Name a cell by its position and id."""
    return f"cell {position} ({cell.get('id', 'no id')}): {message}"


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return cell.metadata.get("tags", [])


def without_code(markdown: str) -> str:
    """Markdown without code blocks and code spans."""
    return _CODE_SPANS.sub(" ", markdown)


def prose(markdown: str) -> str:
    """Markdown without code, formulas, addresses and HTML tags: the words."""
    return _LINK_TARGETS.sub(" ", _MATH.sub(" ", without_code(markdown)))


def markdown_text(notebook: NotebookNode) -> str:
    """All Markdown of a notebook."""
    return "\n\n".join(cell.source for _, cell in numbered(notebook, "markdown"))


def output_text(cell: NotebookNode) -> str:
    """Everything that a cell printed or returned as plain text."""
    parts = []
    for output in cell.get("outputs", []):
        parts.append(output.get("text", ""))
        parts.append(output.get("data", {}).get("text/plain", ""))
    return "\n".join(parts)
