"""The documents at the top level: their links lead somewhere, and no lesson is forgotten."""

import re
from pathlib import Path

import pytest

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
