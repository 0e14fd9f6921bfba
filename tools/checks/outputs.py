"""Rules of what is stored in a notebook, in either language."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from lessonkit.saved import VIEW
from tools.checks.cells import at, numbered, without_code
from tools.lessons import dumps
from tools.normalize import normalize

MAX_BYTES = 1_500_000
HANGUL = re.compile(r"[가-힣]")


def problems(notebook: NotebookNode, text: str, language: str) -> Iterator[str]:
    """Yield what is wrong with a stored notebook; `text` is the file."""
    yield from size(text)
    yield from execution_counts(notebook)
    yield from streams_and_errors(notebook)
    yield from widget_state(notebook)
    yield from scripts(notebook)
    yield from figure_alt_text(notebook, language)
    yield from image_alt_text(notebook)
    yield from attachments(notebook)
    yield from normalized(notebook, text)


def size(text: str) -> Iterator[str]:
    """Small enough to load and to compare."""
    count = len(text.encode("utf-8"))
    if count > MAX_BYTES:
        yield f"{count / 1e6:.2f} MB, at most {MAX_BYTES / 1e6:.1f} MB are wanted"


def execution_counts(notebook: NotebookNode) -> Iterator[str]:
    """Run from the first cell to the last: 1, 2, …, n."""
    for expected, (position, cell) in enumerate(numbered(notebook, "code"), start=1):
        if cell.execution_count != expected:
            yield at(position, cell, f"execution count {cell.execution_count}, expected {expected}")
            return


def streams_and_errors(notebook: NotebookNode) -> Iterator[str]:
    """No tracebacks and nothing on stderr."""
    for position, cell in numbered(notebook, "code"):
        for output in cell.outputs:
            if output.output_type == "error":
                yield at(position, cell, f"a stored error: {output.ename}: {output.evalue}")
            elif output.get("name") == "stderr":
                yield at(position, cell, f"output on stderr: {output.text.strip()[:100]!r}")


def widget_state(notebook: NotebookNode) -> Iterator[str]:
    """No stored widgets: their state is large, their ids are random."""
    if "widgets" in notebook.metadata:
        yield "stored widget state: metadata.widgets"
    for position, cell in numbered(notebook, "code"):
        if any(VIEW in output.get("data", {}) for output in cell.outputs):
            yield at(position, cell, "a stored widget view, whose id is random")


def scripts(notebook: NotebookNode) -> Iterator[str]:
    """Nothing that would be loaded from elsewhere when the notebook is opened."""
    for position, cell in numbered(notebook, "code"):
        for output in cell.outputs:
            if re.search(r"<script|src=[\"']?http", output.get("data", {}).get("text/html", "")):
                yield at(position, cell, "a stored output with a script or an address to load")


def figure_alt_text(notebook: NotebookNode, language: str) -> Iterator[str]:
    """Alt text on every picture that code made, in the language of the lesson."""
    for position, cell in numbered(notebook, "code"):
        for output in cell.outputs:
            if "image/png" not in output.get("data", {}):
                continue
            alt = output.metadata.get("image/png", {}).get("alt", "").strip()
            if not alt:
                yield at(position, cell, "a figure without alt text")
            elif language == "ko" and not HANGUL.search(alt):
                yield at(position, cell, f"alt text that is not Korean: {alt[:60]!r}")


def image_alt_text(notebook: NotebookNode) -> Iterator[str]:
    """Alt text on every picture in Markdown."""
    for position, cell in numbered(notebook, "markdown"):
        text = without_code(cell.source)
        if re.search(r"!\[\s*\]", text):
            yield at(position, cell, "an image without alt text: ![what it shows](…)")
        for tag in re.findall(r"<img\b[^>]*>", text):
            if not re.search(r"\balt=([\"'])\s*\S.*?\1", tag):
                yield at(position, cell, "an image without alt text: <img alt=…>")


def attachments(notebook: NotebookNode) -> Iterator[str]:
    """No pasted pictures: they are large and cannot be translated."""
    for position, cell in numbered(notebook, "markdown"):
        if cell.get("attachments"):
            yield at(position, cell, "an attachment; keep pictures as files")


def normalized(notebook: NotebookNode, text: str) -> Iterator[str]:
    """Stored just as make notebooks would."""
    if dumps(normalize(notebook)) != text:
        yield "not in the committed form; run make notebooks"
