"""What the browser is told about an objective: its code, its map, its formula."""

import numpy as np
import traitlets

from lessonkit.figures.landscapes.ranges import has_logarithmic_values, value_range
from lessonkit.formulas.mathml import mathml
from lessonkit.objectives import Objective
from lessonkit.validation import shown
from lessonkit.widgets.base import BaseExplorer

SAMPLES = {1: 601, 2: 101}  # along each axis, of a function without a formula


class FormulaExplorer(BaseExplorer):
    """An explorer of an `objective` of `_dim` variables that was made of a formula."""

    _dim = 2
    _objective = traitlets.Dict().tag(sync=True)

    def _prepare(self, objective, **_settings):
        formula = isinstance(objective, Objective) and objective.javascript
        if not formula or objective.dim != self._dim:
            variables = ("one variable", "two variables")[self._dim - 1]
            raise ValueError(
                f"{self._factory.__name__} takes an lk.Objective of {variables} made of a formula, "
                f"got {shown(objective)}"
            )
        self.objective = objective
        self._objective = describe_objective(objective)


def describe_objective(objective: Objective) -> dict:
    """Return all that js/maths/objective.js makes an objective of."""
    bounds = np.atleast_2d(objective.domain)
    minima = objective.minima.reshape(-1, objective.dim)
    inside = ((minima >= bounds[:, 0]) & (minima <= bounds[:, 1])).all(axis=1)
    return {
        "code": objective.javascript,
        **({} if objective.javascript else {"samples": _samples(objective)}),
        "text": objective.text or "",
        "variables": list(objective.variables),
        "domain": bounds.tolist(),
        "range": list(value_range(objective)),
        "logarithmic": has_logarithmic_values(objective),
        "minima": minima[inside].tolist(),
        "mathml": mathml(objective),
    }


def _samples(objective: Objective) -> list:
    """Values on a grid over the domain, row by row from the lowest y: see js/maths/sampled.js."""
    count = SAMPLES[objective.dim]
    axes = [np.linspace(low, high, count) for low, high in np.atleast_2d(objective.domain)]
    points = axes[0] if objective.dim == 1 else np.stack(np.meshgrid(*axes), axis=-1)
    return numbers(objective(points).ravel())


def numbers(array: np.ndarray) -> list:
    """Return lists of numbers, with None where JSON has no number.

    >>> numbers(np.array([1.0, np.nan]))
    [1.0, None]
    """
    return np.where(np.isfinite(array), array, None).tolist()
