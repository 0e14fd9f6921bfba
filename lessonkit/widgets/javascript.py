"""The JavaScript of the widgets, joined into one module.

The files under ``js/`` are plain ES modules. A widget's front end takes one module, so they are
joined here when it is made, without a build step: whoever edits a file restarts the kernel and
sees it. Of each file comes along what is needed, so that an explorer brings no other's code. What
is sent to a notebook is compressed; the browser unpacks it by itself.

This reads lines, not JavaScript. It relies on how the files are written, and says with a
SyntaxError where one is written otherwise:

- an import is ``import { a, b } from "./file.js";``, on one line or several, without ``as``;
- what stands at the left margin is a declaration, ``function``, ``const`` or ``let``, with
  ``export`` before it or not, and everything else is indented;
- a template ends on the line on which it begins, no file imports itself by way of others, and no
  two files of an explorer export the same name: what is exported is in sight of all that follow.

Nothing else is changed in them: no name, and no blank. Tests join every explorer and let Node read
it, and hold that nothing is left over.

Why not a bundler? In thousands of bytes, the descent explorer with its usual panel and with all:

==================================  =====  ======  ==========  ==========
                                    usual     all  usual sent    all sent
==================================  =====  ======  ==========  ==========
joined                                115     173          47          69
joined, its blanks cut by lines        87     131          40          60
bundled and minified by esbuild        60      89          34          51
==================================  =====  ======  ==========  ==========

So once it is compressed, esbuild saves 13 of 47 KB, for which it would have to run after each
change, as a binary or with Node. Its bundles, half a megabyte of code that nobody reads, would be
committed, compared, and merged by hand; each would hold all panels, or be cut into chunks, which a
widget cannot load; and the texts could no longer be found by their mark ``_``. Minifiers that
Python can install would make every reader's installation heavier, for 7 KB.
"""

import base64
import gzip
import posixpath
import re
from collections import Counter
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"
PANELS = "explorers/descent/panels"
SURFACE = "kit/surface"  # what only some descent explorers come to need
_WITH_SURFACE = {SURFACE: ["createSurface"]}
_RENDER_BOTH = "(host) => render({ ...host, createSurface })"

_COMMENT = re.compile(r"^\s*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_MARGIN = re.compile(r"^(?=[^\s)\]}])", re.MULTILINE)
_IMPORT = re.compile(r'import \{\s*(\w+(?:,\s*\w+)*),?\s*\} from "(\.[\w./]*)\.js";\s*')
_DECLARATION = re.compile(r"(export )?(?:function\*?|const|let) (\w+|\[[\w\s,]*\]|\{[\w\s,]*\})")
_WORD = re.compile(r"[\w$]+")
_PANEL = re.compile(r"^  (\w+): create\w+,\n", re.MULTILINE)
_SUM = re.compile(r'"\s*\+\s*"')
_TEXT = re.compile(r'\bN?_\(\s*"([^"\\]+)"')


class File:
    """What a file declares.

    Attributes:
        imports: for each imported name the file that it comes from.
        declarations: (names, text) each, in their order.
        exports: the names that other files may import.
    """

    def __init__(self, path: str, source: str):
        self.imports: dict[str, str] = {}
        self.declarations: list[tuple[list[str], str]] = []
        self.exports: list[str] = []
        for number, line in enumerate(source.splitlines(), 1):
            if line.count("`") % 2:
                raise SyntaxError(f"{path}.js: the template on line {number} goes on")
        for piece in _MARGIN.split(_COMMENT.sub("", source)):
            if found := _IMPORT.fullmatch(piece):
                names = _WORD.findall(found[1])
                place = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2]))
            elif found := _DECLARATION.match(piece):
                names = _WORD.findall(found[2])
            elif piece.strip():
                line = piece.splitlines()[0]
                raise SyntaxError(f"{path}.js: neither an import nor a declaration: {line}")
            else:
                continue
            if again := self.names & set(names):
                raise SyntaxError(f"{path}.js declares {min(again)} twice")
            if piece.startswith("import"):
                self.imports |= dict.fromkeys(names, place)
            else:
                self.declarations.append((names, piece.removeprefix("export ")))
                self.exports += names if found[1] else []

    @property
    def names(self) -> set[str]:
        """Everything that has a name in the file."""
        return set(self.imports).union(*(names for names, _ in self.declarations))


@cache
def read(path: str) -> File:
    """Read a file under ``js/`` by its path without the suffix."""
    return File(path, (FOLDER / f"{path}.js").read_text(encoding="utf-8"))


