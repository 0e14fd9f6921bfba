"""Each rule: the sample lesson keeps it, and breaking it in one place is seen."""

import re

import nbformat
import pytest
from babel.messages import Catalog
from nbformat.v4 import new_markdown_cell, new_output

from lessonkit.saved import VIEW as WIDGET_VIEW
from tests.notebooks.samples import (
    PIXEL,
    code,
    find,
    lesson_notebook,
    markdown,
    picture,
    text_output,
    translation,
)
from tools import build, checks, messages
from tools.catalogs import messages as entries
from tools.catalogs import po_text
from tools.checks import korean, objectives, outputs, skeleton
from tools.checks.glossary import Glossary
from tools.lessons import Lesson, dumps, write_if_changed
from tools.normalize import normalize
from tools.translate import markdown_cells, translated_cells, update_catalog


def replace(name, old, new):
    def change(notebook):
        cell = find(notebook, name)
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def remove(*names):
    def change(notebook):
        notebook.cells = [cell for cell in notebook.cells if cell.id not in names]

    return change


def append(cell):
    return lambda notebook: notebook.cells.append(cell)


def output(name, new):
    def change(notebook):
        find(notebook, name).outputs = [new]

    return change


def set_metadata(name, **metadata):
    def change(notebook):
        find(notebook, name).metadata = nbformat.from_dict(metadata)

    return change


def rename(name, new):
    def change(notebook):
        find(notebook, name)["id"] = new

    return change


def swap_stub_and_solution(notebook):
    stub, solution = find(notebook, "stub-1"), find(notebook, "solution-1")
    i, j = notebook.cells.index(stub), notebook.cells.index(solution)
    notebook.cells[i], notebook.cells[j] = solution, stub


def test_the_sample_lesson_keeps_every_rule():
    assert list(skeleton.problems(lesson_notebook(), "08")) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replace("title", "# A lesson", "A lesson"), r"cell 1 \(title\): .* begins with a title"),
        (replace("title", "You need nothing first.", ""), "what you need first"),
        (replace("title", "- three", ""), "2 objectives"),
        (replace("title", "- three", "- three\n- four\n- five"), "5 objectives"),
        (replace("setup", 'language="en"', 'language="ko"'), r"cell 2 \(setup\): .*lk.setup"),
        (replace("setup", "import lessonkit as lk", "import lessonkit"), "import lessonkit as lk"),
        (output("setup", text_output("hello")), "shows no output"),
        (remove("setup"), "the second cell|the setup cell"),
        (replace("stub-1", "answer = ...", "import math"), r"\(stub-1\): imports stand in"),
        (replace("stub-1", "answer = ...", "answer = = 1"), r"\(stub-1\): the code cannot be read"),
        (replace("explorer", "lk.explore", "lk.plot"), "no explorer"),
        (remove("predict-2", "reveal-2"), "1 predictions"),
        (replace("predict-2", "08.p2", "11.p2"), "prediction 11.p2 belongs to another lesson"),
        (remove("reveal-1"), r"\(predict-1\): prediction 08.p1 lacks its p1.reveal\(\)"),
        (remove("stub-3", "solution-3"), "2 exercises"),
        (replace("exercise-1", "lk.hint", "hint"), r"\(stub-1\): exercise 08.1 has no hint"),
        (remove("solution-1"), r"\(stub-1\): exercise 08.1 has no cell tagged solution"),
        (swap_stub_and_solution, "exercise 08.1 has no cell tagged solution"),
        (remove("stub-1"), "the solution of 08.1 has no stub"),
        (replace("stub-2", "08.2", "10.2"), "exercise 10.2 belongs to another lesson"),
        (set_metadata("solution-2", tags=["solution"]), r"\(solution-2\): a solution is collapsed"),
        (rename("solution-2", "answer-2"), r"\(answer-2\): the ids of solutions, and no others"),
        (rename("stub-2", "no-solution"), r"\(no-solution\): the ids of solutions, and no others"),
        (output("solution-2", text_output("✘ no")), "08.2 does not pass its own check"),
        (output("stub-2", text_output("✘ no")), "the stub of 08.2 is judged wrong"),
        (remove("misconceptions"), "no section 'Common misconceptions'"),
        (replace("closing", "## Summary", "Summary"), "no section 'Summary'"),
        (replace("closing", "Further reading", "References"), "no section 'Further reading'"),
        (replace("closing", "09_next", "12_next"), "links to the next lesson, 09_"),
        (replace("stub-1", "answer = ...", "x = 1\n" * 13), r"\(stub-1\): 15 lines of code"),
        (append(code("empty", " ")), r"\(empty\): the cell is empty"),
        (remove("ask-1", "look-1", "note-1", "note-2"), "12 code cells but only 9 Markdown cells"),
    ],
)
def test_a_broken_skeleton_is_seen(change, message):
    notebook = lesson_notebook()
    change(notebook)
    found = list(skeleton.problems(notebook, "08"))
    assert any(re.search(message, problem) for problem in found), found


