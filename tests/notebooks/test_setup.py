"""F4: a folder that was renamed, moved or copied after the set-up is noticed and mended."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.commands import write_commands


@pytest.fixture
def course(root, tmp_path):
    """A folder with the Makefile and what it looks at, set up where it lies."""
    folder = tmp_path / "course"
    (folder / ".venv").mkdir(parents=True)
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(root / name, folder)
    stamp = folder / ".venv" / ".installed"
    stamp.write_text(f"{folder.resolve()}\n", encoding="utf-8")
    return folder


def plan(folder, *targets):
    """What make would do."""
    command = ["make", "--dry-run", "--no-print-directory", *targets]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_nothing_is_installed_again_where_the_set_up_was_made(course):
    assert "pip install" not in plan(course, "lab")


@pytest.mark.parametrize("name", ["renamed", "with a space", "with (brackets), commas & 한글"])
@pytest.mark.parametrize("move", [shutil.move, shutil.copytree])
@pytest.mark.parametrize("target", ["lab", "test-unit", "test-notebooks", "check", "notebooks"])
def test_f4_a_renamed_or_copied_folder_is_set_up_again(course, name, move, target):
    elsewhere = course.with_name(name)
    move(course, elsewhere)
    done = plan(elsewhere, target).splitlines()
    wanted = ["--no-build-isolation -e .", "-m tools.commands", "pwd -P > .venv/.installed"]
    found = [next(k for k, line in enumerate(done) if each in line) for each in wanted]
    assert found == sorted(found)
    if move is shutil.copytree:
        assert "pip install" not in plan(course, target)


def test_f4_the_same_folder_by_another_name_needs_nothing(course, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(course, target_is_directory=True)
    assert "pip install" not in plan(link, "lab")


def test_f4_commands_name_the_python_that_writes_them(tmp_path):
    (tmp_path / "pytest").write_text("#!/nowhere/old/.venv/bin/python\n", encoding="utf-8")
    write_commands(tmp_path)
    lines = (tmp_path / "pytest").read_text(encoding="utf-8").splitlines()
    assert sys.executable in "\n".join(lines[:2])
    done = subprocess.run(
        [tmp_path / "pytest", "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert "pytest" in done.stdout + done.stderr


def test_f4_no_target_runs_a_command_that_names_a_folder(root):
    makefile = Path(root / "Makefile").read_text(encoding="utf-8")
    assert "$(BIN)/" not in makefile.replace("PY := $(BIN)/python", "")
