"""Lesson 17, CIFAR-10 by search and descent: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, OpenExercise
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, waiting, wrong
from lessonkit.exercises.values import finished, function_in, nothing, numbers_of, same
from lessonkit.i18n import _

# --- 17.1: losses that could have been printed ---------------------------------------------------

_PRINTED = np.array([9.4, 8.96, 9.04, 9.28, 8.86, 8.94, 8.6])
_DRAWN = np.random.default_rng(0).normal(size=200)
_DRAWN = (_DRAWN - _DRAWN.mean()) / _DRAWN.std()
# Mean and spread of 200 losses: right, too high, too little spread, too much, a little off, low.
_LOOKS = ((9.05, 0.28), (12.0, 0.3), (9.0, 0.002), (9.0, 4.0), (9.12, 0.22), (2.3, 0.25))


def _fits(notes, losses, mean=True, spread=True):
    wander = 3 * losses.std() / np.sqrt(len(notes))
    near = abs(notes.mean() - losses.mean()) <= wander or not mean
    alike = 0.5 <= notes.std() / losses.std() <= 2 or not spread
    return bool(near and alike)


# --- 17.3: choose on the one, report on the other ------------------------------------------------

_VALIDATION = np.array(
    [
        [0.30, 0.31, 0.32, 0.33, 0.31],
        [0.34, 0.35, 0.36, 0.36, 0.20],
        [0.33, 0.34, 0.33, 0.34, 0.34],
        [0.31, 0.45, 0.12, 0.30, 0.31],
    ]
)
_TESTED = np.array(
    [
        [0.30, 0.32, 0.31, 0.30, 0.29],
        [0.33, 0.32, 0.35, 0.34, 0.21],
        [0.36, 0.35, 0.37, 0.36, 0.35],
        [0.29, 0.40, 0.15, 0.28, 0.33],
    ]
)


# The first row is best by the median of validation, the second by its mean, the third by the test.
_OTHER_VALIDATION = np.array([[0.4, 0.41, 0.42, 0.1, 0.41], [0.38] * 5, [0.35] * 5])
_OTHER_TESTED = np.array([[0.39, 0.4, 0.41, 0.12, 0.4], [0.36] * 5, [0.42] * 5])


def _choose(rates, validation, test, by=0, report=1, middle=np.median):
    """Choose by one of the two tables, and report the median of one of them."""
    tables = validation, test
    place = int(np.argmax(middle(tables[by], axis=1)))
    return rates[place], np.median(tables[report], axis=1)[place]


def _index(rates, validation, test):
    rate, accuracy = _choose(rates, validation, test)
    return list(rates).index(rate), accuracy


# --- 17.4: the first templates -------------------------------------------------------------------


def _first_templates(averages, rate):
    return rate * (averages - averages.mean(axis=0))


def _against_the_others(averages, rate):
    others = (averages.sum(axis=0) - averages) / (len(averages) - 1)
    return rate * (averages - others)


# --- 17.5: pixels prepared in a way of one's own ---------------------------------------------------

_PIXELS = np.random.default_rng(0).integers(0, 256, (60, 3072)).astype(np.float32)
_TRAIN, _TEST, _OTHER = _PIXELS[:40], _PIXELS[40:50], _PIXELS[50:]
MOST_FEATURES = 10_000


def _judge_preparation(prepare) -> Feedback:
    """Look at what `prepare(train, test)` makes of noise, one property after the other."""
    function_in(prepare)
    given = _TRAIN.copy(), _TEST.copy()
    made = finished(prepare(*given))
    if nothing(made):
        return waiting("17.5")
    if not (np.array_equal(given[0], _TRAIN) and np.array_equal(given[1], _TEST)):
        return wrong(
            "17.5",
            _("Your function changed its argument in place; return a new value instead."),
        )
    if not (isinstance(made, tuple | list) and len(made) == 2):
        return wrong("17.5", _("Two arrays are wanted: the training images and the test images."))
    if any(nothing(part) for part in made):
        return nothing_returned("17.5", prepare)
    train, test = map(numbers_of, made)
    if fault := _fault_of(train, test) or _leak_of(prepare, train, test):
        return wrong("17.5", fault)
    features = _("{count} numbers of each image", count=train.shape[1])
    return right("17.5", _("What you did to an image depends on no test image."), features)


def _fault_of(train: np.ndarray, test: np.ndarray) -> str | None:
    """What is wrong with these two as images to learn from, in words."""
    if [a.ndim for a in (train, test)] != [2, 2] or (len(train), len(test)) != (40, 10):
        return _("A row for each image is wanted, in the same order.")
    if train.shape[1] != test.shape[1]:
        return _("The training images and the test images need the same columns.")
    if train.shape[1] > MOST_FEATURES:
        return _("At most 10,000 numbers of an image, or the computer has too much to do.")
    if not (np.isfinite(train).all() and np.isfinite(test).all()):
        return _("Some numbers are not finite: is anything divided by 0?")
    if not train.std(axis=0).any():
        return _("All images are the same now: there is nothing left to learn from.")
    if same(train, _TRAIN) or same(train, _TRAIN - _TRAIN.mean(axis=0), 1e-3):
        return _("That is a way of the lesson. Change it until it is your own.")
    return None


def _leak_of(prepare, train: np.ndarray, test: np.ndarray) -> str | None:
    """How test images take part in what is done to others, in words."""
    with_other, other = map(numbers_of, prepare(_TRAIN.copy(), _OTHER.copy()))
    if not same(with_other, train, 1e-3):
        return _(
            "With other test images the training images come out differently: what is held out must not take part in anything before the test."
        )
    mixed = numbers_of(prepare(_TRAIN.copy(), np.concatenate([_TEST[:5], _OTHER[:5]]))[1])
    if not same(mixed, np.concatenate([test[:5], other[:5]]), 1e-3):
        return _(
            "What becomes of a test image depends on the other test images. A photograph that arrives tomorrow comes alone."
        )
    if not same(numbers_of(prepare(_TRAIN.copy(), _TRAIN[:10].copy())[1]), train[:10], 1e-3):
        return _(
            "The same image comes out differently as a test image than as a training image: treat both alike."
        )
    return None


EXERCISES = (
    FunctionExercise(
        id="17.1",
        reference=_fits,
        cases=tuple((_PRINTED, mean + spread * _DRAWN) for mean, spread in _LOOKS),
        mistakes={
            "only_mean": lambda notes, losses: _fits(notes, losses, spread=False),
            "mean_alone": lambda notes, losses: abs(notes.mean() - losses.mean()) < 0.5,
            "only_spread": lambda notes, losses: _fits(notes, losses, mean=False),
            "upside_down": lambda notes, losses: not _fits(notes, losses),
            "too_strict": lambda notes, losses: False,
            "too_lenient": lambda notes, losses: True,
        },
    ),
    FunctionExercise(
        id="17.2",
        reference=lambda start, step, rate, factor: (
            start / factor,
            step / factor,
            rate / factor**2,
        ),
        cases=((1e-3, 1e-4, 1e-6, 1 / 255), (0.2, 0.05, 3.0, 10.0)),
        mistakes={
            "wrong_way": lambda start, step, rate, k: (start * k, step * k, rate * k**2),
            "once": lambda start, step, rate, k: (start / k, step / k, rate / k),
            "unchanged": lambda start, step, rate, k: (start / k, step / k, rate),
            "opposite": lambda start, step, rate, k: (start / k, step / k, rate * k),
            "step_forgotten": lambda start, step, rate, k: (start / k, step, rate / k**2),
        },
    ),
    FunctionExercise(
        id="17.3",
        reference=_choose,
        cases=(
            ([0.001, 0.01, 0.1, 1.0], _VALIDATION, _TESTED),
            ([0.1, 0.3, 1.0], _VALIDATION[[0, 2, 3]], _TESTED[[0, 2, 3]]),
            ([0.03, 0.01], _VALIDATION[[2, 1]], _TESTED[[2, 1]]),
            ([0.1, 0.2, 0.4], _OTHER_VALIDATION, _OTHER_TESTED),
        ),
        mistakes={
            "by_test": lambda *case: _choose(*case, by=1),
            "by_test_lucky": lambda *case: _choose(*case, by=1, middle=np.max),
            "validation_reported": lambda *case: _choose(*case, report=0),
            "luckiest": lambda *case: _choose(*case, middle=np.max),
            "mean": lambda *case: _choose(*case, middle=np.mean),
            "index": _index,
            "only_rate": lambda *case: _choose(*case)[0],
        },
    ),
    FunctionExercise(
        id="17.4",
        reference=_first_templates,
        cases=(
            (np.array([[4.0, 0.0], [0.0, 2.0], [2.0, 1.0], [6.0, 5.0]]), 0.5),
            (np.array([[1.0, -3.0, 2.0], [3.0, 1.0, 0.0]]), 2.0),
        ),
        mistakes={
            "averages": lambda averages, rate: rate * averages,
            "uphill": lambda averages, rate: -_first_templates(averages, rate),
            "others": _against_the_others,
            "share": lambda averages, rate: len(averages) * _first_templates(averages, rate),
            "mean_of_image": lambda averages, rate: (
                rate * (averages - averages.mean(axis=1, keepdims=True))
            ),
            "no_rate": lambda averages, rate: averages - averages.mean(axis=0),
        },
    ),
    OpenExercise(id="17.5", judge=_judge_preparation),
)
