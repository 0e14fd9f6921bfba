"""The kinds of settings that an explorer declares: each knows its check, its range, its label."""

import math

import numpy as np
import traitlets

from lessonkit.i18n import N_, _
from lessonkit.validation import (
    finite_array,
    finite_number,
    known_name,
    not_negative,
    positive,
)


class Setting(traitlets.TraitType):
    """A setting of an explorer: a trait that is read, set, observed and linked as any other.

    Every way to set it leads to `BaseExplorer.change`, which changes all that belongs together
    or, when something is not accepted, nothing.

    Arguments:
        label: what the browser calls it, a message marked by `N_`.
        key: of the label among those for the browser; by default the name of the setting.
        bad: ``bad_{bad}`` is what the browser says of a text that is no such value; by default
            `key`.
        argument: of the factory; by default the name of the setting.
        usual: a function of the explorer, for an argument that is None.
        sync: whether the browser has it.

    Bounds and choices of the kinds below may be functions of the explorer too.
    """

    complaint = ""  # of the browser, about a text that was typed

    def __init__(self, label="", *, key="", bad="", argument="", usual=None, sync=True):
        super().__init__()
        self.label, self.key, self.bad = label, key, bad
        self.argument, self.usual = argument, usual
        self.tag(sync=sync, to_json=self.to_json, from_json=self.from_json)

    def class_init(self, cls, name):
        super().class_init(cls, name)
        self.key = self.key or name
        self.bad, self.argument = self.bad or self.key, self.argument or name

    def set(self, obj, value):
        """Change the explorer, unless it is the very value that it has."""
        if self.name not in obj._trait_values or value is not obj._trait_values[self.name]:
            obj.change({self.name: value})

    def store(self, obj, value):
        """Keep a value that `check` has returned."""
        super().set(obj, value)

    def check(self, value, explorer):
        """Return what is kept of a value, or raise ValueError."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it accepts")

    def limits(self, explorer):
        """Return the ends of its slider, None when it has none."""
        return None

    def to_json(self, value, explorer):
        """Return what the browser gets."""
        return value

    def from_json(self, value, explorer):
        """Return what the browser means; `check` follows."""
        return value

    def code(self, value) -> str:
        """Return the expression that makes the value."""
        return repr(value)

    def labels(self, explorer) -> dict[str, str]:
        """Return its label, and the sentence about a bad text with what is wanted filled in."""
        if not self.label:
            return {}
        labels = {self.key: _(self.label)}
        if self.complaint:
            wanted = {"label": _(self.label), "text": "{text}", "value": "{value}"}
            wanted |= self.wanted(explorer)
            labels[f"bad_{self.bad}"] = _(self.complaint).format(**wanted)
        return labels

    def wanted(self, explorer) -> dict[str, str]:
        """Return what else stands in braces in `complaint`."""
        low, high = self.limits(explorer) or (None, None)
        return {"min": _short(low), "max": _short(high)}


class Number(Setting):
    """A number from `low` to `high`."""

    kind = "a number"
    complaint = N_("{label} must be a number from {min} to {max}, not “{text}”. It stays {value}.")

    def __init__(self, low=-math.inf, high=math.inf, label="", **options):
        super().__init__(label, **options)
        self.low, self.high = low, high

    def limits(self, explorer):
        return [_of(self.low, explorer), _of(self.high, explorer)]

    def check(self, value, explorer):
        number, (low, high) = finite_number(self.name, value), self.limits(explorer)
        if not low <= number <= high or not self.fits(number):
            wanted = f"{self.kind} from {low:g} to {high:g}"
            raise ValueError(f"{self.name} must be {wanted}, got {value!r}")
        return self.kept(number)

    def fits(self, number: float) -> bool:
        """Whether a number between the ends is accepted."""
        return True

    def kept(self, number: float):
        """Return what is kept of an accepted number."""
        return number


class Whole(Number):
    """A whole number from `low` to `high`."""

    kind = "a whole number"
    complaint = N_(
        "{label} must be a whole number from {min} to {max}, not “{text}”. It stays {value}."
    )
    fits = staticmethod(float.is_integer)
    kept = staticmethod(int)


class Positive(Setting):
    """A positive number; `ends` are those of its slider only."""

    complaint = N_("{label} must be a positive number, not “{text}”. It stays {value}.")

    def __init__(self, ends, label="", **options):
        super().__init__(label, **options)
        self.ends = ends

    def limits(self, explorer):
        return list(_of(self.ends, explorer))

    def check(self, value, explorer):
        return positive(self.name, value)


class NotNegative(Setting):
    """A number of at least 0."""

    def check(self, value, explorer):
        return not_negative(self.name, value)


class Flag(Setting):
    """True or False."""

    def check(self, value, explorer):
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{self.name} must be True or False, got {value!r}")
        return bool(value)


class Numbers(Setting):
    """A list of as many numbers as `box` has sides, each between the ends of its side."""

    def __init__(self, box=((-math.inf, math.inf),) * 2, **options):
        super().__init__(**options)
        self.box = box

    def check(self, value, explorer):
        numbers, box = finite_array(self.name, value), np.array(_of(self.box, explorer))
        low, high = box.T
        if numbers.shape != low.shape or not ((low <= numbers) & (numbers <= high)).all():
            sides = " × ".join(f"[{_short(a)}, {_short(b)}]" for a, b in box)
            where = f" in {sides}" if np.isfinite(box).all() else ""
            raise ValueError(f"{self.name} must be {len(low)} numbers{where}, got {value!r}")
        return numbers.tolist()


class Choice(Setting):
    """One of a few names."""

    def __init__(self, names, label="", **options):
        super().__init__(label, **options)
        self.names = names

    def check(self, value, explorer):
        return known_name(self.name, value, _of(self.names, explorer))


class OneOf(Setting):
    """One of a few numbers."""

    complaint = N_("{label} must be one of {all}, not “{text}”. It stays {value}.")

    def __init__(self, numbers, label="", **options):
        super().__init__(label, **options)
        self.numbers = numbers

    def check(self, value, explorer):
        number = finite_number(self.name, value)
        if number not in self.numbers:
            wanted = ", ".join(map(_short, self.numbers))
            raise ValueError(f"{self.name} must be one of {wanted}, got {value!r}")
        return number

    def wanted(self, explorer):
        return {"all": ", ".join(map(_short, self.numbers))}


def _of(value, explorer):
    return value(explorer) if callable(value) else value


def _short(number) -> str:
    """A bound as it stands in a sentence: 1e-6, 0.25, 100."""
    return "" if number is None else f"{number:g}".replace("e-0", "e-")
