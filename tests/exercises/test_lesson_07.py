"""Lesson 07: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, wrong


def local_search(loss, start, step_size, tries, rng):
    here, lowest = start.copy(), loss(start)
    for _ in range(1, tries):
        candidate = here + rng.normal(0, step_size, size=here.shape)
        value = loss(candidate)
        if value < lowest:
            here, lowest = candidate, value
    return here, lowest


def library_search(loss, start, step_size, tries, rng):
    found = lk.random_local_search(loss, start, step_size, tries, rng)
    return found.best, found.best_loss


def forgets_the_start(loss, start, step_size, tries, rng):
    """The first candidate beats infinity, wherever it lies."""
    first = start + step_size * rng.standard_normal(start.shape)
    return local_search(loss, first, step_size, tries, rng)


def steps_from_the_start(loss, start, step_size, tries, rng):
    steps = step_size * rng.standard_normal((tries - 1, *start.shape))
    places = [start, *(start + steps)]
    losses = [loss(w) for w in places]
    return places[np.argmin(losses)], min(losses)


def climbs(loss, *given):
    here, lowest = local_search(lambda w: -loss(w), *given)
    return here, -lowest


def forgets_the_start_for_one_try_less(loss, start, step_size, tries, rng):
    return forgets_the_start(loss, start, step_size, tries - 1, rng)


def takes_every_step(loss, start, step_size, tries, rng):
    here, value = start, loss(start)
    for _ in range(tries - 1):
        here = here + step_size * rng.standard_normal(start.shape)
        value = loss(here)
    return here, value


def forgets_to_update(loss, start, step_size, tries, rng):
    here, lowest = start, loss(start)
    for _ in range(tries - 1):
        candidate = here + step_size * rng.standard_normal(start.shape)
        if loss(candidate) < lowest:
            here = candidate
    return here, lowest


def changes_in_place(loss, start, step_size, tries, rng):
    here, lowest = start, loss(start)
    for _ in range(tries - 1):
        here += step_size * rng.standard_normal(start.shape)
        lowest = min(lowest, loss(here))
    return here, lowest


def steps_of_scale_one(loss, start, step_size, tries, rng):
    return local_search(loss, start, 1.0, tries, rng)


def one_step_too_many(loss, start, step_size, tries, rng):
    return local_search(loss, start, step_size, tries + 1, rng)


def computes_twice(loss, start, step_size, tries, rng):
    here, lowest = start, loss(start)
    for _ in range(tries - 1):
        candidate = here + step_size * rng.standard_normal(start.shape)
        if loss(candidate) < lowest:
            here, lowest = candidate, loss(candidate)
    return here, lowest


def returns_inside_the_loop(loss, start, step_size, tries, rng):
    return local_search(loss, start, step_size, 2, rng)


def acceptance(losses):
    lowest, taken = losses[0], 0
    for value in losses[1:]:
        if value < lowest:
            lowest, taken = value, taken + 1
    return taken / (len(losses) - 1)


def taken(losses):
    return acceptance(losses) * (len(losses) - 1)


def unit(d, rng):
    z = rng.standard_normal(d)
    return z / np.sqrt((z**2).sum())


def scaled(z, length):
    return length * z / np.linalg.norm(z)


def cosine(a, b):
    return np.vdot(a, b) / np.sqrt(np.sum(a**2) * np.sum(b**2))


test_right_answers_pass = right(
    ("07.1", local_search),
    ("07.1", library_search),
    ("07.2", acceptance),
    ("07.3", lambda d, length, rng: length * unit(d, rng)),
    ("07.4", cosine),
)


test_typical_mistakes_are_named = wrong(
    ("07.1", forgets_the_start, "start is not scored"),
    ("07.1", forgets_the_start_for_one_try_less, "start is not scored"),
    ("07.1", takes_every_step, "uphill too"),
    ("07.1", steps_from_the_start, "begins at the start"),
    ("07.1", forgets_to_update, "in the same breath"),
    ("07.1", changes_in_place, "changed the start in place"),
    ("07.1", climbs, "wrong way round"),
    ("07.1", steps_of_scale_one, "step size is missing"),
    ("07.1", one_step_too_many, "one evaluation too many"),
    ("07.1", computes_twice, "once for each candidate"),
    ("07.1", returns_inside_the_loop, "inside the loop"),
    ("07.1", lambda *case: local_search(*case)[::-1], "swapped"),
    ("07.1", lambda *case: local_search(*case)[1], "Only the loss"),
    ("07.1", lambda *case: local_search(*case)[0], "Only the place"),
    ("07.1", lambda loss, *case: loss(), "TypeError"),
    ("07.1", 3.0, "A function is wanted"),
    ("07.2", lambda losses: (losses[1:] < losses[:-1]).mean(), "with the try before"),
    ("07.2", lambda losses: taken(losses) / len(losses), "divide by that"),
    ("07.2", lambda losses: (taken(losses) + 1) / len(losses), "start as a step"),
    ("07.2", taken, "number of steps taken"),
    ("07.2", lambda losses: 100 * acceptance(losses), "percentage"),
    ("07.2", lambda losses: 1 - acceptance(losses), "refused"),
    ("07.2", lambda losses: (losses[1:] < losses[0]).mean(), "with the start only"),
    (
        "07.2",
        lambda losses: np.mean([v <= losses[:k].min() for k, v in enumerate(losses) if k]),
        "Equal is not lower",
    ),
    ("07.3", lambda d, length, rng: length * rng.standard_normal(d), "depends on chance"),
    ("07.3", lambda d, length, rng: unit(d, rng), "That has length 1"),
    (
        "07.3",
        lambda d, length, rng: (lambda z: length * z / (z @ z))(rng.standard_normal(d)),
        "square root",
    ),
    (
        "07.3",
        lambda d, length, rng: (lambda z: length * z / sum(z))(rng.standard_normal(d)),
        "cancel",
    ),
    (
        "07.3",
        lambda d, length, rng: length * rng.standard_normal(d) / d**0.5,
        "only roughly",
    ),
    ("07.3", lambda d, length, rng: scaled(rng.uniform(-1, 1, d), length), "corners"),
    ("07.3", lambda d, length, rng: scaled(rng.random(d), length), "positive"),
    ("07.4", lambda a, b: np.vdot(a, b), "Divide by both"),
    ("07.4", lambda a, b: np.vdot(a, b) / np.linalg.norm(a), "one length only"),
    ("07.4", lambda a, b: np.vdot(a, b) / np.linalg.norm(b), "one length only"),
    ("07.4", lambda a, b: np.vdot(a, b) / np.vdot(a, a) / np.vdot(b, b), "squared lengths"),
    ("07.4", lambda a, b: cosine(abs(a), abs(b)), "may be negative"),
    ("07.4", lambda a, b: np.arccos(np.clip(cosine(a, b), -1, 1)), "That is the angle"),
    (
        "07.4",
        lambda a, b: a @ b / np.linalg.norm(a) / np.linalg.norm(b),
        "matrix product",
    ),
)


def test_what_comes_true_is_true():
    digits = lk.load_digits()

    def run(step_size):
        rng = np.random.default_rng(3)
        return lk.random_local_search(
            lambda W: lk.svm_loss(W, digits.X_train, digits.y_train),
            rng.normal(0, 0.01, size=(10, 65)),
            step_size,
            tries=1000,
            rng=rng,
        )

    assert 0.79 < lk.accuracy(run(0.01).best, digits.X_test, digits.y_test) < 0.9
    assert run(0.5).acceptance_rate < 0.01
    u = np.random.default_rng(0).standard_normal((4000, 650))
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    assert abs((u[:, 0] > 0).mean() - 0.5) < 0.03
    assert abs(np.maximum(u[:, 0], 0).mean() - 0.0156) < 0.001
