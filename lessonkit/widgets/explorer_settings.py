"""The settings of the descent explorer: what is accepted, and how optimizers are sent."""

import dataclasses

import numpy as np

from lessonkit import optimizers
from lessonkit.objectives import Objective
from lessonkit.validation import finite_array, known_name, positive, whole_number
from lessonkit.widgets.own_optimizers import needs_python, rate_of, rated

MOST_STEPS = 10_000  # what a browser computes and draws within a frame
MOST_RUNS = 10
LARGEST_SEED = 999
# The names in js/panels.js.
PANELS = (
    "loss",
    "time",
    "optimizers",
    "rates",
    "anatomy",
    "state",
    "stability",
    "pad",
    "sensitivity",
    "basins",
    "values",
    "zoom",
    "slice",
    "noise",
    "formula",
)
# Those that run the objective in the browser, very often or with its Hessian.
FOR_FORMULAS = {"stability", "pad", "sensitivity", "basins", "noise"}
# Those that js/optimizers.js has too.
KINDS = {
    name: getattr(optimizers, name)
    for name in (
        "GradientDescent",
        "Momentum",
        "Nesterov",
        "ShiftedNesterov",
        "Adagrad",
        "RMSProp",
        "AdaDelta",
        "Adam",
        "AdamW",
        "Nadam",
    )
}


def specify(optimizer) -> dict:
    """Return in JSON which optimizer it is.

    >>> specify(optimizers.Momentum(0.1))
    {'kind': 'Momentum', 'parameters': {'learning_rate': 0.1, 'momentum': 0.9}}
    """
    return {"kind": type(optimizer).__name__, "parameters": dataclasses.asdict(optimizer)}


def from_specification(specification: dict):
    """Return the optimizer that `specify` described.

    >>> from_specification({"kind": "GradientDescent", "parameters": {"learning_rate": 0.1}})
    GradientDescent(learning_rate=0.1)
    """
    kind = KINDS[known_name("optimizer", specification["kind"], KINDS)]
    return kind(**specification["parameters"])


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


def with_rate(given, learning_rate: float, share: bool) -> tuple:
    """Return the optimizers with this learning rate for the first or, when shared, for all.

    >>> with_rate([optimizers.GradientDescent(0.1), optimizers.Adam(0.2)], 0.3, share=False)[0]
    GradientDescent(learning_rate=0.3)
    """
    changed = [
        rated(each, learning_rate) if share or k == 0 else each for k, each in enumerate(given)
    ]
    return tuple(changed)


def checked_optimizers(value) -> tuple:
    """Return the optimizers with plain floats for hyperparameters, or raise ValueError."""
    given = list(value) if isinstance(value, list | tuple) else []
    methods = all(callable(getattr(each, m, None)) for each in given for m in ("init", "update"))
    if not 1 <= len(given) <= MOST_RUNS or not methods:
        raise ValueError(
            f"optimizers must be a list of 1 to {MOST_RUNS} optimizers such as lk.Momentum(0.1), "
            f"or of objects with the methods init and update, got {value!r}"
        )
    return tuple(map(_plain, given))


def _plain(optimizer):
    rate = rate_of(optimizer)
    if rate is not None:
        positive("learning_rate", rate)
    if needs_python(optimizer):
        return optimizer
    fields = dataclasses.asdict(optimizer)
    return type(optimizer)(**{name: float(value) for name, value in fields.items()})


def checked_start(explorer, value):
    """Return the start as a float or a read-only array ``(2,)``, or raise ValueError."""
    start = finite_array("start", value)
    dim = explorer.objective.dim
    if start.shape != ((), (2,))[dim - 1]:
        wanted = "a number" if dim == 1 else "two numbers"
        name = explorer.objective.name
        raise ValueError(f"start must be {wanted} for {name}, got {value!r}")
    start.flags.writeable = False  # a change in place would go unnoticed
    return start if start.ndim else float(start)


def checked_steps(explorer, value) -> int:
    """Return the number of steps, or raise ValueError."""
    return _whole_up_to("steps", value, explorer.max_steps, "max_steps")


