"""Lesson 03, the chain rule: its exercises."""

from functools import partial
from types import SimpleNamespace

import numpy as np

from lessonkit.exercises.containment import survive
from lessonkit.exercises.errors import explain_error
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, ValueExercise
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, waiting, wrong
from lessonkit.exercises.values import finished, function_in, nothing, numbers_of, same, show
from lessonkit.i18n import _

# --- 03.1: the slope of (x² + 1)³ at 2 -------------------------------------------------------

SLOPE = ValueExercise(
    id="03.1",
    expected=300,
    mistakes={
        "no_inner": 75,
        "outer_at_x": 48,
        "added": 79,
        "inner_at_u": 750,
        "inner_value": 375,
        "value": 125,
        "one_moves": 150,
        "no_square": 60,
        "no_factor": 100,
    },
)

# --- 03.2: a backward pass over a list of steps ----------------------------------------------


def _router(a, b):
    return float(a > b), float(b > a)


def _backward(steps, values, *, add=True, times=lambda a, b: (b, a), max=_router, order=reversed):
    """Walk back, with the mistakes one may make: in the slopes of a gate, say."""
    slopes = dict.fromkeys(values, 0.0)
    slopes[steps[-1][0]] = 1.0
    gates = {"+": lambda a, b: (1.0, 1.0), "*": times, "max": max}
    for name, gate, a, b in order(steps):
        pair = gates[gate](values[a], values[b])
        if pair is None:  # a gate that is not known
            continue
        for operand, slope in zip((a, b), pair, strict=True):
            share = slopes[name] * slope
            slopes[operand] = slopes[operand] + share if add else share
    return slopes


def _case(steps, **inputs):
    """The steps, with the values of a forward pass."""
    values = dict(inputs)
    for name, gate, a, b in steps:
        a, b = values[a], values[b]
        values[name] = {"+": a + b, "*": a * b, "max": max(a, b)}[gate]
    return steps, values


BACKWARD = FunctionExercise(
    id="03.2",
    reference=_backward,
    cases=(
        _case([["q", "+", "x", "y"], ["f", "*", "q", "z"]], x=-2.0, y=5.0, z=-4.0),
        _case([["f", "*", "x", "x"]], x=3.0),
        _case([["m", "max", "x", "y"], ["f", "*", "m", "x"]], x=2.0, y=5.0),
        _case([["m", "max", "x", "y"], ["f", "+", "m", "m"]], x=7.0, y=-5.0),
        _case(
            [
                ["a", "+", "x", "y"],
                ["b", "*", "a", "x"],
                ["m", "max", "b", "y"],
                ["f", "*", "m", "a"],
            ],
            x=3.0,
            y=2.0,
        ),
    ),
    mistakes={
        "overwrites": partial(_backward, add=False),
        "careless": partial(_backward, add=False, max=lambda a, b: None),
        "max_silent": partial(_backward, max=lambda a, b: (0.0, 0.0)),
        "max_to_both": partial(_backward, max=lambda a, b: (1.0, 1.0)),
        "max_to_smaller": partial(_backward, max=lambda a, b: (float(a < b), float(b < a))),
        "max_times_value": partial(_backward, max=lambda a, b: (a * (a > b), b * (b > a))),
        "not_switched": partial(_backward, times=lambda a, b: (a, b)),
        "forward": partial(_backward, order=iter),
    },
)

# --- 03.3: a function of one's own, forward and backward -------------------------------------

_PLACES = ((0.7, 1.3), (-0.4, 0.9), (1.6, -0.8), (0.3, 0.2), (-1.1, -0.6), (0.9, 2.1))
_H = 1e-5


def _judge_own(answer) -> Feedback:
    """Compare the learner's two slopes with central differences of the learner's function."""
    if not (isinstance(answer, (list, tuple)) and len(answer) == 2 and all(map(callable, answer))):
        return wrong("03.3", _("Hand over both functions in a list, got {got}.", got=show(answer)))
    fun, slopes = answer
    values, given, measured = [], [], []
    try:
        for x, y in _PLACES:
            values.append(fun(x, y))
            given.append(slopes(x, y))
            if values[-1] is not None:
                ends = [fun(x + _H, y), fun(x - _H, y), fun(x, y + _H), fun(x, y - _H)]
                measured.append([(ends[0] - ends[1]) / (2 * _H), (ends[2] - ends[3]) / (2 * _H)])
    except Exception as error:  # whatever the learner's code raises is theirs to see
        return wrong("03.3", *explain_error(error), _("on the input {input}", input=f"{x}, {y}"))
    if nothing(*values, *given):
        return waiting("03.3")
    measured = numbers_of(measured)
    if measured.shape != (len(_PLACES), 2) or not np.isfinite(measured).all():
        return wrong("03.3", _("Your function must give one number at every place."))
    if np.ptp(measured, axis=0)[0] < 1e-6:
        return wrong("03.3", _("The slope for x is the same everywhere. Let it vary."))
    if np.abs(measured[:, 1]).max() < 1e-6:
        return wrong("03.3", _("Your function does not depend on y."))
    for place, pair, wanted in zip(_PLACES, given, measured, strict=True):
        if not same(pair, wanted, 1e-4):
            return wrong("03.3", *_explain_slopes(place, pair, wanted))
    return right("03.3", _("At {count} places your slopes agree with differences.", count=6))


