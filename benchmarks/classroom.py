"""A class at once: JupyterHub on loopback, learners who open and run lesson 09, then drag.

Everybody waits for everybody before the lesson is opened. While a ball is held nothing is sent
(`widgets` above); what a browser sends on letting go is sent here, ten times by each learner.
`LEARNERS` says how many there are, 30 without it; nothing lasts longer than 15 minutes.
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import requests
import websocket

from benchmarks.measure import Row
from tools.lessons import find_lessons

ROOT = Path(__file__).parent.parent
PROXY = ROOT / "build" / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"
LEARNERS = int(os.environ.get("LEARNERS", "30"))
MOST, DRAGS, PAUSE = 900, 10, 0.3  # seconds, times, seconds
CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.DummyAuthenticator.password = "{token}"
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.concurrent_spawn_limit = 0
c.JupyterHub.services = [{{"name": "class", "api_token": "{token}"}}]
scopes = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [{{"name": "class", "services": ["class"], "scopes": scopes}}]
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.ip = "127.0.0.1"
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {{"OPENBLAS_NUM_THREADS": "1"}}
c.Spawner.start_timeout = c.Spawner.http_timeout = {most}
"""


def message(kind: str, content: dict) -> dict:
    """A message to a kernel, as a browser sends it."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "version": "5.3", "date": ""}
    header |= {"username": "", "session": uuid.uuid4().hex}
    empty = {"parent_header": {}, "metadata": {}, "buffers": []}
    return {"header": header, "channel": "shell", "content": content} | empty


def execution(source: str) -> dict:
    """The message that runs a cell."""
    plain = {"silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    return message("execute_request", plain | {"code": source, "stop_on_error": True})


def setting(widget: str, **state) -> dict:
    """The message that a widget sends when its ball is let go."""
    data = {"method": "update", "state": state, "buffer_paths": []}
    return message("comm_msg", {"comm_id": widget, "data": data})


def ends(news: dict, asked: dict) -> bool:
    """Whether the kernel says that it is done with what it was asked."""
    mine = news.get("parent_header", {}).get("msg_id") == asked["header"]["msg_id"]
    return mine and news["content"].get("execution_state") == "idle"


class Class:
    """A running hub."""

    def __init__(self, address: str, token: str):
        self.address = address
        self.header = {"Authorization": f"token {token}"}

    def ask(self, method: str, path: str, content=None):
        """One request; returns the answer, None where there is none."""
        answer = requests.request(
            method, self.address + path, headers=self.header, json=content, timeout=MOST
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None


class Learner:
    """One user with a server, and then a kernel, of its own."""

    def __init__(self, hub: Class, name: str):
        self.hub, self.name, self.errors = hub, name, []
        self.explorers = []  # their names at the kernel

    def arrive(self) -> None:
        """Log in and wait for the server."""
        user = f"/hub/api/users/{self.name}"
        self.hub.ask("POST", user)
        self.hub.ask("POST", f"{user}/server")
        while not self.hub.ask("GET", user)["servers"].get("", {}).get("ready"):
            time.sleep(0.5)

    def run(self) -> float:
        """Open the lesson and run all cells; return when the last one was done."""
        server = f"/user/{self.name}/api"
        cells = self.hub.ask("GET", f"{server}/contents/lesson.ipynb")["content"]["cells"]
        kernel = self.hub.ask("POST", f"{server}/kernels", {"name": "python3"})["id"]
        address = self.hub.address.replace("http", "ws", 1)
        self.socket = websocket.create_connection(
            f"{address}{server}/kernels/{kernel}/channels", timeout=MOST, header=self.hub.header
        )
        for cell in cells:
            if cell["cell_type"] == "code":
                self.tell(execution("".join(cell["source"])))
        return time.perf_counter()

    def tell(self, asked: dict) -> float:
        """Send a message and hear the kernel until it is done; return how long that took."""
        begin = time.perf_counter()
        self.socket.send(json.dumps(asked))
        while not ends(news := json.loads(self.socket.recv()), asked):
            content = news["content"]
            if news["msg_type"] == "error" or content.get("name") == "stderr":
                self.errors.append(content.get("evalue") or content.get("text"))
            if news["msg_type"] == "comm_open" and "learning_rate" in content["data"]["state"]:
                self.explorers.append(content["comm_id"])
        return time.perf_counter() - begin

    def drag(self) -> list[float]:
        """Let the ball of the first explorer go some times; return how long each took."""
        took = []
        for k in range(DRAGS):
            took.append(self.tell(setting(self.explorers[0], learning_rate=0.1 + k / 100)))
            time.sleep(PAUSE)
        return took


def wait_until_up(hub: Class, process: subprocess.Popen, log: Path) -> None:
    """Wait for the first answer."""
    for _ in range(600):
        with contextlib.suppress(requests.RequestException):
            return hub.ask("GET", "/hub/api/")
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"JupyterHub did not start:\n{log.read_text(encoding='utf-8')}")


def memory(process: psutil.Process, program: str) -> list[float]:
    """MB that each of the hub's processes of a kind holds, what they share being divided."""
    found = [
        each for each in process.children(recursive=True) if program in " ".join(each.cmdline())
    ]
    return [each.memory_full_info().pss / 1e6 for each in found]


