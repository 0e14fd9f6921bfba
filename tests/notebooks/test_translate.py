from tests.notebooks.samples import code, find, lesson_notebook, markdown, translation
from tools.catalogs import messages, parse_po, po_text, state
from tools.translate import (
    comment_words,
    incomplete,
    korean_code,
    markdown_cells,
    translated_cells,
    update_catalog,
)


def translated_catalog(notebook):
    catalog = update_catalog(notebook, None, "09_sample")
    for cell, message in zip(markdown_cells(notebook), messages(catalog), strict=True):
        message.string = translation(cell)
    return catalog


def by_id(catalog):
    return {message.context: message for message in messages(catalog)}


def test_every_markdown_cell_becomes_a_message_with_its_id():
    notebook = lesson_notebook()
    catalog = update_catalog(notebook, None, "09_sample")
    assert [(m.context, m.id) for m in messages(catalog)] == [
        (cell.id, cell.source) for cell in notebook.cells if cell.cell_type == "markdown"
    ]
    assert len(incomplete(catalog)) == len(messages(catalog))


def test_the_po_text_is_the_same_after_a_round_trip():
    text = po_text(translated_catalog(lesson_notebook()))
    stored = parse_po(text)
    assert po_text(update_catalog(lesson_notebook(), stored, "09_sample")) == text
    for word in ("POT-Creation-Date", "Babel", "python-format"):
        assert word not in text


def test_percent_signs_and_braces_are_no_format():
    notebook = lesson_notebook()
    find(notebook, "look-1").source = "About 10% down, from {a} to %(b)s, and $\\{x\\}$."
    text = po_text(translated_catalog(notebook))
    again = po_text(update_catalog(notebook, parse_po(text), "09_sample"))
    assert "format" not in text
    assert again == text


def test_changed_english_keeps_the_translation_as_fuzzy():
    notebook = lesson_notebook()
    old = translated_catalog(notebook)
    find(notebook, "look-1").source = "Look at it again."
    new = by_id(update_catalog(notebook, old, "09_sample"))
    assert state(new["look-1"]) == "fuzzy"
    assert new["look-1"].string == by_id(old)["look-1"].string
    assert state(new["look-2"]) == "translated"


def test_a_fuzzy_message_stays_fuzzy_until_someone_says_otherwise():
    notebook = lesson_notebook()
    old = translated_catalog(notebook)
    find(notebook, "look-1").source = "Look at it again."
    stored = parse_po(po_text(update_catalog(notebook, old, "09_sample")))
    assert state(by_id(update_catalog(notebook, stored, "09_sample"))["look-1"]) == "fuzzy"


def test_a_cell_with_a_new_id_keeps_its_translation_and_lost_cells_are_dropped():
    notebook = lesson_notebook()
    old = translated_catalog(notebook)
    find(notebook, "look-1").id = "renamed"
    notebook.cells.remove(find(notebook, "look-2"))
    new = by_id(update_catalog(notebook, old, "09_sample"))
    assert state(new["renamed"]) == "translated"
    assert "look-2" not in new
    assert "look-1" not in new


def test_comments_of_translators_stay():
    catalog = translated_catalog(lesson_notebook())
    messages(catalog)[0].user_comments = ["please check"]
    text = po_text(update_catalog(lesson_notebook(), parse_po(po_text(catalog)), "09_sample"))
    assert "# please check" in text


def test_the_korean_notebook_has_the_same_cells_and_code():
    notebook = lesson_notebook()
    korean = translated_cells(notebook, translated_catalog(notebook))
    assert [cell.id for cell in korean.cells] == [cell.id for cell in notebook.cells]
    assert find(korean, "title").source.startswith("# 한 수업")
    assert 'lk.setup(language="ko")' in find(korean, "setup").source
    assert find(korean, "stub-1").source == find(notebook, "stub-1").source
    assert find(korean, "solution-1").metadata == find(notebook, "solution-1").metadata
    assert all(cell.outputs == [] for cell in korean.cells if cell.cell_type == "code")


def test_comments_are_translated_and_nothing_else():
    source = """a = "# your code"  # your code
if a:
    # Stuck? Run lk.hint("09.2")
    b = 1  # 2"""
    words = {"your code": "여기에", 'Stuck? Run lk.hint("{id}")': '막혔다면: lk.hint("{id}")'}
    assert list(comment_words(source)) == ["your code", 'Stuck? Run lk.hint("{id}")', "2"]
    korean = """a = "# your code"  # 여기에
if a:
    # 막혔다면: lk.hint("09.2")
    b = 1  # 2"""
    assert korean_code(source, words) == korean
    assert korean_code(source, {}) == source


def test_what_is_read_is_written_as_it_was(root):
    for po in sorted((root / "locale" / "ko").glob("*.po")):
        text = po.read_text(encoding="utf-8")
        assert po_text(parse_po(text)) == text


def test_only_the_setup_call_is_switched():
    notebook = lesson_notebook()
    notebook.cells.append(code("other", 'print("language=\\"en\\"")'))
    notebook.cells.append(markdown("empty", " "))
    korean = translated_cells(notebook, translated_catalog(notebook))
    assert find(korean, "other").source == find(notebook, "other").source


def test_what_lacks_a_translation_stays_english():
    notebook = lesson_notebook()
    korean = translated_cells(notebook, update_catalog(notebook, None, "09_sample"))
    assert find(korean, "title").source == find(notebook, "title").source
