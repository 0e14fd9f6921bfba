"""The slice explorer: maps of a loss over two directions, and the cuts through a point on them.

A loss needs its data, so every map that can be chosen is computed beforehand and goes to the
browser as bytes: there nothing waits for the kernel.
"""

import traitlets

from lessonkit.experiments.slice_maps import EXAMPLES, SCALES, Plane, maps_of, planes_of
from lessonkit.figures.explorers.slice import draw_slice_explorer
from lessonkit.i18n import N_, _
from lessonkit.landscape import Slice
from lessonkit.validation import whole_number
from lessonkit.validation.examples import checked_examples
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.settings import Choice, Numbers, OneOf, Whole

TITLES = {
    "linear": N_("linear classifier"),
    "network": N_("trained network"),
    "trained": N_("plane through three trained networks"),
}
AMOUNTS = {"one": N_("one"), "hundred": N_("a hundred"), "all": N_("all")}


def explore_slice(
    X,
    y,
    W,
    network=None,
    trained=(),
    *,
    landscape: str = "linear",
    examples: str = "all",
    seed: int = 0,
    scale: float = 1.0,
    place=(0.0, 0.0),
    seeds: int = 4,
    goals=(),
) -> "SliceExplorer":
    """Show slices through the loss of a linear classifier, and of a network when there is one.

    Arguments:
        X, y: examples ``(examples, features)`` and their classes ``(examples,)``.
        W: weights ``(classes, features)``; their landscape is the SVM loss.
        network, trained: a `TwoLayerNetwork` and parameter vectors of it. Slices go through the
            first one; with three there is a landscape more, the plane through all of them.
        landscape: ``"linear"``, ``"network"`` or ``"trained"``.
        examples: how many the loss averages over: the first ``"one"``, the first ``"hundred"``, or
            ``"all"``.
        seed: of the generator of the two directions, below `seeds`. For W they have length 1; for
            a network they are normalized, see `lessonkit.TwoLayerNetwork.random_direction`.
        scale: 0.25, 1 or 4; how far the map reaches.
        place: the point, from (−1, −1), the lower left corner of the map, to (1, 1).
        seeds: how many pairs of directions to prepare, up to 100.
        goals: conditions that light up when they are reached, as ``["loss < 0.5"]``; of
            `landscape`, `examples`, `seed`, `scale`, `a`, `b`, `loss` and `lowest` (on the map).
    """
    return SliceExplorer(**locals())


class SliceExplorer(BaseExplorer, factory=explore_slice):
    """The widget that `explore_slice` makes; see there for the arguments and settings."""

    _name = "slice"
    _shown = (
        "{0.landscape!r}, examples={0.examples!r}, seed={0.seed}, "
        "a={0.point[0]:.4g}, b={0.point[1]:.4g}, loss={0.loss:.4f}"
    )
    _title = N_("Loss landscape")
    _results = ("a", "b", "loss", "lowest")

    landscape = Choice(lambda explorer: explorer.planes)
    examples = Choice(EXAMPLES)
    seed = Whole(lambda explorer: (0, len(explorer.planes["linear"].pairs) - 1))
    scale = OneOf(SCALES)
    place = Numbers([(-1, 1), (-1, 1)])
    _maps = traitlets.List().tag(sync=True)
    _values = traitlets.Bytes().tag(sync=True)
    _counts = traitlets.List().tag(sync=True)

    def _prepare(self, X, y, W, network, trained, seeds, **_settings):
        self.planes = planes_of(W, network, trained, whole_number("seeds", seeds, maximum=100))
        self._data = checked_examples(X, y, len(W))
        return {"seeds": int(seeds)}

    def _compute(self):
        self._grids = {
            (name, pair): maps_of(plane, pair, [self._examples(each) for each in EXAMPLES])
            for name, plane in self.planes.items()
            for pair in range(len(plane.pairs))
        }
        self._maps = [
            plane.facts() | {"title": _(TITLES[name])} for name, plane in self.planes.items()
        ]
        self._values = b"".join(grids.tobytes() for grids in self._grids.values())
        self._counts = [len(self._examples(examples)[1]) for examples in EXAMPLES]

    def _examples(self, examples: str):
        X, y = self._data
        count = {"one": 1, "hundred": 100, "all": len(y)}[examples]
        return X[:count], y[:count]

    @property
    def _plane(self) -> Plane:
        return self.planes[self.landscape]

    @property
    def slice(self) -> Slice:
        """The map that is shown."""
        plane, pair = self._plane, self.seed % len(self._plane.pairs)
        which = EXAMPLES.index(self.examples), SCALES.index(self.scale)
        return plane.slice(pair, self.scale, self._grids[plane.name, pair][which])

    @property
    def point(self) -> tuple[float, float]:
        """Where the ball is, in lengths of the two directions."""
        reach = self.scale * self._plane.extent
        return self.place[0] * reach, self.place[1] * reach

    @property
    def loss(self) -> float:
        """The loss where the ball is."""
        weights = self.slice.point(*self.point)
        return self._plane.loss(weights, *self._examples(self.examples))

    def _draw(self):
        title = f"{_(TITLES[self.landscape])} · {_(AMOUNTS[self.examples])}"
        return draw_slice_explorer(self.slice, self.point, self._plane.stars, title)
