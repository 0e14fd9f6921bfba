"""Open the course in JupyterLab, in the language of the course."""

import json
import os
import subprocess
import sys
from pathlib import Path

from jupyterlab_server.workspaces_handler import WorkspacesManager

from tools.lessons import FIRST_LESSONS, ROOT, write_if_changed

_TRANSLATION = "@jupyterlab/translation-extension:plugin"
_NEWS = "@jupyterlab/apputils-extension:notification"
_LOCALES = {"en": None, "ko": "ko_KR"}
# How a new Lab is laid out: on the left the table of contents in place of the files.
_LAYOUT = {
    "main": None,
    "left": {
        "collapsed": False,
        "visible": True,
        "current": "@jupyterlab/toc:plugin",
        "widgets": ["filebrowser", "running-sessions", "@jupyterlab/toc:plugin"],
    },
    "right": {"collapsed": True, "visible": True, "widgets": []},
    "relativeSizes": [0.2, 0.8, 0],
}


def overrides(old: dict, language: str) -> dict:
    """Return JupyterLab's default settings for a language; what else is set there stays.

    JupyterLab also stops asking for news: a course starts without a question and without network.
    """
    new = {**old, _NEWS: {"fetchNews": "false", "checkForUpdates": False}}
    new.pop(_TRANSLATION, None)
    if _LOCALES[language]:
        new[_TRANSLATION] = {"locale": _LOCALES[language]}
    return new


def write_overrides(language: str, prefix: Path = Path(sys.prefix)) -> Path:
    """Store the settings where this environment's JupyterLab finds them."""
    path = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    text = json.dumps(overrides(old, language), indent=2, sort_keys=True) + "\n"
    write_if_changed(path, text)
    return path


def workspaces(prefix: Path = Path(sys.prefix)) -> Path:
    """The folder in which the course's Lab keeps its layout, apart from other Labs of the user."""
    return prefix / "share" / "jupyter" / "lab" / "workspaces"


def write_layout(prefix: Path = Path(sys.prefix)) -> None:
    """Store the first layout; where there is one already, it is the user's and stays."""
    folder = workspaces(prefix)
    if not folder.exists():
        workspace = {"data": {"layout-restorer:data": _LAYOUT}, "metadata": {"id": "default"}}
        WorkspacesManager(str(folder)).save("default", json.dumps(workspace))


def first_notebook(language: str, root: Path = ROOT) -> str:
    """Return the notebook to begin with, as a path inside the course."""
    for name in FIRST_LESSONS:
        path = f"notebooks/{language}/{name}.ipynb"
        if (root / path).exists():
            return path
    return "notebooks"


def command(
    language: str, flags: list[str], root: Path = ROOT, prefix: Path = Path(sys.prefix)
) -> list[str]:
    """Return the command that starts JupyterLab at the first notebook."""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.workspaces_dir={workspaces(prefix)}",
        f"--LabApp.default_url=/lab/tree/{first_notebook(language, root)}",
        *flags,
    ]


def start(language: str, flags: list[str]) -> int:
    """Run JupyterLab until it is stopped."""
    write_overrides(language)
    write_layout()
    arguments = command(language, flags)
    if os.name == "posix":
        os.chdir(ROOT)
        os.execv(sys.executable, arguments)
    return subprocess.call(arguments, cwd=ROOT)
