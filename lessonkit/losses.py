"""Losses of a linear classifier: one number that says how wrong its scores are, and its slope.

The scores of the examples are ``W @ X.T``. A loss looks at one column of scores at a time, that of
one example, and wants the right class to win. Its gradient follows by the chain rule: how the loss
changes with each score, times how each score changes with W, which is X.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

from lessonkit.validation import not_negative, real_array, working_array

# So many examples are handled at once that they and their scores stay near the processor.
_SCORES_AT_ONCE = 2**22
_FEATURES_AT_ONCE = 2**22


def svm_loss(W, X, y, reg: float = 0.0):
    """Multiclass SVM loss of a linear classifier, with margin 1.

    L(W) = 1/N Σᵢ Σ_{j≠yᵢ} max(0, s_ij − s_iyᵢ + 1) + reg · Σ W²,  with scores s_i = W xᵢ

    Arguments:
        W: weights ``(classes, features)``, or a stack of them ``(..., classes, features)``.
        X: examples ``(examples, features)``.
        y: the right class of each example, ``(examples,)`` integers from 0.
        reg: the strength of the regularization, at least 0; it counts every weight, those of a
            bias column too.

    Returns:
        A number, or an array ``(...)`` with the loss of each weight matrix of a stack. When W and
        X are float32, so is the computation; otherwise it is float64. Weights need not be finite.

    Raises:
        ValueError: when the shapes do not fit, a label is not a class or `reg` is negative.

    >>> W = np.array([[1.0], [0.0], [-1.0]])
    >>> svm_loss(W, X=[[2.0]], y=[0]), svm_loss(W, X=[[2.0]], y=[1])
    (0.0, 3.0)
    >>> svm_loss(np.zeros((5, 10, 65)), np.ones((4, 65)), [0, 1, 2, 3])
    array([9., 9., 9., 9., 9.])

    Reference: Weston and Watkins, *Support vector machines for multi-class pattern recognition*,
    ESANN 1999.
    """
    return _loss(svm_of_scores, W, X, y, reg)


def svm_gradient(W, X, y, reg: float = 0.0) -> np.ndarray:
    """Gradient of `svm_loss`: each violated margin pulls on two rows of W.

    row j≠yᵢ: + xᵢ/N for each example i whose margin s_ij − s_iyᵢ + 1 is above 0
    row yᵢ:   − xᵢ/N times the number of margins that example i violates
    and 2 · reg · W on top. Where a margin is exactly 0 the loss has a kink; there 0 is taken.

    Arguments, errors: as for `svm_loss`.

    Returns:
        An array of the shape of `W`.

    >>> W = np.array([[1.0], [0.0], [-1.0]])
    >>> svm_gradient(W, X=[[2.0]], y=[1])
    array([[ 2.],
           [-2.],
           [ 0.]])

    Reference: Weston and Watkins, ESANN 1999.
    """
    return _gradient(svm_slope, W, X, y, reg)


def softmax_loss(W, X, y, reg: float = 0.0):
    """Softmax loss, or cross-entropy: minus the log of the probability given to the right class.

    L(W) = 1/N Σᵢ (log Σⱼ exp s_ij − s_iyᵢ) + reg · Σ W²,  with scores s_i = W xᵢ

    The largest score of each example is subtracted first, which changes nothing but keeps exp
    from overflowing, whatever the size of the scores.

    Arguments, returns, errors: as for `svm_loss`.

    >>> round(softmax_loss(np.zeros((10, 65)), np.ones((4, 65)), [0, 1, 2, 3]), 4)
    2.3026
    >>> softmax_loss([[1e4], [0.0]], X=[[1.0]], y=[1])
    10000.0

    Reference: Bridle, *Probabilistic interpretation of feedforward classification network
    outputs*, Neurocomputing, 1990.
    """
    return _loss(softmax_of_scores, W, X, y, reg)


def softmax_gradient(W, X, y, reg: float = 0.0) -> np.ndarray:
    """Gradient of `softmax_loss`: the probabilities, less 1 for the right class, times X.

    ∂L/∂W = 1/N Σᵢ (pᵢ − e_yᵢ) xᵢᵀ + 2 · reg · W,  with p_ij = exp s_ij / Σₖ exp s_ik

    Arguments, errors: as for `svm_loss`.

    Returns:
        An array of the shape of `W`.

    >>> softmax_gradient(np.zeros((2, 1)), X=[[3.0]], y=[1])
    array([[ 1.5],
           [-1.5]])

    Reference: Bridle, Neurocomputing, 1990.
    """
    return _gradient(softmax_slope, W, X, y, reg)


def accuracy(W, X, y):
    """The share of the examples whose highest score is that of the right class.

    Arguments and shapes as for `svm_loss`. An example whose scores are not all numbers is not
    counted as right.

    >>> accuracy(np.eye(3), X=[[5, 1, 0], [0, 2, 1], [9, 0, 1], [0, 3, 1]], y=[0, 1, 2, 2])
    0.5
    """
    W, X, y = _checked(W, X, y)
    with np.errstate(all="ignore"):  # weights that ran away
        right = sum(hits_of_scores(scores, labels) for scores, _, labels in _blocks(W, X, y))
    share = right / len(y)
    return share if share.ndim else float(share)


# What a loss makes of scores (..., classes, examples): for each weight matrix, the sum over the
# examples. The scores are the caller's own scratch space and are written over.


def svm_of_scores(scores: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Sum of the SVM losses of the columns of `scores`; `scores` is written over."""
    margins = _margins(scores, y)
    return np.maximum(margins, 0, out=margins).sum(axis=(-2, -1))


