"""What the measured class says to a kernel, and what it hears; JupyterHub itself is not started."""

import json

from benchmarks.classroom import Class, Learner, execution, setting


class Kernel:
    """A socket that answers every message with these and then with idle."""

    def __init__(self, *news):
        self.news, self.heard, self.queue = news, [], []

    def send(self, text):
        asked = json.loads(text)
        self.heard.append(asked)
        parent = {"parent_header": asked["header"]}
        other = {"parent_header": {"msg_id": "another"}}
        idle = {"msg_type": "status", "content": {"execution_state": "idle"}}
        self.queue += [idle | other, *(each | parent for each in self.news), idle | parent]

    def recv(self):
        return json.dumps(self.queue.pop(0))


def learner(*news) -> Learner:
    found = Learner(Class("http://127.0.0.1", ""), "one")
    found.socket = Kernel(*news)
    return found


def test_a_cell_is_run_until_the_kernel_is_done_with_it():
    one = learner({"msg_type": "stream", "content": {"name": "stdout", "text": "fine"}})
    assert one.tell(execution("1 + 1")) > 0
    assert one.socket.heard[0]["content"]["code"] == "1 + 1"
    assert (one.socket.queue, one.errors) == ([], [])


def test_errors_and_warnings_are_counted():
    error = {"msg_type": "error", "content": {"evalue": "division by zero"}}
    warning = {"msg_type": "stream", "content": {"name": "stderr", "text": "a warning"}}
    one = learner(error, warning)
    one.tell(execution("1 / 0"))
    assert one.errors == ["division by zero", "a warning"]


def test_the_ball_that_is_dragged_is_an_explorers(monkeypatch):
    monkeypatch.setattr("benchmarks.classroom.PAUSE", 0)
    card, explorer = (
        {"msg_type": "comm_open", "content": {"comm_id": name, "data": {"state": state}}}
        for name, state in (("card", {"index": 0}), ("explorer", {"learning_rate": 0.2}))
    )
    one = learner(card, explorer)
    one.tell(execution("lk.explore(f)"))
    one.socket = Kernel()
    assert len(one.drag()) == len(one.socket.heard) > 5
    assert {each["content"]["comm_id"] for each in one.socket.heard} == {"explorer"}
    assert one.socket.heard[0]["content"] == setting("explorer", learning_rate=0.1)["content"]
