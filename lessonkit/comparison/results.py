"""What `benchmarks/optimizers.py` found, and what may be concluded from it."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lessonkit.comparison.contest import METHODS, methods_for, problem
from lessonkit.comparison.judgment import interval, sign_test
from lessonkit.comparison.protocol import TRIALS, cost
from lessonkit.i18n import N_

COLUMNS = (
    *("problem", "method", "repeat", "aim", "trials"),
    *("learning_rate", "second", "weight_decay", "cosine", "edge", "gradients", "accuracy"),
)
LEVEL = 0.05
_WORDS = ("problem", "method", "aim")
_PLACE = Path(__file__).parent.parent
# In an installed wheel the data lies inside the package, in a checkout beside it.
STORED = (_PLACE / "data" / "optimizers.csv", _PLACE.parent / "data" / "optimizers.csv")
_HEADINGS = (
    N_("method"),
    N_("repeats faster"),
    N_("repeats slower"),
    N_("difference"),
    N_("from"),
    N_("to"),
    N_("p"),
)


@dataclass(frozen=True, eq=False)
class Results:
    """The stored columns, a row for each repeat of what was chosen; see data/README.md."""

    columns: dict[str, np.ndarray]

    def pick(self, name: str, method: str, aim="fast", trials=TRIALS) -> dict[str, np.ndarray]:
        """Return the columns of one method on one problem: what each repeat chose and came to."""
        wanted = {"problem": name, "method": method, "aim": aim, "trials": trials}
        here = np.logical_and.reduce([self.columns[key] == wanted[key] for key in wanted])
        if not here.any():
            raise ValueError(f"there are no results for {', '.join(map(str, wanted.values()))}")
        return {key: column[here] for key, column in self.columns.items()}

    def runs(self, name: str, method: str, trials=TRIALS) -> np.ndarray:
        """Return how many gradients each test run asked for: ``(repeats, seeds)``, ∞ for never."""
        return np.stack(self.pick(name, method, trials=trials)["gradients"])

    def repeats(self, name: str, method: str, trials=TRIALS) -> np.ndarray:
        """Return one number for each repeat: the mean of its test runs, as in `cost`."""
        return cost(self.runs(name, method, trials), problem(name).budget)

    def costs(self, names, trials=TRIALS) -> np.ndarray:
        """Return the mean over all repeats, ``(methods, problems)``; NaN where not compared."""
        found = np.full((len(METHODS), len(names)), np.nan)
        for j, name in enumerate(names):
            for i, method in enumerate(METHODS):
                if method in methods_for(name):
                    found[i, j] = self.repeats(name, method, trials).mean()
        return found

    def instances(self, names) -> np.ndarray:
        """Return the cost of each repeat of each problem, ``(methods, problems · repeats)``.

        It is ∞ where most runs of a repeat never arrive. Without AdamW.
        """
        rows = []
        for method in methods_for("rosenbrock"):
            never = [np.isinf(self.runs(name, method)).mean(axis=1) > 0.5 for name in names]
            costs = [self.repeats(name, method) for name in names]
            rows.append(np.where(np.concatenate(never), np.inf, np.concatenate(costs)))
        return np.array(rows)

    def verdicts(self, name: str) -> np.ndarray:
        """Who is faster than whom: 1 if the row is, -1 if the column is, 0 if pairs cannot tell."""
        costs = [self.repeats(name, method) for method in methods_for(name)]
        told = [[sign_test(one, other) < LEVEL for other in costs] for one in costs]
        ahead = [[(one < other).sum() - (one > other).sum() for other in costs] for one in costs]
        return np.sign(ahead) * np.array(told)

    def compare(self, name: str, method: str) -> dict[str, list]:
        """Compare one method with the others, repeat by repeat: the columns of a table."""
        own, columns = self.repeats(name, method), {heading: [] for heading in _HEADINGS}
        for other in methods_for(name):
            if other == method:
                continue
            theirs = self.repeats(name, other)
            low, high = interval(theirs - own, np.random.default_rng(0))
            row = (other, (own < theirs).sum(), (own > theirs).sum(), (theirs - own).mean())
            row = (*row, low, high, sign_test(own, theirs))
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
        return columns


def load_results() -> Results:
    """Read the stored results."""
    with open(next(each for each in STORED if each.exists()), encoding="utf-8") as lines:
        header, *rows = csv.reader(lines)
    texts = dict(zip(header, zip(*rows, strict=True), strict=True))
    return Results({key: _column(key, column) for key, column in texts.items()})


def _column(key: str, texts: tuple) -> np.ndarray:
    if key in _WORDS:
        return np.array(texts)
    if key == "gradients":  # of each run one
        column = np.empty(len(texts), object)
        column[:] = [np.array(text.split(), float) for text in texts]
        return column
    return np.array([float(text or "nan") for text in texts])
