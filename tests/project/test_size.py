"""The course is small: its rooms have limits, and no module or folder is crowded."""

import pytest

LIMITS = {"widgets": 2_400, "exercises": 5_200, "figures": 5_350}


def lines(file) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("room", LIMITS)
def test_a_room_keeps_its_limit(root, room):
    assert sum(map(lines, (root / "lessonkit" / room).rglob("*.py"))) <= LIMITS[room]


def test_no_module_of_the_package_is_long(root):
    found = {file.name: lines(file) for file in (root / "lessonkit").rglob("*.py")}
    assert {name: count for name, count in found.items() if count > 300} == {}


def test_no_folder_is_crowded(root):
    folders = [root / name for name in ("lessonkit", "tests", "tools")]
    folders += [each for folder in folders for each in folder.rglob("*/")]
    crowded = [
        folder.name
        for folder in folders
        if folder.name != "__pycache__" and sum(each.is_file() for each in folder.iterdir()) > 25
    ]
    assert crowded == []
