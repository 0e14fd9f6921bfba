"""Lesson 15, Adam: its exercises."""

import math

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.numbers_given import number_in
from lessonkit.exercises.own_optimizers import ravine_gradient, tilted_gradient
from lessonkit.exercises.values import show
from lessonkit.i18n import N_, _
from lessonkit.objectives import Objective
from lessonkit.optimizers import Adam, Momentum

# --- 15.1: a first step of the right length -----------------------------------------------------

BALANCED = FunctionExercise(
    id="15.1",
    reference=lambda beta1: 1 - (1 - beta1) ** 2,
    cases=((0.9,), (0.5,), (0.8,)),
    mistakes={
        "equal_shares": lambda beta1: beta1,
        "incoming": lambda b: (1 - b) ** 2,
        "root_for_square": lambda b: 1 - math.sqrt(1 - b),
        "kept_squared": lambda beta1: beta1**2,
        "usual": lambda beta1: 0.999,
    },
)

# --- 15.2: Adam in a hurry ----------------------------------------------------------------------


def _kept(memory, beta, t):
    return memory


def _corrected(memory, beta, t):
    return memory / (1 - beta**t)


def _adam_with(
    hat_m=_corrected,
    hat_v=_corrected,
    keep_m=_kept,
    keep_v=_kept,
    step=lambda m, v, g: m / (1e-8 + np.sqrt(v)),
    most=None,
):
    """Adam, with the mistakes one may make: what is used of m and v, what is kept, the step."""

    def adam(gradient, w, learning_rate, steps):
        m = v = np.zeros(len(w))
        for t in range(1, min(steps, most or steps) + 1):
            g = gradient(w)
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            m, v = keep_m(m, 0.9, t), keep_v(v, 0.999, t)
            with np.errstate(all="ignore"):
                w = w - learning_rate * step(hat_m(m, 0.9, t), hat_v(v, 0.999, t), g)
        return w

    return adam


ADAM = FunctionExercise(
    id="15.2",
    reference=_adam_with(),
    cases=(
        (ravine_gradient, np.array([-8.0, 3.0]), 0.3, 4),
        (tilted_gradient, np.array([1.0, -2.0]), 0.1, 9),
        (ravine_gradient, np.array([0.5, 0.25]), 0.01, 2),
    ),
    mistakes={
        "as_in_lesson": _adam_with(_kept, _kept, _corrected, _corrected),
        "only_m_mended": _adam_with(hat_v=_kept, keep_v=_corrected),
        "only_v_mended": _adam_with(hat_m=_kept, keep_m=_corrected),
        "uncorrected": _adam_with(_kept, _kept),
        "only_m_corrected": _adam_with(hat_v=_kept),
        "only_v_corrected": _adam_with(hat_m=_kept),
        "constant_correction": _adam_with(*2 * [lambda memory, beta, t: memory / (1 - beta)]),
        "uphill": _adam_with(step=lambda m, v, g: -m / (1e-8 + np.sqrt(v))),
        "rmsprop": _adam_with(step=lambda m, v, g: g / (1e-8 + np.sqrt(v))),
        "first_step": _adam_with(most=1),
    },
)

# --- 15.3: a landscape for Adam -----------------------------------------------------------------

_RATES = [digit * 10.0**power for power in range(-5, 1) for digit in (1, 3)]
_BUDGET, _GAIN = 100, 10


