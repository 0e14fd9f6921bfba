"""Where a descent starts when nobody says so."""

import math

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.formulas.starts import default_start

PLANE = ((-5, 5), (-5, 5))


@pytest.mark.parametrize("name", lk.objectives.names())
def test_a_sixth_of_the_domain_from_its_edge(name):
    f = getattr(lk.objectives, name)
    low, high = np.atleast_2d(f.domain).T
    share = (np.atleast_1d(default_start(f)) - low) / (high - low)
    np.testing.assert_allclose(share, [5 / 6] if f.dim == 1 else [1 / 6, 5 / 6], atol=0.005)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("log(x)", (-5, 0.5)),
        ("asin(x)", (-5, 5)),
        ("sqrt(-x)", (-5, 5)),
        ("acos(9*x)", (-5, 5)),
        ("1/(x-4)", (0, 4.8)),
        ("sqrt(x-4)", (0, 4.8)),
        ("exp(exp(x))", (0, 99)),
        ("log(x-4.9)", (-5, 5)),
        ("sqrt(x*y)", PLANE),
        ("asin(x)*asin(y)", PLANE),
        ("log(x**2+y**2-48)", PLANE),
        ("x/(x+y)", PLANE),
        ("1/(3*x+10)", ((-5, 5),)),
    ],
)
def test_f3_a_start_has_a_value_and_a_slope(text, domain):
    f = lk.Objective(text, domain if len(domain) > 1 else domain[0])
    start = default_start(f)
    assert np.isfinite(f(start))
    assert np.isfinite(f.gradient(start)).all()
    low, high = np.atleast_2d(f.domain).T
    assert ((low <= start) & (start <= high)).all()


def test_f3_the_function_of_a_learner_too():
    f = lk.Objective.from_function(np.log, dim=1, domain=(-5, 0.5))
    assert 0 < default_start(f) < 0.5


def test_without_any_value_the_usual_place_is_taken():
    f = lk.Objective.from_function(lambda x: math.sqrt(-1), dim=1, domain=(0, 6))
    assert default_start(f) == 5.0
