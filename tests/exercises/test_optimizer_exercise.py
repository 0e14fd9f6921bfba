"""A learner's optimizer may keep its state in anything; what it hands back is looked at."""

import threading
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

import lessonkit as lk


class Plain:
    """A state without any method."""

    def __init__(self, v):
        self.v = v


@dataclass
class Record:
    v: np.ndarray


class Slotted:
    __slots__ = ("v",)

    def __init__(self, v):
        self.v = v


class Incomparable(Plain):
    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("not to be compared")


class Uncopyable(Plain):
    def __init__(self, v):
        super().__init__(v)
        self.lock = threading.Lock()

    def __deepcopy__(self, memo):
        raise TypeError("not to be copied")


class Nested(Plain):
    """The numbers lie three levels down."""

    v = property(lambda self: self.parts["inner"][0].v)

    def __init__(self, v):
        self.parts = {"inner": [Plain(v)]}


class Endless(Plain):
    def __init__(self, v):
        super().__init__(v)
        self.self = [self, self]


SEEN = [Plain, Record, Incomparable, Uncopyable, Nested, Endless, lambda v: SimpleNamespace(v=v)]


def momentum(keep, change=False):
    """A right momentum that keeps v in `keep(v)`, unless it changes the v that it was given."""

    class Own:
        def __init__(self, learning_rate, momentum):
            self.learning_rate, self.momentum = learning_rate, momentum

        def init(self, w):
            return keep(np.zeros_like(w))

        def update(self, w, gradient, state):
            new = self.momentum * state.v - self.learning_rate * gradient(w)
            if change:
                state.v[...] = new
            return w + new, keep(new)

    return Own


@pytest.mark.parametrize("keep", [*SEEN, Slotted])
def test_a_state_may_be_any_object(keep):
    assert lk.check("11.5", momentum(keep)).passed


@pytest.mark.parametrize("keep", SEEN)
def test_a_state_that_is_changed_in_place_is_noticed(keep):
    feedback = lk.check("11.5", momentum(keep, change=True))
    assert "changed the old state in place" in feedback.lines[0]


async def unfinished():
    return 0


def handing_back(new):
    def update(self, w, gradient, state):
        return new, state

    return type("Own", (momentum(Plain),), {"update": update})


@pytest.mark.parametrize("new", [None, "w", [None, 1.0], np.array([1j, 2]), object()])
def test_a_new_point_that_is_no_number_is_named(new):
    lines = lk.check("11.5", handing_back(new)).lines
    assert lines[0].startswith("The new w has to be numbers, got ")
    assert "nan" not in repr(lines)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (None, "waits for your answer"),
        (np.zeros(2), "update hands back two things"),
        ((None, 0), "The new w has to be numbers, got None"),
        ((np.zeros(3), 0), "The shape is off: (2,) is wanted, got (3,)."),
        ((0.0, 0), "The shape is off: (2,) is wanted, got ()."),
    ],
)
@pytest.mark.parametrize("exercise", ["11.5", "16.3"])
def test_what_update_hands_back_is_looked_at_wherever_one_is_wanted(exercise, made, said):
    own = type("Own", (momentum(Plain),), {"update": lambda self, w, gradient, state: made})
    answer = own if exercise == "11.5" else own(0.1, 0.9)
    assert said in repr(lk.check(exercise, answer))


@pytest.mark.parametrize("method", ["init", "update"])
def test_an_async_method_is_named(method):
    def answer(self, *arguments):
        return unfinished()

    own = type("Own", (momentum(Plain),), {method: answer})
    assert "without async" in lk.check("11.5", own).lines[0]
