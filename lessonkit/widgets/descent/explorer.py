"""The descent explorer: hold the start, change the settings, watch the whole path follow."""

import dataclasses
import pathlib

import numpy as np
import traitlets

from lessonkit.descent import descend
from lessonkit.figures.explorers.animation import as_gif
from lessonkit.figures.explorers.descent import draw_explorer
from lessonkit.figures.landscapes.ranges import has_logarithmic_values
from lessonkit.files import as_path, write_whole
from lessonkit.formulas.starts import default_start, on_domain
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent
from lessonkit.optimizers.rates import rates_of, with_rate
from lessonkit.path import Path
from lessonkit.quadratics import eigenbasis
from lessonkit.validation import whole_number
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.code import Code
from lessonkit.widgets.descent import settings
from lessonkit.widgets.descent.kernel import answer, runs
from lessonkit.widgets.descent.own_optimizers import OwnOptimizers
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.settings import Flag, Positive, Whole


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
    surface: bool = False,
    goals=(),
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
        surface: whether a landscape of two variables is shown in 3-D, to be turned. Its height is
            f, from the lowest to the highest value of the map and on the same scale as the colors.
        goals: conditions that light up when they are reached, as ``["loss < 0.01 and steps <= 20",
            "Adam.diverged"]``. They ask for `start_x` (and so on), `learning_rate`, `steps`,
            `step`, `optimizers` (how many); and, where the run in hand is at that step, for `x`,
            `loss`, `distance` (to the nearest minimum) and `minimum` (its number, from 1), whether
            it has `diverged` or is `off` the map, how often it `turned` (the slope along a
            variable changed its sign), and its hyperparameters, such as `momentum`. Of another
            run they ask with the name of its kind before: `Adam.loss`.
    """
    return Explorer(**locals())  # each argument by its name


class Explorer(BaseExplorer, factory=explore):
    """The widget that `explore` makes; see there for the arguments and settings.

    The settings and the `objective` are traits: they can be observed, and linked to other widgets.
    A value that is not accepted raises ValueError and leaves everything as it was.

    What belongs together changes together: `learning_rate` is that of the first optimizer that has
    one and, while `share` is true, of all; optimizers that differ in it make `share` false; the
    last `step` follows `steps`; another `objective` takes the start along while it is on its map.
    """

    _name = "descent"

    objective = settings.Explored(sync=False)
    optimizers = settings.Optimizers(usual=lambda explorer: [GradientDescent(0.1)])
    share = Flag(usual=lambda explorer: _is_shared(explorer))
    learning_rate = Positive(
        lambda explorer: explorer._ends,
        usual=lambda explorer: next(iter(rates_of(explorer.optimizers)), 0.1),
    )
    start = settings.Start(usual=lambda explorer: default_start(explorer.objective))
    hidden = settings.Hidden()
    steps = Whole(lambda explorer: (0, explorer.max_steps))
    step = Whole(lambda explorer: (0, explorer.steps), usual=lambda explorer: explorer.steps)
    logarithmic = Flag(usual=lambda explorer: has_logarithmic_values(explorer.objective))
    surface = settings.Surface()
    _objective = traitlets.Dict().tag(sync=True)
    _runs = traitlets.List().tag(sync=True)
    _panels = traitlets.List().tag(sync=True)

    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.on_msg(lambda explorer, request, _: explorer.send(answer(explorer, request)))

    def _prepare(self, max_steps, learning_rate_range, panels, surface, **_settings):
        self._own = OwnOptimizers()
        self._raised = surface is True
        self.max_steps = whole_number("max_steps", max_steps, maximum=settings.MOST_STEPS)
        self._ends = settings.checked_range(learning_rate_range)
        self._panels = settings.checked_panels(panels)
        self._panel_names = tuple(self._panels)  # no more JavaScript than it shows
        self._limits = {"kinds": settings.kinds(), "most_runs": settings.MOST_RUNS}
        return {
            "max_steps": self.max_steps,
            "learning_rate_range": tuple(self._ends),
            "panels": self._panel_names,
        }

    def _follow(self, new, given):
        if "optimizers" in given:
            rates = rates_of(new.optimizers)
            if "share" not in given:
                new.share = new.share and len(set(rates)) <= 1
            if "learning_rate" not in given and rates:
                new.learning_rate = rates[0]
            if "hidden" not in given:
                new.hidden = tuple(k for k in new.hidden if k < len(new.optimizers))
        if given.keys() & {"learning_rate", "share"}:
            new.optimizers = with_rate(new.optimizers, new.learning_rate, new.share)
        if "steps" in given and "step" not in given:
            at_the_end = new.step == self.steps or new.step > new.steps
            new.step = new.steps if at_the_end else new.step
        if "objective" in given:
            self._follow_objective(new, given)
        if given.keys() & {"objective", "optimizers"}:  # refused where they do not go together
            new._runs = runs(new.objective, new.optimizers, new.start, new.steps)

    def _follow_objective(self, new, given):
        objective = new.objective
        new._objective = describe_objective(objective)
        if "surface" not in given and objective.dim == 1:
            new.surface = False
        basis = eigenbasis(objective) if "eigenbasis" in self._panels else None
        if basis:
            found = dataclasses.asdict(basis) | {"bounds": basis.bounds(objective.domain)}
            new._objective["eigenbasis"] = {k: np.asarray(v).tolist() for k, v in found.items()}
        for name in ("start", "logarithmic"):
            setting = self.settings[name]
            if name not in given:
                value = setting.usual(new)
                keep = name == "start" and on_domain(objective, self.start)
                setattr(new, name, self.start if keep else setting.check(value, new))
            else:
                value = setting.to_json(getattr(new, name), self)
            new._initial = new._initial | {name: value}

    def _facts(self):
        names = self.objective.variables
        of_run = [*names, *settings.RUN_FACTS]
        kinds = {*settings.KINDS, *(type(each).__name__ for each in self.optimizers)}
        whole = [*(f"start_{name}" for name in names), "optimizers"]
        return [*whole, *of_run, *(f"{kind}.{fact}" for kind in sorted(kinds) for fact in of_run)]

    @property
    def path(self) -> Path:
        """Where `descend` takes the first optimizer: what the browser draws, in Python."""
        return descend(self.objective, self.optimizers[0], self.start, self.steps)

    @property
    def paths(self) -> list[Path]:
        """The same for each optimizer."""
        return [descend(self.objective, each, self.start, self.steps) for each in self.optimizers]

    def _page(self) -> str:
        self._runs = runs(self.objective, self.optimizers, self.start, self.steps)
        return super()._page()

    def animate(self, path, frames_per_step: int = 2) -> pathlib.Path:
        """Write the runs as a moving picture: each ball on its way over the map, step by step.

        Arguments:
            path: of the file, with the suffix ``.gif``.
            frames_per_step: how many pictures there are from one point to the next; with two, a
                run of 60 steps takes less than 2 MB.

        Returns:
            The path.

        Raises:
            ValueError: when the suffix is another one.

        >>> import tempfile
        >>> from lessonkit import objectives
        >>> explorer = explore(objectives.bowl, steps=2)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     explorer.animate(f"{folder}/run.gif").name
        'run.gif'
        """
        place = as_path("path", path)
        if place.suffix.lower() != ".gif":
            raise ValueError(f"path must end with .gif, got {place.name!r}")
        write_whole(place, as_gif(self.objective, self.paths, self.hidden, frames_per_step))
        return place

    def _spoken(self):
        rates = rates_of(self.optimizers)
        usual = {name: self.settings[name].usual(self) for name in ("step", "logarithmic")}
        usual["share"] = len(set(rates)) <= 1
        usual["learning_rate"] = rates[0] if rates else 0.1
        unsaid = {name for name, value in usual.items() if getattr(self, name) == value}
        return super()._spoken() | dict.fromkeys(unsaid, Code("None"))

    def __repr__(self) -> str:
        start = ", ".join(f"{value:.6g}" for value in np.atleast_1d(self.start))
        start = f"start=[{start}]" if self.objective.dim > 1 else f"start={start}"
        rate, names = self.learning_rate, ", ".join(map(settings.shortly, self.optimizers))
        what = f"[{names}], {start}, steps={self.steps}"
        if self.optimizers == (GradientDescent(rate),):
            what = f"{start}, learning_rate={rate:.6g}, steps={self.steps}"
        if self.step != self.steps:
            what += f", step={self.step}"
        if self.surface:
            what += ", surface=True"
        return f"Explorer({self.objective.name!r}, {what})"

    def _draw(self):
        drawn = (self.objective, self.paths, self.step, self.hidden, self.logarithmic)
        return draw_explorer(*drawn, surface=self.surface, panels=self._panels)


def _is_shared(explorer) -> bool:
    """Whether the learning rate is shared when nobody says so."""
    given = explorer._arguments["learning_rate"] is not None
    return given or len(set(rates_of(explorer.optimizers))) <= 1
