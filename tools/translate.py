"""The Korean notebook from the English one: Markdown through a PO file, code but for its comments.

One message stands for one Markdown cell. Its context is the cell's id, so that text which occurs
twice can be translated twice, and a cell whose English changed is found again. Comments, most of
which occur in many lessons, are among lessonkit's own messages.
"""

import copy
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import nbformat
from babel.messages import Catalog, Message
from nbformat import NotebookNode

from tools.catalogs import GUESSED_FLAGS, PlainCatalog, messages, state

_HINT = re.compile(r'lk\.hint\("([^"]*)"\)')


def markdown_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells that are translated."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.strip()]


def update_catalog(english: NotebookNode, old: Catalog | None, name: str) -> PlainCatalog:
    """Return the catalog of a lesson, with every translation that can be kept.

    A cell that changed keeps its old translation, marked fuzzy, until someone looks at it. A cell
    that got another id keeps its translation by its text. What the lesson lost is dropped.
    """
    catalog = PlainCatalog(
        f"# Korean text of {name}: one message for each Markdown cell, with the cell's id.\n"
        "# Written by make notebooks; translate here, and remove fuzzy once a text is right."
    )
    known = messages(old) if old is not None else []
    by_id = {message.context: message for message in known}
    by_text = {message.id: message for message in known}
    for cell in markdown_cells(english):
        found = by_id.get(cell.id) or by_text.get(cell.source)
        message = catalog.add(cell.source, context=cell.id)
        if found is not None:
            message.string = found.string
            message.flags = set(found.flags)
            message.user_comments = list(found.user_comments)
            if found.id != cell.source and found.string:
                message.flags.add("fuzzy")
        message.flags -= GUESSED_FLAGS
        if not message.string:
            message.flags.discard("fuzzy")
    return catalog


def incomplete(catalog: Catalog) -> list[Message]:
    """Return the messages that are untranslated or fuzzy."""
    return [message for message in messages(catalog) if state(message) != "translated"]


def translated_cells(
    notebook: NotebookNode, catalog: Catalog, words: Mapping[str, str] = MappingProxyType({})
) -> NotebookNode:
    """Return the notebook in Korean, not executed; what lacks a translation stays English."""
    notebook = copy.deepcopy(notebook)
    texts = {message.context: message.string for message in messages(catalog)}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = texts.get(cell.id) or cell.source
        elif cell.cell_type == "code":
            cell.source = korean_code(cell.source, words)
            cell.outputs = []
            cell.execution_count = None
    return nbformat.from_dict(notebook)


def korean_code(source: str, words: Mapping[str, str]) -> str:
    """Switch the setup call to Korean and translate the comments; all other code is the same."""
    lines = source.replace('lk.setup(language="en")', 'lk.setup(language="ko")').split("\n")
    for row, column, comment in _comments(source):
        message = comment_message(comment)
        if words.get(message):
            korean = words[message].replace("{id}", _id_in(comment))
            lines[row] = f"{lines[row][:column]}# {korean}"
    return "\n".join(lines)


def comment_words(source: str) -> Iterator[str]:
    """Yield the messages of the comments in the code of a cell."""
    return (comment_message(comment) for _row, _column, comment in _comments(source))


def comment_message(comment: str) -> str:
    """Return the message of a comment; those that name a hint are one, whichever they name."""
    return _HINT.sub('lk.hint("{id}")', comment.removeprefix("#").strip())


def _id_in(comment: str) -> str:
    return found[1] if (found := _HINT.search(comment)) else ""


def _comments(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield each comment with its row and column."""
    if "#" not in source:
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0] - 1, token.start[1], token.string
