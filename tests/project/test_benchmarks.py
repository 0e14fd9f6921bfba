"""RESULTS.md has the form that `make bench` gives it; what is measured is not tested here."""

import pytest

from benchmarks import __main__ as bench
from benchmarks.measure import Row
from benchmarks.results import COLUMNS, HEAD, cells, document, section, sections


@pytest.mark.parametrize(
    ("row", "ratio", "met"),
    [
        (Row("a", 10, "ms", "peer", 20, "≥ 2"), "2.00", "yes"),
        (Row("a", 10, "ms", "peer", 19.9, "≥ 2"), "1.99", "**no**"),
        (Row("a", 150, goal="≤ 150"), "", "yes"),
        (Row("a", 151, goal="≤ 150"), "", "**no**"),
        (Row("a", 1), "", ""),
    ],
)
def test_a_goal_bounds_the_ratio_or_the_figure(row, ratio, met):
    shown = dict(zip(COLUMNS, cells(row), strict=True))
    assert (shown["ratio"], shown["met"]) == (ratio, met)


def test_a_section_takes_the_place_of_its_older_one():
    old = {name: section(name, "About.", "here", [Row(name, 1)]) for name in ("core", "suite")}
    text = document(old, bench.NAMES)
    assert sections(text) == old
    new = section("core", "About.", "here", [Row("core", 2)])
    assert sections(document(sections(text) | {"core": new}, bench.NAMES)) == old | {"core": new}


def test_the_results_are_as_the_command_writes_them(root):
    text = (root / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    assert text == document(sections(text), bench.NAMES)
    assert text.startswith(HEAD)
    assert set(sections(text)) <= set(bench.NAMES)
    for name, part in sections(text).items():
        assert f"`make bench ONLY={name}`" in part
        rows = [line for line in part.splitlines() if line.startswith("| ")]
        assert len(rows) > 2
        assert {line.count(" | ") for line in rows} == {len(COLUMNS) - 1}
