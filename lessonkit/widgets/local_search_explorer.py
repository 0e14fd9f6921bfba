"""The local search explorer: 1,000 tries on the digits, with steps from timid to reckless."""

import numpy as np
import traitlets

from lessonkit.experiments.local_search_runs import search_runs
from lessonkit.figures.explorers.local_search import draw_local_search_explorer
from lessonkit.i18n import N_
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.settings import OneOf, Whole

STEP_SIZES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
SEEDS = 5
MOST_TRIES = 1000


def explore_local_search(
    step_size: float = 0.01, seed: int = 0, tries: int = MOST_TRIES, *, goals=()
) -> "LocalSearchExplorer":
    """Show random local search on the digits, beside random search with the same budget.

    Loss, accuracy on held-out digits and the share of steps taken, over the tries. All runs are
    computed beforehand, in about a second.

    Arguments:
        step_size: one of 0.0005, 0.001, 0.002, 0.005, … 0.5.
        seed: of the generator that draws the start and the steps, from 0 to 4.
        tries: how many evaluations of the loss are shown, from 1 to 1,000; the start is the first.
        goals: conditions that light up when they are reached, as ``["loss > random_loss"]``; of
            `step_size`, `seed`, `tries`, `loss`, `accuracy`, `acceptance_rate`, `random_loss`,
            and `best_step_size` (for this seed and these tries).
    """
    return LocalSearchExplorer(**locals())


class LocalSearchExplorer(BaseExplorer, factory=explore_local_search):
    """The widget that `explore_local_search` makes; see there for the arguments and settings.

    `step_sizes` are all of them, ``(10,)``; `losses` and `accepted` are ``(10, 5, 1000)``.
    """

    _name = "local_search"
    _shown = (
        "step_size={0.step_size:g}, seed={0.seed}, tries={0.tries}, loss={0.loss:.3f}, "
        "accuracy={0.accuracy:.3f}, acceptance_rate={0.acceptance_rate:.3f}"
    )
    _title = N_("Random local search on the digits")
    _results = ("loss", "accuracy", "acceptance_rate", "random_loss", "best_step_size")

    step_size = OneOf(STEP_SIZES)
    seed = Whole((0, SEEDS - 1))
    tries = Whole((1, MOST_TRIES))
    _losses = traitlets.Bytes().tag(sync=True)
    _correct = traitlets.Bytes().tag(sync=True)
    _accepted = traitlets.Bytes().tag(sync=True)

    step_sizes = np.array(STEP_SIZES)

    def _compute(self):
        self._runs = runs = search_runs(STEP_SIZES, SEEDS, MOST_TRIES)
        self.losses, self.accepted = runs.losses[1:], runs.accepted[1:]
        self._losses, self._correct = runs.losses.tobytes(), runs.correct.tobytes()
        self._accepted = runs.accepted.astype(np.uint8).tobytes()
        self._limits = {"step_sizes": STEP_SIZES, "seeds": SEEDS, "held_out": runs.held_out}

    @property
    def loss(self) -> float:
        """The lowest loss after `tries` tries."""
        return float(self._runs.losses[self._run][self.tries - 1])

    @property
    def accuracy(self) -> float:
        """The share of held-out digits that the weights of that loss recognize."""
        return float(self._runs.correct[self._run][self.tries - 1] / self._runs.held_out)

    @property
    def acceptance_rate(self) -> float:
        """The share of the steps that were taken (0 without any step)."""
        steps = self._runs.accepted[self._run][1 : self.tries]
        return float(steps.mean()) if len(steps) else 0.0

    def _draw(self):
        runs, (search, seed) = self._runs, self._run
        losses, correct = runs.losses[[0, search], seed], runs.correct[[0, search], seed]
        accepted = runs.accepted[search, seed]
        return draw_local_search_explorer(losses, correct / runs.held_out, accepted, self.tries)

    @property
    def _run(self) -> tuple[int, int]:
        """Where the run is among all; random search comes before the step sizes."""
        return 1 + STEP_SIZES.index(self.step_size), self.seed
