"""Lesson 15: right answers pass, and each typical wrong answer is told what it did."""

import math

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises.answers import right, waiting, wrong

RAVINE, START = lk.objectives.ravine, [-8.0, 3.0]
UNEQUAL = lk.Objective("x**2/2 + 5000*(y - 1)**2", domain=((-5, 5), (-5, 5)))


def adam(gradient, w, rate, steps):
    """By the optimizer of `lessonkit`, whose first steps are tested elsewhere."""
    optimizer = lk.Adam(rate)
    state = optimizer.init(w)
    for _ in range(steps):
        w, state = optimizer.update(w, gradient, state)
    return w


def hurried(gradient, w, rate, steps, kept=(True, True), used=(True, True), end=None):
    """The loop of the lesson: which of m and v are corrected where they stand, and when used."""
    m, v = np.zeros(len(w)), np.zeros(len(w))
    for t in range(1, steps + 1):
        g = gradient(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        shares = np.array([1 - 0.9**t, 1 - 0.999**t])
        m, v = (
            memory / share**now for memory, share, now in zip((m, v), shares, kept, strict=True)
        )
        m_hat, v_hat = (
            memory / share**now for memory, share, now in zip((m, v), shares, used, strict=True)
        )
        w = w - rate * (end or (lambda m, v, g: m / (1e-8 + np.sqrt(v))))(m_hat, v_hat, g)
    return w


def variant(**settings):
    return lambda *arguments: hurried(*arguments, **{"kept": (False, False)} | settings)


test_right_answers_pass = right(
    ("15.1", lambda beta1: beta1 * (2 - beta1)),
    ("15.2", adam),
    ("15.2", variant()),
    ("15.3", (UNEQUAL, [3.0, 3.0])),
    ("15.4", (1100, 1001)),
    ("15.4", [2100.0, 2001.0]),
    ("15.5", lambda share, steps, rate: -math.expm1(math.log(share) / steps) / rate),
)

test_stubs_wait = waiting(
    ("15.1", lambda beta1: None),
    ("15.2", lambda gradient, w, rate, steps: None),
    ("15.3", (None, None)),
    ("15.3", (UNEQUAL, None)),
    ("15.4", None),
    ("15.5", lambda share, steps, rate: None),
)

test_typical_mistakes_are_named = wrong(
    ("15.1", lambda beta1: beta1, "equal shares"),
    ("15.1", lambda beta1: (1 - beta1) ** 2, "share that comes in"),
    ("15.1", lambda beta1: 1 - (1 - beta1) ** 0.5, "not its square"),
    ("15.1", lambda beta1: beta1 * beta1, "shares that come in count"),
    ("15.1", lambda beta1: 0.999, "usual β₂"),
    ("15.2", lambda *a: hurried(*a, used=(False, False)), "code of the lesson"),
    ("15.2", variant(kept=(False, True), used=(True, False)), "m is mended"),
    ("15.2", variant(kept=(True, False), used=(False, True)), "v is mended"),
    ("15.2", variant(used=(False, False)), "bias correction is missing"),
    ("15.2", variant(used=(True, False)), "Only m is corrected"),
    ("15.2", variant(used=(False, True)), "Only v is corrected"),
    (
        "15.2",
        variant(used=(False, False), end=lambda m, v, g: m / 0.1 / (1e-8 + np.sqrt(v / 0.001))),
        "whatever t is",
    ),
    ("15.2", variant(end=lambda m, v, g: -m / (1e-8 + np.sqrt(v))), "uphill"),
    ("15.2", variant(end=lambda m, v, g: g / (1e-8 + np.sqrt(v))), "RMSProp"),
    ("15.2", lambda gradient, w, rate, steps: adam(gradient, w, rate, 1), "inside the loop"),
    ("15.3", (lk.Objective("x**2/2 + 50*y**2"), [3.0, 3.0]), "ten times as near"),
    ("15.3", (lk.objectives.rotated_ravine, [-7.78, -3.54]), "Momentum comes nearer"),
    ("15.3", (lk.objectives.himmelblau, [0.0, 0.0]), "One minimum in the domain"),
    ("15.3", (lk.objectives.parabola, [0.0, 0.0]), "of two variables"),
    ("15.3", UNEQUAL, "A landscape and a start"),
    ("15.4", (999, 1001), "+1 is the best place"),
    ("15.4", (110, 101), "not fooled"),
    ("15.4", (200, 100.5), "a whole number"),
    ("15.4", (float("nan"), 1001), "not positive"),
    ("15.4", 1100, "Two numbers"),
    ("15.5", lambda share, steps, rate: (1 - share) / steps / rate, "of what is left"),
    ("15.5", lambda share, steps, rate: 1 - share ** (1 / steps), "Divide by η"),
    ("15.5", lambda share, steps, rate: -math.log(share) / steps / rate, "tiny steps only"),
    (
        "15.5",
        lambda share, steps, rate: (1 - (1 - share) ** (1 / steps)) / rate,
        "it is what is left",
    ),
    ("15.5", lambda share, steps, rate: (1 - share**steps) / rate, "the other side"),
)


def test_a_landscape_is_judged_by_where_the_runs_end():
    """The distances that the check tells, turned as well, from runs made here."""
    feedback = lk.check("15.3", (UNEQUAL, [3.0, 3.0]))
    half = math.sqrt(0.5)
    turned = lk.Objective(
        f"(x*{half} + y*{half})**2/2 + 5000*({half}*y - {half}*x - 1)**2", domain=((-5, 5), (-5, 5))
    )
    for f, start, minimum in (
        (UNEQUAL, [3.0, 3.0], [0.0, 1.0]),
        (turned, [0.0, 6 * half], [-half, half]),
    ):
        for kind in (lk.Momentum, lk.Adam):
            rates = [digit * 10.0**power for power in range(-5, 1) for digit in (1, 3)]
            ends = [lk.descend(f, kind(rate), start, steps=100).points[-1] for rate in rates]
            nearest = np.nanmin([np.linalg.norm(end - minimum) for end in ends])
            assert f"{kind.__name__} {nearest:.2g}" in "\n".join(feedback.lines)


@pytest.mark.parametrize("beta1", [0.5, 0.9])
def test_the_balanced_first_step_is_eta_long(beta1):
    beta2 = 1 - (1 - beta1) ** 2
    m, v = (1 - beta1) * 3.0, (1 - beta2) * 9.0
    assert m / math.sqrt(v) == pytest.approx(1)
    assert lk.check("15.1", lambda b: 1 - (1 - b) ** 2).passed


def test_each_prediction_has_its_answer():
    for number in range(1, 6):
        assert lk.predict(f"15.p{number}").reveal().status == "hint"


def test_the_predictions_come_true():
    m = 0.0
    for k in range(2000):
        m = 0.9 * m + 0.1 * (-1) ** k
    assert abs(m) == pytest.approx(0.1 / 1.9, rel=1e-6)  # p1
    assert 0.1 / np.sqrt(0.001) == pytest.approx(3.16, abs=0.01)  # p2
    scaled = lk.Objective("1000 * 0.5*(x**2 + 25*y**2)")
    paths = [lk.descend(f, lk.Adam(0.3), start=START, steps=60) for f in (RAVINE, scaled)]
    np.testing.assert_allclose(paths[0].points, paths[1].points, atol=1e-6)  # p3
    m, v, longest = 0.0, 0.0, 0.0
    for _ in range(40):  # after a silence the correction is gone
        m, v = 0.9 * m + 0.1, 0.999 * v + 0.001
        longest = max(longest, m / np.sqrt(v))
    assert 6 < longest < 7  # p4
    state, x = lk.Adam(0.01, beta2=0.9).init(0.0), 0.0
    for t in range(1, 5001):
        slope = 200.0 if t % 101 == 0 else -1.0
        x, state = lk.Adam(0.01, beta2=0.9).update(x, lambda x, slope=slope: slope, state)
        x = min(1.0, max(-1.0, x))
    assert x > 0.9  # p5
