"""Lesson 16, choosing an optimizer: its exercises."""

from dataclasses import dataclass

import numpy as np

from lessonkit.comparison.judgment import sign_test
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, ValueExercise, show
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial, UnfinishedError, walk
from lessonkit.exercises.own_optimizers import but, ravine_gradient, tilted_gradient
from lessonkit.i18n import _
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent
from lessonkit.validation import update_of


def _next_rate(costs, rates, middle=np.mean):
    best = int(np.argmin([middle(row) for row in costs]))
    if best == 0:
        return rates[0] / 10
    return rates[-1] * 10 if best == len(rates) - 1 else rates[best]


def _arrived(row):
    return np.mean(row[row < _BUDGET]) if (row < _BUDGET).any() else _BUDGET


# By the mean the best rate is inside, at the lower and at the upper end; by the median, the luckiest
# run, … it is elsewhere.
_BUDGET = 300.0
_COSTS = np.array(
    [
        [150, 160, 170, 180, 190],
        [100, 110, 120, 130, 140],
        [20, 90, 100, 200, 300],
        [60, 70, 80, 300, 300],
    ],
    float,
)
_RATES = np.array([0.01, 0.1, 1.0, 10.0])
# The first row is the best of those that arrive, the last one by the median.
_OTHERS = np.array(
    [[50, 100, 110, 300, 300], [80, 90, 100, 100, 110], [85, 95, 95, 95, 300]], float
)


def _faster(first, second, level=0.05):
    wins, losses = np.sum(first < second), np.sum(first > second)
    if sign_test(first, second) >= level:
        return 0
    return 1 if wins > losses else 2


def _by_medians(first, second):
    return 1 if np.median(first) < np.median(second) else 2


def _ties_are_wins(first, second):
    return _faster(first, np.where(first == second, first + 1, second))


def _without_never(first, second):
    both = np.isfinite(first) & np.isfinite(second)
    return _faster(first[both], second[both])


_NEVER = np.inf
_CLEAR = np.arange(10.0, 30.0)  # its median is far off, and it wins 18 of 20
_PAIRS = (
    (_CLEAR, _CLEAR + np.array([5.0] * 18 + [-5.0] * 2)),
    (_CLEAR + 3, _CLEAR),
    (_CLEAR, _CLEAR + np.array([9.0] * 12 + [-1.0] * 8)),  # 12 of 20 are too few
    (_CLEAR, np.concatenate([_CLEAR[:14], _CLEAR[14:] + np.array([4, 4, 4, 4, -4, 4])])),  # 14 ties
    (_CLEAR, np.concatenate([_CLEAR[:12] + np.array([4, -4] * 6), np.full(8, _NEVER)])),  # 14 of 20
    (
        _CLEAR,
        np.concatenate([_CLEAR[:10] + np.array([4, -4] * 5), np.full(10, _NEVER)]),
    ),  # 15 of 20
)


GOAL_START, GOAL_BUDGET, GOAL_VALUE = (-1.2, 1.0), 100, 0.01
_GOAL = Objective("(1 - x)**2 + 100*(y - x**2)**2")


def _value_after(optimizer, budget: int) -> float:
    """What f is when the budget of gradients is spent; ∞ where the run left the map."""
    asked, w = 0, np.array(GOAL_START)
    state = optimizer.init(w)

    def counted(v):
        nonlocal asked
        asked += 1
        return _GOAL.gradient(v)

    with np.errstate(all="ignore"):
        while asked < budget:
            new, state = update_of(optimizer.update(w, counted, state), w)
            w = new if asked <= budget else w
        value = float(_GOAL(w))
    return value if np.isfinite(value) else np.inf


def _judge_goal(optimizer) -> Feedback:
    if isinstance(optimizer, type) or not all(
        callable(getattr(optimizer, method, None)) for method in ("init", "update")
    ):
        text = _(
            "An optimizer is wanted here, such as lk.GradientDescent(0.001), got {got}.",
            got=show(optimizer),
        )
        return wrong("16.3", text)
    try:
        walk(optimizer, _GOAL.gradient, np.array(GOAL_START))
    except UnfinishedError:
        return waiting("16.3")
    value = _value_after(optimizer, GOAL_BUDGET)
    seen = _("after 100 gradients f is {value:.2g}", value=value)
    if value <= GOAL_VALUE:
        return right("16.3", seen)
    if value > float(_GOAL(GOAL_START)):
        return wrong("16.3", _("It left the map: the learning rate is too large."), seen)
    if value > 1:
        return wrong(
            "16.3",
            _("It is still far away. Sweep the learning rate, as the explorer does."),
            seen,
        )
    if type(optimizer) is GradientDescent:
        text = _("Plain gradient descent does not get there at any rate; give it a memory.")
        return wrong("16.3", text, seen)
    return wrong("16.3", _("It is in the valley, but not near enough to the minimum."), seen)


