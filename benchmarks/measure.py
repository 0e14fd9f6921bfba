"""What every benchmark gives: rows, each a figure of this project and perhaps one of a peer."""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Row(NamedTuple):
    """One line of the results.

    Attributes:
        what: what was measured, with its size.
        own: the figure of this project, in `unit`.
        peer, theirs: what does the same otherwise, and its figure in the same unit.
        goal: such as "≥ 2", how many times as fast as the peer; without a peer "≤ 150", in `unit`.
    """

    what: str
    own: float
    unit: str = "ms"
    peer: str = ""
    theirs: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the peer."""
        return None if self.theirs is None else self.theirs / self.own

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if not self.goal:
            return None
        sign, bound = self.goal.split()
        measured = self.own if self.ratio is None else self.ratio
        return measured >= float(bound) if sign == "≥" else measured <= float(bound)


def best_times(what: Callable, peer: Callable, rounds: int) -> tuple[float, float]:
    """The best time of each in milliseconds; taking turns, other work disturbs both alike."""
    best = [np.inf, np.inf]
    for _ in range(rounds):
        for i, function in enumerate((what, peer)):
            begin = time.perf_counter()
            function()
            best[i] = min(best[i], 1e3 * (time.perf_counter() - begin))
    return best[0], best[1]


def timed(code: str, before: str = "", rounds: int = 5) -> float:
    """Milliseconds that code takes in a new Python, the least of some."""
    clock = "time.perf_counter()"
    timing = f"import time\n{before}\nbegin = {clock}\n{code}\nprint({clock} - begin)"
    run = [sys.executable, "-c", timing]
    outputs = [subprocess.check_output(run, encoding="utf-8") for _ in range(rounds)]
    return 1e3 * min(map(float, outputs))
