"""What lesson 16 compares: nine optimizers on seven problems, each in two units."""

from dataclasses import replace
from functools import cache, partial

import numpy as np

from lessonkit import losses, objectives, optimizers
from lessonkit.comparison.protocol import Method, Problem
from lessonkit.datasets import load_digits
from lessonkit.networks import TwoLayerNetwork
from lessonkit.networks.convolution import ConvNetwork

# Where trials begin. Learning rates: the published runs of Schmidt, Schneider and Hennig, 2021;
# weight decay: the search space of AlgoPerf (Dahl et al., 2023); one minus a share kept: wide.
RATE, SHARE, PENALTY = (1e-4, 1.0), (1e-3, 1.0), (5e-3, 1.0)


def _method(make, **ranges) -> Method:
    return Method(make, {"learning_rate": RATE} | ranges)


METHODS = {
    "GradientDescent": _method(optimizers.GradientDescent),
    "Momentum": _method(optimizers.Momentum, momentum=SHARE),
    "Nesterov": _method(optimizers.Nesterov, momentum=SHARE),
    "Adagrad": _method(optimizers.Adagrad),
    "RMSProp": _method(optimizers.RMSProp, decay=SHARE),
    "AdaDelta": _method(optimizers.AdaDelta, decay=SHARE),
    "Adam": _method(optimizers.Adam, beta1=SHARE),
    "Nadam": _method(optimizers.Nadam, beta1=SHARE),
    "AdamW": _method(optimizers.AdamW, beta1=SHARE, weight_decay=PENALTY),
}
LANDSCAPES = ("rotated_ravine", "rosenbrock", "beale")
MODELS = ("SVM", "softmax", "network", "convolutions")
OTHER_UNITS = " / 100"
PROBLEMS = (*LANDSCAPES, *MODELS)
# What § "How to make anyone win" needs besides.
OTHERS = {
    "rosenbrock to 1": {"target": 1.0},
    "rosenbrock to 0.1": {"target": 0.1},
    "ravine": {},
    "softmax in first ranges": {"wider": False},
}
NAMES = (*PROBLEMS, *OTHERS, *(each + OTHER_UNITS for each in PROBLEMS))
REPEATS = 12  # of everything, from the trials to the test runs
COUNTS = (1, 4, 16, 64)  # of trials, the first ones of a repeat
TRAINING = 997  # of the 1,297 training images; the other 300 say when a run has arrived
BOXES = {
    "rotated_ravine": ([-8, -8], [8, 8]),
    "ravine": ([-8, -8], [8, 8]),
    "rosenbrock": ([-2, -1], [2, 3]),
    "beale": ([0, -1], [4, 1.5]),
}


def problem(name: str) -> Problem:
    """Return a problem by its name; " / 100" behind it means: in other units."""
    plain = name.split()[0]
    found = _model(plain) if plain in MODELS else _landscape(plain)
    scale = 0.01 if name.endswith(OTHER_UNITS) else 1.0
    return replace(found, scale=scale, **OTHERS.get(name, {}))


def methods_for(name: str) -> list[str]:
    """The methods that are compared there: AdamW where there is something new to be right about."""
    return [m for m in METHODS if m != "AdamW" or name.split()[0] in MODELS]


def _landscape(name: str) -> Problem:
    f, (low, high) = getattr(objectives, name), BOXES[name]
    return Problem(
        gradient=f.gradient,
        error=f,
        target=0.01,
        budget=500,
        draw=lambda rng: rng.uniform(low, high),
        number=list(BOXES).index(name),
        seeds=20,
    )


@cache
def _model(name: str) -> Problem:
    data = load_digits()
    images, labels = np.float32(data.X_train), data.y_train
    if name == "convolutions":
        images = np.ascontiguousarray(images[:, :-1])  # without the bias; quick to take from
    test_images = np.float32(data.X_test)[:, : images.shape[1]]
    if name in ("SVM", "softmax"):
        gradient = losses.svm_gradient if name == "SVM" else losses.softmax_gradient
        accuracy = losses.accuracy
        draw = partial(_small, shape=(10, 65))
    else:
        network = TwoLayerNetwork(65, 20, 10) if name == "network" else ConvNetwork(4, 10)
        gradient, accuracy = network.gradient, network.accuracy
        draw = lambda rng: np.float32(network.init(rng))  # noqa: E731
    held_out, answers = images[TRAINING:], labels[TRAINING:]

    def slope(w, batch):
        return gradient(w, images.take(batch, axis=0), labels.take(batch))

    return Problem(
        gradient=slope,
        error=lambda w: np.rint(len(answers) * (1 - accuracy(w, held_out, answers))),
        target=30 if name == "convolutions" else 18,
        budget=250,
        draw=draw,
        number=10 + MODELS.index(name),
        seeds=4,
        every=5,
        examples=TRAINING,
        accuracy=lambda w: accuracy(w, test_images, data.y_test),
    )


def _small(rng, shape) -> np.ndarray:
    return np.float32(rng.normal(0, 0.01, size=shape))


def settings(trial: dict) -> list:
    """What was tuned: the learning rate, the share that is kept, the penalty, the schedule."""
    rest = [name for name in trial["drawn"] if name not in ("learning_rate", "weight_decay")]
    second = getattr(trial["optimizer"], rest[0]) if rest else ""
    drawn = trial["drawn"]
    return [drawn["learning_rate"], second, drawn.get("weight_decay", ""), trial["cosine"]]
