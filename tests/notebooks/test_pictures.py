"""F12: stored pictures and alt texts are compared with those that a run makes."""

import base64
import copy
import io
import itertools
import re
import subprocess
import sys

import numpy as np
import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_output
from PIL import Image, ImageFilter

from tests.notebooks.samples import runnable_notebook
from tools.execute import execute
from tools.lessons import dumps, find_lessons, read, write_if_changed
from tools.normalize import normalize
from tools.pictures import differences, pictures, unlike

CELLS = (
    "import lessonkit as lk\nimport matplotlib.pyplot as plt\nlk.setup()",
    "fig, ax = plt.subplots()\nax.set_label('It rises.')\n_ = ax.plot([0, 1], [0, 1], 'o-')",
    "fig, ax = plt.subplots()\nax.set_label('It falls.')\n_ = ax.plot([0, 1], [1, 0], 'o-')",
)


def drawn(y=0.5, title="A title", **metadata):
    """An output with the picture of a curve on which a point lies."""
    figure = Figure(figsize=(5, 3), dpi=160)
    ax = figure.subplots()
    ax.plot(np.linspace(0, 1), np.linspace(0, 1) ** 2)
    ax.plot([0.5], [y], "o")
    ax.set_title(title)
    buffer = io.BytesIO()
    figure.savefig(buffer)
    return output(Image.open(buffer).convert("RGB"), **metadata)


def output(picture, **metadata):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    data = {"image/png": base64.b64encode(buffer.getvalue()).decode("ascii")}
    return new_output("display_data", data, metadata={"image/png": metadata})


def picture_of(stored):
    return Image.open(io.BytesIO(base64.b64decode(stored.data["image/png"])))


def test_f12_the_same_picture_agrees():
    assert differences([drawn(alt="a")], [drawn(alt="a")]) == ""
    assert differences([], []) == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture.quantize(64).convert("RGB"),
        lambda picture: picture.filter(ImageFilter.GaussianBlur(0.7)),
        lambda picture: Image.eval(picture, lambda value: max(0, value - 4)),
    ],
    ids=["other colors", "softer edges", "a little darker"],
)
def test_f12_what_the_eye_does_not_see_agrees(change):
    stored = drawn()
    assert differences([stored], [output(change(picture_of(stored)))]) == ""


@pytest.mark.parametrize(
    "other",
    [drawn(y=0.53), drawn(title="A title."), drawn(title="A tltle"), drawn(y=0.5, title="")],
    ids=["a point moved", "a full stop", "a letter", "no title"],
)
def test_f12_what_the_eye_sees_differs(other):
    assert "squares of 8 pixels differ" in differences([drawn()], [other])


def test_f12_alt_text_size_and_number_are_compared_exactly():
    picture = picture_of(drawn())
    stored = output(picture, alt="It rises.", width=800)
    assert "It rose." in differences([stored], [output(picture, alt="It rose.", width=800)])
    assert "801" in differences([stored], [output(picture, alt="It rises.", width=801)])
    assert "made with {}" in differences([stored], [output(picture)])
    assert "2 pictures are stored" in differences([stored, stored], [stored])
    assert "pixels are stored" in differences([output(picture)], [output(picture.reduce(2))])


def test_f12_no_two_pictures_of_a_lesson_could_be_swapped(root):
    for lesson in find_lessons(root=root):
        outputs = [o for cell in read(lesson.notebook("en")).cells for o in cell.get("outputs", [])]
        for (first, _alt), (second, _other) in itertools.pairwise(pictures(outputs)):
            assert unlike(first, second), lesson.name


def swap(cells):
    first, second = cells[1].outputs[0], cells[2].outputs[0]
    first.data, second.data = second.data, first.data


def falsify(cells):
    cells[2].outputs[0].metadata["image/png"]["alt"] = "It rises too."


def drop(cells):
    del cells[1].outputs[0].metadata["image/png"]["alt"]


def test_f12_nbval_sees_swapped_pictures_and_false_alt_texts(root, tmp_path):
    lesson = normalize(execute(runnable_notebook(*CELLS), tmp_path))
    first, cells = lesson.cells[0], []
    for change in (lambda cells: None, swap, falsify, drop):  # cells 1 and 2, 3 and 4, …
        changed = copy.deepcopy(lesson.cells)
        change(changed)
        cells += changed[1:]
    lesson.cells = [first, *cells]
    for number, cell in enumerate(lesson.cells):
        cell.id = f"cell-{number}"
    write_if_changed(tmp_path / "changed.ipynb", dumps(lesson))
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-n", "0"]
    config = ["-c", str(root / "pyproject.toml"), "--rootdir", str(root), "-p", "conftest"]
    done = subprocess.run(
        [*command, *config, "-rf", str(tmp_path)],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
    )
    failed = re.findall(r"FAILED \S*?changed\.ipynb::Cell (\d)", done.stdout)
    assert failed == ["3", "4", "6", "7"], done.stdout
    assert done.stdout.count("Pictures differ") >= 4
