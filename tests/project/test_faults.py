"""Every fault that people found has tests that bear its number: test_f3_…, test_r14_r15_….

The documents name tests that are there.
"""

import re

ROWS = {f"f{k}" for k in range(1, 21)} | {f"r{k}" for k in range(1, 33)}


def test_every_fault_has_a_test(root):
    files = (root / "tests").rglob("test_*.py")
    names = [
        name for file in files for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    ]
    assert ROWS - {part for name in names for part in name.split("_")} == set()


def test_every_test_that_the_documents_name_is_there(root):
    files = (root / "tests").rglob("test_*.py")
    found = {
        name for file in files for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    }
    for document in ("SECURITY.md", "benchmarks/FAULTS.md"):
        named = set(re.findall(r"`(test_\w+)`", (root / document).read_text("utf-8")))
        assert len(named) >= 3
        assert named <= found
