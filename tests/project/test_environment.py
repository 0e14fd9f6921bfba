"""pyproject.toml, environment.yml and requirements.txt name the same packages."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# What conda-forge calls otherwise than PyPI does.
CONDA_NAMES = {"playwright-python": "playwright"}
# What conda needs and pip brings along itself.
CONDA_ONLY = {"python", "pip"}


@pytest.fixture(scope="module")
def ranges(root):
    """The requirements of the package and its development, by name."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


@pytest.fixture(scope="module")
def pins(root):
    """The exact versions in requirements.txt, by name."""
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def conda(root):
    """The requirements of environment.yml, by their names on PyPI."""
    entries = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    *with_conda, with_pip = entries
    names = [*with_conda, *with_pip["pip"][:-1]]
    found = [Requirement(entry) for entry in names]
    return {CONDA_NAMES.get(r.name, canonicalize_name(r.name)): r.specifier for r in found}


def test_conda_names_the_same_packages_with_the_same_ranges(ranges, conda):
    assert {name: conda[name] for name in conda.keys() - CONDA_ONLY} == ranges


def test_r5_every_package_has_a_floor_and_ci_tries_the_floors(root, ranges):
    assert not [name for name, ranged in ranges.items() if ranged.contains("0.0.1")]
    assert not ranges["sympy"].contains("1.13.3")  # what it makes of max(0, x) cannot be called
    assert "\nmake test-oldest\n" in (root / ".ci/run").read_text(encoding="utf-8")


def test_conda_wants_the_same_python_and_installs_the_package(root, conda):
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert str(conda["python"]) == data["project"]["requires-python"]
    entries = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert entries[-1]["pip"][-1] == "-e ."


def test_every_range_has_a_version_that_satisfies_it(ranges, pins):
    versions = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins}
    for name, specifier in ranges.items():
        assert name in versions
        assert specifier.contains(versions[name]), f"{name} {versions[name]} is not {specifier}"


def test_requirements_are_names_exact_versions_and_markers(root, pins):
    for line in (root / "requirements.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line), line
    assert all(pin.url is None for pin in pins)


def test_each_package_has_the_hashes_of_its_files(root, pins):
    text = (root / "requirements.hashes.txt").read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    hashed = [re.fullmatch(r"(.+?)((?: +--hash=sha256:[0-9a-f]{64})+)", line) for line in lines]
    assert all(hashed)
    assert [str(Requirement(found[1])) for found in hashed] == [str(pin) for pin in pins]
