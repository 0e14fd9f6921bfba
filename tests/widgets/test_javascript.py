"""The files of JavaScript: how they are written, joined, and that none of it is left over."""

import re
import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from lessonkit.widgets.javascript import (
    FOLDER,
    PANELS,
    SURFACE,
    File,
    Module,
    entry,
    joined,
    page_module,
    read,
    styles,
    texts,
    widget_module,
)

FILES = sorted(file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.js"))
EXPLORERS = sorted(folder.name for folder in (FOLDER / "explorers").iterdir())
PAGE = "frame/standalone"
NODE = compute_driver_executable()[0]  # the one that Playwright brings


def text_of(path: str) -> str:
    return (FOLDER / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES)
def test_each_file_is_small_says_what_it_is_and_can_be_joined(path):
    lines = text_of(f"{path}.js").splitlines()
    assert len(lines) < 250
    assert lines[0].startswith("// ")
    assert joined(path).count(f"// {path}\n") == 1


def test_all_of_it_is_small():
    assert sum(len(text_of(f"{path}.js").splitlines()) for path in FILES) <= 8_224


@pytest.mark.parametrize("room", ["", *sorted({path.rpartition("/")[0] for path in FILES})])
def test_no_room_is_crowded(room):
    assert len(list((FOLDER / room).iterdir())) <= 25


def test_kit_and_maths_know_neither_frame_nor_explorers():
    allowed = {"kit": {"kit"}, "maths": {"maths"}, "frame": {"frame", "kit"}}
    for path in FILES:
        room = path.partition("/")[0]
        rooms = {place.partition("/")[0] for place in read(path).imports.values()}
        assert rooms <= allowed.get(room, {"kit", "maths", "frame", "explorers"}), path


def test_no_explorer_looks_into_another():
    for path in FILES:
        for place in read(path).imports.values():
            if place.startswith("explorers/"):
                assert place.split("/")[1] == path.split("/")[1]


def test_everything_that_is_declared_or_imported_is_used():
    wanted = {entry(name): ["render"] for name in EXPLORERS}
    wanted |= {PAGE: ["showExplorer"], SURFACE: ["createSurface"]}
    used = Module(wanted).used
    left = {path: read(path).names - used.get(path, set()) for path in FILES}
    assert {path: names for path, names in left.items() if names} == {}


@pytest.mark.parametrize("make", [widget_module, page_module])
@pytest.mark.parametrize("name", EXPLORERS)
def test_no_name_is_declared_twice_in_a_module(name, make, tmp_path):
    module = tmp_path / "module.mjs"
    module.write_text(make(name), encoding="utf-8")
    subprocess.run([NODE, "--check", module], check=True)


def test_every_class_of_the_style_sheets_is_used():
    scripts = "".join(text_of(f"{path}.js") for path in FILES)
    explorers = {f"lk-{name.replace('_', '-')}-explorer" for name in EXPLORERS}
    known = set(re.findall(r"lk-[\w-]*\w", scripts)) | explorers
    known |= {f"lk-{kind}" for kind in ("tangent", "forward", "central", "local", "random")}
    for name in EXPLORERS:
        assert set(re.findall(r"\.(lk-[\w-]+)", styles(name))) <= known


@pytest.mark.parametrize("path", FILES)
def test_every_text_is_written_so_that_it_is_collected(path):
    source = re.sub(r"^export (function|const) N?_\b.*$", "", text_of(f"{path}.js"), flags=re.M)
    calls = re.findall(r"(?<![\w.$])N?_\(\s*(.)", source)
    assert {first for first in calls if not first.isalpha()} <= {'"'}
    assert calls.count('"') == len(texts(source))
    assert not re.search(r"(?<![\w.$])N?_\(\s*\w[^)\n]*[\"'`]", source)  # one text or another


def test_what_is_said_is_found_whole(files):
    assert texts('_("a b", { c }) + _(\n  "d " +\n    "e",\n) + N_("f") + f("g") + _(h)') == [
        *("a b", "d e", "f")
    ]


@pytest.mark.parametrize("name", EXPLORERS)
def test_in_a_module_each_file_comes_after_those_that_it_needs(name):
    known: set[str] = set()
    for path in re.findall(r"^// (\S+)\n", joined(entry(name)), flags=re.MULTILINE):
        assert set(read(path).imports.values()) <= known
        known.add(path)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('import { a as b } from "./c.js";\n', "neither an import nor a declaration"),
        ('import a from "./c.js";\n', "neither an import nor a declaration"),
        ('import "./c.js";\n', "neither an import nor a declaration"),
        ("export default 3;\n", "neither an import nor a declaration"),
        ("export { a };\n", "neither an import nor a declaration"),
        ('export * from "./c.js";\n', "neither an import nor a declaration"),
        ("export class A {}\n", "neither an import nor a declaration"),
        ("const a = 1;\na.b = 2;\n", "neither an import nor a declaration: a.b = 2;"),
        ("const text = `one\n  import two`;\n", "the template on line 1 goes on"),
        ("export const a = 1;\nexport const a = 2;\n", "declares a twice"),
        ('import { a } from "./c.js";\nfunction a() {}\n', "declares a twice"),
        ("const [a, b] = [1, 2];\nconst { b } = a;\n", "declares b twice"),
    ],
)
def test_a_file_that_is_written_otherwise_is_refused(source, reason):
    with pytest.raises(SyntaxError, match=f"^kit/test.js.*{re.escape(reason)}"):
        File("kit/test", source)


