"""Comparing optimizers: a protocol, what is compared by it, and what may be concluded."""

from lessonkit.comparison.contest import LANDSCAPES, METHODS, MODELS, problem
from lessonkit.comparison.judgment import interval, profile, sign_test
from lessonkit.comparison.protocol import choose, cost, judge, runs, tune
from lessonkit.comparison.results import load_results

__all__ = [
    "LANDSCAPES",
    "METHODS",
    "MODELS",
    "choose",
    "cost",
    "interval",
    "judge",
    "load_results",
    "problem",
    "profile",
    "runs",
    "sign_test",
    "tune",
]
