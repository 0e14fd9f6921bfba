"""Print how fast the core is, as ratios against peers measured in the same run.

    python benchmarks/core.py            # all rows; needs 2 GB of memory and about two minutes
    python benchmarks/core.py digits     # the rows whose name holds "digits"

Every row times two things in turns and compares the best time of each, so that other work on the
machine disturbs both alike.
"""

import sys
import time
from collections.abc import Callable

import numpy as np

import lessonkit as lk

EXAMPLES, FEATURES, CLASSES, CANDIDATES = 50_000, 3_073, 10, 200
ROWS: list[tuple[str, Callable]] = []


def row(name: str) -> Callable:
    """Register a function that returns (what, peer, limit, rounds).

    `what` and `peer` are timed. A limit such as "<= 1.3" bounds the time of `what` in times of
    `peer`; one such as ">= 100" says how many times faster `what` has to be.
    """

    def register(make):
        ROWS.append((name, make))
        return make

    return register


def images():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((EXAMPLES, FEATURES), dtype=np.float32)
    return rng, X, rng.integers(0, CLASSES, EXAMPLES)


@row("random search, 200 candidates on 50,000 x 3,073 float32 / bare product")
def random_search():
    rng, X, y = images()
    stack = rng.standard_normal((CANDIDATES * CLASSES, FEATURES), dtype=np.float32)

    def draw(rng):
        return rng.standard_normal((CLASSES, FEATURES), dtype=np.float32)

    def what():
        lk.random_search(
            lambda W: lk.svm_loss(W, X, y), draw, CANDIDATES, np.random.default_rng(1), CANDIDATES
        )

    # Of the two ways to write the product, the faster one here.
    return what, lambda: X @ stack.T, "<= 1.3", 4


@row("SVM gradient on 50,000 x 3,073 float32 / its two products")
def svm_gradient():
    rng, X, y = images()
    W = rng.standard_normal((CLASSES, FEATURES), dtype=np.float32)
    slope = rng.standard_normal((CLASSES, EXAMPLES), dtype=np.float32)

    def peer():
        W @ X.T
        slope @ X

    return lambda: lk.svm_gradient(W, X, y), peer, "<= 1.5", 15


def digits():
    data = lk.load_digits()
    X, y = data.X_train, data.y_train
    W = np.random.default_rng(0).standard_normal((10, 65))
    return X, y, W, lambda W: lk.svm_loss(W, X, y)


@row("numerical gradient of the digits' SVM loss / its 1,300 evaluations")
def numerical_gradient():
    _, _, W, loss = digits()

    def peer():
        for _ in range(2 * W.size):
            loss(W)

    return lambda: lk.numerical_gradient(loss, W), peer, "<= 1.1", 15


@row("analytic gradient of the digits' SVM loss / numerical gradient")
def analytic_gradient():
    X, y, W, loss = digits()

    return lambda: lk.svm_gradient(W, X, y), lambda: lk.numerical_gradient(loss, W), ">= 200", 30


@row("numerical gradient of Rosenbrock at 10,000 points / a loop over points")
def many_points():
    points = np.random.default_rng(0).uniform(-2, 2, (10_000, 2))

    def rosenbrock(p):
        x, y = p[..., 0], p[..., 1]
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2

    def peer():
        for point in points:
            lk.numerical_gradient(rosenbrock, point)

    return lambda: lk.numerical_gradient(rosenbrock, points, point_axes=1), peer, ">= 100", 5


def best_times(what: Callable, peer: Callable, rounds: int) -> tuple[float, float]:
    best = [np.inf, np.inf]
    for _ in range(rounds):
        for i, function in enumerate((what, peer)):
            begin = time.perf_counter()
            function()
            best[i] = min(best[i], time.perf_counter() - begin)
    return best[0], best[1]


def main(wanted: str = "") -> None:
    print(f"{'':72}{'what':>10}{'peer':>10}{'ratio':>9}  limit")
    for name, make in ROWS:
        if wanted in name:
            what, peer, limit, rounds = make()
            mine, theirs = best_times(what, peer, rounds)
            faster = limit.startswith(">=")
            ratio = theirs / mine if faster else mine / theirs
            bound = float(limit.split()[1])
            verdict = "" if (ratio >= bound if faster else ratio <= bound) else "  MISSED"
            times = f"{1e3 * mine:8.2f}ms{1e3 * theirs:8.1f}ms"
            print(f"{name:72}{times}{ratio:9.2f}  {limit}{verdict}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
