"""Lesson 05: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk
from tests.exercises import answers


def verdict(left, right, claimed):
    if left - 1e-4 <= claimed <= right + 1e-4:
        return "right" if right - left <= 1e-4 else "kink"
    return "bug"


def verdict_of_ends(left, right, claimed):
    if abs(right - left) <= 1e-4:
        return verdict(left, right, claimed)
    return "kink" if min(abs(claimed - left), abs(claimed - right)) <= 1e-4 else "bug"


def verdict_of_mean(left, right, claimed):
    if abs(right - left) <= 1e-4:
        return verdict(left, right, claimed)
    return "kink" if abs(claimed - (left + right) / 2) <= 1e-4 else "bug"


def verdict_all_kinks(left, right, claimed):
    return verdict(left, right, claimed) if abs(right - left) <= 1e-4 else "kink"


def verdict_without_tolerance(left, right, claimed):
    if left == right == claimed:
        return "right"
    return "kink" if left < right and left <= claimed <= right else "bug"


def kind(curvatures):
    if min(curvatures) < 0 < max(curvatures):
        return "saddle"
    if min(curvatures) > 0:
        return "minimum"
    return "maximum" if max(curvatures) < 0 else "unclear"


def kind_of_sum(curvatures):
    return "minimum" if sum(curvatures) > 0 else "maximum"


def kind_of_product(curvatures):
    product = np.prod(curvatures)
    if product == 0:
        return "unclear"
    return "saddle" if product < 0 else "minimum" if curvatures[0] > 0 else "maximum"


def kind_swapped(curvatures):
    return {"minimum": "maximum", "maximum": "minimum"}.get(kind(curvatures), kind(curvatures))


def kind_zero_is_up(curvatures):
    return "minimum" if min(curvatures) >= 0 else kind(curvatures)


def kind_zero_first(curvatures):
    return "unclear" if 0 in curvatures else kind(curvatures)


def kind_of_the_first(curvatures):
    first = curvatures[0]
    return "unclear" if first == 0 else "minimum" if first > 0 else "maximum"


test_right_answers_pass = answers.right(
    ("05.1", ["A", "C"]),
    ("05.1", ("c", "a")),
    ("05.1", {"A", "C"}),
    ("05.1", frozenset("AC")),
    ("05.1", np.array(["A", "C"])),
    ("05.1", "A and C"),
    ("05.1", "[a; c]"),
    ("05.1", "A, C"),
    ("05.2", ["A", "C"]),
    ("05.3", lambda a, b, c: a**2 + b**2 - c),
    ("05.3", lambda a, b, c: 3 + abs(a) + abs(b) - abs(c)),
    ("05.3", lambda a, b, c: np.cosh(a * b) + a**2 + b**2 + c**4 - 0.1 * c**2),
    ("05.4", verdict),
    ("05.5", kind),
)
test_stubs_wait = answers.waiting(
    ("05.1", ...),
    ("05.2", ...),
    ("05.3", lambda a, b, c: None),
    ("05.4", lambda left, right, claimed: ...),
)
test_typical_mistakes_are_named = answers.wrong(
    ("05.1", ["C"], "A: Is w² convex"),
    ("05.1", ["A"], "C: The largest is a max"),
    ("05.1", ["A", "B", "C"], "B: A share of images"),
    ("05.1", ["A", "C", "D"], "D: Draw two valleys"),
    ("05.1", ["A", "C", "E"], "E: Take p = q = 1"),
    ("05.1", [], "A: Is w² convex"),
    ("05.1", ["A", "F"], "from A to E is wanted"),
    ("05.1", 2, "from A to E is wanted"),
    ("05.1", [1, 3], "from A to E is wanted"),
    ("05.2", ["A"], "C: A step of 0.5"),
    ("05.2", ["C"], "A: Its loss is nearly nine times"),
    ("05.2", ["A", "B", "C"], "B: No step"),
    ("05.2", True, "from A to C is wanted"),
    ("05.3", 3.0, "A function is wanted"),
    ("05.3", lambda a, b: a**2 + b**2, "TypeError"),
    ("05.3", lambda a, b, c: [a, b], "must be a finite number"),
    ("05.3", lambda a, b, c: a**2 + b**2 - c if a > -1 else np.nan, "must be a finite number"),
    ("05.3", lambda a, b, c: a**2 - c, "is not higher than (0, 0, 0)"),
    ("05.3", lambda a, b, c: a**2 - b**2 - c, "is not higher than (0, 0, 0)"),
    ("05.3", lambda a, b, c: a**2 + b**2, "c changes nothing"),
    ("05.3", lambda a, b, c: a**2 + b**2 + c**2, "this map is honest"),
    ("05.4", verdict_of_ends, "is a subgradient, too"),
    ("05.4", verdict_of_mean, "not only their mean"),
    ("05.4", verdict_all_kinks, "not every slope is allowed"),
    ("05.4", verdict_without_tolerance, "Measured slopes are rounded"),
    (
        "05.4",
        lambda left, right, c: "right" if right - left < 1e-4 else "kink",
        "the claimed slope",
    ),
    ("05.5", kind_swapped, "swapped"),
    ("05.5", kind_zero_is_up, "decides nothing"),
    ("05.5", kind_of_sum, "The sum of the curvatures"),
    ("05.5", kind_of_product, "The product does not tell"),
    ("05.5", kind_of_the_first, "one direction only"),
    ("05.5", kind_zero_first, "a saddle already"),
)


def test_a_landscape_that_depends_on_chance_is_refused():
    heights = iter([0.0])  # the first time in the middle, and another height after it

    def by_turns(a, b, c):
        return a**2 + b**2 - c + (next(heights, -0.5) if a == b == c == 0 else 0)

    feedback = lk.check("05.3", by_turns)
    assert feedback.status == "wrong"
    assert "must not depend on chance" in repr(feedback)


@pytest.fixture(scope="module")
def digits():
    return lk.load_digits()


def test_straight_pieces_come_true(digits):
    rng = np.random.default_rng(0)
    W, direction = rng.normal(0, 0.01, size=(10, 65)), lk.random_direction((10, 65), rng)
    found = lk.slice_1d(
        lambda W: lk.svm_loss(W, digits.X_train[:1], digits.y_train[:1]),
        W,
        direction,
        np.linspace(-30, 30, 601),
    )
    bends = np.abs(np.diff(found.values, 2)) > 1e-9
    assert 0 < bends.sum() <= 2 * 9  # a kink between two samples bends at both of them


def test_the_chords_of_05_1_hold_and_fail(digits):
    """A and C against 200 random chords; B, D and E by a chord of their own."""
    X, y = digits.X_train[:20], digits.y_train[:20]
    rng = np.random.default_rng(0)

    def each(W):
        return np.array([lk.svm_loss(W, X[i : i + 1], y[i : i + 1]) for i in range(20)])

    for _ in range(200):
        U, V, t = rng.normal(0, 0.3, (10, 65)), rng.normal(0, 0.3, (10, 65)), rng.random()
        middle, at_u, at_v = each((1 - t) * U + t * V), each(U), each(V)
        assert middle.max() <= (1 - t) * at_u.max() + t * at_v.max() + 1e-9
        penalty = 0.1 * np.array([(P**2).sum() for P in ((1 - t) * U + t * V, U, V)])
        chord = (1 - t) * (at_u.mean() + penalty[1]) + t * (at_v.mean() + penalty[2])
        assert middle.mean() + penalty[0] <= chord + 1e-9

    # One feature; image 0 is of class 0, image 1 of class 1: one is content on either side.
    x, labels = np.array([[1.0], [1.0]]), np.array([0, 1])

    def losses(w):
        return [lk.svm_loss([[w], [-w]], x[i : i + 1], labels[i : i + 1]) for i in (0, 1)]

    assert min(losses(1)) == min(losses(-1)) == 0 < min(losses(0))  # D
    wrong = [1 - lk.accuracy(np.array([[w], [-w]]), x[:1], labels[:1]) for w in (-1, -0.2, 0.5)]
    assert wrong[1] > wrong[0] + 0.8 / 1.5 * (wrong[2] - wrong[0])  # B
    assert (0 * 0 - 1) ** 2 > ((1 * 1 - 1) ** 2 + (-1 * -1 - 1) ** 2) / 2  # E


def test_a_ridge_between_networks_comes_true(digits):
    # Exchanging hidden units changes nothing about a network, but everything about the middle.
    X, y = digits.X_train[:200], digits.y_train[:200]
    network = lk.TwoLayerNetwork(65, 20, 10)
    w = network.init(np.random.default_rng(0))
    for _ in range(300):
        w = w - 0.5 * network.gradient(w, X, y)
    p, order = network.unpack(w), np.random.default_rng(1).permutation(20)
    other = network.pack((p.W1[order], p.b1[order], p.W2[:, order], p.b2))
    ends, middle = network.loss(np.stack([w, other]), X, y), network.loss((w + other) / 2, X, y)
    assert ends[0] == pytest.approx(ends[1])
    assert middle > 5 * ends[0]


def test_few_matrices_have_all_eigenvalues_on_one_side():
    drawn = np.random.default_rng(0).standard_normal((20_000, 5, 5))
    eigenvalues = np.linalg.eigvalsh(drawn + drawn.swapaxes(1, 2))
    assert (eigenvalues > 0).all(axis=1).mean() < 1 / 320


def test_the_answers_to_the_goals_come_true(digits):
    W = np.random.default_rng(0).normal(0, 0.01, size=(10, 65))
    X, y = digits.X_train, digits.y_train
    explorer = lk.explore_slice(X, y, W, examples="one", place=(20 / 32, 20 / 32))
    assert explorer.loss < 2
    lowest = []
    explorer.examples = "all"
    for explorer.seed in range(4):
        for explorer.scale in (0.25, 1.0, 4.0):
            lowest.append(explorer.slice.values.min())
    below = [number for number in range(12) if lowest[number] < 8.5]
    assert {number // 3 for number in below} == {1}