def _explain_slopes(place, pair, wanted) -> list[str]:
    lines = [
        _("on the input {input}", input=f"{place[0]}, {place[1]}"),
        _("expected {expected}, got {got}", expected=show(np.round(wanted, 5)), got=show(pair)),
    ]
    numbers = numbers_of(pair)
    if numbers.shape != (2,):
        return [_("Return two numbers: the slope for x, the slope for y."), *lines]
    fits = [same(number, slope, 1e-4) for number, slope in zip(numbers, wanted, strict=True)]
    if same(numbers[::-1], wanted, 1e-4):
        return [_("The two slopes are exchanged: x comes first."), *lines]
    if same(-numbers, wanted, 1e-4):
        return [_("The sign is flipped: a slope says how f grows."), *lines]
    if fits[1]:
        return [_("The slope for y is right, that for x is not. Has x a path more?"), *lines]
    if fits[0]:
        return [_("The slope for x is right, that for y is not. Has y a path more?"), *lines]
    return [_("Not yet."), *lines]


OWN = OpenExercise(id="03.3", judge=_judge_own)

# --- 03.4: max(a·b, c) + a at 2, 3, 5 --------------------------------------------------------

GATES = ValueExercise(
    id="03.4",
    expected=[4, 2, 0],
    mistakes={
        "no_second_sum": [3, 2, 0],
        "no_second_product": [1, 2, 0],
        "router_to_all": [4, 2, 1],
        "router_to_c": [1, 0, 1],
        "not_switched": [3, 3, 0],
        "halved": [2.5, 1, 0.5],
    },
)

# --- 03.5: __mul__ ---------------------------------------------------------------------------

_NUMBERS = ((3.0, -2.0), (0.5, 4.0), (-1.5, -6.0))


def _node(data):
    return SimpleNamespace(data=data, grad=0.0, parents=(), slopes=())


def _judge_multiply(answer) -> Feedback:
    """Multiply nodes, and see what the result remembers."""
    for a, b in _NUMBERS:
        left, right_ = _node(a), _node(b)
        result = finished(function_in(answer)(left, right_))
        if nothing(result):
            return nothing_returned("03.5", answer)
        if left.data != a or right_.data != b:
            return wrong("03.5", _("Your function changed an operand; make a new Node."))
        problem = survive(lambda: _explain_node(result, left, right_), _("Return a Node."))  # noqa: B023
        if problem:
            return wrong("03.5", problem, _("on the input {input}", input=f"{a}, {b}"))
    return right("03.5", _("The switcher, and now it writes its own step."))


def _explain_node(node, left, right_) -> str:
    if not all(hasattr(node, name) for name in ("data", "parents", "slopes")):
        return _("Return a Node, with its parents and slopes, not a number.")
    slopes = list(node.slopes)
    if not same(node.data, left.data * right_.data):
        return _(
            "The value is {got}, and the product is {wanted}.",
            got=show(node.data),
            wanted=left.data * right_.data,
        )
    if len(node.parents) != 2 or len(slopes) != 2:
        return _("A product has two parents and a slope for each: (self, other) and two numbers.")
    swapped = node.parents[0] is right_ and node.parents[1] is left
    if swapped:
        slopes.reverse()
    elif node.parents[0] is not left or node.parents[1] is not right_:
        return _("The parents are the two nodes themselves, (self, other), not their numbers.")
    if same(slopes, [right_.data, left.data]):
        return ""
    if same(slopes, [left.data, right_.data]):
        return _("Not switched: the slope for self is other.data, that for other is self.data.")
    if same(slopes, [1.0, 1.0]):
        return _("Those are the slopes of a sum. A product grows by other when self grows by 1.")
    return _("The slopes are {got}; how does the product change with each?", got=show(slopes))


MULTIPLY = OpenExercise(id="03.5", judge=_judge_multiply)

# --- 03.6: a layer ---------------------------------------------------------------------------


def _layer_backward(W, x, s, gradient):
    passed = gradient * (s > 0)
    return np.outer(passed, x), passed, W.T @ passed


def _but(part, wrong_part):
    """A layer whose gradient of W, b or x is this function of what the layer gets."""

    def answer(W, x, s, gradient):
        made = list(_layer_backward(W, x, s, gradient))
        made[part] = wrong_part(W, x, s, gradient)
        return tuple(made)

    return answer


_W = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 1.0]])
_X = np.array([2.0, 0.5])
_LAYERS = (
    (_W, _X, np.array([1.5, 2.0, -1.0]), np.array([1.0, -2.0, 3.0])),
    (_W.T, np.array([1.0, -1.0, 2.0]), np.array([-0.5, 4.0]), np.array([2.0, 0.5])),
)

LAYER = FunctionExercise(
    id="03.6",
    reference=_layer_backward,
    cases=_LAYERS,
    mistakes={
        "no_relu": lambda W, x, s, gradient: (np.outer(gradient, x), gradient, W.T @ gradient),
        "turned": _but(0, lambda W, x, s, gradient: np.outer(x, gradient * (s > 0))),
        "bias_scaled": _but(1, lambda W, x, s, gradient: gradient * (s > 0) * s),
        "x_without_relu": _but(2, lambda W, x, s, gradient: W.T @ gradient),
    },
)

EXERCISES = (SLOPE, BACKWARD, OWN, GATES, MULTIPLY, LAYER)
