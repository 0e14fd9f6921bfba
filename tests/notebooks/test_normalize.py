import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lessonkit.saved import VIEW as WIDGET_VIEW
from tests.notebooks.samples import PIXEL, code, lesson_notebook, picture, text_output
from tools.lessons import dumps, read, write_if_changed
from tools.normalize import normalize


def notebook_of(*cells):
    notebook = new_notebook()
    notebook.cells = list(cells)
    return notebook


def without_id(cell):
    del cell["id"]
    return cell


def test_normalizing_twice_changes_nothing():
    once = normalize(lesson_notebook())
    assert dumps(normalize(once)) == dumps(once)


def test_the_argument_is_not_changed():
    notebook = lesson_notebook()
    before = dumps(notebook)
    normalize(notebook)
    assert dumps(notebook) == before


def test_metadata_of_the_machine_and_the_run_go():
    cell = code("a", "1", tags=["solution"], hidden=True)
    cell.metadata.update({"execution": {"iopub.status.busy": "2026"}, "scrolled": True})
    notebook = notebook_of(cell)
    notebook.metadata = {
        "kernelspec": {"name": "my-env", "display_name": "mine"},
        "language_info": {"name": "python", "version": "3.11.7"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {}},
    }
    done = normalize(notebook)
    assert set(done.metadata) == {"kernelspec", "language_info"}
    assert done.metadata.kernelspec.name == "python3"
    assert done.metadata.language_info == {"name": "python"}
    assert done.cells[0].metadata == {"tags": ["solution"], "jupyter": {"source_hidden": True}}


def test_valid_ids_stay_and_others_are_derived_from_the_text():
    cells = [
        new_markdown_cell("# Title", id="kept"),
        new_markdown_cell("# Again", id="kept"),
        without_id(new_markdown_cell("## The learning rate!\n\nText.")),
        without_id(new_markdown_cell("## The learning rate!")),
        without_id(new_code_cell("x = 1")),
    ]
    ids = [cell.id for cell in normalize(notebook_of(*cells)).cells]
    assert ids[:4] == ["kept", "again", "the-learning-rate", "the-learning-rate-2"]
    assert ids[4].startswith("code-")
    assert ids == [cell.id for cell in normalize(notebook_of(*cells)).cells]


def test_execution_counts_run_from_one():
    cells = [code("a", "1", text_output("1")), code("b", "2"), code("c", "3")]
    cells[0].execution_count, cells[2].execution_count = 17, 20
    done = normalize(notebook_of(*cells)).cells
    assert [cell.execution_count for cell in done] == [1, None, 2]
    assert done[0].outputs[0].execution_count == 1


def test_neighboring_streams_merge():
    outputs = [new_output("stream", name="stdout", text=text) for text in ("a\n", "b\n")]
    done = normalize(notebook_of(code("a", "1", *outputs, picture("alt"), outputs[0])))
    kinds = [output.output_type for output in done.cells[0].outputs]
    assert kinds == ["stream", "display_data", "stream"]
    assert done.cells[0].outputs[0].text == "a\nb\n"


@pytest.mark.parametrize("fallback", ["image/png", "text/plain"])
def test_a_widget_view_with_a_fallback_is_dropped(fallback):
    data = {WIDGET_VIEW: {"model_id": "random"}, fallback: PIXEL}
    done = normalize(notebook_of(code("a", "w", new_output("display_data", data=data))))
    assert list(done.cells[0].outputs[0].data) == [fallback]


def test_pictures_keep_their_alt_text():
    done = normalize(notebook_of(code("a", "1", picture("A curve."))))
    assert done.cells[0].outputs[0].metadata["image/png"]["alt"] == "A curve."


def test_the_text_is_deterministic_valid_and_readable(tmp_path):
    path = tmp_path / "n.ipynb"
    text = dumps(normalize(notebook_of(new_markdown_cell("경사 하강법\n두 줄", id="a"))))
    assert text.endswith("}\n")
    assert "경사 하강법" in text
    assert write_if_changed(path, text)
    assert not write_if_changed(path, text)
    nbformat.validate(nbformat.read(path, as_version=4))
    assert dumps(read(path)) == text


def test_strict_nbval_accepts_a_widget_without_its_view(pytester):
    """The stored view may go: nbval skips it, and compares the text beside it."""
    source = "import ipywidgets\nipywidgets.IntSlider(value={value})"
    view = new_output(
        "execute_result",
        data={
            WIDGET_VIEW: {"model_id": "x", "version_major": 2, "version_minor": 0},
            "text/plain": "IntSlider(value=3)",
        },
        execution_count=1,
    )
    cells = [
        code("same", source.format(value=3), view),
        code("other", source.format(value=4), view),
    ]
    for cell in cells:
        cell.execution_count = 1
    write_if_changed(pytester.path / "lesson.ipynb", dumps(normalize(notebook_of(*cells))))
    result = pytester.runpytest_subprocess("--nbval", "-p", "no:xdist", "--color=no")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*mismatch 'text/plain'*"])
