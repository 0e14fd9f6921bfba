import ast
import gettext
import io

import nbformat
import pytest

from tools import messages
from tools.catalogs import messages as entries
from tools.catalogs import mo_bytes, parse_po, state
from tools.lessons import ROOT

CODE = """
from lessonkit.i18n import _
def f(step): return _("left the map at step {step}", step=step)
WHY = N_("a message "
         "in two parts")
"""


@pytest.fixture
def root(tmp_path):
    package = tmp_path / "lessonkit"
    package.mkdir()
    (package / "figures.py").write_text(CODE, encoding="utf-8")
    (package / "a.py").write_text('_("first"); _("a message in two parts")', encoding="utf-8")
    return tmp_path


def translate(root, texts):
    path = root / messages.FOLDER / "lessonkit.po"
    catalog = parse_po(path.read_text(encoding="utf-8"))
    for entry in entries(catalog):
        entry.string = texts.get(entry.id, "")
    updated = messages.update(messages.collect(root / "lessonkit"), catalog)
    path.write_text(messages.po_text(updated), encoding="utf-8")


def test_messages_are_collected_with_their_files(root):
    assert messages.collect(root / "lessonkit") == {
        "first": ["lessonkit/a.py"],
        "a message in two parts": ["lessonkit/a.py", "lessonkit/figures.py"],
        "left the map at step {step}": ["lessonkit/figures.py"],
    }


TABLE = """
SUM = FunctionExercise(id="09.1", mistakes={"in_place": lambda w: but(w, "no text")})
def judge(answer): return wrong("09.2", _("Not yet."))
"""
HINTS = """
["09.1"]
praise = "Yes."
hints = ["Think.", "w - 1"]

["09.2"]
hints = ["Think again.", "In place."]
"""
MISTAKES = """
["09"]
in_place = "In place."

["09.1"]
alpha = "α"
"""
PREDICTIONS = """
["09.p1"]
choices = ["first", "1e-6", "Adam"]
answer = 0
why = "η is."
"""


def test_texts_of_exercises_are_collected_without_a_mark(root):
    folder = root / "lessonkit" / "exercises"
    (folder / "lessons").mkdir(parents=True)
    (folder / "lessons" / "lesson_09.py").write_text(TABLE, encoding="utf-8")
    (folder / "hints.toml").write_text(HINTS, encoding="utf-8")
    (folder / "mistakes.toml").write_text(MISTAKES, encoding="utf-8")
    (folder / "predictions.toml").write_text(PREDICTIONS, encoding="utf-8")
    found = messages.collect(root / "lessonkit")
    here = {text: files for text, files in found.items() if "exercises" in files[-1]}
    table, hints, mistakes, predictions = (
        f"lessonkit/exercises/{name}"
        for name in ("lessons/lesson_09.py", "hints.toml", "mistakes.toml", "predictions.toml")
    )
    assert here == {
        "first": ["lessonkit/a.py", predictions],
        "Yes.": [hints],
        "Think.": [hints],
        "Think again.": [hints],
        "In place.": [hints, mistakes],
        "Not yet.": [table],
        "Adam": [predictions],  # and no "1e-6", which is no word
        "η is.": [predictions],
    }


def test_every_marked_text_is_collected_inside_f_strings_too():
    # Babel does not look into f-strings before Python 3.12.
    collected = messages.collect(ROOT / "lessonkit")
    for path in (ROOT / "lessonkit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in messages.KEYWORDS:
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    assert text.value in collected, f"{path.name}, line {node.lineno}"


def test_texts_of_javascript_are_collected(root):
    source = (
        'const rule = N_("first");\nsay(`${_("a map, " +\n  "{n}", { n: "two" })} ${_(rule)}`);\n'
    )
    (root / "lessonkit" / "say.js").write_text(source, encoding="utf-8")
    found = messages.collect(root / "lessonkit")
    assert found["first"] == ["lessonkit/a.py", "lessonkit/say.js"]
    assert found["a map, {n}"] == ["lessonkit/say.js"]
    assert "two" not in found


def test_the_files_do_not_vary(root):
    messages.write(root)
    translate(root, {"first": "첫째"})
    messages.write(root)
    folder = root / messages.FOLDER
    first = [path.read_bytes() for path in sorted(folder.iterdir())]
    (root / "lessonkit" / "figures.py").write_text("\n\n\n" + CODE, encoding="utf-8")
    messages.write(root)
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == first


def test_what_is_compiled_can_be_used(root):
    messages.write(root)
    translate(root, {"first": "첫째", "left the map at step {step}": "{step}단계에서 벗어남"})
    messages.write(root)
    found = gettext.translation("lessonkit", root / "lessonkit/locale", ["ko"])
    assert found.gettext("first") == "첫째"
    assert found.gettext("left the map at step {step}") == "{step}단계에서 벗어남"
    assert found.gettext("a message in two parts") == "a message in two parts"


def test_a_text_that_changed_a_little_becomes_fuzzy_and_is_not_compiled(root):
    messages.write(root)
    translate(root, {"left the map at step {step}": "{step}단계에서 벗어남"})
    (root / "lessonkit" / "figures.py").write_text(
        CODE.replace("left the map", "leaves the map"), encoding="utf-8"
    )
    catalog = messages.write(root)
    entry = catalog.get("leaves the map at step {step}")
    assert state(entry) == "fuzzy"
    assert catalog.get("left the map at step {step}") is None
    compiled = gettext.GNUTranslations(io.BytesIO(mo_bytes(catalog)))
    assert compiled.gettext(entry.id) == entry.id


def test_problems_name_what_is_missing_and_lost_placeholders(root):
    messages.write(root)
    translate(root, {"first": "첫째", "left the map at step {step}": "{단계}에서 벗어남"})
    found = messages.problems(messages.write(root))
    assert len(found) == 2
    assert any("untranslated" in line and "two parts" in line for line in found)
    assert any("placeholders differ" in line for line in found)


def test_a_placeholder_may_change_its_format(root):
    (root / "lessonkit" / "figures.py").write_text('_("loss {value:.2f}")', encoding="utf-8")
    messages.write(root)
    texts = {"loss {value:.2f}": "손실 {value:.3f}", "first": "1", "a message in two parts": "2"}
    translate(root, texts)
    assert messages.problems(messages.write(root)) == []


def test_headings_of_tables_are_collected_where_they_stand():
    source = (
        'columns = {"pixels": ["raw"]}\nother = {"no": 1}\ncolumns["rate"] = x\n'
        'columns[f"no {k}"] = 1\nlk.table(columns | {"loss": losses})'
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    assert list(messages.table_words(notebook)) == ["pixels", "raw", "rate", "loss"]
