"""The search explorer: throw darts into a box on a map and watch the best of them."""

import numpy as np
import traitlets

from lessonkit.figures.explorers.search import draw_search_explorer
from lessonkit.objectives import Objective
from lessonkit.validation.examples import ANY
from lessonkit.widgets.descriptions import FormulaExplorer
from lessonkit.widgets.settings import Numbers, Whole

MOST_TRIES = 1000
SEEDS = 10


def explore_search(
    objective: Objective, tries: int = 64, seed: int = 0, center=None, width: int = 100, *, goals=()
) -> "SearchExplorer":
    """Show a random search that can be held: throw more darts, cast anew, drag the box.

    Arguments:
        objective: an `Objective` of two variables that was made of a formula.
        tries: how many darts, from 1 to 1,000.
        seed: of the generator, from 0 to 9.
        center: the middle of the box that the darts fall into, two numbers; by default that of
            the map. Where the box would reach over the edge of the map it is moved back.
        width: of the box, in percent of the map, from 5 to 100.
        goals: conditions that light up when they are reached, as ``["lowest < 0.1"]``; of
            `tries`, `seed`, `width`, `lowest`, the variables (where that is), and `inside`
            (whether the box holds a known minimum).
    """
    return SearchExplorer(**locals())


class SearchExplorer(FormulaExplorer, factory=explore_search):
    """The widget that `explore_search` makes; see there for the arguments and settings."""

    _name = "search"
    _shown = (
        "{0.objective.name!r}, tries={0.tries}, seed={0.seed}, width={0.width}, best={0.lowest:.4f}"
    )

    tries = Whole((1, MOST_TRIES))
    seed = Whole((0, SEEDS - 1))
    center = Numbers((ANY, ANY), usual=lambda explorer: np.mean(explorer.objective.domain, axis=1))
    width = Whole((5, 100))
    _dice = traitlets.Bytes().tag(sync=True)

    def _compute(self):
        self._dice = b"".join(_dice(seed).tobytes() for seed in range(SEEDS))
        self._limits = {"seeds": SEEDS}

    def _facts(self):
        return ["lowest", "inside", *self.objective.variables]

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
        """The darts ``(tries, 2)``: what `rng.uniform` gives in the box for this seed."""
        low, high = np.transpose(self.box)
        return low + (high - low) * _dice(self.seed)[: self.tries]

    @property
    def values(self) -> np.ndarray:
        """The value of each dart."""
        return self.objective(self.points)

    @property
    def best(self) -> np.ndarray:
        """The lowest dart ``(2,)``; the first one while none has a value."""
        return self.points[np.where(np.isnan(self.values), np.inf, self.values).argmin()]

    @property
    def lowest(self) -> float:
        """Its value."""
        return float(self.objective(self.best))

    def _draw(self):
        return draw_search_explorer(self.objective, self.points, self.box)


def _dice(seed: int) -> np.ndarray:
    """Numbers from 0 to 1, two for each dart."""
    return np.random.default_rng(seed).random((MOST_TRIES, 2))
