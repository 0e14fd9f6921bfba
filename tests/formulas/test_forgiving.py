"""Functions of a learner that are not defined everywhere, or return something else."""

import math

import numpy as np
import pytest

import lessonkit as lk

nan = math.nan


@pytest.mark.parametrize(
    ("fun", "inside", "outside"),
    [
        (lambda x: math.sqrt(x) + x * x, 4.0, -1.0),
        (math.log, 2.0, -2.0),
        (math.acos, 0.5, 1.5),
        (lambda x: 1 / int(x), 2.0, 0.0),
        (lambda x: math.exp(x), 1.0, 1e4),
        (lambda x: 10 ** int(x), 2.0, 400.0),
        (lambda x: float(x) ** 0.5, 4.0, -4.0),  # complex there
        (lambda x: x if x > 0 else complex(x, 1), 1.0, -1.0),
    ],
)
def test_f7_r17_not_defined_is_nan(fun, inside, outside):
    f = lk.Objective.from_function(fun, dim=1)
    values = f([outside, inside, outside])
    assert values[1] == pytest.approx(float(fun(inside)))
    assert np.isnan(values[[0, 2]]).all()
    slopes = f.gradient([outside, inside])
    assert np.isnan(slopes[0])
    assert np.isfinite(slopes[1])
    assert math.isnan(f.hessian(outside))
    assert math.isfinite(f.hessian(inside))


def test_f7_in_two_dimensions_only_the_slopes_that_need_it_are_nan():
    f = lk.Objective.from_function(lambda w: math.sqrt(w[0]) + w[1] ** 2)
    np.testing.assert_array_equal(f([[-1.0, 2.0], [4.0, 2.0]]), [nan, 6.0])
    np.testing.assert_allclose(f.gradient([[0.0, 2.0], [4.0, 2.0]]), [[nan, 4.0], [0.25, 4.0]])


def test_f7_one_bad_point_of_a_stack_leaves_the_others():
    def picky(w):
        if (w[..., 0] < 0).any():
            raise ValueError("math domain error")
        return w[..., 0] ** 2 + w[..., 1]

    f = lk.Objective.from_function(picky, stacked=True)
    points = [[2.0, 1.0], [-1.0, 1.0], [3.0, 0.0]]
    np.testing.assert_array_equal(f(points), [5.0, nan, 9.0])
    np.testing.assert_allclose(f.gradient(points)[[0, 2]], [[4.0, 1.0], [6.0, 1.0]])
    assert np.isnan(f.gradient(points)[1]).any()


def test_f7_a_given_gradient_may_fail_too():
    f = lk.Objective.from_function(math.log, gradient=lambda x: 1 / int(x), dim=1)
    np.testing.assert_array_equal(f.gradient([2.0, 0.0]), [0.5, nan])


def test_f7_descend_stops_where_the_function_ends():
    f = lk.Objective.from_function(lambda x: x - math.log(1 + x) * 3, dim=1)
    path = lk.descend(f, lk.GradientDescent(20.0), start=3.0, steps=4)
    assert path.diverged_at == 1


@pytest.mark.parametrize("error", [TypeError, KeyError, AttributeError, NameError, RuntimeError])
def test_f7_other_exceptions_are_mistakes(error):
    def broken(_):
        raise error("mine")

    for f in (
        lk.Objective.from_function(broken, dim=d, stacked=s) for d in (1, 2) for s in (False, True)
    ):
        with pytest.raises(error, match="mine"):
            f(np.ones(f.dim))


@pytest.mark.parametrize(
    ("fun", "message"),
    [
        (lambda w: None, "fun returned None: is a return missing"),
        (lambda w: "3", "fun must return one number, got '3'"),
        (lambda w: w, r"fun must return one number, got an array of shape \(2,\)"),
        (lambda w: [1, None], "fun must return one number, got"),
    ],
)
def test_what_is_no_number_is_named(fun, message):
    f = lk.Objective.from_function(fun)
    for function in (f, f.gradient, f.hessian):
        with pytest.raises(ValueError, match=message):
            function([[1.0, 2.0]])


def test_a_stack_of_points_has_a_stack_of_results():
    f = lk.Objective.from_function(lambda w: 3.0, gradient=lambda w: 1.0, stacked=True)
    with pytest.raises(ValueError, match=r"fun must return an array of shape \(2,\), got shape"):
        f([[1.0, 2.0], [3.0, 4.0]])
    with pytest.raises(ValueError, match=r"gradient must return an array of shape \(2,\), got"):
        f.gradient([1.0, 2.0])
