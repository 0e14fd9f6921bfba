"""A fresh copy of what is committed: its set-up with an empty cache, and then `make test`."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row

ROOT = Path(__file__).parent.parent


def seconds(command: str, folder: Path) -> float:
    environment = {name: text for name, text in os.environ.items() if name != "MAKEFLAGS"}
    environment["PIP_CACHE_DIR"] = str(folder.parent / "cache")
    begin = time.perf_counter()
    subprocess.run(command.split(), cwd=folder, env=environment, check=True)
    return time.perf_counter() - begin


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "course"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        yield Row("set-up (make install)", seconds("make install", folder), "s")
        yield Row("make test", seconds("make test", folder), "s", goal="≤ 300")
