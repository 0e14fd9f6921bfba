"""The command line: `python -m tools notebooks 09`; the Makefile has a target for each command."""

import argparse
import sys
from pathlib import Path

from tools import build, checks, lab, messages, overview, student
from tools.checks.minutes import count
from tools.lessons import find_lessons, read
from tools.normalize import normalize
from tools.translate import incomplete


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    return options.run(options)


def _notebooks(options) -> int:
    failures = build.build_all(find_lessons(options.lessons))
    if failures:
        print(f"{failures} failed", file=sys.stderr)
    return 1 if failures else 0


def _check(options) -> int:
    lessons = find_lessons(options.lessons)
    problems = checks.check_all(lessons)
    for problem in problems:
        print(problem)
    print(f"{len(lessons)} lessons checked, {len(problems)} problems")
    return 1 if problems else 0


def _minutes(options) -> int:
    print("lesson  core  deeper")
    for lesson in find_lessons(options.lessons):
        minutes = count(read(lesson.notebook("en")))
        print(f"{lesson.number:<6}  {minutes.core:4.0f}  {minutes.deeper:6.0f}")
    return 0


def _overview(options) -> int:
    overview.write()
    return 0


def _translate(options) -> int:
    for lesson in find_lessons(options.lessons):
        catalog = build.write_catalog(lesson, normalize(read(lesson.notebook("en"))))
        print(f"{lesson.label(lesson.po)}: {len(incomplete(catalog))} to translate")
    return 0


def _messages(options) -> int:
    missing = messages.problems(messages.write())
    for problem in missing:
        print(problem)
    print(f"{messages.FOLDER}/lessonkit.po: {len(missing)} to translate")
    return 0


def _student(options) -> int:
    student.write(find_lessons(options.lessons), Path(options.folder))
    return 0


def _lab(options) -> int:
    return lab.start(options.language, [flag for flag in options.flags if flag != "--"])


def _screenshots(options) -> int:
    from tools import screenshots  # Playwright is loaded for this alone

    return screenshots.take(find_lessons(options.lessons), options.folder, options.cells)


def _parser() -> argparse.ArgumentParser:
    text = "Build and check the lessons."
    parser = argparse.ArgumentParser(prog="python -m tools", description=text)
    commands = parser.add_subparsers(required=True)

    def add(name: str, run, text: str, lessons: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if lessons:
            command.add_argument("lessons", nargs="*", help="numbers or names; all when left out")
        return command

    add("notebooks", _notebooks, "execute, normalize and translate lessons, in both languages")
    add("check", _check, "check style, translation and stored outputs")
    add("minutes", _minutes, "count the minutes that lessons take")
    text = "fill in the tables of lesson 00 that follow from the other lessons"
    add("overview", _overview, text, lessons=False)
    add("translate", _translate, "update the PO files from the English lessons, run nothing")
    add("messages", _messages, "collect, update and compile lessonkit's messages", lessons=False)
    command = add("student", _student, "write lessons without solutions and outputs")
    command.add_argument("--folder", default="build/student")
    command = add("lab", _lab, "open the course in JupyterLab", lessons=False)
    command.add_argument("--language", choices=("en", "ko"), default="en")
    command.add_argument("flags", nargs=argparse.REMAINDER, help="passed on to JupyterLab")
    command = add("screenshots", _screenshots, "pictures of lessons in both themes")
    command.add_argument("--folder", default="screenshots")
    command.add_argument("--cells", action="store_true", help="one picture a cell with output")
    return parser


if __name__ == "__main__":
    sys.exit(main())
