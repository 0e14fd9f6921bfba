"""A learner's optimizer may keep its state in anything; what it hands back is looked at."""

import threading
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

import lessonkit as lk


class Plain:
    """A state without any method."""

    def __init__(self, r):
        self.r = r


@dataclass
class Record:
    r: np.ndarray


class Slotted:
    __slots__ = ("r",)

    def __init__(self, r):
        self.r = r


class Incomparable(Plain):
    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("not to be compared")


class Uncopyable(Plain):
    def __init__(self, r):
        super().__init__(r)
        self.lock = threading.Lock()

    def __deepcopy__(self, memo):
        raise TypeError("not to be copied")


class Nested(Plain):
    """The numbers lie three levels down."""

    r = property(lambda self: self.parts["inner"][0].r)

    def __init__(self, r):
        self.parts = {"inner": [Plain(r)]}


class Endless(Plain):
    def __init__(self, r):
        super().__init__(r)
        self.self = [self, self]


SEEN = [Plain, Record, Incomparable, Uncopyable, Nested, Endless, lambda r: SimpleNamespace(r=r)]


def rmsprop(keep, change=False):
    """A right RMSProp that keeps r in `keep(r)`, unless it changes the r that it was given."""

    class Own:
        def __init__(self, learning_rate, decay):
            self.learning_rate, self.decay = learning_rate, decay

        def init(self, w):
            return keep(np.zeros_like(w))

        def update(self, w, gradient, state):
            g, r = gradient(w), state.r
            new = self.decay * r + (1 - self.decay) * g * g
            if change:
                r[...] = new
            return w - self.learning_rate / (1e-8 + np.sqrt(new)) * g, keep(new)

    return Own


@pytest.mark.parametrize("keep", [*SEEN, Slotted])
def test_a_state_may_be_any_object(keep):
    assert lk.check("14.2", rmsprop(keep)).passed


@pytest.mark.parametrize("keep", SEEN)
def test_a_state_that_is_changed_in_place_is_noticed(keep):
    feedback = lk.check("14.2", rmsprop(keep, change=True))
    assert "changed the old state in place" in feedback.lines[0]


async def unfinished():
    return 0


def handing_back(new):
    def update(self, w, gradient, state):
        return new, state

    return type("Own", (rmsprop(Plain),), {"update": update})


@pytest.mark.parametrize("new", [None, "w", [None, 1.0], np.array([1j, 2]), object()])
def test_a_new_point_that_is_no_number_is_named(new):
    lines = lk.check("14.2", handing_back(new)).lines
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
@pytest.mark.parametrize("exercise", ["14.2", "16.3"])
def test_what_update_hands_back_is_looked_at_wherever_one_is_wanted(exercise, made, said):
    own = type("Own", (rmsprop(Plain),), {"update": lambda self, w, gradient, state: made})
    answer = own if exercise == "14.2" else own(0.1, 0.9)
    assert said in repr(lk.check(exercise, answer))


@pytest.mark.parametrize("method", ["init", "update"])
def test_an_async_method_is_named(method):
    def answer(self, *arguments):
        return unfinished()

    own = type("Own", (rmsprop(Plain),), {method: answer})
    assert "without async" in lk.check("14.2", own).lines[0]
