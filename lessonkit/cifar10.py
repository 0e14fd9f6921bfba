"""CIFAR-10: fetch the official binary archive once, check it, and load it as a `Dataset`."""

import gzip
import os
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path

import numpy as np

from lessonkit.datasets import Dataset
from lessonkit.i18n import _
from lessonkit.validation import positive

URL = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"
SHA256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"
ARCHIVE_BYTES = 170_052_171
FOLDER = "cifar-10-batches-bin"
VARIABLE = "LESSONKIT_DATA"
TRAIN_FILES = tuple(f"data_batch_{k}.bin" for k in range(1, 6))
TEST_FILE = "test_batch.bin"
RECORDS = 10_000  # in each file
PIXELS = 3 * 32 * 32  # a record is one byte for the label and then the pixels
CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
TIMEOUT = 60  # seconds without an answer


class DataError(OSError):
    """A data set is not there or not whole; the message says what to do."""


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
        DataError: when the data is not there and cannot be fetched, or is damaged. Nothing half
            written stays behind.

    >>> data = load_cifar10()                                                # doctest: +SKIP
    >>> data                                                                 # doctest: +SKIP
    <Dataset cifar10: 50000 training and 10000 test examples, 3073 features, 10 classes>

    Reference: Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
    """
    scale = positive("scale", scale)
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
    given = folder or os.environ.get(VARIABLE)
    if given:
        place = Path(given).expanduser()
        for candidate in (place, place / FOLDER):
            if any((candidate / name).exists() for name in (*TRAIN_FILES, TEST_FILE)):
                return _whole(candidate)
        source = "folder" if folder else f"the environment variable {VARIABLE}"
        raise DataError(
            f"{source} says {str(given)!r}, but {TRAIN_FILES[0]} is neither there nor in "
            f"{FOLDER} inside; unpack {URL.rsplit('/', 1)[1]} there"
        )
    cache = _cache()
    if (cache / FOLDER).exists():
        return _whole(cache / FOLDER)
    if not download:
        raise DataError(
            _(
                "CIFAR-10 is not on this machine: call load_cifar10() while online (170 MB), or "
                "set {variable} to a folder that holds {folder}",
                variable=VARIABLE,
                folder=FOLDER,
            )
        )
    return _fetch(cache)


def _cache() -> Path:
    import pooch

    return Path(pooch.os_cache("lessonkit"))


def _whole(folder: Path, advice: str = "delete the folder {} and fetch it again") -> Path:
    """Return the folder, or raise DataError unless every file is there in full."""
    for name in (*TRAIN_FILES, TEST_FILE):
        file, wanted = folder / name, RECORDS * (PIXELS + 1)
        size = file.stat().st_size if file.exists() else None
        if size != wanted:
            found = "is missing" if size is None else f"has {size:,} bytes instead of {wanted:,}"
            raise DataError(f"{file} {found}; {advice.format(folder)}")
    return folder


def _read(files: list[Path], scale: float) -> tuple[np.ndarray, np.ndarray]:
    X = np.empty((len(files) * RECORDS, PIXELS + 1), dtype=np.float32)
    y = np.empty(len(X), dtype=np.int64)
    for k, file in enumerate(files):
        records = np.fromfile(file, dtype=np.uint8).reshape(RECORDS, PIXELS + 1)
        rows = slice(k * RECORDS, (k + 1) * RECORDS)
        y[rows] = records[:, 0]
        if y[rows].max() >= len(CLASSES):
            raise DataError(
                f"{file} is damaged: it has the label {y[rows].max()}, labels go from 0 to 9; "
                f"delete the folder {file.parent} and fetch it again"
            )
        # The file holds a red, a green and a blue picture; the features go pixel by pixel.
        planes = records[:, 1:].reshape(RECORDS, 3, PIXELS // 3)
        X[rows, :-1].reshape(RECORDS, PIXELS // 3, 3, copy=False)[...] = planes.swapaxes(1, 2)
    X[:, -1] = scale
    X /= np.float32(scale)
    return X, y


def _fetch(cache: Path) -> Path:
    """Download, check and unpack in a folder aside, which becomes visible when it is whole."""
    aside = None
    try:
        cache.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache))
        unpacked = len((*TRAIN_FILES, TEST_FILE)) * RECORDS * (PIXELS + 1)
        _check_space(cache, ARCHIVE_BYTES + unpacked)
        _unpack(_download(aside), aside / FOLDER)
        try:
            os.replace(aside / FOLDER, cache / FOLDER)
        except OSError:
            if not (cache / FOLDER).exists():  # another process may have been faster
                raise
        return _whole(cache / FOLDER)
    except DataError:
        raise
    except OSError as error:
        raise DataError(
            f"CIFAR-10 could not be written to {cache}: {error.strerror or error}; make room "
            f"there or allow writing, then call load_cifar10() again"
        ) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _check_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DataError(
            f"CIFAR-10 needs {needed / 1e6:.0f} MB in {folder}, but only {free / 1e6:.0f} MB are "
            f"free; make room there and call load_cifar10() again"
        )


def _download(aside: Path) -> Path:
    import pooch
    import requests

    otherwise = (
        f"or download {URL} elsewhere, unpack it and set {VARIABLE} to the folder with {FOLDER}"
    )
    downloader = pooch.HTTPDownloader(progressbar=True, chunk_size=2**16, timeout=TIMEOUT)
    try:
        file = pooch.retrieve(
            URL, f"sha256:{SHA256}", fname="cifar-10.tar.gz", path=aside, downloader=downloader
        )
    except requests.exceptions.ConnectionError as error:
        raise DataError(
            f"no connection to {URL}: check the network and call load_cifar10() again, {otherwise}"
        ) from error
    except requests.exceptions.RequestException as error:
        raise DataError(
            f"the download of {URL} failed ({error}): call load_cifar10() again, {otherwise}"
        ) from error
    except ValueError as error:
        raise DataError(
            f"what came from {URL} is not the CIFAR-10 archive (its SHA-256 differs): the download "
            f"was cut off or changed on the way; call load_cifar10() again, {otherwise}"
        ) from error
    return Path(file)


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack the six files by name; whatever else an archive holds is left in it."""
    wanted = {f"{FOLDER}/{name}": name for name in (*TRAIN_FILES, TEST_FILE)}
    folder.mkdir()
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                if member.isreg() and member.name in wanted:
                    with (
                        tar.extractfile(member) as source,
                        open(folder / wanted[member.name], "wb") as target,
                    ):
                        shutil.copyfileobj(source, target, 2**20)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(
            f"the archive cannot be unpacked ({error}); call load_cifar10() again"
        ) from error
    _whole(folder, "the archive is not CIFAR-10; call load_cifar10() again")
