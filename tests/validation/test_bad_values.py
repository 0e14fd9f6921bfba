"""Every public name of the core, with one bad argument at a time (R14, R15, R16, R18)."""

import functools

import numpy as np
import pytest

import lessonkit as lk
from tests.bad_values import calls_with_bad_values, refused_or_used

X, Y, W = np.array([[1.0, 2.0], [0.0, 1.0], [3.0, 1.0]]), np.array([0, 1, 2]), np.ones((3, 2))
PARABOLA, BOWL = lk.objectives.parabola, lk.objectives.bowl
NETWORK = lk.TwoLayerNetwork(2, 3, 3)
DATA = lk.DataLoss(lk.svm_loss, lk.svm_gradient, X, Y)
SLICE = lk.slice_1d(np.sum, [1.0, 2.0], [1.0, 0.0], [0.0, 1.0])
PLANE = lk.slice_2d(np.sum, [1.0, 2.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [0.0])


def rng():
    return np.random.default_rng(0)


def square(w):
    return (np.asarray(w) ** 2).sum()


def twice(w):
    return 2 * np.asarray(w)


def use_of_function(dim, stacked):
    points = [1.0, 2.0] if dim == 1 else [[1.0, 2.0], [3.0, 4.0]]

    def use(fun, gradient):
        objective = lk.Objective.from_function(fun, gradient, dim, stacked=stacked)
        return objective(points), objective.gradient(points), objective.hessian(points)

    return use


RATES = dict(learning_rate=0.1)
POINTS = dict(points=np.zeros((3, 2)), values=np.zeros(3), states=(), diverged_at=None)
EXAMPLES = dict(W=W, X=X, y=Y)
SLOPES = dict(fun=square, x=[1.0, 2.0], h=1e-4)
LOCAL = dict(loss=square, start=[1.0, 2.0], step_size=0.1, tries=3, rng=rng(), record=False)
DRAWN = dict(loss=square, draw=lambda rng: rng.uniform(size=2), tries=3, rng=rng(), batch=1)

# For each public name of the core a good call, by keyword.
GOOD = {
    "AdaDelta": RATES | dict(decay=0.9, epsilon=1e-6),
    "Adagrad": RATES | dict(epsilon=1e-8),
    "Adam": RATES | dict(beta1=0.9, beta2=0.999, epsilon=1e-8),
    "AdamW": RATES | dict(beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.1),
    "ConstantRate": dict(initial=0.1),
    "CosineDecay": dict(initial=0.1, steps=3, final=0.0),
    "ConvNetwork": dict(channels=2, classes=3),
    "DataLoss": dict(loss=lk.svm_loss, gradient_of=lk.svm_gradient, X=X, y=Y, settings={}),
    "ExponentialDecay": dict(initial=0.1, decay=0.1),
    "GradientDescent": RATES,
    "HalveOnRise": dict(optimizer=lk.Adam(0.1)),
    "InverseTimeDecay": dict(initial=0.1, decay=0.1),
    "Momentum": RATES | dict(momentum=0.9),
    "Nadam": RATES | dict(beta1=0.9, beta2=0.999, epsilon=1e-8),
    "Nesterov": RATES | dict(momentum=0.9),
    "Objective": dict(
        text="a*x**2",
        domain=(-1, 1),
        variables=("x",),
        constants={"a": 2},
        minima=[0.0],
        name="f",
        reference="",
    ),
    "Path": POINTS | dict(optimizer=None, objective=None, stopped_at=None),
    "RMSProp": RATES | dict(decay=0.9, epsilon=1e-8),
    "ShiftedNesterov": RATES | dict(momentum=0.9),
    "SmallChange": dict(tolerance=0.1),
    "SmallGradient": dict(tolerance=0.1),
    "StepDecay": dict(initial=0.1, every=3, factor=0.5),
    "TwoLayerNetwork": dict(features=2, hidden=3, classes=3),
    "accuracy": EXAMPLES,
    "descend": dict(
        objective=PARABOLA,
        optimizer=lk.Adam(0.1),
        start=1.0,
        steps=3,
        batches=None,
        stop=(),
        keep_states=True,
    ),
    "gradient_check": SLOPES | dict(gradient=twice),
    "minibatches": dict(examples=5, size=2, rng=rng(), epochs=1),
    "normalize_rows": dict(direction=W, like=W),
    "numerical_gradient": SLOPES | dict(method="central", point_axes=None),
    "numerical_hessian": SLOPES,
    "numerical_jacobian": SLOPES | dict(fun=twice, method="central"),
    "progress": dict(items=[1, 2], total=2),
    "random_direction": dict(shape=(3, 2), rng=rng(), like=W),
    "random_local_search": LOCAL,
    "random_search": DRAWN,
    "reached_minimum": dict(minima=[[1.0, 2.0]], ends=[[1.0, 2.0], [5.0, 5.0]], near=0.1),
    "slice_1d": dict(fun=square, center=[1.0, 2.0], direction=[1.0, 0.0], alphas=[0.0], batch=1),
    "slice_2d": dict(
        fun=square,
        center=[1.0, 2.0],
        d1=[1.0, 0.0],
        d2=[0.0, 1.0],
        alphas=[0.0],
        betas=[0.0],
        batch=1,
    ),
    "softmax_gradient": EXAMPLES | dict(reg=0.1),
    "softmax_loss": EXAMPLES | dict(reg=0.1),
    "svm_gradient": EXAMPLES | dict(reg=0.1),
    "svm_loss": EXAMPLES | dict(reg=0.1),
    "train": dict(
        data=DATA, optimizer=lk.Adam(0.1), start=W, seed=0, batch_size=2, steps=3, keep_states=False
    ),
}
FLAT = np.ones(NETWORK.size)
TRAIN = dict(w=FLAT, X=X, y=Y, reg=0.1)
# Other ways to call them, and what they make.
MORE = {
    "DataLoss.__call__": (DATA, dict(w=W, batch=[0, 1])),
    "DataLoss.gradient": (DATA.gradient, dict(w=W, batch=[0, 1])),
    "TwoLayerNetwork.accuracy": (NETWORK.accuracy, dict(w=FLAT, X=X, y=Y)),
    "TwoLayerNetwork.gradient": (NETWORK.gradient, TRAIN),
    "TwoLayerNetwork.init": (NETWORK.init, dict(rng=rng())),
    "TwoLayerNetwork.loss": (NETWORK.loss, TRAIN),
    "TwoLayerNetwork.pack": (NETWORK.pack, dict(parameters=NETWORK.unpack(FLAT))),
    "TwoLayerNetwork.random_direction": (NETWORK.random_direction, dict(w=FLAT, rng=rng())),
    "TwoLayerNetwork.scores": (NETWORK.scores, dict(w=FLAT, X=X)),
    "TwoLayerNetwork.unpack": (NETWORK.unpack, dict(w=FLAT)),
    "Slice.point": (SLICE.point, dict(alpha=0.5)),
    "Slice.point of a plane": (PLANE.point, dict(alpha=0.5, beta=0.5)),
    "Adam.init": (lk.Adam(0.1).init, dict(w=[1.0])),
    "AdaDelta.init": (lk.AdaDelta().init, dict(w=[1.0])),
    "HalveOnRise.init": (lk.HalveOnRise(lk.Adam(0.1)).init, dict(w=[1.0])),
    "ConstantRate.__call__": (lk.ConstantRate(0.1), dict(step=3)),
    "CosineDecay.__call__": (lk.CosineDecay(0.1), dict(step=3)),
    "ExponentialDecay.__call__": (lk.ExponentialDecay(0.1), dict(step=3)),
    "InverseTimeDecay.__call__": (lk.InverseTimeDecay(0.1), dict(step=3)),
    "StepDecay.__call__": (lk.StepDecay(0.1), dict(step=3)),
    "descend on data": (
        functools.partial(lk.descend, DATA, lk.GradientDescent(0.1), W),
        dict(steps=2, batches=[[0, 1], [2]], stop=lk.SmallChange(0.0)),
    ),
    "descend from a batch": (
        functools.partial(lk.descend, BOWL, lk.GradientDescent(0.1), steps=2),
        dict(start=np.zeros((3, 2)), stop=lk.SmallGradient(0.1)),
    ),
    "gradient_check of an array": (
        functools.partial(lk.gradient_check, square),
        dict(gradient=[2.0, 4.0], x=[1.0, 2.0]),
    ),
    "numerical_gradient of a stack": (
        functools.partial(lk.numerical_gradient, x=W),
        dict(fun=lambda p: (p**2).sum(axis=-1), point_axes=1),
    ),
    "numerical_gradient forward": (
        functools.partial(lk.numerical_gradient, method="forward"),
        SLOPES,
    ),
    "random_search in batches": (
        lk.random_search,
        DRAWN | dict(loss=lambda w: (w**2).sum(axis=-1), batch=2),
    ),
    "slice_1d in batches": (
        functools.partial(lk.slice_1d, center=[1.0, 2.0], direction=[1.0, 0.0], alphas=[0.0, 1.0]),
        dict(fun=lambda w: (w**2).sum(axis=-1), batch=2),
    ),
    "random_direction of length 1": (lk.random_direction, dict(shape=(3, 2), rng=rng())),
    "Objective.from_function": (
        lk.Objective.from_function,
        dict(
            fun=square,
            gradient=twice,
            dim=2,
            domain=((-1, 1), (-1, 1)),
            minima=[[0.0, 0.0]],
            name="f",
            reference="",
            stacked=False,
        ),
    ),
    "Objective.__call__": (PARABOLA, dict(x=1.0)),
    "Objective.gradient": (BOWL.gradient, dict(x=[1.0, 2.0])),
    "Objective.hessian": (BOWL.hessian, dict(x=[1.0, 2.0])),
    "an Objective of a number": (
        use_of_function(1, stacked=False),
        dict(fun=square, gradient=twice),
    ),
    "an Objective of two": (use_of_function(2, stacked=False), dict(fun=square, gradient=twice)),
    "a stacked Objective": (
        use_of_function(2, stacked=True),
        dict(fun=lambda w: (w**2).sum(axis=-1), gradient=twice),
    ),
    "Value": (lk.autodiff.Value, dict(data=[1.0, 2.0], label="x")),
}
CALLS = {name: (getattr(lk, name), arguments) for name, arguments in GOOD.items()} | MORE

# Whether a function takes stacks shows in what it returns, whether a batch exists in its indices,
# and what a `DataLoss` makes of weights is up to its loss.
ALSO = {
    "variables": ["formula"],
    "constants": ["formula"],
    "text": ["formula"],
    "point_axes": ["fun"],
    "batches": ["batch"],
    "w": ["W"],
    "start": ["W"],
}
# What is loaded, shown or drawn has tests of its own.
ELSEWHERE = {
    "style",
    "exercises",
    "exercises.report",
    "datasets",
    "datasets.cifar10",
    "figures.tables",
}


def test_every_public_name_of_the_core_is_tried():
    homes = {name: home for name, home in lk._HOME.items() if not home.startswith("widgets")}
    core = {name for name, home in homes.items() if home not in ELSEWHERE} - {"need_cifar10"}
    assert core == set(GOOD)


@pytest.mark.parametrize("call", CALLS)
def test_good_values_are_taken(call):
    function, arguments = CALLS[call]
    function(**arguments)


@pytest.mark.parametrize("call", CALLS)
def test_bad_values_are_refused_by_name_or_used_without_a_warning(call):
    function, arguments = CALLS[call]
    faults = [
        refused_or_used(function, changed, name, kind, ALSO.get(name, ()))
        for name, kind, changed in calls_with_bad_values(arguments)
    ]
    assert [fault for fault in faults if fault] == []


def nothing(*arguments, **settings):
    """A function whose return was forgotten."""


class Downhill:
    """Somebody's own objective or optimizer, of which one part is wrong."""

    def __init__(self, value=None, gradient=None, update=None):
        self.value = value or (lambda w: float((w**2).sum()))
        self.slope = gradient or (lambda w: 2 * w)
        self.step = update or (lambda w, gradient, state: (w - 0.1 * gradient(w), state))

    def __call__(self, w):
        return self.value(w)

    def gradient(self, w):
        return self.slope(w)

    def init(self, w):
        return None

    def update(self, w, gradient, state):
        return self.step(w, gradient, state)


def own_descent(start=(1.0, 2.0), stop=(), **parts):
    own = Downhill(**parts)
    return lk.descend(own, own, list(start), steps=3, stop=stop)


def test_an_own_objective_and_optimizer_are_welcome():
    np.testing.assert_allclose(own_descent().points[-1], [0.8**3, 2 * 0.8**3])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        # R14: what is no real number
        (lambda: lk.GradientDescent(10**400), "learning_rate must be a positive, finite number"),
        (lambda: lk.descend(PARABOLA, lk.Adam(0.1), 10**400), "start must be a number or an array"),
        (lambda: lk.GradientDescent(np.complex128(1 + 1j)), "learning_rate must be a positive"),
        (lambda: lk.GradientDescent(np.timedelta64(1, "s")), "learning_rate must be a positive"),
        (lambda: lk.GradientDescent(lk.CosineDecay), "got the class CosineDecay"),
        (lambda: lk.svm_loss(W + 1j, X, Y), "W must be a number or an array of numbers"),
        (lambda: lk.slice_1d(square, ["1", "2"], [1, 0], [0]), "center must be a number or an arr"),
        (lambda: lk.normalize_rows(np.ma.ones((2, 2)), W), "direction must be a number or an arr"),
        # R15: a forgotten return
        (lambda: lk.random_search(nothing, lambda rng: 1.0, 3, rng()), "loss returned None: is a"),
        (lambda: lk.random_search(square, nothing, 3, rng()), "draw returned None: is a return"),
        (lambda: lk.random_local_search(nothing, [1.0], 1, 3, rng()), "loss returned None: is a"),
        (lambda: lk.slice_1d(nothing, [1.0], [1.0], [0]), "fun returned None: is a return missing"),
        (lambda: lk.slice_2d(nothing, [1], [1], [1], [0], [0]), "fun returned None: is a return"),
        (lambda: lk.numerical_gradient(nothing, 1.0), "fun returned None: is a return missing?"),
        (lambda: lk.numerical_jacobian(nothing, 1.0), "fun returned None: is a return missing?"),
        (lambda: lk.numerical_hessian(nothing, 1.0), "fun returned None: is a return missing?"),
        (
            lambda: lk.autodiff.Value(3.0) + None,
            "must be a number or an array of numbers, got None",
        ),
        (lambda: own_descent(value=nothing), "objective returned None: is a return missing?"),
        (lambda: own_descent(gradient=nothing), "gradient returned None: is a return missing?"),
        (lambda: own_descent(update=nothing), "update returned None: is a return missing?"),
        (lambda: own_descent(stop=nothing), "stop returned None: is a return missing?"),
        (lambda: lk.DataLoss(nothing, None, X, Y)(W), "loss returned None: is a return missing?"),
        (lambda: lk.DataLoss(square, nothing, X, Y).gradient(W), "gradient_of returned None: is a"),
        (
            lambda: lk.descend(PARABOLA, lk.Adam(nothing), 1.0),
            "the learning rate of the schedule at step 0 must be a finite number of at least 0",
        ),
        # R16: arguments that nobody checked
        (lambda: own_descent(stop=5), "stop must be a list, got 5"),
        (lambda: own_descent(stop=lk.SmallChange), "stop must be a function, got the class Small"),
        (lambda: own_descent(stop=lambda *_: "no"), "stop must return True or False, got 'no'"),
        (lambda: lk.descend(PARABOLA, lk.Adam, 1.0), "init and update, got the class Adam"),
        (lambda: lk.descend(Downhill, lk.Adam(0.1), 1.0), "got the class Downhill"),
        (lambda: own_descent(update=lambda w, g, s: w), "update must return the new point and the"),
        (lambda: own_descent(update=lambda w, g, s: (w[0], s)), "update must return a point of sh"),
        (
            lambda: own_descent(update=lambda w, g, s: (w * 1j, s)),
            "update must return an array of n",
        ),
        (
            lambda: lk.reached_minimum([], [[1.0]]),
            "minima must have shape (count, dim), got shape (",
        ),
        (lambda: lk.numerical_hessian(square, 1.0, h=1e-200), "h must be a number whose square is"),
        (lambda: lk.numerical_hessian(square, 1.0, h=1e200), "h must be a number whose square is"),
        (
            lambda: lk.numerical_gradient(square, 1.0, method=np.array(["central"])),
            "unknown method array(['central']",
        ),
        # R18: results and points of the wrong shape
        (
            lambda: own_descent(gradient=lambda w: 3.0),
            "gradient must return an array of shape (2,)",
        ),
        (
            lambda: own_descent(gradient=lambda w: w[:1]),
            "gradient must return an array of shape (2",
        ),
        (lambda: lk.reached_minimum([1.0, 2.0], [1.0]), "minima must have shape (count, dim), got"),
        (
            lambda: lk.reached_minimum([[1.0, 2.0]], [1.0]),
            "ends must have shape (…, 2), got shape (",
        ),
        (
            lambda: lk.numerical_jacobian(lambda w: w[: 1 + (w[0] > 1)], [1.0, 2.0]),
            "fun must return an array of shape (1,), got shape (2,)",
        ),
    ],
)
def test_r14_r15_r16_r18_say_what_is_wrong(call, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        call()
    assert message in str(caught.value)


def test_r13_r32_weights_that_ran_away_are_never_right_and_never_warn():
    for weights in (W * np.nan, np.array([[np.nan, 1.0], [0, 0], [0, 0]])):
        assert lk.accuracy(weights, X, [0, 0, 0]) == 0.0
    assert lk.accuracy(W * np.inf, X, [0, 0, 0]) == 2 / 3  # 0 * inf is the third, the first ties
    assert lk.accuracy([[1e308, 1e308], [0, 0], [0, 0]], X, [0, 0, 0]) == 1.0
    assert lk.accuracy([W, W * np.nan], X, [0, 0, 0]).tolist() == [1.0, 0.0]
    assert NETWORK.accuracy(np.full(NETWORK.size, np.nan), X, [0, 0, 0]) == 0.0
    assert NETWORK.accuracy(np.full(NETWORK.size, np.inf), X, [0, 0, 0]) == 2 / 3
    assert NETWORK.accuracy(np.full(NETWORK.size, 1e200), X, [1, 1, 1]) == 0.0


def test_r32_half_precision_is_computed_in_double():
    examples, weights = np.array([[256.0]]), np.array([[256.0], [256.0]])
    half = np.float16
    assert lk.svm_loss(weights.astype(half), examples.astype(half), [0]) == 1.0
    gradient = lk.svm_gradient(weights.astype(half), examples.astype(half), [0])
    assert gradient.tolist() == [[-256.0], [256.0]]
    w = NETWORK.init(rng()).astype(half)
    assert NETWORK.loss(w, X.astype(half), Y) == NETWORK.loss(w.astype(np.float64), X, Y)


def test_r29_small_kinds_of_integers_do_not_overflow():
    assert lk.TwoLayerNetwork(np.int8(100), np.int8(4), np.int8(2)).size == 414
    assert lk.TwoLayerNetwork(100.0, 4, 2).init(rng()).shape == (414,)
    assert lk.CosineDecay(np.uint8(1), steps=np.int8(2), final=np.uint8(5))(1) == pytest.approx(3)
    assert lk.StepDecay(0.5, every=np.int8(100))(np.int8(100)) == 0.25
    assert len(list(lk.minibatches(np.int8(100), np.int8(100), rng(), np.int8(2)))) == 2


def test_r14_numbers_of_every_kind_make_plain_ones():
    from fractions import Fraction

    tenth = lk.GradientDescent(Fraction(1, 10))
    assert tenth == lk.GradientDescent(0.1)
    assert repr(lk.Adam(np.float64(0.1), beta1=0)).startswith("Adam(learning_rate=0.1, beta1=0,")
    assert lk.descend(PARABOLA, tenth, Fraction(1, 2), steps=2).points.dtype == np.float64
    assert lk.descend(PARABOLA, lk.GradientDescent(10**300), 1, steps=3).diverged_at is not None


def test_r14_what_numpy_counts_as_numbers_is_one():
    ones = lk.svm_loss(W > 0, X > 0, Y.astype(np.uint8))
    assert ones == lk.svm_loss(np.ones((3, 2)), (X > 0).astype(float), Y)


def test_reached_minimum_takes_points_with_an_axis_of_coordinates():
    minima = np.array([-1.0, 1.0])[:, None]
    assert lk.reached_minimum(minima, [[0.95], [0.0], [np.inf]]).tolist() == [1, -1, -1]


def test_a_hessian_is_unknown_where_the_step_does_not_move_the_point():
    hessian = lk.numerical_hessian(lambda w: (np.sin(w)).sum(), [1.0, 1e20])
    assert hessian[0, 0] == pytest.approx(-np.sin(1), abs=1e-5)
    assert np.isnan(hessian).tolist() == [[False, True], [True, True]]
