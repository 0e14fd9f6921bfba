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
TRACK = lk.Track(BOWL, lambda rng: rng.uniform(-1, 1, 2))
SLICE = lk.slice_1d(np.sum, [1.0, 2.0], [1.0, 0.0], [0.0, 1.0])
PLANE = lk.slice_2d(np.sum, [1.0, 2.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [0.0])


def rng():
    return np.random.default_rng(0)


def square(w):
    return (np.asarray(w) ** 2).sum()


def twice(w):
    return 2 * np.asarray(w)


RATES = dict(learning_rate=0.1)
POINTS = dict(points=np.zeros((3, 2)), values=np.zeros(3), states=(), diverged_at=None)
EXAMPLES = dict(W=W, X=X, y=Y)
SLOPES = dict(fun=square, x=[1.0, 2.0], h=1e-4)
LOCAL = dict(loss=square, start=[1.0, 2.0], step_size=0.1, tries=3, rng=rng(), record=False)
DRAWN = dict(loss=square, draw=lambda rng: rng.uniform(size=2), tries=3, rng=rng(), batch=1)
RACE = dict(
    track=TRACK, entries={"a": lk.Adam}, rates=[0.1], budget=3, tuning_seeds=[0], racing_seeds=[1]
)

# For each public name of the core a good call, by keyword.
GOOD = {
    "AdaDelta": RATES | dict(decay=0.9, epsilon=1e-6),
    "Adagrad": RATES | dict(epsilon=1e-8),
    "Adam": RATES | dict(beta1=0.9, beta2=0.999, epsilon=1e-8),
    "AdamW": RATES | dict(beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.1),
    "ConstantRate": dict(initial=0.1),
    "CosineDecay": dict(initial=0.1, steps=3, final=0.0),
    "DataLoss": dict(loss=lk.svm_loss, gradient_of=lk.svm_gradient, X=X, y=Y, settings={}),
    "ExponentialDecay": dict(initial=0.1, decay=0.1),
    "GradientDescent": RATES,
    "HalveOnRise": dict(optimizer=lk.Adam(0.1)),
    "InverseTimeDecay": dict(initial=0.1, decay=0.1),
    "Momentum": RATES | dict(momentum=0.9),
    "Nadam": RATES | dict(beta1=0.9, beta2=0.999, epsilon=1e-8),
    "Nesterov": RATES | dict(momentum=0.9),
    "Path": POINTS | dict(optimizer=None, objective=None, stopped_at=None),
    "RMSProp": RATES | dict(decay=0.9, epsilon=1e-8),
    "ShiftedNesterov": RATES | dict(momentum=0.9),
    "SmallChange": dict(tolerance=0.1),
    "SmallGradient": dict(tolerance=0.1),
    "StepDecay": dict(initial=0.1, every=3, factor=0.5),
    "Track": dict(objective=DATA, draw=lambda rng: W, batch_size=2),
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
    "race": RACE,
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
    "Track.ends": (TRACK.ends, dict(optimizer=lk.Adam(0.1), seeds=[0], budget=2)),
    "Track.losses": (TRACK.losses, dict(points=np.zeros((2, 2)))),
    "Track.starts": (TRACK.starts, dict(seeds=[0, 1])),
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
    "Value": (lk.autodiff.Value, dict(data=[1.0, 2.0], label="x")),
}
CALLS = {name: (getattr(lk, name), arguments) for name, arguments in GOOD.items()} | MORE

# Whether a function takes stacks shows in what it returns, whether a batch exists in its indices,
# and what a `DataLoss` makes of weights is up to its loss.
ALSO = {"point_axes": ["fun"], "batches": ["batch"], "w": ["W"]}
# What is loaded, shown or drawn has tests of its own.
ELSEWHERE = {"style", "exercises", "datasets", "cifar10", "objectives"}


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
