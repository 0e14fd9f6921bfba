"""A plugin for nbval: cells out of order, and exercises that nobody has solved.

With ``-p tools.order``, each English notebook goes on after its last cell, in the same kernel.
Every code cell runs once more, the last one first, and has to show what it showed before. Then
each exercise is emptied again, and the cells that build on it have to wait without an error.
The Korean notebooks have the same code.
"""

import ast

from nbval.plugin import IPyNbCell, IPyNbFile

from lessonkit.notebook import global_names


def pytest_collection_modifyitems(items):
    """Add the runs to each English notebook."""
    cells: dict[IPyNbFile, list[IPyNbCell]] = {}
    for item in items:
        if isinstance(item, IPyNbCell) and item.path.parent.name == "en":
            cells.setdefault(item.parent, []).append(item)
    for forward in cells.values():
        again = [_copy(item, "again") for item in reversed(forward)]
        # What a cell shows may differ then; that it runs is what counts.
        unsolved = [_copy(item, "unsolved", check=False) for item in waiting(forward)]
        end = items.index(forward[-1]) + 1
        items[end:end] = [*again, *unsolved]


def _copy(item: IPyNbCell, when: str, **options) -> IPyNbCell:
    return IPyNbCell.from_parent(
        item.parent,
        name=f"{item.name} {when}",
        cell_num=item.cell_num,
        cell=item.cell,
        options=item.options | options,
    )


def waiting(items: list) -> list:
    """Return the stubs of exercises, and what is made from them, without the solutions.

    An item has the `cell`; a stub is a cell that checks an exercise which has a solution.
    """
    solved = {name for item in items if _is_solution(item.cell) for name in _bound(item.cell)}
    unsolved, found = set(), []
    for item in items:
        if _is_solution(item.cell):
            continue
        needed, bound = global_names(ast.parse(item.cell.source))
        if needed & unsolved or bound & solved:
            unsolved |= bound
            found.append(item)
    return found


def _is_solution(cell) -> bool:
    return "solution" in cell.metadata.get("tags", [])


def _bound(cell) -> set[str]:
    return global_names(ast.parse(cell.source))[1]
