"""Every fault that people found has tests that bear its number: test_f3_…, test_r14_r15_…."""

import re

ROWS = {f"f{k}" for k in range(1, 21)} | {f"r{k}" for k in range(1, 33)}


def test_every_fault_has_a_test(root):
    files = (root / "tests").rglob("test_*.py")
    names = [
        name for file in files for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    ]
    assert ROWS - {part for name in names for part in name.split("_")} == set()
