"""Lesson 06: right answers pass, and each typical wrong answer is told what it did."""

import operator
from functools import partial

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def search(loss, draw, tries, rng, best_loss=np.inf, better=operator.lt, inside=False):
    """Random search; `inside` returns from within the loop."""
    best = None
    for _ in range(tries):
        w = draw(rng)
        value = loss(w)
        if better(value, best_loss):
            best, best_loss = w, value
        if inside:
            return best, best_loss
    return best, best_loss


def search_for_the_worst(*given):
    return search(*given, best_loss=-np.inf, better=operator.gt)


def search_returns_inside_the_loop(*given):
    return search(*given, inside=True)


def search_starts_at_zero(*given):
    return search(*given, best_loss=0)


def search_all_at_once(loss, draw, tries, rng):
    candidates = [draw(rng) for _ in range(tries)]
    losses = np.array([loss(w) for w in candidates])
    return candidates[losses.argmin()], losses.min()


def search_keeps_last(loss, draw, tries, rng):
    for _ in range(tries):
        w = draw(rng)
        value = loss(w)
    return w, value


def search_forgets_w(loss, draw, tries, rng):
    best_loss = np.inf
    for _ in range(tries):
        w = draw(rng)
        best_loss = min(best_loss, loss(w))
    return w, best_loss


def search_with_its_own_generator(loss, draw, tries, rng):
    return search(loss, draw, tries, np.random.default_rng())


def search_with_a_new_generator_each_time(loss, draw, tries, rng):
    return search(loss, lambda rng: draw(np.random.default_rng(7)), tries, rng)


def search_draws_once(loss, draw, tries, rng):
    w = draw(rng)
    return min((loss(w), tuple(w)) for _ in range(tries))[::-1]


def search_computes_twice(loss, draw, tries, rng):
    best, best_loss = None, np.inf
    for _ in range(tries):
        w = draw(rng)
        if loss(w) < best_loss:
            best, best_loss = w, loss(w)
    return best, best_loss


def one_try_less(loss, draw, tries, rng):
    return search(loss, draw, tries - 1, rng)


def report(chosen_by, judged_by):
    pairs = sorted(zip(chosen_by, judged_by, strict=True))
    return [pairs[-1][1], *sorted(judged_by)[:: len(judged_by) - 1]]


def reported(first):
    """A report whose first number is another one."""
    return lambda *case: [first(*case), *report(*case)[1:]]


def tries_needed(p, certainty):
    n = 1
    while (1 - p) ** n > 1 - certainty:
        n = n + 1
    return n


def plain_dice(rng):
    return rng.normal(0, 0.01, size=(10, 65))


def dice_of_images(rng):
    """A random image of each class, minus the average image."""
    digits = lk.load_digits()
    chosen = [rng.choice(digits.X_train[digits.y_train == digit]) for digit in range(10)]
    return np.array(chosen) - digits.X_train.mean(axis=0)


def average_image(rng):
    return dice_of_images(np.random.default_rng(5))


def unseeded_dice(rng):
    return dice_of_images(np.random.default_rng())


test_right_answers_pass = right(
    ("06.5", search),
    ("06.5", search_all_at_once),
    ("06.1", report),
    ("06.2", 18),
    ("06.2", np.log2(2**18)),
    ("06.4", tries_needed),
    ("06.4", lambda p, certainty: np.ceil(np.log(1 - certainty) / np.log(1 - p))),
    ("06.3", dice_of_images),
)


test_stubs_wait = waiting(
    ("06.5", lambda loss, draw, tries, rng: ...),
    ("06.1", lambda chosen_by, judged_by: None),
    ("06.2", ...),
    ("06.3", lambda rng: ...),
)


