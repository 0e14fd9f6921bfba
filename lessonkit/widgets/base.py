"""What all explorers are made of: settings that change together, a picture, a page, a line of code.

An explorer declares its settings (see `lessonkit.widgets.settings`); their traits, checks, ranges,
JSON forms, and their part in `code`, `repr` and "Reset" follow from that.
"""

import base64
import inspect

import anywidget
import traitlets
from ipywidgets.widgets.widget import JUPYTER_WIDGETS_ECHO, _show_traceback

from lessonkit.figures.pictures import png
from lessonkit.files import write_whole
from lessonkit.formulas.conditions import conditions
from lessonkit.i18n import _
from lessonkit.logbook import watch_goals
from lessonkit.validation import items, whole_number
from lessonkit.widgets.code import Code, call
from lessonkit.widgets.listening import ListeningWidget
from lessonkit.widgets.settings import Choice, Flag, Number, OneOf, Setting
from lessonkit.widgets.standalone import page_of

_OF_EVERY_WIDGET = {*anywidget.AnyWidget.class_trait_names(), "_anywidget_id", "_css", "_esm"}

_RETURNS = """Returns:
    `{kind}`: its settings follow what is done in the browser as soon as the pointer or key is
    released, and may be set; they lead to {results}.

Raises:
    ValueError: when an argument is not what is said here.
"""


class Draft:
    """An explorer as it would be: what is assigned here shadows what the explorer has."""

    def __init__(self, explorer):
        self._explorer = explorer

    def __getattr__(self, name):
        return getattr(self._explorer, name)

    def news(self) -> dict:
        """Return what was assigned."""
        return {name: value for name, value in vars(self).items() if name != "_explorer"}


class Reached(Setting):
    """The numbers of the goals that were reached, from 1; the browser finds out which."""

    def check(self, value, explorer):
        last = len(explorer._goals)
        numbers = {whole_number("reached", k, 1, last) for k in items("reached", value, 0, last)}
        return sorted(numbers)


