"""F2, F11, F13: views of widgets give way to pictures where no kernel would draw them."""

import copy
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbconvert import HTMLExporter, MarkdownExporter, SlidesExporter, get_exporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets.config import Config

from lessonkit import saved
from lessonkit.saved import STATE, VIEW
from tests.notebooks.samples import PIXEL

WIDGET = {VIEW: {"model_id": "gone", "version_major": 2, "version_minor": 0}}
ALT = {"image/png": {"alt": 'A "ball" < a hill', "width": 40, "height": 30}}
ALL = {VIEW, "image/png", "text/plain"}


def notebook_of(*bundles, **metadata):
    outputs = [new_output("display_data", data, metadata=ALT) for data in bundles]
    return new_notebook(cells=[new_code_cell("w", outputs=outputs)], metadata=metadata)


def kinds(notebook):
    return [set(output["data"]) for output in notebook["cells"][0]["outputs"]]


def widget_state(*ids):
    return {STATE: {"state": {each: {"model_name": "M"} for each in ids}, "version_major": 2}}


def load_extension(folder, config):
    """What the extension needs of a server of Jupyter with these settings, after it was loaded."""
    server = SimpleNamespace(
        contents_manager=LargeFileManager(root_dir=str(folder)),
        web_app=SimpleNamespace(settings={"config": config}),
    )
    saved._load_jupyter_server_extension(server)
    return server


@pytest.fixture
def manager(tmp_path):
    """A contents manager of Jupyter's server, on which the extension was loaded."""
    return load_extension(tmp_path, Config()).contents_manager


def save(manager, notebook):
    model = {"type": "notebook", "format": "json", "content": copy.deepcopy(notebook)}
    manager.save(model, "lesson.ipynb")
    return json.loads((Path(manager.root_dir) / "lesson.ipynb").read_text(encoding="utf-8"))


def test_f2_a_saved_notebook_has_pictures_and_texts_in_place_of_views(manager):
    picture = WIDGET | {"image/png": PIXEL, "text/plain": "<Explorer>"}
    card = WIDGET | {"text/plain": "Your prediction"}
    written = save(manager, notebook_of(picture, card, {"text/plain": "42"}))
    assert kinds(written) == [{"image/png", "text/plain"}, {"text/plain"}, {"text/plain"}]


def test_f2_a_view_with_nothing_beside_it_or_with_its_state_stored_stays(manager):
    other = {VIEW: WIDGET[VIEW] | {"model_id": "kept"}, "text/plain": "IntSlider()"}
    lost = WIDGET | {"text/plain": "IntSlider()"}
    written = save(manager, notebook_of(WIDGET, other, lost, widgets=widget_state("kept")))
    assert kinds(written) == [{VIEW}, {VIEW, "text/plain"}, {"text/plain"}]


def test_f2_other_files_are_saved_as_they_are(manager):
    text = json.dumps(notebook_of(WIDGET | {"text/plain": "x"}))
    manager.save({"type": "file", "format": "text", "content": text}, "notes.txt")
    manager.save({"type": "directory"}, "folder")
    assert (Path(manager.root_dir) / "notes.txt").read_text(encoding="utf-8") == text


def test_f2_f13_jupyter_finds_the_extensions_in_this_environment():
    config = Path(sys.prefix) / "etc" / "jupyter"
    server = (config / "jupyter_server_config.d" / "lessonkit.json").read_text(encoding="utf-8")
    assert json.loads(server)["ServerApp"]["jpserver_extensions"] == {saved.__name__: True}
    export = (config / "jupyter_nbconvert_config.json").read_text(encoding="utf-8")
    (name,) = json.loads(export)["Exporter"]["preprocessors"]
    assert name == f"{saved.__name__}.{saved.exported.__name__}"


@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
def test_f13_f11_a_page_has_pictures_with_alt_text_and_no_widgets(exporter):
    notebook = notebook_of(
        WIDGET | {"image/png": PIXEL, "text/plain": "<Explorer>"},
        WIDGET | {"text/plain": "Your prediction"},
        widgets=widget_state("gone"),
    )
    before = copy.deepcopy(notebook)
    page, _resources = exporter(preprocessors=[saved.exported]).from_notebook_node(notebook)
    assert "widget-view+json" not in page
    assert "widget-state+json" not in page
    (picture,) = BeautifulSoup(page, "html.parser").find_all("img")
    assert picture["alt"] == ALT["image/png"]["alt"]
    assert (picture["width"], picture["height"]) == ("40", "30")
    assert "Your prediction" in page
    assert notebook == before
    alone, _resources = saved.exported(notebook, {"output_extension": ".ipynb"})
    assert kinds(alone) == [{"image/png", "text/plain"}, {"text/plain"}]
    assert "widgets" not in alone.metadata


@pytest.mark.parametrize("others", [[], ["nbconvert.preprocessors.RegexRemovePreprocessor"]])
def test_f11_what_the_menu_of_jupyterlab_exports_has_alt_text_too(tmp_path, others):
    config = Config({"Exporter": {"preprocessors": [*others]}} if others else {})
    load_extension(tmp_path, config)
    exporter = get_exporter("html")(config=config)  # as jupyter_server makes it
    picture = notebook_of(WIDGET | {"image/png": PIXEL, "text/plain": "<Explorer>"})
    page, _resources = exporter.from_notebook_node(picture)
    assert "widget-view+json" not in page
    assert BeautifulSoup(page, "html.parser").img["alt"] == ALT["image/png"]["alt"]


def test_f13_other_formats_keep_their_pictures_as_they_are():
    notebook = notebook_of(WIDGET | {"image/png": PIXEL, "text/plain": "<Explorer>"})
    exporter = MarkdownExporter(preprocessors=[saved.exported])
    _text, resources = exporter.from_notebook_node(notebook)
    assert len(resources["outputs"]) == 1
