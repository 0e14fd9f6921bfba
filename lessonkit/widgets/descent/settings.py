"""The settings of the descent explorer: what is accepted, and how it is sent."""

import dataclasses

import numpy as np

from lessonkit import optimizers
from lessonkit.formulas.objective_code import objective_code
from lessonkit.objectives import Objective
from lessonkit.optimizers.rates import rate_of
from lessonkit.validation import (
    finite_array,
    items,
    known_name,
    positive,
    shown,
    whole_number,
)
from lessonkit.widgets.descent.own_optimizers import OwnOptimizers, needs_python
from lessonkit.widgets.settings import Flag, Setting

MOST_STEPS = 10_000  # what a browser computes and draws within a frame
MOST_RUNS = 10
# The names in js/explorers/descent/panels.js.
PANELS = (
    *("loss", "optimizers", "rates", "anatomy", "state", "stability", "pad"),
    *("sensitivity", "basins", "eigenbasis"),
)
# Those that run the objective in the browser, very often or with its Hessian.
FOR_FORMULAS = {"stability", "pad", "sensitivity", "basins"}
# Those that js/maths/optimizers.js has too.
_NAMES = (
    *("GradientDescent", "Momentum", "Nesterov", "ShiftedNesterov", "Adagrad"),
    *("RMSProp", "AdaDelta", "Adam", "AdamW", "Nadam"),
)
KINDS = {name: getattr(optimizers, name) for name in _NAMES}
# What goals can ask of a run, besides its place.
RUN_FACTS = (
    *("loss", "distance", "minimum", "diverged", "off", "turned", "learning_rate"),
    *("momentum", "decay", "beta1", "beta2", "epsilon", "weight_decay"),
)


class Explored(Setting):
    """The objective; the browser gets a description of it."""

    def check(self, value, explorer):
        if not isinstance(value, Objective):
            raise ValueError(f"explore takes an lk.Objective, got {shown(value)}")
        if value.dim > 2:
            raise ValueError(
                f"explore shows objectives of 1 or 2 variables, {value.name} has {value.dim}"
            )
        asking = sorted(FOR_FORMULAS.intersection(explorer._panels))
        if asking and value.javascript is None:
            raise ValueError(
                f"the panel {asking[0]!r} computes in the browser, which needs an objective made "
                f"of a formula; {value.name} was made from a function"
            )
        return value

    def code(self, value):
        return objective_code(value)


class Optimizers(Setting):
    """A tuple of optimizers with plain floats for hyperparameters."""

    def check(self, value, explorer):
        given = list(value) if isinstance(value, list | tuple) else []
        if not 1 <= len(given) <= MOST_RUNS or not all(map(_is_optimizer, given)):
            such = "such as lk.Momentum(0.1), or of objects with the methods init and update"
            self.refuse(f"a list of 1 to {MOST_RUNS} optimizers {such}", value)
        return tuple(map(_plain, given))

    def to_json(self, value, explorer):
        return [specify(each, explorer._own) for each in value]

    def from_json(self, value, explorer):
        return [from_specification(each, explorer._own) for each in value]

    def code(self, value):
        return f"[{', '.join(map(_code, value))}]"


class Start(Setting):
    """A float, or a read-only array ``(2,)``."""

    def check(self, value, explorer):
        start, objective = finite_array(self.name, value), explorer.objective
        if start.shape != ((), (2,))[objective.dim - 1]:
            wanted = "a number" if objective.dim == 1 else "two numbers"
            self.refuse(f"{wanted} for {objective.name}", value)
        start.flags.writeable = False  # a change in place would go unnoticed
        return start if start.ndim else float(start)

    def to_json(self, value, explorer):
        return np.asarray(value).tolist()

    def from_json(self, value, explorer):
        return _alone(value)

    def code(self, value):
        return repr(self.to_json(value, None))


