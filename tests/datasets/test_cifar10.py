"""The CIFAR-10 loader on small archives made here, served from this machine only."""

import errno
import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from lessonkit.datasets import cifar10_files
from lessonkit.datasets.cifar10 import FOLDER, DataError, load_cifar10
from lessonkit.i18n import set_language

RECORDS = 20  # instead of 10,000
NAMES = (*cifar10_files.TRAIN_FILES, cifar10_files.TEST_FILE)


def records(seed):
    rng = np.random.default_rng(seed)
    data = rng.integers(0, 256, (RECORDS, 3073), dtype=np.uint8)
    data[:, 0] %= 10
    return data


FILES = {name: records(k).tobytes() for k, name in enumerate(NAMES)}


def archive(files, extra=()):
    """A gzipped tar of name → bytes, with further TarInfo members that hold a few bytes."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for member in extra:
            member.size = 4 if member.isreg() else 0
            tar.addfile(member, io.BytesIO(b"evil") if member.isreg() else None)
        for name, content in files.items():
            member = tarfile.TarInfo(f"{FOLDER}/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


GOOD = archive(FILES)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache, small files, and an address at which nobody answers."""
    folder = tmp_path / "cache"
    monkeypatch.delenv(cifar10_files.VARIABLE, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(cifar10_files, "RECORDS", RECORDS)
    monkeypatch.setattr(cifar10_files, "ARCHIVE_BYTES", len(GOOD))
    monkeypatch.setattr(cifar10_files, "cache", lambda: folder)
    monkeypatch.setattr(cifar10_files, "URL", "http://127.0.0.1:9/cifar-10-binary.tar.gz")
    monkeypatch.setattr(cifar10_files, "TIMEOUT", 5)
    return folder


@pytest.fixture
def serve(monkeypatch):
    """A server on this machine that answers with the given bytes; returns the list of requests."""
    servers = []

    def start(body, *, status=200, cut=None, sha256=None):
        requests = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                requests.append(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[:cut])

            def log_message(self, *arguments):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        servers.append((server, thread))
        url = f"http://127.0.0.1:{server.server_port}/cifar-10-binary.tar.gz"
        monkeypatch.setattr(cifar10_files, "URL", url)
        monkeypatch.setattr(cifar10_files, "SHA256", sha256 or hashlib.sha256(body).hexdigest())
        return requests

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def unpacked(tmp_path):
    folder = tmp_path / "elsewhere" / FOLDER
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def leftovers(cache):
    return sorted(p.name for p in cache.iterdir()) if cache.exists() else []


def check_pixels(data):
    for k, (X, y) in enumerate(
        [(data.X_train[:RECORDS], data.y_train), (data.X_test, data.y_test)]
    ):
        raw = records(5 * k)
        np.testing.assert_array_equal(y[:RECORDS], raw[:, 0])
        for i in (0, 7, RECORDS - 1):
            for row, column, color in [(0, 0, 0), (3, 31, 1), (31, 2, 2)]:
                byte = raw[i, 1 + color * 1024 + row * 32 + column]
                assert data.images(X)[i, row, column, color] == np.float32(byte) / np.float32(255)


def test_it_is_fetched_once(serve, cache, capsys):
    requests = serve(GOOD)
    data = load_cifar10()
    assert "100%" in capsys.readouterr().err  # the progress bar
    assert repr(data) == (
        "<Dataset cifar10: 100 training and 20 test examples, 3073 features, 10 classes>"
    )
    assert data.X_train.dtype == data.X_test.dtype == np.float32
    assert data.y_train.dtype == np.int64
    assert data.classes[:2] == ("airplane", "automobile")
    assert data.image_shape == (32, 32, 3)
    assert (data.X_train[:, -1] == 1).all()
    assert data.X_train.flags.c_contiguous
    check_pixels(data)
    assert leftovers(cache) == [FOLDER]
    assert leftovers(cache / FOLDER) == sorted(NAMES)
    load_cifar10(download=False)
    assert len(requests) == 1


def test_scale_and_mean(unpacked):
    plain, raw = load_cifar10(unpacked), load_cifar10(unpacked, scale=1)
    np.testing.assert_allclose(raw.X_train[:, :-1], 255 * plain.X_train[:, :-1], rtol=1e-6)
    assert (raw.X_train[:, -1] == 1).all()
    assert raw.X_train.max() == 255
    assert not plain.mean.any()
    centered = load_cifar10(unpacked, subtract_mean=True)
    np.testing.assert_allclose(centered.X_train[:, :-1].mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(
        centered.X_test[:, :-1],
        plain.X_test[:, :-1] - plain.X_train[:, :-1].mean(axis=0),
        atol=1e-6,
    )
    assert (centered.X_test[:, -1] == 1).all()
    assert centered.X_train.dtype == np.float32
    np.testing.assert_allclose(
        centered.images(centered.X_test) + centered.mean, plain.images(plain.X_test), atol=1e-6
    )


def test_a_folder_that_is_already_there(unpacked, monkeypatch, cache):
    check_pixels(load_cifar10(unpacked))
    check_pixels(load_cifar10(str(unpacked.parent)))
    monkeypatch.setenv(cifar10_files.VARIABLE, str(unpacked.parent))
    check_pixels(load_cifar10())
    monkeypatch.setenv(cifar10_files.VARIABLE, "/nowhere")
    check_pixels(load_cifar10(unpacked))  # the argument comes first
    assert not cache.exists()


def test_a_folder_without_the_data(tmp_path, monkeypatch):
    with pytest.raises(DataError, match=r"folder says '.*', but data_batch_1.bin is neither there"):
        load_cifar10(tmp_path)
    monkeypatch.setenv(cifar10_files.VARIABLE, "/nowhere")
    with pytest.raises(DataError, match="LESSONKIT_DATA says '/nowhere'"):
        load_cifar10()


def test_not_there_and_not_to_be_fetched():
    with pytest.raises(DataError, match=r"not on this machine: call load_cifar10\(\) while online"):
        load_cifar10(download=False)


@pytest.fixture
def cached(cache, unpacked):
    """What an earlier download left in the cache, with a file that is not of the data set."""
    shutil.copytree(unpacked, cache / FOLDER)
    (cache / FOLDER / "notes.txt").write_text("mine", encoding="utf-8")
    return cache / FOLDER


def truncate(folder):
    (folder / NAMES[1]).write_bytes(FILES[NAMES[1]][:-1])


def mislabel(folder):
    (folder / NAMES[2]).write_bytes(FILES[NAMES[2]][:3073] + b"\x4d" + FILES[NAMES[2]][3074:])


def lose(folder):
    (folder / NAMES[5]).unlink()


def put_a_folder(folder):
    (folder / NAMES[0]).unlink()
    (folder / NAMES[0]).mkdir()


DAMAGES = [truncate, mislabel, lose, put_a_folder]


@pytest.mark.parametrize("damage", DAMAGES)
def test_r25_no_advice_deletes_a_folder(unpacked, monkeypatch, damage):
    damage(unpacked)
    for variable in (False, True):
        if variable:
            monkeypatch.setenv(cifar10_files.VARIABLE, str(unpacked))
        with pytest.raises(DataError, match="_batch") as caught:
            load_cifar10(*() if variable else (unpacked,))
        assert not re.search("delete|remove", str(caught.value).replace(str(unpacked), ""))
        assert str(caught.value).endswith("Unpack cifar-10-binary.tar.gz there again.")


@pytest.mark.parametrize("damage", DAMAGES[:3])
def test_r25_what_is_damaged_in_the_cache_is_fetched_again(serve, cached, damage):
    damage(cached)
    with pytest.raises(DataError, match=r"Call load_cifar10\(\) while online: it fetches"):
        load_cifar10(download=False)
    requests = serve(GOOD)
    check_pixels(load_cifar10())
    assert len(requests) == 1
    assert leftovers(cached.parent) == [FOLDER]
    assert leftovers(cached) == sorted([*NAMES, "notes.txt"])


def test_r24_a_killed_download_leaves_nothing_once_the_next_has_run(serve, cache, monkeypatch):
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from lessonkit.datasets import cifar10_files\n"
        "from lessonkit.datasets.cifar10 import load_cifar10\n"
        "cifar10_files.cache = lambda: Path(sys.argv[1])\n"
        "cifar10_files._download = lambda aside: ((aside / 'half').write_bytes(b'x' * 1000),"
        " os.kill(os.getpid(), signal.SIGKILL))\n"
        "load_cifar10()"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(cache)], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    (litter,) = leftovers(cache)
    assert litter.startswith("unfinished-")
    (cache / "unfinished-abc123").mkdir()  # as older versions named it
    mine = cache / f"unfinished-{os.getppid()}-x"
    mine.mkdir()  # of a process that runs
    serve(GOOD)
    check_pixels(load_cifar10())
    assert leftovers(cache) == [FOLDER, mine.name]
    mine.rmdir()


def test_r26_bad_places(monkeypatch):
    for wrong in (3, 0, True, b"data", ["data"]):
        with pytest.raises(TypeError, match="folder must be a path, got"):
            load_cifar10(wrong)
    with pytest.raises(ValueError, match="folder must be a path, got ''"):
        load_cifar10("")
    with pytest.raises(ValueError, match="nobody-here is nobody's home folder"):
        load_cifar10("~nobody-here/x")
    monkeypatch.setenv(cifar10_files.VARIABLE, "~nobody-here/x")
    with pytest.raises(DataError, match="LESSONKIT_DATA says '~nobody-here/x'"):
        load_cifar10()


@pytest.mark.parametrize("scale", [1e-320, 1e-40, 1e-31, 1e31, 1e300])
def test_r26_a_scale_that_float32_cannot_have(unpacked, scale):
    with pytest.raises(ValueError, match=r"scale must lie between 1e-30 and 1e\+30, got"):
        load_cifar10(unpacked, scale=scale)


@pytest.mark.parametrize("scale", [1e-30, 1e30])
def test_r26_the_least_and_the_largest_scale_give_finite_pixels(unpacked, scale):
    data = load_cifar10(unpacked, scale=scale)
    assert np.isfinite(data.X_train).all()
    np.testing.assert_allclose(
        data.images(data.X_test)[0, 0, 0, 0] * np.float32(scale), records(5)[0, 1], rtol=1e-6
    )


@pytest.mark.parametrize("name", [NAMES[0], NAMES[3], NAMES[5]])
def test_a_missing_file(unpacked, name):
    (unpacked / name).unlink()
    with pytest.raises(DataError, match=rf"{re.escape(name)} is missing\. Unpack cifar-10-binary"):
        load_cifar10(unpacked)


def test_a_truncated_file(unpacked):
    (unpacked / NAMES[1]).write_bytes(FILES[NAMES[1]][:-1])
    with pytest.raises(DataError, match=r"data_batch_2.bin has 61,459 bytes instead of 61,460"):
        load_cifar10(unpacked)


def test_a_damaged_label(unpacked):
    content = bytearray(FILES[NAMES[2]])
    content[3073] = 77
    (unpacked / NAMES[2]).write_bytes(content)
    with pytest.raises(DataError, match=r"data_batch_3.bin is damaged: it has the label 77"):
        load_cifar10(unpacked)


def test_no_network(cache):
    with pytest.raises(DataError, match=r"No connection to http.*: check the network") as caught:
        load_cifar10()
    assert "set LESSONKIT_DATA to the folder" in str(caught.value)
    assert leftovers(cache) == []


def test_a_download_that_is_cut_off(serve, cache):
    serve(GOOD, cut=len(GOOD) // 2)
    with pytest.raises(DataError, match=r"The download .* failed|was cut off"):
        load_cifar10()
    assert leftovers(cache) == []


def test_a_server_that_says_no(serve, cache):
    serve(b"", status=404)
    with pytest.raises(DataError, match=r"The download of http.* failed \(404"):
        load_cifar10()
    assert leftovers(cache) == []


def test_what_is_said_while_fetching_is_in_the_language_in_use(serve, cache, capfd):
    set_language("ko")
    try:
        serve(GOOD)
        load_cifar10()
        said, drawn = capfd.readouterr()
        shutil.rmtree(cache / FOLDER)
        faults = []
        for body, others in ((b"", {"status": 404}), (GOOD, {"sha256": "0" * 64}), (b"text", {})):
            serve(body, **others)
            with pytest.raises(DataError) as caught:
                load_cifar10()
            faults.append(str(caught.value))
    finally:
        set_language("en")
    assert "내려받" in said
    assert "Downloading" not in said + drawn
    for fault in faults:
        assert "load_cifar10()" in fault
        assert not re.search(r"\b(the|call|again|archive)\b", fault)


def test_a_wrong_checksum(serve, cache):
    serve(GOOD, sha256="0" * 64)
    with pytest.raises(DataError, match=r"is not the CIFAR-10 archive \(its SHA-256 differs\)"):
        load_cifar10()
    assert leftovers(cache) == []


def test_after_a_failure_it_can_be_fetched(serve, cache):
    serve(GOOD, cut=100)
    with pytest.raises(DataError):
        load_cifar10()
    serve(GOOD)
    check_pixels(load_cifar10())


@pytest.mark.parametrize(
    "body",
    [
        b"this is no archive",
        GOOD[: len(GOOD) // 2],
        GOOD[:5000] + bytes(5000) + GOOD[10_000:],
        archive({}),
        archive({name: FILES[name] for name in NAMES[:-1]}),
        archive(FILES | {NAMES[0]: b"short"}),
    ],
    ids=["text", "half", "corrupt", "empty", "a file less", "a short file"],
)
def test_an_archive_that_is_not_whole(serve, cache, body):
    serve(body)
    with pytest.raises(DataError, match=r"call load_cifar10\(\) again"):
        load_cifar10()
    assert leftovers(cache) == []


def test_an_archive_cannot_write_elsewhere(serve, cache, tmp_path):
    link = tarfile.TarInfo(f"{FOLDER}/link.bin")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    linked = tarfile.TarInfo(f"{FOLDER}/{NAMES[0]}")
    linked.type, linked.linkname = tarfile.SYMTYPE, str(tmp_path / "target")
    names = ["../evil", "/tmp/evil-absolute", f"{FOLDER}/../../evil", f"{FOLDER}/extra.bin"]
    serve(archive(FILES, extra=[link, linked, *map(tarfile.TarInfo, names)]))
    check_pixels(load_cifar10())
    assert leftovers(cache) == [FOLDER]
    assert leftovers(cache / FOLDER) == sorted(NAMES)
    assert leftovers(tmp_path) == ["cache"]


def test_too_little_space(serve, cache, monkeypatch):
    requests = serve(GOOD)
    usage = shutil.disk_usage(cache.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(DataError, match=r"CIFAR-10 needs \d+ MB in .*, but only 0 MB are free"):
        load_cifar10()
    assert requests == []
    assert leftovers(cache) == []


def test_a_disk_that_fills_up_while_unpacking(serve, cache, monkeypatch):
    def full(source, target, size):
        target.write(source.read(1000))
        raise OSError(errno.ENOSPC, "No space left on device")

    serve(GOOD)
    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(
        DataError, match=r"could not be written to .*: No space left on device; make"
    ):
        load_cifar10()
    assert leftovers(cache) == []


def test_a_cache_that_cannot_be_written(cache):
    cache.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(DataError, match="could not be written to"):
        load_cifar10()


def test_an_interruption_leaves_nothing_behind(serve, cache, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    serve(GOOD)
    monkeypatch.setattr(shutil, "copyfileobj", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_cifar10()
    assert leftovers(cache) == []


def test_two_at_once(serve, cache, monkeypatch, unpacked):
    real = cifar10_files._unpack

    def slow(archive, folder):
        real(archive, folder)
        shutil.copytree(unpacked, cache / FOLDER)  # the other one is done meanwhile

    serve(GOOD)
    monkeypatch.setattr(cifar10_files, "_unpack", slow)
    check_pixels(load_cifar10())
    assert leftovers(cache) == [FOLDER]


def test_bad_scale(unpacked):
    with pytest.raises(ValueError, match="scale must be a positive, finite number, got 0"):
        load_cifar10(unpacked, scale=0)
