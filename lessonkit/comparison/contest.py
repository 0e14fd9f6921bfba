"""What lesson 16 compares: nine optimizers on seven problems, each in two units."""

import csv
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import numpy as np

from lessonkit import losses, objectives, optimizers
from lessonkit.comparison.judgment import best_of, interval, sign_test
from lessonkit.comparison.protocol import TRIALS, Method, Problem, cost, judge, tune
from lessonkit.datasets import load_digits
from lessonkit.i18n import N_
from lessonkit.networks import TwoLayerNetwork
from lessonkit.networks.convolution import ConvNetwork

# Learning rates from 0.0001 to 1: Schmidt, Schneider and Hennig, 2021. One minus a share that is
# kept from 0.001 to 1: Choi et al., 2019. Weight decay from 0.005 to 1: Dahl et al., 2023.
METHODS = {
    "GradientDescent": Method(optimizers.GradientDescent),
    "Momentum": Method(optimizers.Momentum, "momentum"),
    "Nesterov": Method(optimizers.Nesterov, "momentum"),
    "Adagrad": Method(optimizers.Adagrad),
    "RMSProp": Method(optimizers.RMSProp, "decay"),
    "AdaDelta": Method(optimizers.AdaDelta, "decay"),
    "Adam": Method(optimizers.Adam, "beta1"),
    "Nadam": Method(optimizers.Nadam, "beta1"),
    "AdamW": Method(optimizers.AdamW, "weight_decay", ((1e-4, 1.0), (5e-3, 1.0)), memory=False),
}
LANDSCAPES = ("rotated_ravine", "rosenbrock", "beale")
MODELS = ("SVM", "softmax", "network", "convolutions")
OTHER_UNITS = " / 100"
NAMES = tuple(name + units for units in ("", OTHER_UNITS) for name in (*LANDSCAPES, *MODELS))
_HERE = Path(__file__).parent.parent
# In an installed wheel the data lies inside the package, in a checkout beside it.
RESULTS = (_HERE / "data" / "optimizers", _HERE.parent / "data" / "optimizers")
TRAINING = 997  # of the 1,297 training images; the other 300 say when a run has arrived
BOXES = {
    "rotated_ravine": ([-8, -8], [8, 8]),
    "rosenbrock": ([-2, -1], [2, 3]),
    "beale": ([0, -1], [4, 1.5]),
}


def problem(name: str) -> Problem:
    """Return a problem by its name; " / 100" behind it means: in other units."""
    plain = name.removesuffix(OTHER_UNITS)
    found = _landscape(plain) if plain in LANDSCAPES else _model(plain)
    return found if name == plain else replace(found, scale=0.01)


def methods_for(name: str) -> list[str]:
    """The methods that are compared there: AdamW where there is something new to be right about."""
    return [m for m in METHODS if m != "AdamW" or name.removesuffix(OTHER_UNITS) in MODELS]