def _judge_landscape(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise RefusedError(_("A landscape and a start are wanted, got {got}.", got=show(answer)))
    landscape, start = answer
    if landscape is None or start is None:
        return waiting("15.3")
    if not isinstance(landscape, Objective) or landscape.dim != 2:
        raise RefusedError(
            _("The landscape is an lk.Objective of two variables, got {got}.", got=show(landscape))
        )
    start = np.array([number_in(coordinate) for coordinate in start])
    if len(landscape.minima) != 1:
        found = len(landscape.minima)
        return wrong("15.3", _("One minimum in the domain is wanted, got {count}.", count=found))
    seen, gains = [], []
    for label, turn in ((N_("as it is"), 0.0), (N_("turned by 45°"), math.pi / 4)):
        momentum, adam = (_nearest(landscape, start, kind, turn) for kind in (Momentum, Adam))
        gains.append(momentum / max(adam, 1e-300))
        about = {"label": _(label), "momentum": momentum, "adam": adam}
        seen.append(_("{label}: Momentum {momentum:.2g} away, Adam {adam:.2g}", **about))
    if gains[0] >= _GAIN:
        return right("15.3", _("A rate for each coordinate is what this landscape wants."), *seen)
    if gains[0] < 1:
        return wrong("15.3", _("Here Momentum comes nearer."), *seen)
    return wrong("15.3", _("Adam has to come ten times as near. What does it even out?"), *seen)


def _nearest(landscape: Objective, start: np.ndarray, kind: type, angle: float) -> float:
    """The smallest distance from the minimum that a kind of optimizer ends at, over the rates."""
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    minimum = landscape.minima[0]
    turned = Objective.from_function(
        lambda w: landscape(w @ turn), lambda w: landscape.gradient(w @ turn) @ turn.T, dim=2
    )
    with np.errstate(all="ignore"):
        ends = [
            descend(turned, kind(rate), start @ turn.T, steps=_BUDGET).points[-1] for rate in _RATES
        ]
        distances = np.linalg.norm(ends - minimum @ turn.T, axis=1)
    return float(np.nanmin(np.append(distances, np.inf)))


# --- 15.4: fool the usual Adam ------------------------------------------------------------------

_WALK = 20_000


def _judge_problem(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise RefusedError(
            _("Two numbers are wanted, loud and every, got {got}.", got=show(answer))
        )
    loud, every = map(number_in, answer)
    if not 1 <= every <= _WALK / 2 or every % 1:
        most = _WALK // 2
        raise RefusedError(
            _("every is a whole number from 1 to {most}, got {got}.", most=most, got=show(every))
        )
    mean = (loud - (every - 1)) / every
    end = _walk(loud, int(every))
    seen = _("mean slope {mean:.3g}, Adam ends at {end:.2f}", mean=mean, end=end)
    if not mean > 0:
        return wrong("15.4", _("The mean slope is not positive: +1 is the best place then."), seen)
    if not end > 0.5:
        return wrong("15.4", _("Adam is not fooled. How long does v remember a loud slope?"), seen)
    return right("15.4", seen)


def _walk(loud: float, every: int) -> float:
    x = m = v = 0.0
    for t in range(1, _WALK + 1):
        g = loud if t % every == 0 else -1.0
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        x -= 0.01 * m / (1 - 0.9**t) / math.sqrt(v / (1 - 0.999**t))
        x = min(1.0, max(-1.0, x))
    return x


# --- 15.5: how much decay -----------------------------------------------------------------------

DECAY = FunctionExercise(
    id="15.5",
    reference=lambda share, steps, rate: (1 - share ** (1 / steps)) / rate,
    cases=((0.5, 10, 0.1), (0.37, 100, 0.01), (0.9, 3, 0.5)),
    mistakes={
        "of_the_first": lambda share, steps, rate: (1 - share) / (steps * rate),
        "share_of_a_step": lambda share, steps, rate: 1 - share ** (1 / steps),
        "logarithm": lambda share, steps, rate: -math.log(share) / (steps * rate),
        "lost": lambda share, steps, rate: (1 - (1 - share) ** (1 / steps)) / rate,
        "other_side": lambda share, steps, rate: (1 - share**steps) / rate,
    },
)

EXERCISES = (
    BALANCED,
    ADAM,
    OpenExercise(id="15.3", judge=_judge_landscape),
    OpenExercise(id="15.4", judge=_judge_problem),
    DECAY,
)
