"""From an explorer to what is said of it, and to the line of Python that shows it again."""

import numpy as np

from lessonkit import objectives
from lessonkit.figures.landscapes.ranges import has_logarithmic_values
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent
from lessonkit.widgets.explorer_settings import shortly
from lessonkit.widgets.ghosts import default_noise
from lessonkit.widgets.own_optimizers import needs_python


def repr_of(explorer) -> str:
    """Return the state of an explorer in one line, with six digits."""
    start = ", ".join(f"{value:.6g}" for value in np.atleast_1d(explorer.start))
    if explorer.objective.dim > 1:
        start = f"[{start}]"
    rate, steps = explorer.learning_rate, explorer.steps
    what = f"start={start}, learning_rate={rate:.6g}, steps={steps}"
    if explorer.optimizers != (GradientDescent(rate),):
        names = ", ".join(map(shortly, explorer.optimizers))
        what = f"[{names}], start={start}, steps={steps}"
    if explorer.step != steps:
        what += f", step={explorer.step}"
    return f"Explorer({explorer.objective.name!r}, {what})"


def code_of(explorer, usual) -> str:
    """Return the call of ``lk.explore`` that reproduces an explorer.

    Arguments:
        explorer: an `Explorer`.
        usual: the parameters of ``lk.explore``; what has its default is left out.
    """
    objective = explorer.objective
    rates = {each.learning_rate for each in explorer.optimizers}
    values = {
        "optimizers": f"[{', '.join(map(_optimizer_code, explorer.optimizers))}]",
        "start": repr(np.asarray(explorer.start).tolist()),
        "steps": repr(explorer.steps),
        "step": repr(explorer.step) if explorer.step != explorer.steps else "None",
        "share": "None" if explorer.share == (len(rates) == 1) else repr(explorer.share),
        "hidden": repr(explorer.hidden),
        "learning_rate_range": repr(tuple(explorer._limits["learning_rate"])),
        "max_steps": repr(explorer.max_steps),
        "panels": repr(tuple(explorer._panels)),
        "logarithmic": _unless(explorer.logarithmic, has_logarithmic_values(objective)),
        "view": repr(explorer.view),
        "noise": _unless(explorer.noise, default_noise(objective)),
        "seed": repr(explorer.seed),
    }
    changed = {name: code for name, code in values.items() if code != repr(usual[name].default)}
    lines = [objective_code(objective), *map("=".join, changed.items())]
    return "".join(["lk.explore(\n", *(f"    {line},\n" for line in lines), ")"])


def _unless(value, usual) -> str:
    return "None" if value == usual else repr(value)


def _optimizer_code(optimizer) -> str:
    if needs_python(optimizer):
        return f"{type(optimizer).__name__}(...)"  # only its author knows how it was made
    return f"lk.{optimizer!r}"


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
