"""The SVM loss along the gradient, for every step size that a step explorer can take."""

import numpy as np

from lessonkit.losses import svm_gradient, svm_loss, svm_of_scores

STEPS = 10.0 ** (np.arange(321) / 40 - 6)  # forty in each decade, every power of ten among them
SCALE = 0.01  # of the random weights at the start
SOURCES = ("all", "batch")
BATCH = 64


def line(X, y, classes: int, source: str, seed: int) -> tuple[np.ndarray, list[float]]:
    """The losses along one line, and the loss and the slope at its start."""
    W = np.random.default_rng(seed).normal(0, SCALE, size=(classes, X.shape[1]))
    whole = svm_gradient(W, X, y)
    direction = whole if source == "all" else svm_gradient(W, X[:BATCH], y[:BATCH])
    # The scores change in proportion to the step, so two products do for all steps.
    scores, change = (np.float32(matrix @ X.T) for matrix in (W, direction))
    losses = [svm_of_scores(scores - np.float32(step) * change, y) for step in STEPS]
    return np.array(losses) / len(y), [svm_loss(W, X, y), -float((whole * direction).sum())]
