"""The Python side of the step explorer, without a browser."""

import numpy as np
import pytest
import traitlets

import lessonkit as lk
from lessonkit.experiments.step_lines import BATCH, STEPS
from lessonkit.widgets.step_explorer import SEEDS
from tests.widgets.refusals import refused

RNG = np.random.default_rng(3)
X, Y = np.hstack([RNG.random((90, 4)), np.ones((90, 1))]), RNG.integers(0, 3, 90)


@pytest.fixture
def explorer():
    return lk.explore_step(X, Y, classes=3, step=0.1)


def start_of(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.01, size=(3, 5))


def loss_after(W: np.ndarray, direction: np.ndarray, step: float) -> float:
    return lk.svm_loss(W - step * direction, X, Y)


def test_the_step_sizes_are_forty_in_each_decade_with_every_power_of_ten():
    assert (STEPS[0], STEPS[-1], len(STEPS)) == (1e-6, 100, 321)
    np.testing.assert_allclose(STEPS[::40], 10.0 ** np.arange(-6, 3))
    np.testing.assert_allclose(np.diff(np.log10(STEPS)), 1 / 40)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("source", ["all", "batch"])
def test_the_line_is_that_of_the_library(explorer, source, seed):
    explorer.source, explorer.seed = source, seed
    W = start_of(seed)
    seen = len(Y) if source == "all" else BATCH
    direction = lk.svm_gradient(W, X[:seen], Y[:seen])
    right = [loss_after(W, direction, step) for step in STEPS]
    np.testing.assert_allclose(explorer.losses, right, rtol=2e-6)
    assert explorer.start == lk.svm_loss(W, X, Y)
    tiny = (loss_after(W, direction, 1e-7) - loss_after(W, direction, -1e-7)) / 2e-7
    assert explorer.slope == pytest.approx(tiny, rel=1e-5)


def test_the_slope_of_all_examples_is_minus_the_square_of_the_gradient(explorer):
    assert explorer.slope == pytest.approx(-(lk.svm_gradient(start_of(0), X, Y) ** 2).sum())


def test_the_loss_is_that_of_the_nearest_step_on_the_line(explorer):
    assert explorer.step == pytest.approx(0.1)
    explorer.step = 0.98
    assert explorer.step == 1
    W = start_of(0)
    assert explorer.loss == pytest.approx(loss_after(W, lk.svm_gradient(W, X, Y), 1), rel=2e-6)
    assert explorer.losses[240] == explorer.loss


def test_few_examples_are_their_own_batch():
    few = lk.explore_step(X[:20], Y[:20], classes=3)
    whole = few.losses
    few.source = "batch"
    np.testing.assert_array_equal(few.losses, whole)
    assert few._counts == [20, 20]


@pytest.mark.parametrize("step", [1e-6, 100, 100.0, np.float32(0.5)])
def test_every_step_in_the_range_is_taken(explorer, step):
    explorer.step = step
    assert explorer.step == pytest.approx(step, rel=0.03)


test_a_refused_value_changes_nothing = refused(
    ("step", 0),
    ("step", -0.1),
    ("step", 1e-7),
    ("step", 101),
    ("step", float("nan")),
    ("step", "large"),
    ("seed", -1),
    ("seed", SEEDS),
    ("seed", 0.5),
    ("source", "one"),
    ("source", 1),
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"step": 1000}, "step must be a number from 1e-06 to 100, got 1000"),
        ({"seed": 4}, "seed"),
        ({"source": "al"}, "did you mean 'all'"),
        ({"classes": 1}, "classes"),
        ({"classes": 2}, "labels must be from 0 to 1, got 2"),
    ],
)
def test_wrong_arguments_are_named(changed, said):
    with pytest.raises((ValueError, traitlets.TraitError), match=said):
        lk.explore_step(X, Y, **({"classes": 3} | changed))


def test_text_and_picture_say_the_state(explorer):
    explorer.step, explorer.seed, explorer.source = 1, 2, "batch"
    data, metadata = explorer._repr_mimebundle_()
    assert data["text/plain"] == (
        f"StepExplorer(step=1, seed=2, source='batch', loss={explorer.loss:.3f})"
    )
    alt = metadata["image/png"]["alt"]
    assert f"lowest with {explorer.losses.min():.3g}" in alt
    assert f"promises {explorer.start + 2 * explorer.slope:.4g}" in alt


def test_what_is_sent_is_small():
    digits = lk.load_digits()
    sent = lk.explore_step(digits.X_train, digits.y_train).get_state(["_losses", "_starts"])
    assert len(sent["_losses"]) == 2 * SEEDS * len(STEPS) * 4
    assert len(str(sent["_starts"])) < 1000
