"""Objectives: the named landscapes at their minima, derivatives, shapes, text, bad input."""

import json
import math
import pickle
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

import lessonkit as lk
from lessonkit.formulas.named_objectives import NAMED_OBJECTIVES

NODE = compute_driver_executable()[0]  # the one that Playwright brings

NAMES = lk.objectives.names()
each_name = pytest.mark.parametrize("name", NAMES)

# The lowest value, from the literature (or by hand where there is none).
LOWEST = {
    "parabola": 2.0,
    "x_sin_x": -4.814469889712269,
    "double_well": -0.305428483743916,
    "plateau": 0.0,
    "absolute_value": 0.0,
    "relu": 0.0,
    "hinge": 0.0,
    "cubic": 1 - 4 * math.sqrt(2) / 9,
    "bowl": 0.0,
    "ravine": 0.0,
    "rotated_ravine": 0.0,
    "rosenbrock": 0.0,
    "beale": 0.0,
    "himmelblau": 0.0,
    "rastrigin": 0.0,
    "ackley": 0.0,
    "six_hump_camel": -1.0316284534898774,
    "styblinski_tang": -78.33233140754282,
    "goldstein_price": 3.0,
}
WITHOUT_MINIMUM = {"cube_of_a_line", "sigmoid", "saddle", "monkey_saddle", "mixed_cubic"}
WITH_A_CORNER = {"absolute_value", "relu", "hinge", "ackley"}
FLAT_FLOOR = {"relu", "hinge"}


def objective(name):
    return getattr(lk.objectives, name)


def test_every_name_is_here():
    assert set(NAMES) == LOWEST.keys() | WITHOUT_MINIMUM
    assert {
        "ravine", "rotated_ravine", "rosenbrock", "beale", "himmelblau", "saddle", "monkey_saddle",
        "rastrigin", "ackley", "six_hump_camel", "styblinski_tang", "goldstein_price",
        "double_well", "plateau", "absolute_value", "hinge",
    } <= set(NAMES)  # fmt: skip


@each_name
def test_the_lowest_value_is_that_of_the_literature(name):
    f = objective(name)
    if name in WITHOUT_MINIMUM:
        assert len(f.minima) == 0
    else:
        assert f(f.minima[0]) == pytest.approx(LOWEST[name], abs=1e-12)


@each_name
def test_visited_at_its_known_minima(name):
    f = objective(name)
    values = f(f.minima)
    assert (np.diff(values) >= -1e-12).all(), "the lowest comes first"
    low, high = np.atleast_2d(f.domain).T
    for point, value in zip(f.minima, values, strict=True):
        assert ((low < point) & (point < high)).all()
        if name not in WITH_A_CORNER:
            assert np.abs(f.gradient(point)).max() < 1e-12 * max(1, np.abs(f.hessian(point)).max())
        around = point + 1e-3 * directions(f.dim)
        near = f(around)
        assert (near >= value if name in FLAT_FLOOR else near > value).all()


def directions(dim):
    if dim == 1:
        return np.array([-1.0, 1.0])
    angle = np.linspace(0, 2 * math.pi, 16, endpoint=False)
    return np.column_stack([np.cos(angle), np.sin(angle)])


@pytest.mark.parametrize("name", sorted(WITHOUT_MINIMUM))
def test_where_no_minimum_is_listed_none_is_found(name):
    assert len(lk.Objective(objective(name).text, objective(name).domain).minima) == 0


@pytest.mark.parametrize("name", sorted(LOWEST.keys() - FLAT_FLOOR - {"rastrigin", "ackley"}))
def test_the_search_finds_the_listed_minima(name):
    f = objective(name)
    found = lk.Objective(f.text, f.domain).minima
    assert found.shape == f.minima.shape
    by_place = [np.lexsort(np.atleast_2d(m.T).round(4)) for m in (found, f.minima)]
    np.testing.assert_allclose(found[by_place[0]], f.minima[by_place[1]], atol=2e-8)


@each_name
def test_everything_is_derived_without_a_warning(name):
    f = lk.Objective(**NAMED_OBJECTIVES[name])
    assert "Not supported" not in f.javascript
    assert f.latex
    assert f.gradient_latex
    grid = np.linspace(*np.atleast_2d(f.domain).T, 41) + 0.0123
    grid = grid[:, 0] if f.dim == 1 else grid
    for result in (f(grid), f.gradient(grid), f.hessian(grid)):
        assert np.isfinite(result).all()
    assert f.domain == objective(name).domain


