"""Paths that callers pass in, and writing a file whole or not at all."""

import contextlib
import os
import shutil
import uuid
from pathlib import Path


def as_path(name: str, value) -> Path:
    """Return a path, with ``~`` for the home folder, or raise an error that names the argument.

    Raises:
        TypeError: when `value` is neither a text nor a path.
        ValueError: when it is empty, or names the home of a user who is not there.

    >>> as_path("folder", 3)
    Traceback (most recent call last):
    ...
    TypeError: folder must be a path, got 3
    """
    if not isinstance(value, str | os.PathLike) or isinstance(os.fspath(value), bytes):
        raise TypeError(f"{name} must be a path, got {value!r}")
    text = os.fspath(value)
    if not text or "\0" in text:
        raise ValueError(f"{name} must be a path, got {text!r}")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        user = Path(text).parts[0]
        raise ValueError(f"{name} is {text!r}, but {user} is nobody's home folder here") from None


def write_whole(path, content: str | bytes) -> None:
    """Write a file beside its place and move it there: a full disk cannot leave half of it.

    Arguments:
        path: of the file. A link stays a link, and a file that is there keeps its permissions.
        content: bytes, or a text, which is encoded in UTF-8.

    Raises:
        OSError: when it cannot be written; what was there before is then there still.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "page.html", "whole")
    ...     [(file.name, file.read_text(encoding="utf-8")) for file in Path(folder).iterdir()]
    [('page.html', 'whole')]
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    place = as_path("path", path).resolve()
    if place.exists() and not place.is_file():  # such as /dev/stdout, which cannot be replaced
        place.write_bytes(data)
        return
    aside = place.with_name(f".unfinished-{uuid.uuid4().hex}")
    try:
        aside.write_bytes(data)
        if place.exists():
            shutil.copymode(place, aside)
        os.replace(aside, place)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(place)) from None
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()
