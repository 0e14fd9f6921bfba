"""How many steps a run takes, for exercises in which runs race."""

import numpy as np


def steps_until_low(values, low: float) -> float:
    """The step from which on the values stay low; infinite if they do not.

    >>> steps_until_low([9.0, 0.5, 3.0, 0.5, 0.1], 1.0)
    3
    """
    high = np.flatnonzero(~(np.asarray(values) <= low))
    if not high.size:
        return 0
    return np.inf if high[-1] == len(values) - 1 else int(high[-1]) + 1


def said(steps: float) -> str:
    """A number of steps as a text.

    >>> said(12), said(np.inf)
    ('12', '∞')
    """
    return "∞" if steps == np.inf else f"{steps}"