class Module:
    """Several files as one module, in which there is what the `wanted` names of them need.

    Attributes:
        used: for each file, those that others need first, the names that are needed.
    """

    def __init__(self, wanted: dict[str, list[str]], panels: tuple[str, ...] | None = None):
        self.used: dict[str, set[str]] = {}
        self._panels = panels
        for path, names in wanted.items():
            self._want(path, names, "a page")
        self._order: list[str] = []
        for path in wanted:
            self._place(path, ())
        self.used = {path: self.used[path] for path in self._order}

    def _want(self, path: str, names, importer: str) -> None:
        """Add the declarations that these names need, and what these need in other files."""
        file = read(path)
        if missing := [name for name in names if name not in file.exports]:
            raise SyntaxError(f"{path}.js does not export {missing[0]}, which {importer} imports")
        used = self.used.setdefault(path, set())
        waiting = set(names) - used
        while waiting:
            used |= waiting
            words = [_WORD.findall(text) for known, text in self._texts(path) if {*known} & waiting]
            waiting = set().union(*words) & file.names - used
        for place, needed in self._imports(path):
            if not set(needed) <= self.used.get(place, set()):
                self._want(place, needed, f"{path}.js")

    def _place(self, path: str, importers: tuple[str, ...]) -> None:
        if path in importers:
            raise SyntaxError(f"{path}.js imports itself by way of {importers[-1]}.js")
        for place, _ in self._imports(path):
            self._place(place, (*importers, path))
        if path not in self._order:
            self._order.append(path)

    def _imports(self, path: str) -> list[tuple[str, list[str]]]:
        """Return the files that a file needs and the names that it needs of them."""
        imports, used = read(path).imports, self.used[path]
        names: dict[str, list[str]] = {}
        for name, place in imports.items():
            if name in used:
                names.setdefault(place, []).append(name)
        return list(names.items())

    def _texts(self, path: str) -> list[tuple[list[str], str]]:
        if path != PANELS or self._panels is None:
            return read(path).declarations
        chosen = lambda line: line[0] if line[1] in self._panels else ""  # noqa: E731
        return [(names, _PANEL.sub(chosen, text)) for names, text in read(path).declarations]

    def __str__(self) -> str:
        owners: dict[str, str] = {}
        for path, names in self.used.items():
            for name in names & {*read(path).exports}:
                if name in owners:
                    raise SyntaxError(f"{path}.js exports {name}, as {owners[name]}.js does")
                owners[name] = path
        counts = Counter(name for path in self.used for name in self._declared(path))
        counts["show"] += 1  # that of a page
        return "\n".join(self._closed(path, counts) for path in self.used)

    def _declared(self, path: str) -> set[str]:
        return self.used[path] - read(path).imports.keys()

    def _closed(self, path: str, counts: Counter) -> str:
        """Return a file as it is; as a function that is called once where a name occurs again."""
        used = self.used[path]
        body = "".join(text for names, text in self._texts(path) if {*names} & used).strip()
        if all(counts[name] == 1 for name in self._declared(path)):
            return f"// {path}\n{body}"
        names = ", ".join(name for name in read(path).exports if name in used)
        return f"// {path}\nconst {{ {names} }} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"


@cache
def joined(path: str, panels: tuple[str, ...] | None = None) -> str:
    """Return a file and what it needs as one module that exports what the file does.

    Arguments:
        path: of a file under ``js/``, without its suffix.
        panels: those of the descent explorer's panels that are needed, by default all.

    Raises:
        SyntaxError: when a file is not written as it has to be.

    >>> module = joined("maths/optimizers")
    >>> "import" in module, module.splitlines()[-1]
    (False, 'export { createOptimizer, descend };')
    >>> len(joined(PANELS, ("loss",))) < len(joined(PANELS))
    True
    """
    exports = read(path).exports
    module = Module({path: exports}, panels)
    return f"{module}\nexport {{ {', '.join(exports)} }};"


@cache
def widget_module(name: str, panels: tuple[str, ...] | None = None, surface=False) -> str:
    """Return the module of the explorer `name` with the default export that anywidget looks for."""
    module = Module({entry(name): ["render"], **(_WITH_SURFACE if surface else {})}, panels)
    shown = f"render: {_RENDER_BOTH}" if surface else "render"
    return f"{module}\nexport default {{ {shown} }};"


_UNPACK = """\
export default async () => {{
  const bytes = Uint8Array.from(atob("{packed}"), (c) => c.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = new Blob([await new Response(unpacked).text()], {{ type: "text/javascript" }});
  const address = URL.createObjectURL(module);
  try {{
    return (await import(address)).default;
  }} finally {{
    URL.revokeObjectURL(address);
  }}
}};
"""


@cache
def packed(module: str) -> str:
    """Return a module with a default export as a smaller one that gives the same to anywidget.

    >>> module = widget_module("tangent")
    >>> len(packed(module)) < len(module) / 2
    True
    """
    compressed = gzip.compress(module.encode(), mtime=0)
    return _UNPACK.format(packed=base64.b64encode(compressed).decode())


@cache
def function_body(path: str) -> str:
    """Return a file and what it needs as the body of a function that returns its exports."""
    exports = read(path).exports
    return f"{Module({path: exports})}\nreturn {{ {', '.join(exports)} }};"


@cache
def texts(source: str) -> list[str]:
    """Return what is said in some JavaScript: the strings in calls of `_` and `N_`.

    >>> texts('say(`${_("in " + "parts")}: ${_("number {n}", { n })}`);')
    ['in parts', 'number {n}']
    """
    return _TEXT.findall(_SUM.sub("", source))


@cache
def page_module(name: str, panels: tuple[str, ...] | None = None) -> str:
    """Return what declares `show(code)` for a page that holds the explorer without Jupyter."""
    surface, render = (_WITH_SURFACE, _RENDER_BOTH) if name == "descent" else ({}, "render")
    wanted = {entry(name): ["render"], "frame/standalone": ["showExplorer"], **surface}
    return f"{Module(wanted, panels)}\nconst show = (code) => showExplorer({render}, code);"


@cache
def styles(name: str) -> str:
    """Return the style sheet of all explorers, and after it that of the explorer `name`.

    >>> len(styles("section")) < len(styles("tangent"))
    True
    """
    files = [FOLDER / "frame" / "frame.css", FOLDER / f"{entry(name)}.css"]
    return "".join(file.read_text(encoding="utf-8") for file in files if file.exists())


def entry(name: str) -> str:
    """Return the path of the file that shows the explorer `name`."""
    return f"explorers/{name}/explorer"
