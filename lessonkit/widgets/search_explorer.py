"""The search explorer: throw darts into a box on a map and watch the best of them."""

import numpy as np
import traitlets

from lessonkit.figures.explorers.search import draw_search_explorer
from lessonkit.i18n import _, get_language
from lessonkit.objectives import Objective
from lessonkit.validation import finite_array
from lessonkit.widgets.base import PicturedWidget
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.traits import Checked, whole

MOST_TRIES = 1000
SEEDS = 10
LEAST_WIDTH, MOST_WIDTH = 5, 100
SETTINGS = ("tries", "seed", "center", "width")


def explore_search(
    objective: Objective, tries: int = 64, seed: int = 0, center=None, width: int = 100
) -> "SearchExplorer":
    """Show a random search that can be held: throw more darts, cast anew, drag the box.

    Arguments:
        objective: an `Objective` of two variables that was made of a formula.
        tries: how many darts, from 1 to 1,000.
        seed: of the generator, from 0 to 9.
        center: the middle of the box that the darts fall into, two numbers; by default that of
            the map. Where the box would reach over the edge of the map it is moved back.
        width: of the box, in percent of the map, from 5 to 100.

    Returns:
        A `SearchExplorer`. Its settings follow what is done in the browser as soon as the pointer
        or key is released, and may be set; `points`, `values` and `best` are what they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return SearchExplorer(objective, tries, seed, center, width)


def _checked_center(explorer, value) -> list[float]:
    center = finite_array("center", value)
    if center.shape != (2,):
        raise ValueError(f"center must be two numbers, got {value!r}")
    return center.tolist()


class SearchExplorer(PicturedWidget):
    """The widget that `explore_search` makes; see there for the arguments.

    Attributes:
        tries, seed, center, width: the current settings.
        box: ``((x_low, x_high), (y_low, y_high))``, where the darts fall.
        points, values: the darts, ``(tries, 2)``, and their values.
        best: the lowest dart, ``(2,)``.
    """

    _esm = widget_module("search_explorer")
    _page = "search_page"

    tries = whole("tries", 1, MOST_TRIES).tag(sync=True)
    seed = whole("seed", 0, SEEDS - 1).tag(sync=True)
    center = Checked(_checked_center).tag(sync=True)
    width = whole("width", LEAST_WIDTH, MOST_WIDTH).tag(sync=True)
    _objective = traitlets.Dict().tag(sync=True)
    _dice = traitlets.Bytes().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, objective, tries=64, seed=0, center=None, width=100):
        if not isinstance(objective, Objective) or objective.dim != 2 or not objective.javascript:
            raise ValueError(
                "explore_search takes an lk.Objective of two variables made of a formula, "
                f"got {objective!r}"
            )
        self.objective = objective
        super().__init__(
            tries=tries,
            seed=seed,
            center=np.mean(objective.domain, axis=1) if center is None else center,
            width=width,
            _objective=describe_objective(objective),
            _dice=b"".join(_dice(seed).tobytes() for seed in range(SEEDS)),
            _limits={
                "tries": [1, MOST_TRIES],
                "width": [LEAST_WIDTH, MOST_WIDTH],
                "seeds": SEEDS,
            },
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

    @property
    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where the darts fall: around the center, but never over the edge of the map."""
        sides = []
        for (low, high), middle in zip(self.objective.domain, self.center, strict=True):
            half = (high - low) * self.width / 200
            middle = max(low + half, min(high - half, middle))
            sides.append((middle - half, middle + half))
        return tuple(sides)

    @property
    def points(self) -> np.ndarray:
        """The darts: what `rng.uniform` gives in the box for a generator of this seed."""
        low, high = np.transpose(self.box)
        return low + (high - low) * _dice(self.seed)[: self.tries]

    @property
    def values(self) -> np.ndarray:
        """The value of each dart."""
        return self.objective(self.points)

    @property
    def best(self) -> np.ndarray:
        """The lowest dart."""
        return self.points[np.nanargmin(self.values)]

    def __repr__(self) -> str:
        return (
            f"SearchExplorer({self.objective.name!r}, tries={self.tries}, seed={self.seed}, "
            f"width={self.width}, best={np.nanmin(self.values):.4f})"
        )

    def _draw(self):
        return draw_search_explorer(self.objective, self.points, self.box)


def labels() -> dict[str, str]:
    """Everything the search explorer says, in the current language."""
    return {
        "language": get_language(),
        "tries": _("Tries"),
        "width": _("Box width"),
        "next": _("Next seed"),
        "reset": _("Reset"),
        "try": _("try"),
        "seed": _("seed {seed}"),
        "best": _("best of {tries}: {value} at {place}"),
        "box": _("Middle of the box"),
        "keys": _("Arrow keys move it, with Shift further."),
        "staircase": _("Value of every try and the best so far"),
        "bad_tries": _(
            "The number of tries must be a whole number from {min} to {max}, not “{text}”. "
            "It stays {value}."
        ),
        "bad_width": _(
            "The width of the box must be a whole number from {min} to {max} percent, "
            "not “{text}”. It stays {value}."
        ),
    }


def _dice(seed: int) -> np.ndarray:
    """Numbers from 0 to 1, two for each dart."""
    return np.random.default_rng(seed).random((MOST_TRIES, 2))
