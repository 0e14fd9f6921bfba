"""The experiments of lesson 16: nine optimizers, seven problems in two units, 64 trials each.

    nice python benchmarks/optimizers.py             # everything that is not there yet
    python benchmarks/optimizers.py --only rosenbrock  # one problem, shown and not stored

Minutes on one core. What is done lies in build/contest/ and is not done again; when all is there,
it is joined into data/optimizers/ (data/README.md says what the files hold). One BLAS thread, so
that the same machine gives the same bits.
"""

import argparse
import os

for _name in ("OPENBLAS", "MKL", "OMP", "VECLIB_MAXIMUM"):
    os.environ[f"{_name}_NUM_THREADS"] = "1"  # before NumPy is imported

import csv  # noqa: E402
import json  # noqa: E402
from pathlib import Path  # noqa: E402

from tqdm import tqdm  # noqa: E402

from lessonkit.comparison import contest, protocol  # noqa: E402

ROOT = Path(__file__).parent.parent
PARTS, RESULTS = ROOT / "build" / "contest", ROOT / "data" / "optimizers"


def pairs(only=None):
    names = [name for name in contest.NAMES if only in (None, name)]
    return [(name, method) for name in names for method in contest.methods_for(name)]


def rows(name: str, method_name: str) -> dict[str, list]:
    """What is stored of one method on one problem: the rows of each file."""
    problem, method = contest.problem(name), contest.METHODS[method_name]
    rounds = protocol.tune(problem, method, contest.draws(name), contest.aims(name))
    last, made = rounds[-1], rounds[-1]["trials"]
    checked = protocol.runs(problem, made, problem.checking_seeds)
    picks = {aim: made[last[aim]] for aim in contest.aims(name)}
    picks["published"] = rounds[0]["trials"][rounds[0]["fast"]]
    tests = protocol.judge(problem, list(picks.values()))
    found = {"trials": [], "picks": [], "tests": []}
    mean_of = [
        protocol.cost(last["gradients"], problem.budget),
        last["error"].mean(axis=-1),
        protocol.cost(checked["gradients"], problem.budget),
        checked["error"].mean(axis=-1),
    ]
    for k, optimizer in enumerate(made):
        settings = contest.settings(method, optimizer)
        found["trials"].append([name, method_name, k, *settings, *(f"{m[k]:.4g}" for m in mean_of)])
    for k, (aim, optimizer) in enumerate(picks.items()):
        settings = contest.settings(method, optimizer)
        found["picks"].append([name, method_name, aim, *settings, len(rounds) - 1])
        for j, seed in enumerate(protocol.TEST_SEEDS):
            numbers = (f"{tests[key][k, j]:.4g}" for key in ("gradients", "error", "accuracy"))
            found["tests"].append([name, method_name, aim, seed, *numbers])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=contest.NAMES, help="one problem; nothing is stored")
    only = parser.parse_args().only
    PARTS.mkdir(parents=True, exist_ok=True)
    all_parts = []
    for name, method in tqdm(pairs(only), unit="method"):
        part = PARTS / f"{name}-{method}.json".replace(" / ", "-by-")
        if only or not part.exists():
            text = json.dumps(rows(name, method))
            if only:
                print(*json.loads(text)["picks"], sep="\n")
                continue
            part.write_text(text, encoding="utf-8")
        all_parts.append(json.loads(part.read_text(encoding="utf-8")))
    if only:
        return
    RESULTS.mkdir(exist_ok=True)
    for file, header in contest.COLUMNS.items():
        with open(RESULTS / f"{file}.csv", "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(header)
            for part in all_parts:
                writer.writerows(part[file])


if __name__ == "__main__":
    main()
