"""Checks of the arguments of several explorers: objectives and examples."""

import numpy as np

from lessonkit.losses import check_labels
from lessonkit.objectives import Objective
from lessonkit.validation import finite_array


def checked_formula(factory, objective, dim: int) -> Objective:
    """Return an objective of so many variables that was made of a formula, or raise ValueError."""
    if not isinstance(objective, Objective) or objective.dim != dim or not objective.javascript:
        variables = ("one variable", "two variables")[dim - 1]
        raise ValueError(
            f"{factory.__name__} takes an lk.Objective of {variables} made of a formula, "
            f"got {objective!r}"
        )
    return objective


def checked_examples(X, y, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Return examples ``(examples, features)`` and their classes, or raise ValueError."""
    X, y = finite_array("X", X), np.asarray(y)
    if X.ndim != 2 or not X.size:
        raise ValueError(f"X must be examples × features, got shape {X.shape}")
    check_labels(y, len(X), classes)
    return X, y
