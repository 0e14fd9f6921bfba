"""What figures take: checks for `lessonkit.figures.drawing.draws`.

They are of the form that `lessonkit.validation.composed` describes; the objective makes known how
many variables there are, and their names.
"""

import warnings

import numpy as np
from matplotlib.colors import is_color_like
from matplotlib.lines import Line2D

from lessonkit import validation
from lessonkit.figures.drawing import LARGEST
from lessonkit.figures.words import called
from lessonkit.objectives import Objective
from lessonkit.path import Path
from lessonkit.validation import composed, instance, shown, whole_number
from lessonkit.validation.composed import listed, one_of, pair, single, such, values

__all__ = ["listed", "pair"]


def number(name, value, known):
    """A number that can be drawn."""
    found = validation.finite_number(name, value)
    if abs(found) > LARGEST:
        raise ValueError(f"{name} must be a number of at most {LARGEST:g}, got {shown(value)}")
    return found


def positive(name, value, known):
    """A positive number that can be drawn."""
    return validation.positive(name, number(name, value, known))


share = single(validation.in_range, 0, 1)
count = single(whole_number)
flag = single(validation.flag)
text = single(validation.text)


def _label(name, value, known):
    """A text that is shown, in the language in use."""
    return called(text(name, value, known))


def labeled(check, most: int | None = None):
    """A dict of labels and what a check lets pass."""
    return composed.labeled(check, most, _label)


def names(length: str):
    """Texts or numbers to show, one for each of what a letter counts."""
    check = composed.names(length)
    return lambda name, value, known: [called(each) for each in check(name, value, known)]


def of_type(*kinds: type):
    """An object of one of these types."""
    return single(instance, *kinds)


def measured(*shape):
    """An array as in `values` that holds at least one finite number."""
    return such(values(*shape), lambda a: np.isfinite(a).any(), "hold at least one finite number")


def numbers(*shape, low=-LARGEST, high=LARGEST, above=-np.inf):
    """An array as in `values`, of finite numbers only, between limits or above one."""
    limits = ""
    if above > -np.inf:
        limits = f" above {above:g}"
    elif low > -LARGEST:
        limits = f" from {low:g} to {high:g}" if high < LARGEST else f" of at least {low:g}"
    return such(
        values(*shape),
        lambda a: ((a >= low) & (a <= high) & (a > above)).all(),
        f"hold finite numbers{limits} only",
    )


def objective(*dims: int):
    """An Objective with one of these numbers of variables."""

    def check(name, value, known):
        instance(name, value, Objective)
        if value.dim not in dims:
            wanted = " or ".join(map(str, dims)) + (" variable" if dims == (1,) else " variables")
            raise ValueError(f"{name} must have {wanted}, {value.name} has {value.dim}")
        known["dim"], known["variables"] = value.dim, value.variables
        return value

    return check


def run(name, value, known):
    """A Path of one start, on the objective if there is one."""
    instance(name, value, Path)
    if value.values.ndim != 1:
        of = value.values.shape[1:]
        raise ValueError(f"{name} must be a path of one start, got one of starts {of}")
    shape = value.points.shape[1:]
    if "dim" in known and shape != (() if known["dim"] == 1 else (known["dim"],)):
        wanted = f"points of {known['dim']} coordinate(s)"
        raise ValueError(f"{name} must have {wanted}, got points of shape {shape}")
    return value


def interval(name, value, known):
    """What to show of an objective: (low, high), or such a pair for each variable."""
    bounds = numbers(*((2,) if known["dim"] == 1 else (known["dim"], 2)))(name, value, known)
    if not (bounds[..., 0] < bounds[..., 1]).all():
        raise ValueError(f"{name} must have low < high, got {shown(value)}")
    return tuple(bounds.tolist()) if bounds.ndim == 1 else tuple(map(tuple, bounds.tolist()))


def variable(name, value, known):
    """The name of a variable of the objective."""
    return one_of(*known["variables"])(name, value, known)


def color(name, value, known):
    """A color of Matplotlib."""
    if not is_color_like(value):
        raise ValueError(f"{name} must be a color, got {shown(value)}")
    return value


def line_look(name, value, known):
    """Settings of a line of Matplotlib."""
    for setting, each in value.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                Line2D([], [], **{setting: each})
        except Exception as error:  # Matplotlib raises of all kinds
            raise ValueError(f"{setting} must be a setting of a line: {error}") from error
    return value
