"""What the explorers have in common: a picture of their state, and a page of their own."""

import base64

import anywidget

from lessonkit.figures.pictures import png
from lessonkit.i18n import _
from lessonkit.saved import VIEW
from lessonkit.widgets.javascript import FOLDER
from lessonkit.widgets.standalone import write_page

_OF_EVERY_WIDGET = {*anywidget.AnyWidget.class_trait_names(), "_anywidget_id", "_css", "_esm"}


def styles(*names: str) -> str:
    """Return the style sheet of all explorers, and after it others from ``js/`` by their names.

    >>> len(styles()) < len(styles("tangent_explorer"))
    True
    """
    files = [FOLDER / f"{name}.css" for name in ("explorer", *names)]
    return "".join(file.read_text(encoding="utf-8") for file in files)


class PicturedWidget(anywidget.AnyWidget):
    """A widget that is shown as a picture where no kernel runs, and that fits on a page.

    A subclass computes everything that moves in the browser. It has its texts in ``_labels``,
    names the file under ``js/`` that shows it on a page in `_page`, and defines `_draw` and, when
    it has no `objective`, `_title`.
    """

    _css = styles()
    _page = ""

    def _draw(self):
        """Return the present state as a Matplotlib figure that pyplot does not know."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it is drawn")

    @property
    def _title(self) -> str:
        """What its page is called."""
        return self.objective.name

    def to_html(self, path) -> None:
        """Write a page to `path` in which everything still moves, without kernel or network."""
        names = [name for name in self.keys if name not in _OF_EVERY_WIDGET]
        write_page(path, self, self._page, self._title, names)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        view, _metadata = super()._repr_mimebundle_(**kwargs)
        note = _("This is a picture. Run this cell to bring it to life.")
        picture, metadata = png(self._draw(), note)
        data = {
            "text/plain": repr(self),
            "image/png": base64.b64encode(picture).decode("ascii"),
            VIEW: view[VIEW],
        }
        return data, {"image/png": metadata}
