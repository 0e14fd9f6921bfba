"""Losses, gradients and searches of the core, beside bare matrix products and plain loops."""

from collections.abc import Callable, Iterator

import numpy as np
from threadpoolctl import threadpool_limits

import lessonkit as lk
from benchmarks.measure import Row, best_times

EXAMPLES, FEATURES, CLASSES, CANDIDATES = 50_000, 3_073, 10, 200
IMAGES = f"{EXAMPLES:,} × {FEATURES:,} float32"


def random_search(rng, X, y) -> tuple[Callable, Callable]:
    stack = rng.standard_normal((CANDIDATES * CLASSES, FEATURES), dtype=np.float32)

    def draw(rng):
        return rng.standard_normal((CLASSES, FEATURES), dtype=np.float32)

    def what():
        lk.random_search(
            lambda W: lk.svm_loss(W, X, y), draw, CANDIDATES, np.random.default_rng(1), CANDIDATES
        )

    # Of the two ways to write the product, the faster one here.
    return what, lambda: X @ stack.T


def svm_gradient(rng, X, y) -> tuple[Callable, Callable]:
    W = rng.standard_normal((CLASSES, FEATURES), dtype=np.float32)
    slope = rng.standard_normal((CLASSES, EXAMPLES), dtype=np.float32)

    def peer():
        W @ X.T
        slope @ X

    return lambda: lk.svm_gradient(W, X, y), peer


def rosenbrock(p):
    x, y = p[..., 0], p[..., 1]
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def on_images() -> Iterator[Row]:
    """Rows whose time goes into matrix products, on one thread and on all."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((EXAMPLES, FEATURES), dtype=np.float32)
    y = rng.integers(0, CLASSES, EXAMPLES)
    for threads, label in ((1, "one thread"), (None, "all threads")):
        with threadpool_limits(threads):
            name = f"random search, {CANDIDATES} candidates on {IMAGES}, {label}"
            own, theirs = best_times(*random_search(rng, X, y), rounds=3)
            yield Row(name, own, "ms", "the bare product", theirs, "≥ 0.77")
            name = f"SVM gradient on {IMAGES}, {label}"
            own, theirs = best_times(*svm_gradient(rng, X, y), rounds=10)
            yield Row(name, own, "ms", "its two products", theirs, "≥ 0.67")


def on_digits() -> Iterator[Row]:
    data = lk.load_digits()
    X, y = data.X_train, data.y_train
    W = np.random.default_rng(0).standard_normal((10, 65))

    def loss(W):
        return lk.svm_loss(W, X, y)

    def evaluations():
        for _ in range(2 * W.size):
            loss(W)

    def numerical():
        lk.numerical_gradient(loss, W)

    own, theirs = best_times(numerical, evaluations, rounds=10)
    name = "numerical gradient of the digits' SVM loss"
    yield Row(name, own, "ms", "its 1,300 evaluations", theirs, "≥ 0.91")
    own, theirs = best_times(lambda: lk.svm_gradient(W, X, y), numerical, rounds=20)
    name = "analytic gradient of the digits' SVM loss"
    yield Row(name, own, "ms", "numerical gradient", theirs, "≥ 200")


def at_many_points() -> Row:
    points = np.random.default_rng(0).uniform(-2, 2, (10_000, 2))

    def peer():
        for point in points:
            lk.numerical_gradient(rosenbrock, point)

    def what():
        lk.numerical_gradient(rosenbrock, points, point_axes=1)

    own, theirs = best_times(what, peer, rounds=5)
    name = "numerical gradient of Rosenbrock at 10,000 points"
    return Row(name, own, "ms", "a loop over points", theirs, "≥ 100")


def rows() -> Iterator[Row]:
    yield from on_images()
    yield from on_digits()
    yield at_many_points()
