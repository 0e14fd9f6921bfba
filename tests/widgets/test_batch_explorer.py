"""The Python side of the mini-batch explorer, without a browser."""

import warnings

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.experiments import batch_runs
from tests.random_numbers import mulberry32
from tests.widgets.refusals import refused


def problem(examples=60, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(examples, 2)).astype(np.float32).astype(float)
    return X, (X @ [1.5, -0.5] + rng.normal(size=examples) > 0).astype(int)


@pytest.fixture
def explorer():
    return lk.explore_batches(*problem(), batch_size=7, learning_rate=0.5, start=[-1, 1])


def as_matrix(w):
    """The weights of the two classes, whose scores are 0 and w · x."""
    return np.stack([np.zeros_like(w), w], axis=-2)


def test_the_loss_is_the_softmax_loss_of_the_course(explorer):
    w = np.random.default_rng(1).normal(size=(5, 2))
    np.testing.assert_allclose(explorer.loss(w), lk.softmax_loss(as_matrix(w), *problem()))


def test_the_gradient_is_that_of_the_course():
    X, y = problem()
    w = np.array([0.3, -0.8])
    ours = batch_runs.gradient(w[None], batch_runs.signed(X, y)[None])
    np.testing.assert_allclose(ours[0], lk.softmax_gradient(as_matrix(w), X, y)[1])


def test_a_run_is_what_descend_makes_of_the_same_batches(explorer):
    X, y = problem()
    order = batch_runs.orders(explorer.seed, 3, 10, len(X))[2]
    batches = [row[k : k + 7] for row in order for k in range(0, len(X), 7)]
    data = lk.DataLoss(
        lambda w, X, y: lk.softmax_loss(as_matrix(w), X, y),
        lambda w, X, y: lk.softmax_gradient(as_matrix(w), X, y)[1],
        X,
        y,
    )
    path = lk.descend(data, lk.GradientDescent(0.5), [-1.0, 1.0], batches=batches)
    assert explorer.updates == len(batches) == 90
    np.testing.assert_allclose(explorer.points[:, 2], path.points, rtol=1e-10)


def test_every_epoch_holds_every_example_in_an_order_of_its_own():
    orders = batch_runs.orders(4, 5, 3, 20).reshape(15, 20)
    assert (np.sort(orders) == np.arange(20)).all()
    assert len({tuple(order) for order in orders}) == 15
    np.testing.assert_array_equal(batch_runs.orders(4, 2, 1, 20)[1, 0], orders[3])


def test_shuffles_have_no_favorites():
    places = batch_runs.orders(0, 4000, 1, 4)[:, 0]
    counts = np.array([[(places[:, k] == i).sum() for i in range(4)] for k in range(4)])
    assert abs(counts - 1000).max() < 5 * np.sqrt(750)


def test_the_lowest_point_is_flat_and_lowest(explorer):
    Z = explorer.examples
    np.testing.assert_allclose(batch_runs.gradient(explorer.lowest[None], Z[None]), 0, atol=1e-12)
    around = explorer.lowest + np.random.default_rng(0).normal(0, 0.1, size=(50, 2))
    assert (explorer.loss(around) > explorer.loss(explorer.lowest)).all()


def test_budgets_count_updates_or_examples(explorer):
    assert (explorer.updates, explorer.budget_length) == (90, 600)
    explorer.budget = "updates"
    assert (explorer.updates, explorer.budget_length) == (100, 100)


def test_smaller_batches_and_larger_rates_make_a_wider_cloud(explorer):
    widths = {}
    for size, rate in ((60, 0.5), (7, 0.5), (1, 0.5), (1, 0.05)):
        explorer.batch_size, explorer.learning_rate = size, rate
        widths[size, rate] = explorer.width
    assert widths[60, 0.5] < 1e-12
    assert widths[60, 0.5] < widths[7, 0.5] < widths[1, 0.5]
    assert widths[1, 0.05] < widths[1, 0.5]


def test_the_map_holds_start_and_minimum(explorer):
    for (low, high), start, best in zip(
        explorer.domain, explorer.start, explorer.lowest, strict=True
    ):
        assert low < min(start, best) < max(start, best) < high
    assert explorer._problem["range"][0] == pytest.approx(explorer.loss(explorer.lowest))


test_a_refused_value_changes_nothing = refused(
    ("batch_size", 0),
    ("batch_size", 61),
    ("batch_size", 1.5),
    ("learning_rate", 0),
    ("learning_rate", 11),
    ("seed", 10),
    ("seed", -1),
    ("start", [1, 2, 3]),
    ("start", [1, float("nan")]),
    ("budget", "time"),
)


@pytest.mark.parametrize(
    ("X", "y", "said"),
    [
        (np.ones((5, 3)), [0, 1, 0, 1, 0], "two features"),
        (np.ones((600, 2)), [0] * 600, "512"),
        (np.ones((3, 2)), [0, 1], "one integer for each"),
        (np.ones((2, 2)), [0, 2], "labels must be from 0 to 1"),
        ([[1.0, 0.5], [-1.0, -0.5]], [1, 0], "must overlap"),
    ],
)
def test_what_is_no_such_problem_is_refused(X, y, said):
    with pytest.raises(ValueError, match=said):
        lk.explore_batches(X, np.array(y))


def test_classes_overlap_unless_some_line_has_all_on_one_side():
    rng, directions = np.random.default_rng(0), np.moveaxis(np.mgrid[-6:7, -6:7], 0, -1)
    found = set()
    for count in list(range(2, 9)) * 40:
        Z = rng.integers(-3, 4, size=(count, 2)).astype(float)
        sides = directions @ Z.T  # of every line that could separate such small numbers
        separable = ((sides >= 0).all(axis=-1) & (sides > 0).any(axis=-1)).any()
        found.add(bool(separable))
        if separable:
            with pytest.raises(ValueError, match="must overlap"):
                batch_runs.lowest(Z)
            continue
        for units in ([1, 1], [2.0**-20, 1], [2.0**15, 2.0**-60]):
            w = batch_runs.lowest(Z * units)
            slope = batch_runs.gradient(w[None], (Z * units)[None])[0] / units
            np.testing.assert_allclose(slope, 0, atol=1e-9)
    assert found == {True, False}


@pytest.mark.parametrize("scale", [1e5, 100, 1, 1e-3, 1e-12])
@pytest.mark.parametrize("learning_rate", [0.01, 10])
def test_r13_no_size_of_the_examples_is_complained_about(scale, learning_rate):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        X, y = problem()
        explorer = lk.explore_batches(X * scale, y, learning_rate=learning_rate)
        assert explorer._repr_mimebundle_()
    np.testing.assert_allclose(explorer.lowest * scale, lk.explore_batches(X, y).lowest, rtol=1e-3)


def test_the_bundle_has_a_view_a_picture_and_a_stable_text(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert data["text/plain"] == repr(explorer)
    assert "updates=90" in repr(explorer)
    assert "batches of 7" in metadata["image/png"]["alt"]


def test_the_generator():
    got = batch_runs.uniforms([7, 999_049], 500)
    assert got.tolist() == [mulberry32(7, 500), mulberry32(999_049, 500)]
