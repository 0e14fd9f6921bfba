"""What strict nbval leaves out of a notebook is compared too: pictures and their alt texts."""

import os

import pytest

from lessonkit.logbook import VARIABLE

os.environ[VARIABLE] = "off"  # what tests do is in nobody's record

collect_ignore = ["tools/site/conf.py", "tools/site/slides.py"]  # in an environment of their own


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After a cell has run and its texts agree, compare its pictures with the stored ones."""
    result = yield
    cell = getattr(item, "cell", None)
    if cell is not None and cell.execution_count is not None and item.options["check"]:
        from nbval.plugin import NbCellError

        from tools.pictures import differences

        if found := differences(cell.outputs, item.test_outputs):
            raise NbCellError(item.cell_num, "Pictures differ", cell.source, found)
    return result
