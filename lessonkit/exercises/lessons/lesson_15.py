"""Lesson 15, Adam: its exercises."""

import itertools
from dataclasses import dataclass

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.exercise import FunctionExercise, Mistake, OpenExercise, show
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.optimizer_exercise import OptimizerExercise, Trial
from lessonkit.exercises.own_optimizers import ravine_gradient, tilted_gradient
from lessonkit.i18n import _
from lessonkit.objectives import ravine
from lessonkit.optimizers import Adam

_EPSILON = 1e-8


# 15.1: running means


def _running_means(gradients, beta):
    return list(itertools.accumulate(gradients, lambda s, g: beta * s + (1 - beta) * g, initial=0))


def _corrected_means(gradients, beta):
    means = _running_means(gradients, beta)[1:]
    return [s / (1 - beta**t) for t, s in enumerate(means, start=1)]


def _corrected_in_the_memory(gradients, beta):
    s, means = 0.0, []
    for t, g in enumerate(gradients, start=1):
        s = (beta * s + (1 - beta) * g) / (1 - beta**t)
        means.append(s)
    return means


# 15.2: one step of Adam. Everything that can be wrong with it is one of these arguments.


def _step_with(
    mean=lambda s, g, beta: beta * s + (1 - beta) * g,
    squares=lambda r, g, beta: beta * r + (1 - beta) * g * g,
    hat=lambda memory, beta, t: memory / (1 - beta**t),
    hat_of_squares=None,
    step=lambda s_hat, r_hat, g: s_hat / (_EPSILON + np.sqrt(r_hat)),
):
    hat_of_squares = hat_of_squares or hat

    def adam_step(w, s, r, t, gradient, learning_rate, beta1, beta2):
        g = gradient(w)
        s, r = mean(s, g, beta1), squares(r, g, beta2)
        with np.errstate(all="ignore"):
            way = step(hat(s, beta1, t), hat_of_squares(r, beta2, t), g)
        return w - learning_rate * way, s, r

    return adam_step


def _uncorrected(memory, beta, t):
    return memory


_STEP_MISTAKES = (
    Mistake(
        "The sign is flipped: you walk uphill.",
        _step_with(step=lambda s_hat, r_hat, g: -s_hat / (_EPSILON + np.sqrt(r_hat))),
    ),
    Mistake(
        "The bias correction is missing: divide s by 1 − β₁ᵗ and r by 1 − β₂ᵗ.",
        _step_with(hat=_uncorrected),
    ),
    Mistake(
        "Only s is corrected. r starts at zero, too, and needs longer to grow.",
        _step_with(hat_of_squares=_uncorrected),
    ),
    Mistake(
        "Only r is corrected. s starts at zero, too.",
        _step_with(hat=_uncorrected, hat_of_squares=lambda r, beta, t: r / (1 - beta**t)),
    ),
    Mistake(
        "You correct with 1 − β, whatever t is; the correction fades with βᵗ.",
        _step_with(hat=lambda memory, beta, t: memory / (1 - beta)),
    ),
    Mistake(
        "The root is missing: divide by √r̂, which has the unit of a slope.",
        _step_with(step=lambda s_hat, r_hat, g: s_hat / (_EPSILON + r_hat)),
    ),
    Mistake(
        "You step by the gradient, which is RMSProp. Step by ŝ.",
        _step_with(step=lambda s_hat, r_hat, g: g / (_EPSILON + np.sqrt(r_hat))),
    ),
    Mistake(
        "You step by ŝ alone, which is momentum. Divide it by √r̂.",
        _step_with(step=lambda s_hat, r_hat, g: s_hat),
    ),
    Mistake(
        "The new gradient comes in whole; only 1 − β₁ of it may, so that s is a mean.",
        _step_with(mean=lambda s, g, beta: beta * s + g),
    ),
    Mistake(
        "The shares are swapped: β belongs to the old memory, 1 − β to what is new.",
        _step_with(
            mean=lambda s, g, beta: (1 - beta) * s + beta * g,
            squares=lambda r, g, beta: (1 - beta) * r + beta * g * g,
        ),
    ),
    Mistake(
        "The gradient itself goes into r; r holds its square.",
        _step_with(squares=lambda r, g, beta: beta * r + (1 - beta) * g),
    ),
    Mistake(
        "The old memory is lost: s and r are not carried over from the step before.",
        _step_with(
            mean=lambda s, g, beta: (1 - beta) * g, squares=lambda r, g, beta: (1 - beta) * g * g
        ),
    ),
)


def _hats_returned(w, s, r, t, gradient, learning_rate, beta1, beta2):
    w, s, r = _step_with()(w, s, r, t, gradient, learning_rate, beta1, beta2)
    return w, s / (1 - beta1**t), r / (1 - beta2**t)


# 15.3: a class with a bug in it


def _optimizer_of(step):
    """A class that makes steps like `_step_with()`."""

    @dataclass
    class Made:
        learning_rate: float

        def init(self, w):
            return 0, 0 * w, 0 * w

        def update(self, w, gradient, state):
            t, s, r = state
            w, s, r = step(w, s, r, t + 1, gradient, self.learning_rate, 0.9, 0.999)
            return w, (t + 1, s, r)

    return Made


_REPAIRED = OptimizerExercise(
    id="15.3",
    reference=_optimizer_of(_step_with()),
    trials=(
        Trial({"learning_rate": 0.3}, ravine_gradient, np.array([-8.0, 3.0])),
        Trial({"learning_rate": 0.1}, tilted_gradient, np.array([1.0, -2.0])),
    ),
    mistakes=(
        Mistake(
            "That is still the old path: it freezes after its first step.",
            _optimizer_of(_hats_returned),
        ),
        *(Mistake(mistake.message, _optimizer_of(mistake.answer)) for mistake in _STEP_MISTAKES),
    ),
)


