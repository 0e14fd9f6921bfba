"""The process in which one notebook runs: its cells, and after each what it hands in is checked."""

import contextlib
import importlib
import json
import os
import re
import sys
from collections.abc import Callable

# What a learner's code may have put something in the place of, and checks are made of.
GUARDED = re.compile(
    r"(builtins|collections|contextlib|copy|functools|importlib|inspect|itertools|lessonkit|math"
    r"|numpy|operator|os|re|signal|sys|time)(\..*)?"
)
MEMORY, FILE = 8 * 1024**3, 100_000_000  # bytes


def main() -> None:
    """Read the order from stdin, as `supervise` writes it, and report on stdout."""
    order = json.loads(sys.stdin.readline())
    report = _reporter(order["key"])
    with contextlib.suppress(ImportError, ValueError):  # another system, or less is allowed already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    check, shell, given = _own_check(order["lesson"]), _shell(), _handed_over()
    restore = _restorer()
    for position, code in order["cells"]:
        report("cell", position)
        done = shell.run_cell(code, store_history=True)
        restore()
        if error := done.error_before_exec or done.error_in_exec:
            report("error", re.sub(r"\W", "", type(error).__name__)[:40])
        while given:
            exercise_id, answer = given.pop(0)
            if type(exercise_id) is str and exercise_id in order["exercises"]:
                report(exercise_id, check(exercise_id, answer))
                restore()
    report("end", "")


def _reporter(key: str) -> Callable:
    """Return what writes a line to the supervisor; all that the notebook prints is dropped."""
    out, write = os.dup(1), os.write
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return lambda kind, value: write(out, f"{key} {kind} {value}\n".encode())


def _shell():
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
    shell.display_formatter.format = lambda *_things, **_options: ({}, {})  # nobody looks
    shell.enable_gui, shell.ask_exit = lambda _name=None: None, sys.exit  # as a kernel has them
    return shell


def _own_check(lesson: str) -> Callable:
    """Return a check in a copy of the exercises that the learner's code does not import."""
    exercises = importlib.import_module("lessonkit.exercises")
    exercises.exercises_of(lesson)
    judge, ours = exercises.check, _taken()

    def check(exercise_id: str, answer) -> str:
        theirs = _taken()
        sys.modules.update(ours)
        try:
            return judge(exercise_id, answer).status
        except BaseException:  # nothing that an answer does ends the grader
            return "wrong"
        finally:
            ours.update(_taken())
            sys.modules.update(theirs)

    return check


def _taken() -> dict:
    """Take the exercises out of the modules that are imported."""
    names = [name for name in sys.modules if name.startswith("lessonkit.exercises")]
    return {name: sys.modules.pop(name) for name in names}


def _handed_over() -> list:
    """Return the list that fills with what the learner's code hands to `lessonkit.check`."""
    given = []
    exercises = importlib.import_module("lessonkit.exercises")
    judge = exercises.check

    def check(exercise_id, answer):
        given.append((exercise_id, answer))
        return judge(exercise_id, None)

    exercises.check = importlib.import_module("lessonkit").check = check
    return given


def _restorer() -> Callable:
    """Return what lets names of guarded modules and classes mean again what they mean now."""
    modules = [module for name, module in sys.modules.items() if GUARDED.fullmatch(name)]
    kept = [(module, {k: v for k, v in vars(module).items() if k != "path"}) for module in modules]
    ours = {each for m in modules for each in vars(m).values() if isinstance(each, type)}
    kept += [
        (each, {k: v for k, v in vars(each).items() if callable(v) or isinstance(v, property)})
        for each in ours
        if each.__module__.startswith("lessonkit")
    ]

    def restore():
        for thing, names in kept:
            for name, value in names.items():
                if vars(thing).get(name) is not value:
                    setattr(thing, name, value)

    return restore


if __name__ == "__main__":
    main()
