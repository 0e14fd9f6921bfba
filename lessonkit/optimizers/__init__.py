"""The optimizers: each one is its hyperparameters, `init` and `update`.

    state = optimizer.init(w)
    w, state = optimizer.update(w, gradient, state)

Both are pure: nothing is changed in place, the state goes in and comes out. `gradient` is a
callable, so that an optimizer can ask for the slope somewhere else than at `w`. A class of your
own with these two methods is accepted everywhere.

The same holds for all of them:

- `learning_rate` (η) is a positive number or a schedule, a callable of the step 0, 1, 2, …
- `w` and what `gradient(w)` returns have the same shape, whatever it is; every coordinate is
  treated alone, so a batch of starts gives the same numbers as one start at a time.
- Accumulators start at zero; ⊙, √ and / work coordinate by coordinate; ε keeps a division away
  from zero and stands outside the square root.
- `effective_rate(state)` is what the update that led to `state` multiplied its direction by: a
  number, or an array of the shape of `w` where each coordinate has a learning rate of its own.
- A hyperparameter out of its range raises a ValueError that names it.

`directions` holds those that choose the direction of a step, `adaptive` those that choose a
learning rate for each coordinate.
"""

from lessonkit.optimizers.adaptive import AdaDelta, Adagrad, Adam, AdamW, Nadam, RMSProp
from lessonkit.optimizers.base import (
    Count,
    Moments,
    Optimizer,
    Squares,
    SquaresAndSteps,
    Velocity,
    rate_at,
)
from lessonkit.optimizers.directions import GradientDescent, Momentum, Nesterov, ShiftedNesterov

__all__ = [
    "AdaDelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Count",
    "GradientDescent",
    "Moments",
    "Momentum",
    "Nadam",
    "Nesterov",
    "Optimizer",
    "RMSProp",
    "ShiftedNesterov",
    "Squares",
    "SquaresAndSteps",
    "Velocity",
    "rate_at",
]
