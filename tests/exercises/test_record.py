"""The learner's record: what it keeps, that nothing is lost, and where it is off."""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lessonkit as lk
from lessonkit import logbook
from lessonkit.exercises.report import Record


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    """A record that is on, somewhere of its own."""
    monkeypatch.setenv(logbook.VARIABLE, str(tmp_path / "a" / "record.jsonl"))
    return tmp_path / "a" / "record.jsonl"


@pytest.fixture
def run_cell(monkeypatch):
    """A function after which the cell with this id seems to run."""

    def run(cell_id):
        monkeypatch.setattr(logbook, "cell", lambda: cell_id)
        monkeypatch.setattr(logbook, "shell", lambda: "a notebook")

    run("somewhere")
    return run


def predict(name, index):
    card = lk.predict(name)
    card.index = index
    return card.reveal()


def test_what_was_tried_and_passed_stays(file, run_cell):
    lk.check("00.2", None)
    assert not file.exists()
    lk.check("00.2", 4)
    assert logbook.read() == {"00.2": "tried"}
    lk.check("00.2", 3)
    lk.check("00.2", 4)
    assert logbook.read() == {"00.2": "passed"}
    assert file.read_text(encoding="utf-8") == '{"00.2": "tried"}\n{"00.2": "passed"}\n'


def test_a_solution_passes_for_nobody(file, run_cell):
    run_cell("slope-solution")
    lk.check("00.2", 3)
    run_cell("builds-on-it")
    assert lk.answer("00.2", 4, 3) == 3
    assert logbook.read() == {}


def test_a_prediction_counts_once_as_it_first_was(file, run_cell):
    lk.predict("00.p1").reveal()
    assert logbook.read() == {}
    predict("00.p1", 0)
    predict("00.p1", 1)
    predict("00.p2", 1)
    assert logbook.read() == {"00.p1": "surprised", "00.p2": "foreseen"}


def test_goals_are_those_of_the_lesson_and_of_the_cell(file, run_cell):
    run_cell("explorer")
    explorer = lk.explore(lk.objectives.bowl, goals=["steps > 3", "steps > 5"])
    lk.hint("09.1")
    run_cell(None)  # the browser speaks while no cell runs
    explorer.set_state({"reached": [2]})
    explorer.set_state({"reached": [1, 2]})
    assert logbook.read() == {"09.explorer.2": "reached", "09.explorer.1": "reached"}


def test_nothing_is_recorded_where_no_person_runs_cells(file, monkeypatch):
    lk.check("00.2", 3)  # plain Python
    monkeypatch.setattr(logbook, "shell", lambda: "a kernel that gets no ids")
    lk.check("00.2", 3)
    explorer = lk.explore(lk.objectives.bowl, goals=["steps > 3"])
    explorer.reached = [1]
    assert not file.exists()
    file.parent.mkdir()
    file.write_text('{"00.2": "passed"}\n', encoding="utf-8")
    assert repr(lk.record()).startswith("Nothing")
    assert lk.record().path is None


@pytest.mark.parametrize(("variable", "ci", "on"), [("off", "", 0), ("", "true", 0), ("", "", 1)])
def test_where_it_is_off(monkeypatch, variable, ci, on):
    monkeypatch.setenv(logbook.VARIABLE, variable)
    monkeypatch.setenv("CI", ci)
    assert (logbook.place() is not None) == on


def test_a_kernel_hears_which_cell_runs(tmp_path, monkeypatch):
    """As JupyterLab sends it, and without it, as nbclient does; each time in another kernel."""
    from jupyter_client.manager import start_new_kernel

    monkeypatch.setenv(logbook.VARIABLE, str(tmp_path / "record.jsonl"))
    for cell_id, answer in (("exercise-2", 4), (None, 3), ("exercise-2", 3)):
        manager, client = start_new_kernel(extra_arguments=["--IPKernelApp.log_level=ERROR"])
        try:
            code = f"import lessonkit as lk; lk.check('00.2', {answer})"
            metadata = {"cellId": cell_id} if cell_id else {}
            content = {"code": code, "silent": False, "store_history": True}
            message = client.session.msg("execute_request", content, metadata=metadata)
            client.shell_channel.send(message)
            reply = {"parent_header": {}}
            while reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                reply = client.get_shell_msg(timeout=60)
            assert reply["content"]["status"] == "ok"
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    text = (tmp_path / "record.jsonl").read_text(encoding="utf-8")
    assert text == '{"00.2": "tried"}\n{"00.2": "passed"}\n'


