"""Where the lessons are, and reading and writing notebooks so that the bytes never vary."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from lessonkit.files import write_whole

ROOT = Path(__file__).resolve().parent.parent
FIRST_LESSONS = ("00_start_here", "09_gradient_descent")


@dataclass(frozen=True, order=True)
class Lesson:
    """One lesson: its English source, its translation and the Korean notebook built from them."""

    name: str
    root: Path = ROOT

    @property
    def number(self) -> str:
        """The two digits that exercise ids begin with."""
        return self.name[:2]

    @property
    def po(self) -> Path:
        """The Korean text."""
        return self.root / "locale" / "ko" / f"{self.name}.po"

    def notebook(self, language: str) -> Path:
        """The notebook in one language."""
        return self.root / "notebooks" / language / f"{self.name}.ipynb"

    @property
    def needs_data(self) -> bool:
        """Whether it needs CIFAR-10, which is not shipped."""
        return "need_cifar10(" in self.notebook("en").read_text(encoding="utf-8")

    def label(self, path: Path) -> str:
        """A path as problems name it."""
        return path.relative_to(self.root).as_posix()


def find_lessons(wanted: list[str] | tuple[str, ...] = (), root: Path = ROOT) -> list[Lesson]:
    """Return the lessons that have an English notebook, in order.

    `wanted` picks some of them by number ("09"), name or path; nothing picks all.
    """
    names = sorted(path.stem for path in (root / "notebooks" / "en").glob("*.ipynb"))
    if wanted:
        names = [_pick(Path(item).stem, names) for item in wanted]
    return [Lesson(name, root) for name in names]


def _pick(item: str, names: list[str]) -> str:
    for name in names:
        if item in (name, name[:2]) or item.zfill(2) == name[:2]:
            return name
    raise SystemExit(f"There is no lesson {item!r}; there are {', '.join(names) or 'none yet'}.")


def read(path: Path) -> NotebookNode:
    """Read a notebook just as it is stored: cells that lack an id go on lacking it."""
    return nbformat.v4.reads_json(path.read_text(encoding="utf-8"))


def dumps(notebook: NotebookNode) -> str:
    """Return the one text that a notebook is stored as."""
    return nbformat.v4.writes_json(notebook) + "\n"


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it holds just this already; say whether it was written."""
    return write_bytes_if_changed(path, text.encode("utf-8"))


def write_bytes_if_changed(path: Path, content: bytes) -> bool:
    """Write a file unless it holds just this already; say whether it was written."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return True