@each_name
def test_gradient_and_hessian_agree_with_differences(name):
    f = objective(name)
    low, high = np.atleast_2d(f.domain).T
    points = np.random.default_rng(3).uniform(low, high, (20, f.dim))
    for point in points if f.dim > 1 else points[:, 0]:
        gradient = lk.numerical_gradient(f, point, h=1e-6)
        np.testing.assert_allclose(f.gradient(point), gradient, rtol=2e-5, atol=2e-5)
        hessian = lk.numerical_jacobian(f.gradient, point, h=1e-6)
        np.testing.assert_allclose(f.hessian(point), hessian, rtol=2e-5, atol=2e-4)


@each_name
def test_a_batch_gives_the_bits_of_one_point(name):
    f = objective(name)
    low, high = np.atleast_2d(f.domain).T
    points = np.random.default_rng(4).uniform(low, high, (3, 11, f.dim))
    points = points[..., 0] if f.dim == 1 else points
    for function in (f, f.gradient, f.hessian):
        together = function(points)
        for index in np.ndindex(3, 11):
            np.testing.assert_array_equal(together[index], function(points[index]))


@each_name
def test_javascript_agrees_with_numpy(name):
    f = objective(name)
    low, high = np.atleast_2d(f.domain).T
    points = np.random.default_rng(5).uniform(low, high, (25, f.dim))
    source = (
        f"const f = {f.javascript}; const points = {json.dumps(points.tolist())};"
        "console.log(JSON.stringify(points.map(p =>"
        " [f.value(...p), f.gradient(...p), f.hessian(...p)].flat(2))))"
    )
    printed = subprocess.run(
        [NODE, "-e", source], capture_output=True, encoding="utf-8", check=True
    )
    points = points[:, 0] if f.dim == 1 else points
    parts = (f(points), f.gradient(points), f.hessian(points))
    ours = np.column_stack([part.reshape(25, -1) for part in parts])
    scale = np.abs(ours).max()
    np.testing.assert_allclose(json.loads(printed.stdout), ours, rtol=1e-11, atol=1e-13 * scale)


@pytest.mark.parametrize("name", ["beale", "rosenbrock", "himmelblau", "six_hump_camel"])
def test_the_famous_ones_have_a_reference(name):
    assert objective(name).reference


class TestSyllabus:
    def test_derivative_of_the_cubic(self):
        f = lk.objectives.cubic  # 3x³ − 2x + 1, f′ = 9x² − 2
        for x in (-1.0, 0.0, 0.5, 2.0):
            assert (f(x), f.gradient(x)) == (3 * x**3 - 2 * x + 1, 9 * x**2 - 2)

    def test_partial_derivatives_of_the_mixed_cubic(self):
        f = lk.objectives.mixed_cubic  # f_x = 3y² + 12x², f_y = 6xy − 10y
        x, y = 2.0, -3.0
        assert f([x, y]) == 3 * x * y**2 + 4 * x**3 - 5 * y**2 + 1
        assert f.gradient([x, y]).tolist() == [3 * y**2 + 12 * x**2, 6 * x * y - 10 * y]

    def test_chain_rule_of_the_cube_of_a_line(self):
        f = lk.objectives.cube_of_a_line  # 6(2x − 1)²
        assert [f.gradient(x) for x in (0.0, 0.5, 2.0)] == [6, 0, 54]

    def test_the_circuit(self):
        f = lk.Objective("(x + y)*z")
        assert f([-2, 5, -4]) == -12
        assert f.gradient([-2, 5, -4]).tolist() == [-4, -4, 3]

    def test_the_rotated_ravine_is_the_ravine_turned_by_45_degrees(self):
        turn = np.array([[1, 1], [-1, 1]]) / math.sqrt(2)
        points = np.random.default_rng(0).normal(size=(9, 2))
        np.testing.assert_allclose(
            lk.objectives.rotated_ravine(points), lk.objectives.ravine(points @ turn.T), rtol=1e-12
        )

    def test_both_basins_of_the_double_well(self):
        deep, shallow = lk.objectives.double_well.minima
        assert deep < 0 < shallow
        assert lk.objectives.double_well(shallow) - lk.objectives.double_well(deep) > 0.5

    def test_the_plateau_is_flat_far_out(self):
        f = lk.objectives.plateau
        assert abs(f.gradient(9.0)) < 0.003 < 0.6 < abs(f.gradient(0.6))