WRITER = """
import sys
from lessonkit import logbook
logbook.cell = lambda: "a"
for k in range(50):
    logbook.note(f"{sys.argv[1]}.{k}", "tried")
    logbook.note(f"09.{k}", "passed")
"""


def test_two_kernels_at_once_lose_nothing(file):
    def write(lesson):
        subprocess.run([sys.executable, "-c", WRITER, lesson], check=True)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, ["01", "02"]))
    for line in file.read_text(encoding="utf-8").splitlines():
        json.loads(line)
    wanted = {f"{lesson}.{k}": "tried" for lesson in ("01", "02") for k in range(50)}
    assert logbook.read() == wanted | {f"09.{k}": "passed" for k in range(50)}


names = st.sampled_from(["09.1", "09.2", "09.p1", "09.explorer.1"])
lines = st.lists(st.tuples(names, st.sampled_from(logbook.WORDS)), max_size=12)


@given(lines, st.integers(0, 400))
def test_a_line_that_broke_off_costs_itself_only(written, at):
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.jsonl"
        patch.setenv(logbook.VARIABLE, str(file))
        patch.setattr(logbook, "cell", lambda: "a")
        text = "".join(json.dumps({name: word}) + "\n" for name, word in written)
        file.write_text(text[:at], encoding="utf-8")
        before = logbook.read()
        logbook.note("00.1", "passed")
        assert logbook.read() == before | {"00.1": "passed"}


@pytest.mark.parametrize(
    "text", ["\x00\xff", "[]\n3\nnull\n", '{"09.1": 3}\n{"9.1": "passed"}\n{}\n', '{"09.1": "paß']
)
def test_whatever_stands_in_the_file_is_no_error(file, run_cell, text):
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))
    assert repr(lk.record()).startswith("Nothing")
    lk.check("00.2", 3)
    assert logbook.read() == {"00.2": "passed"}


def test_a_disk_that_takes_nothing_is_no_error(run_cell, monkeypatch):
    monkeypatch.setenv(logbook.VARIABLE, "/dev/full")
    assert lk.check("00.2", 3).passed
    monkeypatch.setenv(logbook.VARIABLE, "/proc/nothing/record.jsonl")
    assert lk.check("00.2", 3).passed
    assert logbook.read() == {}


def test_the_table_counts_by_lesson(file, run_cell):
    file.parent.mkdir()
    entries = {"00.p1": "foreseen", "00.p2": "surprised", "00.1": "tried", "00.2": "passed"}
    entries |= {"09.explorer-parabola.1": "reached", "09.explorer-turned.1": "reached"}
    file.write_text(
        "".join(json.dumps({name: word}) + "\n" for name, word in entries.items()), encoding="utf-8"
    )
    heading, first, ninth, where = repr(lk.record()).splitlines()
    assert first.split() == ["00", "2", "/", "3", "1", "2", "/", "3", "1", "0"]
    assert ninth.split()[-1] == "2"
    assert str(file) in where
    assert "goals reached" in heading
    assert "<table" in lk.record()._repr_html_()


def test_it_can_be_exported_and_deleted(file, run_cell, tmp_path):
    lk.check("00.2", 3)
    predict("00.p1", 0)
    record = lk.record()
    record.export(tmp_path / "mine.json")
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8")) == record.entries
    assert record.entries == {"00.2": "passed", "00.p1": "surprised"}
    record.delete()
    record.delete()
    assert not file.exists()
    assert Record().entries == {}
