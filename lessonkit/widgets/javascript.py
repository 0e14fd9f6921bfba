"""The JavaScript of the widgets, joined into one module.

The files under ``js/`` are plain ES modules, without a build step. A widget's front end takes one
module, so they are joined here: each file becomes a function that is called once and returns its
exports, the files it imports first. Comments and indentation stay behind.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function\*?|const) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_PANEL = re.compile(r"^  (\w+): (create\w+),\n", re.MULTILINE)


@cache
def joined(entry: str, panels: tuple[str, ...] | None = None) -> str:
    """Return the file `entry` and all it imports as one module that exports what `entry` does.

    Arguments:
        entry: the name of a file under ``js/``, without its suffix.
        panels: those of the panels in ``panels.js`` that are needed, by default all.

    >>> "import" in joined("optimizers"), joined("optimizers").splitlines()[-1]
    (False, 'export const { createOptimizer, descend } = optimizers;')
    >>> len(joined("panels", ("loss",))) < len(joined("panels"))
    True
    """
    parts: dict[str, str] = {}
    _add(entry, parts, panels)
    exports = ", ".join(_EXPORT.findall(_read(entry, panels)))
    if exports:
        parts[""] = f"export const {{ {exports} }} = {entry};"
    return "\n".join(parts.values())


@cache
def widget_module(entry: str, panels: tuple[str, ...] | None = None) -> str:
    """Return the same with the default export that anywidget looks for."""
    return joined(entry, panels) + "\nexport default { render };"


@cache
def _read(name: str, panels: tuple[str, ...] | None) -> str:
    source = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    if name == "panels" and panels is not None:
        for panel, factory in _PANEL.findall(source):
            if panel not in panels:
                source = re.sub(rf"^.*\b{factory}\b.*\n", "", source, flags=re.MULTILINE)
    return source


def _add(name: str, parts: dict[str, str], panels) -> None:
    if name in parts:
        return
    source = _read(name, panels)
    for _, needed in _IMPORT.findall(source):
        _add(needed, parts, panels)
    exports = ", ".join(_EXPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub(r"const {\1} = \2;\n", source))
    body = _INDENT.sub("", _COMMENT.sub("", body))
    parts[name] = f"const {name} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"
