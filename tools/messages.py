"""The Korean messages of lessonkit: collected from the code, kept in a PO file, compiled."""

import ast
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from nbformat import NotebookNode

from lessonkit.widgets.javascript import texts
from tools.catalogs import PlainCatalog, messages, mo_bytes, parse_po, po_text, state
from tools.lessons import (
    ROOT,
    Lesson,
    find_lessons,
    read,
    write_bytes_if_changed,
    write_if_changed,
)
from tools.translate import comment_words

FOLDER = Path("lessonkit/locale/ko/LC_MESSAGES")
# `_` translates, `N_` marks a text that is translated where it is shown.
KEYWORDS = {"_": None, "N_": None}
_COMMENT = (
    "# Korean messages of lessonkit: what figures, widgets and exercises show.\n"
    "# Collected by make messages; translate here, and remove fuzzy once a text is right."
)
# What is no word, such as "h = 0.01", is the same in every language.
_WORD = re.compile(r"[^\W\d_]{2}")
_PLACEHOLDER = re.compile(r"{([^{}:!]*)[^{}]*}")


@dataclass(frozen=True)
class Files:
    """What `lessonkit.po` and `lessonkit.mo` should hold."""

    catalog: Catalog
    po: str
    mo: bytes


def words(file, _keywords, _tags, **_options) -> Iterator[tuple]:
    """Give Babel the texts of a TOML file: predictions, hints or mistakes."""
    for facts in tomllib.load(file).values():
        for fact in facts.values():
            for text in fact if isinstance(fact, list) else [fact]:
                if isinstance(text, str) and _WORD.search(text):
                    yield 0, None, text, []


def javascript(file, _keywords, _tags, **_options) -> Iterator[tuple]:
    """Give Babel the texts of which widgets get the translations."""
    for text in texts(file.read().decode("utf-8")):
        yield 0, None, text, []


def table_words(notebook: NotebookNode) -> Iterator[str]:
    """Yield the headings and words of the tables in the cells of a lesson.

    They stand in ``lk.table({…})``, or before it in ``columns = {…}`` and ``columns["…"] = …``.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and "lk.table(" in cell.source:
            for part in ast.walk(ast.parse(cell.source)):
                called = isinstance(part, ast.Call) and ast.unparse(part.func) == "lk.table"
                if called or _of_columns(part):
                    for node in ast.walk(part):
                        if isinstance(node, ast.Constant) and isinstance(node.value, str):
                            yield node.value


def _of_columns(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    added = isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant)
    return ast.unparse(target.value if added else target) == "columns"


def lesson_words(notebook: NotebookNode) -> Iterator[str]:
    """Yield what the code of a lesson says in words: its tables' headings, and its comments."""
    yield from table_words(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from comment_words(cell.source)


def collect(package: Path, lessons: Iterable[Lesson] = ()) -> dict[str, list[str]]:
    """Return every message of the package and the lessons' code, and the files they occur in."""
    found: dict[str, list[str]] = {}
    methods = [
        ("**.toml", words),
        ("**.py", "python"),
        ("**.js", javascript),
    ]
    for folder in (package, package.parent / "tools" / "site"):
        calls = extract_from_dir(folder, methods, keywords=KEYWORDS)
        for file, _line, text, *_rest in sorted(calls, key=lambda call: call[:2]):
            files = found.setdefault(text, [])
            path = (folder / file).relative_to(package.parent).as_posix()
            if path not in files:
                files.append(path)
    for lesson in lessons:
        path = lesson.notebook("en")
        for text in filter(_WORD.search, lesson_words(read(path))):
            files = found.setdefault(text, [])
            if lesson.label(path) not in files:
                files.append(lesson.label(path))
    return found


def update(found: dict[str, list[str]], old: Catalog | None) -> PlainCatalog:
    """Return the catalog of these messages; a text that changed a little stays, marked fuzzy."""
    catalog = PlainCatalog(_COMMENT)
    known = {message.id: message for message in messages(old)} if old is not None else {}
    orphans = [text for text in known if text not in found]
    for text, files in found.items():
        message = catalog.add(text, locations=[(file, 0) for file in files])
        source = known.get(text)
        if source is None and (close := difflib.get_close_matches(text, orphans, 1, cutoff=0.7)):
            source = known[close[0]]
            message.flags.add("fuzzy")
        if source is not None:
            message.string = source.string
            message.user_comments = list(source.user_comments)
            message.flags |= source.flags & {"fuzzy"}
        if not message.string:
            message.flags.discard("fuzzy")
    return catalog


def translations(root: Path = ROOT) -> dict[str, str]:
    """Return today's Korean of each message."""
    po = root / FOLDER / "lessonkit.po"
    if not po.exists():
        return {}
    done = parse_po(po.read_text(encoding="utf-8"))
    return {item.id: item.string for item in messages(done) if state(item) == "translated"}


def wanted_files(root: Path = ROOT) -> Files:
    """Return what the catalog files should hold, given the code and today's translations."""
    po = root / FOLDER / "lessonkit.po"
    old = parse_po(po.read_text(encoding="utf-8")) if po.exists() else None
    catalog = update(collect(root / "lessonkit", find_lessons(root=root)), old)
    return Files(catalog, po_text(catalog), mo_bytes(catalog))


def write(root: Path = ROOT) -> Catalog:
    """Update and compile the catalog; return it."""
    files = wanted_files(root)
    write_if_changed(root / FOLDER / "lessonkit.po", files.po)
    write_bytes_if_changed(root / FOLDER / "lessonkit.mo", files.mo)
    return files.catalog


def problems(catalog: Catalog) -> list[str]:
    """Name the messages that lack a translation, or whose {placeholders} got lost in it."""
    found = []
    for message in messages(catalog):
        if state(message) != "translated":
            found.append(f"{state(message)}: {message.id!r}")
        elif set(_PLACEHOLDER.findall(message.id)) != set(_PLACEHOLDER.findall(message.string)):
            found.append(f"the placeholders differ: {message.id!r} and {message.string!r}")
    return found
