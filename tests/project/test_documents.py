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