def test_the_last_lesson_needs_no_next_one():
    notebook = lesson_notebook()
    replace("closing", "[Next lesson](09_next.ipynb)", "")(notebook)
    assert list(skeleton.next_lesson(notebook, "17")) == []


@pytest.mark.parametrize(
    ("change", "decided", "message"),
    [
        (lambda n: None, [["08.1"], ["08.2", "08.p1"], ["08.3"]], None),
        (lambda n: None, [["08.1"], ["08.2"]], "3 objectives, 2 of them in"),
        (lambda n: None, [["08.1"], [], ["08.3"]], "objective 2 has no exercise"),
        (lambda n: None, [["08.1"], ["08.2"], ["08.9"]], "objective 3 is decided by 08.9"),
        (set_metadata("stub-3", tags=["deeper"]), [["08.1"], ["08.2"], ["08.3"]], "by 08.3, not"),
    ],
)
def test_an_objective_that_nothing_in_the_core_decides_is_seen(change, decided, message):
    notebook = lesson_notebook()
    set_metadata("solution-3", tags=["solution", "deeper"])(notebook)
    change(notebook)
    found = list(objectives.problems(notebook, decided))
    assert found == [] if message is None else any(message in problem for problem in found), found


def stored(notebook, language="en"):
    return list(outputs.problems(notebook, dumps(notebook), language))


def test_stored_outputs_of_the_sample_are_fine():
    assert stored(normalize(lesson_notebook())) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda n: find(n, "predict-1").update(execution_count=7), "count 7, expected 3"),
        (lambda n: find(n, "setup").update(execution_count=None), "count None, expected 1"),
        (
            output("stub-1", new_output("error", ename="ValueError", evalue="bad", traceback=[])),
            r"\(stub-1\): a stored error: ValueError: bad",
        ),
        (
            output("stub-1", new_output("stream", name="stderr", text="careful")),
            r"\(stub-1\): output on stderr: 'careful'",
        ),
        (lambda n: n.metadata.update(widgets={}), "stored widget state"),
        (
            output("stub-1", new_output("display_data", data={WIDGET_VIEW: {"model_id": "x"}})),
            r"\(stub-1\): a stored widget view",
        ),
        (
            output("stub-1", new_output("display_data", data={"text/html": "<script src='a.js'>"})),
            r"\(stub-1\): a stored output with a script",
        ),
        (output("explorer", picture(None)), r"\(explorer\): a figure without alt text"),
        (output("explorer", picture("  ")), r"\(explorer\): a figure without alt text"),
        (append(markdown("image", "![](curve.png)")), r"\(image\): an image without alt text: !"),
        (append(markdown("image", "<img src='a.png'>")), r"\(image\): an image without alt text"),
        (append(markdown("image", "<img src='a.png' alt=''>")), "an image without alt text"),
        (
            append(new_markdown_cell("a", id="a", attachments={"a.png": {"image/png": PIXEL}})),
            r"\(a\): an attachment",
        ),
        (output("stub-1", text_output("x" * 1_600_000)), "1.6. MB, at most 1.5 MB"),
        (lambda n: n.metadata.update(author="me"), "not in the committed form"),
    ],
)
def test_a_bad_stored_output_is_seen(change, message):
    notebook = normalize(lesson_notebook())
    change(notebook)
    assert any(re.search(message, problem) for problem in stored(notebook)), stored(notebook)


