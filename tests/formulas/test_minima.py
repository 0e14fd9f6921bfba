"""The search for minima: what it finds, what is none, and where it stops."""

import math

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.formulas import minima as search

POLES = [
    "1/x", "tan(x)", "1/(x-1)**3", "x/(x**2-1)", "1/(x-1/3)", "-1/(x-0.3)**2", "-1/abs(x-pi)",
    "log(abs(x))", "log(abs(x-1/3))", "log(abs(sin(x)))", "min(1/x, 0)", "-abs(x)**-0.01",
    "-exp(-x**2)/abs(x)", "x**-99",
    "log((x-0.1234)**2 + 1e-40)",  # narrower than floats are apart
]  # fmt: skip
POLES_IN_THE_PLANE = [
    "1/(x-y)", "1/(x*y)", "-1/(x-y)**2", "log(x**2+y**2)", "tan(x+y)", "min(1/(x-y), 0)",
    "-1/((x-0.3)**2+(y+0.7)**2)", "log(abs(x**2+y**2-2))",
]  # fmt: skip


@pytest.fixture(autouse=True)
def points(monkeypatch):
    """At how many points values are asked for; a search that goes on and on fails in seconds."""
    counted, values = [0], search._values

    def counting(objective, points):
        counted[0] += points.size // points.shape[-1]
        if counted[0] > 5_000_000:
            pytest.fail("the search goes on and on")
        return values(objective, points)

    monkeypatch.setattr(search, "_values", counting)
    return counted


@pytest.mark.parametrize("text", POLES + POLES_IN_THE_PLANE)
def test_f8_r6_a_pole_is_no_minimum(text):
    assert len(lk.Objective(text).minima) == 0


@pytest.mark.parametrize(
    ("text", "minima"),
    [
        ("x+1/x", [1.0]),
        ("x**2+1/x", [2 ** (-1 / 3)]),
        ("1/(x-pi)+x**2", [0.0523935967, 3.5185590023]),
        ("abs(x-1/3)", [1 / 3]),
        ("sqrt(abs(x-1/3))", [1 / 3]),
        ("1e6+x**2", [0.0]),
        ("x*log(x)", [1 / math.e]),
        ("x**2+sqrt(x+1)", [-0.2984841424]),
    ],
)
def test_f8_beside_poles_and_corners_minima_are_found(text, minima):
    np.testing.assert_allclose(np.sort(lk.Objective(text).minima), minima, atol=2e-9)


def test_f8_a_jump_is_no_minimum_where_the_lower_value_is_not_taken():
    assert len(lk.Objective("x**2 - sign(x)").minima) == 0


@pytest.mark.parametrize("text", ["acos(x)+asin(x)", "sin(x)**2+cos(x)**2", "exp(x)*exp(-x)"])
def test_what_rounding_makes_of_a_constant_is_no_minimum(text):
    assert len(lk.Objective(text).minima) == 0


@pytest.mark.parametrize("text", ["x*sin(3*x)", "sin(x)*cos(y)+x/9", "x**4-x**2+tan(x)/9", "1/x+x"])
def test_nothing_around_a_minimum_is_lower(text):
    f = lk.Objective(text)
    assert len(f.minima)
    for point in f.minima:
        for size in (1e-3, 1e-5):
            away = size * np.random.default_rng(1).normal(size=(500, f.dim))
            around = f(point + (away if f.dim > 1 else away[:, 0]))
            assert np.isfinite(f(point))
            assert (around >= f(point) - 1e-14).all()


def test_narrow_domains_have_minima_too():
    assert lk.Objective("(x-1.23456789e-7)**2", (0, 1e-6)).minima == pytest.approx([1.23456789e-7])
    assert lk.Objective("(x-1000.003)**2", (1000, 1000.01)).minima == pytest.approx([1000.003])


def test_minima_lie_in_the_domain():
    f = lk.Objective("(x-5.01)**2 + 1e-3*sin(99*x)", domain=(0, 5))
    assert ((f.minima > 0) & (f.minima < 5)).all()


@pytest.mark.parametrize(
    "text", ["sin(20*x*y)", "cos(60*x)+cos(60*y)", "tan(x*y)", "sin(99*x)*sin(99*y)", "cos(999*x)"]
)
def test_r1_the_search_is_bounded_and_says_when_it_stopped(text, points):
    f = lk.Objective(text)
    found, complete = search.find_minima(f)
    assert len(found) <= search.MOST
    assert complete == (f.dim == 1)
    looks = 2 * search.ROUNDS * 5**f.dim + 32 * search.NEWTON_STEPS + 7 * 180
    assert points[0] <= search.SAMPLES**f.dim + search.MOST * looks


def test_r1_an_objective_says_whether_its_minima_are_all():
    assert lk.Objective("x**2").minima_complete
    assert not lk.Objective("sin(20*x*y)").minima_complete
    assert lk.objectives.rosenbrock.minima_complete
    rastrigin = lk.objectives.rastrigin
    typed = lk.Objective(rastrigin.text, rastrigin.domain)
    assert typed.minima_complete
    assert len(typed.minima) == 121  # one for each pair of whole numbers from −5 to 5


def test_r1_the_lowest_places_are_followed():
    f = lk.Objective("cos(60*x) + cos(60*y) + x/9")
    assert len(f.minima) > 100
    assert f.minima[:, 0].max() < 0
