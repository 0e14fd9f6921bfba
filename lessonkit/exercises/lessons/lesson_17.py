"""Lesson 17, CIFAR-10 by search and descent: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise
from lessonkit.exercises.own_optimizers import run
from lessonkit.optimizers import Adam, GradientDescent, Momentum, Nesterov

_POINTS = np.array([[4.0, 0.0], [0.0, 3.0], [-2.0, 1.0], [6.0, -4.0]])
_BATCHES = ([0, 1], [2, 3], [1, 2], [3, 0])
_START = np.array([1.0, -2.0])

_TABLE = np.array(
    [
        [0.30, 0.31, 0.32, 0.33, 0.31],
        [0.34, 0.35, 0.36, 0.36, 0.20],
        [0.33, 0.34, 0.33, 0.34, 0.34],
        [0.31, 0.45, 0.12, 0.30, 0.31],
    ]
)

_PIXELS = np.random.default_rng(0).integers(0, 256, (7, 4)).astype(float)
_WEIGHTS = np.random.default_rng(1).normal(0, 1, (3, 13))
_WEIGHTS[:, -1] = 5.0  # a bias beyond all weights: it shows when it is stretched along


def _center(train, test, of=lambda train, test: train.mean(axis=0)):
    """Subtract what is the mean `of` the training images."""
    return train - of(train, test), test - of(train, test)


def _train(optimizer, gradient, start, batches, keep_state=True):
    return run(optimizer, [lambda w, b=b: gradient(w, b) for b in batches], start, keep_state)


def _toward_mean(w, batch):
    """Gradient of half the mean squared distance to the points of a batch."""
    return w - _POINTS[batch].mean(axis=0)


def _best_rate(rates, table):
    return rates[np.argmax(np.median(table, axis=1))]


def _stretched(weights, axis=1):
    low, high = weights.min(axis, keepdims=True), weights.max(axis, keepdims=True)
    return (weights - low) / (high - low)


def _templates(W, shape):
    return _stretched(W[:, :-1]).reshape(len(W), *shape)


def _planes_first(W, shape):
    height, width, colors = shape
    return _templates(W, (colors, height, width)).transpose(0, 2, 3, 1)


EXERCISES = (
    FunctionExercise(
        id="17.1",
        reference=_center,
        cases=((_PIXELS[:5], _PIXELS[5:]), (_PIXELS[:3], _PIXELS[3:] + 100)),
        mistakes={
            "own_means": lambda train, test: (train - train.mean(axis=0), test - test.mean(axis=0)),
            "test_in_mean": lambda *case: _center(
                *case, of=lambda *both: np.concatenate(both).mean(axis=0)
            ),
            "one_number": lambda *case: _center(*case, of=lambda train, test: train.mean()),
            "training_only": lambda train, test: (train - train.mean(axis=0), test),
            "mean_of_image": lambda train, test: (
                train - train.mean(axis=1, keepdims=True),
                test - test.mean(axis=1, keepdims=True),
            ),
        },
    ),
    FunctionExercise(
        id="17.2",
        reference=_train,
        cases=tuple(
            (optimizer, _toward_mean, _START, _BATCHES)
            for optimizer in (Momentum(0.1), Nesterov(0.2, momentum=0.5), Adam(0.1))
        ),
        mistakes={
            "no_state": lambda *case: _train(*case, keep_state=False),
            "first_batch": lambda *case: _train(*case[:3], [case[3][0]] * len(case[3])),
            "plain": lambda optimizer, *case: _train(
                GradientDescent(optimizer.learning_rate), *case
            ),
            "at_the_start": lambda optimizer, gradient, start, batches: _train(
                optimizer, lambda w, batch: gradient(start, batch), start, batches
            ),
            "one_batch_short": lambda *case: _train(*case[:3], case[3][:-1]),
        },
    ),
    FunctionExercise(
        id="17.3",
        reference=_best_rate,
        cases=(
            ([0.001, 0.01, 0.1, 1.0], _TABLE),
            ([0.1, 0.3, 1.0], _TABLE[[0, 2, 3]]),
            ([0.03, 0.01], _TABLE[[2, 1]]),
        ),
        mistakes={
            "luckiest": lambda rates, table: rates[np.argmax(np.max(table, axis=1))],
            "mean": lambda rates, table: rates[np.argmax(np.mean(table, axis=1))],
            "index": lambda rates, table: int(np.argmax(np.median(table, axis=1))),
            "lowest": lambda rates, table: rates[np.argmin(np.median(table, axis=1))],
            "median": lambda rates, table: np.median(table, axis=1).max(),
        },
    ),
    FunctionExercise(
        id="17.4",
        reference=_templates,
        cases=((_WEIGHTS, (2, 2, 3)), (_WEIGHTS[:2] * 5 - 1, (1, 4, 3))),
        mistakes={
            "together": lambda W, shape: _stretched(W[:, :-1], axis=None).reshape(len(W), *shape),
            "unstretched": lambda W, shape: W[:, :-1].reshape(len(W), *shape),
            "bias": lambda W, shape: _stretched(W)[:, :-1].reshape(len(W), *shape),
            "planes": _planes_first,
        },
    ),
)