class TestShapes:
    @given(shape=st.lists(st.integers(0, 4), max_size=3).map(tuple))
    @settings(max_examples=30, deadline=None)
    def test_element_by_element_in_one_dimension(self, shape):
        f = lk.objectives.parabola
        x = np.ones(shape)
        for function in (f, f.gradient, f.hessian):
            assert np.shape(function(x)) == shape

    @given(shape=st.lists(st.integers(0, 4), max_size=3).map(tuple))
    @settings(max_examples=30, deadline=None)
    def test_the_last_axis_is_the_coordinate(self, shape):
        f = lk.objectives.rosenbrock
        x = np.ones((*shape, 2))
        assert np.shape(f(x)) == shape
        assert np.shape(f.gradient(x)) == (*shape, 2)
        assert np.shape(f.hessian(x)) == (*shape, 2, 2)

    def test_any_memory_layout_and_integers(self):
        f = lk.objectives.himmelblau
        points = np.arange(24).reshape(6, 2, 2) % 5
        for layout in (np.asfortranarray(points), points[::-1], points.tolist()):
            np.testing.assert_array_equal(f(layout), f(np.array(layout, float)))

    def test_constants_have_the_shape_of_their_points(self):
        f = lk.Objective("3", variables=("x",))
        assert f(np.zeros((2, 3))).tolist() == [[3.0] * 3] * 2
        assert f.gradient(np.zeros(2)).tolist() == [0.0, 0.0]

    def test_the_result_is_never_the_callers_array(self):
        x = np.array([1.0, 2.0])
        values = lk.Objective("x")(x)
        values += 1
        assert x.tolist() == [1.0, 2.0]

    @pytest.mark.parametrize("x", [1.0, [1.0, 2.0, 3.0], np.zeros((2, 1))])
    def test_points_of_the_wrong_shape_are_named(self, x):
        with pytest.raises(ValueError, match=r"ravine takes points of shape \(..., 2\), got shape"):
            lk.objectives.ravine(x)


