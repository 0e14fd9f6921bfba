"""Lesson 17: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, wrong


def center(train, test):
    mean = np.array([column.mean() for column in train.T])
    return train - mean, test - mean


def center_in_place(train, test):
    mean = train.mean(axis=0)
    train -= mean
    test -= mean
    return train, test


def train(optimizer, gradient, start, batches):
    w, state = start.copy(), optimizer.init(start)
    for batch in batches:
        w, state = optimizer.update(w, lambda w, batch=batch: gradient(w, batch), state)
    return w


def train_without_carrying(optimizer, gradient, start, batches):
    w, state = start, optimizer.init(start)
    for batch in batches:
        w, _new = optimizer.update(w, lambda w, batch=batch: gradient(w, batch), state)
    return w


def train_in_place(optimizer, gradient, start, batches):
    start[:] = train(optimizer, gradient, start, batches)
    return start


def train_with_a_number(optimizer, gradient, start, batches):
    w, state = start, optimizer.init(start)
    for batch in batches:
        w, state = optimizer.update(w, gradient(w, batch), state)
    return w


def uphill(optimizer, gradient, start, batches):
    return train(optimizer, lambda w, batch: -gradient(w, batch), start, batches)


def best_rate(rates, table):
    return max(zip(np.median(table, axis=1), rates, strict=True))[1]


def templates(W, shape):
    pictures = []
    for row in W:
        weights = row[:-1] - row[:-1].min()
        pictures.append((weights / weights.max()).reshape(shape))
    return np.array(pictures)


test_right_answers_pass = right(
    ("17.1", center), ("17.2", train), ("17.3", best_rate), ("17.4", templates)
)
test_typical_mistakes_are_named = wrong(
    ("17.1", center_in_place, "in place"),
    ("17.1", lambda train, test: (train - train.mean(0), test - test.mean(0)), "its own mean"),
    ("17.1", lambda train, test: (train - train.mean(), test - train.mean()), "single number"),
    ("17.1", lambda train, test: (train - train.mean(0), test), "Only the training"),
    ("17.2", train_without_carrying, "not carried over"),
    ("17.2", train_in_place, "in place"),
    ("17.2", train_with_a_number, "TypeError"),
    ("17.2", uphill, "expected"),
    ("17.2", lambda o, g, start, batches: train(o, g, start, batches[:1] * 4), "first batch"),
    (
        "17.2",
        lambda o, g, start, batches: train(o, lambda w, b: g(start, b), start, batches),
        "at the start every time",
    ),
    ("17.3", lambda rates, table: rates[table.max(axis=1).argmax()], "luckiest"),
    ("17.3", lambda rates, table: rates[table.mean(axis=1).argmax()], "highest mean"),
    ("17.3", lambda rates, table: np.median(table, axis=1).argmax(), "the index"),
    ("17.3", lambda rates, table: np.median(table, axis=1).max(), "best median"),
    ("17.4", lambda W, shape: W[:, :-1].reshape(len(W), *shape), "not stretched"),
    ("17.4", lambda W, shape: templates(W, shape).reshape(len(W), -1), "The shape is off"),
    ("17.4", lambda W, shape: W.reshape(len(W), *shape), "ValueError"),
)


def test_each_prediction_has_its_answer():
    for number in range(1, 5):
        assert lk.predict(f"17.p{number}").reveal().status == "hint"
