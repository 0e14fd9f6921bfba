"""What every widget is: one that hears the browser, and has a text where none draws it."""

import anywidget
import traitlets

from lessonkit.i18n import _, get_language
from lessonkit.saved import VIEW
from lessonkit.widgets.javascript import packed, styles, texts, widget_module


class ListeningWidget(anywidget.AnyWidget):
    """A widget that takes from the browser what `_synced` names, and only what it accepts.

    It speaks the language that is in use when it is made: the browser gets the translations of
    what its module says. A subclass says in `_name` the name of its folder under
    ``js/explorers/``.
    """

    _name = ""
    _panel_names = None  # of the descent explorer: all that it has
    _raised = False  # whether it stands up from the beginning

    _language = traitlets.Unicode().tag(sync=True)
    _texts = traitlets.Dict().tag(sync=True)

    def __init__(self, **state):
        module = widget_module(self._name, self._panel_names, self._raised)
        self._esm = packed(module)
        self._css = styles(self._name)
        said = {text: _(text) for text in texts(module)}
        news = {text: translation for text, translation in said.items() if translation != text}
        super().__init__(_language=get_language(), _texts=news, **state)

    def _synced(self) -> list[str]:
        """Return the names of the traits that the browser may set."""
        raise NotImplementedError(f"{type(self).__name__} does not say what the browser may set")

    def set_state(self, sync_data: dict) -> None:
        """Take traits in JSON; whatever the browser may not set stays as it is."""
        for name in self._synced():
            if name in sync_data:
                setattr(self, name, sync_data[name])

    def _handle_msg(self, msg: dict) -> None:
        """Hear the browser; when it asks for what cannot be, it is told what is."""
        match msg:
            case {"content": {"data": {"method": "update", "state": dict(state)}}}:
                try:
                    self.set_state(state)
                except Exception:  # whatever was sent
                    self.send_state(self._synced())
            case {"content": {"data": {"method": "request_state"}}}:
                self.send_state()
            case {"content": {"data": {"method": "custom", "content": content}}}:
                self._handle_custom_msg(content, [])

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        view, _metadata = super()._repr_mimebundle_(**kwargs)
        return {"text/plain": repr(self), VIEW: view[VIEW]}, {}
