"""What every widget is: one that hears the browser, and has a text where none draws it."""

from collections.abc import Callable

import anywidget
from ipywidgets.widgets.widget import _show_traceback

from lessonkit.saved import VIEW


class ListeningWidget(anywidget.AnyWidget):
    """A widget that takes from the browser what `_synced` names, all of it or nothing."""

    def _synced(self) -> list[str]:
        """Return the names of the traits that the browser may set."""
        raise NotImplementedError(f"{type(self).__name__} does not say what the browser may set")

    def _plan(self, state: dict) -> Callable:
        """Check traits in JSON and return what takes them over; nothing is changed before that."""
        traits = self.traits()
        known = {name: state[name] for name in self._synced() if name in state}
        for name, value in known.items():
            traits[name]._validate(self, value)

        def take() -> None:
            for name, value in known.items():
                setattr(self, name, value)

        return take

    def set_state(self, sync_data: dict) -> None:
        """Take traits in JSON, all or none; whatever the browser may not set stays as it is."""
        self._plan(sync_data)()

    @_show_traceback  # of a learner's observer
    def _handle_msg(self, msg: dict) -> None:
        """Hear the browser; when it asks for what cannot be, it is told what is."""
        match msg:
            case {"content": {"data": {"method": "update", "state": dict(state)}}}:
                try:
                    take = self._plan(state)
                except Exception:  # whatever was sent
                    self.send_state(self._synced())
                else:
                    take()
            case {"content": {"data": {"method": "request_state"}}}:
                self.send_state()
            case {"content": {"data": {"method": "custom", "content": content}}}:
                self._handle_custom_msg(content, [])

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        view, _metadata = super()._repr_mimebundle_(**kwargs)
        return {"text/plain": repr(self), VIEW: view[VIEW]}, {}
