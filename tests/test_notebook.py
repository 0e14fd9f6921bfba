"""What only a running notebook needs, tried in a shell of IPython, without CIFAR-10 and with."""

import ast

import pytest
from IPython.core.interactiveshell import InteractiveShell

from lessonkit import i18n, notebook
from lessonkit.datasets import cifar10_files, load_digits
from lessonkit.notebook import Missing, global_names, need_cifar10, progress


@pytest.fixture
def shell(monkeypatch):
    """A shell of its own, which `lessonkit.notebook` takes for the one of the notebook."""
    shell = InteractiveShell()
    shell.history_manager.enabled = False
    monkeypatch.setattr(notebook, "_shell", lambda: shell)
    yield shell
    shell.history_manager.end_session()


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """No CIFAR-10, and nothing that could be fetched."""
    monkeypatch.delenv(cifar10_files.VARIABLE, raising=False)
    monkeypatch.setattr(cifar10_files, "cache", lambda: tmp_path)
    monkeypatch.setattr(cifar10_files, "fetch", lambda cache: pytest.fail("a download"))


def run(shell, source):
    result = shell.run_cell(source)
    assert result.success, source
    return result.result


def rest(shell):
    run(shell, "from lessonkit.notebook import need_cifar10")
    run(shell, "data = need_cifar10()")


def test_one_line_says_how_to_get_the_data(nowhere, capsys):
    assert isinstance(need_cifar10(), Missing)
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("This lesson stops here. CIFAR-10 is not on this machine: call")
    assert "LESSONKIT_DATA" in line


def test_the_line_is_in_the_language_of_the_lesson(nowhere, capsys):
    i18n.set_language("ko")
    try:
        need_cifar10()
    finally:
        i18n.set_language("en")
    assert "CIFAR-10이 이 컴퓨터에 없습니다" in capsys.readouterr().out


def test_a_folder_without_the_data_is_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(cifar10_files.VARIABLE, str(tmp_path))
    need_cifar10()
    line = capsys.readouterr().out
    assert line.startswith("This lesson stops here. LESSONKIT_DATA says")
    assert str(tmp_path) in line


def test_cells_that_need_the_data_do_nothing_and_others_run(shell, nowhere, capsys):
    rest(shell)
    capsys.readouterr()
    assert run(shell, "X = data.X_train\nprint('has the data')") is None
    assert run(shell, "def f(k):\n    return X[k]\n\nprint(f(0))") is None
    assert capsys.readouterr().out == ""
    assert run(shell, "def g(k):\n    return k + 1\n\ng(41)") == 42
    assert run(shell, "import math as m\n[m.floor(x) for x in (1.5, 2.5)]") == [1, 2]


def test_the_notebook_wakes_up_when_the_data_is_there(shell, nowhere, monkeypatch):
    rest(shell)
    assert run(shell, "len(data.y_train)") is None
    monkeypatch.setattr(notebook, "load_cifar10", lambda **settings: load_digits())
    run(shell, "data = need_cifar10()")
    assert run(shell, "len(data.y_train)") == 1297
    assert shell.ast_transformers == []


def test_resting_twice_is_resting_once(shell, nowhere):
    rest(shell)
    rest(shell)
    assert len(shell.ast_transformers) == 1


def test_a_real_mistake_is_still_seen_once_the_data_is_there(shell, monkeypatch):
    monkeypatch.setattr(notebook, "load_cifar10", lambda **settings: load_digits())
    rest(shell)
    assert not shell.run_cell("misspelled").success


def test_settings_are_passed_on_and_nothing_is_downloaded(monkeypatch):
    seen = {}
    monkeypatch.setattr(notebook, "load_cifar10", lambda **settings: seen.update(settings))
    need_cifar10(scale=1, subtract_mean=True)
    assert seen == {"download": False, "scale": 1, "subtract_mean": True}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = a + b", {"a", "b"}),
        ("import numpy as np\nnp.zeros(n)", {"n"}),
        ("f = lambda w: w * c", {"c"}),
        ("for k, v in pairs.items():\n    print(k, v)", {"pairs", "print"}),
        ("class A:\n    def f(self, *args, **kw):\n        return args, kw, z", {"z"}),
        ("w = w - 1", set()),
        ("from os import *", set()),
        ("try:\n    f()\nexcept KeyError as e:\n    print(e)", {"f", "KeyError", "print"}),
        ("match pair:\n    case [a, *rest]:\n        a, rest", {"pair"}),
        ("[k * n for k in range(3) if (j := k)]", {"n", "range"}),
        ("def f():\n    global g\n    g = h\nf(g)", {"h"}),
        ("def f(x):\n    def inner():\n        return x + y\n    return inner", {"y"}),
        ("x: int = 1", {"int"}),
    ],
)
def test_the_names_that_a_cell_needs(source, names):
    needed, _bound = global_names(ast.parse(source))
    assert needed == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import numpy as np\nfrom os import path", {"np", "path"}),
        ("for k, v in pairs:\n    a = k", {"k", "v", "a"}),
        ("def f(x):\n    y = x", {"f"}),
        ("with open(p) as file:\n    text = file.read()", {"file", "text"}),
        ("def f():\n    global g\n    g = 1", {"f", "g"}),
    ],
)
def test_the_names_that_a_cell_binds(source, names):
    _needed, bound = global_names(ast.parse(source))
    assert bound == names


@pytest.mark.parametrize(
    "source",
    [
        "misspeled",
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    prnt(e)",
        "from math import *\nsqrt(two)",
    ],
)
def test_f17_a_mistake_is_seen_though_the_data_is_missing(shell, nowhere, source):
    rest(shell)
    assert not shell.run_cell(source).success


def test_f17_python_of_every_kind_runs_though_the_data_is_missing(shell, nowhere):
    rest(shell)
    assert run(shell, "from math import *\nsqrt(16)") == 4
    assert run(shell, "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    kept = str(e)\nkept")
    assert run(shell, "match [1, 2]:\n    case [a, *others]:\n        pass\nothers") == [2]


def test_what_was_not_made_wakes_up_when_it_is_made_otherwise(shell, nowhere):
    rest(shell)
    run(shell, "X = data.X_train\nimport math as m")
    assert run(shell, "len(X)") is None
    run(shell, "X = [1, 2]")
    assert run(shell, "len(X)") == 2


def test_progress_hands_out_every_item_and_leaves_nothing_behind(shell, monkeypatch):
    shown = []

    class Handle:
        def update(self, data, raw):
            shown.append(data["text/plain"])

    def display(data, raw, display_id):
        shown.append(data["text/plain"])
        return Handle()

    monkeypatch.setattr("IPython.display.display", display)
    assert list(progress(k * k for k in range(4))) == [0, 1, 4, 9]
    assert list(progress("ab", total=2)) == ["a", "b"]
    assert shown[0] == shown[-1] == ""
    assert any("%" in text for text in shown)


def test_without_a_notebook_there_is_no_bar(capsys):
    assert list(progress(range(3))) == [0, 1, 2]
    assert capsys.readouterr() == ("", "")
