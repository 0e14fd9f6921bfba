"""Lesson 08: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, wrong


def forward(loss, W, h):
    units = np.eye(W.size).reshape(W.size, *W.shape)
    return np.reshape([(loss(W + h * unit) - loss(W)) / h for unit in units], W.shape)


def forward_on_the_callers_matrix(loss, W, h):
    gradient, here = np.zeros_like(W), loss(W)
    for index in np.ndindex(W.shape):
        W[index] += h
        gradient[index] = (loss(W) - here) / h
    return gradient


def by_hand(W, x, y, count_right=False, right_row=None):
    """The gradient of one example, class by class; the last two make mistakes."""
    gradient = np.zeros_like(W)
    for j in range(len(W)):
        if (j != y or count_right) and W[j] @ x - W[y] @ x + 1 > 0:
            gradient[j] += x if j != y else 0
            gradient[y] -= x
    if right_row is not None:
        gradient[y] = right_row
    return gradient


def mean(one, W, X, y):
    return np.mean([one(W, *example) for example in zip(X, y, strict=True)], axis=0)


def at_once(W, X, y):
    return lk.svm_gradient(W, X, y)


def without_condition(W, x, y):
    return np.outer(np.where(np.arange(len(W)) == y, 1 - len(W), 1), x)


def relative(a, n):
    return abs(a - n) / max(abs(a), abs(n))


test_right_answers_pass = right(
    ("08.1", forward),
    ("08.1", lambda loss, W, h: lk.numerical_gradient(loss, W, h, "forward")),
    ("08.2", by_hand),
    ("08.2", lambda W, x, y: lk.svm_gradient(W, x[None], np.array([y]))),
    ("08.3", at_once),
    ("08.3", lambda W, X, y: mean(by_hand, W, X, y)),
    ("08.4", relative),
    ("08.5", lambda W, gradient, step: W - step * gradient),
)


test_typical_mistakes_are_named = wrong(
    ("08.1", forward_on_the_callers_matrix, "changed its argument in place"),
    ("08.1", lambda loss, W, h: forward(loss, W, h) * h, "not divided by h"),
    ("08.1", lambda loss, W, h: -forward(loss, W, h), "sign is flipped"),
    ("08.1", lambda loss, W, h: (loss(W + h) - loss(W)) / h * np.ones_like(W), "all entries"),
    ("08.1", lambda loss, W, h: forward(loss, W, -h), "look behind"),
    ("08.1", lambda loss, W, h: (loss(W + h) - loss(W)) / h, "shape is off"),
    ("08.1", lambda loss, W, h: lk.numerical_gradient(loss, W, h), "twice the price"),
    ("08.2", lambda W, x, y: -by_hand(W, x, y), "sign is flipped"),
    ("08.2", lambda W, x, y: by_hand(W, x, y, right_row=0), "right class is missing"),
    ("08.2", lambda W, x, y: by_hand(W, x, y, count_right=True), "j = y as well"),
    ("08.2", lambda W, x, y: by_hand(W, x, y, right_row=-x), "every violated margin"),
    ("08.2", without_condition, "Only the classes whose margin is violated"),
    ("08.2", lambda W, x, y: by_hand(W, x, y).T, "shape is off"),
    ("08.3", lambda W, X, y: len(y) * at_once(W, X, y), "sum over the examples"),
    ("08.3", lambda W, X, y: -at_once(W, X, y), "sign is flipped"),
    (
        "08.3",
        lambda W, X, y: mean(lambda *e: by_hand(*e, count_right=True), W, X, y),
        "j = y as well",
    ),
    (
        "08.3",
        lambda W, X, y: mean(lambda *e: by_hand(*e, right_row=0), W, X, y),
        "right class is missing",
    ),
    ("08.4", lambda a, n: abs(a - n), "absolute error"),
    ("08.4", lambda a, n: (a - n) / max(abs(a), abs(n)), "never negative"),
    ("08.4", lambda a, n: abs(a - n) / max(a, n), "size of both"),
    ("08.4", lambda a, n: abs(a - n) / (abs(a) + abs(n)), "divide by the sum"),
    ("08.4", lambda a, n: abs(a - n) / abs(n), "|n| alone"),
    ("08.4", lambda a, n: abs(a - n) / abs(a), "|a| alone"),
    ("08.4", lambda a, n: abs(a - n) / min(abs(a), abs(n)), "smaller of the two"),
    ("08.5", lambda W, gradient, step: W + step * gradient, "uphill"),
    ("08.5", lambda W, gradient, step: W - gradient, "step size is missing"),
    ("08.5", lambda W, gradient, step: -step * gradient, "step alone"),
    (
        "08.5",
        lambda W, gradient, step: W - step * gradient / np.sqrt((gradient**2).sum()),
        "length 1",
    ),
    ("08.5", lambda W, gradient, step: W - step * np.sign(gradient), "only the sign"),
    ("08.5", lambda W, gradient, step: W.__isub__(step * gradient), "in place"),
)
