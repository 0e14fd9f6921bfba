"""A plugin for nbval: with ``-p tools.kernels``, notebooks run one by one in one kernel.

To start a kernel and to import everything takes as long as to run a lesson. What a lesson needs
stands in it all the same: its names are forgotten before the next, and `make test-student` gives
each lesson a kernel of its own.
"""

import nbval.plugin
from nbval.kernel import RunningKernel

_left: list[RunningKernel] = []
_end = nbval.plugin.IPyNbFile.teardown


def _begin(name: str, cwd=None, startup_timeout=60) -> RunningKernel:
    """Start a kernel, or take over the one that is left, without its names and pictures."""
    if not _left:
        return RunningKernel(name, cwd, startup_timeout)
    kernel = _left.pop()
    forget = f"import os, matplotlib.pyplot\nmatplotlib.pyplot.close('all')\nos.chdir({str(cwd)!r})"
    asked = kernel.execute_cell_input(f"{forget}\n%reset -f")
    kernel.await_reply(asked, timeout=60)
    kernel.await_idle(asked, timeout=60)
    return kernel


def _leave(file) -> None:
    """Keep the kernel of a notebook for the next."""
    if file.kernel and file.kernel.is_alive():
        _left.append(file.kernel)
    else:
        _end(file)


nbval.plugin.RunningKernel = _begin
nbval.plugin.IPyNbFile.teardown = _leave


def pytest_sessionfinish():
    """End the kernel that is left."""
    while _left:
        _left.pop().stop()
