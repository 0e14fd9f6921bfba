"""Rules of the Korean lesson: it says all that the English one says, and runs the same code."""

import re
from collections.abc import Iterator, Mapping

from babel.messages import Catalog
from nbformat import NotebookNode

from tools.catalogs import messages, state
from tools.checks.cells import at, prose, tags
from tools.checks.outputs import HANGUL
from tools.translate import korean_code, markdown_cells


def catalog_problems(english: NotebookNode, catalog: Catalog) -> Iterator[str]:
    """Yield what a lesson's catalog lacks."""
    yield from up_to_date(english, catalog)
    yield from translated(catalog)


def up_to_date(english: NotebookNode, catalog: Catalog) -> Iterator[str]:
    """One message for each Markdown cell of today's English lesson, in its order."""
    wanted = [(cell.id, cell.source) for cell in markdown_cells(english)]
    stored = [(message.context, message.id) for message in messages(catalog)]
    if wanted != stored:
        changed = [name for name, text in wanted if (name, text) not in stored]
        listed = f" ({', '.join(changed)})" if changed else ""
        yield f"the English lesson has changed{listed}; run make notebooks"


_TWICE = re.compile(r"([가-힣][^.!?\n]{8,}[.!?])\s+\1")


def translated(catalog: Catalog) -> Iterator[str]:
    """No message untranslated, fuzzy, still in English, or that says a sentence twice."""
    for message in messages(catalog):
        if state(message) != "translated":
            yield f"{message.context} is {state(message)}: {_start(message.id)}"
        elif not HANGUL.search(message.string) and re.search(r"[A-Za-z]{3}", prose(message.id)):
            yield f"{message.context} is not in Korean: {_start(message.string)}"
        elif match := _TWICE.search(message.string):
            yield f"{message.context} says twice: {_start(match[1])}"


# One form right after what is inserted. A percent sign is always read the same.
_ONE_FORM = re.compile(r"(?<!%)\}[”’'\"]?(?:[은는이가을를와과]|으?로|이?라고)(?=[ ,.?!])")
_BOTH_FORMS = re.compile(r"[은을과]\([는를와]\)|이\(가\)|\([으이]\)[로라]")


def particle_problems(catalog: Catalog) -> Iterator[str]:
    """A particle after a value is written in both forms where Python chooses, and else avoided."""
    for message in messages(catalog):
        text = message.string or ""
        for match in _ONE_FORM.finditer(text):
            yield f"{_start(message.id)}: '{match[0]}' does not fit every value; write both forms"
        in_browser = any(file.endswith(".js") for file, _ in message.locations)
        if in_browser and (match := _BOTH_FORMS.search(text)):
            yield f"{_start(message.id)}: '{match[0]}' is shown as it stands; do without a particle"


# 합니다 and its like at the end of a sentence; a choice of a prediction ends without a full stop.
_PLAIN_END = re.compile(r"\w*(?<!니)다\.")


def register_problems(catalog: Catalog) -> Iterator[str]:
    """Sentences that are said in the plain form instead of the polite one."""
    for message in messages(catalog):
        if match := _PLAIN_END.search(message.string or ""):
            yield f"{_start(message.id)}: '{match[0]}' is not in the polite form (합니다)"


def differences(
    english: NotebookNode, korean: NotebookNode, catalog: Catalog, words: Mapping[str, str]
) -> Iterator[str]:
    """Yield where the Korean notebook is not what the English one and the catalogs make."""
    if [cell.id for cell in english.cells] != [cell.id for cell in korean.cells]:
        yield "the cells are not those of the English lesson; run make notebooks"
        return
    texts = {message.context: message.string for message in messages(catalog)}
    for position, (source, cell) in enumerate(
        zip(english.cells, korean.cells, strict=True), start=1
    ):
        code, text = korean_code(source.source, words), texts.get(cell.id) or source.source
        if source.cell_type != cell.cell_type:
            yield at(position, cell, "another kind of cell than in the English lesson")
        elif cell.cell_type == "code" and cell.source != code:
            yield at(position, cell, "the code differs from the English lesson; run make notebooks")
        elif cell.cell_type == "markdown" and cell.source != text.strip("\n"):
            yield at(position, cell, "not the text of the PO file; run make notebooks")
        if tags(source) != tags(cell):
            yield at(position, cell, f"tags {tags(cell)}, in English {tags(source)}")


def _start(text: str) -> str:
    line = text.strip().splitlines()[0]
    return repr(line if len(line) <= 60 else line[:57] + "…")
