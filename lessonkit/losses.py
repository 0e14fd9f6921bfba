"""Losses of a linear classifier: one number that says how wrong its scores are."""

import numpy as np


def svm_loss(W, X, y, reg: float = 0.0):
    """Multiclass SVM loss of a linear classifier, with margin 1.

    L(W) = 1/N Σᵢ Σ_{j≠yᵢ} max(0, s_ij − s_iyᵢ + 1) + reg · Σ W²,  with scores s_i = W xᵢ

    Arguments:
        W: weights ``(classes, features)``, or a stack of them ``(..., classes, features)``.
        X: examples ``(examples, features)``.
        y: the right class of each example, ``(examples,)`` integers from 0.
        reg: the strength of the regularization, at least 0.

    Returns:
        A number, or an array ``(...)`` with the loss of each weight matrix of a stack.

    Raises:
        ValueError: when the shapes do not fit or a label is not a class.

    >>> W = np.array([[1.0], [0.0], [-1.0]])
    >>> svm_loss(W, X=[[2.0]], y=[0]), svm_loss(W, X=[[2.0]], y=[1])
    (0.0, 3.0)
    >>> svm_loss(np.zeros((5, 10, 65)), np.ones((4, 65)), [0, 1, 2, 3])
    array([9., 9., 9., 9., 9.])

    Reference: Weston and Watkins, *Support vector machines for multi-class pattern recognition*,
    ESANN 1999.
    """
    W, X, y = _checked(W, X, y)
    scores = W @ X.T
    examples = np.arange(len(y))
    margins = scores - scores[..., y, examples][..., None, :] + 1
    margins[..., y, examples] = 0
    loss = np.maximum(margins, 0, out=margins).sum(axis=-2).mean(axis=-1)
    loss = loss + reg * (W**2).sum(axis=(-2, -1))
    return loss if loss.ndim else float(loss)


def accuracy(W, X, y):
    """The share of the examples whose highest score is that of the right class.

    Arguments and shapes as for `svm_loss`.

    >>> accuracy(np.eye(3), X=[[5, 1, 0], [0, 2, 1], [9, 0, 1], [0, 3, 1]], y=[0, 1, 2, 2])
    0.5
    """
    W, X, y = _checked(W, X, y)
    share = ((W @ X.T).argmax(axis=-2) == y).mean(axis=-1)
    return share if share.ndim else float(share)


def _checked(W, X, y) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    W, X, y = np.asarray(W), np.asarray(X), np.asarray(y)
    if W.ndim < 2 or X.ndim != 2 or W.shape[-1] != X.shape[-1]:
        raise ValueError(
            "W must be (..., classes, features) and X (examples, features), "
            f"got {W.shape} and {X.shape}"
        )
    if y.shape != X.shape[:1] or not np.issubdtype(y.dtype, np.integer):
        raise ValueError(
            f"y must hold one integer for each of {len(X)} examples, "
            f"got {y.dtype} of shape {y.shape}"
        )
    classes = W.shape[-2]
    if y.size and (y.min() < 0 or y.max() >= classes):
        wrong = y[(y < 0) | (y >= classes)][0]
        raise ValueError(f"labels must be from 0 to {classes - 1}, got {wrong}")
    return W, X, y
