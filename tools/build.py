"""Build lessons: run the English notebook, update its translation, build and run the Korean one."""

import os
from concurrent.futures import ProcessPoolExecutor

from nbformat import NotebookNode

from lessonkit.datasets.cifar10 import VARIABLE, DataError, find_cifar10
from tools import messages
from tools.catalogs import PlainCatalog, parse_po, po_text
from tools.catalogs import messages as entries
from tools.execute import ExecutionError, execute
from tools.lessons import Lesson, dumps, read, write_if_changed
from tools.normalize import normalize
from tools.translate import incomplete, translated_cells, update_catalog


def build_all(lessons: list[Lesson]) -> int:
    """Build several lessons, two at a time; return how many failed."""
    # The Korean notebooks show lessonkit's own messages, so these come first.
    missing = messages.problems(messages.write())
    if missing:
        print(f"lessonkit: {len(missing)} messages still lack Korean, see {messages.FOLDER}")
    failures = 0
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        for succeeded, report in pool.map(_build_safely, lessons):
            print(report, flush=True)
            failures += not succeeded
    return failures


def _build_safely(lesson: Lesson) -> tuple[bool, str]:
    try:
        return True, build(lesson)
    except ExecutionError as error:
        return False, str(error)


def build(lesson: Lesson) -> str:
    """Build one lesson in both languages; return what was done. Nothing is written in vain.

    A lesson whose data is not there would run to an empty one, so its outputs stay as they are.
    """
    if lesson.needs_data and not _find_data(lesson):
        _renew_texts(lesson)
        return f"{lesson.name}: not run, because it needs CIFAR-10 and {VARIABLE} is not set"
    english = run(lesson, "en", normalize(read(lesson.notebook("en"))))
    catalog = write_catalog(lesson, english)
    total, lacking = len(entries(catalog)), len(incomplete(catalog))
    if total and lacking == total:
        return f"{lesson.name}: English built; nothing is translated yet in {_po(lesson)}"
    run(lesson, "ko", translated_cells(english, catalog, messages.translations(lesson.root)))
    if lacking:
        return (
            f"{lesson.name}: both built, but {lacking} of {total} messages in {_po(lesson)} are "
            "untranslated or fuzzy"
        )
    return f"{lesson.name}: both built"


def _find_data(lesson: Lesson) -> bool:
    """Whether the environment says where CIFAR-10 is; ExecutionError when it is not there."""
    if not os.environ.get(VARIABLE):
        return False
    try:
        # Kernels run in the folder of the notebook: a relative path would lead them elsewhere.
        os.environ[VARIABLE] = str(find_cifar10(download=False).resolve())
    except DataError as error:
        raise ExecutionError(f"{lesson.name}: {error}") from None
    return True


def _renew_texts(lesson: Lesson) -> None:
    """Carry the texts of a lesson over to the Korean one, which keeps its outputs."""
    english = normalize(read(lesson.notebook("en")))
    catalog = write_catalog(lesson, english)
    if not lesson.notebook("ko").exists():
        return
    korean = translated_cells(english, catalog, messages.translations(lesson.root))
    stored = read(lesson.notebook("ko"))
    kept = {(cell.id, cell.source): cell for cell in stored.cells if cell.cell_type == "code"}
    codes = [cell for cell in korean.cells if cell.cell_type == "code"]
    if all((cell.id, cell.source) in kept for cell in codes):  # code that changed has to be run
        for cell in codes:
            old = kept[cell.id, cell.source]
            cell.outputs, cell.execution_count = old.outputs, old.execution_count
        write_if_changed(lesson.notebook("ko"), dumps(normalize(korean)))


def run(lesson: Lesson, language: str, notebook: NotebookNode) -> NotebookNode:
    """Execute, normalize and store one notebook."""
    path = lesson.notebook(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    done = normalize(execute(notebook, path.parent, lesson.label(path)))
    write_if_changed(path, dumps(done))
    return done


def read_catalog(lesson: Lesson) -> PlainCatalog | None:
    """Return the stored translation of a lesson, if there is one."""
    if not lesson.po.exists():
        return None
    return parse_po(lesson.po.read_text(encoding="utf-8"))


def write_catalog(lesson: Lesson, english: NotebookNode) -> PlainCatalog:
    """Bring the stored translation up to date with the English lesson."""
    catalog = update_catalog(english, read_catalog(lesson), lesson.name)
    write_if_changed(lesson.po, po_text(catalog))
    return catalog


def _po(lesson: Lesson) -> str:
    return lesson.label(lesson.po)
