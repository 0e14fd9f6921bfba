"""The JavaScript of the widgets, joined into one module.

The files under ``js/`` are plain ES modules, without a build step. A widget's front end takes one
module, so they are joined here: each file becomes a function that is called once and returns its
exports, the files it imports first. Comments and indentation stay behind.
"""

import posixpath
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[\w./]*)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function\*?|const) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(r"(?<=[;,{}()]) // [^\n'\"`]*$", re.MULTILINE)  # no string ends behind it
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_PANELS = "explorers/descent/panels"
_PANEL = re.compile(r"^  (\w+): (create\w+),\n", re.MULTILINE)


@cache
def joined(entry: str, panels: tuple[str, ...] | None = None) -> str:
    """Return the file `entry` and all it imports as one module that exports what `entry` does.

    Arguments:
        entry: the path of a file under ``js/``, without its suffix.
        panels: those of the descent explorer's panels that are needed, by default all.

    >>> module = joined("maths/optimizers")
    >>> "import" in module, module.splitlines()[-1]
    (False, 'export const { createOptimizer, descend } = maths$optimizers;')
    >>> entry = "explorers/descent/panels"
    >>> len(joined(entry, ("loss",))) < len(joined(entry))
    True
    """
    parts = _parts([entry], panels)
    exports = ", ".join(_EXPORT.findall(_read(entry, panels)))
    return f"{parts}\nexport const {{ {exports} }} = {_called(entry)};"


@cache
def widget_module(name: str, panels: tuple[str, ...] | None = None) -> str:
    """Return the module of the explorer `name` with the default export that anywidget looks for."""
    return joined(_entry(name), panels) + "\nexport default { render };"


@cache
def page_module(name: str, panels: tuple[str, ...] | None = None) -> str:
    """Return the same for a page that holds the explorer without Jupyter."""
    parts = _parts([_entry(name), "frame/standalone"], panels)
    return f"{parts}\n{_called('frame/standalone')}.showAll({_called(_entry(name))}.render);"


@cache
def styles(name: str) -> str:
    """Return the style sheet of all explorers, and after it that of the explorer `name`.

    >>> len(styles("section")) < len(styles("tangent"))
    True
    """
    files = [FOLDER / "frame" / "frame.css", FOLDER / f"{_entry(name)}.css"]
    return "".join(file.read_text(encoding="utf-8") for file in files if file.exists())


def _entry(name: str) -> str:
    return f"explorers/{name}/explorer"


def _called(path: str) -> str:
    return path.replace("/", "$")


def _parts(entries, panels) -> str:
    parts: dict[str, str] = {}
    for entry in entries:
        _add(entry, parts, panels)
    return "\n".join(parts.values())


@cache
def _read(path: str, panels: tuple[str, ...] | None) -> str:
    source = (FOLDER / f"{path}.js").read_text(encoding="utf-8")
    if path == _PANELS and panels is not None:
        for panel, factory in _PANEL.findall(source):
            if panel not in panels:
                source = re.sub(rf"^.*\b{factory}\b.*\n", "", source, flags=re.MULTILINE)
    return source


def _add(path: str, parts: dict[str, str], panels) -> None:
    if path in parts:
        return
    source = _read(path, panels)

    def bind(found) -> str:
        names, place = found.groups()
        needed = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
        _add(needed, parts, panels)
        return f"const {{{names}}} = {_called(needed)};\n"

    exports = ", ".join(_EXPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub(bind, source))
    body = _INDENT.sub("", _REMARK.sub("", _COMMENT.sub("", body)))
    parts[path] = f"const {_called(path)} = (() => {{\n{body}return {{ {exports} }};\n}})();"
