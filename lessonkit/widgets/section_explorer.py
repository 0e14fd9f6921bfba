"""The section explorer: hold a point on a map, see both slices, the gradient, any direction."""

import numpy as np
import traitlets

from lessonkit.figures.explorers.section import draw_section_explorer
from lessonkit.i18n import _, get_language
from lessonkit.objectives import Objective
from lessonkit.validation import finite_array
from lessonkit.widgets.base import PicturedWidget
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.traits import Checked

SETTINGS = ("point", "direction")


def explore_sections(
    objective: Objective, point=None, direction: float = 30.0
) -> "SectionExplorer":
    """Show a map with a point that can be held, the two slices through it, and a dial.

    Beside the map are the slices along both variables with their tangents, whose slopes are the
    partial derivatives. On the map stand the gradient, the contour through the point, and a
    direction of length 1; the slope in that direction is ∇f · u = |∇f| cos(angle between them).

    Arguments:
        objective: an `Objective` of two variables that was made of a formula.
        point: two numbers on the map; by default two thirds of the way along both of its sides.
        direction: in degrees, counted from the first axis towards the second, from 0 to 360.

    Returns:
        A `SectionExplorer`. Its `point` and `direction` follow what is done in the browser as
        soon as the pointer or key is released, and may be set; `gradient` and `slope` are what
        they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return SectionExplorer(objective, point, direction)


def _checked_point(explorer: "SectionExplorer", value) -> list[float]:
    point = finite_array("point", value)
    bounds = np.array(explorer.objective.domain)
    if point.shape != (2,) or not ((point >= bounds[:, 0]) & (point <= bounds[:, 1])).all():
        sides = " × ".join(f"[{low:g}, {high:g}]" for low, high in bounds)
        raise ValueError(f"point must be two numbers on the map {sides}, got {value!r}")
    return point.tolist()


def _checked_direction(explorer: "SectionExplorer", value) -> float:
    direction = finite_array("direction", value)
    if direction.shape or not 0 <= direction <= 360:
        raise ValueError(f"direction must be a number of degrees from 0 to 360, got {value!r}")
    return float(direction)


class SectionExplorer(PicturedWidget):
    """The widget that `explore_sections` makes; see there for the arguments.

    Attributes:
        point: ``[x, y]``.
        direction: in degrees.
        gradient: the two partial derivatives at the point, ``(2,)``.
        slope: the directional derivative, ∇f · (cos, sin) of the direction.
    """

    _esm = widget_module("section_explorer")
    _page = "section_page"

    point = Checked(_checked_point).tag(sync=True)
    direction = Checked(_checked_direction).tag(sync=True)
    _objective = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, objective, point=None, direction=30.0):
        if not isinstance(objective, Objective) or objective.dim != 2 or not objective.javascript:
            raise ValueError(
                "explore_sections takes an lk.Objective of two variables made of a formula, "
                f"got {objective!r}"
            )
        self.objective = objective
        super().__init__(
            point=_two_thirds(objective) if point is None else point,
            direction=direction,
            _objective=describe_objective(objective),
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

    @property
    def gradient(self) -> np.ndarray:
        """The partial derivatives at the point."""
        return self.objective.gradient(self.point)

    @property
    def slope(self) -> float:
        """The directional derivative at the point."""
        angle = np.radians(self.direction)
        return float(self.gradient @ [np.cos(angle), np.sin(angle)])

    def __repr__(self) -> str:
        x, y = self.point
        return (
            f"SectionExplorer({self.objective.name!r}, point=[{x:.6g}, {y:.6g}], "
            f"direction={self.direction:.6g}, slope={self.slope:.4f})"
        )

    def _draw(self):
        return draw_section_explorer(self.objective, self.point, self.direction)


def _two_thirds(objective: Objective) -> list[float]:
    """A point two thirds of the way along both sides of the map, rounded."""
    return [
        round(low + (high - low) * 2 / 3, 2 - int(np.floor(np.log10(high - low))))
        for low, high in objective.domain
    ]


def labels() -> dict[str, str]:
    """Everything the section explorer says, in the current language."""
    return {
        "language": get_language(),
        "direction": _("Direction"),
        "slope": _("slope"),
        "reset": _("Reset"),
        "point": _("Point on the map"),
        "keys": _("Arrow keys move it, with Shift further."),
        "turn": _("Arrow keys turn it, with Shift further."),
        "slice": _("Slice along {name}"),
        "cosine": _("Slope over the direction"),
        "description": _(
            "at {place}: ∇f = {gradient}, length {length} · direction {direction}°: "
            "slope {slope} = {length} × cos {angle}°"
        ),
        "flat": _("at {place}: ∇f = {gradient}, flat in every direction"),
        "bad_direction": _(
            "The direction must be a number of degrees from 0 to 360, not “{text}”. "
            "It stays {value}."
        ),
    }
