"""The descent explorer: hold the start, change the settings, watch the whole path follow."""

import inspect

import numpy as np
import traitlets

from lessonkit.descent import descend
from lessonkit.figures.explorers.descent import draw_explorer
from lessonkit.figures.landscapes.ranges import has_logarithmic_values
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent
from lessonkit.path import Path
from lessonkit.validation import positive, whole_number
from lessonkit.widgets import explorer_settings as settings
from lessonkit.widgets.base import PicturedWidget
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.explorer_code import code_of, repr_of
from lessonkit.widgets.explorer_labels import labels
from lessonkit.widgets.ghosts import default_noise, ghosts, strongest_noise
from lessonkit.widgets.javascript import widget_module
from lessonkit.widgets.kernel import answer, runs
from lessonkit.widgets.own_optimizers import OwnOptimizers, needs_python, rate_of
from lessonkit.widgets.standalone import write_page
from lessonkit.widgets.traits import Checked, whole

# In this order they depend on each other.
SETTINGS = (
    *("start", "share", "learning_rate", "optimizers", "hidden", "steps", "step"),
    *("logarithmic", "view", "noise", "seed"),
)
_FIXED = ("_objective", "_runs", "_panels", "_limits", "_labels", "_initial")


def explore(
    objective: Objective,
    optimizers=None,
    start=None,
    learning_rate: float | None = None,
    steps: int = 20,
    *,
    step: int | None = None,
    share: bool | None = None,
    hidden=(),
    learning_rate_range: tuple[float, float] = (0.001, 10.0),
    max_steps: int = 100,
    panels=("loss",),
    logarithmic: bool | None = None,
    view=None,
    noise: float | None = None,
    seed: int = 0,
) -> "Explorer":
    """Show a descent that can be held: drag the start, slide the learning rate.

    Arguments:
        objective: an `Objective` of one or two variables; one made of a function is computed in
            Python, with one request at a time.
        optimizers: what runs from the start, a list of up to ten; by default
            `GradientDescent`. All make the same number of steps. A class of your own, or a
            schedule of learning rates, runs in Python.
        start: a number in one dimension, two numbers in two; by default a place on the slope.
        learning_rate: η, by default that of the first optimizer, or 0.1.
        steps: how many steps are made, up to `max_steps`.
        step: up to which of them the path is drawn, by default the last one.
        share: whether all optimizers have the same learning rate; by default they do when
            `learning_rate` is given or theirs are equal, and else each has its own.
        hidden: the positions of the optimizers that are not drawn.
        learning_rate_range: the ends of the slider; other values can still be typed or set.
        max_steps: the end of the slider for the steps.
        panels: what is shown besides the landscape, names from `PANELS`.
        logarithmic: whether the panel ``loss`` has a logarithmic axis; by default where the
            values need one.
        view: the part of the domain that is in sight, like the domain; by default all of it.
        noise, seed: the standard deviation of what is added to each slope in the panel ``noise``,
            by default a fifth of the average slope of the map, and where its draws begin.

    Returns:
        An `Explorer`. Its settings follow what is done in the browser as soon as the pointer or
        key is released, and may be set; `path` and `paths` are what they lead to.

    Raises:
        ValueError: when one of them is not what is said here.
    """
    return Explorer(**locals())  # each argument by its name


