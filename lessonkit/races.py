"""Fair races of optimizers: one start, one budget, and for each its own best learning rate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat

import numpy as np

from lessonkit import validation
from lessonkit.batches import DataLoss, minibatches
from lessonkit.descent import slope_of
from lessonkit.validation import (
    array_of,
    double_array,
    function,
    instance,
    items,
    positive,
    shown,
    update_of,
    whole_number,
)


@dataclass(frozen=True, eq=False)
class Track:
    """What is raced on: a loss, and what a seed decides about a run.

    Arguments:
        objective: an `Objective`, which takes many points at once, or a `DataLoss`.
        draw: takes a ``numpy.random.Generator``, returns a start.
        batch_size: how many examples of a `DataLoss` each gradient looks at; the seed that draws
            the start shuffles them, too. None for an `Objective`.

    Raises:
        ValueError: when one of these is something else, or `batch_size` is not from 1 to the
            number of examples.

    >>> from lessonkit.objectives import Objective
    >>> Track(Objective("x**2"), draw=lambda rng: rng.uniform(-1, 1)).starts([0, 1]).round(3)
    array([0.274, 0.024])
    """

    objective: Callable
    draw: Callable
    batch_size: int | None = None

    def __post_init__(self):
        if not callable(self.objective) or not callable(getattr(self.objective, "gradient", None)):
            raise ValueError(f"objective must have a method gradient, got {shown(self.objective)}")
        function("draw", self.draw)
        if self.batch_size is not None:
            if not isinstance(self.objective, DataLoss):
                raise ValueError(f"batch_size needs a DataLoss, got {shown(self.objective)}")
            whole_number("batch_size", self.batch_size, maximum=len(self.objective))

    def starts(self, seeds) -> np.ndarray:
        """Return the start of each seed, ``(seeds, …)``."""
        rngs = map(np.random.default_rng, _seeds("seeds", seeds))
        starts = [array_of("draw", self.draw(rng)) for rng in rngs]
        if len({start.shape for start in starts}) > 1:
            raise ValueError("draw must return starts of one shape")
        return np.array(starts)

    def ends(self, optimizer, seeds, budget: int) -> np.ndarray:
        """Return where the optimizer is when it has asked for `budget` gradients, for each seed.

        A run that diverged ends at points that are not finite.
        """
        validation.optimizer("optimizer", optimizer)
        budget, seeds = whole_number("budget", budget), _seeds("seeds", seeds)
        if self.batch_size is None:
            return _run(slope_of(self.objective), optimizer, self.starts(seeds), repeat(()), budget)
        return np.array([self._end_on_batches(optimizer, seed, budget) for seed in seeds])

    def losses(self, points: np.ndarray) -> np.ndarray:
        """Return the loss at each point, of all examples; ∞ where it is not a number."""
        points = double_array("points", points)
        with np.errstate(all="ignore"):
            losses = array_of("objective", self.objective(points))
        if not losses.ndim or losses.shape != points.shape[: losses.ndim]:
            raise ValueError(
                f"objective must return one value for each of the points of shape {points.shape}, "
                f"got shape {losses.shape}"
            )
        return np.where(np.isfinite(losses), losses, np.inf)

    def _end_on_batches(self, optimizer, seed: int, budget: int) -> np.ndarray:
        rng = np.random.default_rng(seed)
        start, examples = array_of("draw", self.draw(rng)), len(self.objective)
        epochs = -(-budget // -(-examples // self.batch_size))  # both rounded up
        batches = minibatches(examples, self.batch_size, rng, epochs)
        batches = ((batch,) for batch in batches)
        return _run(slope_of(self.objective), optimizer, start, batches, budget)


@dataclass(frozen=True, eq=False)
class Race:
    """The outcome of a `race`: what was tried, what was chosen, and where it led.

    Attributes:
        names: of the optimizers, in the order of the first axis of all arrays.
        rates: the grid of learning rates.
        budget: how many gradients each run could ask for.
        tuning: the final losses on the tuning seeds, ``(optimizers, rates, tuning seeds)``.
        tuning_starts: the losses they began with, ``(tuning seeds,)``.
        finals: the final losses on the racing seeds at the best rates, ``(optimizers, seeds)``.
        ends: where these runs ended, ``(optimizers, seeds, …)``.
    """

    names: tuple[str, ...]
    rates: np.ndarray
    budget: int
    tuning: np.ndarray
    tuning_starts: np.ndarray
    finals: np.ndarray
    ends: np.ndarray

    @property
    def tuned(self) -> np.ndarray:
        """The median loss on the tuning seeds at each rate, ``(optimizers, rates)``."""
        return np.median(self.tuning, axis=-1)

    @property
    def best_rates(self) -> np.ndarray:
        """The rate of each optimizer at which that median is lowest, ``(optimizers,)``."""
        return self.rates[self.tuned.argmin(axis=-1)]

    @property
    def failed(self) -> np.ndarray:
        """Where that median is not below the loss at the start, ``(optimizers, rates)``."""
        return ~(self.tuned < np.median(self.tuning_starts))

    @property
    def medians(self) -> np.ndarray:
        """The median of the final losses of each optimizer, ``(optimizers,)``."""
        return np.median(self.finals, axis=-1)

    @property
    def quartiles(self) -> np.ndarray:
        """Their quartiles, ``(2, optimizers)``: a quarter of the runs lies below, one above."""
        ordered, quarter = np.sort(self.finals, axis=-1), self.finals.shape[-1] // 4
        return np.stack([ordered[:, quarter], ordered[:, -1 - quarter]])

    @property
    def order(self) -> np.ndarray:
        """The positions of the optimizers, the lowest median first."""
        return np.argsort(self.medians, kind="stable")

    def __repr__(self) -> str:
        first = self.order[0]
        return (
            f"<Race: {len(self.names)} optimizers, {self.budget} gradients, "
            f"{self.finals.shape[-1]} seeds: {self.names[first]} has the lowest median, "
            f"{self.medians[first]:.3g}>"
        )


def race(
    track: Track, entries: Mapping[str, Callable], rates, budget: int, tuning_seeds, racing_seeds
) -> Race:
    """Tune the learning rate of each optimizer on some seeds, and race them on others.

    Arguments:
        track: what is raced on.
        entries: name → what makes an optimizer of a learning rate, such as ``Adam``.
        rates: the grid of learning rates, the same for all.
        budget: how many gradients a run may ask for. An optimizer that asks for two in each
            update makes half as many updates.
        tuning_seeds: for every optimizer the rate with the lowest median final loss is chosen.
        racing_seeds: all optimizers run again at their chosen rates. A seed means the same start
            and the same batches for all of them.

    Returns:
        A `Race`. The loss of a run that diverged counts as ∞.

    Raises:
        ValueError: when a rate is not positive and finite, `budget` is not a whole number of at
            least 1, there are no entries or seeds, a seed is used for both, or an entry does not
            make an optimizer.

    >>> from lessonkit.objectives import Objective
    >>> from lessonkit.optimizers import GradientDescent, Momentum
    >>> track = Track(Objective("x**2 + 9*y**2"), draw=lambda rng: rng.uniform(-1, 1, 2))
    >>> entries = {"plain": GradientDescent, "momentum": Momentum}
    >>> result = race(track, entries, [0.01, 0.1, 1], 10, tuning_seeds=[0], racing_seeds=[1, 2, 3])
    >>> result.best_rates, result.finals.shape
    (array([0.1 , 0.01]), (2, 3))
    >>> result
    <Race: 2 optimizers, 10 gradients, 3 seeds: plain has the lowest median, 0.0367>

    Reference: Choi et al., *On Empirical Comparisons of Optimizers for Deep Learning*,
    arXiv:1910.05446, 2019, on what the tuning does to a comparison.
    """
    instance("track", track, Track)
    instance("entries", entries, Mapping)
    makers = list(entries.values())
    if not makers or not all(map(callable, makers)):
        raise ValueError(f"entries must hold what makes optimizers, got {shown(entries)}")
    rates = np.array([positive("each of rates", rate) for rate in items("rates", rates)])
    budget = whole_number("budget", budget)
    tuning_seeds = _seeds("tuning_seeds", tuning_seeds)
    racing_seeds = _seeds("racing_seeds", racing_seeds)
    if both := sorted(set(tuning_seeds) & set(racing_seeds)):
        raise ValueError(
            f"tuning_seeds and racing_seeds must have no seed in common, got {both} for both"
        )

    def final_losses(make, rate):
        return track.losses(track.ends(_made(make, rate), tuning_seeds, budget))

    tuning = np.array([[final_losses(make, rate) for rate in rates.tolist()] for make in makers])
    best = rates[np.median(tuning, axis=-1).argmin(axis=-1)].tolist()
    chosen = zip(makers, best, strict=True)
    ends = np.array([track.ends(_made(make, rate), racing_seeds, budget) for make, rate in chosen])
    return Race(
        names=tuple(map(str, entries)),
        rates=rates,
        budget=budget,
        tuning=tuning,
        tuning_starts=track.losses(track.starts(tuning_seeds)),
        finals=np.array([track.losses(points) for points in ends]),
        ends=ends,
    )


def _seeds(name: str, seeds) -> list[int]:
    return [whole_number(f"each of {name}", seed, 0, 2**63) for seed in items(name, seeds)]


def _made(make: Callable, rate: float):
    return validation.optimizer("what entries make", make(rate))


def _run(gradient: Callable, optimizer, w: np.ndarray, batches, budget: int) -> np.ndarray:
    """Update `w` until the budget of gradients is spent; return the last w within the budget."""
    asked = 0

    def counted(batch, v):
        nonlocal asked
        asked += 1
        return gradient(v, *batch)

    state = optimizer.init(w)
    with np.errstate(all="ignore"):
        for batch in islice(batches, budget):
            new, state = update_of(optimizer.update(w, partial(counted, batch), state), w)
            if asked > budget:
                break
            w = new
    return w
