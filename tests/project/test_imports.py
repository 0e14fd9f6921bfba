"""Imports point one way, and `import lessonkit` stays light."""

import ast
import subprocess
import sys

import pytest

import lessonkit as lk

HEAVY = {"matplotlib", "seaborn", "plotly", "pandas", "sympy", "ipywidgets", "anywidget", "pooch"}
# Which parts of the package each part may import besides itself.
ALLOWED = {
    "core": set(),
    "style": {"core", "figures"},
    "notebook": {"core"},
    "installation": {"core", "style"},
    "figures": {"core", "style"},
    "widgets": {"core", "style", "figures", "installation"},
    "exercises": {"core", "figures", "widgets"},  # a prediction is a widget, the record a table
    "grade": {"core", "figures", "exercises"},
}
# The libraries that core may import beside NumPy and the standard library: in these modules only,
# and not before they are used.
CORE_LIBRARIES = {
    "sympy": {"expressions", "differentiation", "real_functions", "formula_code", "mathml"},
    "pooch": {"cifar10_files"},
    "tqdm": {"cifar10_files"},
    "requests": {"cifar10_files"},  # what pooch fetches with
    "jupyter_core": {"logbook"},  # where Jupyter keeps what is the user's
}


def part_of(module: str) -> str:
    """The part of lessonkit that a module of a dotted name belongs to."""
    first = module.removeprefix("lessonkit").lstrip(".").split(".")[0]
    return first if first in ALLOWED else "core"


def modules(root):
    for file in sorted((root / "lessonkit").rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        yield name, ast.parse(file.read_text(encoding="utf-8")), file.name == "__init__.py"


def imports(name, tree, is_package, top_level_only=False):
    """The dotted names of the modules that a module imports."""
    nodes = tree.body if top_level_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = name.split(".") if is_package else name.split(".")[:-1]
                base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [base])])
            # `from lessonkit import figures` imports a module too
            yield from (
                f"{base}.{alias.name}" if base == "lessonkit" else base for alias in node.names
            )


def test_imports_point_one_way(root):
    backward = []
    for name, tree, is_package in modules(root):
        if name == "lessonkit":
            continue
        here = part_of(name)
        for imported in imports(name, tree, is_package):
            if imported.split(".")[0] == "lessonkit":
                there = part_of(imported)
                if there != here and there not in ALLOWED[here]:
                    backward.append(f"{name} ({here}) imports {imported} ({there})")
    assert not backward


def test_the_top_of_the_package_imports_nothing_of_it(root):
    name, tree, is_package = next(modules(root))
    assert name == "lessonkit"
    assert set(imports(name, tree, is_package)) == {"importlib"}


def test_core_imports_numpy_and_little_else(root):
    found = []
    for name, tree, is_package in modules(root):
        if part_of(name) != "core":
            continue
        module = name.split(".")[-1]
        early = set(imports(name, tree, is_package, top_level_only=True))
        for imported in set(imports(name, tree, is_package)):
            library = imported.split(".")[0]
            if library in {"lessonkit", "numpy"} | sys.stdlib_module_names:
                continue
            if module not in CORE_LIBRARIES.get(library, ()) or imported in early:
                found.append(f"{name} imports {imported}")
    assert not found


def loaded_after(code: str) -> set[str]:
    """The top-level names of the modules in memory after running `code` in a new Python."""
    code += "\nimport sys; print(*{name.split('.')[0] for name in sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import lessonkit",
        "import lessonkit as lk; dir(lk); lk.__version__",
        "import lessonkit as lk; lk.svm_loss([[1.0]], [[1.0]], [0]); lk.load_digits",
        "import lessonkit as lk; lk.Objective.from_function(abs, dim=1).gradient(1.0)",
        "import lessonkit as lk\n"
        "f = lk.Objective.from_function(lambda w: w @ w, gradient=lambda w: 2 * w)\n"
        "lk.descend(f, lk.HalveOnRise(lk.Adam(0.1)), [1.0, 2.0], steps=3).learning_rates",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code):
    assert not loaded_after(code) & HEAVY


def test_sympy_comes_with_the_first_formula():
    assert loaded_after("import lessonkit as lk; lk.Objective('x**2')(1.0)") & HEAVY == {"sympy"}


@pytest.mark.parametrize("name", [n for n in lk.__all__ if n != "__version__"])
def test_every_public_name_can_be_had(name):
    assert getattr(lk, name) is not None
    assert name in dir(lk)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'lessonkit' has no attribute 'Adagrade'"):
        lk.Adagrade  # noqa: B018
