"""Measure, and write benchmarks/RESULTS.md: `make bench`, or `make bench ONLY="suite classroom"`.

Without names all that takes minutes is measured; what takes longer keeps its section.
"""

import argparse
import importlib
import traceback

from benchmarks import results

QUICK = ("core", "descent", "startup", "widgets", "notebooks")
LONG = ("suite", "classroom")
NAMES = QUICK + LONG


def run(name: str) -> bool:
    """Run a benchmark and store its rows; return whether all went well and every goal is met."""
    print(f"\n{name}", flush=True)
    where, found = results.machine(), []
    try:
        module = importlib.import_module(f"benchmarks.{name}")
        for row in module.rows():
            print("  " + "  ".join(filter(None, results.cells(row))), flush=True)
            found.append(row)
    except Exception:  # the others are measured all the same
        traceback.print_exc()
        return False
    results.store(name, results.section(name, module.__doc__.strip(), where, found), NAMES)
    return not any(row.met is False for row in found)


def main() -> int:
    """Run what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    names = parser.parse_args().names or QUICK
    if unknown := set(names) - set(NAMES):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    well = [run(name) for name in names]
    return 0 if all(well) else 1


if __name__ == "__main__":
    raise SystemExit(main())
