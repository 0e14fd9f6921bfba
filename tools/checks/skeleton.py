"""Rules of the English lesson: the parts that every lesson has, and the shape of its cells."""

import ast
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from tools.checks.cells import at, markdown_text, numbered, output_text, tags, without_code

MAX_CODE_LINES = 12
MIN_EXERCISES = 3
MIN_PREDICTIONS = 2
LAST_LESSON = "17"
SECTIONS = ("Common misconceptions", "Summary", "Further reading")
_BULLET = re.compile(r"^(?:[-*+]|\d+\.) +", re.MULTILINE)


def problems(notebook: NotebookNode, number: str) -> Iterator[str]:
    """Yield what the lesson with this two-digit number lacks."""
    if len(notebook.cells) < 2:
        yield "a lesson has a title cell and a setup cell at least"
        return
    yield from title_cell(notebook)
    yield from setup_cell(notebook)
    yield from imports(notebook)
    yield from explorer(notebook)
    yield from predictions(notebook, number)
    yield from exercises(notebook, number)
    yield from sections(notebook)
    yield from next_lesson(notebook, number)
    yield from cell_sizes(notebook)


def title_cell(notebook: NotebookNode) -> Iterator[str]:
    """The first cell: a title, what comes first, three or four objectives."""
    cell = notebook.cells[0]
    if cell.cell_type != "markdown" or not re.match(r"# \S", cell.source):
        yield at(1, cell, "the first cell begins with a title, '# …'")
        return
    if not re.search(r"(?i)you need|prerequisite", cell.source):
        yield at(1, cell, "the first cell says what you need first, with the words 'you need'")
    objectives = last_list(cell.source)
    if objectives not in (3, 4):
        yield at(1, cell, f"{objectives} objectives; the first cell ends with a list of 3 or 4")


def setup_cell(notebook: NotebookNode) -> Iterator[str]:
    """The second cell sets up, in English, and shows nothing."""
    cell = notebook.cells[1]
    if cell.cell_type != "code":
        yield at(2, cell, "the second cell is the setup cell")
        return
    for line in ("import lessonkit as lk", 'lk.setup(language="en")'):
        if line not in cell.source.splitlines():
            yield at(2, cell, f"the setup cell has the line {line}")
    if cell.outputs:
        yield at(2, cell, "the setup cell shows no output")


def imports(notebook: NotebookNode) -> Iterator[str]:
    """Only the setup cell imports."""
    for position, cell in numbered(notebook, "code"):
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            yield at(position, cell, "the code cannot be read as Python")
            continue
        if position == 2:
            continue
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree)):
            yield at(position, cell, "imports stand in the setup cell only")


def explorer(notebook: NotebookNode) -> Iterator[str]:
    """At least one explorer."""
    code = "\n".join(cell.source for _, cell in numbered(notebook, "code"))
    if not re.search(r"\blk\.explore\w*\(", code):
        yield "no explorer: call lk.explore(…) somewhere"


def predictions(notebook: NotebookNode, number: str) -> Iterator[str]:
    """At least two predictions, each asked for once and revealed later."""
    asked = {}
    for position, cell in numbered(notebook, "code"):
        for variable, name in re.findall(r'(\w+)\s*=\s*lk\.predict\("([^"]*)"', cell.source):
            asked[name] = variable
            if not name.startswith(f"{number}.p"):
                yield at(position, cell, f"prediction {name} belongs to another lesson")
            later = notebook.cells[position:]
            if not any(f"{variable}.reveal(" in other.source for other in later):
                yield at(position, cell, f"prediction {name} lacks its {variable}.reveal()")
    if len(asked) < MIN_PREDICTIONS:
        yield (
            f"{len(asked)} predictions, at least {MIN_PREDICTIONS} are wanted: "
            f'p1 = lk.predict("{number}.p1")'
        )


def exercises(notebook: NotebookNode, number: str) -> Iterator[str]:
    """At least three exercises, each with a stub, a hint and a collapsed solution that passes."""
    stubs: dict[str, int] = {}
    solutions: dict[str, int] = {}
    for position, cell in numbered(notebook, "code"):
        solution = "solution" in tags(cell)
        for name in re.findall(r'\blk\.check\(\s*"([^"]*)"', cell.source):
            (solutions if solution else stubs).setdefault(name, position)
            if not name.startswith(f"{number}."):
                yield at(position, cell, f"exercise {name} belongs to another lesson")
            if solution != ("solution" in cell.get("id", "")):
                yield at(position, cell, "the ids of solutions, and no others, say solution")
            shown = output_text(cell)
            if solution and shown and "✔" not in shown:
                yield at(position, cell, f"the solution of {name} does not pass its own check")
            if not solution and "✘" in shown:
                yield at(position, cell, f"the stub of {name} is judged wrong; it should wait")
        if solution and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            yield at(position, cell, "a solution is collapsed: metadata.jupyter.source_hidden")
    everything = "\n".join(cell.source for cell in notebook.cells)
    for name, position in stubs.items():
        where = at(position, notebook.cells[position - 1], f"exercise {name}")
        if not re.search(rf'lk\.hint\("{re.escape(name)}"', everything):
            yield f'{where} has no hint: lk.hint("{name}")'
        if solutions.get(name, 0) <= position:
            yield f"{where} has no cell tagged solution after it that checks it"
    for name in solutions.keys() - stubs.keys():
        yield f"the solution of {name} has no stub to fill in"
    if len(stubs) < MIN_EXERCISES:
        yield f"{len(stubs)} exercises, at least {MIN_EXERCISES} are wanted"


def sections(notebook: NotebookNode) -> Iterator[str]:
    """The sections that close a lesson."""
    headings = re.findall(r"^##+ +(.+?) *$", without_code(markdown_text(notebook)), re.MULTILINE)
    for section in SECTIONS:
        if section not in headings:
            yield f"no section '{section}'"


def next_lesson(notebook: NotebookNode, number: str) -> Iterator[str]:
    """A link to the next lesson at the end."""
    if number == LAST_LESSON:
        return
    wanted = f"{int(number) + 1:02d}_"
    last = notebook.cells[-1]
    if not re.search(rf"\]\((?:\./)?{wanted}\w+\.ipynb\)", last.source):
        message = f"the last cell links to the next lesson, {wanted}….ipynb"
        yield at(len(notebook.cells), last, message)


def cell_sizes(notebook: NotebookNode) -> Iterator[str]:
    """Short code cells, none empty, and at least as many Markdown cells."""
    count = {"code": 0, "markdown": 0, "raw": 0}
    for position, cell in enumerate(notebook.cells, start=1):
        count[cell.cell_type] += 1
        lines = len(cell.source.splitlines())
        if not cell.source.strip():
            yield at(position, cell, "the cell is empty")
        if cell.cell_type == "code" and lines > MAX_CODE_LINES:
            yield at(position, cell, f"{lines} lines of code, at most {MAX_CODE_LINES} are wanted")
    if count["code"] > count["markdown"]:
        yield f"{count['code']} code cells but only {count['markdown']} Markdown cells"


def last_list(markdown: str) -> int:
    """Return the length of the last list in a text."""
    length = last = 0
    for line in markdown.splitlines():
        if _BULLET.match(line):
            length += 1
            last = length
        elif line.strip() and not line.startswith(" "):
            length = 0
    return last