def test_alt_text_in_markdown_code_is_not_meant():
    notebook = normalize(lesson_notebook())
    notebook.cells.append(markdown("image", "Write `![](a.png)` or <img src='a' alt='a curve'>."))
    assert stored(notebook) == []


def test_korean_figures_have_korean_alt_text():
    notebook = normalize(lesson_notebook())
    assert any("not Korean: 'A curve.'" in problem for problem in stored(notebook, "ko"))
    find(notebook, "explorer").outputs = [picture("곡선 하나.")]
    assert stored(notebook, "ko") == []


@pytest.fixture
def pair():
    """An English lesson, its catalog and its Korean notebook."""
    english = lesson_notebook()
    catalog = update_catalog(english, None, "08_sample")
    for cell, message in zip(markdown_cells(english), entries(catalog), strict=True):
        message.string = translation(cell)
    return english, catalog, translated_cells(english, catalog)


def test_a_complete_translation_is_fine(pair):
    english, catalog, notebook = pair
    assert list(korean.catalog_problems(english, catalog)) == []
    assert list(korean.differences(english, notebook, catalog, {})) == []


def test_missing_fuzzy_and_english_translations_are_seen(pair):
    english, catalog, _ = pair
    first, second, third = entries(catalog)[:3]
    first.string = ""
    second.flags.add("fuzzy")
    third.string = third.id
    found = list(korean.translated(catalog))
    assert found[0] == f"{first.context} is untranslated: '# A lesson'"
    assert found[1].startswith(f"{second.context} is fuzzy")
    assert found[2].startswith(f"{third.context} is not in Korean")
    assert len(found) == 3
    assert list(korean.up_to_date(english, catalog)) == []


def test_a_sentence_said_twice_is_seen(pair):
    _, catalog, _ = pair
    message = entries(catalog)[1]
    message.string = "이것을 아래로 볼록이라고 합니다. 이것을 아래로 볼록이라고 합니다."
    (found,) = korean.translated(catalog)
    assert found.startswith(f"{message.context} says twice")


def test_a_formula_needs_no_korean(pair):
    _, catalog, _ = pair
    message = entries(catalog)[1]
    message.id = message.string = "$$w \\leftarrow w - \\eta \\nabla f(w)$$"
    assert list(korean.translated(catalog)) == []


def test_a_catalog_behind_the_english_lesson_is_seen(pair):
    english, catalog, _ = pair
    find(english, "look-1").source += " Closely."
    (problem,) = korean.up_to_date(english, catalog)
    assert "(look-1)" in problem


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replace("stub-1", "answer", "result"), r"\(stub-1\): the code differs"),
        (replace("setup", "ko", "en"), r"\(setup\): the code differs"),
        (replace("title", "도구", "연장"), r"\(title\): not the text of the PO file"),
        (set_metadata("solution-1", jupyter={"source_hidden": True}), r"\(solution-1\): tags \[\]"),
        (remove("look-1"), "the cells are not those of the English lesson"),
    ],
)
def test_a_korean_notebook_that_differs_is_seen(pair, change, message):
    english, catalog, notebook = pair
    change(notebook)
    found = list(korean.differences(english, notebook, catalog, {}))
    assert any(re.search(message, problem) for problem in found), found


@pytest.fixture(scope="module")
def glossary(root):
    return Glossary.load(root)


def catalog_of(*pairs):
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [markdown(f"c{k}", english) for k, (english, _) in enumerate(pairs)]
    catalog = update_catalog(notebook, None, "08_sample")
    for message, (_, text) in zip(entries(catalog), pairs, strict=True):
        message.string = text
    return catalog


