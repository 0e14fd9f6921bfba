"""Checks of data that several explorers take."""

import numpy as np

from lessonkit.validation import finite_array, real_array, shown

LARGEST = 1e6  # of the numbers in data: what is made of them fits into the browser's 32 bits
ANY = (-LARGEST, LARGEST)


def checked_data(name: str, value, shape: tuple) -> np.ndarray:
    """Return numbers of this shape (None for any length) that are not too large to draw."""
    array = finite_array(name, value, shape)
    if not array.size or np.abs(array).max() > LARGEST:
        wanted = f"some numbers from {-LARGEST:g} to {LARGEST:g}"
        raise ValueError(f"{name} must hold {wanted}, got {shown(value)}")
    return array


def checked_examples(X, y, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Return examples ``(examples, features)`` and their classes, or raise ValueError."""
    X = checked_data("X", X, (None, None))
    return X, checked_labels("y", y, len(X), classes)


def checked_labels(name: str, value, examples: int, classes: int) -> np.ndarray:
    """Return the class of each example, an integer from 0 to ``classes − 1``."""
    labels = real_array(name, value)
    if labels.shape != (examples,) or labels.dtype.kind not in "iu":
        raise ValueError(
            f"{name} must hold one integer for each of {examples} examples, "
            f"got {labels.dtype} of shape {labels.shape}"
        )
    wrong = labels[(labels < 0) | (labels >= classes)]
    if wrong.size:
        raise ValueError(f"labels must be from 0 to {classes - 1}, got {wrong[0]} in {name}")
    return labels
