"""The learning rate of any optimizer, a learner's own included."""

import copy
import dataclasses


def rate_of(optimizer) -> float | None:
    """Return the learning rate, None when there is none that is a number.

    >>> from lessonkit.optimizers import Adam
    >>> rate_of(Adam(0.1)), rate_of(Adam(lambda step: 0.1))
    (0.1, None)
    """
    rate = getattr(optimizer, "learning_rate", None)
    return float(rate) if isinstance(rate, int | float) else None


def rates_of(optimizers) -> list[float]:
    """Return the learning rates of those that have one."""
    return [rate for rate in map(rate_of, optimizers) if rate is not None]


def rated(optimizer, learning_rate: float):
    """Return the optimizer with another learning rate, or as it is when it has none.

    >>> from lessonkit.optimizers import Momentum
    >>> rated(Momentum(0.1), 0.2)
    Momentum(learning_rate=0.2, momentum=0.9)
    """
    if rate_of(optimizer) in (None, learning_rate):
        return optimizer
    if dataclasses.is_dataclass(optimizer):
        return dataclasses.replace(optimizer, learning_rate=learning_rate)
    changed = copy.copy(optimizer)
    changed.learning_rate = learning_rate
    return changed


def with_rate(given, learning_rate: float, share: bool) -> tuple:
    """Return the optimizers with this learning rate for the first that has one, or for all.

    >>> from lessonkit.optimizers import Adam, GradientDescent
    >>> with_rate([GradientDescent(0.1), Adam(0.2)], 0.3, share=False)[0]
    GradientDescent(learning_rate=0.3)
    """
    first = next((k for k, each in enumerate(given) if rate_of(each) is not None), 0)
    changed = [
        rated(each, learning_rate) if share or k == first else each for k, each in enumerate(given)
    ]
    return tuple(changed)


def alike(one, other) -> bool:
    """Whether two optimizers differ in their learning rate at most.

    >>> from lessonkit.optimizers import Adam
    >>> alike(Adam(0.1), Adam(0.2)), alike(Adam(0.1), Adam(0.1, beta1=0.5))
    (True, False)
    """
    if one is other:
        return True
    if type(one) is not type(other) or not hasattr(one, "__dict__"):
        return False
    if (rate_of(one) is None) != (rate_of(other) is None):
        return False
    first, second = vars(rated(one, 1.0)), vars(rated(other, 1.0))
    try:
        return bool(first == second)
    except ValueError:  # arrays among the fields
        return False
