"""Answers that nobody should give: each exercise has to say something about each of them."""

import decimal
import fractions
import itertools
import os
import signal
import sys
import threading
import time

import numpy as np
import pandas as pd


def _broken(*names):
    """An object whose special methods fail."""

    def fail(*_arguments, **_options):
        raise RuntimeError("broken on purpose")

    return type("Broken", (), dict.fromkeys(names, fail))()


def _itself():
    holder = [1]
    holder.append(holder)
    return holder


def _deep(depth=5000):
    nested = []
    for _level in range(depth):
        nested = [nested]
    return nested


def _endless(*_arguments):
    while True:
        pass


def _stubborn(*_arguments):
    while True:
        try:
            time.sleep(0.001)
        except BaseException:
            caught = True  # noqa: F841


def _recursive(*arguments):
    return _recursive(*arguments)


async def _waits(*_arguments):
    return 1


def _yields(*_arguments):
    yield 1


async def _waits_and_yields(*_arguments):
    yield 1


def _returns(value):
    return lambda *_arguments: value


def _raises(error):
    def answer(*_arguments):
        raise error

    return answer


def _chatty(*_arguments):
    for number in range(2_000):
        print("chatter", number)


def _asks(*_arguments):
    return input("What is it? ")


def _starts_a_thread(*_arguments):
    thread = threading.Thread(target=print, args=("from a thread",))
    thread.start()
    thread.join()


def _leaves_in_a_thread(*_arguments):
    def leave(how):
        try:
            how(3)
        except BaseException as error:
            print(type(error))

    for how in (sys.exit, os._exit):
        thread = threading.Thread(target=leave, args=(how,))
        thread.start()
        thread.join()


def _prints_half_a_character(*_arguments):
    print("\ud800")


def _renamed(name):
    function = _returns(1)
    function.__name__ = name
    return function


def _of_no_class():
    return type("Of", (), {"__class__": property(lambda self: 1 / 0)})()


def _error(base=Exception, **methods):
    return type("E", (base,), methods)()


def _in_place(*arguments):
    for each in arguments:
        if isinstance(each, np.ndarray):
            each[...] = 0
    return arguments


class Optimizer:
    """A class of the right form in which everything goes wrong."""

    def __init__(self, *_arguments, **_settings):
        pass

    def init(self, w):
        return {}

    def update(self, w, gradient, state):
        return state["w"], state


VALUES = {
    "text": "three",
    "text of a number": "0.5",
    "half a character": "\ud800",
    "many lines": "\n".join("abcdefghijklmnopqrstuvwxyz"),
    "many axes": np.zeros((2,) * 18),
    "axes of one": np.zeros((1,) * 60),
    "complex array": np.zeros((2,) * 14, complex),
    "pair of a text": (0.1, "0.9"),
    "pair too large": (0.1, 10**400),
    "no class": _of_no_class(),
    "empty text": "",
    "bytes": b"3",
    "huge": 10**400,
    "huger": 10**5000,
    "true": True,
    "nan": float("nan"),
    "infinite": float("inf"),
    "complex": 1 + 1j,
    "fraction": fractions.Fraction(1, 3),
    "decimal": decimal.Decimal("0.1"),
    "numpy scalar": np.float32(0.3),
    "numpy complex": np.complex128(1j),
    "date": np.datetime64("2020-01-01"),
    "dates": np.array(["2020-01-01"], dtype="datetime64"),
    "array": np.arange(6.0).reshape(2, 3),
    "no array": np.array([]),
    "scalar array": np.array(2.0),
    "huge array": np.broadcast_to(0.0, (10**6, 10**6)),
    "object array": np.array([None, 1], dtype=object),
    "text array": np.array(["a", "b"]),
    "structured": np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    "masked": np.ma.masked_array([1.0, 2.0], [True, False]),
    "all masked": np.ma.masked,
    "series": pd.Series([1.0, 2.0]),
    "frame": pd.DataFrame({"a": [1, 2]}),
    "no list": [],
    "list": [1, "two", None],
    "uneven": [[1, 2], [3]],
    "pair": (0.1, 0.9),
    "texts": ("0.1", "0.9"),
    "nans": (float("nan"), float("nan")),
    "huge pair": (10**400, 10**400),
    "many": list(range(10_000)),
    "itself": _itself(),
    "deep": _deep(),
    "dict": {"a": 1},
    "set": {1, 2},
    "range": range(3),
    "generator": (k for k in ()),
    "count": itertools.count(),
    "module": sys,
    "class": int,
    "exception": ValueError("3"),
    "no repr": _broken("__repr__", "__str__"),
    "no array form": _broken("__array__"),
    "no equality": _broken("__eq__", "__hash__", "__bool__"),
    "no length": _broken("__len__", "__getitem__", "__iter__"),
    "no float": _broken("__float__", "__int__", "__index__"),
    "no attributes": _broken("__getattr__", "__deepcopy__", "__copy__"),
}
FUNCTIONS = {
    "no arguments": lambda: 1,
    "too many": lambda a, b, c, d, e, f, g, h, i, j: 1,
    "recursive": _recursive,
    "async": _waits,
    "yields": _yields,
    "async yields": _waits_and_yields,
    "the arguments": lambda *arguments: arguments,
    "another function": lambda *_arguments: print,
    "in place": _in_place,
    "asks": _asks,
    "chatty": _chatty,
    "thread": _starts_a_thread,
    "exits": lambda *_arguments: sys.exit(3),
    "interrupts": _raises(KeyboardInterrupt()),
    "closes": _raises(GeneratorExit()),
    "stops": _raises(StopIteration()),
    "key": _raises(KeyError("w")),
    "memory": _raises(MemoryError()),
    "long error": _raises(ValueError("x" * 10_000_000)),
    "no text in the error": _raises(_error(__str__=lambda self: 1 / 0)),
    "error of another kind": _raises(_error(BaseException)),
    "half a character in the error": _raises(ValueError("\ud800")),
    "many lines in the error": _raises(ValueError("\n" * 400)),
    "long name": _renamed("x" * 10**6),
    "name of half a character": _renamed("\ud800"),
    "prints half a character": _prints_half_a_character,
    "returns a generator": lambda *_arguments: _yields(),
    "returns a coroutine": lambda *_arguments: _waits(),
    "leaves": lambda *_arguments: os._exit(3),
    "aborts": lambda *_arguments: os.abort(),
    "kills": lambda *_arguments: os.kill(os.getpid(), signal.SIGTERM),
    "raises a signal": lambda *_arguments: signal.raise_signal(signal.SIGTERM),
    "becomes another program": lambda *_arguments: os.execv("/bin/true", ["true"]),
    "forks": lambda *_arguments: os.fork(),
    "ignores signals": lambda *_arguments: signal.signal(signal.SIGALRM, signal.SIG_IGN),
    "leaves in a thread": _leaves_in_a_thread,
    "a class": Optimizer,
    "an object": Optimizer(),
} | {f"returns {name}": _returns(value) for name, value in VALUES.items()}
ENDLESS = {
    "endless": _endless,
    "stubborn": _stubborn,
    "sleeps": lambda *_arguments: time.sleep(100),
    "an error without end": _raises(_error(__str__=_endless)),
    "an error of another kind without end": _raises(_error(BaseException, __str__=_endless)),
}