class Explorer(PicturedWidget):
    """The widget that `explore` makes; see there for the arguments.

    Attributes:
        start: a float in one dimension, a read-only array ``(2,)`` in two.
        optimizers: a tuple of what runs, with their current hyperparameters.
        learning_rate: that of the first optimizer and, while `share` is true, of all.
        share: whether the learning rate is shared; optimizers that differ in it make it False.
        hidden: the positions of the optimizers that are not drawn.
        steps: how many steps are made.
        step: up to which of them the path is drawn; the last one follows `steps`.
        logarithmic, view, noise, seed: as for `explore`.
        path, paths: the `Path` of the first and of each optimizer from `start`, computed by
            `descend`: what the browser draws, in Python.

    A value that is not accepted raises ValueError and leaves everything as it was. Each attribute
    but the paths is a trait: it can be observed, and linked to other widgets.
    """

    start = Checked(settings.checked_start).tag(
        sync=True, to_json=lambda value, _: np.asarray(value).tolist()
    )
    share = Checked(settings.checked_share).tag(sync=True)
    learning_rate = Checked(lambda _, value: positive("learning_rate", value)).tag(sync=True)
    optimizers = Checked(lambda _, value: settings.checked_optimizers(value)).tag(
        sync=True,
        to_json=lambda value, explorer: [explorer.specify(each) for each in value],
        from_json=lambda value, explorer: [explorer.optimizer_of(each) for each in value],
    )
    hidden = Checked(settings.checked_hidden).tag(sync=True, to_json=lambda value, _: list(value))
    steps = Checked(settings.checked_steps).tag(sync=True)
    step = Checked(settings.checked_step).tag(sync=True)
    logarithmic = Checked(settings.checked_logarithmic).tag(sync=True)
    view = Checked(settings.checked_view).tag(
        sync=True,
        to_json=lambda value, _: value and np.atleast_2d(value).tolist(),
        from_json=lambda value, explorer: value and settings.unlisted(explorer, value),
    )
    noise = Checked(settings.checked_noise).tag(sync=True)
    seed = whole("seed", 0, settings.LARGEST_SEED).tag(sync=True)
    _objective = traitlets.Dict().tag(sync=True)
    _runs = traitlets.List().tag(sync=True)
    _panels = traitlets.List().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)
    _step_follows = True

    def __init__(
        self,
        objective,
        optimizers,
        start,
        learning_rate,
        steps,
        step,
        share,
        hidden,
        learning_rate_range,
        max_steps,
        panels,
        logarithmic,
        view,
        noise,
        seed,
    ):
        self._shown = settings.checked_objective(objective)
        self._own = OwnOptimizers()
        self.max_steps = whole_number("max_steps", max_steps)
        if max_steps > settings.MOST_STEPS:
            raise ValueError(f"max_steps must be at most {settings.MOST_STEPS}, got {max_steps!r}")
        if optimizers is None:
            optimizers = [GradientDescent(0.1)]
        given = settings.checked_optimizers(optimizers)
        if share is None:
            share = learning_rate is not None or len(set(map(rate_of, given)) - {None}) <= 1
        if learning_rate is None:
            learning_rate = next((rate for rate in map(rate_of, given) if rate is not None), 0.1)
        learning_rate = positive("learning_rate", learning_rate)
        ends = settings.checked_range(learning_rate_range)
        panels = settings.checked_panels(panels, objective)
        self._esm = widget_module("explorer", tuple(panels))  # no more than it shows
        super().__init__(
            start=settings.default_start(objective) if start is None else start,
            share=share,
            learning_rate=learning_rate,
            optimizers=settings.with_rate(given, learning_rate, share),
            hidden=hidden,
            steps=steps,
            step=steps if step is None else step,
            logarithmic=has_logarithmic_values(objective) if logarithmic is None else logarithmic,
            view=view,
            noise=default_noise(objective) if noise is None else noise,
            seed=seed,
            _objective=describe_objective(objective),
            _panels=panels,
            _limits={
                "learning_rate": ends,
                "steps": [0, self.max_steps],
                "noise": strongest_noise(objective),
                "kinds": settings.kinds(),
                "most_runs": settings.MOST_RUNS,
            },
            _labels=labels(),
        )
        self._initial = self.get_state(SETTINGS)
        self._runs = self._made_runs()
        self.on_msg(lambda explorer, request, _: explorer.send(answer(explorer, request)))

    @property
    def objective(self) -> Objective:
        """What is explored; set another one, and the start goes where it is on its domain."""
        return self._shown

    @objective.setter
    def objective(self, objective: Objective) -> None:
        settings.checked_panels(self._panels, settings.checked_objective(objective))
        description = describe_objective(objective)
        fits = objective.dim == self._shown.dim and settings.on_domain(objective, self.start)
        start = settings.default_start(objective)
        with self.hold_sync():
            self._shown = objective
            self.start = self.start if fits else start
            self.view, self.noise = None, default_noise(objective)
            self.logarithmic = has_logarithmic_values(objective)
            fresh = self.get_state(["view", "noise", "logarithmic"])
            self._initial = {**self._initial, **fresh, "start": start}
            self._limits = {**self._limits, "noise": strongest_noise(objective)}
            self._runs = self._made_runs()
            self._objective = description

    def specify(self, optimizer) -> dict:
        """Return in JSON which optimizer it is."""
        if needs_python(optimizer):
            return self._own.specify(optimizer)
        return settings.specify(optimizer)

    def optimizer_of(self, specification: dict):
        """Return the optimizer that `specify` described."""
        if specification["kind"] == "python":
            return self._own.find(specification)
        return settings.from_specification(specification)

    def _made_runs(self) -> list:
        return runs(self.objective, self.optimizers, self.start, self.steps)

    @property
    def path(self) -> Path:
        """Where the first optimizer goes from the current start."""
        return descend(self.objective, self.optimizers[0], self.start, self.steps)

    @property
    def paths(self) -> list[Path]:
        """Where each optimizer goes from the current start."""
        return [descend(self.objective, each, self.start, self.steps) for each in self.optimizers]

    def code(self) -> str:
        """Return the call of `explore` that shows what is shown now."""
        return code_of(self, inspect.signature(explore).parameters)

    def to_html(self, path) -> None:
        """Write a page to `path` in which everything still moves, without kernel or network."""
        self._runs = self._made_runs()
        names, panels = [*SETTINGS, *_FIXED], tuple(self._panels)
        write_page(path, self, "page", self.objective.name, names, panels)

    def set_state(self, sync_data) -> None:
        """Take what the browser says."""
        ordered = {name: sync_data[name] for name in SETTINGS if name in sync_data}
        self._step_follows = "step" not in sync_data
        try:
            super().set_state(ordered | sync_data)
        finally:
            self._step_follows = True

    @traitlets.observe("learning_rate", "share")
    def _spread_rate(self, _change) -> None:
        self.optimizers = settings.with_rate(self.optimizers, self.learning_rate, self.share)

    @traitlets.observe("optimizers")
    def _follow_optimizers(self, _change) -> None:
        rates = [rate for rate in map(rate_of, self.optimizers) if rate is not None]
        self.share = self.share and len(set(rates)) <= 1
        self.learning_rate = rates[0] if rates else self.learning_rate
        self.hidden = [k for k in self.hidden if k < len(self.optimizers)]

    @traitlets.observe("steps")
    def _follow_steps(self, change) -> None:
        if self._step_follows and (self.step == change.old or self.step > change.new):
            self.step = change.new

    def __repr__(self) -> str:
        return repr_of(self)

    def _draw(self):
        paths = self.paths
        cloud = self._ghosts() if "noise" in self._panels else {}
        return draw_explorer(
            self.objective, paths, self.step, self.hidden, self.view, self.logarithmic, cloud
        )

    def _ghosts(self) -> dict[int, Path]:
        """The cloud of noisy runs, by the position of the optimizer that they belong to."""
        for k, optimizer in enumerate(self.optimizers):
            if k not in self.hidden and not needs_python(optimizer):
                settings = (self.start, self.steps, self.noise, self.seed)
                return {k: ghosts(self.objective, optimizer, *settings)}
        return {}
