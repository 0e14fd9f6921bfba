"""Whether everything that the course needs is in place, in words."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from lessonkit.datasets import DataError, load_digits
from lessonkit.i18n import _
from lessonkit.objectives import Objective
from lessonkit.style import FONT

LEAST_PYTHON = (3, 11)
MARKS = {True: "✔", False: "✘", None: "…"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        ok: whether it is as it should be; None while nobody knows.
        text: what was found, and what to do about it if it is not.
    """

    ok: bool | None
    text: str

    def __repr__(self) -> str:
        return f"{MARKS[self.ok]} {self.text}"


def check_python(version=sys.version_info) -> Finding:
    """Whether Python is new enough."""
    if tuple(version[:2]) >= LEAST_PYTHON:
        return Finding(True, _("Python is new enough."))
    problem = _(
        "This is Python {got}, and the course needs {wanted} or newer. Install it from "
        "python.org, then run make install and make lab.",
        got=".".join(map(str, version[:2])),
        wanted=".".join(map(str, LEAST_PYTHON)),
    )
    return Finding(False, problem)


def check_packages(requirements: list[str] | None = None) -> Finding:
    """Whether every package that lessonkit names is installed and new enough."""
    from packaging.requirements import Requirement

    if requirements is None:
        try:
            requirements = metadata.requires("lessonkit")
        except metadata.PackageNotFoundError:
            requirements = ["lessonkit"]
    bad = []
    for requirement in map(Requirement, requirements):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            bad.append(requirement.name)
        else:
            if not requirement.specifier.contains(version, prereleases=True):
                bad.append(f"{requirement.name} {version} ({requirement.specifier})")
    if not bad:
        return Finding(True, _("All packages are here."))
    problem = _(
        "Missing or too old: {packages}. Close JupyterLab, run make install, which installs "
        "them, and start the course with make lab.",
        packages=", ".join(bad),
    )
    return Finding(False, problem)


def check_font(name: str = FONT) -> Finding:
    """Whether the font of the figures, which has Latin and Korean, is there."""
    from matplotlib import font_manager

    if name in font_manager.fontManager.get_font_names():
        return Finding(True, _("The font of the figures is here."))
    problem = _(
        "The font of the figures is missing. Run the cell with lk.setup first; if that fails,"
        " get the folder lessonkit/fonts again."
    )
    return Finding(False, problem)


def check_data(load: Callable = load_digits) -> Finding:
    """Whether the handwritten digits can be read."""
    try:
        digits = load()
    except DataError as error:  # which says what to do
        return Finding(False, str(error))
    count = len(digits.y_train) + len(digits.y_test)
    return Finding(True, _("The data are here: {count:,} handwritten digits.", count=count))


def check_formulas(make: Callable = Objective) -> Finding:
    """Whether a typed formula becomes a function with a slope."""
    try:
        slope = make("x**2").gradient(3.0)
    except Exception as error:  # whatever is broken there, the learner should read it here
        slope = f"{type(error).__name__}: {error}"
    if slope == 6.0:
        return Finding(True, _("Formulas work: the slope of x² at 3 is 6."))
    problem = _(
        "Formulas do not work: the slope of x² at 3 should be 6, got {got}. Close JupyterLab, "
        "run make install, which installs everything anew, and start the course with make lab.",
        got=slope,
    )
    return Finding(False, problem)


def findings() -> tuple[Finding, ...]:
    """Return what each of `CHECKS` finds; one that fails itself is a finding too."""
    return tuple(map(_looked_at, CHECKS))


def _looked_at(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Exception as error:  # an installation may be broken in any way
        problem = _(
            "Something is broken here: {error}. Close JupyterLab, run make install, which "
            "installs everything anew, and start the course with make lab.",
            error=f"{type(error).__name__}: {error}",
        )
        return Finding(False, problem)


CHECKS = (check_python, check_packages, check_font, check_data, check_formulas)
