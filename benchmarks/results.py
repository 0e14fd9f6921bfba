"""RESULTS.md: a section for each benchmark, which is written anew when that one is run."""

import datetime
import math
import os
import platform
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import psutil

from benchmarks.measure import Row

FILE = Path(__file__).with_name("RESULTS.md")
HEAD = """# What it costs

Written by `make bench`. Each section names the command that writes it anew, the day, the machine
and the versions. A ratio says how many times as fast as its peer this project is, both measured in
one run; a goal bounds the ratio, or the figure itself where there is no peer.
"""
COLUMNS = ("what", "this project", "peer", "its figure", "ratio", "goal", "met")
VERSIONS = ("numpy", "matplotlib", "jupyterlab", "anywidget", "torch", "ipympl", "jupyterhub")


def number(value: float) -> str:
    """Three digits, or all before the point.

    >>> number(0.71234), number(12.345), number(1234.5), number(0)
    ('0.712', '12.3', '1,234', '0')
    """
    digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    return f"{value:,.{max(0, digits)}f}"


def cells(row: Row) -> tuple[str, ...]:
    """What a row shows, column by column."""
    theirs = "" if row.theirs is None else f"{number(row.theirs)} {row.unit}"
    ratio = "" if row.ratio is None else number(row.ratio)
    goal = f"{row.goal} {row.unit}" if row.goal and row.ratio is None else row.goal
    met = {True: "yes", False: "**no**", None: ""}[row.met]
    own = f"{number(row.own)} {row.unit}".strip()
    return row.what, own, row.peer, theirs, ratio, goal.strip(), met


def machine() -> str:
    """The kind of machine, how busy it is, and the versions of what is measured."""
    memory = round(psutil.virtual_memory().total / 2**30)
    versions = [f"Python {platform.python_version()}"]
    installed = {each.name.lower(): each.version for each in metadata.distributions()}
    versions += [f"{name} {installed[name]}" for name in VERSIONS if name in installed]
    load = psutil.getloadavg()[0]
    return (
        f"{os.cpu_count()} CPUs ({platform.machine()}), {memory} GB, {sys.platform}, "
        f"load {load:.1f} at the start; {', '.join(versions)}"
    )


def section(name: str, about: str, where: str, rows: Iterable[Row]) -> str:
    """A section of the document, from its heading to the end of its table."""
    day = datetime.date.today().isoformat()
    lines = [COLUMNS, ["---"] * len(COLUMNS), *map(cells, rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"## {name}\n\n{about}\n\n`make bench ONLY={name}`, {day}: {where}.\n\n{table}\n"


def sections(text: str) -> dict[str, str]:
    """The sections of a document by name."""
    found = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {part[3:].split("\n", 1)[0]: part.strip() + "\n" for part in found}


def document(parts: dict[str, str], order: Iterable[str]) -> str:
    """The whole document."""
    return "\n".join([HEAD, *(parts[name] for name in order if name in parts)])


def store(name: str, text: str, order: Iterable[str]) -> None:
    """Put a section into RESULTS.md, in place of its older one."""
    old = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    FILE.write_text(document(sections(old) | {name: text}, order), encoding="utf-8")
