"""The step explorer: one gradient, and every step size from a millionth to a hundred.

A loss needs its data, so the losses along every line that can be chosen are computed beforehand
and go to the browser as bytes: there nothing waits for the kernel.
"""

import numpy as np
import traitlets

from lessonkit.figures.explorers.step import draw_step_explorer
from lessonkit.i18n import _, get_language
from lessonkit.losses import svm_gradient, svm_loss, svm_of_scores
from lessonkit.validation import known_name, positive, whole_number
from lessonkit.widgets.base import PicturedWidget, styles
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.traits import Checked, whole

STEPS = 10.0 ** (np.arange(321) / 40 - 6)  # forty in each decade, every power of ten among them
SEEDS = 4
SCALE = 0.01  # of the random weights at the start
SOURCES = ("all", "batch")
BATCH = 64
SETTINGS = ("step", "seed", "source")


def explore_step(
    X, y, classes: int = 10, *, step: float = 1e-3, seed: int = 0, source: str = "all"
) -> "StepExplorer":
    """Show what one step against the gradient does to the SVM loss, for every step size.

    Arguments:
        X, y: examples ``(examples, features)`` and their classes ``(examples,)``.
        classes: how many classes there are.
        step: the step size, from 1e-6 to 100; the nearest of forty in each decade is taken.
        seed: of the random weights to start from, 0 to 3.
        source: what the gradient is taken of, ``"all"`` examples or a mini-``"batch"``, the first
            64. The loss is that of all examples either way.

    Returns:
        A `StepExplorer`. Its settings follow what is done in the browser as soon as the pointer
        or key is released, and may be set; `loss` and `slope` are what they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return StepExplorer(X, y, whole_number("classes", classes, minimum=2), step, seed, source)


def _checked_step(explorer, value) -> float:
    step = positive("step", value)
    if not STEPS[0] * 0.999 <= step <= STEPS[-1] * 1.001:
        raise ValueError(f"step must be a number from 1e-06 to 100, got {value!r}")
    return float(STEPS[np.abs(np.log(STEPS / step)).argmin()])


class StepExplorer(PicturedWidget):
    """The widget that `explore_step` makes; see there for the arguments.

    Attributes:
        step, seed, source: the current settings.
        losses: the loss after a step of each size in `STEPS`.
        start: the loss before the step.
        slope: of the loss along the line at its start: what a step promises, for each unit.
        loss: the loss after the step.
    """

    _esm = widget_module("step_explorer")
    _css = styles("choice", "step_explorer")
    _page = "step_page"

    step = Checked(_checked_step).tag(sync=True)
    seed = whole("seed", 0, SEEDS - 1).tag(sync=True)
    source = Checked(lambda _, value: known_name("source", value, SOURCES)).tag(sync=True)
    _losses = traitlets.Bytes().tag(sync=True)
    _starts = traitlets.List().tag(sync=True)
    _counts = traitlets.List().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(self, X, y, classes=10, step=1e-3, seed=0, source="all"):
        X, y = np.asarray(X), np.asarray(y)
        lines = [_line(X, y, classes, of, number) for of in SOURCES for number in range(SEEDS)]
        self._lines = np.stack([losses for losses, _pair in lines]).astype(np.float32)
        super().__init__(
            step=step,
            seed=seed,
            source=source,
            _losses=self._lines.tobytes(),
            _starts=[pair for _losses, pair in lines],
            _counts=[len(y), min(BATCH, len(y))],
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

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

    @property
    def _title(self) -> str:
        return _("One step against the gradient")

    def __repr__(self) -> str:
        return (
            f"StepExplorer(step={self.step:.3g}, seed={self.seed}, source={self.source!r}, "
            f"loss={self.loss:.3f})"
        )

    def _draw(self):
        return draw_step_explorer(STEPS, self.losses, self.start, self.slope, self.step)


def _line(X, y, classes: int, source: str, seed: int) -> tuple[np.ndarray, list[float]]:
    """The losses along one line, and the loss and the slope at its start."""
    W = np.random.default_rng(seed).normal(0, SCALE, size=(classes, X.shape[1]))
    whole = svm_gradient(W, X, y)
    direction = whole if source == "all" else svm_gradient(W, X[:BATCH], y[:BATCH])
    # The scores change in proportion to the step, so two products do for all steps.
    scores, change = (np.float32(matrix @ X.T) for matrix in (W, direction))
    losses = [svm_of_scores(scores - np.float32(step) * change, y) for step in STEPS]
    return np.array(losses) / len(y), [svm_loss(W, X, y), -float((whole * direction).sum())]


def labels() -> dict[str, str]:
    """Everything the step explorer says, in the current language."""
    return {
        "language": get_language(),
        "step": _("Step size"),
        "source": _("Gradient of"),
        "all": _("all {count} examples"),
        "batch": _("a mini-batch of {count}"),
        "start": _("Start"),
        "seed": _("seed {seed}"),
        "reset": _("Reset"),
        "loss": _("loss"),
        "before": _("loss before"),
        "promise": _("promise"),
        "truth": _("truth"),
        "curve": _("Loss after one step, over the step size"),
        "line": _("The loss along the line and the promise of its slope"),
        "keys": _("Arrow keys move it, with Shift further."),
        "description": _(
            "step size {step}: loss {before} → {loss}; the slope promises {promise} · {word}"
        ),
        "creeps": _("creeps: hardly anything happens"),
        "keeps": _("goes down as promised"),
        "bends": _("goes down, less than promised"),
        "overshoots": _("overshoots: the loss rises"),
        "bad_step": _(
            "The step size must be a number from 1e-6 to 100, not “{text}”. It stays {value}."
        ),
    }
