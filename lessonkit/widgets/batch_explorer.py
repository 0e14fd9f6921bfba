"""The mini-batch explorer: real examples in batches of any size, and where fifty shuffles lead."""

import numpy as np
import traitlets

from lessonkit.experiments import batch_runs
from lessonkit.figures.explorers.batches import draw_batch_explorer, square_around
from lessonkit.i18n import N_
from lessonkit.validation.examples import ANY, checked_examples
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.settings import Choice, Number, Numbers, Whole

RUNS, SEEDS = 50, 10
MOST_EXAMPLES = 512
BUDGETS = {"updates": 100, "examples": 10}  # as many updates, or so many epochs


def explore_batches(
    X, y, batch_size=16, learning_rate=1.0, seed=0, start=(0, 0), budget="examples", *, goals=()
) -> "BatchExplorer":
    """Show mini-batch descent on real examples that can be held: batch size, rate, start, seed.

    Arguments:
        X: two features of each example, ``(N, 2)`` with N from 2 to 512; best of mean 0.
        y: the class of each, 0 or 1; no line through 0 separates the classes. The loss is the
            softmax loss of the scores 0 and w · x.
        batch_size: from 1 to N.
        learning_rate: from 0.01 to 10.
        seed: of the shuffles, from 0 to 9.
        start: the two weights to begin with.
        budget: what is the same for all batch sizes: ``"updates"``, 100 of them, or
            ``"examples"``, ten epochs.
        goals: conditions that light up when they are reached, as ``["above < 0.001"]``; of
            `batch_size`, `learning_rate`, `seed`, `budget`, `updates`, `above` and `width`.
    """
    return BatchExplorer(**locals())


class BatchExplorer(BaseExplorer, factory=explore_batches):
    """The widget that `explore_batches` makes; see there for the arguments and settings.

    `examples` are the examples, those of class 0 turned round, ``(N, 2)``; `domain` is what the
    map shows, and `lowest` where the loss is lowest.
    """

    _name = "batch"
    _shown = (
        "batch_size={0.batch_size}, learning_rate={0.learning_rate}, seed={0.seed}, "
        "budget={0.budget!r}, updates={0.updates}, width={0.width:.3f}"
    )
    _title = N_("Mini-batches")
    _results = ("updates", "above", "width")

    batch_size = Whole(lambda explorer: (1, len(explorer.examples)))
    learning_rate = Number((0.01, 10))
    seed = Whole((0, SEEDS - 1))
    start = Numbers((ANY, ANY))
    budget = Choice(BUDGETS)
    _examples = traitlets.Bytes().tag(sync=True)
    _problem = traitlets.Dict().tag(sync=True)

    def _prepare(self, X, y, start, **_settings):
        self.examples = _checked_examples(X, y)
        self.lowest = batch_runs.lowest(self.examples)
        start = type(self).start.check(start, self)
        self.domain = domain = square_around(start, self.lowest)
        self._examples = self.examples.astype(np.float32).tobytes()
        ends, lowest = self._range(domain), self.lowest.tolist()
        self._problem = {"domain": domain, "range": ends, "lowest": lowest}
        budgets = {"updates": BUDGETS["updates"], "epochs": BUDGETS["examples"]}
        self._limits = {"seeds": SEEDS, "runs": RUNS, "top": 3.0, **budgets}

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
        settings = self.start, self.batch_size, self.learning_rate, self.updates, self.seed
        return batch_runs.descend_in_batches(self.examples, *settings, RUNS)

    @property
    def width(self) -> float:
        """How far the runs end from their middle, root mean square."""
        return batch_runs.width(self.points[-1])

    @property
    def above(self) -> float:
        """By how much their mean loss at the end exceeds the lowest one."""
        return max(0.0, float(self.loss(self.points[-1]).mean() - self.loss(self.lowest)))

    def _draw(self):
        budget = self.budget, self.budget_length
        return draw_batch_explorer(
            self.loss, self.points, self.lowest, self.domain, self.batch_size, *budget
        )


def _checked_examples(X, y) -> np.ndarray:
    X, y = checked_examples(X, y, 2)
    if X.shape[1] != 2 or not 2 <= len(X) <= MOST_EXAMPLES:
        raise ValueError(
            f"X must be two features of 2 to {MOST_EXAMPLES} examples, got shape {X.shape}"
        )
    # What the browser gets are 32 bits; Python computes with the same numbers.
    return batch_runs.signed(X, y).astype(np.float32).astype(np.float64)
