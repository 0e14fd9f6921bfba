"""The line of Python that shows an explorer again."""

import ast
import inspect

from lessonkit.formulas.objective_code import objective_code
from lessonkit.objectives import Objective


class Code(str):
    """An expression, where other values are still to be written as one."""


def call(factory, arguments: dict) -> str:
    """Return the call of a public function of lessonkit; what has its default is left out.

    Arguments:
        factory: the function.
        arguments: its arguments by their names. An `Objective` and plain numbers, names, lists and
            tuples are written out, and anything else is called what its argument is called.
    """
    lines = []
    for name, parameter in inspect.signature(factory).parameters.items():
        value = arguments[name]
        code = value if isinstance(value, Code) else _expression(name, value, parameter)
        if parameter.default is inspect.Parameter.empty:
            lines.append(code)
        elif code != repr(parameter.default):
            lines.append(f"{name}={code}")
    inner = "".join(f"\n    {line}," for line in lines)
    return f"lk.{factory.__name__}({inner}\n)" if inner else f"lk.{factory.__name__}()"


def _expression(name: str, value, parameter) -> str:
    if isinstance(value, Objective):
        return objective_code(value)
    needed = parameter.default is inspect.Parameter.empty
    return repr(value) if _is_plain(value) and not needed else name


def _is_plain(value) -> bool:
    """Whether a value can be read back from what is written of it.

    >>> _is_plain((1, "a")), _is_plain(len)
    (True, False)
    """
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except Exception:  # whatever `repr` returns, or raises
        return False
