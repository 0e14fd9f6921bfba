"""Run a notebook from the first cell to the last in a kernel of its own."""

import copy
import re
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

_COLOR_CODES = re.compile(r"\x1b\[[0-9;]*m")


class ExecutionError(Exception):
    """A cell failed, or wrote to stderr; the message is the report."""


def execute(
    notebook: NotebookNode, folder: Path, name: str = "notebook", timeout: int = 1800
) -> NotebookNode:
    """Return the notebook with the outputs of a fresh run in `folder`; widget state is not stored.

    Arguments:
        notebook: not changed.
        folder: where the kernel runs, so that relative paths mean what they mean to a learner.
        name: how the report names the notebook.
        timeout: seconds that one cell may take.

    Raises:
        ExecutionError: when a cell raises, takes too long, kills the kernel or writes to stderr.
    """
    notebook = copy.deepcopy(notebook)
    with tempfile.TemporaryDirectory() as ipython_folder:
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name="python3",
            store_widget_state=False,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=[
                # A profile of its own: no start-up files and settings of whoever builds.
                f"--IPKernelApp.ipython_dir={ipython_folder}",
                # Quiet: a kernel on this machine need not warn that it is not encrypted.
                "--IPKernelApp.log_level=ERROR",
            ],
        )
        try:
            client.execute()
        except CellExecutionError:
            raise ExecutionError(_report(notebook, name)) from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise ExecutionError(f"{name}: {error}") from None
    if _first_output(notebook, "stderr"):
        raise ExecutionError(_report(notebook, name))
    return notebook


def _report(notebook: NotebookNode, name: str) -> str:
    """Say which cell failed, with its source and its traceback or stderr text."""
    found = _first_output(notebook, "error") or _first_output(notebook, "stderr")
    if found is None:
        return f"{name}: a cell failed without an output"
    position, cell, output = found
    if output.output_type == "error":
        what, text = "raised " + output.ename, "\n".join(output.traceback)
    else:
        what, text = "wrote to stderr", output.text
    source = "\n".join(f"    {line}" for line in cell.source.splitlines())
    return f"{name}: cell {position} {what}\n{source}\n\n{_COLOR_CODES.sub('', text)}"


def _first_output(notebook: NotebookNode, kind: str):
    for position, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if kind == output.output_type or kind == output.get("name"):
                return position, cell, output
    return None