@contextlib.contextmanager
def running_hub(learners: list[str]) -> Iterator[tuple[Class, psutil.Process]]:
    """Run JupyterHub in a folder of its own, with a home for each learner and the lesson in it."""
    token, probes = secrets.token_hex(16), [socket.socket() for _ in range(3)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    with tempfile.TemporaryDirectory() as folder:
        lesson = find_lessons(["09"])[0].notebook("en")
        for name in learners:
            (Path(folder) / name).mkdir()
            shutil.copy(lesson, Path(folder) / name / "lesson.ipynb")
        text = CONFIG.format(ports=ports, proxy=PROXY, token=token, folder=folder, most=MOST)
        (Path(folder) / "config.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "jupyterhub", "-f", "config.py", "--log-level=WARN"]
        places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        log = Path(folder) / "hub.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=os.environ | {"PATH": places},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        own = psutil.Process(process.pid)
        try:
            running = Class(f"http://127.0.0.1:{ports[0]}", token)
            wait_until_up(running, process, log)
            yield running, own
        finally:
            everything = [*own.children(recursive=True), own]
            process.terminate()
            for each in psutil.wait_procs(everything, timeout=20)[1]:
                each.kill()


def rows() -> Iterator[Row]:
    if not PROXY.exists():
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", PROXY.name]
        subprocess.run([*install, "--prefix", PROXY.parents[2]], check=True)
    names = [f"learner-{k}" for k in range(1, LEARNERS + 1)]
    with running_hub(names) as (hub, process), ThreadPoolExecutor(LEARNERS) as pool:
        everybody = [Learner(hub, name) for name in names]
        begin = time.perf_counter()
        list(pool.map(Learner.arrive, everybody))
        yield Row(f"{LEARNERS} servers are up after", time.perf_counter() - begin, "s")
        begin = time.perf_counter()
        ends = sorted(end - begin for end in pool.map(Learner.run, everybody))
        yield Row("the median learner's lesson has run after", statistics.median(ends), "s")
        yield Row("the last learner's lesson has run after", ends[-1], "s")
        took = sorted(ms for each in pool.map(Learner.drag, everybody) for ms in each)
        what = "the kernel has heard of a ball let go, 95th percentile"
        yield Row(what, 1e3 * took[int(0.95 * len(took))])
        kernels, servers = memory(process, "ipykernel"), memory(process, "singleuser")
        yield Row("a kernel, the largest", max(kernels), "MB")
        yield Row("a learner's server, the largest", max(servers), "MB")
        yield Row("all kernels and servers", sum(kernels + servers) / 1e3, "GB")
        errors = [error for each in everybody for error in each.errors]
        print(*errors[:5], sep="\n")
        yield Row("errors", len(errors), "", goal="≤ 0")
