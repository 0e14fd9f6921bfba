"""Slices through a landscape: a loss of many weights along one direction, or over two.

A slice shows ``f(center + a·d₁)`` or ``f(center + a·d₁ + b·d₂)`` at coordinates that the caller
chooses. New points are made for it; the center and the directions stay as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lessonkit.validation import (
    array_of,
    array_shape,
    finite_array,
    finite_number,
    float_array,
    function,
    generator,
    number_of,
    whole_number,
)


@dataclass(frozen=True, eq=False)
class Slice:
    """The values of a function on a line or a plane.

    Attributes:
        alphas: coordinates along the first direction, ``(A,)``.
        betas: coordinates along the second, ``(B,)``; None for a line.
        values: ``(A,)``, or ``(B, A)`` with one row for each beta, as contour plots take it.
        center: the point where all coordinates are 0.
        directions: one or two arrays of the shape of `center`.
    """

    alphas: np.ndarray
    betas: np.ndarray | None
    values: np.ndarray
    center: np.ndarray
    directions: tuple[np.ndarray, ...]

    def point(self, alpha: float, beta: float = 0.0) -> np.ndarray:
        """Return the point at the given coordinates, in the space of `center`."""
        alpha, beta = finite_number("alpha", alpha), finite_number("beta", beta)
        with np.errstate(over="ignore"):
            moved = self.center + alpha * self.directions[0]
            return moved + beta * self.directions[1] if self.betas is not None else moved

    @property
    def lowest(self) -> tuple[float, ...]:
        """The coordinates of the lowest value: (alpha,) or (alpha, beta)."""
        if np.isnan(self.values).all():
            return (np.nan,) * len(self.directions)
        index = np.unravel_index(np.nanargmin(self.values), self.values.shape)
        if self.betas is None:
            return (float(self.alphas[index[0]]),)
        return float(self.alphas[index[1]]), float(self.betas[index[0]])

    def __repr__(self) -> str:
        size = " × ".join(str(len(c)) for c in (self.alphas, self.betas) if c is not None)
        low, high = np.fmin.reduce(self.values, None), np.fmax.reduce(self.values, None)
        return f"<Slice: {size} values from {low:.4g} to {high:.4g}>"


def slice_1d(fun: Callable, center, direction, alphas, batch: int = 1) -> Slice:
    """Evaluate ``fun(center + alpha · direction)`` at each alpha.

    Arguments:
        fun: takes an array of the shape of `center`, returns a number; with ``batch > 1`` it
            takes a stack of them along a first axis and returns one number for each.
        center: the point to look around, of any shape; float32 stays float32.
        direction: an array of the same shape.
        alphas: the coordinates, ``(A,)``, in lengths of the direction.
        batch: how many points are handed to `fun` at once; it changes the speed only.

    Returns:
        A `Slice`, NaN where `fun` is not defined, as ``math.log`` below zero.

    Raises:
        ValueError: when shapes do not fit, something is not finite, or `fun` returns no numbers.

    >>> found = slice_1d(lambda w: (w**2).sum(), [3.0, 4.0], [3.0, 4.0], alphas=[-1, 0, 1])
    >>> found.values, found.lowest, found.point(-1)
    (array([  0.,  25., 100.]), (-1.0,), array([0., 0.]))

    Reference: Goodfellow, Vinyals and Saxe, *Qualitatively characterizing neural network
    optimization problems*, ICLR 2015.
    """
    center, directions = _checked(center, direction=direction)
    alphas = _coordinates("alphas", alphas)
    values = _evaluate(fun, center, directions, alphas[:, None], batch)
    return Slice(alphas, None, values, center, directions)


def slice_2d(fun: Callable, center, d1, d2, alphas, betas, batch: int = 1) -> Slice:
    """Evaluate ``fun(center + alpha · d1 + beta · d2)`` at each pair of coordinates.

    Arguments:
        fun, center, batch: as for `slice_1d`.
        d1, d2: two directions of the shape of `center`.
        alphas, betas: the coordinates along each, ``(A,)`` and ``(B,)``.

    Returns:
        A `Slice` with values ``(B, A)``: ``values[j, i]`` belongs to ``alphas[i]``, ``betas[j]``.

    Raises:
        ValueError: when shapes do not fit, something is not finite, or `fun` returns no numbers.

    >>> def bowl(w):
    ...     return (w**2).sum(axis=-1)
    >>> slice_2d(bowl, [0, 0], [1, 0], [0, 1], alphas=[0, 1, 2], betas=[0, 1], batch=6).values
    array([[0., 1., 4.],
           [1., 2., 5.]])

    Reference: Li et al., *Visualizing the Loss Landscape of Neural Nets*, NeurIPS 2018.
    """
    center, directions = _checked(center, d1=d1, d2=d2)
    alphas, betas = _coordinates("alphas", alphas), _coordinates("betas", betas)
    pairs = np.stack(np.meshgrid(alphas, betas), axis=-1).reshape(-1, 2)
    values = _evaluate(fun, center, directions, pairs, batch)
    return Slice(alphas, betas, values.reshape(len(betas), len(alphas)), center, directions)


def random_direction(shape, rng: np.random.Generator, like=None) -> np.ndarray:
    """Draw a direction: standard normal in every coordinate.

    Arguments:
        shape: the shape of the direction.
        rng: a ``numpy.random.Generator``.
        like: an array of that shape, to scale the direction with `normalize_rows`; without it
            the direction has length 1.

    >>> d = random_direction((10, 65), np.random.default_rng(0))
    >>> d.shape, round(float(np.linalg.norm(d)), 6)
    ((10, 65), 1.0)

    Reference: Li et al., NeurIPS 2018.
    """
    direction = generator("rng", rng).standard_normal(array_shape("shape", shape))
    if like is not None:
        return normalize_rows(direction, like)
    return direction / max(float(np.linalg.norm(direction)), np.finfo(float).tiny)


def normalize_rows(direction, like) -> np.ndarray:
    """Give each row of a direction the length of the same row of `like`.

    A row of a weight matrix is what one unit looks for. Rows of large weights need large steps to
    change anything, so that without this a slice shows the scale of the weights more than the
    shape of the loss.

    Arguments:
        direction: an array; its last axis is the row. A vector, such as the biases of a layer,
            is one row.
        like: the weights around which to slice, of the same shape.

    >>> normalize_rows([[3.0, 4.0], [1.0, 0.0]], like=[[10.0, 0.0], [0.0, 2.0]])
    array([[6., 8.],
           [2., 0.]])

    Reference: Li et al., NeurIPS 2018, "filter normalization".
    """
    direction, like = finite_array("direction", direction), finite_array("like", like)
    if direction.shape != like.shape:
        raise ValueError(
            f"direction and like must have the same shape, got {direction.shape} and {like.shape}"
        )
    if not direction.ndim:
        raise ValueError("direction and like must have an axis for the row, got two numbers")
    length, wanted = _row_lengths(direction), _row_lengths(like)
    with np.errstate(over="ignore"):
        return direction * (wanted / np.where(length > 0, length, 1))


def _row_lengths(array: np.ndarray) -> np.ndarray:
    """The length of each row, ``(..., 1)``; squares of large numbers do not overflow on the way."""
    largest = np.abs(array).max(axis=-1, keepdims=True, initial=0)
    scale = np.ldexp(1.0, np.frexp(largest)[1] - 1)  # a power of two, so that no digit changes
    with np.errstate(over="ignore", under="ignore"):
        return scale * np.sqrt(((array / scale) ** 2).sum(axis=-1, keepdims=True))


def _checked(center, **directions) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    center = float_array("center", center)
    checked = []
    for name, value in directions.items():
        direction = finite_array(name, value)
        if direction.shape != center.shape:
            raise ValueError(
                f"{name} must have the shape {center.shape} of the center, got {direction.shape}"
            )
        checked.append(direction.astype(center.dtype))
    return center, tuple(checked)


def _coordinates(name: str, value) -> np.ndarray:
    array = finite_array(name, value)
    if array.ndim != 1 or not array.size:
        raise ValueError(f"{name} must be a list of at least one number, got shape {array.shape}")
    return array


def _evaluate(fun, center, directions, coordinates, batch) -> np.ndarray:
    function("fun", fun)
    batch = whole_number("batch", batch)
    values, undefined = np.full(len(coordinates), np.nan), None
    with np.errstate(all="ignore"):
        for first in range(0, len(coordinates), batch):
            rows = coordinates[first : first + batch].astype(center.dtype)
            points = center + np.tensordot(rows, np.stack(directions), axes=1)
            if batch > 1:
                values[first : first + len(points)] = array_of("fun", fun(points), (len(points),))
                continue
            try:
                value = fun(points[0])
            except (ArithmeticError, ValueError) as error:  # as math.log below zero
                undefined = error
            else:
                values[first] = number_of("fun", value)
    if undefined and np.isnan(values).all():  # rather a mistake
        raise undefined
    return values
