"""What a learner waits for: the package, a formula, an explorer; each in a new Python."""

from collections.abc import Iterator

from benchmarks.measure import Row, timed
from lessonkit.formulas.named_objectives import NAMED_OBJECTIVES

OBJECTIVE = "lk.Objective(**NAMED_OBJECTIVES[{!r}])"
# SymPy being loaded.
BEFORE = """import lessonkit as lk
from lessonkit.formulas.named_objectives import NAMED_OBJECTIVES
lk.Objective("x**2")"""
EXPLORE = "explorer = lk.explore(lk.objectives.bowl, learning_rate=0.05)"
SHOW = "explorer._repr_mimebundle_()"


def rows() -> Iterator[Row]:
    what = "import lessonkit and setup(), NumPy being loaded"
    yield Row(what, timed("import lessonkit as lk; lk.setup()", "import numpy"))
    core = "import lessonkit as lk; lk.Objective, lk.Adam, lk.descend"
    yield Row("import the core, NumPy being loaded", timed(core, "import numpy"), goal="≤ 150")
    times = {name: timed(OBJECTIVE.format(name), BEFORE, rounds=1) for name in NAMED_OBJECTIVES}
    yield Row("a named formula, median", sorted(times.values())[len(times) // 2], goal="≤ 100")
    slowest = max(times, key=times.get)
    time = timed(OBJECTIVE.format(slowest), BEFORE)
    yield Row(f"the slowest of them, {slowest}", time, goal="≤ 100")
    setup = "import lessonkit as lk; lk.setup()"
    yield Row("the first explore(…) after setup()", timed(EXPLORE, setup))
    yield Row("its picture and what is sent to the browser", timed(SHOW, f"{setup}\n{EXPLORE}"))
    again = timed(f"{EXPLORE}\n{SHOW}", f"{setup}\n{EXPLORE}\n{SHOW}")
    yield Row("the next explorer with its picture", again)