def checked_step(explorer, value) -> int:
    """Return the step that is shown, or raise ValueError."""
    return _whole_up_to("step", value, explorer.steps, "steps")


def checked_hidden(explorer, value) -> tuple[int, ...]:
    """Return the positions of the optimizers that are not shown, or raise ValueError."""
    count = len(explorer.optimizers)
    given = list(value) if isinstance(value, list | tuple | set) else [value]
    if not all(isinstance(k, int) and 0 <= k < count for k in given):
        raise ValueError(
            f"hidden must be a list of positions in optimizers, from 0 to {count - 1}, "
            f"got {value!r}"
        )
    return tuple(sorted(set(given)))


def checked_share(explorer, value) -> bool:
    """Return whether the learning rate is shared, or raise ValueError."""
    return _true_or_false("share", value)


def checked_logarithmic(explorer, value) -> bool:
    """Return whether the axis of the values is logarithmic, or raise ValueError."""
    return _true_or_false("logarithmic", value)


def _true_or_false(name: str, value) -> bool:
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} must be True or False, got {value!r}")
    return bool(value)


def checked_view(explorer, value):
    """Return the part of the domain that is in sight, None for all of it, or raise ValueError."""
    if value is None:
        return None
    bounds = finite_array("view", value)
    like = np.asarray(explorer.objective.domain)
    if bounds.shape != like.shape or not (np.diff(bounds) > 0).all():
        raise ValueError(
            f"view must be (low, high) with low < high for each variable, like the domain "
            f"{explorer.objective.domain!r}, got {value!r}"
        )
    low_high = [tuple(pair) for pair in np.atleast_2d(bounds).tolist()]
    return unlisted(explorer, tuple(low_high))


def unlisted(explorer, bounds):
    """Return the bounds of each variable in the shape of a domain: one variable has no list."""
    return bounds if explorer.objective.dim > 1 else bounds[0]


def checked_noise(explorer, value) -> float:
    """Return the standard deviation of the noise, or raise ValueError."""
    sigma = finite_array("noise", value)
    if sigma.ndim or sigma < 0:
        raise ValueError(f"noise must be a number of at least 0, got {value!r}")
    return float(sigma)


def _whole_up_to(name: str, value, most: int, of: str) -> int:
    number = whole_number(name, value, minimum=0)
    if number > most:
        raise ValueError(f"{name} must be a whole number from 0 to {most} ({of}), got {value!r}")
    return number


def checked_objective(objective) -> Objective:
    """Return the objective, or raise ValueError unless it can be explored."""
    if not isinstance(objective, Objective):
        raise ValueError(f"explore takes an lk.Objective, got {objective!r}")
    if objective.dim > 2:
        raise ValueError(
            f"explore shows objectives of 1 or 2 variables, {objective.name} has {objective.dim}"
        )
    return objective


def checked_range(bounds) -> list[float]:
    """Return the ends of the slider of the learning rate, or raise ValueError."""
    ends = finite_array("learning_rate_range", bounds)
    if ends.shape != (2,) or not 0 < ends[0] < ends[1]:
        raise ValueError(
            f"learning_rate_range must be (low, high) with 0 < low < high, got {bounds!r}"
        )
    return ends.tolist()


def checked_panels(panels, objective: Objective) -> list[str]:
    """Return the names of the panels, or raise ValueError."""
    if isinstance(panels, str):
        raise ValueError(f"panels must be a list of names, got {panels!r}")
    names = [known_name("panel", name, PANELS) for name in panels]
    asking = sorted(set(names) & FOR_FORMULAS)
    if asking and objective.javascript is None:
        raise ValueError(
            f"the panel {asking[0]!r} computes in the browser, which needs an objective made of a "
            f"formula; {objective.name} was made from a function"
        )
    return names


def on_domain(objective: Objective, start) -> bool:
    """Whether a start lies on the map.

    >>> on_domain(Objective("x**2", domain=(0, 1)), 2.0)
    False
    """
    low, high = np.atleast_2d(objective.domain).T
    return bool(((low <= start) & (start <= high)).all())


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
