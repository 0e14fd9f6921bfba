"""What figures take: checks for `lessonkit.figures.drawing.draws`.

Each is a function of the name of an argument, its value and what is known of the arguments before
it (the dimension of the objective, the lengths that letters stand for), and returns the value.
"""

import warnings
from collections.abc import Mapping

import numpy as np
from matplotlib.colors import is_color_like
from matplotlib.lines import Line2D

from lessonkit import validation
from lessonkit.figures.drawing import LARGEST
from lessonkit.objectives import Objective
from lessonkit.path import Path
from lessonkit.validation import instance, items, real_array, shown, whole_number


def single(check, *more):
    """A check of `lessonkit.validation`."""
    return lambda name, value, known: check(name, value, *more)


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


def of_type(*kinds: type):
    """An object of one of these types."""
    return single(instance, *kinds)


def one_of(*names: str):
    """One of these names."""

    def check(name, value, known):
        if not isinstance(value, str) or value not in names:
            listed = " or ".join(map(repr, names))
            raise ValueError(f"{name} must be {listed}, got {shown(value)}")
        return value

    return check


def values(*shape):
    """An array of numbers with at least one of them; NaN and ∞ pass.

    In its shape, None is any length, and a letter one that other arguments share.
    """

    def check(name, value, known):
        wanted = tuple(known.get(n) if isinstance(n, str) else n for n in shape)
        array = real_array(name, value, wanted)
        if not array.size:
            raise ValueError(f"{name} must hold at least one number, got shape {array.shape}")
        known.update((n, m) for n, m in zip(shape, array.shape, strict=True) if isinstance(n, str))
        return array.astype(
            np.result_type(array.dtype, np.int64) if array.dtype.kind in "iub" else float
        )

    return check


def measured(*shape):
    """An array as in `values` that holds at least one finite number."""

    def check(name, value, known):
        array = values(*shape)(name, value, known)
        if not np.isfinite(array).any():
            raise ValueError(f"{name} must hold at least one finite number, got {shown(value)}")
        return array

    return check


def numbers(*shape, low=-np.inf, high=np.inf, above=-np.inf):
    """An array as in `values`, of finite numbers only, between limits or above one."""
    wanted = "finite numbers only"
    if above > -np.inf:
        wanted = f"finite numbers above {above} only"
    elif low > -np.inf:
        wanted = (
            f"numbers from {low} to {high} only"
            if high < np.inf
            else f"finite numbers of at least {low} only"
        )

    def check(name, value, known):
        array = values(*shape)(name, value, known)
        good = (np.abs(array) <= LARGEST) & (array >= low) & (array <= high) & (array > above)
        if not good.all():
            raise ValueError(f"{name} must hold {wanted}, got {shown(value)}")
        return array

    return check


def listed(check, most: int | None = None, least: int = 1):
    """A list of what a check lets pass."""

    def checked(name, value, known):
        found = items(name, value, least)
        if most is not None and len(found) > most:
            raise ValueError(f"{name} must hold at most {most}, got {len(found)}")
        return [check(f"each of {name}", each, known) for each in found]

    return checked


def labeled(check, most: int | None = None, label=text):
    """A dict of labels and what a check lets pass, not empty."""

    def checked(name, value, known):
        if not isinstance(value, Mapping):
            raise ValueError(f"{name} must be a dict of labels, got {shown(value)}")
        if not 1 <= len(value) <= (most or len(value)):
            wanted = f"1 to {most} labels" if most else "at least 1 label"
            raise ValueError(f"{name} must hold {wanted}, got {len(value)}")
        return {
            label(f"each label of {name}", key, known): check(f"{name}[{key!r}]", each, known)
            for key, each in value.items()
        }

    return checked


def pair(first, second):
    """Two values, each with a check of its own; a length they share is theirs alone."""

    def check(name, value, known):
        found, own = items(name, value, 2), dict(known)
        if len(found) != 2:
            raise ValueError(f"{name} must be a pair, got {shown(value)}")
        return first(f"{name}[0]", found[0], own), second(f"{name}[1]", found[1], own)

    return check


def names(length: str):
    """Texts or numbers, one for each of what a letter counts."""

    def check(name, value, known):
        found = items(name, value)
        if len(found) != known.get(length, len(found)):
            raise ValueError(f"{name} must hold {known[length]}, got {len(found)}")
        for each in found:
            if not isinstance(each, str):
                validation.finite_number(f"each of {name} that is no text", each)
        return [str(each) for each in found]

    return check


def objective(*dims: int):
    """An Objective with one of these numbers of variables."""

    def check(name, value, known):
        instance(name, value, Objective)
        if value.dim not in dims:
            wanted = " or ".join(map(str, dims)) + (" variable" if dims == (1,) else " variables")
            raise ValueError(f"{name} must have {wanted}, {value.name} has {value.dim}")
        known.update(dim=value.dim, variables=value.variables)
        return value

    return check


def run(name, value, known):
    """A Path of one start, on the objective if there is one."""
    instance(name, value, Path)
    if value.values.ndim != 1:
        starts = value.values.shape[1:]
        raise ValueError(f"{name} must be a path of one start, got one of starts {starts}")
    wanted = () if known.get("dim") == 1 else (known.get("dim"),)
    if "dim" in known and value.points.shape[1:] != wanted:
        raise ValueError(
            f"{name} must have points of {known['dim']} coordinate(s), got {value.points.shape[1:]}"
        )
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            Line2D([], [], **value)
    except Exception as error:  # Matplotlib raises of all kinds
        raise ValueError(f"{name} must hold settings of a line: {error}") from error
    return value