@pytest.mark.parametrize(
    ("english", "text", "term"),
    [
        ("the gradient", "그라디언트는", "그래디언트"),
        ("gradient descent", "경사하강법으로", "경사 하강법"),
        ("gradient descent", "경사 하강을 하면", "경사 하강법"),
        ("an optimizer", "최적화기를", "옵티마이저"),
        ("the learning rate", "학습율이", "학습률"),
        ("the learning rate", "러닝 레이트가", "학습률"),
        ("the loss function", "손실함수는", "손실 함수"),
        ("a local minimum", "국소 최솟값에서", "지역 최솟값"),
        ("a local minimum", "지역 최소값에서", "최솟값"),
        ("a parameter", "파라메터를", "파라미터"),
        ("the bias", "바이어스를", "편향"),
        ("a mini-batch", "미니 배치로", "미니배치"),
        ("regularization", "정규화를", "규제"),
        ("the chain rule", "연쇄법칙은", "연쇄 법칙"),
        ("an example", "예제 하나", "샘플"),
        ("lesson 11", "수업 11에서", "수업"),
        ("It is deep.", "그것은 깊습니다.", "the thing by its name"),
        ("It goes on.", "계속 가고 있어요.", "합니다체"),
        ("r begins at 0", "r는 0에서", "read aloud"),
        (r"the decay $\rho$", r"감쇠율 $\rho$을", "read aloud"),
        ("two images", "이미지과 1", "read aloud"),
    ],
)
def test_forbidden_words_are_seen(glossary, english, text, term):
    found = list(glossary.problems(catalog_of((english, text))))
    assert any(term in problem and problem.startswith("c0: ") for problem in found), found


def test_words_that_only_look_forbidden_are_not(glossary):
    pairs = [
        ("Normalize the pixels.", "픽셀을 정규화합니다."),
        ("a normal distribution", "정규분포"),
        ("gradient descent", "경사 하강법과 확률적 경사 하강법"),
        ("a hyperparameter", "하이퍼파라미터"),
        ("random local search", "무작위 국소 탐색"),
        ("a local minimum", "지역 최솟값(극솟값), 지역 최소점"),
        ("code", "`그라디언트`"),
    ]
    assert list(glossary.problems(catalog_of(*pairs))) == []


def test_the_glossary_does_not_forbid_its_own_terms(glossary):
    catalog = catalog_of(*[(term.en, " ".join(term.ko)) for term in glossary.terms])
    assert list(glossary.problems(catalog)) == []
    assert list(glossary.missing_terms(catalog)) == []


def test_a_term_that_the_korean_never_uses_is_seen(glossary):
    catalog = catalog_of(("The learning rate. " * 3, "그 비율"), ("a `learning rate`", "$\\eta$"))
    assert list(glossary.missing_terms(catalog)) == [
        "learning rate occurs 3 times in English, 학습률 never"
    ]
    assert list(glossary.missing_terms(catalog_of(("The learning rate. " * 2, "그 비율")))) == []


@pytest.mark.parametrize("word", ["optimiser", "normalised", "colour", "neighbouring", "centre"])
def test_british_spelling_is_seen(glossary, word):
    notebook = lesson_notebook()
    notebook.cells.append(markdown("last", f"The {word} of `colour` and [this](optimiser.html)."))
    (problem,) = glossary.spelling_problems(notebook)
    assert problem.endswith(f"(last): '{word}' is not American spelling")


def test_american_words_are_fine(glossary):
    notebook = lesson_notebook()
    notebook.cells.append(markdown("last", "Optimistic: analysis of minima, color, promise, rise."))
    assert list(glossary.spelling_problems(notebook)) == []


@pytest.fixture
def project(tmp_path, root, pair):
    """A project with the sample lesson in both languages and no messages in lessonkit."""
    english, catalog, notebook = pair
    (tmp_path / "lessonkit").mkdir()
    messages.write(tmp_path)
    write_if_changed(
        tmp_path / "locale/glossary.toml", (root / "locale/glossary.toml").read_text("utf-8")
    )
    lesson = Lesson("08_sample", tmp_path)
    for count, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.execution_count = count + 1
    write_if_changed(lesson.notebook("en"), dumps(normalize(english)))
    write_if_changed(lesson.notebook("ko"), dumps(normalize(notebook)))
    write_if_changed(lesson.po, po_text(catalog))
    return lesson


def check(lesson):
    return checks.check_all([lesson], lesson.root)


