"""Descents on mini-batches of a problem with two weights, as the browser makes them too.

The loss is the softmax loss of two classes whose scores are 0 and w · x:

L(w) = 1/N Σᵢ log(1 + exp(−mᵢ)),  with mᵢ = w · xᵢ for class 1 and −w · xᵢ for class 0
"""

import numpy as np

_RUN_SEEDS = 1000  # run k of a seed draws from 1000 · seed + k, as in js/explorers/batch/maths.js


def uniforms(seeds, count: int) -> np.ndarray:
    """Return numbers from 0 to 1 (excluded), ``(seeds, count)``, as the browser makes them."""
    steps = np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x6D2B79F5)
    state = np.asarray(seeds, dtype=np.uint32)[:, None] + steps
    t = (state ^ (state >> 15)) * (state | 1)
    t ^= t + (t ^ (t >> 7)) * (t | 61)
    return (t ^ (t >> 14)) / 2**32


def signed(X, y) -> np.ndarray:
    """The examples of class 1 as they are, those of class 0 turned round: then m = w · x for all.

    >>> signed([[1.0, 2.0], [3.0, 4.0]], [1, 0])
    array([[ 1.,  2.],
           [-3., -4.]])
    """
    return np.asarray(X) * np.where(np.asarray(y) == 1, 1.0, -1.0)[:, None]


def loss(w, Z) -> np.ndarray:
    """The loss of weights ``(..., 2)`` over signed examples `Z`.

    >>> loss([0.0, 0.0], [[1.0, 2.0]]).round(4)
    np.float64(0.6931)
    """
    return np.logaddexp(0, -np.asarray(w) @ np.transpose(Z)).mean(axis=-1)


def gradient(w, Z) -> np.ndarray:
    """The gradient for weights ``(runs, 2)``, each with examples of its own, ``(runs, B, 2)``."""
    margins = np.einsum("rj,rbj->rb", w, Z)
    with np.errstate(over="ignore"):  # 1 / ∞ is meant
        return np.einsum("rb,rbj->rj", -1 / (1 + np.exp(margins)), Z) / Z.shape[1]


def lowest(Z) -> np.ndarray:
    """The weights of the lowest loss, by Newton's method; the classes must overlap.

    Raises:
        ValueError: when a line through the origin separates the classes, as then the loss falls
            for ever.

    >>> lowest(np.array([[0.001, 0.0], [0.001, 0.0], [-0.001, 0.0]])).round(3)  # 1000 · ln 2
    array([693.147,   0.   ])
    """
    if _separable(Z):
        raise ValueError("the classes of X must overlap, or there is no lowest loss")
    size = np.abs(Z).max(axis=0)
    size[size == 0] = 1.0
    Z, w = Z / size, np.zeros(2)  # of one size, whatever the units of the features
    for _ in range(200):
        p = 1 / (1 + np.exp(np.minimum(Z @ w, 700)))
        curvature = (Z * (p * (1 - p))[:, None]).T @ Z / len(Z)
        step = np.linalg.lstsq(curvature, Z.T @ p / len(Z), rcond=None)[0]
        while loss(w + step, Z) > loss(w, Z) + 1e-15:
            step = step / 2
        w = w + step
        if np.abs(step).max() <= 1e-13 * (1 + np.abs(w).max()):
            break
    return w / size


def _separable(Z) -> bool:
    """Whether there is a half-plane that holds every example, and not all on its edge.

    One edge then goes through an example z, and all are on its left or, if on the edge, before it.
    Exact, as products of two numbers of 32 bits are.
    """
    Z = Z[Z.any(axis=1)]
    left = np.outer(Z[:, 0], Z[:, 1]) - np.outer(Z[:, 1], Z[:, 0])
    before = Z @ Z.T
    return bool(((left >= 0).all(1) & ((left > 0).any(1) | (before >= 0).all(1))).any())


def width(ends: np.ndarray) -> float:
    """How far the ends of runs, ``(runs, 2)``, lie from their middle, root mean square.

    >>> width(np.array([[0.0, 0.0], [6.0, 8.0]]))
    5.0
    """
    return float(np.sqrt(((ends - ends.mean(axis=0)) ** 2).sum(axis=1).mean()))


def orders(seed: int, runs: int, epochs: int, examples: int) -> np.ndarray:
    """The shuffled order of the examples in each epoch of each run, ``(runs, epochs, examples)``.

    Fisher and Yates: from the last place down, swap each example with one at or before it.
    """
    first = (_RUN_SEEDS * seed + np.arange(runs, dtype=np.uint32)).astype(np.uint32)
    draws = uniforms(first, epochs * (examples - 1)).reshape(runs * epochs, examples - 1)
    order = np.tile(np.arange(examples), (runs * epochs, 1))
    rows = np.arange(runs * epochs)
    for k, last in enumerate(range(examples - 1, 0, -1)):
        other = (draws[:, k] * (last + 1)).astype(np.int64)
        order[rows, last], order[rows, other] = order[rows, other], order[rows, last]
    return order.reshape(runs, epochs, examples)


def descend_in_batches(Z, start, size, learning_rate, updates, seed, runs=1) -> np.ndarray:
    """Gradient descent on mini-batches; return the weights after each update.

    Arguments:
        Z: signed examples ``(N, 2)``.
        start: two weights.
        size: how many examples make a batch; the last one of an epoch holds what is left.
        learning_rate, updates: how long a step is and how many are made.
        seed, runs: run k is shuffled by the seed 1000 · seed + k.

    Returns:
        An array ``(updates + 1, runs, 2)``.
    """
    each = -(-len(Z) // size)
    shuffled = orders(seed, runs, -(-updates // each), len(Z))
    points = np.empty((updates + 1, runs, 2))
    points[0] = start
    for k in range(updates):
        epoch, batch = divmod(k, each)
        examples = Z[shuffled[:, epoch, batch * size : (batch + 1) * size]]
        points[k + 1] = points[k] - learning_rate * gradient(points[k], examples)
    return points
