"""Run a notebook in a process of its own, and see to it that it comes to an end."""

import contextlib
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time

from lessonkit.logbook import VARIABLE

TO_START = 60  # seconds
CELLS = 20  # so many times what one cell may take may all of them
RERUNS = 5  # without a cell that never ends, or that ends Python


def run(lesson: str, cells: dict[int, str], exercises: list[str], seconds: float) -> tuple:
    """Run cells in a fresh process, over again without one that does not come to its end.

    Arguments:
        lesson: two digits.
        cells: code by the position of its cell.
        exercises: the ids of those that are looked at.
        seconds: that one cell may take, and a check after it.

    Returns:
        What became of each exercise, ``"right"``, ``"wrong"``, ``"waiting"`` or ``"missing"``; and
        what went wrong, by the position of the cell.
    """
    status, errors, cells = dict.fromkeys(exercises, "missing"), {}, dict(cells)
    ends = time.monotonic() + TO_START + CELLS * seconds
    for _run in range(RERUNS + 1):
        key = secrets.token_hex(16)
        order = {"key": key, "lesson": lesson, "cells": [*cells.items()], "exercises": exercises}
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            process = _start(folder)
            try:
                stopped_at = _follow(_lines(process, order), key, status, errors, seconds, ends)
            finally:
                _end(process)
        if cells.pop(stopped_at, None) is None:
            break
    return status, errors


def _follow(lines: queue.Queue, key: str, status: dict, errors: dict, seconds, ends) -> int | None:
    """Note what is reported; return the cell at which the process stopped, None at the end."""
    position, patience = 0, TO_START
    while True:
        try:
            line = lines.get(timeout=max(0, min(patience, ends - time.monotonic())))
        except queue.Empty:
            errors[position] = "out of time"
            return position
        if not line:
            errors[position] = "ended Python"
            return position
        given, *words = line.split() or [""]
        match words if given == key else []:
            case ["cell", number]:
                position, patience = int(number), seconds
            case ["error", name]:
                errors[position] = name
            case ["end"]:
                return None
            case [exercise, word] if status.get(exercise) != "right":
                status[exercise] = word


def _start(folder: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-I", "-m", "lessonkit.grade.process"],
        cwd=folder,
        env=os.environ | {VARIABLE: "off", "MPLBACKEND": "agg", "IPYTHONDIR": folder},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _lines(process: subprocess.Popen, order: dict) -> queue.Queue:
    """Give the order; return where what is reported arrives, and last an empty line."""
    lines = queue.Queue(maxsize=1000)

    def read():
        with contextlib.suppress(OSError), process.stdout, process.stdin:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
            while line := process.stdout.readline(1000):
                lines.put(line.decode("ascii", "replace"))
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    return lines


def _end(process: subprocess.Popen) -> None:
    """End the process and, where the system can, all that it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
