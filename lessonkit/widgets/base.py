"""What the explorers have in common: a picture of their state, and a page of their own."""

import base64

import anywidget

from lessonkit.figures.pictures import png
from lessonkit.widgets.standalone import write_page

VIEW = "application/vnd.jupyter.widget-view+json"
_OF_EVERY_WIDGET = {*anywidget.AnyWidget.class_trait_names(), "_anywidget_id", "_css", "_esm"}


class PicturedWidget(anywidget.AnyWidget):
    """A widget that is shown as a picture where no kernel runs, and that fits on a page.

    A subclass computes everything that moves in the browser. It has its texts in ``_labels``,
    names its folder under ``js/explorers/`` in `_page`, and defines `_draw` and, when
    it has no `objective`, `_title`.
    """

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
        picture, metadata = png(self._draw())
        data = {
            "text/plain": repr(self),
            "image/png": base64.b64encode(picture).decode("ascii"),
            VIEW: view[VIEW],
        }
        return data, {"image/png": metadata}
