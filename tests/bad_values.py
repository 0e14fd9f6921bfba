"""Values that somebody may pass in by mistake, and what a good function makes of them.

Tests of single functions, figures and widgets share them: `refused_or_used` calls a function and
fails unless it works, or raises a ValueError or TypeError that names the argument.
"""

import datetime
import itertools
import re
import warnings

import numpy as np

import lessonkit as lk


class Unfriendly:
    """Somebody's object that cannot even be shown or turned into an array."""

    def __repr__(self):
        raise KeyError("no repr")

    def __array__(self, *arguments, **options):
        raise KeyError("no array")


BAD_VALUES = {
    "None": None,
    "text": "five",
    "text of a number": "5",
    "no text": "",
    "bytes": b"5",
    "list of text": ["1", "2"],
    "a bool": True,
    "complex": 1 + 1j,
    "complex of NumPy": np.complex128(1 + 1j),
    "complex array": np.array([1 + 1j, 2]),
    "masked": np.ma.array([1.0, 2.0], mask=[False, True]),
    "list of masked": [np.ma.masked, 1.0],
    "huge": 10**400,
    "list of huge": [10**400, 1],
    "endless digits": 10**5000,
    "nan": float("nan"),
    "infinite": float("inf"),
    "list of nan": [float("nan"), 1.0],
    "negative": -1,
    "zero": 0,
    "half": 0.5,
    "large": 1e308,
    "tiny": 1e-320,
    "date": datetime.date(2020, 1, 1),
    "date of NumPy": np.datetime64("2020-01-01"),
    "duration": np.timedelta64(3, "s"),
    "empty": [],
    "ragged": [[1.0], [1.0, 2.0]],
    "cube": np.zeros((2, 3, 4)),
    "array of names": np.array(["central", "forward"]),
    "records": np.zeros(2, dtype=[("a", float)]),
    "mapping": {"a": 1},
    "set": {1, 2},
    "class": lk.Adam,
    "type": int,
    "object": object(),
    "unfriendly": Unfriendly(),
    "function of nothing": lambda: None,
    "forgotten return": lambda *arguments, **settings: None,
    "function of text": lambda *arguments, **settings: "5",
    "function of complex": lambda *arguments, **settings: 1 + 1j,
    "function of three": lambda *arguments, **settings: np.zeros(3),
}


def calls_with_bad_values(arguments: dict):
    """Yield the name of an argument, that of a bad value, and the arguments with the two."""
    for name, kind in itertools.product(arguments, BAD_VALUES):
        yield name, kind, arguments | {name: BAD_VALUES[kind]}


def refused_or_used(function, arguments: dict, name: str, kind: str, also=()) -> str | None:
    """Return what is wrong with how `function` takes these arguments, None if nothing is.

    Arguments:
        function: what to call.
        arguments: by name, with a bad one among them.
        name: of the bad one.
        kind: what is bad about it.
        also: other names by which a message may call it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            function(**arguments)
        except (ValueError, TypeError) as error:
            named = any(re.search(rf"\b{each}\b", str(error)) for each in (name, *also))
            if not named and kind != "function of nothing":  # Python itself says what that lacks
                return f"{name} = {kind}: the message does not name it: {error}"
        except Warning as warning:
            return f"{name} = {kind}: a warning reaches the screen: {warning}"
        except Exception as error:
            return f"{name} = {kind}: raises {type(error).__name__}: {error}"
    return None