def test_a_whole_project_that_is_fine(project):
    assert check(project) == []


def test_problems_name_the_file(project):
    path = project.notebook("en")
    path.write_text(path.read_text("utf-8").replace("Common misconceptions", "Errors"), "utf-8")
    found = check(project)
    assert "notebooks/en/08_sample.ipynb: no section 'Common misconceptions'" in found
    assert any(problem.startswith("locale/ko/08_sample.po: the English") for problem in found)


def test_a_missing_translation_and_a_missing_notebook_are_seen(project):
    project.notebook("ko").unlink()
    assert check(project) == ["notebooks/ko/08_sample.ipynb: missing; run make notebooks ONLY=08"]
    project.po.unlink()
    assert check(project) == ["locale/ko/08_sample.po: missing; run make notebooks ONLY=08"]


def test_messages_behind_the_code_are_seen(project):
    (project.root / "lessonkit" / "figures.py").write_text(
        '_("the loss function")', encoding="utf-8"
    )
    found = check(project)
    assert any("lessonkit.po: out of date; run make messages" in problem for problem in found)
    assert any("untranslated: 'the loss function'" in problem for problem in found)


def test_forbidden_words_in_the_messages_are_seen(project):
    (project.root / "lessonkit" / "figures.py").write_text(
        '_("the loss function")', encoding="utf-8"
    )
    catalog = messages.write(project.root)
    catalog.get("the loss function").string = "손실함수"
    (project.root / messages.FOLDER / "lessonkit.po").write_text(po_text(catalog), "utf-8")
    messages.write(project.root)
    (problem,) = check(project)
    assert "'손실함수', for loss function say 손실 함수" in problem


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("figures.py", "{n}을 받았습니다", "write both forms"),
        ("figures.py", "“{n}”으로 읽습니다", "write both forms"),
        ("figures.py", "{n}을(를) 받았습니다", None),
        ("figures.py", "{n:.0%}를 받았습니다", None),
        ("widget.js", "{n}을(를) 받았습니다", "do without a particle"),
        ("widget.js", "받은 값: {n}", None),
    ],
)
def test_particles_after_a_value_fit_it(file, text, complaint):
    catalog = Catalog(locale="ko")
    catalog.add("got {n}", text, locations=[(file, 1)])
    found = list(korean.particle_problems(catalog))
    assert [complaint in problem for problem in found] == [True] * bool(complaint)


@pytest.mark.parametrize(
    ("text", "complaints"),
    [("내려갑니다. 맞습니까?", 0), ("정확하다", 0), ("내려간다. 맞습니다.", 1), ("{n}이다.", 1)],
)
def test_what_is_said_in_korean_is_polite(text, complaints):
    catalog = Catalog(locale="ko")
    catalog.add("got {n}", text)
    assert len(list(korean.register_problems(catalog))) == complaints


def test_building_makes_what_the_checks_want(project, monkeypatch):
    """The English lesson, changed and not run, becomes two lessons that are as they should be."""
    english = lesson_notebook()
    keep = ["title", "setup", "look-1", "misconceptions", "closing"]
    english.cells = [cell for cell in english.cells if cell.id in keep]
    find(english, "setup").source = 'print("one")\nprint("two")'
    write_if_changed(project.notebook("en"), dumps(english))
    assert build.build(project) == "08_sample: both built"
    first = [project.notebook(language).read_bytes() for language in ("en", "ko")]
    assert build.build(project) == "08_sample: both built"
    assert [project.notebook(language).read_bytes() for language in ("en", "ko")] == first
    assert "one\\n" in first[1].decode()
    assert all("look-1" in text.decode() for text in first)
    found = check(project)
    assert not [problem for problem in found if problem.startswith("notebooks/ko")], found


def test_building_says_what_is_not_translated(project):
    english = lesson_notebook()
    english.cells = [find(english, name) for name in ("title", "look-1")]
    find(english, "look-1").source = "Something else."
    write_if_changed(project.notebook("en"), dumps(english))
    assert build.build(project).startswith("08_sample: both built, but 1 of 2 messages")
    project.po.unlink()
    assert "nothing is translated yet" in build.build(project)
