"""Formulas as MathML: where brackets and exponents stand."""

from xml.etree import ElementTree

import pytest

import lessonkit as lk
from lessonkit.formulas.mathml import mathml


def powers(text: str) -> list[str]:
    """What each exponent of a formula in x and y stands on."""
    root = ElementTree.fromstring(mathml(lk.Objective(text, domain=((0, 1), (0, 1)))))
    return ["".join(power[0].itertext()) for power in root.iter("msup")]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("(x**2 + y)**2 + y**3", ["x", "y", ")"]),
        ("((x + y)**2 + 1)**3", [")", ")"]),
        ("(x/(y + 1) + 1)**2", ["(xy+1+1)"]),  # as high as a fraction
    ],
)
def test_an_exponent_stands_on_a_bracket_of_one_line(text, bases):
    assert sorted(powers(text)) == sorted(bases)


@pytest.mark.parametrize("name", lk.objectives.names())
def test_what_is_read_stays(name):
    objective = getattr(lk.objectives, name)
    root = ElementTree.fromstring(mathml(objective))
    assert {mi.text for mi in root.iter("mi")} >= {"f", *objective.variables}
    assert "".join(root.itertext()).count("(") == "".join(root.itertext()).count(")")
