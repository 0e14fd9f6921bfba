"""What only a running notebook needs: progress bars, and coming to rest where data is missing."""

import ast
import symtable
from collections.abc import Iterable, Iterator

from lessonkit.datasets import Dataset
from lessonkit.datasets.cifar10 import DataError, load_cifar10
from lessonkit.i18n import _
from lessonkit.logbook import shell as _shell
from lessonkit.validation import shown, whole_number


def progress(items: Iterable, total: int | None = None) -> Iterator:
    """Hand out `items` one after the other, with a progress bar while it lasts.

    Arguments:
        items: anything to loop over.
        total: how many there are, when `items` cannot say so itself.

    In a notebook the bar is gone when the loop has ended, so that what is stored is the same in
    every run.

    >>> [item**2 for item in progress([1, 2, 3])]
    [1, 4, 9]
    """
    if not hasattr(items, "__iter__"):
        raise ValueError(f"items must be something to loop over, got {shown(items)}")
    if total is not None:
        total = whole_number("total", total, minimum=0)
    if _shell() is None:
        return iter(items)
    from tqdm import tqdm

    return iter(tqdm(items, total=total, leave=False, file=_Line(), mininterval=0.25, ncols=72))


class _Line:
    """A file that shows what was written to it last, in place of what it showed before."""

    def __init__(self):
        from IPython.display import display

        self._handle = display({"text/plain": ""}, raw=True, display_id=True)

    def write(self, text: str) -> None:
        self._handle.update({"text/plain": text.strip()}, raw=True)

    def flush(self) -> None:
        """Nothing waits to be written."""


class Missing:
    """What stands in a variable for data that is not there."""

    def __init__(self, reason: str):
        self.reason = reason

    def __repr__(self) -> str:
        return self.reason


def need_cifar10(**settings) -> Dataset | Missing:
    """Load CIFAR-10 from this machine, or say in one line how to get it and let the notebook rest.

    Arguments:
        settings: passed on to `lessonkit.load_cifar10`. Nothing is downloaded here.

    Returns:
        The `Dataset`. If it is not there, a `Missing` with the reason: from then on a cell that
        needs it, or anything that would have been made from it, does nothing. Running the cell
        again once the data is there wakes the notebook up.
    """
    try:
        found = load_cifar10(download=False, **settings)
    except DataError as error:
        reason = str(error)
        found = Missing(
            _("This lesson stops here. {reason}", reason=reason[:1].upper() + reason[1:])
        )
        print(found)
    shell = _shell()
    if shell is not None:
        others = [each for each in shell.ast_transformers if not isinstance(each, _Rest)]
        resting = [_Rest(shell.user_ns)] if isinstance(found, Missing) else []
        shell.ast_transformers = others + resting
    return found


class _Rest(ast.NodeTransformer):
    """Empties each cell that needs missing data, or what such a cell would have made.

    Every other name that is not there is a mistake, and stays one.
    """

    def __init__(self, names: dict):
        self._names = names
        self._unmade: set[str] = set()

    def visit_Module(self, cell: ast.Module) -> ast.Module:
        needed, bound = global_names(cell)
        self._unmade -= self._names.keys()
        missing = {name for name in needed if isinstance(self._names.get(name), Missing)}
        if not missing and not needed & self._unmade:
            return cell
        self._unmade |= bound
        return ast.Module(body=[], type_ignores=[])


def global_names(cell: ast.Module) -> tuple[set[str], set[str]]:
    """Return the names that a cell needs from outside, and those that it binds.

    Builtin names count among the needed ones. Python's own symbol table tells which is which.

    >>> needed, bound = global_names(ast.parse("f = lambda x: x + a; k = f(len(b))"))
    >>> sorted(needed), sorted(bound)
    (['a', 'b', 'len'], ['f', 'k'])
    """
    used, bound = set(), set()
    tables = [symtable.symtable(ast.unparse(cell), "<cell>", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            outermost = table.get_type() == "module"
            if symbol.is_assigned() or symbol.is_imported():
                if outermost or symbol.is_declared_global():
                    bound.add(symbol.get_name())
            elif symbol.is_referenced() and (outermost or symbol.is_global()):
                used.add(symbol.get_name())
    return used - bound, bound
