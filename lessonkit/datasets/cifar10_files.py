"""The six files of CIFAR-10: what they should be, and how they come into the cache."""

import gzip
import os
import shutil
import tarfile
import tempfile
import time
import zlib
from pathlib import Path

import numpy as np

from lessonkit.datasets import DataError
from lessonkit.i18n import N_, _

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
CLASSES = (
    N_("airplane"),
    N_("automobile"),
    N_("bird"),
    N_("cat"),
    N_("deer"),
    N_("dog"),
    N_("frog"),
    N_("horse"),
    N_("ship"),
    N_("truck"),
)
TIMEOUT = 60  # seconds without an answer


def cache() -> Path:
    """Return the folder where downloads are kept."""
    import pooch

    return Path(pooch.os_cache("lessonkit"))


def problem_of(folder: Path) -> str:
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


def fetch(cache: Path) -> Path:
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


def remove_abandoned(cache: Path) -> None:
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
    if problem := problem_of(folder):
        message = _(
            "The archive is not CIFAR-10 ({problem}); call load_cifar10() again", problem=problem
        )
        raise DataError(message)
