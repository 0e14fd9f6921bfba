"""Lesson 17: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def fits(notes, losses):
    """Whether a few numbers as these often come out when as many are drawn, mean and spread."""
    rng = np.random.default_rng(1)
    samples = rng.choice(losses, (2000, len(notes)))
    means, spreads = samples.mean(axis=1), samples.std(axis=1)
    return bool(
        means.min() <= notes.mean() <= means.max() and spreads.min() <= notes.std() <= spreads.max()
    )


def same_run(start, step, rate, factor):
    return start / factor, step / factor, rate / factor / factor


def choose(rates, validation, test):
    medians = [sorted(row)[len(row) // 2] for row in validation]
    row = medians.index(max(medians))
    return rates[row], sorted(test[row])[len(test[row]) // 2]


def first_templates(averages, rate):
    """What one step of descent does, with an example for each class."""
    zero = np.zeros_like(averages)
    return zero - rate * lk.svm_gradient(zero, averages, np.arange(len(averages)))


def contrast(images):
    deep = images - images.mean(axis=1, keepdims=True)
    return deep / deep.std(axis=1, keepdims=True)


def by_training(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std


def in_place(train, test):
    train -= train.mean(axis=0)
    return contrast(train), contrast(test)


def together(train, test):
    mean = np.concatenate([train, test]).mean(axis=0)
    return train - mean, test - mean


test_right_answers_pass = right(
    ("17.1", fits),
    ("17.1", lambda notes, losses: np.bool_(fits(notes, losses))),
    ("17.2", same_run),
    ("17.2", lambda *given: list(same_run(*given))),
    ("17.3", choose),
    ("17.4", first_templates),
    ("17.5", lambda train, test: (contrast(train), contrast(test))),
    ("17.5", by_training),
    ("17.5", lambda train, test: (np.hstack([train, train**2]), np.hstack([test, test**2]))),
)

test_stubs_wait = waiting(
    *((exercise, lambda *given: None) for exercise in ("17.1", "17.2", "17.3", "17.4", "17.5"))
)

test_typical_mistakes_are_named = wrong(
    ("17.1", lambda notes, losses: abs(notes.mean() - losses.mean()) < 0.3, "means only"),
    ("17.1", lambda notes, losses: 0.5 < notes.std() / losses.std() < 2, "spreads only"),
    ("17.1", lambda notes, losses: not fits(notes, losses), "wrong way round"),
    ("17.1", lambda notes, losses: notes.mean() == losses.mean(), "False each time"),
    ("17.2", lambda start, step, rate, k: (start * k, step * k, rate * k * k), "wrong way"),
    ("17.2", lambda start, step, rate, k: (start / k, step / k, rate / k), "twice"),
    ("17.2", lambda start, step, rate, k: (start / k, step / k, rate), "same learning rate"),
    ("17.2", lambda start, step, rate, k: (start / k, step, rate / k**2), "shrink with them"),
    ("17.2", lambda start, step, rate, k: start / k, "expected"),
    ("17.3", lambda rates, validation, test: choose(rates, test, test), "by the test images"),
    ("17.3", lambda rates, validation, test: choose(rates, validation, validation), "that chose"),
    ("17.3", lambda rates, validation, test: choose(rates, validation, test)[0], "as well"),
    (
        "17.3",
        lambda rates, validation, test: choose(range(len(rates)), validation, test),
        "the index",
    ),
    ("17.4", lambda averages, rate: rate * averages, "average alone"),
    ("17.4", lambda averages, rate: -first_templates(averages, rate), "The sign"),
    ("17.4", lambda averages, rate: first_templates(averages, 1), "the learning rate gives"),
    (
        "17.4",
        lambda averages, rate: rate * (len(averages) * averages - averages.sum(axis=0)),
        "one in C",
    ),
    ("17.5", in_place, "in place"),
    ("17.5", together, "must not take part"),
    ("17.5", lambda train, test: (contrast(train), by_training(test, test)[1]), "comes alone"),
    ("17.5", lambda train, test: (contrast(train), contrast(test) * 2), "treat both alike"),
    ("17.5", lambda train, test: (train, test), "a way of the lesson"),
    (
        "17.5",
        lambda train, test: (train - train.mean(axis=0), test - train.mean(axis=0)),
        "a way of the lesson",
    ),
    ("17.5", lambda train, test: (contrast(train), contrast(test)[:, 1:]), "same columns"),
    ("17.5", lambda train, test: (contrast(train)[::2], contrast(test)), "A row for each image"),
    ("17.5", lambda train, test: (train * 0 + 1, test * 0 + 1), "nothing left"),
    ("17.5", lambda train, test: (train / 0, test / 0), "not finite"),
    ("17.5", lambda train, test: (np.tile(train, 4), np.tile(test, 4)), "At most"),
    ("17.5", lambda train, test: contrast(train), "Two arrays"),
    ("17.5", 3, "A function is wanted"),
)


def test_scaled_pixels_make_the_same_scores():
    """What 17.2 asks for, run: a search and a descent on pixels and on a tenth of them."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(0, 50, (40, 6)), rng.integers(0, 3, 40)
    scores = []
    for factor in (1.0, 0.1):
        start, step, rate = same_run(0.01, 0.001, 1e-5, factor)
        draw, images = np.random.default_rng(1), factor * X
        W = start * draw.normal(size=(3, 6))
        W = lk.random_local_search(
            lambda W, images=images: lk.svm_loss(W, images, y), W, step, 50, draw
        ).best
        for _ in range(20):
            W = W - rate * lk.svm_gradient(W, images, y)
        scores.append(images @ W.T)
    np.testing.assert_allclose(*scores, rtol=1e-9)


def test_templates_are_contrasts():
    """What 17.p4 says: the rows of each gradient add up to nothing."""
    rng = np.random.default_rng(0)
    gradient = lk.svm_gradient(
        rng.normal(size=(10, 7)), rng.normal(size=(30, 7)), np.arange(30) % 10
    )
    assert abs(gradient).max() > 0.1
    np.testing.assert_allclose(gradient.sum(axis=0), 0, atol=1e-12)


def test_each_prediction_has_its_answer():
    for number in range(1, 5):
        assert lk.predict(f"17.p{number}").reveal().status == "hint"
