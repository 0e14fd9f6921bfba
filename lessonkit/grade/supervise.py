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

import psutil

from lessonkit.logbook import VARIABLE

TO_START = 60  # seconds of computing
ON_CLOCK = 10  # so many times as long may anything take on the clock, for a machine may be busy
CELLS = 60  # so many times what one cell may compute may all of them take on the clock
RERUNS = 5  # without a cell that never ends, or that ends Python


def run(lesson: str, cells: dict[int, str], exercises: list[str], seconds: float) -> tuple:
    """Run cells in a fresh process, over again without one that does not come to its end.

    Arguments:
        lesson: two digits.
        cells: code by the position of its cell.
        exercises: the ids of those that are looked at.
        seconds: of computing that one cell may take, and a check after it.

    Returns:
        What became of each exercise, ``"right"``, ``"wrong"``, ``"waiting"`` or ``"missing"``; and
        what went wrong, by the position of the cell.
    """
    status, errors, cells = dict.fromkeys(exercises, "missing"), {}, dict(cells)
    ends = time.monotonic() + ON_CLOCK * TO_START + CELLS * seconds
    for _run in range(RERUNS + 1):
        key = secrets.token_hex(16)
        order = {"key": key, "lesson": lesson, "cells": [*cells.items()], "exercises": exercises}
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            process = _start(folder)
            try:
                lines = _lines(process, order)
                clock = psutil.Process(process.pid)
                stopped_at = _follow(lines, key, clock, status, errors, seconds, ends)
            finally:
                _end(process)
        if cells.pop(stopped_at, None) is None:
            break
    return status, errors


def _follow(
    lines: queue.Queue, key, clock, status: dict, errors: dict, seconds, ends
) -> int | None:
    """Note what is reported; return the cell at which the process stopped, None at the end."""
    position, patience, began = 0, TO_START, (0.0, time.monotonic())
    while True:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            line = "\n"
        if not line:
            errors[position] = "ended Python"
            return position
        given, *words = line.split() or [""]
        if given != key:  # silence, or what somebody else has written
            late = time.monotonic() > min(began[1] + ON_CLOCK * patience, ends)
            if late or _computed(clock) > began[0] + patience:
                errors[position] = "out of time"
                return position
            continue
        match words:
            case ["cell", number]:
                position, patience = int(number), seconds
                began = _computed(clock), time.monotonic()
            case ["error", name]:
                errors[position] = name
            case ["end"]:
                return None
            case [exercise, word] if status.get(exercise) != "right":
                status[exercise] = word


def _computed(clock: psutil.Process) -> float:
    """The seconds that a process has computed."""
    try:
        return sum(clock.cpu_times()[:2])
    except psutil.Error:  # it is over, as its last line will tell
        return 0.0


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
