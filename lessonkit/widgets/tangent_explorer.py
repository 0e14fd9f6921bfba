"""The tangent explorer: hold a point on a curve, shrink h, watch secants turn into the tangent."""

import numpy as np
import traitlets

from lessonkit.derivatives import numerical_gradient
from lessonkit.figures.explorers.tangent import draw_tangent_explorer
from lessonkit.i18n import _, get_language
from lessonkit.objectives import Objective
from lessonkit.validation import finite_array, positive
from lessonkit.widgets.base import PicturedWidget, styles
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.traits import Checked

LEAST_H, MOST_H = 1e-16, 1.0
SETTINGS = ("x", "h")


def explore_tangent(
    objective: Objective, x: float | None = None, h: float = 0.5
) -> "TangentExplorer":
    """Show a curve with a tangent that can be held: drag the point, slide h.

    Beside the tangent are the lines of the forward and of the central difference, and the error
    of both for every h from 1 down to where x + h is no longer another number than x.

    Arguments:
        objective: an `Objective` of one variable that was made of a formula.
        x: the point; by default two thirds of the way through the domain.
        h: the distance that both differences use, positive.

    Returns:
        A `TangentExplorer`. Its `x` and `h` follow what is done in the browser as soon as the
        pointer or key is released, and may be set; `slope`, `forward` and `central` are what they
        lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return TangentExplorer(objective, x, h)


def _checked_x(explorer, value) -> float:
    x = finite_array("x", value)
    if x.shape:
        raise ValueError(f"x must be one number, got {value!r}")
    return float(x)


class TangentExplorer(PicturedWidget):
    """The widget that `explore_tangent` makes; see there for the arguments.

    Attributes:
        x, h: the current settings.
        slope: the derivative at `x`, of the formula (at a kink halfway between the two slopes).
        forward, central: what the two differences find.
    """

    _esm = widget_module("tangent_explorer")
    _css = styles("tangent_explorer")
    _page = "tangent_page"

    x = Checked(_checked_x).tag(sync=True)
    h = Checked(lambda _, value: positive("h", value)).tag(sync=True)
    _objective = traitlets.Dict().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, objective, x=None, h=0.5):
        if not isinstance(objective, Objective) or objective.dim != 1 or not objective.javascript:
            raise ValueError(
                "explore_tangent takes an lk.Objective of one variable made of a formula, "
                f"got {objective!r}"
            )
        self.objective = objective
        low, high = objective.domain
        super().__init__(
            x=round(low + (high - low) * 2 / 3, 2 - int(np.floor(np.log10(high - low))))
            if x is None
            else x,
            h=h,
            _objective=describe_objective(objective),
            _limits={"h": [LEAST_H, MOST_H]},
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

    @property
    def slope(self) -> float:
        """The derivative."""
        return self.objective.gradient(self.x)

    @property
    def forward(self) -> float:
        """(f(x + h) − f(x)) / h."""
        return numerical_gradient(self.objective, self.x, self.h, "forward")

    @property
    def central(self) -> float:
        """(f(x + h) − f(x − h)) / 2h."""
        return numerical_gradient(self.objective, self.x, self.h)

    def __repr__(self) -> str:
        return f"TangentExplorer({self.objective.name!r}, x={self.x:.6g}, h={self.h:.6g})"

    def _draw(self):
        return draw_tangent_explorer(self.objective, self.x, self.h)


def labels() -> dict[str, str]:
    """Everything the tangent explorer says, in the current language."""
    return {
        "language": get_language(),
        "distance": _("Distance"),
        "reset": _("Reset"),
        "point": _("Point on the curve"),
        "keys": _("Arrow keys move it, with Shift further."),
        "slope": _("slope"),
        "error": _("error"),
        "tangent": _("tangent"),
        "forward": _("forward difference"),
        "central": _("central difference"),
        "errors": _("Error of both differences over the distance h"),
        "no_derivative": _("none: a corner"),
        "description": _("tangent {tangent}, forward difference {forward}, central {central}"),
        "bad_h": _("The distance h must be a positive number, not “{text}”. It stays {value}."),
    }
