"""The directions of a quadratic bowl that do not disturb each other."""

from dataclasses import dataclass

import numpy as np

FLAT = 0.6  # the height of a map of u and v, of its width


@dataclass(frozen=True)
class Eigenbasis:
    """A quadratic bowl f(w) = lowest + ½ λ₁ u² + ½ λ₂ v² in coordinates of its own.

    u and v are how far w is from the center along the two directions, at right angles; gradient
    descent multiplies u by 1 − ηλ₁ and v by 1 − ηλ₂ in each step.

    Attributes:
        center: where the bowl is lowest, ``(2,)``.
        lowest: its value there.
        curvatures: λ₁ ≤ λ₂, ``(2,)``.
        directions: a unit vector in each row, ``(2, 2)``; the second is the first one turned left.
    """

    center: np.ndarray
    lowest: float
    curvatures: np.ndarray
    directions: np.ndarray

    def coordinates(self, points) -> np.ndarray:
        """Return u and v of points ``(..., 2)``."""
        return (np.asarray(points) - self.center) @ self.directions.T

    def parts(self, points) -> np.ndarray:
        """Return ½ λ₁ u² and ½ λ₂ v² of points ``(..., 2)``: what each adds to the lowest value."""
        return self.curvatures / 2 * self.coordinates(points) ** 2

    def bounds(self, domain) -> list[list[float]]:
        """Return a domain of u and v: all u of a domain of points, v as far as the map is high."""
        corners = [(x, y) for x in domain[0] for y in domain[1]]
        u = self.coordinates(corners)[:, 0]
        half = float(np.ptp(u)) / 2
        return [[float(u.min()), float(u.max())], [-FLAT * half, FLAT * half]]


def eigenbasis(objective) -> Eigenbasis | None:
    """Return the eigenbasis of an `Objective`, or None where it is no quadratic bowl on a map.

    >>> from lessonkit.objectives import Objective
    >>> bowl = eigenbasis(Objective("5*x**2 + 6*x*y + 5*y**2 - 16*x - 16*y"))
    >>> bowl.center.round(3), bowl.curvatures.round(3)
    (array([1., 1.]), array([ 4., 16.]))
    >>> bowl.directions.round(3)
    array([[ 0.707, -0.707],
           [ 0.707,  0.707]])
    """
    if objective.dim != 2 or objective.javascript is None:
        return None
    ends = np.array(objective.domain)
    places = np.vstack([ends.mean(axis=1), ends.T, [ends[0, 0], ends[1, 1]], [0.3, -0.7]])
    hessians = objective.hessian(places)
    if not np.isfinite(hessians).all() or not np.allclose(hessians, hessians[0], rtol=1e-9):
        return None
    curvatures, vectors = np.linalg.eigh(hessians[0])
    if curvatures[0] <= 1e-12 * curvatures[1]:
        return None
    x, y = vectors[:, 0] * (1 if tuple(vectors[:, 0]) > (0, 0) else -1)
    directions = np.array([[x, y], [-y, x]]) + 0.0  # no -0
    center = places[0] - np.linalg.solve(hessians[0], objective.gradient(places[0]))
    return Eigenbasis(center, float(objective(center)), curvatures, directions)
