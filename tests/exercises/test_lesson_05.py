"""Lesson 05: right answers pass, and each typical wrong answer is told what it did."""

import numpy as np
import pytest

import lessonkit as lk


def slice_by_loop(loss, W, direction, alphas):
    values = []
    for a in alphas:
        values.append(loss(W + a * direction))
    return values


def slice_in_place(loss, W, direction, alphas):
    values = []
    for a in alphas:
        W += a * direction
        values.append(loss(W))
    return values


def slice_there_and_back(loss, W, direction, alphas):
    values = []
    for a in alphas:
        W += a * direction
        values.append(loss(W))
        W -= a * direction
    return values


def slice_restores_a_copy(loss, W, direction, alphas):
    kept, values = W.copy(), []
    for a in alphas:
        W += a * direction
        values.append(loss(W))
        W[:] = kept
    return values


def slice_walks_on(loss, W, direction, alphas):
    values = []
    for a in alphas:
        W = W + a * direction
        values.append(loss(W))
    return values


def slice_returns_at_once(loss, W, direction, alphas):
    for a in alphas:
        return loss(W + a * direction)


def slice_keeps_the_last(loss, W, direction, alphas):
    for a in alphas:
        value = loss(W + a * direction)
    return value


def hinges_by_loop(w, slopes, offsets):
    total = 0
    for slope, offset in zip(slopes, offsets, strict=True):
        total += max(0, slope * w + offset)
    return total


def chord_with_tolerance(f, u, v, t):
    return f((1 - t) * u + t * v) <= (1 - t) * f(u) + t * f(v) + 1e-9


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


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("05.1", slice_by_loop),
        ("05.1", lambda *case: lk.slice_1d(*case).values),
        ("05.2", hinges_by_loop),
        ("05.2", lambda w, slopes, offsets: np.maximum(0, slopes * w + offsets).sum()),
        ("05.3", chord_with_tolerance),
        ("05.3", lambda f, u, v, t: f(u + t * (v - u)) <= f(u) + t * (f(v) - f(u))),
        ("05.4", kind),
    ],
)
def test_right_answers_pass(exercise, answer):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "right", feedback


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("05.1", slice_in_place, "moves the caller's W"),
        ("05.1", slice_there_and_back, "moves the caller's W"),
        ("05.1", slice_restores_a_copy, "moves the caller's W"),
        ("05.1", slice_walks_on, "the steps add up"),
        ("05.1", lambda f, W, d, alphas: slice_by_loop(f, W, -d, alphas), "with a plus"),
        ("05.1", lambda f, W, d, alphas: [f(a * d) for a in alphas], "The point W is missing"),
        ("05.1", lambda f, W, d, alphas: [f(a * W + d) for a in alphas], "a multiplies W"),
        ("05.1", lambda f, W, d, alphas: [f(W + d) for a in alphas], "a does not occur"),
        ("05.1", lambda f, W, d, alphas: np.array([W + a * d for a in alphas]), "are the points"),
        ("05.1", slice_returns_at_once, "inside the loop"),
        ("05.1", slice_keeps_the_last, "the last value alone"),
        ("05.1", lambda f, W, d, alphas: [f(W) + f(a * d) for a in alphas], "add the two losses"),
        ("05.1", lambda f, W, d, alphas: f(W, d), "TypeError"),
        ("05.1", 3.0, "A function is wanted"),
        ("05.2", lambda w, s, o: max(0, (s * w + o).sum()), "around the sum"),
        ("05.2", lambda w, s, o: (s * w + o).sum(), "The max is missing"),
        ("05.2", lambda w, s, o: np.minimum(0, s * w + o).sum(), "np.minimum"),
        ("05.2", lambda w, s, o: abs(s * w + o).sum(), "absolute value"),
        ("05.2", lambda w, s, o: np.maximum(0, s * w + o), "one by one"),
        ("05.2", lambda w, s, o: np.maximum(0, s * w + o).max(), "the largest hinge"),
        ("05.2", lambda w, s, o: np.maximum(0, s * w + o).mean(), "the mean"),
        ("05.2", lambda w, s, o: hinges_by_loop(w, o, s), "swapped"),
        ("05.3", lambda f, u, v, t: not chord_with_tolerance(f, u, v, t), "wrong way round"),
        (
            "05.3",
            lambda f, u, v, t: f((1 - t) * u + t * v) >= (1 - t) * f(u) + t * f(v),
            "wrong way round",
        ),
        (
            "05.3",
            lambda f, u, v, t: f((1 - t) * u + t * v) < (1 - t) * f(u) + t * f(v),
            "A straight line is convex, too",
        ),
        (
            "05.3",
            lambda f, u, v, t: f((1 - t) * u + t * v) <= t * f(u) + (1 - t) * f(v),
            "weights of the chord are swapped",
        ),
        (
            "05.3",
            lambda f, u, v, t: f((1 - t) * u + t * v) <= (f(u) + f(v)) / 2,
            "the middle of the chord",
        ),
        ("05.3", lambda f, u, v, t: f((1 - t) * u + t * v) <= max(f(u), f(v)), "the higher end"),
        ("05.3", lambda f, u, v, t: f((1 - t) * u + t * v) <= min(f(u), f(v)), "the lower end"),
        (
            "05.3",
            lambda f, u, v, t: f((u + v) / 2) <= (1 - t) * f(u) + t * f(v),
            "whatever t is",
        ),
        (
            "05.3",
            lambda f, u, v, t: (1 - t) * f(u) + t * f(v) - f((1 - t) * u + t * v),
            "Say whether it is >= 0",
        ),
        ("05.4", kind_swapped, "swapped"),
        ("05.4", kind_zero_is_up, "decides nothing"),
        ("05.4", kind_of_sum, "The sum of the curvatures"),
        ("05.4", kind_of_product, "The product does not tell"),
        ("05.4", kind_of_the_first, "one direction only"),
        ("05.4", kind_zero_first, "a saddle already"),
    ],
)
def test_typical_mistakes_are_named(exercise, answer, said):
    feedback = lk.check(exercise, answer)
    assert feedback.status == "wrong"
    assert said in "\n".join(feedback.lines), feedback


def test_a_wrong_function_is_shown_input_expected_and_got():
    text = repr(lk.check("05.2", lambda w, slopes, offsets: (slopes * w + offsets).sum()))
    assert "on the input 1., [-1. , -1. ,  0.5,  2. ], [ 0. ,  3. ,  1.5, -3. ]" in text
    assert "expected 4., got 2." in text


def test_every_prediction_reveals_a_choice_and_a_reason():
    for number in range(1, 5):
        assert len(lk.predict(f"05.p{number}").reveal().lines) == 2


def test_straight_pieces_come_true():
    digits = lk.load_digits()
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


def test_a_ridge_between_networks_comes_true():
    # Exchanging hidden units changes nothing about a network, but everything about the middle.
    digits = lk.load_digits()
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
