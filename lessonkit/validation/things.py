"""Checks of what is no number: functions, optimizers, names, lists."""

import difflib
import re
from collections.abc import Iterable
from itertools import islice

import numpy as np

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def flag(name: str, value) -> bool:
    """Return `value` as a bool, or raise ValueError unless it is True or False.

    >>> flag("record", 1)
    Traceback (most recent call last):
    ...
    ValueError: record must be True or False, got 1
    """
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} must be True or False, got {shown(value)}")
    return bool(value)


def text(name: str, value) -> str:
    """Return `value`, or raise ValueError unless it is text.

    >>> text("name", 3)
    Traceback (most recent call last):
    ...
    ValueError: name must be text, got 3
    """
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text, got {shown(value)}")
    return value


def function(name: str, value):
    """Return `value`, or raise ValueError unless it is a function (a class is none).

    >>> function("loss", 3)
    Traceback (most recent call last):
    ...
    ValueError: loss must be a function, got 3
    """
    if not callable(value) or isinstance(value, type):
        raise ValueError(f"{name} must be a function, got {shown(value)}")
    return value


def instance(name: str, value, *kinds: type):
    """Return `value`, or raise ValueError unless it is of one of these types.

    >>> instance("path", 3, complex, list)
    Traceback (most recent call last):
    ...
    ValueError: path must be a complex or a list, got 3
    """
    if not isinstance(value, kinds):
        wanted = " or ".join(f"a {kind.__name__}" for kind in kinds)
        raise ValueError(f"{name} must be {wanted}, got {shown(value)}")
    return value


def optimizer(name: str, value):
    """Return `value`, or raise ValueError unless it is an object with `init` and `update`.

    >>> from lessonkit.optimizers import Adam
    >>> optimizer("optimizer", Adam)
    Traceback (most recent call last):
    ...
    ValueError: optimizer must be an object with the methods init and update, got the class Adam
    """
    methods = (getattr(value, method, None) for method in ("init", "update"))
    if isinstance(value, type) or not all(map(callable, methods)):
        wanted = "an object with the methods init and update"
        raise ValueError(f"{name} must be {wanted}, got {shown(value)}")
    return value


def generator(name: str, value) -> np.random.Generator:
    """Return `value`, or raise ValueError unless it is a ``numpy.random.Generator``.

    >>> generator("rng", 0)
    Traceback (most recent call last):
    ...
    ValueError: rng must be a numpy.random.Generator, got 0
    """
    if not isinstance(value, np.random.Generator):
        raise ValueError(f"{name} must be a numpy.random.Generator, got {shown(value)}")
    return value


def items(name: str, value, minimum: int = 1, maximum: int | None = None) -> list:
    """Return `value` as a list, or raise ValueError unless it has `minimum` items to loop over.

    Text, and a mapping, are no lists. What comes after `maximum` items is left out.

    >>> items("seeds", 3)
    Traceback (most recent call last):
    ...
    ValueError: seeds must be a list, got 3
    """
    try:
        found = None if isinstance(value, str | bytes | dict) else list(islice(value, maximum))
    except TypeError:
        found = None
    if found is None:
        raise ValueError(f"{name} must be a list, got {shown(value)}")
    if len(found) < minimum:
        raise ValueError(f"{name} must be a list of at least {minimum}, got {shown(value)}")
    return found


def known_name(kind: str, name, names: Iterable[str]) -> str:
    """Return `name`, or raise ValueError with the near matches unless it is one of `names`.

    >>> known_name("objective", "rosenbrok", ["rosenbrock", "beale"])
    Traceback (most recent call last):
    ...
    ValueError: unknown objective 'rosenbrok'; did you mean 'rosenbrock'?
    """
    names = list(names)
    if isinstance(name, str) and name in names:
        return name
    near = difflib.get_close_matches(name, names, 3, 0.5) if isinstance(name, str) else ()
    if near:
        help_text = "did you mean " + " or ".join(repr(n) for n in near) + "?"
    else:
        help_text = "known: " + ", ".join(names)
    raise ValueError(f"unknown {kind} {shown(name)}; {help_text}")


def shown(value) -> str:
    """Return what a message shows of a value: one short line, whatever its `repr` does.

    >>> shown("3"), shown(int), shown(lambda: 1), shown(list(range(99)))[-12:]
    ("'3'", 'the class int', '<function <lambda>>', ' 22, 23, 24…')
    >>> shown(np.zeros((99, 2)))
    'an array of float64 of shape (99, 2)'
    """
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, np.ndarray) and value.size > 6:
        return f"an array of {value.dtype} of shape {value.shape}"
    try:
        line = _ADDRESS.sub("", " ".join(repr(value).split()))
    except Exception:  # a learner's own class may raise anything
        return f"an object of type {type(value).__name__}"
    return line if len(line) <= 100 else f"{line[:89]}…"
