"""The Python side of the slice explorer, without a browser."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.experiments.slice_maps import EXAMPLES, SCALES, SIZE
from tests.widgets.refusals import refused

RNG = np.random.default_rng(0)
X, Y = np.hstack([RNG.random((150, 3)), np.ones((150, 1))]), RNG.integers(0, 3, 150)
W = RNG.normal(size=(3, 4))
NETWORK = lk.TwoLayerNetwork(features=4, hidden=5, classes=3)
TRAINED = [NETWORK.init(np.random.default_rng(seed)) for seed in range(3)]


@pytest.fixture
def explorer():
    return lk.explore_slice(X, Y, W, NETWORK, TRAINED, seeds=2)


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize("scale", SCALES)
def test_a_map_is_the_slice_that_landscape_computes(explorer, examples, scale):
    explorer.examples, explorer.scale, explorer.seed = examples, scale, 1
    count = {"one": 1, "hundred": 100, "all": 150}[examples]
    rng = np.random.default_rng(1)
    pair = [lk.random_direction(W.shape, rng) for _ in range(2)]
    across = 32 * scale * np.linspace(-1, 1, SIZE)
    wanted = lk.slice_2d(lambda V: lk.svm_loss(V, X[:count], Y[:count]), W, *pair, across, across)
    np.testing.assert_array_equal(explorer.slice.alphas, wanted.alphas)
    np.testing.assert_allclose(explorer.slice.values, wanted.values, rtol=1e-4, atol=1e-4)


def test_a_network_is_cut_in_normalized_directions(explorer):
    explorer.landscape = "network"
    rng = np.random.default_rng(0)
    d1, d2 = (NETWORK.random_direction(TRAINED[0], rng) for _ in range(2))
    np.testing.assert_array_equal(explorer.slice.directions, [d1, d2])
    corner = NETWORK.loss(TRAINED[0] - d1 + d2, X, Y)
    assert explorer.slice.values[-1, 0] == pytest.approx(corner, rel=1e-4)


def test_the_plane_goes_through_all_three_networks(explorer):
    explorer.landscape = "trained"
    for star, w in zip(explorer.planes["trained"].stars, TRAINED, strict=True):
        np.testing.assert_allclose(explorer.slice.point(*star), w, atol=1e-12)


def test_the_loss_is_computed_where_the_ball_is(explorer):
    explorer.place, explorer.scale = [0.5, -0.25], 4.0
    assert explorer.point == (64.0, -32.0)
    d1, d2 = explorer.slice.directions
    assert explorer.loss == pytest.approx(lk.svm_loss(W + 64 * d1 - 32 * d2, X, Y))


def test_every_map_goes_to_the_browser_in_order(explorer):
    sent = np.frombuffer(explorer._values, dtype=np.float32)
    maps = sent.reshape(2 + 2 + 1, len(EXAMPLES), len(SCALES), SIZE, SIZE)
    assert [(m["name"], m["pairs"]) for m in explorer._maps] == [
        ("linear", 2),
        ("network", 2),
        ("trained", 1),
    ]
    explorer.landscape, explorer.seed, explorer.examples, explorer.scale = "network", 1, "one", 0.25
    np.testing.assert_array_equal(maps[3, 0, 0], explorer.slice.values)
    assert explorer._counts == [1, 100, 150]


def test_what_the_lesson_sends_is_less_than_a_megabyte(explorer):
    pairs, in_the_lesson = 5, 9
    assert len(explorer._values) / pairs * in_the_lesson < 1e6


def test_what_is_given_is_not_changed(explorer):
    kept = W.copy(), TRAINED[0].copy(), X.copy()
    lk.explore_slice(X, Y, W, NETWORK, TRAINED, seeds=1)
    for before, after in zip(kept, (W, TRAINED[0], X), strict=True):
        np.testing.assert_array_equal(before, after)


def test_a_linear_classifier_alone_has_one_landscape():
    alone = lk.explore_slice(X, Y, W, seeds=1)
    assert list(alone.planes) == ["linear"]
    with pytest.raises(ValueError, match="unknown landscape 'network'"):
        alone.landscape = "network"


test_a_refused_value_changes_nothing = refused(
    ("landscape", "mountain"),
    ("examples", "ten"),
    ("seed", 2),
    ("seed", -1),
    ("scale", 2.0),
    ("place", [0.0, 1.5]),
    ("place", 0.5),
    ("place", [0.0, float("nan")]),
)


def test_a_network_without_parameters_is_refused():
    with pytest.raises(ValueError, match="at least one parameter vector"):
        lk.explore_slice(X, Y, W, NETWORK)


def test_text_and_picture_say_the_state(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "Two cuts through the point a = 0, b = 0" in metadata["image/png"]["alt"]
    loss = lk.svm_loss(W, X, Y)
    wanted = f"SliceExplorer('linear', examples='all', seed=0, a=0, b=0, loss={loss:.4f})"
    assert data["text/plain"] == wanted
