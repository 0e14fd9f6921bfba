"""The kinds of settings that an explorer declares: each knows its check and its range."""

import math

import numpy as np
import traitlets

from lessonkit.validation import finite_array, finite_number, flag, known_name, positive, shown


class Setting(traitlets.TraitType):
    """A setting of an explorer: a trait that is read, set, observed and linked as any other.

    Every way to set it leads to `BaseExplorer.change`, which changes all that belongs together
    or, when something is not accepted, nothing.

    Arguments:
        of: what it may be, as its kind says; or a function of the explorer that returns that.
        argument: of the factory; by default the name of the setting.
        usual: a function of the explorer, for an argument that is None.
        sync: whether the browser has it.
    """

    def __init__(self, of=None, *, argument="", usual=None, sync=True):
        super().__init__()
        self.of = of if callable(of) else lambda explorer: of
        self.argument, self.usual = argument, usual
        self.tag(sync=sync, to_json=self.to_json, from_json=self.from_json)

    def class_init(self, cls, name):
        super().class_init(cls, name)
        self.argument = self.argument or name

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

    def refuse(self, wanted: str, value):
        """Raise the ValueError that says so."""
        raise ValueError(f"{self.name} must be {wanted}, got {shown(value)}")

    def limits(self, explorer) -> list | None:
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


class Number(Setting):
    """A number `of` (low, high)."""

    kind = "a number"

    def limits(self, explorer):
        return list(self.of(explorer))

    def check(self, value, explorer):
        number, (low, high) = finite_number(self.name, value), self.of(explorer)
        if not low <= number <= high:
            self.refuse(f"{self.kind} from {low:g} to {high:g}", value)
        return number


class Whole(Number):
    """A whole number `of` (low, high)."""

    kind = "a whole number"

    def check(self, value, explorer):
        number = super().check(value, explorer)
        if not number.is_integer():
            self.refuse(self.kind, value)
        return int(number)


class Positive(Number):
    """A positive number, at most `most`; `of` are the ends of its slider only."""

    def __init__(self, *arguments, most=math.inf, **options):
        super().__init__(*arguments, **options)
        self.most = most

    def check(self, value, explorer):
        number = positive(self.name, value)
        if number > self.most:
            self.refuse(f"a positive number up to {self.most:g}", value)
        return number


class Numbers(Setting):
    """A list of numbers, each `of` one of several (low, high)."""

    def check(self, value, explorer):
        numbers, sides = finite_array(self.name, value), np.array(self.of(explorer))
        low, high = sides.T
        if numbers.shape != low.shape or not ((low <= numbers) & (numbers <= high)).all():
            ends = dict.fromkeys(f"from {a:g} to {b:g}" for a, b in sides)
            self.refuse(f"{len(low)} numbers {' and '.join(ends)}", value)
        return numbers.tolist()


class Choice(Setting):
    """One name `of` several."""

    def check(self, value, explorer):
        return known_name(self.name, value, self.of(explorer))


class OneOf(Setting):
    """One number `of` several."""

    def check(self, value, explorer):
        number = finite_number(self.name, value)
        if number not in self.of(explorer):
            self.refuse(f"one of {', '.join(f'{each:g}' for each in self.of(explorer))}", value)
        return number


class Flag(Setting):
    """True or False."""

    def check(self, value, explorer):
        return flag(self.name, value)
