"""descend: run an optimizer and keep everything it did, as a Path; rules for when to stop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from lessonkit.path import Path
from lessonkit.validation import finite_array, not_negative, whole_number

DEFAULT_STEPS = 100


def descend(
    objective,
    optimizer,
    start,
    steps: int | None = None,
    *,
    batches: Iterable | None = None,
    stop: Callable | Iterable[Callable] = (),
    keep_states: bool = True,
) -> Path:
    """Run `optimizer` on `objective` from `start` and return the path.

    Arguments:
        objective: callable, with a method `gradient`; an `Objective`, a `DataLoss` or anything
            alike.
        optimizer: an object with `init` and `update`, such as ``GradientDescent(0.1)``. If it has
            a method ``observe(state, value)`` too, it is told the value at every point.
        start: one start, or a batch of N starts at once: ``(N,)`` for an `Objective` of one
            variable, ``(N, dim)`` otherwise. Other objectives take any shape, such as that of a
            weight matrix; theirs is a batch when they return a value for each start.
        steps: how many updates to make, by default 100, or one for each of the batches.
        batches: the examples of each step, such as `minibatches` yields. The next one is passed
            on in each step: ``objective(w, batch)``, ``objective.gradient(w, batch)``.
        stop: a rule, or several of which any may stop a start: ``rule(w, value, before,
            gradient)`` gets the value at `w`, the value one step before it (None at the start)
            and the gradient as a callable. See `SmallGradient` and `SmallChange`.
        keep_states: whether the path holds the state at every point, or the last one alone, which
            saves time and memory for large batches.

    Returns:
        A `Path`. Divergence is a result, not an error: from the first non-finite value on a start
        is left alone, its neighbors go on, and `diverged_at` says when it happened. In a batch a
        start that has stopped rests where it is; the path ends when the last one has.

    Raises:
        ValueError: when the start is not finite or of the wrong shape, `steps` is not a whole
            number of at least 0, or the objective or the optimizer lacks a method.

    >>> from lessonkit.objectives import Objective
    >>> from lessonkit.optimizers import GradientDescent
    >>> f = Objective("x**2 - 4*x + 6")
    >>> path = descend(f, GradientDescent(learning_rate=0.2), start=4.0, steps=2)
    >>> path.points.round(2), path.values.round(2), path.diverged_at
    (array([4.  , 3.2 , 2.72]), array([6.  , 3.44, 2.52]), None)
    >>> path = descend(f, GradientDescent(learning_rate=0.2), start=4.0, stop=SmallGradient(0.01))
    >>> path.stopped_at, path.gradients[-2:].round(4)
    (12, array([0.0145, 0.0087]))
    """
    _check_methods(objective, optimizer)
    observe = getattr(optimizer, "observe", lambda state, value: state)
    rules = (stop,) if callable(stop) else tuple(stop)
    steps, functions = _schedule(objective, steps, batches)
    w = _checked_start(objective, start)
    state = optimizer.init(w)
    with np.errstate(all="ignore"):
        value_of, gradient = functions(0)
        value = np.asarray(value_of(w), dtype=np.float64)
        record = _Record(w, value, steps)
        states = [state := observe(state, value)]
        record.stop(0, [rule(w, value, None, gradient) for rule in rules])
        for step in range(1, steps + 1):
            if record.some_rest and not record.moving.any():
                break
            new, state = optimizer.update(w, gradient, state)
            value_of, gradient = functions(step)
            w, value, before = *record.move(step, w, new, value_of), value
            state = observe(state, value)
            if keep_states:
                states.append(state)
            record.stop(step, [rule(w, value, before, gradient) for rule in rules])
    rows = record.rows()
    states = states + [state] * (rows - len(states)) if keep_states else [state]
    return record.path(rows, tuple(states), optimizer, objective)


@dataclass(frozen=True)
class SmallGradient:
    """A stopping rule: the length of the gradient has come down to `tolerance`.

    It costs one more gradient a step.

    >>> SmallGradient(0.1)(np.array([3.0, 4.0]), 1.0, None, lambda w: w / 100)
    np.True_
    """

    tolerance: float

    def __post_init__(self):
        not_negative("tolerance", self.tolerance)

    def __call__(self, w, value, before, gradient):
        g = np.asarray(gradient(w))
        return np.sqrt((g * g).sum(axis=tuple(range(np.ndim(value), g.ndim)))) <= self.tolerance


@dataclass(frozen=True)
class SmallChange:
    """A stopping rule: the last step changed the value by `tolerance` or less.

    >>> SmallChange(0.1)(2.0, value=4.0, before=4.05, gradient=None)
    True
    """

    tolerance: float

    def __post_init__(self):
        not_negative("tolerance", self.tolerance)

    def __call__(self, w, value, before, gradient):
        return before is not None and abs(value - before) <= self.tolerance


class _Record:
    """The rows of a path while it is made, and which starts of the batch still move."""

    def __init__(self, w: np.ndarray, value: np.ndarray, steps: int):
        if value.shape != w.shape[: value.ndim]:
            raise ValueError(
                f"an objective returns one value for each start; for starts of shape {w.shape} "
                f"it returned shape {value.shape}"
            )
        self.points, self.values = (_rows_like(a, steps + 1) for a in (w, value))
        self.points[0], self.values[0] = w, value
        self.own_axes = tuple(range(value.ndim, w.ndim))
        self.moving, self.some_rest = np.ones(value.shape, bool), False
        self.diverged_at, self.stopped_at = (np.full(value.shape, -1) for _ in range(2))
        self._rest(0, self.moving & ~np.isfinite(value), self.diverged_at, np.nan, np.nan)

    def move(self, step: int, w: np.ndarray, new: np.ndarray, value_of: Callable):
        """Record a step from `w` to `new`; return where to go on from, and the values there.

        A start that rests stays where it was, so functions never see a non-finite point.
        """
        if np.shape(new) != w.shape:
            raise ValueError(
                f"the update of a point of shape {w.shape} has shape {np.shape(new)}; "
                "a gradient has the shape of the point"
            )
        finite = np.isfinite(new)
        if finite.all() and not self.some_rest:
            go, w = self.moving, np.asarray(new)
            self.points[step] = w
            self.values[step] = value = np.asarray(value_of(w), dtype=np.float64)
        else:
            go = self.moving & finite.all(axis=self.own_axes)
            w = np.where(self._wide(go), new, w)
            value = np.asarray(value_of(w), dtype=np.float64)
            np.copyto(self.points[step : step + 1], new, where=self._wide(self.moving))
            np.copyto(self.values[step : step + 1], np.where(go, value, np.nan), where=self.moving)
        good = np.isfinite(value)
        if not good.all() or go is not self.moving:
            self._rest(step, self.moving & ~(go & good), self.diverged_at, np.nan, np.nan)
        return w, value

    def stop(self, step: int, verdicts: list) -> None:
        """Let the starts rest for which any rule says so."""
        for verdict in verdicts:
            now = self.moving & verdict
            self._rest(step, now, self.stopped_at, self.points[step, now], self.values[step, now])

    def _rest(self, step: int, which: np.ndarray, when: np.ndarray, point, value) -> None:
        if which.any():
            when[which] = step
            self.points[step + 1 :, which] = point
            self.values[step + 1 :, which] = value
            self.moving, self.some_rest = self.moving & ~which, True

    def _wide(self, mask: np.ndarray) -> np.ndarray:
        return np.expand_dims(mask, tuple(range(mask.ndim, mask.ndim + len(self.own_axes))))

    def rows(self) -> int:
        """How many rows the path has: rules cut it off where the last start has stopped."""
        if self.moving.any() or self.stopped_at.max() < 0:
            return len(self.points)
        return 1 + int(max(self.stopped_at.max(), self.diverged_at.max()))

    def path(self, rows: int, states: tuple, optimizer, objective) -> Path:
        """Return the first rows of the record as a path."""
        return Path(
            self.points[:rows],
            self.values[:rows],
            states,
            _one_or_each(self.diverged_at),
            optimizer,
            objective,
            _one_or_each(self.stopped_at),
        )


def _rows_like(array: np.ndarray, rows: int) -> np.ndarray:
    """Room for so many arrays, each of the shape and the memory layout of `array`."""
    if not array.flags.f_contiguous:
        return np.empty((rows, *array.shape))
    return np.empty((rows, *array.shape[::-1])).transpose(0, *range(array.ndim, 0, -1))


def _one_or_each(when: np.ndarray) -> int | np.ndarray | None:
    if when.ndim:
        return when
    return None if when < 0 else int(when)


def _schedule(objective, steps, batches) -> tuple[int, Callable]:
    """The number of steps, and the value and gradient functions that belong to each."""
    if steps is not None:
        steps = whole_number("steps", steps, minimum=0)
    if batches is None:
        return DEFAULT_STEPS if steps is None else steps, lambda _: (objective, objective.gradient)
    batches = list(islice(batches, None if steps is None else max(1, steps)))
    if not batches:
        raise ValueError("batches must hold at least one batch, got none")

    def functions(step):
        batch = batches[min(step, len(batches) - 1)]
        return (lambda w: objective(w, batch)), (lambda w: objective.gradient(w, batch))

    return len(batches) if steps is None else min(steps, len(batches)), functions


def _check_methods(objective, optimizer) -> None:
    if not callable(objective) or not callable(getattr(objective, "gradient", None)):
        raise ValueError(
            "an objective is callable and has a method gradient, which Objective.from_function "
            f"adds to any function; got {objective!r}"
        )
    for method in ("init", "update"):
        if not callable(getattr(optimizer, method, None)):
            raise ValueError(f"an optimizer needs the methods init and update, got {optimizer!r}")


def _checked_start(objective, start) -> np.ndarray:
    w = finite_array("start", start)
    dim = getattr(objective, "dim", None)
    if dim is None:
        return w
    fits = w.ndim <= 1 if dim == 1 else w.ndim in (1, 2) and w.shape[-1] == dim
    if not fits:
        one, many = ("a number", "(N,)") if dim == 1 else (f"shape ({dim},)", f"(N, {dim})")
        raise ValueError(f"start must be {one}, or {many} for N starts, got shape {w.shape}")
    # Coordinate by coordinate in memory, as formulas are computed.
    return np.asfortranarray(w) if w.ndim == 2 else w
