"""The local search explorer: 1,000 tries on the digits, with steps from timid to reckless."""

import numpy as np
import traitlets

from lessonkit.figures.explorers.local_search import draw_local_search_explorer
from lessonkit.i18n import _, get_language
from lessonkit.validation import positive
from lessonkit.widgets.base import PicturedWidget, styles
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.local_search_runs import search_runs
from lessonkit.widgets.traits import Checked, whole

STEP_SIZES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
SEEDS = 5
MOST_TRIES = 1000
SETTINGS = ("step_size", "seed", "tries")


def explore_local_search(
    step_size: float = 0.01, seed: int = 0, tries: int = MOST_TRIES
) -> "LocalSearchExplorer":
    """Show random local search on the digits, beside random search with the same budget.

    Loss, accuracy on held-out digits and the share of steps taken, over the tries. All runs are
    computed beforehand, in about a second.

    Arguments:
        step_size: one of 0.0005, 0.001, 0.002, 0.005, … 0.5.
        seed: of the generator that draws the start and the steps, from 0 to 4.
        tries: how many evaluations of the loss are shown, from 1 to 1,000; the start is the first.

    Returns:
        A `LocalSearchExplorer`. Its settings follow what is done in the browser as soon as the
        pointer or key is released, and may be set; `loss`, `accuracy` and `acceptance_rate` are
        what they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return LocalSearchExplorer(step_size, seed, tries)


def _checked_step_size(explorer, value) -> float:
    step_size = positive("step_size", value)
    if step_size not in STEP_SIZES:
        raise ValueError(f"step_size must be one of {STEP_SIZES}, got {value!r}")
    return step_size


class LocalSearchExplorer(PicturedWidget):
    """The widget that `explore_local_search` makes; see there for the arguments.

    Attributes:
        step_size, seed, tries: the current settings.
        loss, accuracy: of the best weights after that many tries; accuracy on held-out digits.
        acceptance_rate: the share of the steps that were taken.
        step_sizes: all of them, ``(10,)``.
        losses: the lowest loss up to each try in every run, ``(step sizes, seeds, tries)``.
        accepted: whether each try was taken, in the same order.
    """

    _esm = widget_module("local_search_explorer")
    _css = styles("local_search_explorer")
    _page = "local_search_page"

    step_size = Checked(_checked_step_size).tag(sync=True)
    seed = whole("seed", 0, SEEDS - 1).tag(sync=True)
    tries = whole("tries", 1, MOST_TRIES).tag(sync=True)
    _losses = traitlets.Bytes().tag(sync=True)
    _correct = traitlets.Bytes().tag(sync=True)
    _accepted = traitlets.Bytes().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    step_sizes = np.array(STEP_SIZES)

    def __init__(self, step_size=0.01, seed=0, tries=MOST_TRIES):
        self._runs = runs = search_runs(STEP_SIZES, SEEDS, MOST_TRIES)
        super().__init__(
            step_size=step_size,
            seed=seed,
            tries=tries,
            _losses=runs.losses.tobytes(),
            _correct=runs.correct.tobytes(),
            _accepted=runs.accepted.astype(np.uint8).tobytes(),
            _limits={
                "step_sizes": list(STEP_SIZES),
                "seeds": SEEDS,
                "tries": [1, MOST_TRIES],
                "held_out": runs.held_out,
            },
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

    @property
    def losses(self) -> np.ndarray:
        return self._runs.losses[1:]

    @property
    def accepted(self) -> np.ndarray:
        return self._runs.accepted[1:]

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

    @property
    def _title(self) -> str:
        return _("Random local search on the digits")

    def __repr__(self) -> str:
        return (
            f"LocalSearchExplorer(step_size={self.step_size:g}, seed={self.seed}, "
            f"tries={self.tries}, loss={self.loss:.3f}, accuracy={self.accuracy:.3f}, "
            f"acceptance_rate={self.acceptance_rate:.3f})"
        )

    def _draw(self):
        return draw_local_search_explorer(self._runs, self._run, self.tries)

    @property
    def _run(self) -> tuple[int, int]:
        """Where the run is among all; random search comes before the step sizes."""
        return 1 + STEP_SIZES.index(self.step_size), self.seed


def labels() -> dict[str, str]:
    """Everything the local search explorer says, in the current language."""
    return {
        "language": get_language(),
        "step_size": _("Step size"),
        "tries": _("Tries"),
        "next": _("Next seed"),
        "reset": _("Reset"),
        "try": _("try"),
        "loss": _("loss"),
        "accuracy": _("accuracy on held-out digits (%)"),
        "acceptance": _("steps taken (%)"),
        "random": _("random search"),
        "local": _("random local search"),
        "description": _("seed {seed}, step size {step_size}, after try {tries}"),
        "found": _("loss {loss}, accuracy {accuracy}%"),
        "taken": _("{taken} of {steps} steps taken"),
        "bad_step_size": _("The step size must be one of {all}, not “{text}”. It stays {value}."),
        "bad_tries": _(
            "The number of tries must be a whole number from {min} to {max}, not “{text}”. "
            "It stays {value}."
        ),
    }
