"""Lesson 07: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


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


def own_search(loss, start, tries, rng, size=0.01, grow=1.3, shrink=0.93):
    """Grows its steps after a success and shrinks them after a failure."""
    here, lowest = start, loss(start)
    for _ in range(tries - 1):
        candidate = here + size * rng.standard_normal(start.shape)
        value = loss(candidate)
        size *= grow if value < lowest else shrink
        if value < lowest:
            here, lowest = candidate, value
    return here, lowest


def fixed_steps(size):
    return lambda *given: own_search(*given, size=size, grow=1, shrink=1)


def too_many_tries(loss, start, tries, rng):
    return own_search(loss, start, tries + 1, rng)


def another_place(loss, start, tries, rng):
    return start, own_search(loss, start, tries, rng)[1]


test_right_answers_pass = right(
    ("07.4", local_search),
    ("07.4", library_search),
    ("07.1", 0.001),
    ("07.1", np.float32(0.002)),
    ("07.1", 0.005),
    ("07.2", 438),
    ("07.2", 440.0),
    ("07.3", own_search),
    ("07.3", lambda *case: list(own_search(*case))),
)


test_stubs_wait = waiting(
    ("07.4", lambda loss, start, step_size, tries, rng: ...),
    ("07.1", ...),
    ("07.2", ...),
    ("07.3", lambda loss, start, tries, rng: ...),
)


test_typical_mistakes_are_named = wrong(
    ("07.4", forgets_the_start, "start is not scored"),
    ("07.4", forgets_the_start_for_one_try_less, "start is not scored"),
    ("07.4", takes_every_step, "uphill too"),
    ("07.4", steps_from_the_start, "begins at the start"),
    ("07.4", forgets_to_update, "in the same breath"),
    ("07.4", changes_in_place, "changed the start in place"),
    ("07.4", climbs, "wrong way round"),
    ("07.4", steps_of_scale_one, "step size is missing"),
    ("07.4", one_step_too_many, "one evaluation too many"),
    ("07.4", computes_twice, "once for each candidate"),
    ("07.4", returns_inside_the_loop, "inside the loop"),
    ("07.4", lambda *case: local_search(*case)[::-1], "swapped"),
    ("07.4", lambda *case: local_search(*case)[1], "Only the loss"),
    ("07.4", lambda *case: local_search(*case)[0], "Only the place"),
    ("07.4", lambda loss, *case: loss(), "TypeError"),
    ("07.4", 3.0, "A function is wanted"),
    ("07.1", 0.0003, "Too timid"),
    ("07.1", 0.01, "a little too bold"),
    ("07.1", 0.1, "Too reckless"),
    ("07.1", 1e300, "Too reckless"),
    ("07.1", 0, "positive and finite"),
    ("07.1", float("nan"), "positive and finite"),
    ("07.1", "0.002", "A number is wanted"),
    ("07.2", 0.4 / 30_730**0.5, "make a whole"),
    ("07.2", 30_730**0.5, "Half of the tries are refused"),
    ("07.2", 0.4 * 30_730**0.5, "one over that"),
    ("07.2", 30_730, "Not one for each weight"),
    ("07.2", 76_825, "left out the root"),
    ("07.2", 64, "for 650 weights"),
    ("07.3", fixed_steps(0.002), "only one of the two"),
    ("07.3", fixed_steps(0.2), "only one of the two"),
    ("07.3", fixed_steps(1e-6), "Not yet below 1.5"),
    ("07.3", too_many_tries, "your search made 1001"),
    ("07.3", another_place, "not that of the place"),
    ("07.3", lambda *given: own_search(*given)[0], "Return the place and its loss"),
    ("07.3", lambda *given: own_search(*given)[::-1], "not that of the place"),
    ("07.3", lambda loss, *given: loss(), "TypeError"),
    ("07.3", 3.0, "A function is wanted"),
)


def search_of_raw_pixels(step_size, tries):
    digits = lk.load_digits()
    X, y = 16 * digits.X_train[:300], digits.y_train[:300]
    rng = np.random.default_rng(0)
    start = rng.normal(0, 0.01, size=(10, 65))
    return lk.random_local_search(lambda W: lk.svm_loss(W, X, y), start, step_size, tries, rng)


def test_the_colleague_of_exercise_2_has_measured_what_she_says():
    rates = [
        search_of_raw_pixels(size, 201).acceptance_rate for size in (1e-4, 3e-4, 0.01, 0.03, 0.1)
    ]
    np.testing.assert_allclose(rates, [0.52, 0.5, 0.16, 0, 0], atol=0.006)


def test_no_fixed_step_size_suits_both_versions_of_the_digits():
    for size in np.geomspace(1e-4, 1, 13):
        assert lk.check("07.3", fixed_steps(size)).status == "wrong"


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