def svm_slope(scores: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Derivative of each column's SVM loss with respect to each score, in place of `scores`."""
    violated = np.greater(_margins(scores, y), 0, out=scores)
    violated[..., y, np.arange(len(y))] = -violated.sum(axis=-2)
    return violated


def softmax_of_scores(scores: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Sum of the softmax losses of the columns of `scores`; `scores` is written over."""
    scores -= scores.max(axis=-2, keepdims=True)
    right = scores[..., y, np.arange(len(y))]
    return (np.log(np.exp(scores, out=scores).sum(axis=-2)) - right).sum(axis=-1)


def softmax_slope(scores: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Derivative of each column's softmax loss by each score, in place of `scores`."""
    scores -= scores.max(axis=-2, keepdims=True)
    probabilities = np.exp(scores, out=scores)
    probabilities /= probabilities.sum(axis=-2, keepdims=True)
    probabilities[..., y, np.arange(len(y))] -= 1
    return probabilities


def hits_of_scores(scores: np.ndarray, y: np.ndarray) -> np.ndarray:
    """How many columns have their highest score in the row of the right class.

    Where a score is NaN, `argmax` points to it, and the column counts as wrong.
    """
    right = scores.argmax(axis=-2) == y
    if np.isnan(scores.sum()):  # one number for all, as it is quick
        right &= ~np.isnan(scores[..., y, np.arange(len(y))])
    return right.sum(axis=-1)


def _margins(scores: np.ndarray, y: np.ndarray) -> np.ndarray:
    examples = np.arange(len(y))
    scores -= (scores[..., y, examples] - 1)[..., None, :]
    scores[..., y, examples] = 0
    return scores


def _loss(of_scores: Callable, W, X, y, reg):
    W, X, y = _checked(W, X, y, reg)
    with np.errstate(all="ignore"):  # weights that ran away give inf or nan, not a warning
        loss = sum(of_scores(scores, labels) for scores, _, labels in _blocks(W, X, y)) / len(y)
        if reg:
            loss = loss + float(reg) * (W**2).sum(axis=(-2, -1))
    return loss if loss.ndim else float(loss)


def _gradient(slope: Callable, W, X, y, reg) -> np.ndarray:
    W, X, y = _checked(W, X, y, reg)
    rows = math.prod(W.shape[:-1])
    with np.errstate(all="ignore"):
        gradient = sum(
            slope(scores, labels).reshape(rows, len(labels)) @ examples
            for scores, examples, labels in _blocks(W, X, y)
        ).reshape(W.shape)
        gradient /= len(y)
        if reg:
            gradient += 2 * float(reg) * W
    return gradient


def _blocks(W, X, y) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Scores ``(..., classes, examples)``, examples and labels, a block of examples at a time.

    All weight matrices of a stack meet the examples in one product of two large matrices.
    """
    rows = W.reshape(-1, W.shape[-1])
    block = max(1, min(_SCORES_AT_ONCE // max(1, len(rows)), _FEATURES_AT_ONCE // X.shape[-1]))
    for first in range(0, len(y), block):
        examples = X[first : first + block]
        scores = (rows @ examples.T).reshape(*W.shape[:-1], len(examples))
        yield scores, examples, y[first : first + block]


def _checked(W, X, y, reg=0.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    W, X, y = working_array("W", W), working_array("X", X), real_array("y", y)
    if W.ndim < 2 or X.ndim != 2 or W.shape[-1] != X.shape[-1] or not W.shape[-1]:
        raise ValueError(
            "W must be (..., classes, features) and X (examples, features), "
            f"got {W.shape} and {X.shape}"
        )
    check_labels(y, len(X), W.shape[-2])
    not_negative("reg", reg)
    return W, X, y


def check_labels(y: np.ndarray, examples: int, classes: int) -> None:
    """Raise ValueError unless `y` holds one class from 0 to ``classes − 1`` for each example."""
    if y.shape != (examples,) or y.dtype.kind not in "iu":
        raise ValueError(
            f"y must hold one integer for each of {examples} examples, "
            f"got {y.dtype} of shape {y.shape}"
        )
    if not examples:
        raise ValueError("X and y must hold at least one example, got none")
    # Read without a sign, a negative number is larger than any class: one look at all of them.
    if y.view(f"u{y.itemsize}").max() >= classes:
        wrong = y[(y < 0) | (y >= classes)][0]
        raise ValueError(f"y: labels must be from 0 to {classes - 1}, got {wrong}")
