"""The descent explorer: hold the start, change the learning rate, watch the whole path follow."""

import base64
import dataclasses
import re

import anywidget
import numpy as np
import traitlets

from lessonkit.descent import Path, descend
from lessonkit.figures.explorer import draw_explorer, has_logarithmic_values, value_range
from lessonkit.figures.pictures import png
from lessonkit.i18n import _, get_language
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent
from lessonkit.validation import finite_array, known_name, positive, whole_number
from lessonkit.widgets.analysis_labels import analysis_labels
from lessonkit.widgets.javascript import FOLDER, widget_module
from lessonkit.widgets.standalone import write_page

MOST_STEPS = 10_000  # what a browser computes and draws within a frame
SETTINGS = ("start", "learning_rate", "steps")
# The names in js/panels.js.
PANELS = ("loss", "stability", "pad", "sensitivity", "basins", "values", "zoom", "slice", "noise")
_FIXED = ("_objective", "_optimizers", "_panels", "_limits", "_labels", "_initial")


def explore(
    objective: Objective,
    optimizers=None,
    start=None,
    learning_rate: float | None = None,
    steps: int = 20,
    *,
    learning_rate_range: tuple[float, float] = (0.001, 10.0),
    max_steps: int = 100,
    panels=("loss",),
) -> "Explorer":
    """Show a descent that can be held: drag the start, slide the learning rate.

    Arguments:
        objective: an `Objective` of one or two variables that was made of a formula.
        optimizers: a list with one `GradientDescent`, by default that.
        start: a number in one dimension, two numbers in two; by default a place on the slope.
        learning_rate: η, by default that of the optimizer, or 0.1.
        steps: how many steps are made, up to `max_steps`.
        learning_rate_range: the ends of the slider; other values can still be typed or set.
        max_steps: the end of the slider for the steps.
        panels: what is shown beside the landscape, names from `PANELS`.

    Returns:
        An `Explorer`. Its `start`, `learning_rate` and `steps` follow what is done in the browser
        as soon as the pointer or key is released, and may be set; `path` is what they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return Explorer(
        objective,
        optimizers,
        start,
        learning_rate,
        steps,
        learning_rate_range=learning_rate_range,
        max_steps=max_steps,
        panels=panels,
    )


class Checked(traitlets.TraitType):
    """A trait that holds what `check(owner, value)` makes of a value; bad ones raise ValueError."""

    def __init__(self, check, **metadata):
        super().__init__(**metadata)
        self._check = check

    def validate(self, obj, value):
        return self._check(obj, value)


def _checked_start(explorer: "Explorer", value):
    start = finite_array("start", value)
    dim = explorer.objective.dim
    if start.shape != ((), (2,))[dim - 1]:
        wanted = "a number" if dim == 1 else "two numbers"
        name = explorer.objective.name
        raise ValueError(f"start must be {wanted} for {name}, got {value!r}")
    start.flags.writeable = False  # a change in place would go unnoticed
    return start if start.ndim else float(start)


def _checked_steps(explorer: "Explorer", value) -> int:
    steps = whole_number("steps", value, minimum=0)
    if steps > explorer.max_steps:
        raise ValueError(
            f"steps must be a whole number from 0 to {explorer.max_steps} (max_steps), "
            f"got {value!r}"
        )
    return steps


class Explorer(anywidget.AnyWidget):
    """The widget that `explore` makes; see there for the arguments.

    Attributes:
        start: a float in one dimension, a read-only array ``(2,)`` in two.
        learning_rate, steps: the current settings.
        optimizers: what runs, with the current learning rate.
        path: the `Path` from `start`, computed by `descend`: what the browser draws, in Python.

    A value that is not accepted raises ValueError and leaves everything as it was.
    """

    _esm = widget_module("explorer")
    _css = (FOLDER / "explorer.css").read_text(encoding="utf-8")

    start = Checked(_checked_start).tag(
        sync=True, to_json=lambda value, _: np.asarray(value).tolist()
    )
    learning_rate = Checked(lambda _, value: positive("learning_rate", value)).tag(sync=True)
    steps = Checked(_checked_steps).tag(sync=True)
    _objective = traitlets.Dict().tag(sync=True)
    _optimizers = traitlets.List().tag(sync=True)
    _panels = traitlets.List().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        objective: Objective,
        optimizers=None,
        start=None,
        learning_rate: float | None = None,
        steps: int = 20,
        *,
        learning_rate_range: tuple[float, float] = (0.001, 10.0),
        max_steps: int = 100,
        panels=("loss",),
    ):
        self.objective = _checked_objective(objective)
        self.max_steps = whole_number("max_steps", max_steps)
        if max_steps > MOST_STEPS:
            raise ValueError(f"max_steps must be at most {MOST_STEPS}, got {max_steps!r}")
        self._given = _checked_optimizers(optimizers)
        if learning_rate is None:
            learning_rate = self._given[0].learning_rate if self._given else 0.1
        self._given = self._given or [GradientDescent(learning_rate)]
        ends = _checked_range(learning_rate_range)
        super().__init__(
            start=default_start(objective) if start is None else start,
            learning_rate=learning_rate,
            steps=steps,
            _objective=_describe(objective),
            _optimizers=[_specify(optimizer) for optimizer in self._given],
            _panels=_checked_panels(panels),
            _limits={"learning_rate": ends, "steps": [0, self.max_steps]},
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)

    @property
    def optimizers(self) -> list:
        """The optimizers, with the current learning rate."""
        rate = self.learning_rate
        return [dataclasses.replace(each, learning_rate=rate) for each in self._given]

    @property
    def path(self) -> Path:
        """Where the first optimizer goes from the current start."""
        return descend(self.objective, self.optimizers[0], self.start, self.steps)

    def to_html(self, path) -> None:
        """Write a page to `path` in which everything still moves, without kernel or network."""
        write_page(path, self, "page", self.objective.name, [*SETTINGS, *_FIXED])

    def __repr__(self) -> str:
        start = ", ".join(f"{value:.6g}" for value in np.atleast_1d(self.start))
        if self.objective.dim > 1:
            start = f"[{start}]"
        return (
            f"Explorer({self.objective.name!r}, start={start}, "
            f"learning_rate={self.learning_rate:.6g}, steps={self.steps})"
        )

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        view, _metadata = super()._repr_mimebundle_(**kwargs)
        kind = "application/vnd.jupyter.widget-view+json"
        picture, metadata = png(draw_explorer(self.objective, self.path))
        data = {
            "text/plain": repr(self),
            "image/png": base64.b64encode(picture).decode("ascii"),
            kind: view[kind],
        }
        return data, {"image/png": metadata}


def default_start(objective: Objective):
    """Return a start on the slope, a sixth of the domain from its edge, rounded.

    >>> default_start(Objective("x**2 - 4*x + 6", domain=(-1, 5)))
    4.0
    """
    fractions = [5 / 6] if objective.dim == 1 else [1 / 6, 5 / 6]
    bounds = np.atleast_2d(objective.domain).tolist()
    start = [
        round(low + fraction * (high - low), 2 - int(np.floor(np.log10(high - low))))
        for (low, high), fraction in zip(bounds, fractions, strict=True)
    ]
    return start[0] if objective.dim == 1 else start


def labels() -> dict[str, str]:
    """Everything the explorer says, in the current language."""
    return {
        "language": get_language(),
        "learning_rate": _("Learning rate"),
        "steps": _("Steps"),
        "step": _("step"),
        "reset": _("Reset"),
        "landscape": _("landscape"),
        "start": _("Starting point"),
        "keys": _("Arrow keys move it, with Shift further."),
        "loss": _("Value of the objective over the steps"),
        "after": _("after {steps} steps"),
        "after_one": _("after 1 step"),
        "left": _("left the map at step {step}"),
        "diverged": _("diverged at step {step}"),
        "bad_rate": _(
            "The learning rate must be a positive number, not “{text}”. It stays {value}."
        ),
        "bad_steps": _(
            "The number of steps must be a whole number from 0 to {max}, not “{text}”. "
            "It stays {value}."
        ),
        **analysis_labels(),
    }


def _checked_objective(objective) -> Objective:
    if not isinstance(objective, Objective):
        raise ValueError(f"explore takes an lk.Objective, got {objective!r}")
    if objective.dim > 2:
        raise ValueError(
            f"explore shows objectives of 1 or 2 variables, {objective.name} has {objective.dim}"
        )
    if objective.javascript is None:
        raise ValueError(
            "explore needs an objective made of a formula, such as lk.Objective('x**2'), "
            f"{objective.name} was made from a function"
        )
    return objective


def _checked_optimizers(optimizers) -> list:
    given = [] if optimizers is None else list(optimizers)
    if len(given) > 1 or not all(isinstance(each, GradientDescent) for each in given):
        raise ValueError(f"optimizers must be a list with one GradientDescent, got {optimizers!r}")
    for each in given:
        positive("learning_rate", each.learning_rate)
    return given


def _checked_range(bounds) -> list[float]:
    ends = finite_array("learning_rate_range", bounds)
    if ends.shape != (2,) or not 0 < ends[0] < ends[1]:
        raise ValueError(
            f"learning_rate_range must be (low, high) with 0 < low < high, got {bounds!r}"
        )
    return ends.tolist()


def _checked_panels(panels) -> list[str]:
    if isinstance(panels, str):
        raise ValueError(f"panels must be a list of names, got {panels!r}")
    return [known_name("panel", name, PANELS) for name in panels]


def _specify(optimizer) -> dict:
    """Say in JSON which optimizer it is."""
    return {"kind": type(optimizer).__name__, "parameters": dataclasses.asdict(optimizer)}


def _describe(objective: Objective) -> dict:
    bounds = np.atleast_2d(objective.domain)
    minima = objective.minima.reshape(-1, objective.dim)
    inside = ((minima >= bounds[:, 0]) & (minima <= bounds[:, 1])).all(axis=1)
    return {
        "code": objective.javascript,
        "variables": list(objective.variables),
        "domain": bounds.tolist(),
        "range": list(value_range(objective)),
        "logarithmic": has_logarithmic_values(objective),
        "minima": minima[inside].tolist(),
        "mathml": _mathml(objective),
    }


def _mathml(objective: Objective) -> str:
    """f(x) = … in the markup that browsers typeset by themselves."""
    from sympy.printing.mathml import mathml

    formula = mathml(objective.expression, printer="presentation")
    for drawn, better in [("log</mi>", "ln</mi>"), ("&ExponentialE;", "e"), (">-<", ">−<")]:
        formula = formula.replace(drawn, better)
    # A thin space between a factor and the name of a function: x sin(x).
    formula = re.sub(
        r"<mo>&InvisibleTimes;</mo>(?=<mrow><mi>[a-z]{2})", "<mspace width='0.17em'/>", formula
    )
    names = "<mo>,</mo>".join(f"<mi>{name}</mi>" for name in objective.variables)
    left = f"<mi>f</mi><mo>(</mo>{names}<mo>)</mo><mo>=</mo>"
    return f"<math displaystyle='true'>{left}{formula}</math>"