def test_an_import_may_span_lines_and_words_in_texts_are_left_alone():
    source = """import {
  one,
  two,
} from "../frame/other.js";

// export const three = 3;
/** import { four } from "./four.js"; */
export const [five, six] = [one, "export const seven = `${two}`;"];
export function* eight() {
  // not this
  yield `import { nine } from "${five}"`;
}
let ten = "// stays";
"""
    file = File("kit/test", source)
    assert file.imports == {"one": "frame/other", "two": "frame/other"}
    assert [names for names, _ in file.declarations] == [["five", "six"], ["eight"], ["ten"]]
    assert file.exports == ["five", "six", "eight"]
    texts = "".join(text for _, text in file.declarations)
    assert "not this" not in texts
    assert '"export const seven = `${two}`;"' in texts
    assert '`import { nine } from "${five}"`' in texts
    assert 'let ten = "// stays";' in texts


@pytest.fixture
def files(monkeypatch):
    """A function that puts other files into the place of those under js/."""

    def put(**sources):
        known = {f"kit/{name}": File(f"kit/{name}", text) for name, text in sources.items()}
        monkeypatch.setattr("lessonkit.widgets.javascript.read", known.__getitem__)

    return put


def test_a_module_has_what_is_needed_and_no_more(files):
    files(
        a='import { b, c } from "./b.js";\nexport const a = () => b;\nexport const rest = c;\n',
        b="const own = 1;\nexport const b = own;\nexport const c = 2;\nexport const d = 3;\n",
    )
    module = Module({"kit/a": ["a"]})
    assert module.used == {"kit/b": {"b", "own"}, "kit/a": {"a", "b"}}
    assert "const d" not in str(module)
    assert str(module).index("// kit/b") < str(module).index("// kit/a")


def test_a_name_that_is_not_exported_is_missed(files):
    files(a='import { b } from "./b.js";\nexport const a = b;\n', b="const b = 1;\n")
    with pytest.raises(SyntaxError, match=r"kit/b\.js does not export b, which kit/a\.js imports"):
        Module({"kit/a": ["a"]})


def test_files_that_export_the_same_name_are_refused(files):
    files(
        a='import { b } from "./b.js";\nexport const a = () => b;\nexport const c = 1;\n',
        b="export const b = 1;\nexport const c = 2;\n",
    )
    assert "const c" not in str(Module({"kit/a": ["a"]}))  # it is needed of neither
    with pytest.raises(SyntaxError, match=r"kit/a\.js exports c, as kit/b\.js does"):
        str(Module({"kit/b": ["b", "c"], "kit/a": ["a", "c"]}))


def test_files_that_import_each_other_are_refused(files):
    files(
        a='import { b } from "./b.js";\nexport const a = () => b;\n',
        b='import { a } from "./a.js";\nexport const b = () => a;\n',
    )
    with pytest.raises(SyntaxError, match=r"kit/a\.js imports itself by way of kit/b\.js"):
        Module({"kit/a": ["a"]})


def test_a_panel_brings_its_files_along_only_when_it_is_asked_for():
    everything, loss = joined(PANELS), joined(PANELS, ("loss",))
    assert "// explorers/descent/panels/pad\n" in everything
    assert "// explorers/descent/panels/loss\n" in loss
    assert "// explorers/descent/panels/pad\n" not in loss
