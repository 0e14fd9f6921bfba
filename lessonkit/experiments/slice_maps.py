"""The maps of the slice explorer: each landscape over each pair of directions, computed once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lessonkit.landscape import Slice, random_direction, slice_2d
from lessonkit.losses import svm_loss
from lessonkit.networks import TwoLayerNetwork
from lessonkit.validation import instance, items
from lessonkit.validation.examples import checked_data

SIZE = 33  # points along each side of a map
SCALES = (0.25, 1.0, 4.0)
EXAMPLES = ("one", "hundred", "all")
_BATCH, _PIECE = 33, 200  # how many points and how many examples are handled at once


@dataclass(frozen=True, eq=False)
class Plane:
    """A landscape, and where it may be cut.

    Attributes:
        name: ``"linear"``, ``"network"`` or ``"trained"``.
        loss: takes a stack of points, X and y.
        center: the point where a = b = 0.
        pairs: the pairs of directions to choose from.
        stars: coordinates (a, b) of points worth a star.
        extent: how far a and b go, at scale 1.
    """

    name: str
    loss: Callable
    center: np.ndarray
    pairs: list[tuple[np.ndarray, np.ndarray]]
    stars: tuple[tuple[float, float], ...] = ()
    extent: float = 1.0

    def facts(self) -> dict:
        """Return what a picture of it has to know."""
        pairs = len(self.pairs)
        return {"name": self.name, "extent": self.extent, "pairs": pairs, "stars": self.stars}

    def across(self, scale: float) -> np.ndarray:
        """The coordinates of a map along each side."""
        return scale * self.extent * np.linspace(-1, 1, SIZE)

    def slice(self, pair: int, scale: float, values) -> Slice:
        """One of its maps, with the values that `maps_of` has computed."""
        axis = self.across(scale)
        return Slice(axis, axis, values.astype(np.float64), self.center, self.pairs[pair])


def planes_of(W, network, trained, seeds: int) -> dict[str, Plane]:
    """The planes of `explore_slice` by name; see there for the arguments."""
    W = checked_data("W", W, (None, None))
    pairs = _pairs(seeds, lambda rng: random_direction(W.shape, rng))
    planes = [Plane("linear", svm_loss, W, pairs, extent=32.0)]
    if network is not None:
        size = instance("network", network, TwoLayerNetwork).size
        points = [checked_data("trained", each, (size,)) for each in items("trained", trained, 0)]
        if not points:
            raise ValueError("a network needs at least one parameter vector in trained, got none")
        w, *others = points
        pairs = _pairs(seeds, lambda rng: network.random_direction(w, rng))
        planes.append(Plane("network", network.loss, w, pairs, ((0.0, 0.0),)))
        if len(others) >= 2:
            stars = (-1 / 3, -1 / 3), (2 / 3, -1 / 3), (-1 / 3, 2 / 3)
            middle, sides = np.mean(points[:3], axis=0), [each - w for each in others[:2]]
            planes.append(Plane("trained", network.loss, middle, [tuple(sides)], stars))
    return {plane.name: plane for plane in planes}


def maps_of(plane: Plane, pair: int, data) -> np.ndarray:
    """The maps of one pair of directions, ``(len(data), scales, SIZE, SIZE)``.

    They are float32, which is twice as fast and more than a picture can show. `data` holds X and y
    for each number of examples.
    """
    center = plane.center.astype(np.float32)
    maps = []
    for X, y in data:
        loss = _in_pieces(plane.loss, X, y)
        for scale in SCALES:
            axis = plane.across(scale)
            maps.append(slice_2d(loss, center, *plane.pairs[pair], axis, axis, _BATCH).values)
    return np.array(maps, dtype=np.float32).reshape(len(data), len(SCALES), SIZE, SIZE)


def _pairs(seeds: int, draw) -> list[tuple]:
    rngs = (np.random.default_rng(seed) for seed in range(seeds))
    return [(draw(rng), draw(rng)) for rng in rngs]


def _in_pieces(loss, X, y):
    """The loss of points, a few examples at a time: what is in use stays near the processor."""
    pieces = [
        (X[k : k + _PIECE].astype(np.float32), y[k : k + _PIECE]) for k in range(0, len(y), _PIECE)
    ]
    return lambda points: sum(loss(points, *piece) * len(piece[1]) for piece in pieces) / len(y)