class TestText:
    def test_variables_in_a_chosen_order(self):
        f = lk.Objective("a*b**2", variables=("b", "a"))
        assert f([3.0, 2.0]) == 18
        assert f.gradient([3.0, 2.0]).tolist() == [12, 9]

    def test_variables_that_do_not_occur(self):
        f = lk.Objective("x**2", variables=("x", "y"))
        assert f.gradient([3.0, 7.0]).tolist() == [6, 0]

    def test_named_constants(self):
        f = lk.Objective("a*x**2 + b*y - c", constants={"a": 3, "b": -0.5, "c": np.float64(2)})
        assert f.variables == ("x", "y")
        assert f([2.0, 4.0]) == 8
        assert f.latex == "3 x^{2} - 0.5 y - 2"

    def test_several_variables(self):
        f = lk.Objective("x1*x2 + x3**2 + x4")
        assert (f.dim, f([1, 2, 3, 4])) == (4, 15)
        assert f.hessian([1, 2, 3, 4]).shape == (4, 4)

    def test_corners_take_a_slope_from_between(self):
        assert lk.Objective("abs(x)").gradient(0.0) == 0
        assert lk.objectives.relu.gradient(0.0) == 0.5
        assert lk.Objective("max(x, y)").gradient([1.0, 1.0]).tolist() == [0.5, 0.5]
        assert lk.Objective("abs(abs(x) - 1)").gradient([-2.0, -0.5, 0.5, 2.0]).tolist() == [
            -1, 1, -1, 1,
        ]  # fmt: skip

    def test_reals_only(self):
        f = lk.Objective("abs(log(x)) + x**(1/3)")
        assert f.gradient(0.5) == pytest.approx(-2 + 0.5 ** (-2 / 3) / 3)
        assert math.isnan(f(-1.0))
        assert "cbrt" not in f.javascript

    def test_words_that_javascript_keeps_for_itself(self):
        f = lk.Objective("new**2", variables=("new",))
        assert f.javascript.startswith("({\nvalue: (new_) =>")

    def test_repr_and_pickle(self):
        f = lk.objectives.rosenbrock
        assert repr(f) == "Objective('rosenbrock', dim=2)"
        assert repr(lk.Objective("x**2")) == "Objective('x**2', dim=1)"
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
            pickle.dumps(f)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (dict(text="x", domain=(1, 1)), r"domain must be \(low, high\) with low < high"),
            (dict(text="x", domain=((0, 1), (0, 1))), r"domain must be \(low, high\)"),
            (dict(text="x*y", domain=(0, 1)), r"domain must be 2 pairs \(low, high\)"),
            (dict(text="x", domain=(0, float("inf"))), "domain must hold finite numbers only"),
            (dict(text="x", minima=[[1.0]]), "minima must be a list of numbers"),
            (dict(text="x*y", minima=[1.0]), "minima must be a list of points of 2 coordinates"),
            (dict(text="x", variables=("x", "x")), "'x' is taken and cannot name a variable"),
            (dict(text="x", variables=("x y",)), "variables must be named by letters and digits"),
            (dict(text="x", variables=("pi",)), "'pi' is taken and cannot name a variable"),
            (dict(text="a*x", constants={"a": "3"}), "the constant a must be a finite number"),
            (dict(text="a*x", constants={"sin": 3}), "'sin' is taken and cannot name a constant"),
            (
                dict(text="a*x", variables=("a",), constants={"a": 3}),
                "'a' is taken and cannot name",
            ),
            (dict(text="a*x", variables=("x",)), "a is not known here. Known are x, pi, e"),
            (dict(text=3), "text must be text, got 3"),
            (dict(text=abs), "text must be a formula, .* that is for Objective.from_function"),
        ],
    )
    def test_bad_input_is_named(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            lk.Objective(**arguments)

    def test_an_unknown_landscape_is_named_with_its_near_matches(self):
        with pytest.raises(AttributeError, match="did you mean 'rosenbrock'"):
            lk.objectives.rosenbrok  # noqa: B018

    def test_minima_are_searched_in_two_dimensions_at_most(self):
        with pytest.raises(ValueError, match="1 or 2 dimensions, x\\*y\\*z has 3"):
            lk.Objective("x*y*z").minima  # noqa: B018


class TestFromFunction:
    def test_a_numerical_gradient_by_default(self):
        f = lk.Objective.from_function(lambda w: w[0] ** 2 * w[1])
        assert f([2.0, 3.0]) == 12
        np.testing.assert_allclose(f.gradient([2.0, 3.0]), [12, 4], rtol=1e-8)
        np.testing.assert_allclose(f.hessian([2.0, 3.0]), [[6, 4], [4, 0]], atol=1e-5)
        assert (f.latex, f.gradient_latex, f.javascript, f.text) == (None,) * 4

    def test_a_given_gradient(self):
        f = lk.Objective.from_function(lambda w: w @ w, gradient=lambda w: 2 * w)
        assert f.gradient([[1.0, 2.0], [3.0, 4.0]]).tolist() == [[2, 4], [6, 8]]
        np.testing.assert_allclose(f.hessian([1.0, 2.0]), 2 * np.eye(2), atol=1e-9)

    def test_one_dimension(self):
        f = lk.Objective.from_function(math.cosh, dim=1, domain=(-2, 2), name="chain")
        assert repr(f) == "Objective('chain', dim=1)"
        assert f(np.array([0.0, 1.0])).tolist() == [1.0, math.cosh(1.0)]
        assert f.gradient(1.0) == pytest.approx(math.sinh(1), rel=1e-8)
        assert f.hessian(1.0) == pytest.approx(math.cosh(1), rel=1e-6)
        assert f.minima == pytest.approx([0.0], abs=1e-6)
        assert math.isnan(f(1e6))  # math.cosh overflows

    def test_high_dimension(self):
        f = lk.Objective.from_function(lambda w: ((w - 1) ** 2).sum(), dim=50)
        path = lk.descend(f, lk.GradientDescent(0.25), start=np.zeros(50), steps=40)
        np.testing.assert_allclose(path.points[-1], 1, atol=1e-9)

    def test_stacked_callables_take_many_points_at_once(self):
        calls = []

        def fun(w):
            calls.append(w.shape)
            return (w**2).sum(axis=-1)

        f = lk.Objective.from_function(fun, dim=3, stacked=True)
        points = np.random.default_rng(0).normal(size=(500, 3))
        np.testing.assert_allclose(f.gradient(points), 2 * points, atol=1e-8)
        assert len(calls) <= 6

    def test_the_callers_points_stay_as_they_are(self):
        def greedy(w):
            w *= 0
            return 0.0

        points = np.ones((3, 2))
        f = lk.Objective.from_function(greedy)
        f(points)
        f.gradient(points)
        assert (points == 1).all()

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (dict(fun="x**2"), "fun must be a function, got 'x\\*\\*2'"),
            (dict(fun=abs, dim=0), "dim must be a whole number of at least 1, got 0"),
            (dict(fun=abs, dim=2, domain=(0, 1)), "domain must be 2 pairs"),
        ],
    )
    def test_bad_input_is_named(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            lk.Objective.from_function(**arguments)
