"""R27: files are replaced whole or not at all, wherever the package writes one."""

import errno
import os
from pathlib import Path

import pytest

import lessonkit as lk
from lessonkit.files import as_path, write_whole


@pytest.fixture
def full_disk(monkeypatch):
    """A disk with room for ten bytes more."""
    write = Path.write_bytes

    def write_bytes(path, data):
        write(path, data[:10])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


def test_r27_a_full_disk_leaves_the_older_page(tmp_path, full_disk):
    page = tmp_path / "page.html"
    with page.open("w", encoding="utf-8") as file:
        file.write("the older page")
    with pytest.raises(OSError, match=r"No space left on device: '.*page\.html'"):
        lk.explore(lk.objectives.parabola).to_html(page)
    assert page.read_text(encoding="utf-8") == "the older page"
    assert list(tmp_path.iterdir()) == [page]


def test_r27_a_full_disk_leaves_nothing_where_nothing_was(tmp_path, full_disk):
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "new", b"x" * 100)
    assert list(tmp_path.iterdir()) == []


def test_r27_a_text_that_cannot_be_encoded_touches_nothing(tmp_path):
    page = tmp_path / "page.html"
    write_whole(page, "older")
    with pytest.raises(UnicodeEncodeError):
        write_whole(page, "\ud800")
    assert page.read_bytes() == b"older"


def test_r27_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no-such-folder.page\.html'$"):
        write_whole(tmp_path / "no-such-folder" / "page.html", "x")


def test_r27_an_interruption_leaves_the_older_file(tmp_path, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    page = tmp_path / "page.html"
    write_whole(page, "older")
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(page, "newer")
    assert page.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [page]


def test_r27_links_and_permissions_stay(tmp_path):
    file, link = tmp_path / "file", tmp_path / "link"
    file.touch(mode=0o640)
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, "new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
    assert file.stat().st_mode & 0o777 == 0o640
    plain = tmp_path / "plain"
    plain.touch()
    write_whole(tmp_path / "fresh", "new")
    assert (tmp_path / "fresh").stat().st_mode == plain.stat().st_mode


def test_r27_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


def test_r26_paths_are_texts_or_paths():
    assert as_path("folder", "~") == Path.home()
    assert as_path("folder", Path("a") / "b") == Path("a/b")
    for wrong in (3, 0, None, b"a", ["a"], True):
        with pytest.raises(TypeError, match="folder must be a path, got"):
            as_path("folder", wrong)
    for wrong in ("", "a\0b"):
        with pytest.raises(ValueError, match="folder must be a path, got"):
            as_path("folder", wrong)


def test_r26_the_home_of_nobody():
    with pytest.raises(ValueError, match=r"folder is '~nobody-here/x', but ~nobody-here is nobody"):
        as_path("folder", "~nobody-here/x")
