"""Numbers that an answer gives: each is returned as a float, or refused with what is wanted."""

import math

import numpy as np

from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.values import no_number, show
from lessonkit.i18n import _
from lessonkit.validation import as_float


def learning_rate_in(answer) -> float:
    """Return a learning rate, or raise RefusedError unless it is a positive, finite number.

    >>> learning_rate_in(np.float32(0.5))
    0.5
    >>> learning_rate_in("0.5")
    Traceback (most recent call last):
    ...
    lessonkit.exercises.errors.RefusedError: ("A number is wanted here, got '0.5'.", ...)
    """
    number = number_in(answer)
    if not 0 < number < math.inf:
        message = _("A learning rate is positive and finite, got {got}.", got=show(answer))
        raise RefusedError(message)
    return number


def step_size_in(answer) -> float:
    """Return a step size, or raise RefusedError unless it is a positive, finite number.

    >>> step_size_in(0.5)
    0.5
    """
    number = number_in(answer)
    if not 0 < number < math.inf:
        raise RefusedError(_("A step size is positive and finite, got {got}.", got=show(answer)))
    return number


def rate_and_momentum_in(answer) -> tuple[float, float]:
    """Return a learning rate and a momentum, or raise RefusedError unless they are such.

    >>> rate_and_momentum_in((0.02, 0.9))
    (0.02, 0.9)
    """
    listed = isinstance(answer, np.ndarray) and answer.ndim > 0
    if not (listed or isinstance(answer, tuple | list)) or len(answer) != 2:
        message = _(
            "A pair is wanted here, learning rate and momentum, got {got}.", got=show(answer)
        )
        raise RefusedError(message)
    rate, momentum = learning_rate_in(answer[0]), number_in(answer[1])
    if not 0 <= momentum < 1:
        message = _("A momentum is at least 0 and below 1, got {got}.", got=show(answer[1]))
        raise RefusedError(message)
    return rate, momentum


def number_in(answer) -> float:
    """Return a number; NaN for one that a float cannot hold, which is in no range.

    >>> number_in(3)
    3.0
    """
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        answer = answer[()]
    number = as_float(answer)
    if math.isnan(number) and (isinstance(answer, bool) or not isinstance(answer, int | float)):
        raise RefusedError(*no_number(answer))
    return number
