"""Descents from many starts at once, beside PyTorch and beside a loop over starts."""

from collections.abc import Callable, Iterator

import numpy as np
import torch

import lessonkit as lk
from benchmarks.measure import Row, best_times

STARTS, STEPS, RATE = 10_000, 200, 0.01


def lessonkit_adam(points: np.ndarray) -> Callable:
    f = lk.objectives.rosenbrock
    return lambda: lk.descend(f, lk.Adam(RATE), points, STEPS, keep_states=False)


def pytorch_adam(points: np.ndarray) -> Callable:
    def run():
        w = torch.tensor(points, requires_grad=True)
        optimizer = torch.optim.Adam([w], lr=RATE)
        path, values = [w.detach().clone()], []
        for _ in range(STEPS):
            optimizer.zero_grad()
            x, y = w[:, 0], w[:, 1]
            value = (1 - x) ** 2 + 100 * (y - x**2) ** 2
            value.sum().backward()
            optimizer.step()
            path.append(w.detach().clone())
            values.append(value.detach())
        return path, values

    return run


def start_by_start(points: np.ndarray) -> Callable:
    f = lk.objectives.rosenbrock
    return lambda: [lk.descend(f, lk.Adam(RATE), start, STEPS) for start in points]


def rows() -> Iterator[Row]:
    points = np.random.default_rng(0).uniform(-2, 2, (STARTS, 2))
    name, many = f"Adam, {STARTS:,} starts × {STEPS} steps", torch.get_num_threads()
    for threads in sorted({1, many}):
        torch.set_num_threads(threads)
        own, theirs = best_times(lessonkit_adam(points), pytorch_adam(points), rounds=20)
        peer = f"PyTorch, {threads} thread{'s' * (threads > 1)}"
        yield Row(name, own, "ms", peer, theirs, "≥ 2")
    few = points[:: STARTS // 20]
    own, theirs = best_times(lessonkit_adam(points), start_by_start(few), rounds=4)
    peer = f"a loop over starts (timed for {len(few)})"
    yield Row(name, own, "ms", peer, theirs * STARTS / len(few), "≥ 100")
