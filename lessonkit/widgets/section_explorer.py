"""The section explorer: hold a point on a map, see both slices, the gradient, any direction."""

import numpy as np

from lessonkit.figures.explorers.section import draw_section_explorer
from lessonkit.formulas.starts import default_start
from lessonkit.objectives import Objective
from lessonkit.widgets.descriptions import FormulaExplorer
from lessonkit.widgets.settings import Number, Numbers


def explore_sections(
    objective: Objective, point=None, direction: float = 30.0, *, goals=()
) -> "SectionExplorer":
    """Show a map with a point that can be held, the two slices through it, and a dial.

    Beside the map are the slices along both variables with their tangents, whose slopes are the
    partial derivatives. On the map stand the gradient, the contour through the point, and a
    direction of length 1; the slope in that direction is ∇f · u = |∇f| cos(angle between them).

    Arguments:
        objective: an `Objective` of two variables that was made of a formula.
        point: two numbers on the map; by default two thirds of the way along both of its sides.
        direction: in degrees, counted from the first axis towards the second, from 0 to 360.
        goals: conditions that light up when they are reached, as ``["abs(slope) < 0.1"]``; of
            `direction`, the variables, `value`, the partial derivatives (`f_x` for x), `length`
            (of the gradient), `slope` and `angle` (between direction and gradient).
    """
    return SectionExplorer(**locals())


class SectionExplorer(FormulaExplorer, factory=explore_sections):
    """The widget that `explore_sections` makes; see there for the arguments and settings."""

    _name = "section"
    _shown = (
        "{0.objective.name!r}, point=[{0.point[0]:.6g}, {0.point[1]:.6g}], "
        "direction={0.direction:.6g}, slope={0.slope:.4f}"
    )

    point = Numbers(
        lambda explorer: explorer.objective.domain,
        usual=lambda explorer: default_start(explorer.objective, [2 / 3, 2 / 3]),
    )
    direction = Number((0, 360))

    def _facts(self):
        names = self.objective.variables
        return [*names, *(f"f_{name}" for name in names), "value", "length", "slope", "angle"]

    @property
    def gradient(self) -> np.ndarray:
        """The partial derivatives at the point, ``(2,)``."""
        return self.objective.gradient(self.point)

    @property
    def slope(self) -> float:
        """The directional derivative at the point, ∇f · (cos, sin) of the direction."""
        angle = np.radians(self.direction)
        return float(self.gradient @ [np.cos(angle), np.sin(angle)])

    def _draw(self):
        return draw_section_explorer(self.objective, self.point, self.direction)
