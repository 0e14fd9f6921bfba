"""``python -m tools.site.slides SOURCES FOLDER``: slides of the core of each lesson, for a lecture.

Made from what the site is made from. A cell here is what is not divided any more: a paragraph, a
table, a code, an output; ``slides.js`` puts on each slide as many as there is room for.
"""

import copy
import re
import shutil
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import nbformat
import sphinx_revealjs
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbconvert.exporters import SlidesExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode

HERE = Path(__file__).parent
DECK = HERE / "deck"
REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
FILES = ("dist/reveal.css", "dist/reveal.esm.js", "plugin/notes/notes.esm.js")
_ANCHOR = re.compile(r'<span id="at-[^"]*"></span>\n\n')
_TO_LESSON = re.compile(r"\]\((\d\d_\w+)\.ipynb\)")
_NOT_SHOWN = {"deeper", "setup", "where-it-runs"}  # tags, and ids of cells
_INDEX = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Downhill: slides</title>
<h1>Downhill: slides</h1>
<ul>
{links}
</ul>
</html>
"""


def _formula(text: str, options: dict) -> str:
    return convert(text, display="block" if options["display_mode"] else "inline")


_MARKDOWN = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, renderer=_formula)


def write_slides(sources: Path, folder: Path) -> None:
    """Write the slides of all lessons that lie in `sources`, in each of its languages."""
    shutil.rmtree(folder, ignore_errors=True)
    links = []
    for home in sorted(path for path in sources.iterdir() if path.is_dir()):
        static = folder / home.name / "_static"
        shutil.copytree(home / "_static", static)
        for file in FILES:
            (static / "reveal" / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REVEAL / file, static / "reveal" / file)
        theme = static / "reveal" / "dist" / "theme" / "slides.css"
        theme.parent.mkdir()
        shutil.copy(DECK / "slides.css", theme)
        shutil.copy(DECK / "slides.js", static)
        for path in sorted(home.glob("[0-9]*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            notebook.metadata["title"] = notebook.cells[0].source.partition("\n")[0].lstrip("# ")
            address = f"{home.name}/{path.stem}.html"
            (folder / address).write_text(slides(notebook, home.name), encoding="utf-8")
            links.append(
                f'<li lang="{home.name}"><a href="{address}">{notebook.metadata["title"]}</a></li>'
            )
    index = _INDEX.format(links="\n".join(links))
    (folder / "index.html").write_text(index, encoding="utf-8")


def slides(notebook: NotebookNode, language: str) -> str:
    """Return the page of slides of a lesson as the site shows it."""
    notebook = copy.deepcopy(notebook)
    notebook.cells = [piece for cell in notebook.cells for piece in _pieces(cell)]
    exporter = SlidesExporter(
        template_name="deck",
        extra_template_basedirs=[str(HERE)],
        reveal_theme="slides",
        reveal_url_prefix="_static/reveal",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        language_code=language,
    )
    exporter.register_preprocessor(
        TagRemovePreprocessor(remove_input_tags={"output"}), enabled=True
    )
    exporter.register_filter("markdown2html", _MARKDOWN.render)
    return exporter.from_notebook_node(notebook)[0]


def _pieces(cell: NotebookNode) -> Iterator[NotebookNode]:
    """Divide a cell, and say of each piece whether a slide begins with it."""
    tags = cell.metadata.get("tags", [])
    if _NOT_SHOWN & {*tags, cell.id}:
        return
    if cell.cell_type == "markdown":
        source = _TO_LESSON.sub(r"](\1.html)", _ANCHOR.sub("", cell.source))
        if "solution" in tags:
            if "<details" in source:  # what the lecturer sees alone
                yield _piece(cell, "notes", source=source.replace("<details", "<details open"))
            return
        lines = source.splitlines()
        for token in _MARKDOWN.parse(source):
            if token.level == 0 and token.map:
                kind = {"h1": "slide", "h2": "slide", "h3": "subslide"}.get(token.tag, "-")
                yield _piece(cell, kind, source="\n".join(lines[slice(*token.map)]))
    elif "solution" not in tags:
        live = any(
            "lk-live" in output.get("data", {}).get("text/html", "") for output in cell.outputs
        )
        if not live and "remove-input" not in tags:
            yield _piece(cell, "-", outputs=[])
        for output in cell.outputs:
            yield _piece(cell, "-", ["output"], outputs=[output])


def _piece(cell: NotebookNode, kind: str, tags: list[str] = (), **changed) -> NotebookNode:
    piece = copy.deepcopy(cell)
    piece.update(changed)
    metadata = NotebookNode(slideshow={"slide_type": kind}, tags=[*tags])
    piece.update(id=uuid.uuid4().hex[:8], metadata=metadata)
    return piece


if __name__ == "__main__":
    write_slides(Path(sys.argv[1]), Path(sys.argv[2]))
