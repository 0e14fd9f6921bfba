"""Path: where a descent went, and what can be read off it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lessonkit.validation import array_of, double_array, instance, whole_number


@dataclass(frozen=True, eq=False)
class Path:
    """Where a descent went: one row for the start and one for each step after it.

    Attributes:
        points: ``(steps + 1, *start.shape)``; rows after a divergence hold NaN.
        values: the objective at each point, ``(steps + 1,)`` or, for a batch of N starts,
            ``(steps + 1, N)``. With mini-batches, the loss on the examples of the next step.
        states: the optimizer's state at each point, a tuple of NamedTuples (of the last one alone
            when the descent was told not to keep them).
        diverged_at: the first step whose point or value is not finite, None when there is none;
            for a batch of starts an integer array ``(N,)`` in which −1 stands for none.
        optimizer: what made the path.
        objective: what it went down.
        stopped_at: the step at which a stopping rule ended the path, as in `diverged_at`.

    Raises:
        ValueError: when one of them is of another type, or their shapes do not fit each other.

    >>> path = Path([[0.0, 1.0], [0.0, 0.5]], [1.0, 0.25], (), None, optimizer=None)
    >>> path.steps, path.diverged
    (1, False)
    """

    points: np.ndarray
    values: np.ndarray
    states: tuple
    diverged_at: int | np.ndarray | None
    optimizer: object
    objective: object = None
    stopped_at: int | np.ndarray | None = None

    def __post_init__(self):
        for name in ("points", "values"):
            array = double_array(name, getattr(self, name))
            if not array.ndim or not len(array):
                raise ValueError(f"{name} must have a row for the start, got shape {array.shape}")
            object.__setattr__(self, name, array)
        if self.values.shape != self.points.shape[: self.values.ndim]:
            raise ValueError(
                f"values must be one for each of the points of shape {self.points.shape}, "
                f"got shape {self.values.shape}"
            )
        instance("states", self.states, tuple, list)
        for name in ("diverged_at", "stopped_at"):
            when = getattr(self, name)
            if self.values.ndim > 1:
                double_array(name, when, self.values.shape[1:])
            elif when is not None:
                whole_number(name, when, minimum=0)

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

    @cached_property
    def gradients(self) -> np.ndarray:
        """The gradient at each point, of the shape of `points`; computed when first asked for.

        It is that of the whole objective, also where the steps saw mini-batches only. (`Nesterov`
        asks for the gradient at other points than these.)
        """
        if self.objective is None:
            raise ValueError("a path without an objective has no gradients")
        rows = np.full_like(self.points, np.nan)
        with np.errstate(all="ignore"):
            for k, good in enumerate(self._good_rows()):
                if good.all():
                    slope = self.objective.gradient(self.points[k])
                    rows[k] = array_of("gradient", slope, rows[k].shape)
                elif good.any():  # a batch of which some starts diverged
                    rows[k, good] = self.objective.gradient(self.points[k, good])
        return rows

    @cached_property
    def learning_rates(self) -> np.ndarray | None:
        """The effective learning rate of each coordinate in each step, ``(steps, *start.shape)``.

        Row k belongs to the step from point k to point k + 1; NaN where a start had diverged.
        None when the optimizer has no method ``effective_rate(state)`` or states were not kept.
        """
        effective_rate = getattr(self.optimizer, "effective_rate", None)
        if effective_rate is None or len(self.states) != len(self.points):
            return None
        rates = np.full((self.steps, *self.points.shape[1:]), np.nan)
        for k, good in enumerate(self._good_rows()[1:]):
            if good.any():
                rate = np.broadcast_to(effective_rate(self.states[k + 1]), self.points.shape[1:])
                rates[k, good] = rate[good]
        return rates

    def _good_rows(self) -> np.ndarray:
        """Which starts are still among the numbers at each point, of the shape of `values`."""
        own = tuple(range(self.values.ndim, self.points.ndim))
        return np.isfinite(self.points).all(axis=own)

    def __len__(self) -> int:
        return len(self.points)

    def __repr__(self) -> str:
        plural = "" if self.steps == 1 else "s"
        where = f"{_short(self.points[0])} → {_short(self.points[-1])}"
        text = f"{self.steps} step{plural} of {self.optimizer!r}: {where}"
        if self.diverged_at is not None and np.any(self.diverged):
            text += f", diverged at step {_short(self.diverged_at)}"
        return f"<Path: {text}>"


def _short(array) -> str:
    return np.array2string(np.asarray(array), precision=4, threshold=6, separator=", ")
