"""What Sphinx builds the site from: lessons, run for it, and a page to start from."""

import copy
import json
import os
import re
import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from plotly.offline import get_plotlyjs

from lessonkit.i18n import LANGUAGES, _, set_language
from tools.execute import execute
from tools.lessons import ROOT, Lesson, find_lessons, read

HERE = Path(__file__).parent
_OF_PREDICTIONS = re.compile(r"lk\.predict\(|\.reveal\(\)")  # the page shows more than their code
_HEADING = re.compile(r"^#{2,4} ", re.MULTILINE)
_OF_WIDGETS = "application/vnd.jupyter.widget-view+json"  # what only a kernel can show
_PLOTLY = "application/vnd.plotly.v1+json"
_BINDER = "https://mybinder.org/v2/gh/{repository}/HEAD?labpath={path}"


def write_sources(folder: Path, wanted: list[str]) -> None:
    """Run the lessons and write what Sphinx reads, a project for each language."""
    shutil.rmtree(folder, ignore_errors=True)
    lessons = find_lessons(wanted)
    for language in LANGUAGES:
        set_language(language)
        home = folder / language
        for part in ("_static", "_templates", "locale"):
            shutil.copytree(HERE / part, home / part)
        shutil.copy(HERE / "conf.py", home)
        (home / "_static" / "plotly.js").write_text(get_plotlyjs(), encoding="utf-8")
        for lesson in lessons:
            page = for_the_site(lesson, language, home / "_static")
            (home / f"{lesson.name}.ipynb").write_text(nbformat.writes(page), encoding="utf-8")
        start = _start_page(language, home / "_static", lessons)
        (home / "index.ipynb").write_text(nbformat.writes(start), encoding="utf-8")


def for_the_site(lesson: Lesson, language: str, static: Path) -> NotebookNode:
    """Return a lesson as it is shown on the site."""
    notebook = read(lesson.notebook(language))
    if not lesson.needs_data:
        notebook = _run(notebook, lesson.notebook(language).parent, static, lesson.number)
    where = nbformat.v4.new_markdown_cell(_where_it_runs(lesson, language), id="where-it-runs")
    notebook.cells.insert(1, where)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code":
            cell.outputs = [_shown(output) for output in cell.outputs]
            if "solution" in tags:
                cell.metadata["tags"] = [*tags, "hide-cell"]
            elif _OF_PREDICTIONS.search(cell.source):
                cell.metadata["tags"] = [*tags, "remove-input"]
        elif _HEADING.search(cell.source):  # the same anchor in both languages
            cell.source = f'<span id="at-{cell.id}"></span>\n\n{cell.source}'
    return notebook


def _run(notebook: NotebookNode, folder: Path, static: Path, number: str) -> NotebookNode:
    """Run a notebook with explorers as pieces of a page."""
    notebook = copy.deepcopy(notebook)
    begin = nbformat.v4.new_code_cell(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tools.site.live import bring_to_life\n"
        f"bring_to_life({str(static.resolve())!r}, {number!r})\n"
        f"sys.path.remove({str(ROOT)!r})"
    )
    notebook.cells.insert(0, begin)
    done = execute(notebook, folder, number)
    del done.cells[0]
    return done


def _shown(output: NotebookNode) -> NotebookNode:
    """Return an output that needs no kernel; surfaces are drawn when they come into sight."""
    data = output.get("data", {})
    data.pop(_OF_WIDGETS, None)
    if figure := data.pop(_PLOTLY, None):
        facts = json.dumps(figure).replace("<", r"\u003c")
        script = f'<script type="application/json">{facts}</script>'
        data["text/html"] = f'<div class="lk-plotly">{script}</div>'
    return output


def _where_it_runs(lesson: Lesson, language: str) -> str:
    """Say where the code of a lesson can be run; where on Binder, if the repository is known."""
    path = f"notebooks/{language}/{lesson.name}.ipynb"
    if repository := os.environ.get("GITHUB_REPOSITORY"):
        link = _BINDER.format(repository=repository, path=path)
        text = _(
            "Everything here moves. To run the code and have your answers checked, open the "
            "lesson [on Binder]({link}), or `{path}` on your machine with `make lab`.",
            link=link,
            path=path,
        )
    else:
        text = _(
            "Everything here moves. To run the code and have your answers checked, open `{path}` "
            "on your machine with `make lab`.",
            path=path,
        )
    return f"> {text}"


def _start_page(language: str, static: Path, lessons: list[Lesson]) -> NotebookNode:
    text = (HERE / f"start.{language}.md").read_text(encoding="utf-8")
    before, after = text.split("<!-- explorer -->")
    listed = "\n".join(lesson.name for lesson in lessons)
    cells = [
        nbformat.v4.new_markdown_cell(before),
        nbformat.v4.new_code_cell(
            f'import lessonkit as lk\nlk.setup(language="{language}")\n'
            "lk.explore(lk.objectives.himmelblau, optimizers=[lk.GradientDescent(0.01), "
            "lk.Momentum(0.003), lk.Adam(0.3)], start=[0.2, -1], steps=60, surface=True)",
            metadata={"tags": ["remove-input", "plays"]},
        ),
        nbformat.v4.new_markdown_cell(
            f"{after}\n\n```{{toctree}}\n:maxdepth: 1\n:hidden:\n\n{listed}\n```"
        ),
    ]
    return _run(nbformat.v4.new_notebook(cells=cells), ROOT / "notebooks" / language, static, "00")
