"""What a kernel shows while it runs a lesson for the site: explorers and predictions for a page."""

import hashlib
import itertools
import re
from html import escape
from pathlib import Path

from IPython import get_ipython

from lessonkit.exercises.exercise import texts
from lessonkit.exercises.feedback import Feedback
from lessonkit.exercises.predictions import PredictionCard
from lessonkit.figures.pictures import png
from lessonkit.i18n import _
from lessonkit.widgets import javascript
from lessonkit.widgets.base import BaseExplorer
from lessonkit.widgets.checkup import Checkup
from lessonkit.widgets.standalone import as_json

_REVEALED = re.compile(r"(\d\d\.p\d+): ")
_EXERCISE = re.compile(r"(\d\d\.\d+)\b")


def bring_to_life(static: str, lesson: str) -> None:
    """Let this kernel show what moves on a page.

    Arguments:
        static: the folder for scripts and pictures, which pages know as ``_static``.
        lesson: its number, which names the pictures.
    """
    page = Page(Path(static), lesson)
    formatter = get_ipython().display_formatter.mimebundle_formatter
    for kind, show in (
        (BaseExplorer, page.explorer),
        (PredictionCard, page.prediction),
        (Feedback, page.feedback),
        (Checkup, page.checkup),
    ):
        formatter.for_type(kind, lambda it, show=show, **_options: _bundle(it, show(it)))


def _module(widget: BaseExplorer) -> str:
    """Return the module of an explorer for pages with several; it exports ``show(element)``."""
    wanted = {javascript.entry(widget._name): ["render"], "frame/standalone": ["showIn"]}
    render = "render"
    if widget._name == "descent":
        wanted[javascript.SURFACE] = ["createSurface"]
        render = "(host) => render({ ...host, createSurface })"
    module = javascript.Module(wanted, widget._panel_names)
    return f"{module}\nexport const show = (el) => showIn(el, {render});"


def _bundle(shown, html: str) -> dict[str, str]:
    return {"text/plain": repr(shown), "text/html": html}


class Page:
    """The pieces of one lesson's page, and the files that they need."""

    def __init__(self, static: Path, lesson: str):
        self._static, self._lesson = static, lesson
        self._numbers = itertools.count(1)

    def explorer(self, widget: BaseExplorer) -> str:
        """Return the picture of an explorer, and the state from which its script begins."""
        picture, metadata = png(widget._draw())
        number = next(self._numbers)
        still = self._file(f"stills/{self._lesson}-{number}.png", picture)
        code = _module(widget).encode()
        name = f"{widget._name}-{hashlib.sha256(code).hexdigest()[:8]}"
        script = self._file(f"explorers/{name}.js", code)
        style = self._file(
            f"explorers/{widget._name}.css", javascript.styles(widget._name).encode()
        )
        return (
            f'<div class="lk-live" data-id="{self._lesson}.e{number}" data-script="{script}"'
            f' data-style="{style}">'
            f'<script type="application/json">{as_json(widget._page_state())}</script>'
            f'<img class="lk-still" src="_static/{still}" alt="{escape(metadata["alt"])}"'
            ' loading="lazy"></div>'
        )

    def prediction(self, card: PredictionCard) -> str:
        """Return the choices of a prediction; the page keeps what is chosen."""
        name = card._prediction.id
        choices = "".join(
            f'<label><input type="radio" name="{name}" value="{k}"> {escape(choice)}</label>'
            for k, choice in enumerate(card._choices)
        )
        return (
            f'<fieldset class="lk-predict" data-id="{name}">'
            f"<legend>{escape(card._title)}</legend>{choices}</fieldset>"
        )

    def feedback(self, feedback: Feedback) -> str:
        """Return what happens, folded; or the hints of an exercise that nobody has tried."""
        if found := _REVEALED.match(feedback.title):
            lines = "".join(f"<p>{escape(line)}</p>" for line in feedback.lines)
            title = escape(_("What happens in {id}", id=found[1]))
            return (
                f'<details class="lk-reveal" data-id="{found[1]}"><summary>{title}</summary>'
                f"<output></output>{lines}</details>"
            )
        found = _EXERCISE.match(feedback.title)
        if feedback.status != "waiting" or not found:
            return feedback._repr_html_()
        hints = texts("hints").get(found[1], {}).get("hints", [])
        titles = (_("Hint {number}", number=k) for k, _hint in enumerate(hints, 1))
        folded = "".join(
            f"<details><summary>{escape(title)}</summary><p>{escape(_(hint))}</p></details>"
            for title, hint in zip(titles, hints, strict=True)
        )
        return f'<div class="lk-exercise" data-id="{found[1]}">{folded}</div>'

    def checkup(self, _checkup: Checkup) -> str:
        """Return what stands for the check of a machine where there is none to check."""
        text = _("On these pages nothing needs to be in place. On your machine, this looks.")
        return f"<p>{escape(text)}</p>"

    def _file(self, name: str, content: bytes) -> str:
        path = self._static / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return name