def _judge_repaired(kind) -> Feedback:
    if isinstance(kind, type) and "update" not in vars(kind):  # it only inherits the bug
        return waiting("15.3")
    return _REPAIRED.check(kind)


# 15.4: a budget of forty steps

_BUDGET, _GOAL = 40, 0.01


def _judge_budget(optimizer) -> Feedback:
    if not isinstance(optimizer, Adam):
        got = show(optimizer)
        return wrong("15.4", _("An optimizer lk.Adam(…) is wanted here, got {got}.", got=got))
    values = descend(ravine, optimizer, start=[-8.0, 3.0], steps=_BUDGET).values
    seen = _("after {steps} steps f = {value:.2g}", steps=_BUDGET, value=values[-1])
    if values[-1] < _GOAL:
        return right("15.4", seen)
    if values[-1] > max(0.1, 3 * values.min()):
        return wrong("15.4", _("It has been lower already, and swings through the bottom."), seen)
    if values[-1] > 0.1:
        return wrong("15.4", _("It is still far up: a step is about η long."), seen)
    return wrong("15.4", _("Nearly."), seen)


# 15.5: decoupled weight decay


def _adamw_step(w, s_hat, r_hat, learning_rate, weight_decay):
    return w - learning_rate * (s_hat / (_EPSILON + np.sqrt(r_hat)) + weight_decay * w)


EXERCISES = (
    FunctionExercise(
        id="15.1",
        reference=_corrected_means,
        cases=(([2.0, 2.0, 2.0], 0.9), ([1.0, -1.0, 3.0, 0.0], 0.5), ([4.0], 0.999)),
        mistakes=(
            Mistake(
                "The correction is missing: the first means are too small, as s starts at 0.",
                lambda gradients, beta: _running_means(gradients, beta)[1:],
            ),
            Mistake(
                "The corrected mean goes back into the memory. Keep s as it is, and append ŝ.",
                _corrected_in_the_memory,
            ),
            Mistake(
                "The correction fades: divide by 1 − βᵗ, not by 1 − β every time.",
                lambda gradients, beta: [
                    s / (1 - beta) for s in _running_means(gradients, beta)[1:]
                ],
            ),
            Mistake(
                "The count is one ahead: after the first gradient t is 1.",
                lambda gradients, beta: [
                    s / (1 - beta ** (t + 1))
                    for t, s in enumerate(_running_means(gradients, beta)[1:], start=1)
                ],
            ),
            Mistake(
                "That is the plain mean of all so far; here older gradients count less.",
                lambda gradients, beta: (
                    np.cumsum(gradients) / np.arange(1, len(gradients) + 1)
                ).tolist(),
            ),
            Mistake(
                "Only the last mean comes back; one after each gradient is wanted.",
                lambda gradients, beta: _corrected_means(gradients, beta)[-1],
            ),
        ),
    ),
    FunctionExercise(
        id="15.2",
        reference=_step_with(),
        cases=tuple(
            (np.array(w), np.array(s), np.array(r), t, gradient, rate, *betas)
            for w, s, r, t, gradient, rate, betas in (
                ([-8.0, 3.0], [0.0, 0.0], [0.0, 0.0], 1, ravine_gradient, 0.3, (0.9, 0.999)),
                ([1.0, -2.0], [0.5, -1.0], [2.0, 0.25], 4, tilted_gradient, 0.1, (0.8, 0.9)),
                ([0.5, 0.25], [-0.2, 0.4], [0.1, 9.0], 50, ravine_gradient, 0.01, (0.9, 0.99)),
            )
        ),
        mistakes=(
            *_STEP_MISTAKES,
            Mistake(
                "You hand over ŝ and r̂. Hand over s and r: the next step corrects anew.",
                _hats_returned,
            ),
        ),
    ),
    OpenExercise(id="15.3", judge=_judge_repaired),
    OpenExercise(id="15.4", judge=_judge_budget),
    FunctionExercise(
        id="15.5",
        reference=_adamw_step,
        cases=tuple(
            (np.array(w), np.array(s_hat), np.array(r_hat), rate, decay)
            for w, s_hat, r_hat, rate, decay in (
                ([1.0, -2.0], [0.5, 0.5], [4.0, 0.25], 0.1, 0.5),
                ([3.0, 0.5], [0.0, -1.0], [9.0, 2.0], 0.01, 0.1),
            )
        ),
        mistakes=(
            Mistake(
                "There is no decay yet: that is Adam.",
                lambda w, s, r, rate, decay: _adamw_step(w, s, r, rate, 0),
            ),
            Mistake(
                "The decay is divided by √r̂, too: that is L2 in the gradient. Keep it outside.",
                lambda w, s, r, rate, decay: w - rate * (s + decay * w) / (_EPSILON + np.sqrt(r)),
            ),
            Mistake(
                "The decay goes without η; it is ηλw that is taken away.",
                lambda w, s, r, rate, decay: _adamw_step(w, s, r, rate, 0) - decay * w,
            ),
            Mistake(
                "The weights grow: the decay has the wrong sign.",
                lambda w, s, r, rate, decay: _adamw_step(w, s, r, rate, -decay),
            ),
            Mistake(
                "A constant is taken away, λ instead of λw.",
                lambda w, s, r, rate, decay: _adamw_step(w, s, r, rate, 0) - rate * decay,
            ),
        ),
    ),
)
