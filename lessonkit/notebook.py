"""What only a running notebook needs: progress bars, and coming to rest where data is missing."""

import ast
import builtins
from collections.abc import Iterable, Iterator

from lessonkit.cifar10 import DataError, load_cifar10
from lessonkit.datasets import Dataset
from lessonkit.i18n import _
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
    """Empties each cell that needs a name which is not there, or stands for missing data."""

    def __init__(self, names: dict):
        self._names = names

    def visit_Module(self, cell: ast.Module) -> ast.Module:
        gone = any(
            isinstance(self._names.get(name), Missing)
            if name in self._names
            else not hasattr(builtins, name)
            for name in needed_names(cell)
        )
        return ast.Module(body=[], type_ignores=[]) if gone else cell


def needed_names(tree: ast.AST) -> set[str]:
    """Return the names that a piece of code uses and does not bind itself.

    >>> sorted(needed_names(ast.parse("f = lambda x: x + a; k = f(len(b))")))
    ['a', 'b', 'len']
    """
    used, bound = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
    return used - bound


def _shell():
    """The shell of the notebook that this runs in, if it runs in one."""
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()
