"""Small notebooks that the tests of the tools break in one place each."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

# A PNG of one pixel.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
TITLE = """# A lesson

You will be able to test the tools. 31 minutes. You need nothing first.

- one
- two
- three"""
CLOSING = """## Summary

All of it.

## Further reading

[Next lesson](09_next.ipynb)"""
KOREAN = {
    "title": "# 한 수업\n\n도구를 검사합니다. 40분. 필요한 것은 없습니다.\n\n- 하나\n- 둘\n- 셋",
    "misconceptions": "## 흔한 오해\n\n없습니다.",
    "closing": "## 요약\n\n전부.\n\n## 더 읽을거리\n\n[다음 수업](09_next.ipynb)",
}


def code(name, source, *outputs, tags=(), hidden=False):
    cell = new_code_cell(source, id=name, outputs=list(outputs))
    if tags:
        cell.metadata["tags"] = list(tags)
    if hidden:
        cell.metadata["jupyter"] = {"source_hidden": True}
    return cell


def markdown(name, source):
    return new_markdown_cell(source, id=name)


def text_output(text):
    return new_output("execute_result", data={"text/plain": text})


def picture(alt):
    metadata = {"image/png": {"alt": alt}} if alt is not None else {}
    data = {"image/png": PIXEL, "text/plain": "<Figure>"}
    return new_output("display_data", data=data, metadata=metadata)


def lesson_notebook():
    """An English lesson that keeps every rule."""
    cells = [
        markdown("title", TITLE),
        code("setup", 'import lessonkit as lk\n\nlk.setup(language="en")'),
        code("explorer", "lk.explore(f, start=4.0)", picture("A curve.")),
    ]
    for k in (1, 2):
        cells += [
            markdown(f"ask-{k}", f"What happens to thing {k}?"),
            code(f"predict-{k}", f'p{k} = lk.predict("08.p{k}")\np{k}', text_output("○ up")),
            markdown(f"look-{k}", f"Look at thing {k}."),
            code(f"reveal-{k}", f"p{k}.reveal()", text_output("? up")),
        ]
    for k in (1, 2, 3):
        cells += [
            markdown(f"exercise-{k}", f'Fill in number {k}. Stuck? `lk.hint("08.{k}")`'),
            markdown(f"note-{k}", f"Then read on from number {k}."),
            code(
                f"stub-{k}", f'answer = ...\nlk.check("08.{k}", answer)', text_output("… 09 waits")
            ),
            code(
                f"solution-{k}",
                f'answer = {k}\nlk.check("08.{k}", answer)',
                text_output("✔ 09 is right"),
                tags=["solution"],
                hidden=True,
            ),
        ]
    cells += [
        markdown("misconceptions", "## Common misconceptions\n\nNone."),
        markdown("closing", CLOSING),
    ]
    notebook = new_notebook(cells=cells)
    for count, cell in enumerate(
        (cell for cell in notebook.cells if cell.cell_type == "code"), start=1
    ):
        cell.execution_count = count
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return notebook


def translation(cell):
    """Some Korean for a Markdown cell of the sample lesson."""
    return KOREAN.get(cell.id) or cell.source.replace("thing", "그것").replace("number", "번호")


def find(notebook, name):
    """The cell with an id."""
    return next(cell for cell in notebook.cells if cell.id == name)


def runnable_notebook(*sources):
    """A notebook of code cells that have not been run."""
    return nbformat.v4.new_notebook(cells=[new_code_cell(source) for source in sources])
