"""CIFAR-10: fetch the official binary archive once, check it, and load it as a `Dataset`."""

import gzip
import os
import shutil
import tarfile
import tempfile
import time
import zlib
from pathlib import Path

import numpy as np

from lessonkit.datasets import DataError, Dataset
from lessonkit.files import as_path
from lessonkit.i18n import _
from lessonkit.validation import positive

ARCHIVE = "cifar-10-binary.tar.gz"
URL = "https://www.cs.toronto.edu/~kriz/" + ARCHIVE
SHA256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"
ARCHIVE_BYTES = 170_052_171
FOLDER = "cifar-10-batches-bin"
ASIDE = "unfinished-"  # and then the number of the process
VARIABLE = "LESSONKIT_DATA"
TRAIN_FILES = tuple(f"data_batch_{k}.bin" for k in range(1, 6))
TEST_FILE = "test_batch.bin"
NAMES = (*TRAIN_FILES, TEST_FILE)
RECORDS = 10_000  # in each file
PIXELS = 3 * 32 * 32  # a record is one byte for the label and then the pixels
CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
TIMEOUT = 60  # seconds without an answer
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
    cache = _cache()
    _remove_abandoned(cache)
    problem = _problem(cache / FOLDER)
    if not problem:
        return cache / FOLDER
    if download:
        return _fetch(cache)
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
            if problem := _problem(candidate):
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


def _cache() -> Path:
    import pooch

    return Path(pooch.os_cache("lessonkit"))


def _problem(folder: Path) -> str:
    """Say which of the six files is missing or damaged; nothing if all are whole."""
    for file in (folder / name for name in NAMES):
        wanted = RECORDS * (PIXELS + 1)
        try:
            size = file.stat().st_size
            if size != wanted:
                return _(
                    "{file} has {size:,} bytes instead of {wanted:,}",
                    file=file,
                    size=size,
                    wanted=wanted,
                )
            label = np.memmap(file, mode="r")[:: PIXELS + 1].max()
        except FileNotFoundError:
            return _("{file} is missing", file=file)
        except OSError as error:
            return _("{file} cannot be read ({error})", file=file, error=error.strerror or error)
        if label >= len(CLASSES):
            return _(
                "{file} is damaged: it has the label {label}, and labels go from 0 to 9",
                file=file,
                label=label,
            )
    return ""


def _read(files: list[Path], scale: float) -> tuple[np.ndarray, np.ndarray]:
    X = np.empty((len(files) * RECORDS, PIXELS + 1), dtype=np.float32)
    y = np.empty(len(X), dtype=np.int64)
    for k, file in enumerate(files):
        records = np.fromfile(file, dtype=np.uint8).reshape(RECORDS, PIXELS + 1)
        rows = slice(k * RECORDS, (k + 1) * RECORDS)
        y[rows] = records[:, 0]
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
        aside = Path(tempfile.mkdtemp(prefix=f"{ASIDE}{os.getpid()}-", dir=cache))
        unpacked = len(NAMES) * RECORDS * (PIXELS + 1)
        _check_space(cache, ARCHIVE_BYTES + unpacked)
        _unpack(_download(aside), aside / FOLDER)
        _move(aside / FOLDER, cache / FOLDER)
        return cache / FOLDER
    except DataError:
        raise
    except OSError as error:
        message = _(
            "CIFAR-10 could not be written to {cache}: {error}; make room there or allow writing, "
            "then call load_cifar10() again",
            cache=cache,
            error=error.strerror or error,
        )
        raise DataError(message) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _move(unpacked: Path, place: Path) -> None:
    try:
        os.replace(unpacked, place)
    except OSError:
        if not place.is_dir():
            raise
        # A damaged one is there, or another process was faster. What else lies there stays.
        for name in NAMES:
            os.replace(unpacked / name, place / name)


def _remove_abandoned(cache: Path) -> None:
    """Remove what downloads left behind when their process was killed."""
    for aside in cache.glob(f"{ASIDE}*"):
        if not _in_use(aside):
            shutil.rmtree(aside, ignore_errors=True)


def _in_use(aside: Path) -> bool:
    process = aside.name.removeprefix(ASIDE).split("-")[0]
    if not process.isdigit():
        return False
    if os.name == "nt":  # where os.kill would end the process that it asks about
        return time.time() - aside.stat().st_mtime < 24 * 3600
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # it is another user's
    return True


def _check_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = _(
            "CIFAR-10 needs {needed:.0f} MB in {folder}, but only {free:.0f} MB are free; make "
            "room there and call load_cifar10() again",
            needed=needed / 1e6,
            free=free / 1e6,
            folder=folder,
        )
        raise DataError(message)


def _download(aside: Path) -> Path:
    import pooch
    import requests

    file = aside / ARCHIVE
    print(_("Downloading {url} ({size} MB) …", url=URL, size=ARCHIVE_BYTES // 10**6))
    try:
        pooch.HTTPDownloader(progressbar=True, chunk_size=2**16, timeout=TIMEOUT)(URL, file, None)
    except requests.exceptions.ConnectionError as error:
        raise _not_fetched(
            _("No connection to {url}: check the network and call load_cifar10() again", url=URL)
        ) from error
    except requests.exceptions.RequestException as error:
        raise _not_fetched(
            _(
                "The download of {url} failed ({error}): call load_cifar10() again",
                url=URL,
                error=error,
            )
        ) from error
    if pooch.file_hash(str(file)) != SHA256:
        raise _not_fetched(
            _(
                "What came from {url} is not the CIFAR-10 archive (its SHA-256 differs): the "
                "download was cut off or changed on the way; call load_cifar10() again",
                url=URL,
            )
        )
    return file


def _not_fetched(why: str) -> DataError:
    otherwise = _(
        "Or download it elsewhere, unpack it and set {variable} to the folder with {folder}.",
        variable=VARIABLE,
        folder=FOLDER,
    )
    return DataError(f"{why}. {otherwise}")


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack the six files by name; whatever else an archive holds is left in it."""
    wanted = {f"{FOLDER}/{name}": name for name in NAMES}
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
        message = _(
            "The archive cannot be unpacked ({error}); call load_cifar10() again", error=error
        )
        raise DataError(message) from error
    if problem := _problem(folder):
        message = _(
            "The archive is not CIFAR-10 ({problem}); call load_cifar10() again", problem=problem
        )
        raise DataError(message)
