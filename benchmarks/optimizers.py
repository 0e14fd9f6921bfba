"""The experiments of lesson 16: nine optimizers on seven problems in two units, twelve times over.

    nice python benchmarks/optimizers.py               # everything that is not there yet
    python benchmarks/optimizers.py --only rosenbrock  # one problem anew: is it still the same?

A quarter of an hour on two cores. What is done lies in build/contest/ and is not done again; when
all is there, it is joined into data/optimizers.csv (data/README.md says what it holds). One BLAS
thread a core, so that the same machine gives the same bits.
"""

import argparse
import os

for _name in ("OPENBLAS", "MKL", "OMP", "VECLIB_MAXIMUM"):
    os.environ[f"{_name}_NUM_THREADS"] = "1"  # before NumPy is imported

import csv  # noqa: E402
import io  # noqa: E402
from multiprocessing import Pool  # noqa: E402
from pathlib import Path  # noqa: E402

from tqdm import tqdm  # noqa: E402

from lessonkit.comparison import contest, protocol  # noqa: E402
from lessonkit.comparison.results import COLUMNS  # noqa: E402

ROOT = Path(__file__).parent.parent
PARTS, RESULTS = ROOT / "build" / "contest", ROOT / "data" / "optimizers.csv"


def rows(name: str, method: str, repeat: int) -> list[list]:
    """What is stored of one repeat: what was chosen, and what it came to on the test seeds."""
    problem = contest.problem(name)
    made, ranges = protocol.tune(problem, contest.METHODS[method], repeat)
    counts = contest.COUNTS if name in contest.PROBLEMS else contest.COUNTS[-1:]
    chosen = [("fast", count, made[:count]) for count in counts]
    chosen += [(aim, len(made), made) for aim in problem.aims[1:]]
    picks = [protocol.choose(trials, problem.budget, aim) for aim, _, trials in chosen]
    tests = protocol.judge(problem, [pick["optimizer"] for pick in picks], repeat)
    found = []
    for k, ((aim, count, _), pick) in enumerate(zip(chosen, picks, strict=True)):
        edge = int(protocol.at_edge(pick["drawn"], ranges)) if count == len(made) else ""
        gradients = " ".join(f"{number:g}" for number in tests["gradients"][k])
        accuracy = f"{tests['accuracy'][k].mean():.4f}" if problem.accuracy else ""
        head = [name, method, repeat, aim, count, *contest.settings(pick), edge]
        found.append([*head, gradients, accuracy])
    return found


def part(pair: tuple[str, str]) -> tuple[Path, str]:
    """The file of one method on one problem, and what it should hold."""
    out = io.StringIO()
    for repeat in range(contest.REPEATS):
        csv.writer(out, lineterminator="\n").writerows(rows(*pair, repeat))
    return _file(*pair), out.getvalue()


def _file(name: str, method: str) -> Path:
    return PARTS / f"{name}-{method}.csv".replace(" / ", "-by-").replace(" ", "-")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=contest.NAMES, help="one problem; nothing is stored")
    parser.add_argument("--cores", type=int, default=2)
    given = parser.parse_args()
    PARTS.mkdir(parents=True, exist_ok=True)
    names = [given.only] if given.only else contest.NAMES
    pairs = [(name, method) for name in names for method in contest.methods_for(name)]
    missing = [pair for pair in pairs if given.only or not _file(*pair).exists()]
    stored = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    with Pool(given.cores) as pool:
        for file, text in tqdm(pool.imap(part, missing), total=len(missing), unit="method"):
            if given.only:
                tqdm.write(f"{file.stem}: {'the same' if text in stored else 'DIFFERENT'}")
            else:
                file.write_text(text, encoding="utf-8")
    if not given.only:
        text = "".join(_file(*pair).read_text(encoding="utf-8") for pair in pairs)
        RESULTS.write_text(",".join(COLUMNS) + "\n" + text, encoding="utf-8")


if __name__ == "__main__":
    main()
