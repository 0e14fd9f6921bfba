"""The tangent explorer: hold a point on a curve, shrink h, watch secants turn into the tangent."""

from lessonkit.derivatives import numerical_gradient
from lessonkit.figures.explorers.tangent import draw_tangent_explorer
from lessonkit.formulas.starts import default_start
from lessonkit.objectives import Objective
from lessonkit.validation.examples import ANY, LARGEST
from lessonkit.widgets.descriptions import FormulaExplorer
from lessonkit.widgets.settings import Number, Positive


def explore_tangent(
    objective: Objective, x: float | None = None, h: float = 0.5, *, goals=()
) -> "TangentExplorer":
    """Show a curve with a tangent that can be held: drag the point, slide h.

    Beside the tangent are the lines of the forward and of the central difference, and the error
    of both for every h from 1 down to where x + h is no longer another number than x.

    Arguments:
        objective: an `Objective` of one variable that was made of a formula.
        x: the point; by default two thirds of the way through the domain.
        h: the distance that both differences use, positive.
        goals: conditions that light up when they are reached, as ``["abs(slope) < 0.01"]``; of
            `x`, `h`, `slope`, `forward`, `central`, `forward_error` and `central_error`.
    """
    return TangentExplorer(**locals())


class TangentExplorer(FormulaExplorer, factory=explore_tangent):
    """The widget that `explore_tangent` makes; see there for the arguments and settings."""

    _name = "tangent"
    _dim = 1
    _shown = "{0.objective.name!r}, x={0.x:.6g}, h={0.h:.6g}"
    _results = ("slope", "forward", "central", "forward_error", "central_error")

    x = Number(ANY, usual=lambda explorer: default_start(explorer.objective, [2 / 3]))
    h = Positive((1e-16, 1.0), most=LARGEST)

    @property
    def slope(self) -> float:
        """The derivative, of the formula (at a kink halfway between the two slopes)."""
        return self.objective.gradient(self.x)

    @property
    def forward(self) -> float:
        """(f(x + h) − f(x)) / h."""
        return numerical_gradient(self.objective, self.x, self.h, "forward")

    @property
    def central(self) -> float:
        """(f(x + h) − f(x − h)) / 2h."""
        return numerical_gradient(self.objective, self.x, self.h)

    def _draw(self):
        return draw_tangent_explorer(self.objective, self.x, self.h)
