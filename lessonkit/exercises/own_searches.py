"""What exercises share in which a search is written: what it searches, and a common fault."""

import numpy as np

from lessonkit.i18n import _


def bowl(w):
    """A loss that is lowest at (3, 3, …); its name is shown as an input."""
    return float(((np.asarray(w) - 3) ** 2).sum())


def too_many_losses(count: int, tries: int) -> str:
    """Say that a loss was computed anew where it was known already."""
    return _(
        "For {tries} tries the loss was computed {count} times. It is the expensive part: compute "
        "it once for each candidate and keep the number in a variable.",
        tries=tries,
        count=count,
    )
