"""The directions of a quadratic bowl, against a bowl worked out by hand and numpy.linalg.eigh."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.quadratics import eigenbasis

# 5x² + 6xy + 5y² − 16x − 16y: its Hessian [[10, 6], [6, 10]] takes (1, −1) four times and (1, 1)
# sixteen times; the slopes 10x + 6y − 16 and 6x + 10y − 16 are 0 at (1, 1), where it is −16.
BY_HAND = lk.Objective("5*x**2 + 6*x*y + 5*y**2 - 16*x - 16*y", domain=((-4, 4), (-3, 5)))
ROOT = 0.5**0.5


def test_a_bowl_worked_out_by_hand():
    bowl = eigenbasis(BY_HAND)
    np.testing.assert_allclose(bowl.curvatures, [4, 16])
    np.testing.assert_allclose(bowl.center, [1, 1])
    assert bowl.lowest == pytest.approx(-16)
    np.testing.assert_allclose(bowl.directions, [[ROOT, -ROOT], [ROOT, ROOT]])
    # (3, 1) is 2 to the right of the center: √2 along each direction.
    np.testing.assert_allclose(bowl.coordinates([3, 1]), [2**0.5, 2**0.5])
    np.testing.assert_allclose(bowl.parts([3, 1]), [4, 16])
    assert BY_HAND(np.array([3.0, 1.0])) == pytest.approx(-16 + 4 + 16)


def test_the_map_holds_every_u():
    bowl = eigenbasis(BY_HAND)
    (left, right), (low, high) = bowl.bounds(BY_HAND.domain)
    corners = bowl.coordinates([(-4, -3), (-4, 5), (4, -3), (4, 5)])
    assert (left, right) == (corners[:, 0].min(), corners[:, 0].max())
    assert high == -low == pytest.approx(0.3 * (right - left))


@pytest.mark.parametrize("seed", range(12))
def test_every_turned_bowl_is_as_numpy_says_and_falls_into_its_parts(seed):
    rng = np.random.default_rng(seed)
    flat, steep = rng.uniform(0.1, 50, 2)
    angle = rng.uniform(-np.pi, np.pi)
    x0, y0 = rng.uniform(-2, 2, 2)
    c, s = np.cos(angle), np.sin(angle)
    H = np.array([[c, -s], [s, c]]) @ np.diag([flat, steep]) @ np.array([[c, s], [-s, c]])
    (a, b), (_, d) = H.tolist()
    f = lk.Objective(
        f"{a / 2}*(x-({x0}))**2 + {b}*(x-({x0}))*(y-({y0})) + {d / 2}*(y-({y0}))**2",
        domain=((-3, 3), (-3, 3)),
    )
    bowl = eigenbasis(f)
    np.testing.assert_allclose(bowl.curvatures, np.linalg.eigh(H)[0], rtol=1e-7)
    np.testing.assert_allclose(
        bowl.directions @ H @ bowl.directions.T,
        np.diag(bowl.curvatures),
        atol=1e-7 * max(flat, steep),
    )
    assert np.linalg.det(bowl.directions) == pytest.approx(1)
    places = np.random.default_rng(0).uniform(-3, 3, size=(20, 2))
    np.testing.assert_allclose(bowl.lowest + bowl.parts(places).sum(axis=1), f(places), atol=1e-6)


@pytest.mark.parametrize("rate", [0.01, 0.07, 0.08, 0.09])
def test_each_step_multiplies_each_coordinate(rate):
    turned = lk.Objective("0.5*(0.8*x + 0.6*y)**2 + 12.5*(0.8*y - 0.6*x)**2")
    path = lk.descend(turned, lk.GradientDescent(rate), [-5.0, -2.0], 20)
    along = eigenbasis(turned).coordinates(path.points)
    expected = np.array([-5.2, 1.4]) * np.array([1 - rate, 1 - 25 * rate]) ** np.arange(21)[:, None]
    np.testing.assert_allclose(along, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "objective",
    [
        lk.objectives.parabola,
        lk.objectives.rosenbrock,
        lk.Objective("x**2 - y**2"),
        lk.Objective("x**2 + 0*y"),
        lk.Objective("x + 2*y"),
        lk.Objective("x**4 + y**2"),
        lk.Objective("-x**2 - y**2"),
        lk.Objective.from_function(
            lambda w: w[0] ** 2 + w[1] ** 2, dim=2, domain=((-1, 1), (-1, 1))
        ),
    ],
    ids=lambda objective: objective.name,
)
def test_nothing_else_has_one(objective):
    assert eigenbasis(objective) is None
