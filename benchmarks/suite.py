"""A fresh copy of what is committed: its set-up with an empty cache, and then `make test`."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row

ROOT = Path(__file__).parent.parent


def seconds(command: str, folder: str) -> float:
    begin = time.perf_counter()
    environment = {name: text for name, text in os.environ.items() if name != "MAKEFLAGS"}
    cache = {"PIP_CACHE_DIR": f"{folder}/cache"}
    subprocess.run(command, shell=True, cwd=folder, env=environment | cache, check=True)
    return time.perf_counter() - begin


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(f"git archive HEAD | tar -x -C {folder}", shell=True, cwd=ROOT, check=True)
        yield Row("set-up (make install)", seconds("make install", folder), "s")
        yield Row("make test", seconds("make test", folder), "s", goal="≤ 300")
