"""Lesson 17, CIFAR-10 by search and descent: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake
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
        mistakes=(
            Mistake(
                "Each set has its own mean subtracted. A classifier was trained with one mean image; new photographs get that same one.",
                lambda train, test: (train - train.mean(axis=0), test - test.mean(axis=0)),
            ),
            Mistake(
                "The test images have gone into the mean. What is held out must not take part in anything before the test.",
                lambda *case: _center(*case, of=lambda *both: np.concatenate(both).mean(axis=0)),
            ),
            Mistake(
                "You subtract a single number. The mean image has a mean for each pixel: take it over the images, axis 0.",
                lambda *case: _center(*case, of=lambda train, test: train.mean()),
            ),
            Mistake(
                "Only the training images are centered. The test images need the same treatment.",
                lambda train, test: (train - train.mean(axis=0), test),
            ),
            Mistake(
                "You take the mean of each image. Wanted is the mean of each pixel, over the training images: axis 0.",
                lambda train, test: (
                    train - train.mean(axis=1, keepdims=True),
                    test - test.mean(axis=1, keepdims=True),
                ),
            ),
        ),
    ),
    FunctionExercise(
        id="17.2",
        reference=_train,
        cases=tuple(
            (optimizer, _toward_mean, _START, _BATCHES)
            for optimizer in (Momentum(0.1), Nesterov(0.2, momentum=0.5), Adam(0.1))
        ),
        mistakes=(
            Mistake(
                "The state is not carried over: in every step the optimizer begins anew and has forgotten its velocity.",
                lambda *case: _train(*case, keep_state=False),
            ),
            Mistake(
                "Every step uses the first batch. Each step has a batch of its own.",
                lambda *case: _train(*case[:3], [case[3][0]] * len(case[3])),
            ),
            Mistake(
                "That is plain gradient descent; the optimizer's own update is never called.",
                lambda optimizer, *case: _train(GradientDescent(optimizer.learning_rate), *case),
            ),
            Mistake(
                "The gradient is taken at the start every time. Let update choose the place: hand it a function of w.",
                lambda optimizer, gradient, start, batches: _train(
                    optimizer, lambda w, batch: gradient(start, batch), start, batches
                ),
            ),
            Mistake(
                "One batch is missing: there is an update for each of them.",
                lambda *case: _train(*case[:3], case[3][:-1]),
            ),
        ),
    ),
    FunctionExercise(
        id="17.3",
        reference=_best_rate,
        cases=(
            ([0.001, 0.01, 0.1, 1.0], _TABLE),
            ([0.1, 0.3, 1.0], _TABLE[[0, 2, 3]]),
            ([0.03, 0.01], _TABLE[[2, 1]]),
        ),
        mistakes=(
            Mistake(
                "That rate has the luckiest single run. Its other runs may be poor: compare medians.",
                lambda rates, table: rates[np.argmax(np.max(table, axis=1))],
            ),
            Mistake(
                "That is the highest mean. One run that went wrong pulls a mean down; the median is asked for.",
                lambda rates, table: rates[np.argmax(np.mean(table, axis=1))],
            ),
            Mistake(
                "That is the index of the rate. Return the rate itself, rates[…].",
                lambda rates, table: int(np.argmax(np.median(table, axis=1))),
            ),
            Mistake(
                "That is the rate with the lowest accuracy. Accuracies are better when high.",
                lambda rates, table: rates[np.argmin(np.median(table, axis=1))],
            ),
            Mistake(
                "That is the best median. Wanted is the rate that it belongs to.",
                lambda rates, table: np.median(table, axis=1).max(),
            ),
        ),
    ),
    FunctionExercise(
        id="17.4",
        reference=_templates,
        cases=((_WEIGHTS, (2, 2, 3)), (_WEIGHTS[:2] * 5 - 1, (1, 4, 3))),
        mistakes=(
            Mistake(
                "All pictures are stretched together. Each is to use the whole range by itself, or the class with small weights looks gray.",
                lambda W, shape: _stretched(W[:, :-1], axis=None).reshape(len(W), *shape),
            ),
            Mistake(
                "The weights are not stretched: a picture can only show numbers from 0 to 1.",
                lambda W, shape: W[:, :-1].reshape(len(W), *shape),
            ),
            Mistake(
                "The bias, the last weight of a row, takes part in the stretching. It belongs to no pixel.",
                lambda W, shape: _stretched(W)[:, :-1].reshape(len(W), *shape),
            ),
            Mistake(
                "The colors are read as three planes one after the other. Here red, green and blue of a pixel stand together: reshape to shape at once.",
                _planes_first,
            ),
        ),
    ),
)
