"""Print how fast descents and formulas are, as ratios against peers measured in the same run.

    python benchmarks/descent.py

Every row times two things in turns and compares the best time of each, so that other work on the
machine disturbs both alike. The row against PyTorch appears where PyTorch is installed.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Callable

import numpy as np
from core import best_times

import lessonkit as lk
from lessonkit.formulas.named_objectives import NAMED_OBJECTIVES

STARTS, STEPS, RATE = 10_000, 200, 0.01


def starts() -> np.ndarray:
    return np.random.default_rng(0).uniform(-2, 2, (STARTS, 2))


def lessonkit_adam(points: np.ndarray) -> Callable:
    f = lk.objectives.rosenbrock
    return lambda: lk.descend(f, lk.Adam(RATE), points, STEPS, keep_states=False)


def pytorch_adam(points: np.ndarray) -> Callable:
    import torch

    # Its arrays are too small here for a second thread to help; on a busy machine it would hurt.
    torch.set_num_threads(1)

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


def seconds(code: str) -> float:
    """The number that a new Python prints, the best of five."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
        )
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


def seconds_to_import(modules: str) -> float:
    return seconds(
        f"import time; t = time.perf_counter(); import {modules}; print(time.perf_counter() - t)"
    )


def seconds_to_make(name: str) -> float:
    """An objective of a formula that SymPy has not seen yet, SymPy being loaded."""
    return seconds(
        "import time, lessonkit as lk;"
        "from lessonkit.formulas.named_objectives import NAMED_OBJECTIVES;"
        f"lk.Objective('x**2'); facts = NAMED_OBJECTIVES[{name!r}];"
        "t = time.perf_counter(); lk.Objective(**facts); print(time.perf_counter() - t)"
    )


def main() -> None:
    print(f"{'what':62} {'measured':>12} {'wanted':>12}")

    def show(what, measured, wanted):
        print(f"{what:62} {measured:>12} {wanted:>12}")

    points = starts()
    if importlib.util.find_spec("torch"):
        ours, theirs = best_times(lessonkit_adam(points), pytorch_adam(points), rounds=20)
        what = f"Adam, {STARTS:,} starts x {STEPS} steps: {ours * 1e3:.0f} ms, than PyTorch"
        show(what, f"{theirs / ours:.2f} x", ">= 2 x")
    else:
        print("(PyTorch is not installed: no row against it)")
    few = points[:: STARTS // 20]
    ours, loop = best_times(lessonkit_adam(points), start_by_start(few), rounds=4)
    ratio = loop * STARTS / len(few) / ours
    show("the same, than a Python loop over starts (20 timed)", f"{ratio:.0f} x", ">= 100 x")

    extra = seconds_to_import("lessonkit, numpy") - seconds_to_import("numpy")
    show("import lessonkit beyond NumPy", f"{extra * 1e3:.0f} ms", "<= 150 ms")
    times = {name: seconds_to_make(name) for name in NAMED_OBJECTIVES}
    slowest = max(times, key=times.get)
    median = sorted(times.values())[len(times) // 2]
    show("Objective of a named formula, median", f"{median * 1e3:.0f} ms", "<= 100 ms")
    show(f"the slowest, {slowest}", f"{times[slowest] * 1e3:.0f} ms", "<= 100 ms")


if __name__ == "__main__":
    main()
