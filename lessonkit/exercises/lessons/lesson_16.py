"""Lesson 16, choosing an optimizer: its exercises."""

from dataclasses import dataclass

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise, show
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial, UnfinishedError, walk
from lessonkit.exercises.own_optimizers import but, ravine_gradient, run, tilted_gradient
from lessonkit.i18n import _
from lessonkit.objectives import Objective
from lessonkit.optimizers import GradientDescent, Momentum
from lessonkit.races import Track


def _best_rate(losses, rates):
    return rates[int(np.argmin(np.median(losses, axis=1)))]


def _best_of_the_finished(losses, rates):
    return rates[int(np.argmin([np.median(row[np.isfinite(row)]) for row in losses]))]


# The median decides for 0.1; the mean, the luckiest run, the last column, … for other rates.
_LOSSES = np.array(
    [
        [0.50, 0.52, 0.54, 0.55, 0.58],
        [0.20, 0.21, 0.22, 3.00, 9.00],
        [0.04, 0.30, 0.31, 0.40, 0.45],
        [0.01, 0.11, np.inf, np.inf, np.inf],
    ]
)
_RATES = np.array([0.01, 0.1, 1.0, 10.0])


@dataclass(frozen=True)
class LookTwice:
    """Gradient descent by the mean of two slopes: here, and where a plain step would lead."""

    learning_rate: float

    def init(self, w):
        return None

    def update(self, w, gradient, state):
        here = gradient(w)
        ahead = gradient(w - self.learning_rate * here)
        return w - self.learning_rate * (here + ahead) / 2, state


def _spend(optimizer, gradient, start, budget, over=False, keep_state=True):
    """Make updates while the budget lasts; the last one may go `over` it."""
    asked, w, state = 0, start, optimizer.init(start)

    def counted(v):
        nonlocal asked
        asked += 1
        return gradient(v)

    while asked < budget:
        new, after = optimizer.update(w, counted, state)
        if asked > budget and not over:
            return w
        w, state = new, after if keep_state else state
    return w


GOAL_START, GOAL_BUDGET, GOAL_VALUE = (-1.2, 1.0), 100, 0.01
_GOAL = Objective("(1 - x)**2 + 100*(y - x**2)**2")


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
    track = Track(_GOAL, draw=lambda rng: np.array(GOAL_START))
    value = float(track.losses(track.ends(optimizer, [0], GOAL_BUDGET))[0])
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
        reference=_best_rate,
        cases=((_LOSSES, _RATES), (_LOSSES[:3, ::-1], _RATES[:3]), (_LOSSES[2:], _RATES[2:])),
        mistakes=(
            Mistake(
                "That is where the rate stands in the grid. Which rate is it?",
                lambda losses, rates: int(np.argmin(np.median(losses, axis=1))),
            ),
            Mistake(
                "You go by the mean: two bad seeds outweigh three good ones, and one that diverged outweighs them all.",
                lambda losses, rates: rates[int(np.argmin(np.mean(losses, axis=1)))],
            ),
            Mistake(
                "You go by the luckiest seed. The next seed will not be as lucky.",
                lambda losses, rates: rates[int(np.argmin(np.min(losses, axis=1)))],
            ),
            Mistake(
                "You leave out the runs that diverged, and they were the bad ones: ∞ counts.",
                _best_of_the_finished,
            ),
            Mistake(
                "That rate has the highest median; a loss should be low.",
                lambda losses, rates: rates[int(np.argmax(np.median(losses, axis=1)))],
            ),
        ),
    ),
    FunctionExercise(
        id="16.2",
        reference=_spend,
        cases=(
            (GradientDescent(0.1), tilted_gradient, np.array([1.0, -2.0]), 3),
            (LookTwice(0.02), ravine_gradient, np.array([-8.0, 3.0]), 7),
            (Momentum(0.01), ravine_gradient, np.array([-8.0, 3.0]), 5),
        ),
        mistakes=(
            Mistake(
                "You count updates. LookTwice asks for two gradients in each of them, so it spent twice the budget.",
                lambda optimizer, gradient, start, budget: run(
                    optimizer, [gradient] * budget, start
                ),
            ),
            Mistake(
                "The last update went over the budget: it must not count.",
                lambda *case: _spend(*case, over=True),
            ),
            Mistake(
                "The state is not carried over: Momentum forgets its velocity in every step.",
                lambda *case: _spend(*case, keep_state=False),
            ),
            Mistake(
                "That is one update too few: the whole budget may be spent.",
                lambda *case: _spend(*case[:3], case[3] - 1),
            ),
        ),
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
        mistakes=(
            Mistake(
                "The sign is missing: every coordinate steps by exactly η.",
                but(_Lion, step=lambda self, m, g: self.mix(m, g)),
            ),
            Mistake(
                "You walk uphill: a step goes against c.",
                but(_Lion, step=lambda self, m, g: -np.sign(self.mix(m, g))),
            ),
            Mistake(
                "That is the sign of the gradient alone; the memory m has no say.",
                but(_Lion, step=lambda self, m, g: np.sign(g)),
            ),
            Mistake(
                "The step is taken with the new memory; c mixes the old m with g, by β₁.",
                but(_Lion, step=lambda self, m, g: np.sign(self.remember(m, g))),
            ),
            Mistake(
                "c is mixed from the new memory; it takes the old m, before it is updated.",
                but(_Lion, step=lambda self, m, g: np.sign(self.mix(self.remember(m, g), g))),
            ),
            Mistake(
                "β₂ is not used: the step goes by β₁, the memory fades by β₂.",
                but(_Lion, remember=_Lion.mix),
            ),
            Mistake(
                "β₁ and β₂ have changed places.",
                but(_Lion, mix=_Lion.remember, remember=_Lion.mix),
            ),
            Mistake(
                "The memory holds signs; it should hold gradients, the sign is for the step.",
                but(_Lion, remember=lambda self, m, g: _Lion.remember(self, m, np.sign(g))),
            ),
        ),
    ),
)
