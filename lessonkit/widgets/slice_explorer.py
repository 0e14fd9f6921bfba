"""The slice explorer: maps of a loss over two directions, and the cuts through a point on them.

A loss needs its data, so every map that can be chosen is computed beforehand and goes to the
browser as bytes: there nothing waits for the kernel.
"""

import numpy as np
import traitlets

from lessonkit.figures.explorers.slice import draw_slice_explorer
from lessonkit.i18n import _, get_language
from lessonkit.landscape import Slice
from lessonkit.validation import finite_array, known_name, whole_number
from lessonkit.widgets.base import PicturedWidget, styles
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.slice_maps import EXAMPLES, SCALES, Plane, maps_of, planes_of
from lessonkit.widgets.traits import Checked

SETTINGS = ("landscape", "examples", "seed", "scale", "place")


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
        seeds: how many pairs of directions to prepare.

    Returns:
        A `SliceExplorer`. Its settings follow what is done in the browser as soon as the pointer
        or key is released, and may be set; `point`, `loss` and `slice` are what they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    planes = planes_of(W, network, list(trained), whole_number("seeds", seeds))
    settings = {
        "landscape": landscape,
        "examples": examples,
        "seed": seed,
        "scale": scale,
        "place": place,
    }
    return SliceExplorer(X, y, planes, **settings)


def _one_of(name: str, choices) -> Checked:
    return Checked(lambda explorer, value: known_name(name, value, choices(explorer)))


def _checked_seed(explorer, value) -> int:
    seed, seeds = whole_number("seed", value, minimum=0), len(explorer.planes["linear"].pairs)
    if seed >= seeds:
        raise ValueError(f"seed must be a whole number from 0 to {seeds - 1}, got {value!r}")
    return seed


def _checked_scale(explorer, value) -> float:
    if value not in SCALES:
        raise ValueError(f"scale must be one of {', '.join(map(str, SCALES))}, got {value!r}")
    return float(value)


def _checked_place(explorer, value) -> list[float]:
    place = finite_array("place", value)
    if place.shape != (2,) or np.abs(place).max() > 1:
        raise ValueError(f"place must be two numbers from -1 to 1, got {value!r}")
    return place.tolist()


class SliceExplorer(PicturedWidget):
    """The widget that `explore_slice` makes; see there for the arguments.

    Attributes:
        landscape, examples, seed, scale, place: the current settings.
        slice: the map that is shown, a `Slice`.
        point: ``(a, b)``, where the ball is.
        loss: the loss there, computed anew.
    """

    _esm = widget_module("slice_explorer")
    _css = styles("choice", "slice_explorer")
    _page = "slice_page"

    landscape = _one_of("landscape", lambda explorer: explorer.planes).tag(sync=True)
    examples = _one_of("examples", lambda explorer: EXAMPLES).tag(sync=True)
    seed = Checked(_checked_seed).tag(sync=True)
    scale = Checked(_checked_scale).tag(sync=True)
    place = Checked(_checked_place).tag(sync=True)
    _maps = traitlets.List().tag(sync=True)
    _values = traitlets.Bytes().tag(sync=True)
    _counts = traitlets.List().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, X, y, planes, **settings):
        self.planes = planes
        self._data = np.asarray(X), np.asarray(y)
        self._grids = {
            (name, pair): maps_of(plane, pair, [self._examples(each) for each in EXAMPLES])
            for name, plane in planes.items()
            for pair in range(len(plane.pairs))
        }
        super().__init__(
            **settings,
            _maps=[
                {
                    "name": plane.name,
                    "extent": plane.extent,
                    "pairs": len(plane.pairs),
                    "stars": plane.stars,
                }
                for plane in planes.values()
            ],
            _values=b"".join(grids.tobytes() for grids in self._grids.values()),
            _counts=[len(self._examples(examples)[1]) for examples in EXAMPLES],
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

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
        grids = self._grids[plane.name, pair]
        values = grids[EXAMPLES.index(self.examples), SCALES.index(self.scale)].astype(np.float64)
        axis = plane.across(self.scale)
        return Slice(axis, axis, values, plane.center, plane.pairs[pair])

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

    @property
    def _title(self) -> str:
        return _("Loss landscape")

    def __repr__(self) -> str:
        a, b = self.point
        return (
            f"SliceExplorer({self.landscape!r}, examples={self.examples!r}, seed={self.seed}, "
            f"a={a:.4g}, b={b:.4g}, loss={self.loss:.4f})"
        )

    def _draw(self):
        title = f"{self._labels[self.landscape]} · {self._labels[self.examples]}"
        return draw_slice_explorer(self.slice, self.point, self._plane.stars, title)


def labels() -> dict[str, str]:
    """Everything the slice explorer says, in the current language."""
    return {
        "language": get_language(),
        "landscape": _("Landscape"),
        "linear": _("linear classifier"),
        "network": _("trained network"),
        "trained": _("plane through three trained networks"),
        "examples": _("Examples"),
        "one": _("one"),
        "hundred": _("a hundred"),
        "all": _("all"),
        "scale": _("Reach"),
        "next": _("Next directions"),
        "reset": _("Reset"),
        "loss": _("loss"),
        "point": _("Point on the map"),
        "cut": _("Point on the cut along a"),
        "keys": _("Arrow keys move it, with Shift further."),
        "description": _("seed {seed} · loss {value} at a = {a}, b = {b} · lowest here {lowest}"),
        "description_fixed": _("loss {value} at a = {a}, b = {b} · lowest here {lowest}"),
    }