test_typical_mistakes_are_named = wrong(
    ("06.5", search_keeps_last, "the last try, not the best"),
    ("06.5", search_forgets_w, "in the same breath"),
    ("06.5", search_for_the_worst, "wrong way round"),
    ("06.5", search_returns_inside_the_loop, "one try only"),
    ("06.5", search_with_its_own_generator, "generator of your own"),
    ("06.5", search_with_a_new_generator_each_time, "generator of your own"),
    ("06.5", search_draws_once, "inside the loop"),
    ("06.5", search_starts_at_zero, "Start at infinity"),
    ("06.5", search_computes_twice, "once for each candidate"),
    ("06.5", one_try_less, "20 tries are asked for, draws made: 19"),
    ("06.5", lambda *case: search(*case)[::-1], "swapped"),
    ("06.5", lambda *case: search(*case)[1], "Only the loss"),
    ("06.5", lambda *case: search(*case)[0], "Only the candidate"),
    ("06.5", lambda loss, draw, tries, rng: draw(), "TypeError"),
    ("06.5", 3.0, "A function is wanted"),
    ("06.1", reported(lambda chosen, judged: max(chosen)), "luck helped"),
    ("06.1", reported(lambda chosen, judged: max(judged)), "nobody is left to judge"),
    ("06.1", reported(lambda chosen, judged: report(judged, chosen)[0]), "changed their roles"),
    ("06.1", reported(lambda chosen, judged: sum(judged) / len(judged)), "over all seeds"),
    ("06.1", reported(lambda chosen, judged: np.median(judged)), "over all seeds"),
    ("06.1", reported(lambda chosen, judged: list(chosen).index(max(chosen))), "number of the"),
    ("06.1", reported(lambda c, j: (max(c) + report(c, j)[0]) / 2), "mixes in"),
    ("06.1", lambda *case: report(*case)[0], "spread is missing"),
    ("06.1", lambda c, j: [report(c, j)[0], min(c), max(c)], "have chosen nothing"),
    ("06.2", 19, "none at all in 15%"),
    ("06.2", 20, "none at all in 39%"),
    ("06.2", 17, "one more"),
    ("06.2", 10, "doubles the number"),
    ("06.2", 786_432, "How many dimensions"),
    ("06.2", "18", "A number is wanted"),
    ("06.4", lambda p, certainty: np.ceil(1 / p), "on average"),
    ("06.4", lambda p, certainty: np.ceil(certainty / p), "added up the chances"),
    ("06.4", lambda p, certainty: tries_needed(p, certainty) - 1, "rounded down"),
    ("06.4", lambda p, certainty: np.log(1 - certainty) / np.log(1 - p), "Round up"),
    ("06.4", lambda p, certainty: tries_needed(p, 1 - certainty), "1 - certainty only"),
    (
        "06.4",
        lambda p, certainty: np.ceil(np.log(1 - certainty) / np.log(p)),
        "chance to miss",
    ),
    ("06.3", plain_dice, "Not above 30%"),
    ("06.3", lambda rng: 100 * plain_dice(rng), "Not above 30%"),
    ("06.3", average_image, "same W"),
    ("06.3", unseeded_dice, "rng passed in"),
    ("06.3", lambda rng: dice_of_images(rng).T, "shape (10, 65)"),
    ("06.3", lambda rng: np.full((10, 65), rng.normal() * np.nan), "finite"),
    ("06.3", lambda rng: rng.nothing(), "AttributeError"),
    ("06.3", 3.0, "A function is wanted"),
)


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("06.1", reported(lambda chosen, judged: max(chosen))))
    assert "on the input [0.15, 0.21, 0.24, 0.12, 0.2 ], [0.16, 0.23, 0.18, 0.14, 0.11]" in text
    assert "expected [0.18, 0.11, 0.23], got [0.24, 0.11, 0.23]" in text


def test_a_million_darts_reach_18_dimensions_and_no_more():
    darts = 1_000_000
    assert (1 - 0.5**18) ** darts < 0.05 < (1 - 0.5**19) ** darts
    assert round((1 - 0.5**19) ** darts, 2) == 0.15
    assert round((1 - 0.5**20) ** darts, 2) == 0.39
    assert 2**28 * 3 < 1e9 < 2**29 * 3


def test_what_comes_true_is_true():
    digits = lk.load_digits()
    loss = partial(lk.svm_loss, X=digits.X_train, y=digits.y_train)
    runs = [
        lk.random_search(loss, plain_dice, 1000, np.random.default_rng(seed), batch=50)
        for seed in range(3)
    ]
    for run in runs:
        assert abs(run.losses.mean() - 9) < 0.01
        assert 0.10 < lk.accuracy(run.best, digits.X_test, digits.y_test) < 0.25
    guesses = (runs[0].best @ digits.X_test.T).argmax(axis=0)
    assert np.bincount(guesses, minlength=10).tolist() == [1, 279, 82, 38, 0, 86, 0, 5, 0, 9]


def test_the_averages_of_the_digits_are_one_step_against_the_gradient():
    """What lessons 06 and 08 say together; the best of a thousand is nearly at right angles."""
    X, y = lk.load_digits().X_train, lk.load_digits().y_train
    averages = np.array([X[y == digit].mean(axis=0) - X.mean(axis=0) for digit in range(10)])
    rng = np.random.default_rng(0)
    best = lk.random_search(lambda W: lk.svm_loss(W, X, y), plain_dice, 1000, rng, batch=50).best
    down = -lk.svm_gradient(np.zeros((10, 65)), X, y)

    def cosine(a, b):
        return np.vdot(a, b) / np.sqrt(np.vdot(a, a) * np.vdot(b, b))

    assert cosine(averages, down) == pytest.approx(0.991, abs=5e-4)
    assert cosine(best, down) == pytest.approx(0.118, abs=5e-4)
