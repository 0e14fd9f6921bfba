"""The mini-batch explorer: real examples in batches of any size, and where fifty shuffles lead."""

import numpy as np
import traitlets

from lessonkit.figures.explorers.batches import draw_batch_explorer
from lessonkit.losses import check_labels
from lessonkit.validation import finite_array, known_name, positive, whole_number
from lessonkit.widgets import batch_runs
from lessonkit.widgets.base import PicturedWidget, styles
from lessonkit.widgets.batch_labels import labels
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.traits import Checked, whole

RUNS, SEEDS = 50, 10
RATES = (0.01, 10.0)
MOST_EXAMPLES = 512
BUDGETS = {"updates": 100, "examples": 10}  # as many updates, or so many epochs
SETTINGS = ("batch_size", "learning_rate", "seed", "start", "budget")


def explore_batches(
    X, y, batch_size=16, learning_rate=1.0, seed=0, start=(0, 0), budget="examples"
) -> "BatchExplorer":
    """Show mini-batch descent on real examples that can be held: batch size, rate, start, seed.

    Arguments:
        X: two features of each example, ``(N, 2)`` with N from 2 to 512; best of mean 0.
        y: the class of each, 0 or 1. The loss is the softmax loss of the scores 0 and w · x.
        batch_size: from 1 to N.
        learning_rate: from 0.01 to 10.
        seed: of the shuffles, from 0 to 9.
        start: the two weights to begin with.
        budget: what is the same for all batch sizes: ``"updates"``, 100 of them, or
            ``"examples"``, ten epochs.

    Returns:
        A `BatchExplorer`. Its settings follow what is done in the browser as soon as the pointer
        or key is released, and may be set; `points` and `width` are what they lead to.

    Raises:
        ValueError: when one of them is not what is said here, or the classes do not overlap.
    """
    return BatchExplorer(X, y, batch_size, learning_rate, seed, start, budget)


def _checked_size(explorer, value) -> int:
    size, most = whole_number("batch_size", value), len(explorer.examples)
    if size > most:
        raise ValueError(f"batch_size must be a whole number from 1 to {most}, got {value!r}")
    return size


def _checked_rate(explorer, value) -> float:
    rate, (low, high) = positive("learning_rate", value), RATES
    if not low <= rate <= high:
        raise ValueError(f"learning_rate must be from {low} to {high}, got {value!r}")
    return rate


def _checked_start(explorer, value) -> list[float]:
    start = finite_array("start", value)
    if start.shape != (2,):
        raise ValueError(f"start must be two numbers, got {value!r}")
    return start.tolist()


class BatchExplorer(PicturedWidget):
    """The widget that `explore_batches` makes; see there for the arguments.

    Attributes:
        batch_size, learning_rate, seed, start, budget: the current settings.
        examples: the examples, those of class 0 turned round, ``(N, 2)``.
        domain, lowest: what the map shows, and where the loss is lowest.
        updates: how many updates the budget pays for; budget_length: what it counts.
        points: the weights of all runs after each update, ``(updates + 1, 50, 2)``.
        width: how far the runs end from their middle, root mean square.
        above: by how much their mean loss exceeds the lowest one.
    """

    _esm = widget_module("batch_explorer")
    _css = styles("batch_explorer")
    _page = "batch_page"

    batch_size = Checked(_checked_size).tag(sync=True)
    learning_rate = Checked(_checked_rate).tag(sync=True)
    seed = whole("seed", 0, SEEDS - 1).tag(sync=True)
    start = Checked(_checked_start).tag(sync=True)
    budget = Checked(lambda _, value: known_name("budget", value, BUDGETS)).tag(sync=True)
    _examples = traitlets.Bytes().tag(sync=True)
    _problem = traitlets.Dict().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, X, y, batch_size, learning_rate, seed, start, budget):
        self.examples = _checked_examples(X, y)
        self.lowest = batch_runs.lowest(self.examples)
        start = _checked_start(self, start)
        self.domain = domain = _square_around(start, self.lowest)
        super().__init__(
            batch_size=batch_size,
            learning_rate=learning_rate,
            seed=seed,
            start=start,
            budget=budget,
            _examples=self.examples.astype(np.float32).tobytes(),
            _problem={
                "domain": domain,
                "range": self._range(domain),
                "lowest": self.lowest.tolist(),
            },
            _limits={
                "batch_size": [1, len(self.examples)],
                "learning_rate": list(RATES),
                "seeds": SEEDS,
                "runs": RUNS,
                "updates": BUDGETS["updates"],
                "epochs": BUDGETS["examples"],
                "top": 3.0,
            },
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

    def _range(self, domain) -> list[float]:
        corners = np.stack(np.meshgrid(*domain), axis=-1)  # a convex loss is highest at a corner
        return [float(self.loss(self.lowest)), float(self.loss(corners).max())]

    def loss(self, w) -> np.ndarray:
        """The loss of weights ``(..., 2)`` over all examples."""
        return batch_runs.loss(w, self.examples)

    @property
    def updates(self) -> int:
        """How many updates the budget pays for."""
        each = 1 if self.budget == "updates" else -(-len(self.examples) // self.batch_size)
        return BUDGETS[self.budget] * each

    @property
    def budget_length(self) -> int:
        """How many of what the budget counts: updates, or examples."""
        return BUDGETS[self.budget] * (1 if self.budget == "updates" else len(self.examples))

    @property
    def points(self) -> np.ndarray:
        """The weights of all runs after each update."""
        return batch_runs.descend_in_batches(
            self.examples,
            self.start,
            self.batch_size,
            self.learning_rate,
            self.updates,
            self.seed,
            RUNS,
        )

    @property
    def width(self) -> float:
        """How far the runs end from their middle, root mean square."""
        return _width(self.points[-1])

    @property
    def above(self) -> float:
        """By how much their mean loss at the end exceeds the lowest one."""
        return max(0.0, float(self.loss(self.points[-1]).mean() - self.loss(self.lowest)))

    @property
    def _title(self) -> str:
        return self._labels["title"]

    def __repr__(self) -> str:
        return (
            f"BatchExplorer(batch_size={self.batch_size}, learning_rate={self.learning_rate}, "
            f"seed={self.seed}, budget={self.budget!r}, updates={self.updates}, "
            f"width={self.width:.3f})"
        )

    def _draw(self):
        return draw_batch_explorer(self)


def _checked_examples(X, y) -> np.ndarray:
    X, y = finite_array("X", X), np.asarray(y)
    if X.ndim != 2 or X.shape[1] != 2 or not 2 <= len(X) <= MOST_EXAMPLES:
        raise ValueError(
            f"X must be two features of 2 to {MOST_EXAMPLES} examples, got shape {X.shape}"
        )
    check_labels(y, len(X), 2)
    # What the browser gets are 32 bits; Python computes with the same numbers.
    return batch_runs.signed(X, y).astype(np.float32).astype(np.float64)


def _square_around(start, lowest) -> list[list[float]]:
    """A square map with start and minimum well inside it, on whole numbers."""
    points = np.array([start, lowest])
    reach = np.ceil(np.ptp(points, axis=0).max() / 2 + 1.5)
    middle = np.round(points.mean(axis=0))
    return [[float(m - reach), float(m + reach)] for m in middle]


def _width(ends: np.ndarray) -> float:
    return float(np.sqrt(((ends - ends.mean(axis=0)) ** 2).sum(axis=1).mean()))
