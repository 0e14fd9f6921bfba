"""Explorers of functions that are not defined everywhere, or too large somewhere: all are shown."""

import json
import math

import numpy as np
import pytest

import lessonkit as lk

LINES = {
    "asin(x)": None,
    "log(x)": (-5, 0.5),
    "log(x - 4.9)": None,
    "sqrt(x)": None,
    "1/x": (-1, 1),
    "1/x**2": None,
    "tan(x)": None,
    "x**x": None,
    "exp(x**2)": (-30, 30),
}
MAPS = [
    "log(x**2+y**2)",
    "x/y",
    "1/x + y",
    "1/(x*y)",
    "sqrt(x*y)",
    "log(x*y)",
    "sqrt(x) + y**2",
    "asin(x) + y",
    "exp(50*x**2*y**2)",
]
RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(60, 2)), RNG.integers(0, 2, 60)


def root(x):
    return math.sqrt(x) + x * x


def logarithm(w):
    return math.log(w[0]) + w[1] ** 2


def assert_shown(explorer):
    """It can be displayed, sent and said; that no warning is given is seen to by pytest."""
    data, metadata = explorer._repr_mimebundle_()
    assert data["image/png"]
    assert "nan" not in metadata["image/png"]["alt"]
    json.dumps(explorer.get_state(), default=repr, allow_nan=False)
    assert explorer.code()


@pytest.mark.parametrize("text", LINES)
def test_f3_a_curve_with_gaps_or_poles_is_explored(text):
    objective = lk.Objective(text, domain=LINES[text] or (-5, 5))
    for explorer in (
        lk.explore(objective, panels=["loss", "stability", "basins"]),
        lk.explore_tangent(objective),
    ):
        assert_shown(explorer)
        place = explorer.start if hasattr(explorer, "start") else explorer.x
        assert math.isfinite(objective(place))
        assert math.isfinite(objective.gradient(place))


@pytest.mark.parametrize("text", MAPS)
def test_f3_a_map_with_gaps_or_poles_is_explored(text):
    objective = lk.Objective(text)
    descent = lk.explore(objective, panels=["loss", "stability", "basins"])
    sections = lk.explore_sections(objective)
    for place in (descent.start, sections.point):
        assert np.isfinite(objective(place))
        assert np.isfinite(objective.gradient(place)).all()
    for explorer in (descent, sections, lk.explore_search(objective)):
        assert_shown(explorer)
    assert_shown(lk.explore_search(objective, center=[-4.5, 4.5], width=5))


@pytest.mark.parametrize(("function", "dim"), [(root, 1), (logarithm, 2)])
def test_f7_a_function_that_raises_where_it_is_not_defined_is_explored(function, dim):
    objective = lk.Objective.from_function(function, dim=dim)
    explorer = lk.explore(objective)
    assert_shown(explorer)
    assert math.isfinite(explorer.path.values[0])


@pytest.mark.parametrize("rate", [0.01, 10])
def test_r13_large_examples_bring_no_warning(rate):
    explorer = lk.explore_batches(X * 100, Y, learning_rate=rate)
    assert_shown(explorer)
    assert np.isfinite(explorer.points).all()


@pytest.mark.parametrize(
    ("formula", "reach"),
    [
        ("exp(x**2)", 30),  # values that a float does not hold
        ("exp(x)", 1000),  # values of a hundred digits
        ("exp(x**2 + y**2)", 30),
        ("exp(x*y)", 1000),
        ("x/y", 1),
    ],
)
def test_r13_no_size_of_values_brings_a_warning(formula, reach):
    domain = ((-reach, reach),) * 2 if "y" in formula else (-reach, reach)
    objective = lk.Objective(formula, domain=domain)
    makers = [lk.explore_sections, lk.explore_search] if "y" in formula else [lk.explore_tangent]
    for make in (lk.explore, *makers):
        assert make(objective)._repr_mimebundle_()
    corner = np.full(objective.dim, 0.99 * reach).squeeze()
    for optimizer in (lk.Adam(0.1), lk.Momentum(1e6)):
        assert lk.explore(objective, [optimizer], start=corner)._repr_mimebundle_()
