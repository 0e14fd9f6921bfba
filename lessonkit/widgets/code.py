"""The line of Python that shows an explorer again."""

import ast
import inspect

from lessonkit import objectives
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

    >>> _is_plain((1, "a")), _is_plain(objectives.bowl)
    (True, False)
    """
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except Exception:  # whatever `repr` returns, or raises
        return False


def objective_code(objective: Objective) -> str:
    """Return the expression that makes an objective; `f` for one that was made of a function.

    >>> objective_code(objectives.bowl)
    'lk.objectives.bowl'
    >>> objective_code(Objective("x**2", domain=(-1, 1)))
    "lk.Objective('x**2', domain=(-1.0, 1.0))"
    """
    for name in objectives.names():
        if getattr(objectives, name) is objective:
            return f"lk.objectives.{name}"
    if objective.expression is None:
        return "f"
    text = objective.text if _says_it_all(objective) else str(objective.expression)
    code = f"lk.Objective({text!r}, domain={objective.domain!r}"
    if Objective(text).variables != objective.variables:
        code += f", variables={objective.variables!r}"
    if objective.name != text:
        code += f", name={objective.name!r}"
    return code + ")"


def _says_it_all(objective: Objective) -> bool:
    """Whether the text is the formula, without constants that were given beside it."""
    try:
        same = Objective(objective.text, variables=objective.variables)
    except ValueError:
        return False
    return same.expression == objective.expression
