"""What stays of a widget when its kernel is gone: the picture that was stored beside it.

A widget is drawn from a model that lives in the kernel. In a notebook that is opened without that
kernel its view is an error message, or nothing at all, and hides the picture. So the view is left
out when a notebook is saved (a hook of Jupyter's server) and when it is exported (a preprocessor
of nbconvert, on the command line and in the menu of JupyterLab). The files in ``jupyter/`` of the
project make both known to Jupyter.
"""

import copy
import html
from collections.abc import Collection, Iterator

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


def drop_views(notebook: dict, but: Collection[str] = ()) -> None:
    """Take widget views out of all outputs that have a picture or a text beside them.

    Arguments:
        notebook: as JSON has it; changed in place.
        but: ids of the models whose views stay.

    >>> data = {VIEW: {"model_id": "a"}, "image/png": "…", "text/plain": "<Explorer>"}
    >>> drop_views({"cells": [{"outputs": [{"data": data}]}]})
    >>> sorted(data)
    ['image/png', 'text/plain']
    """
    for data, _metadata in _displayed(notebook):
        others = data.keys() & {"image/png", "text/plain"}
        if VIEW in data and others and data[VIEW].get("model_id") not in but:
            del data[VIEW]


def exported(notebook, resources: dict) -> tuple:
    """Return a notebook as nbconvert shall see it: with pictures, which need no network.

    In a page each picture gets its alt text, which nbconvert leaves out.
    """
    notebook = copy.deepcopy(notebook)
    drop_views(notebook)
    notebook["metadata"].pop("widgets", None)
    if resources.get("output_extension", "").endswith(".html"):
        for data, metadata in _displayed(notebook):
            described = metadata.get("image/png", {})
            if "image/png" in data and described.get("alt"):
                data.setdefault("text/html", _image(data["image/png"], described))
    return notebook, resources


def _displayed(notebook: dict) -> Iterator[tuple[dict, dict]]:
    """Data and metadata of each output that has any."""
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            if "data" in output:
                yield output["data"], output.get("metadata", {})


def _image(picture: str, described: dict) -> str:
    names = [name for name in ("alt", "width", "height") if name in described]
    attributes = " ".join(f'{name}="{html.escape(str(described[name]))}"' for name in names)
    return f'<img src="data:image/png;base64,{picture}" {attributes}>'


def _before_save(model: dict, **_where) -> None:
    if model["type"] == "notebook" and model.get("content"):
        notebook = model["content"]
        stored = notebook.get("metadata", {}).get("widgets", {}).get(STATE, {}).get("state", {})
        drop_views(notebook, but=stored)  # a widget whose state is stored can be drawn from it


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server) -> None:
    server.contents_manager.register_pre_save_hook(_before_save)
    # What JupyterLab's menu exports follows the settings of the server, not those of nbconvert.
    server.web_app.settings["config"].Exporter.preprocessors.append(f"{__name__}.exported")