class BaseExplorer(ListeningWidget):
    """A widget whose settings change all or nothing, and which is a picture where none can run.

    A subclass computes everything that moves in the browser. It names its `factory`, the public
    function that makes it from its arguments, whose docstring gets what it returns. Its settings
    are declared in an order in which each needs only those before it. Besides it has

    - `_name`, that of its folder under ``js/explorers/``,
    - `_shown`, a format string of what `repr` says,
    - `_prepare`, `_compute`, `_follow` and `_draw`, see there,
    - `_results`, the names of what goals can ask for besides the settings, or a method `_facts`,
    - and where there is no `objective`, a `_title` of its page, marked by `N_`.
    """

    reached = Reached()
    settings = {"reached": reached}
    _shown = ""
    _title = ""
    _results = ()

    _goals = traitlets.List().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)
    _initial = traitlets.Dict().tag(sync=True)

    def __init_subclass__(cls, factory=None, **options):
        super().__init_subclass__(**options)
        if factory:
            cls._factory = staticmethod(factory)
            found = [name for name, each in vars(cls).items() if isinstance(each, property)]
            results = ", ".join(f"`{name}`" for name in found if not name.startswith("_"))
            text = _RETURNS.format(kind=cls.__name__, results=results)
            factory.__doc__ = f"{inspect.cleandoc(factory.__doc__ or '')}\n\n{text}"
        own = {name: each for name, each in vars(cls).items() if isinstance(each, Setting)}
        cls.settings = cls.settings | own

    def __init__(self, **arguments):
        self._arguments = arguments = arguments | (self._prepare(**arguments) or {})
        goals = items("goals", arguments["goals"], 0)
        arguments |= {"goals": goals or (), "reached": []}
        given = {name: arguments[each.argument] for name, each in self.settings.items()}
        self._store(self._draft(given, fill=True))
        self._compute()
        self._goals = conditions(goals, [*self._single(), *self._facts()])
        limits = {name: each.limits(self) for name, each in self.settings.items()}
        limits = {name: ends for name, ends in limits.items() if ends}
        super().__init__(_limits=limits | self._limits)
        self._initial = self.get_state(self._synced())
        watch_goals(self)

    def _single(self) -> list[str]:
        """The names of the settings that are one value."""
        kinds = (Number, Choice, OneOf, Flag)
        return [name for name, each in self.settings.items() if isinstance(each, kinds)]

    def _facts(self) -> list[str]:
        """Return what goals can ask for besides such settings, as its explorer.js names it."""
        return [*self._results]

    def _prepare(self, **arguments) -> dict | None:
        """Check the arguments that are no settings.

        Returns:
            Those that are kept in another form than they came in.
        """

    def _compute(self) -> None:
        """Compute what the browser needs beforehand, now that every argument is accepted."""

    def _follow(self, new: Draft, given: dict) -> None:
        """Let what is not `given` follow what is; `new` has the values already."""

    def _draw(self):
        """Draw the present state as a Matplotlib figure that pyplot does not know."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it is drawn")

    def change(self, values: dict) -> None:
        """Set several settings by their names: all of them or, when one is refused, none."""
        self._store(self._draft(values))

    def _draft(self, given: dict, fill: bool = False) -> Draft:
        """Return the explorer as it would be with these settings; it is not changed itself."""
        new = Draft(self)
        for name, setting in self.settings.items():
            if name in given:
                value = given[name]
                if fill and value is None and setting.usual:
                    value = setting.usual(new)
                setattr(new, name, setting.check(value, new))
        self._follow(new, given)
        return new

    def _store(self, draft: Draft) -> None:
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in draft.news().items():
                trait = getattr(type(self), name)
                trait.store(self, value) if isinstance(trait, Setting) else trait.set(self, value)

    def _synced(self) -> list[str]:
        return [name for name, each in self.settings.items() if each.metadata["sync"]]

    def set_state(self, sync_data: dict) -> None:
        """Take settings in JSON, all or none; whatever is no setting stays as it is."""
        self._take(sync_data, self.draft_of(sync_data))

    def draft_of(self, state: dict) -> Draft:
        """Return the explorer as it would be with settings in JSON."""
        known = [(name, self.settings[name]) for name in self._synced() if name in state]
        return self._draft({name: each.from_json(state[name], self) for name, each in known})

    @_show_traceback  # of a learner's observer
    def _take(self, state: dict, draft: Draft) -> None:
        known = {name: state[name] for name in self._synced() if name in state}
        if JUPYTER_WIDGETS_ECHO and known:  # what other windows on this kernel show
            self._send({"method": "echo_update", "state": known, "buffer_paths": []})
        with self._lock_property(**known):  # what the browser knows is not sent back
            self._store(draft)

    def code(self) -> str:
        """Return the call that shows what is shown now; data stand in it by their arguments' names.

        A Python function is called `f`, as only its author knows how it was made.
        """
        return call(self._factory, self._arguments | self._spoken())

    def _handle_custom_msg(self, content, buffers) -> None:
        """Answer a browser that asks for the code or a page; the rest is a subclass's."""
        match content:
            case {"code": True, "id": asked}:
                self.send({"id": asked, "code": self.code()})
            case {"page": True, "id": asked}:
                self.send({"id": asked, "page": self._page()})
            case _:
                super()._handle_custom_msg(content, buffers)

    def _spoken(self) -> dict[str, str]:
        """Return the arguments that are no longer what they were, as code."""
        settings = self.settings.items()
        return {each.argument: Code(each.code(getattr(self, name))) for name, each in settings}

    def to_html(self, path) -> None:
        """Write a page to `path` in which everything still moves, without kernel or network."""
        write_whole(path, self._page())

    def _page(self) -> str:
        title = _(self._title) if self._title else self.objective.name
        return page_of(self, self._name, title, self._page_state(), self._panel_names)

    def _page_state(self) -> dict:
        """Return what a page without a kernel begins from."""
        return self.get_state([name for name in self.keys if name not in _OF_EVERY_WIDGET])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._shown.format(self)})"

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        data, _metadata = super()._repr_mimebundle_(**kwargs)
        note = _("This is a picture. Run this cell to bring it to life.")
        picture, metadata = png(self._draw(), note)
        data["image/png"] = base64.b64encode(picture).decode("ascii")
        return data, {"image/png": metadata}