@dataclass
class _Lion:
    """A right Lion; the subclasses say what is wrong with theirs."""

    learning_rate: float
    beta1: float = 0.9
    beta2: float = 0.99

    def init(self, w):
        return np.zeros_like(w)

    def update(self, w, gradient, m):
        g = gradient(w)
        return w - self.learning_rate * self.step(m, g), self.remember(m, g)

    def step(self, m, g):
        return np.sign(self.mix(m, g))

    def mix(self, m, g):
        return self.beta1 * m + (1 - self.beta1) * g

    def remember(self, m, g):
        return self.beta2 * m + (1 - self.beta2) * g


EXERCISES = (
    FunctionExercise(
        id="16.1",
        reference=_next_rate,
        cases=(
            (_COSTS, _RATES),
            (_COSTS[:2], _RATES[:2]),
            (_COSTS[2:], _RATES[2:]),
            (_OTHERS, _RATES[:3]),
        ),
        mistakes={
            "edge": lambda costs, rates: rates[int(np.argmin(np.mean(costs, axis=1)))],
            "place": lambda costs, rates: int(np.argmin(np.mean(costs, axis=1))),
            "median": lambda costs, rates: _next_rate(costs, rates, np.median),
            "luckiest": lambda costs, rates: _next_rate(costs, rates, np.min),
            "arrived": lambda costs, rates: _next_rate(costs, rates, _arrived),
            "highest": lambda costs, rates: _next_rate(-costs, rates),
        },
    ),
    FunctionExercise(
        id="16.2",
        reference=_faster,
        cases=_PAIRS,
        mistakes={
            "medians": _by_medians,
            "majority": lambda first, second: _faster(first, second, level=2),
            "ties": _ties_are_wins,
            "never": _without_never,
            "swapped": lambda first, second: (0, 2, 1)[_faster(first, second)],
        },
    ),
    OpenExercise(id="16.3", judge=_judge_goal),
    OptimizerExercise(
        id="16.4",
        reference=_Lion,
        trials=(
            Trial(
                {"learning_rate": 0.5, "beta1": 0.5, "beta2": 0.75},
                ravine_gradient,
                np.array([1.2, -0.7]),
            ),
            Trial(
                {"learning_rate": 0.3, "beta1": 0.9, "beta2": 0.6},
                tilted_gradient,
                np.array([1.0, -0.45]),
            ),
            Trial(
                {"learning_rate": 0.4, "beta1": 0.7, "beta2": 0.1},
                tilted_gradient,
                np.array([-0.3, 0.35]),
            ),
        ),
        mistakes={
            "no_sign": but(_Lion, step=lambda self, m, g: self.mix(m, g)),
            "uphill": but(_Lion, step=lambda self, m, g: -np.sign(self.mix(m, g))),
            "gradient_alone": but(_Lion, step=lambda self, m, g: np.sign(g)),
            "new_memory": but(_Lion, step=lambda self, m, g: np.sign(self.remember(m, g))),
            "mixed_from_new": but(
                _Lion, step=lambda self, m, g: np.sign(self.mix(self.remember(m, g), g))
            ),
            "one_beta": but(_Lion, remember=_Lion.mix),
            "swapped": but(_Lion, mix=_Lion.remember, remember=_Lion.mix),
            "signs": but(_Lion, remember=lambda self, m, g: _Lion.remember(self, m, np.sign(g))),
        },
    ),
    ValueExercise(
        id="16.5",
        expected=[100, 100, 100, 1, 1, 1],
        mistakes={
            "all": [100, 100, 100, 100, 100, 100],
            "none": [1, 1, 1, 1, 1, 1],
            "upside_down": [0.01, 0.01, 0.01, 1, 1, 1],
            "squares": [100, 100, 100, 0.01, 0.01, 0.01],
            "memory": [100, 1, 1, 1, 1, 1],
        },
    ),
)
