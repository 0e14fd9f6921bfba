"""Comparing optimizers: tune each on some seeds, judge it on others, count gradients to a target.

The protocol is `tune` and `judge`; what they call is `run`. What is compared on what stands in
`contest`, and `benchmarks/optimizers.py` runs all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import islice

import numpy as np

from lessonkit.batches import minibatches
from lessonkit.optimizers import rate_at
from lessonkit.schedules import CosineDecay

TRIALS = 64
TEST_SEEDS = range(20)
EDGE = 0.1  # of a range, on a logarithmic scale: where the best value lies there, the range …
DECADE, MOST_ROUNDS = 10, 8  # … moves tenfold, until the best value is inside


@dataclass(frozen=True, eq=False)
class Problem:
    """What is descended, and when a run has arrived.

    Attributes:
        gradient: of weights ``(trials, …)``, and of the indices of a batch if there are `examples`.
        error: of weights ``(trials, …)`` → ``(trials,)``: the value of the landscape, or the share
            of wrong answers on the validation images.
        target: a run has arrived when its error is at most this.
        budget: how many gradients a run may ask for.
        draw: takes a generator, returns a start.
        seeds: how many seeds trials are tuned on, and as many others check them.
        every: after how many gradients the error is looked at.
        examples, batch_size: of the data; 0 where the gradient is exact.
        accuracy: on test images that nothing else looks at, None for a landscape.
        scale: what the gradient is multiplied by: the problem in other units.
    """

    gradient: Callable
    error: Callable
    target: float
    budget: int
    draw: Callable
    seeds: int
    every: int = 1
    examples: int = 0
    batch_size: int = 32
    accuracy: Callable | None = None
    scale: float = 1.0

    def batches(self, seed: int):
        """What each gradient gets besides the weights."""
        epochs = -(-self.budget * self.batch_size // self.examples) + 1
        rng = np.random.default_rng(seed)
        batches = minibatches(self.examples, self.batch_size, rng, epochs)
        return ((batch,) for batch in islice(batches, self.budget))

    @property
    def tuning_seeds(self) -> range:
        return range(100, 100 + self.seeds)

    @property
    def checking_seeds(self) -> range:
        return range(200, 200 + self.seeds)


@dataclass(frozen=True)
class Method:
    """An optimizer and the published ranges that its hyperparameters are drawn from.

    Attributes:
        make: the class of the optimizer.
        second: the hyperparameter that is tuned besides the learning rate, None if there is none.
        ranges: of the learning rate and of the second one, from … to.
        memory: whether the second one is a share that is kept; then 1 minus it is drawn.
    """

    make: type
    second: str | None = None
    ranges: tuple = ((1e-4, 1.0), (1e-3, 1.0))
    memory: bool = True

    def at(self, drawn: np.ndarray, ranges, budget: int):
        """Return the optimizer of a trial: three numbers from 0 to 1, on a logarithmic scale."""
        rate, second = (
            low * (high / low) ** u for u, (low, high) in zip(drawn, ranges, strict=False)
        )
        rate = float(f"{rate:.3g}")
        optimizer = self.make(CosineDecay(rate, budget) if drawn[2] < 0.5 else rate)
        if self.second is None:
            return optimizer
        second = float(f"{second:.3g}")
        return replace(optimizer, **{self.second: round(1 - second, 9) if self.memory else second})


def trials(method: Method, problem: Problem, ranges, draws: np.ndarray) -> list:
    """Return the optimizers of all trials."""
    return [method.at(drawn, ranges, problem.budget) for drawn in draws]


def run(problem: Problem, optimizers: list, starts: np.ndarray, batches) -> dict[str, np.ndarray]:
    """Run optimizers of one class side by side, from one start or from several at once.

    Returns:
        For each optimizer and start: "gradients", how many it had asked for when the error was at
        the target, ∞ if it never was; "error" and "accuracy", those of the last point.
    """
    w = np.array([starts] * len(optimizers))
    optimizer = _side_by_side(optimizers, w, problem.budget)
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


def runs(problem: Problem, optimizers: list, seeds) -> dict[str, np.ndarray]:
    """The same for several seeds, ``(optimizers, seeds)``. A seed is a start and an order.

    As in `train`, each comes from a ``default_rng(seed)`` of its own.
    """
    starts = np.array([problem.draw(np.random.default_rng(seed)) for seed in seeds])
    if not problem.examples:
        return run(problem, optimizers, starts, [()] * problem.budget)
    order = zip(starts, map(problem.batches, seeds), strict=True)
    found = [run(problem, optimizers, start, batches) for start, batches in order]
    return {key: np.stack([one[key] for one in found], axis=-1) for key in found[0]}


def cost(gradients: np.ndarray, budget: int) -> np.ndarray:
    """The mean number of gradients over the seeds, where a run that never arrives costs the budget.

    >>> cost(np.array([[30.0, 50.0], [10.0, np.inf]]), budget=200)
    array([ 40., 105.])
    """
    return np.minimum(gradients, budget).mean(axis=-1)


def best(found: dict, budget: int, aim: str) -> int:
    """Which trial is best on its seeds: the fastest one, or the one with the lowest last error."""
    with np.errstate(over="ignore"):  # errors of runs that ran away
        costs, errors = cost(found["gradients"], budget), found["error"].mean(axis=-1)
    keys = (errors, costs) if aim == "fast" else (costs, errors)  # the last one counts first
    return int(np.lexsort(keys)[0])


def tune(problem: Problem, method: Method, draws: np.ndarray, aims=("fast",)) -> list[dict]:
    """Try all trials on the tuning seeds, and move the ranges until the best ones are inside.

    A range moves by a decade, so that trials stay as dense for a method whose published range does
    not fit as for the others; where it would go back to, it is widened instead. Where no trial
    arrives at all, the range of learning rates is widened on both sides.

    Returns:
        What was found in each round, the published ranges first: the "ranges", the "trials", what
        `runs` returns, and the number of the best trial for each aim.
    """
    rounds, ranges = [], [tuple(map(float, pair)) for pair in method.ranges]
    ways = set(), set()  # that each range has moved
    for _ in range(MOST_ROUNDS):
        made = trials(method, problem, ranges, draws)
        found = runs(problem, made, problem.tuning_seeds)
        chosen = {aim: best(found, problem.budget, aim) for aim in aims}
        rounds.append({"ranges": list(ranges), "trials": made, **found, **chosen})
        for k in range(1 if method.second is None else 2):
            places = [draws[trial, k] for trial in chosen.values()]
            down, up = min(places) < EDGE, max(places) > 1 - EDGE
            if not k and np.isinf(found["gradients"][chosen["fast"]]).all():
                down = up = True  # nobody arrives: there is no best value yet
            if k and method.memory and ranges[k][1] > 0.5:
                up = False  # a share that is kept is not below 0
            ranges[k] = _moved(*ranges[k], down, up, ways[k])
        if ranges == rounds[-1]["ranges"]:
            break
    return rounds


def _moved(low: float, high: float, down: bool, up: bool, ways: set) -> tuple[float, float]:
    ways |= {-1} if down else set()
    ways |= {1} if up else set()
    both = len(ways) == 2
    if down:
        low, high = low / DECADE, high if both else high / DECADE
    if up:
        low, high = low if both else low * DECADE, high * DECADE
    return low, high


def judge(problem: Problem, optimizers: list) -> dict[str, np.ndarray]:
    """Run the chosen optimizers on the test seeds."""
    return runs(problem, optimizers, TEST_SEEDS)


def _side_by_side(optimizers: list, w: np.ndarray, budget: int):
    """One optimizer whose hyperparameters are arrays, one entry for each of `optimizers`."""
    first, shape = optimizers[0], (-1,) + (1,) * (w.ndim - 1)
    together = replace(first)
    for field in fields(first):
        values = [getattr(optimizer, field.name) for optimizer in optimizers]
        if field.name == "learning_rate":
            table = [[rate_at(value, step) for value in values] for step in range(budget)]
            rates = np.array(table, w.dtype)
            values = partial(_rate_of_step, rates.reshape(budget, *shape))
        else:
            values = np.array(values, w.dtype).reshape(shape)
        object.__setattr__(together, field.name, values)  # its checks are for single numbers
    return together


def _rate_of_step(rates: np.ndarray, step: int) -> np.ndarray:
    return rates[step]
