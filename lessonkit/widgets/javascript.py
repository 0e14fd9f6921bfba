"""The JavaScript of the widgets, joined into one module.

The files under ``js/`` are plain ES modules, without a build step. A widget's front end takes one
module, so they are joined here: each file becomes a function that is called once and returns its
exports, the files it imports first.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function\*?|const) (\w+))", re.MULTILINE)


@cache
def joined(entry: str) -> str:
    """Return the file `entry` and all it imports as one module that exports what `entry` does.

    >>> "import" in joined("optimizers"), joined("optimizers").splitlines()[-1]
    (False, 'export const { createOptimizer, descend } = optimizers;')
    """
    parts: dict[str, str] = {}
    _add(entry, parts)
    exports = ", ".join(_EXPORT.findall(_read(entry)))
    if exports:
        parts[""] = f"export const {{ {exports} }} = {entry};"
    return "\n".join(parts.values())


@cache
def widget_module(entry: str) -> str:
    """Return the same with the default export that anywidget looks for."""
    return joined(entry) + "\nexport default { render };"


def _read(name: str) -> str:
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def _add(name: str, parts: dict[str, str]) -> None:
    if name in parts:
        return
    source = _read(name)
    for _, needed in _IMPORT.findall(source):
        _add(needed, parts)
    exports = ", ".join(_EXPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub(r"const {\1} = \2;\n", source))
    parts[name] = f"const {name} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"
