"""Lesson 06: right answers pass, and each typical wrong answer is told what it did."""

import operator

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, wrong


def staircase(losses):
    best, result = np.inf, []
    for value in losses:
        best = min(best, value)
        result.append(best)
    return result


def staircase_from_zero(losses):
    best, result = 0, []
    for value in losses:
        best = min(best, value)
        result.append(best)
    return result


def staircase_without_repeats(losses):
    best, result = np.inf, []
    for value in losses:
        if value < best:
            best = value
            result.append(best)
    return result


def staircase_one_behind(losses):
    best, result = np.inf, []
    for value in losses:
        result.append(best)
        best = min(best, value)
    return result


def staircase_in_place(losses):
    for k in range(1, len(losses)):
        losses[k] = min(losses[k], losses[k - 1])
    return losses


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


def scores_right(W, X, y):
    return (W @ X.T).argmax(axis=0) == y


def tries_needed(p, certainty):
    n = 1
    while (1 - p) ** n > 1 - certainty:
        n = n + 1
    return n


test_right_answers_pass = right(
    ("06.1", staircase),
    ("06.1", np.minimum.accumulate),
    ("06.2", search),
    ("06.2", search_all_at_once),
    ("06.3", lambda W, X, y: scores_right(W, X, y).mean()),
    ("06.3", lambda W, X, y: np.mean((X @ W.T).argmax(axis=1) == y)),
    ("06.3", lk.accuracy),
    ("06.4", tries_needed),
    ("06.4", lambda p, certainty: np.ceil(np.log(1 - certainty) / np.log(1 - p))),
)


test_typical_mistakes_are_named = wrong(
    ("06.1", np.maximum.accumulate, "keep the lowest"),
    ("06.1", lambda losses: [min(losses)] * len(losses), "cannot see the future"),
    ("06.1", min, "the last entry alone"),
    ("06.1", lambda losses: sorted(losses, reverse=True), "order of the tries"),
    ("06.1", lambda losses: losses, "the losses themselves"),
    ("06.1", staircase_from_zero, "np.inf"),
    ("06.1", staircase_one_behind, "one try behind"),
    ("06.1", staircase_without_repeats, "repeat the best"),
    ("06.1", staircase_in_place, "changed its argument in place"),
    ("06.1", lambda losses: losses.nothing, "AttributeError"),
    ("06.1", 3.0, "A function is wanted"),
    ("06.2", search_keeps_last, "the last try, not the best"),
    ("06.2", search_forgets_w, "in the same breath"),
    ("06.2", search_for_the_worst, "wrong way round"),
    ("06.2", search_returns_inside_the_loop, "one try only"),
    ("06.2", search_with_its_own_generator, "generator of your own"),
    ("06.2", search_with_a_new_generator_each_time, "generator of your own"),
    ("06.2", search_draws_once, "inside the loop"),
    ("06.2", search_starts_at_zero, "Start at infinity"),
    ("06.2", search_computes_twice, "once for each candidate"),
    ("06.2", one_try_less, "20 tries are asked for, draws made: 19"),
    ("06.2", lambda *case: search(*case)[::-1], "swapped"),
    ("06.2", lambda *case: search(*case)[1], "Only the loss"),
    ("06.2", lambda *case: search(*case)[0], "Only the candidate"),
    ("06.2", lambda loss, draw, tries, rng: draw(), "TypeError"),
    ("06.3", lambda W, X, y: 100 * scores_right(W, X, y).mean(), "percentage"),
    ("06.3", lambda W, X, y: ((W @ X.T).argmax(axis=1) == y).mean(), "wrong axis"),
    ("06.3", lambda W, X, y: scores_right(W, X, y).sum(), "Divide"),
    ("06.3", lambda W, X, y: (~scores_right(W, X, y)).mean(), "wrong guesses"),
    ("06.3", lambda W, X, y: ((W @ X.T).argmin(axis=0) == y).mean(), "lowest score"),
    ("06.3", lambda W, X, y: scores_right(W, X, y).all(), "all guesses"),
    ("06.3", scores_right, "one answer for each image"),
    ("06.3", lambda W, X, y: (W @ X.T).argmax(axis=0), "These are the guesses"),
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
)


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("06.1", np.maximum.accumulate))
    assert "on the input [5., 3., 4., 1., 2.]" in text
    assert "expected [5., 3., 3., 1., 1.], got [5., 5., 5., 5., 5.]" in text


def test_what_comes_true_is_true():
    digits = lk.load_digits()
    runs = [
        lk.random_search(
            lambda W: lk.svm_loss(W, digits.X_train, digits.y_train),
            lambda rng: rng.normal(0, 0.01, size=(10, 65)),
            tries=1000,
            rng=np.random.default_rng(seed),
        )
        for seed in range(3)
    ]
    for run in runs:
        assert abs(run.losses.mean() - 9) < 0.01
        assert 0.10 < lk.accuracy(run.best, digits.X_test, digits.y_test) < 0.25
