"""No function, class or attribute of the package that neither it, a lesson nor a tool uses."""

import vulture

from tools.lessons import find_lessons, read

# What is called by others: Python, IPython, Jupyter, SymPy, traitlets, pytest, Babel, fontTools.
CALLED_BY_OTHERS = [
    "__getattr__",
    "__dir__",
    "_repr_*",
    "visit_*",
    "pytest_*",
    "_jupyter_*",
    "_load_jupyter_*",
    "_handle_msg",
    "_esm",
    "_eval_*",
    "_latex",
    "eval",
    "fdiff",
    "argindex",
    "reserved_words",
    "f_trace",
    "writable",
    "flush",
    "writeable",
    "maxother",
    "maxstring",
    "repr1",
    "minversion",
    "mime_headers",
    "fontNames",
    "modified",
    "recalcTimestamp",
    "nbformat_minor",
    "compare_outputs",
    "ref",
    "skip_compare",
    "ask_exit",
    "enable_gui",
    "filename2",
    "clobber",
    "variants",
    "include",
    "exclude",
    "bring_to_life",  # in the kernels that run lessons for the site
    "insert_and_run",  # by the browser tests, as the next
    "begin_anew",
    "turn_to",
    "joined",  # by those of the JavaScript
]
# Traits that the browser reads, and what a reader of the code may use though no lesson does.
FOR_OTHERS = [
    "heard",
    "_objective",
    "_problem",
    "_graph",
    "_correct",
    "_losses",
    "_accepted",
    "_maps",
    "moved_to",  # the scores at the start, in explore_scores
    "_right_class",  # in a format string
    "minima_complete",
    "worst_index",  # of a gradient check
    "exported",
    "animate",  # for a learner or a teacher
    "export",  # for a learner, of the record
    "from_function",  # for a loss of the learner's own
    "StepDecay",
    "from_function",
    "joined",  # which the browser tests load
    "SmallGradient",
    "SmallChange",
    "EXERCISES",
]


def test_nothing_is_dead(root):
    scan = vulture.Vulture(
        ignore_names=CALLED_BY_OTHERS + FOR_OTHERS,
        ignore_decorators=["@row", "@traitlets.validate"],
    )
    for folder in ("lessonkit", "tools", "benchmarks"):
        for file in sorted((root / folder).rglob("*.py")):
            if file.name == "conf.py":  # names that Sphinx reads
                continue
            scan.scan(file.read_text(encoding="utf-8"), filename=file)
    for lesson in find_lessons(root=root):
        cells = read(lesson.notebook("en")).cells
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        scan.scan(code, filename=lesson.notebook("en"))
    dead = [item.get_report() for item in scan.get_unused_code() if item.filename.suffix == ".py"]
    assert not dead, "\n".join(dead)
