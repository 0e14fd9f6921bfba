"""The step explorer: one gradient, and every step size from a millionth to a hundred.

A loss needs its data, so the losses along every line that can be chosen are computed beforehand
and go to the browser as bytes: there nothing waits for the kernel.
"""

import numpy as np
import traitlets

from lessonkit.experiments.step_lines import BATCH, SOURCES, STEPS, line
from lessonkit.figures.explorers.step import draw_step_explorer
from lessonkit.i18n import N_
from lessonkit.validation import positive, whole_number
from lessonkit.validation.examples import checked_examples
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.settings import Choice, Number, Whole

SEEDS = 4


def explore_step(
    X, y, classes: int = 10, *, step: float = 1e-3, seed: int = 0, source: str = "all", goals=()
) -> "StepExplorer":
    """Show what one step against the gradient does to the SVM loss, for every step size.

    Arguments:
        X, y: examples ``(examples, features)`` and their classes ``(examples,)``.
        classes: how many classes there are, from 2 to 1,000.
        step: the step size, from 1e-6 to 100; the nearest of forty in each decade is taken.
        seed: of the random weights to start from, 0 to 3.
        source: what the gradient is taken of, ``"all"`` examples or a mini-``"batch"``, the first
            64. The loss is that of all examples either way.
        goals: conditions that light up when they are reached, as ``["loss < 1"]``; of `step`,
            `seed`, `source`, `before`, `loss` and `promise` (before and after the step, and by
            the slope), `best_loss` and `best_step` of the line, and `largest_step` (the one that
            does not end above the start).
    """
    return StepExplorer(**locals())


class StepSize(Number):
    """The nearest of `STEPS`."""

    def check(self, value, explorer):
        step = float(f"{positive(self.name, value):.6g}")  # the ends, in whatever precision
        step = super().check(step, explorer)
        return float(STEPS[np.abs(np.log(STEPS / step)).argmin()])


class StepExplorer(BaseExplorer, factory=explore_step):
    """The widget that `explore_step` makes; see there for the arguments and settings."""

    _name = "step"
    _shown = "step={0.step:.3g}, seed={0.seed}, source={0.source!r}, loss={0.loss:.3f}"
    _title = N_("One step against the gradient")
    _results = ("before", "loss", "promise", "best_loss", "best_step", "largest_step")

    step = StepSize((1e-6, 100))
    seed = Whole((0, SEEDS - 1))
    source = Choice(SOURCES)
    _losses = traitlets.Bytes().tag(sync=True)
    _starts = traitlets.List().tag(sync=True)
    _counts = traitlets.List().tag(sync=True)

    def _prepare(self, X, y, classes, **_settings):
        classes = whole_number("classes", classes, minimum=2, maximum=1000)
        self._data = *checked_examples(X, y, classes), classes
        return {"classes": classes}

    def _compute(self):
        lines = [line(*self._data, of, seed) for of in SOURCES for seed in range(SEEDS)]
        self._lines = np.stack([losses for losses, _pair in lines]).astype(np.float32)
        self._losses = self._lines.tobytes()
        self._starts = [pair for _losses, pair in lines]
        examples = len(self._data[1])
        self._counts = [examples, min(BATCH, examples)]

    @property
    def _index(self) -> int:
        return SOURCES.index(self.source) * SEEDS + self.seed

    @property
    def losses(self) -> np.ndarray:
        """The loss after a step of each size in `STEPS`."""
        return self._lines[self._index].astype(np.float64)

    @property
    def start(self) -> float:
        """The loss before the step."""
        return self._starts[self._index][0]

    @property
    def slope(self) -> float:
        """How fast the loss changes at the start of the line, negative when it falls."""
        return self._starts[self._index][1]

    @property
    def loss(self) -> float:
        """The loss after the step."""
        return float(self.losses[np.abs(STEPS - self.step).argmin()])

    def _draw(self):
        return draw_step_explorer(STEPS, self.losses, self.start, self.slope, self.step)
