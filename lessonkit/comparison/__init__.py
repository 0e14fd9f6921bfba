"""Comparing optimizers: a protocol, what is compared by it, and what may be concluded."""

from lessonkit.comparison.contest import (
    LANDSCAPES,
    METHODS,
    MODELS,
    hold,
    load_results,
    problem,
)
from lessonkit.comparison.judgment import best_of, interval, profile, sign_test
from lessonkit.comparison.protocol import cost, judge, runs, tune

__all__ = [
    "LANDSCAPES",
    "METHODS",
    "MODELS",
    "best_of",
    "cost",
    "hold",
    "interval",
    "judge",
    "load_results",
    "problem",
    "profile",
    "runs",
    "sign_test",
    "tune",
]
