"""descend: run an optimizer and keep everything it did, as a Path."""

from collections.abc import Callable, Iterable

import numpy as np

from lessonkit import validation
from lessonkit.objectives import Objective
from lessonkit.path import Path
from lessonkit.stopping import stopping_rules, stopping_verdict
from lessonkit.validation import (
    array_of,
    finite_array,
    flag,
    items,
    shown,
    update_of,
    whole_number,
)

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
            number of at least 0, the objective or the optimizer lacks a method, or one of these
            methods or a rule returns something else than it should, such as None.

    >>> from lessonkit.objectives import Objective
    >>> from lessonkit.optimizers import GradientDescent
    >>> f = Objective("x**2 - 4*x + 6")
    >>> path = descend(f, GradientDescent(learning_rate=0.2), start=4.0, steps=2)
    >>> path.points.round(2), path.values.round(2), path.diverged_at
    (array([4.  , 3.2 , 2.72]), array([6.  , 3.44, 2.52]), None)
    >>> from lessonkit.stopping import SmallGradient
    >>> path = descend(f, GradientDescent(learning_rate=0.2), start=4.0, stop=SmallGradient(0.01))
    >>> path.stopped_at, path.gradients[-2:].round(4)
    (12, array([0.0145, 0.0087]))
    """
    _check_methods(objective, optimizer)
    flag("keep_states", keep_states)
    observe = getattr(optimizer, "observe", lambda state, value: state)
    rules = stopping_rules(stop)
    steps, functions = _schedule(objective, steps, batches)
    w = _checked_start(objective, start)
    state = optimizer.init(w)
    with np.errstate(all="ignore"):
        value_of, gradient = functions(0)
        value = _value(value_of(w))
        record = _Record(w, value, steps)
        states = [state := observe(state, value)]
        record.stop(0, [rule(w, value, None, gradient) for rule in rules])
        for step in range(1, steps + 1):
            if record.some_rest and not record.moving.any():
                break
            new, state = update_of(optimizer.update(w, gradient, state), w)
            value_of, gradient = functions(step)
            w, value, before = *record.move(step, w, new, value_of), value
            state = observe(state, value)
            if keep_states:
                states.append(state)
            record.stop(step, [rule(w, value, before, gradient) for rule in rules])
    rows = record.rows()
    states = states + [state] * (rows - len(states)) if keep_states else [state]
    return record.path(rows, tuple(states), optimizer, objective)


class _Record:
    """The rows of a path while it is made, and which starts of the batch still move."""

    def __init__(self, w: np.ndarray, value: np.ndarray, steps: int):
        if value.shape != w.shape[: value.ndim]:
            raise ValueError(
                f"objective must return one value for each start; for starts of shape {w.shape} "
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
        finite = np.isfinite(new)
        if finite.all() and not self.some_rest:
            go, w = self.moving, new
            self.points[step] = w
            self.values[step] = value = _value(value_of(w))
        else:
            go = self.moving & finite.all(axis=self.own_axes)
            w = np.where(self._wide(go), new, w)
            value = _value(value_of(w))
            np.copyto(self.points[step : step + 1], new, where=self._wide(self.moving))
            np.copyto(self.values[step : step + 1], np.where(go, value, np.nan), where=self.moving)
        good = np.isfinite(value)
        if not good.all() or go is not self.moving:
            self._rest(step, self.moving & ~(go & good), self.diverged_at, np.nan, np.nan)
        return w, value

    def stop(self, step: int, verdicts: list) -> None:
        """Let the starts rest for which any rule says so."""
        for verdict in verdicts:
            now = self.moving & stopping_verdict(verdict)
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


def _value(value) -> np.ndarray:
    return np.asarray(value) if isinstance(value, float) else array_of("objective", value)


def slope_of(objective) -> Callable:
    """Return the gradient of an objective; a learner's own has to have the shape of the point."""
    if isinstance(objective, Objective):
        return objective.gradient

    def gradient(w, *batch):
        w = np.asarray(w)
        slope = objective.gradient(w, *batch)
        usual = isinstance(slope, np.ndarray) and slope.dtype.kind == "f"
        return slope if usual and slope.shape == w.shape else array_of("gradient", slope, w.shape)

    return gradient


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
    slope = slope_of(objective)
    if batches is None:
        return DEFAULT_STEPS if steps is None else steps, lambda _: (objective, slope)
    if isinstance(objective, Objective):
        raise ValueError(f"batches need an objective of examples, got {shown(objective)}")
    batches = items("batches", batches, maximum=None if steps is None else max(1, steps))

    def functions(step):
        batch = batches[min(step, len(batches) - 1)]
        return (lambda w: objective(w, batch)), (lambda w: slope(w, batch))

    return len(batches) if steps is None else min(steps, len(batches)), functions


def _check_methods(objective, optimizer) -> None:
    methods = callable(objective) and callable(getattr(objective, "gradient", None))
    if isinstance(objective, type) or not methods:
        raise ValueError(
            "objective must be callable and have a method gradient, which Objective.from_function "
            f"adds to any function; got {shown(objective)}"
        )
    validation.optimizer("optimizer", optimizer)


def _checked_start(objective, start) -> np.ndarray:
    w = finite_array("start", start)
    if not w.size:
        raise ValueError(f"start must hold at least one number, got shape {w.shape}")
    dim = getattr(objective, "dim", None)
    if dim is None:
        return w
    fits = w.ndim <= 1 if dim == 1 else w.ndim in (1, 2) and w.shape[-1] == dim
    if not fits:
        one, many = ("a number", "(N,)") if dim == 1 else (f"shape ({dim},)", f"(N, {dim})")
        raise ValueError(f"start must be {one}, or {many} for N starts, got shape {w.shape}")
    # Coordinate by coordinate in memory, as formulas are computed.
    return np.asfortranarray(w) if w.ndim == 2 else w
