import pytest

from tests.notebooks.samples import runnable_notebook
from tools.execute import ExecutionError, execute


def test_outputs_are_stored_and_the_notebook_is_not_changed(tmp_path):
    notebook = runnable_notebook("x = 20 + 1", "print(2 * x)")
    done = execute(notebook, tmp_path)
    assert done.cells[1].outputs[0].text == "42\n"
    assert [cell.execution_count for cell in done.cells] == [1, 2]
    assert notebook.cells[1].outputs == []


def test_the_kernel_runs_in_the_folder_of_the_notebook(tmp_path):
    (tmp_path / "here.txt").write_text("found", encoding="utf-8")
    done = execute(runnable_notebook("print(open('here.txt').read())"), tmp_path)
    assert done.cells[0].outputs[0].text == "found\n"


def test_widget_state_is_not_stored(tmp_path):
    done = execute(runnable_notebook("import ipywidgets\nipywidgets.IntSlider()"), tmp_path)
    assert "widgets" not in done.metadata


def test_an_error_is_reported_with_the_cell_and_a_plain_traceback(tmp_path):
    with pytest.raises(ExecutionError) as error:
        execute(runnable_notebook("x = 1", "x / 0"), tmp_path, "lesson.ipynb")
    report = str(error.value)
    assert report.startswith("lesson.ipynb: cell 2 raised ZeroDivisionError\n    x / 0\n")
    assert "division by zero" in report
    assert "\x1b" not in report


def test_output_on_stderr_is_reported(tmp_path):
    with pytest.raises(ExecutionError, match=r"cell 1 wrote to stderr(.|\n)*careful"):
        execute(runnable_notebook("import warnings\nwarnings.warn('careful')"), tmp_path)


def test_a_cell_that_takes_too_long_is_reported(tmp_path):
    with pytest.raises(ExecutionError, match="timed out"):
        execute(runnable_notebook("import time\ntime.sleep(60)"), tmp_path, timeout=1)