def _landscape(name: str) -> Problem:
    f, (low, high) = getattr(objectives, name), BOXES[name]
    return Problem(
        gradient=f.gradient,
        error=f,
        target=0.01,
        budget=500,
        draw=lambda rng: rng.uniform(low, high),
        seeds=60,
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

    def slope(w, batch):
        return gradient(w, images.take(batch, axis=0), labels.take(batch))

    return Problem(
        gradient=slope,
        error=lambda w: 1 - accuracy(w, images[TRAINING:], labels[TRAINING:]),
        target=0.1 if name == "convolutions" else 0.06,
        budget=250,
        draw=draw,
        seeds=4,
        every=5,
        examples=TRAINING,
        accuracy=lambda w: accuracy(w, test_images, data.y_test),
    )


def _small(rng, shape) -> np.ndarray:
    return np.float32(rng.normal(0, 0.01, size=shape))


def hold(name: str, **changes) -> dict[str, np.ndarray]:
    """Tune and judge all methods but AdamW on a problem of which something is changed.

    Arguments:
        name: of the problem; its trials are drawn.
        changes: of attributes of the `Problem`, such as ``target=0.1``.

    Returns:
        How many gradients each method needs on each of the test seeds.
    """
    changed, found = replace(problem(name), **changes), {}
    for method in methods_for("rosenbrock"):
        last = tune(changed, METHODS[method], draws(name))[-1]
        found[method] = judge(changed, [last["trials"][last["fast"]]])["gradients"][0]
    return found


def draws(name: str) -> np.ndarray:
    """The trials of a problem, ``(trials, 3)`` from 0 to 1: for all methods, and in both units."""
    number = (*LANDSCAPES, *MODELS).index(name.removesuffix(OTHER_UNITS))
    return np.random.default_rng(number).random((TRIALS, 3))


def aims(name: str) -> tuple[str, ...]:
    """What the trials are chosen for: arriving fast, and for models a low error at the end, too."""
    return ("fast", "accurate") if name.removesuffix(OTHER_UNITS) in MODELS else ("fast",)


def settings(method: Method, optimizer) -> list:
    """What was tuned: the learning rate, the second hyperparameter, whether the rate falls."""
    rate, second = optimizer.learning_rate, method.second and getattr(optimizer, method.second)
    falls = callable(rate)
    return [rate.initial if falls else rate, second, int(falls)]


_HEADINGS = (
    N_("method"),
    N_("seeds faster"),
    N_("seeds slower"),
    N_("difference"),
    N_("from"),
    N_("to"),
    N_("p"),
)
_SETTINGS = ("learning_rate", "second", "cosine")
COLUMNS = {
    "trials": (
        *("problem", "method", "trial", *_SETTINGS),
        *("gradients", "error", "checked_gradients", "checked_error"),
    ),
    "picks": ("problem", "method", "aim", *_SETTINGS, "extensions"),
    "tests": ("problem", "method", "aim", "seed", "gradients", "error", "accuracy"),
}


@dataclass(frozen=True, eq=False)
class Results:
    """What `benchmarks/optimizers.py` found: the columns of its three files, see data/README.md."""

    trials: dict[str, np.ndarray]
    picks: dict[str, np.ndarray]
    tests: dict[str, np.ndarray]

    def test(self, name: str, method: str, column="gradients", aim="fast") -> np.ndarray:
        """Return a column of the test runs of one method on one problem, seed by seed."""
        return _rows(self.tests, problem=name, method=method, aim=aim)[column]

    def pick(self, name: str, method: str, aim="fast") -> dict:
        """Return what was chosen: learning rate, second hyperparameter, schedule, extensions."""
        rows = _rows(self.picks, problem=name, method=method, aim=aim)
        return {key: column[0] for key, column in rows.items()}

    def costs(self, names, aim="fast") -> np.ndarray:
        """Return the mean number of gradients to the target, ``(methods, problems)``.

        As in `comparison.cost`; NaN where a method was not compared.
        """
        return self._table(names, aim, lambda runs, name: cost(runs, problem(name).budget))

    def medians(self, names) -> np.ndarray:
        """Return the median number of gradients, ∞ where at most half of the runs arrive."""
        return self._table(names, "fast", lambda runs, name: np.sort(runs)[len(runs) // 2])

    def compare(self, name: str, method: str) -> dict[str, list]:
        """Compare one method with the others, seed by seed: the columns of a table.

        A difference counts a run that never arrives as the budget; the sign test needs no number.
        """
        budget, runs = problem(name).budget, self.test(name, method)
        columns = {heading: [] for heading in _HEADINGS}
        for other in methods_for(name):
            if other == method:
                continue
            theirs = self.test(name, other)
            differences = np.minimum(theirs, budget) - np.minimum(runs, budget)
            low, high = interval(differences, np.random.default_rng(0))
            row = (other, (runs < theirs).sum(), (runs > theirs).sum(), differences.mean())
            row = (*row, low, high, sign_test(runs, theirs))
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
        return columns

    def _table(self, names, aim, number) -> np.ndarray:
        found = np.full((len(METHODS), len(names)), np.nan)
        for j, name in enumerate(names):
            for i, method in enumerate(METHODS):
                if method in methods_for(name):
                    found[i, j] = number(self.test(name, method, aim=aim), name)
        return found

    def best_of(self, name: str, method: str, trials: int) -> float:
        """Return what the best of so many trials costs on seeds by which it was not chosen."""
        table = self.trial(name, method)
        # Of trials that are equally fast the one with the lower error; a diverged one is last.
        tuned = table["gradients"] + 1e-6 * np.minimum(table["error"], 1e3)
        return best_of(tuned, table["checked_gradients"], trials, np.random.default_rng(0))

    def trial(self, name: str, method: str) -> dict[str, np.ndarray]:
        """Return the columns of all trials of one method on one problem."""
        return _rows(self.trials, problem=name, method=method)


def _rows(table: dict, **wanted) -> dict[str, np.ndarray]:
    here = np.logical_and.reduce([table[key] == value for key, value in wanted.items()])
    if not here.any():
        raise ValueError(f"there are no results for {', '.join(map(str, wanted.values()))}")
    return {key: column[here] for key, column in table.items()}


def load_results(folder: Path | None = None) -> Results:
    """Read the stored results."""
    folder = folder or next(place for place in RESULTS if place.exists())
    return Results(*(_columns(folder / f"{file}.csv") for file in COLUMNS))


def _columns(file: Path) -> dict[str, np.ndarray]:
    with open(file, encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    texts = dict(zip(header, zip(*rows, strict=True), strict=True))
    words = {"problem", "method", "aim"}
    return {
        key: np.array(column) if key in words else np.array([float(x or "nan") for x in column])
        for key, column in texts.items()
    }