class Surface(Flag):
    """Whether a landscape of two variables stands up."""

    def check(self, value, explorer):
        if super().check(value, explorer) and explorer.objective.dim != 2:
            self.refuse(f"False for {explorer.objective.name}, which has one variable", value)
        return value


class Hidden(Setting):
    """The positions of the optimizers that are not drawn."""

    def check(self, value, explorer):
        last = len(explorer.optimizers) - 1
        given = list(value) if isinstance(value, list | tuple | set) else [value]
        positions = {whole_number("hidden", k, minimum=0) for k in given}
        if max(positions, default=0) > last:
            self.refuse(f"a list of positions in optimizers, from 0 to {last}", value)
        return tuple(sorted(positions))

    def to_json(self, value, explorer):
        return list(value)


def _alone(value):
    """What the browser has in a list, whether there are two variables or one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def specify(optimizer, own: OwnOptimizers | None = None) -> dict:
    """Return in JSON which optimizer it is; somebody's `own` keeps what only Python can run.

    >>> specify(optimizers.Momentum(0.1))
    {'kind': 'Momentum', 'parameters': {'learning_rate': 0.1, 'momentum': 0.9}}
    """
    if own and needs_python(optimizer):
        return own.specify(optimizer)
    return {"kind": type(optimizer).__name__, "parameters": dataclasses.asdict(optimizer)}


def from_specification(specification: dict, own: OwnOptimizers | None = None):
    """Return the optimizer that `specify` described.

    >>> from_specification({"kind": "GradientDescent", "parameters": {"learning_rate": 0.1}})
    GradientDescent(learning_rate=0.1)
    """
    match specification:
        case {"kind": "python"} if own:
            return own.find(specification)
        case {"kind": str(name), "parameters": dict(parameters)}:
            kind = KINDS[known_name("optimizer", name, KINDS)]
            if parameters.keys() == {field.name for field in dataclasses.fields(kind)}:
                return kind(**parameters)
    raise ValueError(f"an optimizer is a kind with its parameters, got {shown(specification)}")


def shortly(optimizer) -> str:
    """Return the call that makes an optimizer, with six digits; of one's own class, its name.

    >>> shortly(optimizers.Momentum(1 / 3))
    'Momentum(0.333333, momentum=0.9)'
    """
    if needs_python(optimizer):
        return f"{type(optimizer).__name__}(…)"
    rate, *others = dataclasses.asdict(optimizer).items()
    parts = [f"{rate[1]:.6g}", *(f"{name}={value:.6g}" for name, value in others)]
    return f"{type(optimizer).__name__}({', '.join(parts)})"


def kinds() -> list[dict]:
    """Return what can be added in the browser: every optimizer with its usual hyperparameters."""
    return [specify(kind(learning_rate=0.1)) for kind in KINDS.values()]


def _is_optimizer(value) -> bool:
    methods = (getattr(value, name, None) for name in ("init", "update"))
    return not isinstance(value, type) and all(map(callable, methods))


def _plain(optimizer):
    rate = rate_of(optimizer)
    if rate is not None:
        positive("learning_rate", rate)
    if needs_python(optimizer):
        return optimizer
    fields = dataclasses.asdict(optimizer)
    return type(optimizer)(**{name: float(value) for name, value in fields.items()})


def _code(optimizer) -> str:
    if needs_python(optimizer):
        return f"{type(optimizer).__name__}(...)"  # only its author knows how it was made
    return f"lk.{optimizer!r}"


def checked_range(bounds) -> list[float]:
    """Return the ends of the slider of the learning rate, or raise ValueError."""
    ends = finite_array("learning_rate_range", bounds)
    if ends.shape != (2,) or not 0 < ends[0] < ends[1]:
        raise ValueError(
            f"learning_rate_range must be (low, high) with 0 < low < high, got {shown(bounds)}"
        )
    return ends.tolist()


def checked_panels(panels) -> list[str]:
    """Return the names of the panels, or raise ValueError."""
    return [known_name("panel", name, PANELS) for name in items("panels", panels, 0)]
