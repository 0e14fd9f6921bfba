"""The Korean notebook from the English one: Markdown through a PO file, code as it is.

One message stands for one Markdown cell. Its context is the cell's id, so that text which occurs
twice can be translated twice, and a cell whose English changed is found again.
"""

import copy

import nbformat
from babel.messages import Catalog, Message
from nbformat import NotebookNode

from tools.catalogs import PlainCatalog, messages, state

# Babel guesses these from percent signs and braces, which in a lesson are prose and formulas.
_GUESSED_FLAGS = {"python-format", "python-brace-format"}


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
        message.flags -= _GUESSED_FLAGS
        if not message.string:
            message.flags.discard("fuzzy")
    return catalog


def incomplete(catalog: Catalog) -> list[Message]:
    """Return the messages that are untranslated or fuzzy."""
    return [message for message in messages(catalog) if state(message) != "translated"]


def translated_cells(notebook: NotebookNode, catalog: Catalog) -> NotebookNode:
    """Return the notebook in Korean, not executed; what lacks a translation stays English."""
    notebook = copy.deepcopy(notebook)
    texts = {message.context: message.string for message in messages(catalog)}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = texts.get(cell.id) or cell.source
        elif cell.cell_type == "code":
            cell.source = korean_code(cell.source)
            cell.outputs = []
            cell.execution_count = None
    return nbformat.from_dict(notebook)


def korean_code(source: str) -> str:
    """Switch the setup call to Korean; all other code is the same in both languages."""
    return source.replace('lk.setup(language="en")', 'lk.setup(language="ko")')
