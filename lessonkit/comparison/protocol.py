"""Comparing optimizers: tune each on some seeds, judge it on others, count gradients to a target.

The protocol is `tune` and `judge`; what they call is `run`. What is compared on what stands in
`contest`, and `benchmarks/optimizers.py` runs all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import islice

import numpy as np

from lessonkit.batches import minibatches
from lessonkit.optimizers import rate_at
from lessonkit.schedules import CosineDecay

TRIALS, ROUND = 64, 16  # in each tuning, and how many of them come from the same ranges
REACH = 10  # a range goes on to at least so many times the best value so far, and as far below it
EDGE = 3  # a value nearer to an end of its range than by this factor is at the edge
UNBOUNDED = ("learning_rate", "weight_decay")  # 1 minus a share that is kept ends at 1


@dataclass(frozen=True, eq=False)
class Problem:
    """What is descended, and when a run has arrived.

    Attributes:
        gradient: of weights ``(trials, …)``, and of the indices of a batch if there are `examples`.
        error: of weights ``(trials, …)`` → ``(trials,)``: the value of the landscape, or how many
            validation images are wrong.
        target: a run has arrived when its error is at most this.
        budget: how many gradients a run may ask for.
        draw: takes a generator, returns a start.
        number: of the problem, by which its trials are drawn.
        seeds: how many seeds a tuning has, and as many others judge what it chose.
        every: after how many gradients the error is looked at.
        examples, batch_size: of the data; 0 where the gradient is exact.
        accuracy: on test images that nothing else looks at, None for a landscape.
        scale: what the gradient is multiplied by: the problem in other units.
        wider: whether ranges may get wider than the first ones.
    """

    gradient: Callable
    error: Callable
    target: float
    budget: int
    draw: Callable
    number: int
    seeds: int
    every: int = 1
    examples: int = 0
    batch_size: int = 32
    accuracy: Callable | None = None
    scale: float = 1.0
    wider: bool = True

    def batches(self, seed: int):
        """What each gradient gets besides the weights."""
        epochs = -(-self.budget * self.batch_size // self.examples) + 1
        rng = np.random.default_rng(seed)
        batches = minibatches(self.examples, self.batch_size, rng, epochs)
        return ((batch,) for batch in islice(batches, self.budget))

    def draws(self, repeat: int) -> np.ndarray:
        """The trials of a repeat as numbers from 0 to 1: the same ones for all methods."""
        return np.random.default_rng([self.number, repeat]).random((TRIALS, 4))

    @property
    def aims(self) -> tuple[str, ...]:
        """What is looked for: arriving fast, and for models few errors at the end, too."""
        return ("fast", "accurate") if self.examples else ("fast",)

    def tuning_seeds(self, repeat: int) -> range:
        return range(100 * repeat, 100 * repeat + self.seeds)

    def test_seeds(self, repeat: int) -> range:
        return range(100 * repeat + 50, 100 * repeat + 50 + self.seeds)


@dataclass(frozen=True)
class Method:
    """An optimizer, and the ranges that its hyperparameters are drawn from at first.

    Attributes:
        make: the class of the optimizer.
        ranges: of the learning rate and of whatever else is tuned: its name → (from, to). Of a
            share that is kept, such as a momentum, 1 minus it is drawn.
    """

    make: type
    ranges: dict = field(default_factory=dict)

    def at(self, drawn: dict, falls: bool, budget: int):
        """Return the optimizer with these values; its rate falls along a cosine, or does not."""
        rate = drawn["learning_rate"]
        rest = {name: _kept(name, drawn[name]) for name in drawn if name != "learning_rate"}
        return replace(self.make(CosineDecay(rate, budget) if falls else rate), **rest)


def _kept(name: str, value: float) -> float:
    return value if name == "weight_decay" else round(1 - value, 9)


def tune(problem: Problem, method: Method, repeat: int) -> tuple[list, dict]:
    """Try 64 settings, 16 at a time; the ranges then reach tenfold beyond the best one so far.

    Returns:
        The trials in their order, each with its "optimizer", the values "drawn" and what `runs`
        found on the tuning seeds; and the ranges that the last ones were drawn from.
    """
    ranges, made = dict(method.ranges), []
    for first in range(0, TRIALS, ROUND):
        for aim in problem.aims if made and problem.wider else ():
            best = choose(made, problem.budget, aim)["drawn"]
            ranges = {name: _wider(name, *ranges[name], best[name]) for name in ranges}
        new = []
        for u in problem.draws(repeat)[first : first + ROUND]:
            pairs = zip(u[1:], ranges.items(), strict=False)
            drawn = {name: low * (high / low) ** x for x, (name, (low, high)) in pairs}
            drawn = {name: float(f"{value:.3g}") for name, value in drawn.items()}
            optimizer = method.at(drawn, u[0] < 0.5, problem.budget)
            new.append({"optimizer": optimizer, "drawn": drawn, "cosine": int(u[0] < 0.5)})
        found = runs(problem, [each["optimizer"] for each in new], problem.tuning_seeds(repeat))
        for k, each in enumerate(new):
            made.append(each | {key: column[k] for key, column in found.items()})
    return made, ranges


def _wider(name: str, low: float, high: float, best: float) -> tuple[float, float]:
    most = np.inf if name in UNBOUNDED else 1.0  # what is kept is not below 0
    return min(low, best / REACH), max(high, min(best * REACH, most))


def at_edge(drawn: dict, ranges: dict) -> bool:
    """Whether a value lies within a factor of three of an end of its range that could be moved."""
    below = any(drawn[name] < EDGE * low for name, (low, _) in ranges.items())
    return below or any(drawn[n] * EDGE > ranges[n][1] for n in ranges if n in UNBOUNDED)


def choose(trials: list[dict], budget: int, aim: str = "fast") -> dict:
    """Return the best of some trials: the fastest one, or the one with the lowest last error."""

    def rank(trial):
        keys = cost(trial["gradients"], budget), trial["error"].mean()
        return keys if aim == "fast" else keys[::-1]

    with np.errstate(over="ignore"):  # errors of runs that ran away
        return min(trials, key=rank)


def judge(problem: Problem, optimizers: list, repeat: int) -> dict[str, np.ndarray]:
    """Run optimizers of one class on the test seeds of a repeat."""
    return runs(problem, optimizers, problem.test_seeds(repeat))


def cost(gradients: np.ndarray, budget: int) -> np.ndarray:
    """The mean number of gradients over the seeds; a run that never arrives costs the budget.

    >>> cost(np.array([[30.0, 50.0], [10.0, np.inf]]), budget=200)
    array([ 40., 105.])
    """
    return np.minimum(gradients, budget).mean(axis=-1)


def runs(problem: Problem, optimizers: list, seeds) -> dict[str, np.ndarray]:
    """Run optimizers of one class on each seed: ``(optimizers, seeds)``.

    A seed is a start and an order of the batches. As in `train`, each comes from a
    ``default_rng(seed)`` of its own.
    """
    starts = np.array([problem.draw(np.random.default_rng(seed)) for seed in seeds])
    axes = starts.ndim - bool(problem.examples)  # batches belong to a seed: one seed at a time
    together = _side_by_side(optimizers, axes, starts.dtype, problem.budget)
    if not problem.examples:
        return run(problem, together, np.array([starts] * len(optimizers)), [()] * problem.budget)
    found = [
        run(problem, together, np.array([start] * len(optimizers)), problem.batches(seed))
        for start, seed in zip(starts, seeds, strict=True)
    ]
    return {key: np.stack([one[key] for one in found], axis=-1) for key in found[0]}


def run(problem: Problem, optimizer, w: np.ndarray, batches) -> dict[str, np.ndarray]:
    """Run all rows of `w` side by side.

    Returns:
        For each row: "gradients", how many it had asked for when the error was at the target, ∞ if
        it never was; "error" and "accuracy", those of the last point.
    """
    state, asked, unit = optimizer.init(w), 0, w.dtype.type(problem.scale)
    first = np.full(problem.error(w).shape, np.inf)

    def counted(batch, w):
        nonlocal asked
        asked += 1
        return problem.gradient(w, *batch) * unit

    with np.errstate(all="ignore"):
        for batch in batches:
            new, state = optimizer.update(w, partial(counted, batch), state)
            if asked > problem.budget:
                break
            w = new
            if asked % problem.every == 0:
                first[np.isinf(first) & (problem.error(w) <= problem.target)] = asked
        error = np.nan_to_num(problem.error(w), nan=np.inf)
        accuracy = problem.accuracy(w) if problem.accuracy else np.full(error.shape, np.nan)
    return {"gradients": first, "error": error, "accuracy": accuracy}


def _side_by_side(optimizers: list, axes: int, kind, budget: int):
    """One optimizer whose hyperparameters are arrays, one entry for each of `optimizers`."""
    together = replace(optimizers[0])
    shape = (-1, *(1 for _ in range(axes)))
    for each in fields(together):
        values = [getattr(optimizer, each.name) for optimizer in optimizers]
        if each.name == "learning_rate":
            table = [[rate_at(value, step) for value in values] for step in range(budget)]
            values = partial(_rate_of_step, np.array(table, kind).reshape(budget, *shape))
        else:
            values = np.array(values, kind).reshape(shape)
        object.__setattr__(together, each.name, values)  # its checks are for single numbers
    return together


def _rate_of_step(rates: np.ndarray, step: int) -> np.ndarray:
    return rates[step]
