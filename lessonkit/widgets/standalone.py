"""Pages that hold one widget, in which everything moves without a kernel or a network.

Nothing in them compiles code, so a content-security policy may forbid ``unsafe-eval``. One that
forbids scripts in the page leaves its picture, and a line that says why.
"""

import base64
import html
import json
import string
from pathlib import Path

from lessonkit.figures.pictures import png
from lessonkit.i18n import _
from lessonkit.widgets.javascript import page_module


def page_of(widget, name: str, title: str, state: dict, panels=None) -> str:
    """Return a page with a widget in its present state.

    Arguments:
        widget: an anywidget whose front end computes everything by itself.
        name: of its folder under ``js/explorers/``, such as ``"tangent"``.
        title: of the page.
        state: what the front end reads.
        panels: those of the descent explorer's panels that it has.
    """
    template = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    objective = state.get("_objective", {})
    if code := objective.get("code"):  # compiled with the page, as its policy may forbid to compile
        state = state | {"_objective": {**objective, "code": ""}}
    picture, metadata = png(widget._draw())
    return string.Template(template).substitute(
        language=widget._language,
        title=html.escape(title),
        style=widget._css,
        picture=base64.b64encode(picture).decode("ascii"),
        alt=html.escape(metadata["alt"]),
        note=_(
            "This is a picture, as this page may not run its script here, or has not begun to. "
            "Opened from a file in a browser it moves."
        ),
        state=as_json(state),
        code=page_module(name, panels),
        objective=code or "null",
    )


def as_json(state: dict) -> str:
    """Return a state as JSON that may stand in a page."""
    return json.dumps(state, default=_bytes).replace("<", r"\u003c")


def _bytes(value) -> dict[str, str]:
    """Bytes in a form that JSON has; standalone.js turns them back."""
    return {"base64": base64.b64encode(value).decode("ascii")}
