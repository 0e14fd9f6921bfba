"""Lesson 13: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong


def step(w, r, g, learning_rate, epsilon=1e-8):
    """One coordinate after the other."""
    new_w, new_r = [], []
    for place, tally, slope in zip(w, r, g, strict=True):
        tally = tally + slope**2
        new_w.append(place - learning_rate * slope / (tally**0.5 + epsilon))
        new_r.append(tally)
    return np.array(new_w), np.array(new_r)


def without_root(w, r, g, learning_rate, epsilon=1e-8):
    r = r + g**2
    return w - learning_rate * g / (r + epsilon), r


def one_for_all(w, r, g, learning_rate, epsilon=1e-8):
    r = r + g @ g
    return w - learning_rate * g / (np.sqrt(r) + epsilon), r


def newest(w, r, g, learning_rate, epsilon=1e-8):
    return w - learning_rate * g / (abs(g) + epsilon), g**2


def late(w, r, g, learning_rate, epsilon=1e-8):
    return w - learning_rate * g / (np.sqrt(r) + epsilon), r + g**2


def epsilon_inside(w, r, g, learning_rate, epsilon=1e-8):
    r = r + g**2
    return w - learning_rate * g / np.sqrt(r + epsilon), r


def unsquared(w, r, g, learning_rate, epsilon=1e-8):
    r = r + abs(g)
    return w - learning_rate * g / (np.sqrt(r) + epsilon), r


def in_place(w, r, g, learning_rate, epsilon=1e-8):
    r += g**2
    return w - learning_rate * g / (np.sqrt(r) + epsilon), r


def steps_to_half(steep, gentle):
    """Count, in steps a thousandth as long as one."""
    r = steep**2
    count = 0
    while r < 4 * steep**2:
        r += gentle**2 / 1000
        count += 1
    return round(count / 1000, 2)


FOR_IT = (lk.Objective("x**2 + 60*y**2"), (-6.0, 3.0))
AGAINST_IT = (lk.Objective("(x + y)**2 + 60*(x - y)**2"), (-6.0, 2.0))
BUGS = {"A": "sum", "B": "newest", "C": "root"}


test_right_answers_pass = right(
    ("13.1", step),
    ("13.2", lambda steep, gentle: 3 * steep**2 / gentle**2),
    ("13.3", (FOR_IT, AGAINST_IT)),
    ("13.3", [list(FOR_IT), list(AGAINST_IT)]),
    ("13.4", BUGS),
)


test_stubs_wait = waiting(
    ("13.1", lambda *arguments: None),
    ("13.2", lambda *arguments: None),
    ("13.3", (None, None)),
    ("13.4", {"A": None, "B": None, "C": None}),
)


test_typical_mistakes_are_named = wrong(
    ("13.1", lambda w, r, g, *rest: step(w, r, -g, *rest), "uphill"),
    ("13.1", without_root, "root is missing"),
    ("13.1", newest, "newest square alone"),
    ("13.1", one_for_all, "one learning rate for all"),
    ("13.1", late, "giant step"),
    ("13.1", epsilon_inside, "outside the root"),
    ("13.1", unsquared, "not absolute values"),
    ("13.1", lambda *case: step(*case)[::-1], "swapped"),
    ("13.1", in_place, "in place"),
    ("13.2", lambda steep, gentle: (steep / gentle) ** 2, "r has doubled"),
    ("13.2", lambda steep, gentle: 4 * (steep / gentle) ** 2, "in it already"),
    ("13.2", lambda steep, gentle: 3 * steep / gentle, "ratio of the slopes is squared"),
    ("13.2", lambda steep, gentle: steep / gentle, "tally adds squares"),
    ("13.2", lambda steep, gentle: 3 * (gentle / steep) ** 2, "Upside down"),
    ("13.3", (AGAINST_IT, FOR_IT), "swapped"),
    ("13.3", (AGAINST_IT, AGAINST_IT), "at most half as many"),
    ("13.3", (FOR_IT, FOR_IT), "Adagrad should need more"),
    ("13.3", (FOR_IT, (lk.Objective("-x**2 - y**2"), (1.0, 1.0))), "no lowest place"),
    ("13.3", ((lk.objectives.ravine, (-8.0, 3.0)), AGAINST_IT), "ravine of the lesson"),
    ("13.3", ((lk.Objective("x**2"), 1.0), AGAINST_IT), "of two variables"),
    ("13.3", (FOR_IT, None), "landscape and a start"),
    ("13.3", FOR_IT[0], "landscape and a start"),
    ("13.4", BUGS | {"A": "root", "C": "sum"}, "A: Without the root"),
    ("13.4", BUGS | {"B": "sum", "A": "newest"}, "A: With the newest"),
    ("13.4", BUGS | {"C": "newest"}, "C: With the newest square"),
    ("13.4", BUGS | {"C": "the root"}, "one of sum, newest, root is wanted"),
    ("13.4", ["sum", "newest", "root"], "A dict"),
)


def test_two_bugs_on_the_ravine_look_as_the_lesson_prints_them():
    for wrong_step, places in (
        (one_for_all, [(-7.909, 2.504), (-7.836, 1.925), (-7.770, 1.520)]),
        (newest, [(-7, 2.5), (-6, 1.5), (-5, 0.5)]),
        (without_root, [(-7.875, 3.489), (-7.813, 3.483), (-7.771, 3.479)]),
    ):
        w, r = np.array([-8.0, 3.5]), np.zeros(2)
        for place in places:
            w, r = wrong_step(w, r, np.array([1, 25]) * w, 1.0)
            np.testing.assert_allclose(w, place, atol=6e-4)


def test_the_predictions_come_true():
    ravine, start = lk.objectives.ravine, [-8.0, 3.0]
    halving = lk.descend(ravine, lk.HalveOnRise(lk.GradientDescent(0.8)), start, 40)
    assert halving.learning_rates[-1, 0] == 0.05
    first = lk.descend(ravine, lk.Adagrad(1.0), start, 1).points
    np.testing.assert_allclose(abs(first[1] - first[0]), [1, 1])
    wall = lk.Objective("exp(-3*x) + 0.1*(x - 4)**2", domain=(-1.5, 6))
    paths = [lk.descend(wall, lk.Adagrad(1.0), x, 3000) for x in (0.0, -1.0)]
    near, far = ((abs(path.points - wall.minima[0]) > 0.1).sum() for path in paths)
    assert paths[1].points[1] == pytest.approx(0, abs=1e-8)
    assert (near, far) == (71, 1098)
    turned = lk.objectives.rotated_ravine
    lowest = [
        np.nanmin([lk.descend(turned, kind(r), [-7.78, -3.54], 50).values[-1] for r in grid])
        for kind, grid in ((lk.Adagrad, np.geomspace(0.1, 100, 31)), (lk.GradientDescent, [0.07]))
    ]
    assert lowest[0] > lowest[1]
