"""descend: run an optimizer and keep everything it did, as a Path."""

from dataclasses import dataclass

import numpy as np

from lessonkit.validation import finite_array, whole_number


@dataclass(frozen=True)
class Path:
    """Where a descent went: one row for the start and one for each step after it.

    Attributes:
        points: ``(steps + 1, *start.shape)``; rows after a divergence hold NaN.
        values: the objective at each point, ``(steps + 1,)`` or, for a batch of N starts,
            ``(steps + 1, N)``.
        states: the optimizer's state at each point, a tuple of NamedTuples.
        diverged_at: the first step whose point or value is not finite, None when there is none;
            for a batch of starts an integer array ``(N,)`` in which −1 stands for none.
        optimizer: what made the path.
    """

    points: np.ndarray
    values: np.ndarray
    states: tuple
    diverged_at: int | np.ndarray | None
    optimizer: object

    @property
    def steps(self) -> int:
        """How many updates were made."""
        return len(self.points) - 1

    @property
    def diverged(self) -> np.ndarray | bool:
        """Whether the path (each path of a batch) left the numbers behind."""
        if isinstance(self.diverged_at, np.ndarray):
            return self.diverged_at >= 0
        return self.diverged_at is not None

    def __len__(self) -> int:
        return len(self.points)

    def __repr__(self) -> str:
        plural = "" if self.steps == 1 else "s"
        where = f"{_short(self.points[0])} → {_short(self.points[-1])}"
        text = f"{self.steps} step{plural} of {self.optimizer!r}: {where}"
        if self.diverged_at is not None and np.any(self.diverged):
            text += f", diverged at step {_short(self.diverged_at)}"
        return f"<Path: {text}>"


def descend(objective, optimizer, start, steps: int = 100) -> Path:
    """Run `optimizer` on `objective` from `start` and return the path.

    Arguments:
        objective: callable, with a method `gradient`; an `Objective` or anything alike.
        optimizer: an object with `init` and `update`, such as ``GradientDescent(0.1)``.
        start: one start, or a batch of N starts at once: ``(N,)`` for an objective of one
            variable, ``(N, dim)`` otherwise.
        steps: how many updates to make.

    Returns:
        A `Path`. Divergence is a result, not an error: from the first non-finite value on a start
        is left alone, its neighbors go on, and `diverged_at` says when it happened.

    Raises:
        ValueError: when the start is not finite or of the wrong shape, or `steps` is negative.

    >>> from lessonkit.objectives import Objective
    >>> from lessonkit.optimizers import GradientDescent
    >>> f = Objective("x**2 - 4*x + 6")
    >>> path = descend(f, GradientDescent(learning_rate=0.2), start=4.0, steps=2)
    >>> path.points.round(2), path.values.round(2), path.diverged_at
    (array([4.  , 3.2 , 2.72]), array([6.  , 3.44, 2.52]), None)
    """
    for method in ("init", "update"):
        if not callable(getattr(optimizer, method, None)):
            raise ValueError(f"an optimizer needs the methods init and update, got {optimizer!r}")
    steps = whole_number("steps", steps, minimum=0)
    w = _checked_start(objective, start)
    state = optimizer.init(w)
    points, values, states = [w], [np.asarray(objective(w))], [state]
    alive = np.isfinite(values[0])
    diverged_at = np.where(alive, -1, 0)
    with np.errstate(all="ignore"):
        for step in range(1, steps + 1):
            if not alive.any():
                points.append(np.full_like(w, np.nan))
                values.append(np.full_like(values[0], np.nan))
                states.append(state)
                continue
            w, state = optimizer.update(w, objective.gradient, state)
            value = np.asarray(objective(w))
            spare = (...,) + (None,) * (w.ndim - value.ndim)
            w = np.where(alive[spare], w, np.nan)
            value = np.where(alive, value, np.nan)
            finite = np.isfinite(value) & np.isfinite(w).all(axis=tuple(range(value.ndim, w.ndim)))
            diverged_at = np.where(alive & ~finite, step, diverged_at)
            alive = alive & finite
            points.append(w)
            values.append(value)
            states.append(state)
    if diverged_at.ndim == 0:
        diverged_at = None if diverged_at < 0 else int(diverged_at)
    return Path(np.stack(points), np.stack(values), tuple(states), diverged_at, optimizer)


def _checked_start(objective, start) -> np.ndarray:
    w = finite_array("start", start)
    dim = getattr(objective, "dim", None)
    if dim is None:
        return w
    fits = w.ndim <= 1 if dim == 1 else w.ndim in (1, 2) and w.shape[-1] == dim
    if not fits:
        one, many = ("a number", "(N,)") if dim == 1 else (f"shape ({dim},)", f"(N, {dim})")
        raise ValueError(f"start must be {one}, or {many} for N starts, got shape {w.shape}")
    return w


def _short(array) -> str:
    return np.array2string(np.asarray(array), precision=4, threshold=6, separator=", ")
