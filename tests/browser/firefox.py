"""A real Firefox for browser tests, driven over https://w3c.github.io/webdriver-bidi.

Playwright brings its own build of Firefox, which Debian has not; and what it asks of Debian's by
BiDi (emulation.setMediaFeaturesOverride, with each new page) no released Firefox understands.
"""

import contextlib
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import websocket

NAMES = ("firefox-esr", "firefox")
_WAIT = 60  # seconds for an answer
_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
}


def find_firefox() -> str:
    """Return the path of Firefox.

    Raises:
        FileNotFoundError: when there is none; the message says what to install.
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("Firefox was not found (on Debian: apt install firefox-esr)")


class Firefox:
    """One tab; `errors` are those that nobody caught in its pages."""

    def __init__(self, address: str):
        self.errors: list[str] = []
        self._count = itertools.count()
        self._socket = websocket.create_connection(address, timeout=_WAIT, suppress_origin=True)
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self._tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters) -> dict:
        """Ask Firefox for something and return its answer."""
        number = next(self._count)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            heard = json.loads(self._socket.recv())
            if heard.get("method") == "log.entryAdded" and heard["params"]["type"] == "javascript":
                self.errors.append(heard["params"]["text"])
            if heard.get("id") == number:
                break
        if "error" in heard:
            raise RuntimeError(f"{method}: {heard['message']}")
        return heard["result"]

    def visit(self, path: Path, width: int = 1280, height: int = 720) -> None:
        """Open a file in a window of a size, and wait until it is drawn."""
        self.send(
            "browsingContext.setViewport",
            context=self._tab,
            viewport={"width": width, "height": height},
        )
        self.send("browsingContext.navigate", context=self._tab, url=path.as_uri(), wait="complete")
        self.settle()

    def run(self, expression: str):
        """Return what an expression of JavaScript gives, as far as JSON can say it."""
        result = self.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def settle(self) -> None:
        """Wait until what was done is on the screen."""
        self.run(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
        )

    def wait(self, expression: str) -> None:
        """Wait until an expression of JavaScript is true."""
        look = f"const look = () => ({expression}) ? done(0) : requestAnimationFrame(look); look()"
        self.run(f"new Promise(done => {{ {look} }})")

    def place(self, selector: str) -> tuple[float, float]:
        """The middle of the first element that a selector finds, after scrolling to it."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{found}.scrollIntoView({{block: 'nearest'}})")
        box = self.run(f"{found}.getBoundingClientRect()")
        return box["left"] + box["width"] / 2, box["top"] + box["height"] / 2

    def drag(self, selector: str, across: float = 0, down: float = 0) -> None:
        """Press the mouse on an element and let go so many pixels further; without them, click."""
        x, y = self.place(selector)
        move = [
            {"type": "pointerMove", "x": round(x + across * part), "y": round(y + down * part)}
            for part in (0.5, 1)
        ]
        begin = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
        ]
        end = [{"type": "pointerUp", "button": 0}]
        self._perform("pointer", [*begin, *(move if across or down else []), *end])

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as WebDriver does."""
        self._perform(
            "key", [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        )

    def _perform(self, kind: str, actions: list[dict]) -> None:
        self.send(
            "input.performActions",
            context=self._tab,
            actions=[{"type": kind, "id": kind, "actions": actions}],
        )
        self.settle()

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


@contextlib.contextmanager
def firefox() -> Iterator[Firefox]:
    """Run Firefox without a window, with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in _PREFERENCES.items()
        ]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        process = subprocess.Popen(
            [find_firefox(), "--headless", "--remote-debugging-port=0", "--profile", profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = _address(Path(profile) / "WebDriverBiDiServer.json", process)
            with contextlib.closing(Firefox(address)) as running:
                yield running
        finally:
            process.terminate()
            process.wait(timeout=_WAIT)


def _address(file: Path, process: subprocess.Popen) -> str:
    """Where Firefox listens, as soon as it has written that down."""
    for _ in range(10 * _WAIT):
        if process.poll() is not None:
            raise RuntimeError(f"Firefox ended with {process.returncode}")
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            found = json.loads(file.read_text(encoding="utf-8"))
            return f"ws://{found['ws_host']}:{found['ws_port']}/session"
        time.sleep(0.1)
    raise TimeoutError(f"Firefox does not listen after {_WAIT} seconds")
