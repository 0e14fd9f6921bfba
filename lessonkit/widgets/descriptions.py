"""What the browser is told about an objective: its code, its map, its formula."""

import re

import numpy as np

from lessonkit.figures.explorer import has_logarithmic_values, value_range
from lessonkit.objectives import Objective


def describe_objective(objective: Objective) -> dict:
    """Return all that js/objective.js makes an objective of."""
    bounds = np.atleast_2d(objective.domain)
    minima = objective.minima.reshape(-1, objective.dim)
    inside = ((minima >= bounds[:, 0]) & (minima <= bounds[:, 1])).all(axis=1)
    return {
        "code": objective.javascript,
        "variables": list(objective.variables),
        "domain": bounds.tolist(),
        "range": list(value_range(objective)),
        "logarithmic": has_logarithmic_values(objective),
        "minima": minima[inside].tolist(),
        "mathml": _mathml(objective),
    }


def _mathml(objective: Objective) -> str:
    """f(x) = … in the markup that browsers typeset by themselves."""
    from sympy.printing.mathml import mathml

    formula = mathml(objective.expression, printer="presentation")
    for drawn, better in [("log</mi>", "ln</mi>"), ("&ExponentialE;", "e"), (">-<", ">−<")]:
        formula = formula.replace(drawn, better)
    # A thin space between a factor and the name of a function: x sin(x).
    formula = re.sub(
        r"<mo>&InvisibleTimes;</mo>(?=<mrow><mi>[a-z]{2})", "<mspace width='0.17em'/>", formula
    )
    names = "<mo>,</mo>".join(f"<mi>{name}</mi>" for name in objective.variables)
    left = f"<mi>f</mi><mo>(</mo>{names}<mo>)</mo><mo>=</mo>"
    return f"<math displaystyle='true'>{left}{formula}</math>"
