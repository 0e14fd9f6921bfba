"""What figures say: no sentence holds "nan" or "inf"."""

import re

import numpy as np

from lessonkit import i18n
from lessonkit.i18n import N_

# What a figure calls by its name in code, in words: methods, landscapes, models.
_CALLED = {
    "GradientDescent": N_("GradientDescent"),
    "Momentum": N_("Momentum"),
    "Nesterov": N_("Nesterov"),
    "ravine": N_("ravine"),
    "rotated_ravine": N_("turned ravine"),
    "rosenbrock": N_("Rosenbrock"),
    "beale": N_("Beale"),
    "softmax": N_("softmax"),
    "network": N_("network"),
    "convolutions": N_("convolutions"),
}


class _Number(float):
    def __format__(self, spec: str) -> str:
        if np.isfinite(self):
            return super().__format__(".6g" if spec.endswith("f") and abs(self) >= 1e9 else spec)
        return i18n._("no value") if np.isnan(self) else "∞" if self > 0 else "−∞"


def _(message: str, **values) -> str:
    """Translate a sentence and fill in the values, as `lessonkit.i18n._` does.

    >>> _("step {step}", step=float("inf"))
    'step ∞'
    """
    return i18n._(message, **{name: _said(value) for name, value in values.items()})


def say(value, form: str = "") -> str:
    """Return a number in words, formatted as by `format`; of a point, the numbers with commas.

    >>> say(2.125, ".3g"), say(float("nan"), ".3g"), say([1.5, 2], "g")
    ('2.12', 'no value', '1.5, 2')
    """
    return ", ".join(format(_Number(each), form) for each in np.ravel(value))


def ends(across, values) -> dict:
    """Return where a curve begins and ends, for a sentence that says so.

    >>> ends([1, 2, 4], [0.5, 0.3, 0.2])
    {'few': 1, 'first': 0.5, 'many': 4, 'last': 0.2}
    """
    return {"few": across[0], "first": values[0], "many": across[-1], "last": values[-1]}


def called(label: str) -> str:
    """Return a label with the names of methods, landscapes and models in the language in use.

    >>> called("Adam on rotated_ravine")
    'Adam on turned ravine'
    """
    return re.sub(r"\w+", lambda word: i18n._(_CALLED.get(word[0], "")) or word[0], label)


def from_to(values) -> str:
    """Return the first and the last of some values.

    >>> from_to([4, 3.2, 2])
    '4 → 2'
    """
    return f"{say(values[0], '.3g')} → {say(values[-1], '.3g')}"


def plain(text: str) -> str:
    r"""Return a label without the dollar signs and backslashes of its formulas.

    >>> plain(r"$\eta = 0.1$")
    'eta = 0.1'
    """
    return text.replace("$", "").replace("\\", "")


def describe(ax, sentence: str):
    """Add a sentence to the alt text of the Axes, and return them."""
    ax.set_label(f"{ax.get_label()} {sentence}".strip())
    return ax


def _said(value):
    return _Number(value) if isinstance(value, float | np.floating) else value
