"""A real JupyterLab, or Notebook, in a real Chromium: for the browser tests and screenshots."""

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from lessonkit.logbook import VARIABLE
from tools.lab import overrides

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SETTINGS = {
    # Every cell is in the page, also those that are not in sight.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}
# What runs as a module, what it is called in settings, and where it opens a notebook.
_APPLICATIONS = {
    "jupyterlab": ("LabApp", "lab/workspaces/{workspace}/tree"),
    "notebook": ("JupyterNotebookApp", "notebooks"),
}
# Whether the kernel has nothing to do, also nothing that it has not yet heard of: a widget holds
# its news back until the kernel has dealt with those before.
_IDLE = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    if (kernel && window.watched !== kernel) {
        const open = new Set();
        kernel.anyMessage.connect((_, {msg, direction}) => {
            if (direction === 'send' && msg.channel === 'shell') open.add(msg.header.msg_id);
            else if (msg.header.msg_type === 'status' && msg.content.execution_state === 'idle')
                open.delete(msg.parent_header.msg_id);
        });
        kernel.statusChanged.connect((_, status) => /start|dead/.test(status) && open.clear());
        Object.assign(window, {watched: kernel, unanswered: open});
    }
    return kernel?.status === 'idle' && window.unanswered.size === 0;
}"""
# What a kernel is told in place of a restart, which would take seconds.
_FORGET = """import ipywidgets
ipywidgets.Widget.close_all()
get_ipython().reset(new_session=True)
from lessonkit.i18n import set_language
set_language("en")
del ipywidgets, set_language"""
_THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
# What a browser logs that is nobody's fault: a shortened list keeps real errors visible.
# The debugger's message is JupyterLab's own, when a notebook is closed while its kernel starts.
_HARMLESS = re.compile(
    r"favicon|ResizeObserver loop|\[LSP\]|third-party cookie|restore the debugger state",
    re.IGNORECASE,
)


def find_chromium() -> str:
    """Return the path of Chromium, from $CHROMIUM or under one of its usual names.

    Raises:
        FileNotFoundError: when there is none; the message says what to install.
    """
    chosen = os.environ.get("CHROMIUM")
    for name in [chosen] if chosen else CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(
        f"Chromium was not found{f' at {chosen}' if chosen else ''}. Install it (on Debian and "
        "Ubuntu: apt install chromium), or say where it is: CHROMIUM=/path/to/chromium"
    )


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium without a window."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class LabServer:
    """A running JupyterLab; `folder` is what it shows, a copy that notebooks may be written to."""

    def __init__(self, folder: Path, port: int, token: str, application: str):
        self.folder = folder
        self.port = port
        self.token = token
        self.application = application

    def url(self, path: str, workspace: str) -> str:
        """The address of a notebook; each workspace name gives a fresh, empty Lab."""
        place = _APPLICATIONS[self.application][1].format(workspace=workspace)
        return f"http://127.0.0.1:{self.port}/{place}/{path}?token={self.token}"


@contextlib.contextmanager
def lab_server(
    notebooks: Path | None = None,
    theme: str = "light",
    language: str = "en",
    application: str = "jupyterlab",
) -> Iterator[LabServer]:
    """Run JupyterLab, or "notebook", on a copy of a folder, with settings and state of its own."""
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        folder = scratch / "notebooks"
        if notebooks is None:
            folder.mkdir()
        else:
            ignored = shutil.ignore_patterns(".ipynb_checkpoints")
            shutil.copytree(notebooks, folder, ignore=ignored)
        settings = overrides(_SETTINGS, language)
        settings["@jupyterlab/apputils-extension:themes"] = {"theme": _THEMES[theme]}
        (scratch / "settings").mkdir()
        (scratch / "settings" / "overrides.json").write_text(json.dumps(settings), encoding="utf-8")
        server = LabServer(folder, _free_port(), secrets.token_hex(16), application)
        log = scratch / "lab.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                _command(server, scratch),
                env=_environment(scratch),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait_until_up(server, process, log)
                yield server
            finally:
                _stop(process)


def _command(server: LabServer, scratch: Path) -> list[str]:
    name = _APPLICATIONS[server.application][0]
    return [
        *(sys.executable, "-m", server.application, "--no-browser", "--allow-root"),
        "--expose-app-in-browser",
        f"--ServerApp.root_dir={server.folder}",
        f"--ServerApp.port={server.port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={server.token}",
        f"--{name}.app_settings_dir={scratch / 'settings'}",
        f"--{name}.user_settings_dir={scratch / 'user-settings'}",
        f"--{name}.workspaces_dir={scratch / 'workspaces'}",
    ]


def _environment(scratch: Path) -> dict[str, str]:
    folders = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "IPYTHONDIR": "ipython"}
    folders |= {"JUPYTER_RUNTIME_DIR": "runtime", VARIABLE: "record.jsonl"}
    return os.environ | {name: str(scratch / folder) for name, folder in folders.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_up(server: LabServer, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 180  # on a busy machine
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            address = f"http://127.0.0.1:{server.port}/api?token={server.token}"
            with urllib.request.urlopen(address, timeout=2):
                return
        time.sleep(0.1)
    raise RuntimeError(
        f"{server.application} did not start:\n{log.read_text(errors='replace', encoding='utf-8')}"
    )


def _stop(process: subprocess.Popen) -> None:
    """Stop the server; it stops its kernels first."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Notebook:
    """One notebook open in a page. Cells are counted from 0, as in the file."""

    def __init__(self, page: Page, server: LabServer, path: str):
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self._note(f"page error: {error} {error.stack}"))
        page.on("console", self._console)
        page.goto(server.url(path, secrets.token_hex(4)))
        self.root = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.root.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        self._wait_for_kernel()

    def _console(self, message) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _note(self, text: str) -> None:
        if not _HARMLESS.search(text):
            self.errors.append(text)

    def _evaluate(self, body: str, argument=None):
        """Run JavaScript with the notebook's panel in `panel` and Lab's application in `app`."""
        script = f"""async argument => {{
            const app = window.jupyterapp;
            const panel = app.shell.currentWidget;
            {body}
        }}"""
        return self.page.evaluate(script, argument)

    def _wait_for_kernel(self, timeout: float = 60) -> None:
        self.page.wait_for_function(_IDLE, timeout=timeout * 1000)

    def run_all(self, timeout: float = 300) -> None:
        """Run every cell and wait until the last one is done and drawn."""
        self._run("notebook:run-all-cells", timeout)

    def run_cell(self, index: int, timeout: float = 60) -> None:
        """Run one cell and wait until it is done."""
        self._evaluate("panel.content.activeCellIndex = argument;", index)
        self._run("notebook:run-cell", timeout)

    def _run(self, command: str, timeout: float) -> None:
        # The command ends when the kernel has answered every cell, or the first one failed.
        self.page.set_default_timeout(timeout * 1000)
        try:
            self._evaluate("await app.commands.execute(argument);", command)
            self.wait_idle(timeout)
        finally:
            self.page.set_default_timeout(30_000)

    def wait_idle(self, timeout: float = 60) -> None:
        """Wait until the kernel has nothing to do and the page has drawn what it got."""
        self._wait_for_kernel(timeout)
        self.page.wait_for_function(
            "() => !document.querySelector('.jp-Notebook .jp-InputPrompt')"
            " || ![...document.querySelectorAll('.jp-InputPrompt')]"
            ".some(prompt => prompt.textContent.includes('*'))",
            timeout=timeout * 1000,
        )
        self.settle()

    def settle(self) -> None:
        """Wait for two animation frames, so that what was changed is on the screen."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def insert_and_run(self, source: str) -> str:
        """Put a code cell at the end, run it and return the text it shows.

        First the kernel hears what a widget has held back for it.
        """
        self.wait_idle()
        index = self._evaluate(
            """
            const last = panel.content.widgets.length - 1;
            panel.content.activeCellIndex = last;
            await app.commands.execute('notebook:insert-cell-below');
            panel.content.activeCell.model.sharedModel.setSource(argument);
            return panel.content.activeCellIndex;
            """,
            source,
        )
        self.run_cell(index)
        return self.text(index)

    def turn_to(self, path: str) -> None:
        """Open another notebook in place of this one, whose kernel is stopped."""
        self.errors.clear()
        self._evaluate(
            """
            const next = await app.commands.execute('docmanager:open', { path: argument });
            await next.context.ready;
            panel.context.model.dirty = false;
            await panel.sessionContext.shutdown();
            panel.dispose();
            app.shell.activateById(next.id);
            """,
            path,
        )
        self.root.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        self._wait_for_kernel()

    def begin_anew(self, sources: list[str]) -> None:
        """Put code cells in place of all, and forget in the kernel what was made before."""
        self.page.mouse.move(0, 0)
        self._evaluate(
            """
            const { model } = panel.content;
            const cells = argument.sources.map(source =>
                ({ cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null }));
            model.sharedModel.transact(() => {
                model.sharedModel.deleteCellRange(0, model.sharedModel.cells.length);
                model.sharedModel.insertCells(0, cells);
            });
            panel.content.activeCellIndex = 0;
            panel.content.mode = 'command';
            const { kernel } = panel.sessionContext.session;
            await kernel.requestExecute({ code: argument.forget, silent: true }).done;
            """,
            {"sources": sources, "forget": _FORGET},
        )
        self.wait_idle()
        self.errors.clear()

    def cell(self, index: int) -> Locator:
        """A cell, scrolled into view."""
        cell = self.root.locator(f'.jp-Cell[data-windowed-list-index="{index}"]')
        cell.scroll_into_view_if_needed()
        return cell

    def source(self, index: int) -> str:
        """The text of a cell."""
        script = "return panel.content.widgets[argument].model.sharedModel.getSource();"
        return self._evaluate(script, index)

    def find(self, text: str) -> int:
        """The first code cell whose source contains a text."""
        index = self._evaluate(
            "return panel.content.widgets.findIndex(cell => cell.model.type === 'code'"
            " && cell.model.sharedModel.getSource().includes(argument));",
            text,
        )
        if index < 0:
            raise LookupError(f"no code cell contains {text!r}")
        return index

    def outputs(self, index: int) -> list[dict]:
        """What the kernel sent for a cell, as a notebook stores it."""
        script = "return panel.content.widgets[argument].model.outputs?.toJSON() ?? [];"
        return self._evaluate(script, index)

    def text(self, index: int) -> str:
        """The plain text that a cell shows: streams and results."""
        parts = []
        for output in self.outputs(index):
            part = output.get("text") or output.get("data", {}).get("text/plain", "")
            parts.append("".join(part))
        return "\n".join(parts).strip("\n")

    def cell_errors(self) -> list[str]:
        """The errors and stderr texts of all cells, readable."""
        count = self._evaluate("return panel.content.widgets.length;")
        found = []
        for index in range(count):
            for output in self.outputs(index):
                if output["output_type"] == "error":
                    found.append(f"cell {index}: {output['ename']}: {output['evalue']}")
                elif output.get("name") == "stderr":
                    found.append(f"cell {index}: stderr: {''.join(output['text'])[:200]}")
        return found

    def widget_errors(self, patience: float = 10) -> list[str]:
        """Outputs that should be a widget and are not drawn as one, after some patience."""
        deadline = time.monotonic() + patience
        while (missing := self._undrawn_widgets()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return missing

    def _undrawn_widgets(self) -> list[str]:
        return self._evaluate(
            """
            const view = 'application/vnd.jupyter.widget-view+json';
            const found = [];
            panel.content.widgets.forEach((cell, index) => {
                if (cell.model.type !== 'code') return;
                cell.model.outputs.toJSON().forEach((output, k) => {
                    if (!output.data?.[view]) return;
                    const node = cell.outputArea.widgets[k]?.node
                        .querySelector('.jp-OutputArea-output');
                    const text = node?.textContent ?? '';
                    if (!node?.querySelector('*') || node.getBoundingClientRect().height < 10
                        || /Error displaying widget|Loading widget|Error creating/.test(text))
                        found.push(`cell ${index}: widget not drawn: ${text.slice(0, 100)}`);
                });
            });
            return found;
            """
        )

    def set_theme(self, theme: str) -> None:
        """Switch to the "light" or the "dark" theme."""
        name = _THEMES[theme]
        self._evaluate(
            "await app.commands.execute('apputils:change-theme', {theme: argument});", name
        )
        self.page.wait_for_function(
            "name => document.body.dataset.jpThemeName === name", arg=name, timeout=10_000
        )
        self.settle()

    def close(self) -> None:
        """Stop the kernel and close the page."""
        with contextlib.suppress(Exception):
            self._evaluate("await panel.sessionContext.shutdown();")
        self.page.close()
