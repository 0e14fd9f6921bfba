"""The rules that every lesson keeps; each is a small function that yields what is wrong."""

from collections.abc import Iterator

from tools import frameworks, messages, overview
from tools.build import read_catalog
from tools.checks import korean, minutes, names, objectives, outputs, skeleton
from tools.checks.glossary import Glossary
from tools.lessons import ROOT, Lesson, read


def check_lesson(lesson: Lesson, glossary: Glossary) -> Iterator[str]:
    """Yield the problems of a lesson in both languages."""
    english = read(lesson.notebook("en"))
    yield from _named(lesson, "en", skeleton.problems(english, lesson.number))
    yield from _named(lesson, "en", minutes.problems(english, lesson.number))
    yield from _named(lesson, "en", names.problems(english))
    decided = objectives.table().get(lesson.number, [])
    yield from _named(lesson, "en", objectives.problems(english, decided))
    yield from _named(lesson, "en", frameworks.problems(english, lesson.number))
    yield from _named(lesson, "en", glossary.spelling_problems(english))
    yield from _check_stored(lesson, "en")
    catalog = read_catalog(lesson)
    if catalog is None:
        yield f"{lesson.label(lesson.po)}: missing; run make notebooks ONLY={lesson.number}"
        return
    po = lesson.label(lesson.po)
    yield from (f"{po}: {problem}" for problem in korean.catalog_problems(english, catalog))
    yield from (f"{po}: {problem}" for problem in glossary.problems(catalog))
    yield from (f"{po}: {problem}" for problem in glossary.missing_terms(catalog))
    if not lesson.notebook("ko").exists():
        path = lesson.label(lesson.notebook("ko"))
        yield f"{path}: missing; run make notebooks ONLY={lesson.number}"
        return
    yield from _check_stored(lesson, "ko")
    words = messages.translations(lesson.root)
    translated = read(lesson.notebook("ko"))
    differences = korean.differences(english, translated, catalog, words)
    yield from _named(lesson, "ko", differences)
    yield from _named(lesson, "ko", frameworks.problems(translated, lesson.number))


def _check_stored(lesson: Lesson, language: str) -> Iterator[str]:
    text = lesson.notebook(language).read_text(encoding="utf-8")
    notebook = read(lesson.notebook(language))
    yield from _named(lesson, language, outputs.problems(notebook, text, language))


def _named(lesson: Lesson, language: str, problems: Iterator[str]) -> Iterator[str]:
    path = lesson.label(lesson.notebook(language))
    return (f"{path}: {problem}" for problem in problems)


def check_messages(glossary: Glossary, root=ROOT) -> Iterator[str]:
    """Yield the problems of lessonkit's own Korean messages."""
    wanted = messages.wanted_files(root)
    po = root / messages.FOLDER / "lessonkit.po"
    mo = root / messages.FOLDER / "lessonkit.mo"
    label = po.relative_to(root).as_posix()
    stored = po.read_text(encoding="utf-8") if po.exists() else None
    if stored != wanted.po or not mo.exists() or mo.read_bytes() != wanted.mo:
        yield f"{label}: out of date; run make messages"
    yield from (f"{label}: {problem}" for problem in messages.problems(wanted.catalog))
    for problems in (korean.particle_problems, korean.register_problems):
        yield from (f"{label}: {problem}" for problem in problems(wanted.catalog))
    yield from (f"{label}: {problem}" for problem in glossary.problems(wanted.catalog))


def check_all(lessons: list[Lesson], root=ROOT) -> list[str]:
    """Return every problem of these lessons and of lessonkit's messages."""
    glossary = Glossary.load(root)
    found = [problem for lesson in lessons for problem in check_lesson(lesson, glossary)]
    return [*found, *overview.problems(root), *check_messages(glossary, root)]
