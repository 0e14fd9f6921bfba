"""The command line: ``python -m lessonkit.grade FOLDER``."""

import argparse
import csv
import io
import sys
from pathlib import Path

from lessonkit.exercises import exercises_of
from lessonkit.exercises.predictions import predictions
from lessonkit.figures.tables import table
from lessonkit.files import write_whole
from lessonkit.grade import handed_in, supervise
from lessonkit.i18n import LANGUAGES, N_, _, set_language

MOST = 3  # errors that are named: the rest often follows from them


def main(arguments=None) -> None:
    """Grade every notebook below a folder; show a table, and write it as CSV."""
    parser = argparse.ArgumentParser(prog="python -m lessonkit.grade", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--csv", type=Path, default=Path("grades.csv"), help="grades.csv if unsaid")
    parser.add_argument(
        "--seconds", type=float, default=60, help="of computing that one cell may take: 60"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    options = parser.parse_args(arguments)
    set_language(options.language)
    paths = sorted(
        path for path in options.folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
    )
    if not paths:
        raise SystemExit(_("There is no notebook below {folder}.", folder=options.folder))
    rows = []
    for path in paths:
        name = path.relative_to(options.folder).as_posix()
        print(f"{len(rows) + 1}/{len(paths)} {name!a}", file=sys.stderr, flush=True)
        rows.append({N_("notebook"): name} | grade(path, options.seconds))
    write_whole(options.csv, as_csv(rows))
    print(table({heading: [row[heading] for row in rows] for heading in rows[0]}))


def grade(path: Path, seconds: float) -> dict[str, str]:
    """Return what there is to say of one notebook, by heading."""
    found, status, errors = handed_in.HandedIn(), {}, {}
    try:
        found = handed_in.read(path)
    except ValueError as error:
        errors[0] = str(error)
    if found.lesson:
        names = [*exercises_of(found.lesson)]
        status, errors = supervise.run(found.lesson, found.cells, names, seconds)
    asked = [name for name in predictions() if name[:2] == found.lesson]
    said = [f"cell {k}: {v}" if k else v for k, v in sorted(errors.items())]
    goals, reached = found.goals or ("?", "?")
    passed = list(status.values()).count("right")
    return {
        N_("lesson"): found.lesson or "?",
        N_("exercises passed"): f"{passed} / {len(status)}",
        N_("not passed"): ", ".join(f"{k} {v}" for k, v in status.items() if v != "right"),
        N_("predictions made"): f"{len(found.predicted)} / {len(asked)}",
        N_("as predicted"): f"{sum(found.predicted.values())}",
        N_("goals reached"): f"{reached} / {goals}",
        N_("errors"): ", ".join(said[:MOST]) + ("" if len(said) <= MOST else " …"),
    }


def as_csv(rows: list[dict[str, str]]) -> str:
    """Return rows as CSV in which no cell is a formula to a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_(heading) for heading in rows[0]])
    for row in rows:
        writer.writerow(["'" + v if v[:1] in set("=+-@\t\r") else v for v in row.values()])
    return file.getvalue()


if __name__ == "__main__":
    main()
