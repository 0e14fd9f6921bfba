"""An objective as the line of Python that makes it."""

from lessonkit import objectives
from lessonkit.objectives import Objective


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
