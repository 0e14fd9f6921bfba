"""Each lesson: run from the first cell to the last in a kernel of its own, and its size.

Lesson 17 is run where `LESSONKIT_DATA` names the folder of CIFAR-10; it computes for minutes.
"""

import os
import time
from collections.abc import Iterator

from benchmarks.measure import Row
from tools.execute import execute
from tools.lessons import find_lessons, read


def rows() -> Iterator[Row]:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in make lab; kernels inherit it
    sizes = []
    for lesson in find_lessons():
        path = lesson.notebook("en")
        stored = [lesson.notebook(language) for language in ("en", "ko")]
        sizes.append(max(file.stat().st_size for file in stored) / 1e6)
        if lesson.number != "17" or os.environ.get("LESSONKIT_DATA"):
            begin = time.perf_counter()
            execute(read(path), path.parent)
            yield Row(f"run of {lesson.number}", time.perf_counter() - begin, "s")
    for lesson, size in zip(find_lessons(), sizes, strict=True):
        yield Row(f"size of {lesson.number}", size, "MB", goal="≤ 1.5")
