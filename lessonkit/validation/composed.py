"""Checks made of checks, for functions with many arguments that have to fit one another.

Each is a function of the name of an argument, its value and a `Known`, and returns the value to
use. What it refuses raises a ValueError that names the argument.
"""

from collections.abc import Mapping

import numpy as np

from lessonkit.validation.arrays import real_array
from lessonkit.validation.numbers import finite_number
from lessonkit.validation.things import items, shown, text


class Known(dict):
    """Facts that the arguments checked so far tell about the others, such as a shared length.

    >>> known = Known()
    >>> known.check("x", [1, 2, 3], values("n")).tolist(), known["n"]
    ([1, 2, 3], 3)
    >>> known.check("y", [1, 2], values("n"))
    Traceback (most recent call last):
    ...
    ValueError: y must have the shape (3,), got shape (2,); it has to fit x
    """

    def __init__(self):
        self._argument, self._told_by, self._asked = None, {}, []

    def check(self, name, value, check):
        """Check one argument; where it does not fit another, the message names both."""
        self._argument, self._asked = name, []
        try:
            return check(name, value, self)
        except ValueError as error:
            others = [other for other in dict.fromkeys(self._asked) if other != name]
            if not others:
                raise
            raise ValueError(f"{error}; it has to fit {' and '.join(others)}") from error

    def __setitem__(self, fact, value):
        self._told_by[fact] = self._argument
        super().__setitem__(fact, value)

    def __getitem__(self, fact):
        self._asked.append(self._told_by[fact])
        return super().__getitem__(fact)


def single(check, *more):
    """A check of `lessonkit.validation`, with what it takes besides name and value."""
    return lambda name, value, known: check(name, value, *more)


def such(check, holds, wanted: str, got=shown):
    """What a check lets pass and a condition holds for; `wanted` says which, after "must".

    `got` tells what a message shows of it instead.

    >>> such(single(finite_number), lambda x: x < 1, "lie below 1")("p", 2, Known())
    Traceback (most recent call last):
    ...
    ValueError: p must lie below 1, got 2.0
    """

    def checked(name, value, known):
        found = check(name, value, known)
        if not holds(found):
            raise ValueError(f"{name} must {wanted}, got {got(found)}")
        return found

    return checked


def one_of(*choices: str):
    """One of these texts."""
    listed = " or ".join(map(repr, choices))
    return such(
        lambda name, value, known: value,
        lambda value: isinstance(value, str) and value in choices,
        f"be {listed}",
    )


def values(*shape):
    """An array of numbers with at least one of them; NaN and ∞ pass.

    In its shape, None is any length, and a letter one that other arguments share: "n", or "n+1".
    """

    def check(name, value, known):
        wanted = tuple(_length(n, known) for n in shape)
        array = real_array(name, value, wanted)
        if not array.size:
            raise ValueError(f"{name} must hold at least one number, got shape {array.shape}")
        for n, length in zip(shape, array.shape, strict=True):
            if isinstance(n, str) and n not in known:
                known[n] = length
        # Small kinds of integers would overflow in what is computed from them.
        whole = array.dtype.kind in "iub"
        return array.astype(np.result_type(array.dtype, np.int64) if whole else float)

    return check


def listed(check, most: int | None = None, least: int = 1):
    """A list of what a check lets pass."""

    def checked(name, value, known):
        found = items(name, value, least)
        if most is not None and len(found) > most:
            raise ValueError(f"{name} must hold at most {most}, got {len(found)}")
        return [check(f"each of {name}", each, known) for each in found]

    return checked


def labeled(check, most: int | None = None, label=None, least: int = 1):
    """A dict of labels and what a check lets pass; the labels are texts by default."""
    label = label or single(text)

    def checked(name, value, known):
        if not isinstance(value, Mapping):
            raise ValueError(f"{name} must be a dict of labels, got {shown(value)}")
        if not least <= len(value) <= (most or len(value)):
            wanted = f"{least} to {most} labels" if most else f"at least {least} label(s)"
            raise ValueError(f"{name} must hold {wanted}, got {len(value)}")
        return {
            label(f"each label of {name}", key, known): check(f"{name}[{key!r}]", each, known)
            for key, each in value.items()
        }

    return checked


def pair(first, second):
    """Two values, each with a check of its own; a length they share is theirs alone."""

    def check(name, value, known):
        found = items(name, value, 2)
        if len(found) != 2:
            raise ValueError(f"{name} must be a pair, got {shown(value)}")
        before = set(known)
        both = first(f"{name}[0]", found[0], known), second(f"{name}[1]", found[1], known)
        for fact in set(known) - before:
            del known[fact]
        return both

    return check


def names(length: str):
    """Texts or numbers, one for each of what a letter counts."""

    def check(name, value, known):
        found = items(name, value)
        if length in known and len(found) != known[length]:
            raise ValueError(f"{name} must hold {known[length]}, got {len(found)}")
        for each in found:
            if not isinstance(each, str):
                finite_number(f"each of {name} that is no text", each)
        return [str(each) for each in found]

    return check


def _length(wanted, known) -> int | None:
    """The length that stands in a shape: a number, any, or what a letter is known to count."""
    if not isinstance(wanted, str):
        return wanted
    letter, _plus, more = wanted.partition("+")
    return known[letter] + int(more or 0) if letter in known else None
