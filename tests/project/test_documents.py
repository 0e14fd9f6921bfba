"""The documents at the top level: their links lead somewhere, and no lesson is forgotten."""

import re
from pathlib import Path

import pytest
import yaml

from lessonkit import __version__
from lessonkit.exercises.predictions import predictions
from tools.checks.minutes import STATED
from tools.lessons import find_lessons, read

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted(ROOT.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert not missing


def test_the_course_map_links_every_lesson_that_is_here():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lessons = sorted(path.name for path in (ROOT / "notebooks" / "en").glob("*.ipynb"))
    linked = sorted(set(re.findall(r"notebooks/en/(\w+\.ipynb)", readme)))
    assert linked == lessons


KOREAN = sorted(ROOT.glob("*.ko.md"))
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shape(text: str) -> dict:
    """What a document and its translation have in common."""
    text = text.replace("notebooks/ko", "notebooks/en").replace("notebooks\\ko", "notebooks\\en")
    lines = [
        line.partition("#")[0].strip()
        for block in BLOCK.findall(text)
        for line in block.splitlines()
    ]
    outside = BLOCK.sub("", text)
    return {
        "headings": re.findall(r"^#+", outside, re.MULTILINE),
        "commands": [line.partition("#")[0].strip() for line in lines],
        "links": sorted(link.replace(".ko.md", ".md") for link in LINK.findall(outside)),
        "rows": len(re.findall(r"^\|", outside, re.MULTILINE)),
        "points": len(re.findall(r"^(?:\*|\d\.) ", outside, re.MULTILINE)),
    }


@pytest.mark.parametrize("korean", KOREAN, ids=lambda path: path.name)
def test_a_translation_says_as_much(korean):
    english = korean.with_name(korean.name.replace(".ko.md", ".md"))
    one, other = (path.read_text(encoding="utf-8") for path in (english, korean))
    assert shape(one) == shape(other)
    assert f"]({korean.name})" in one.splitlines()[0]
    assert f"]({english.name})" in other.splitlines()[0]


def test_what_teachers_and_learners_read_first_is_in_korean_too():
    assert [path.name for path in KOREAN] == ["README.ko.md", "TEACHING.ko.md"]


HEADING = re.compile(r"^### (\d\d · .+) \((\d+)(?: \+ (\d+))?(?: minutes|분)\)$", re.MULTILINE)
PATH = re.compile(r"^\| (\d+) \| [^|]+ \| ([\d, –]+) \| (\d+) \|$", re.MULTILINE)
TEACHING = {"en": "TEACHING.md", "ko": "TEACHING.ko.md"}


def stated(lesson) -> tuple[int, int]:
    """The minutes in the first cell of a lesson: of its core, and for going deeper."""
    core, deeper = STATED.search(read(lesson.notebook("en")).cells[0].source).groups()
    return int(core), int(deeper or 0)


@pytest.mark.parametrize("language", TEACHING)
def test_teachers_read_the_titles_and_minutes_of_the_lessons(root, language):
    lessons = find_lessons(root=root)
    titles = [read(lesson.notebook(language)).cells[0].source for lesson in lessons]
    wanted = [
        (title.splitlines()[0].removeprefix("# "), *stated(lesson))
        for title, lesson in zip(titles, lessons, strict=True)
    ]
    text = (root / TEACHING[language]).read_text(encoding="utf-8")
    found = [(title, int(a), int(b or 0)) for title, a, b in HEADING.findall(text)]
    assert found == wanted


@pytest.mark.parametrize("language", TEACHING)
def test_the_minutes_of_each_path_add_up(root, language):
    minutes = {lesson.number: stated(lesson) for lesson in find_lessons(root=root)}
    text = (root / TEACHING[language]).read_text(encoding="utf-8")
    paths = PATH.findall(text)
    assert [int(hours) for hours, _, _ in paths] == [1, 3, 8, 8, 30]
    for hours, lessons, total in paths:
        everything = sum(map(sum, minutes.values()))
        some = sum(minutes[number][0] for number in lessons.split(", ") if number in minutes)
        assert int(total) == (everything if lessons == "00–17" else some) <= 60 * int(hours)


@pytest.mark.parametrize("language", TEACHING)
def test_what_teachers_ask_is_asked_in_that_lesson(root, language):
    text = (root / TEACHING[language]).read_text(encoding="utf-8")
    blocks = re.findall(r"^### (\d\d) ·(.*?)(?=^##)", text, re.M | re.S)
    asked = [(number, set(re.findall(r"\d\d\.p\d", block))) for number, block in blocks]
    assert [number for number, names in asked if names] == [f"{k:02d}" for k in range(18)]
    for number, names in asked:
        assert names <= {name for name in predictions() if name.startswith(number)}


def test_all_name_one_version(root):
    def found(pattern, name):
        return re.search(pattern, (root / name).read_text(encoding="utf-8"), re.M)[1]

    assert found(r"^## (\S+)", "CHANGELOG.md") == __version__
    assert found(r'^version = "(.*)"', "pyproject.toml") == __version__
    assert found(r"^version: (.*)", "CITATION.cff") == __version__
    assert found(r'"version": "(.*)"', "jupyter/lab/package.json") == __version__


def test_the_citation_is_one(root):
    """What its schema, version 1.2.0, wants; and what a person should find in it."""
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {*citation} >= {"message", "title", "authors", "version", "license"}
    assert citation["authors"] == [{"name": "The Downhill authors"}]
