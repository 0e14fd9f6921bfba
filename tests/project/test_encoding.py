"""F14: the encoding is named wherever a file or a process is read or written as text."""

import ast

import pytest

FOLDERS = ("lessonkit", "tools", "tests", "benchmarks", "data")
# What reads or writes text, and how many positional arguments name the encoding too.
TEXT = {"read_text": 1, "write_text": 2}
OTHERS = {"Image", "image", "os", "tarfile"}  # whose open is of another kind
PROCESSES = {"run", "check_output", "Popen"}


def problem(call: ast.Call) -> str | None:
    """Say what a call lacks, if it handles text and leaves the encoding to the system."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    of = getattr(getattr(function, "value", None), "id", "")
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "encoding" in named or None in named:  # None: passed on as **keywords
        return None
    if name in TEXT and len(call.args) < TEXT[name]:
        return f"{name} without encoding"
    if name in PROCESSES and named.keys() & {"text", "universal_newlines"}:
        return f"{name} as text without encoding"
    if of not in OTHERS and name in (
        "open",
        "fdopen",
        "NamedTemporaryFile",
        "TemporaryFile",
        "TextIOWrapper",
    ):
        # open(path, mode), but path.open(mode) and others that have their mode first
        at = 1 if isinstance(function, ast.Name) and name == "open" else 0
        given = call.args[at : at + 1] or [named.get("mode")]
        mode = getattr(given[0], "value", None)
        default = "w+b" if "Temporary" in name else "r"
        if isinstance(mode, str | None) and "b" not in (mode or default):
            return f"{name} without encoding"
    return None


def problems(source: str) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [f"line {call.lineno}: {said}" for call in calls if (said := problem(call))]


def test_f14_the_encoding_is_named_everywhere(root):
    files = [*root.glob("*.py"), *(f for each in FOLDERS for f in (root / each).rglob("*.py"))]
    assert len(files) > 100
    found = {
        file.relative_to(root).as_posix(): said
        for file in files
        if (said := problems(file.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "open(path, 'w')",
        "path.open()",
        "path.open('a')",
        "path.read_text()",
        "(folder / 'a').write_text('text')",
        "subprocess.run(command, text=True)",
        "NamedTemporaryFile('w')",
        "io.TextIOWrapper(raw)",
    ],
)
def test_f14_what_leaves_it_to_the_system_is_seen(source):
    assert len(problems(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'rb')",
        "open(path, encoding='utf-8')",
        "path.open('wb')",
        "path.read_text('utf-8')",
        "path.write_text(text, encoding='utf-8')",
        "path.read_bytes()",
        "subprocess.run(command, capture_output=True)",
        "TemporaryFile()",
        "open_notebook(path)",
        "Image.open(path)",
    ],
)
def test_f14_what_names_it_or_reads_bytes_is_not_seen(source):
    assert problems(source) == []
