"""CIFAR-10 as a `Dataset`: the official binary files, found or fetched once."""

import os
from pathlib import Path

import numpy as np

from lessonkit.datasets import DataError, Dataset, cifar10_files
from lessonkit.datasets.cifar10_files import (
    ARCHIVE,
    CLASSES,
    FOLDER,
    NAMES,
    PIXELS,
    TEST_FILE,
    TRAIN_FILES,
    VARIABLE,
    problem_of,
)
from lessonkit.files import as_path
from lessonkit.i18n import _
from lessonkit.validation import positive

SCALES = (1e-30, 1e30)  # beyond, pixels divided by it are no numbers of float32


def load_cifar10(
    folder=None, download: bool = True, *, scale: float = 255, subtract_mean: bool = False
) -> Dataset:
    """Load the 60,000 color images of CIFAR-10, 32 × 32 pixels in ten classes.

    The data is looked for in `folder`, then where the environment variable ``LESSONKIT_DATA``
    points, then in the user's cache; if it is nowhere, it is downloaded into the cache (170 MB).

    Arguments:
        folder: ``cifar-10-batches-bin`` with the six binary files, or the folder it lies in.
        download: whether to fetch the data when it is not on the machine.
        scale: what pixels are divided by: 255 makes them run from 0 to 1, 1 leaves them at 0 to
            255, as the classic course notes used them.
        subtract_mean: whether to subtract the mean training image from every image. The mean is
            kept: ``data.images(data.X_train) + data.mean`` are the pictures again.

    Returns:
        A `Dataset` with ``X_train`` of shape (50000, 3073) and ``X_test`` of shape (10000, 3073),
        float32, 740 MB in all. The features of an image are its rows, in each row its pixels, for
        each pixel red, green and blue; the last feature is always 1.

    Raises:
        DataError: when the data is not there and cannot be fetched, or is damaged in a folder of
            your own. In the cache it is then fetched again. Nothing half written stays behind.
        TypeError, ValueError: for a `folder` that is no path, or a `scale` that is not positive
            or too small or large for float32.

    >>> data = load_cifar10()                                                # doctest: +SKIP
    >>> data                                                                 # doctest: +SKIP
    <Dataset cifar10: 50000 training and 10000 test examples, 3073 features, 10 classes>

    Reference: Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
    """
    scale = positive("scale", scale)
    if not SCALES[0] <= scale <= SCALES[1]:
        raise ValueError(f"scale must lie between {SCALES[0]} and {SCALES[1]}, got {scale}")
    where = find_cifar10(folder, download)
    X_train, y_train = _read([where / name for name in TRAIN_FILES], scale)
    X_test, y_test = _read([where / TEST_FILE], scale)
    mean = np.zeros(PIXELS, dtype=np.float32)
    if subtract_mean:
        mean = X_train[:, :-1].mean(axis=0, dtype=np.float64).astype(np.float32)
        X_train[:, :-1] -= mean
        X_test[:, :-1] -= mean
    shape = (32, 32, 3)
    return Dataset(
        X_train, y_train, X_test, y_test, shape, CLASSES, "cifar10", mean=mean.reshape(shape)
    )


def find_cifar10(folder=None, download: bool = True) -> Path:
    """Return the folder with the six binary files, downloading them if need be.

    Arguments, errors: as for `load_cifar10`.
    """
    if folder is not None:
        return _find_in(as_path("folder", folder), "folder")
    if given := os.environ.get(VARIABLE):
        try:
            place = as_path(VARIABLE, given)
        except ValueError:  # the home folder of nobody
            raise _not_there(given, VARIABLE) from None
        return _find_in(place, VARIABLE)
    cache = cifar10_files.cache()
    cifar10_files.remove_abandoned(cache)
    problem = problem_of(cache / FOLDER)
    if not problem:
        return cache / FOLDER
    if download:
        return cifar10_files.fetch(cache)
    if (cache / FOLDER).exists():
        again = _("Call load_cifar10() while online: it fetches the data again (170 MB).")
        raise DataError(f"{problem}. {again}")
    raise DataError(
        _(
            "CIFAR-10 is not on this machine: call load_cifar10() while online (170 MB), or "
            "set {variable} to a folder that holds {folder}",
            variable=VARIABLE,
            folder=FOLDER,
        )
    )


def _find_in(place: Path, source: str) -> Path:
    """Return the folder with the six files, which is `place` or lies in it."""
    for candidate in (place, place / FOLDER):
        if any(os.path.exists(candidate / name) for name in NAMES):
            if problem := problem_of(candidate):
                again = _("Unpack {archive} there again.", archive=ARCHIVE)
                raise DataError(f"{problem}. {again}")
            return candidate
    raise _not_there(place, source)


def _not_there(place, source: str) -> DataError:
    return DataError(
        _(
            "{source} says '{place}', but {file} is neither there nor in {folder} inside; unpack "
            "{archive} there",
            source=source,
            place=place,
            file=TRAIN_FILES[0],
            folder=FOLDER,
            archive=ARCHIVE,
        )
    )


def _read(files: list[Path], scale: float) -> tuple[np.ndarray, np.ndarray]:
    records_of_each = cifar10_files.RECORDS
    X = np.empty((len(files) * records_of_each, PIXELS + 1), dtype=np.float32)
    y = np.empty(len(X), dtype=np.int64)
    for k, file in enumerate(files):
        records = np.fromfile(file, dtype=np.uint8).reshape(-1, PIXELS + 1)
        rows = slice(k * records_of_each, (k + 1) * records_of_each)
        y[rows] = records[:, 0]
        # The file holds a red, a green and a blue picture; the features go pixel by pixel.
        planes = records[:, 1:].reshape(-1, 3, PIXELS // 3)
        X[rows, :-1].reshape(-1, PIXELS // 3, 3, copy=False)[...] = planes.swapaxes(1, 2)
    X[:, -1] = scale
    X /= np.float32(scale)
    return X, y
