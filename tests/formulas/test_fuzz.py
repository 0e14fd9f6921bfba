"""A few random formulas with a fixed seed; `make fuzz` tries many more."""

import random

import pytest

import lessonkit as lk
from lessonkit.formulas.grammar import ExpressionError
from tests.formulas import fuzz

RNG = random.Random(7)
RANDOM = [fuzz.random_formula(RNG, leaves, ["x", "y"]) for leaves in (3, 5, 8, 12, 20, 45) * 2]


@pytest.mark.parametrize("text", fuzz.towers()[::8] + RANDOM)
def test_r3_the_work_for_any_formula_is_bounded(text):
    fuzz.counted(lambda: fuzz.everything(text))  # raises TooMuchWork


ROOTS = ["(-x**2)**(1/3)", "(-exp(x))**(1/3)", "(x**0.5)**4", "(y**(1/3))**3", "abs(exp(sqrt(x)))"]


@pytest.mark.parametrize("text", RANDOM + ROOTS)
def test_r4_values_are_those_of_the_formula_as_typed(text):
    assert fuzz.differences(text) == []


@pytest.mark.parametrize(
    "text",
    [" " * 400 + "!", "a" * 99 + " " * 99 + "=!", "\n" * 300 + "x = !", "[" * 400, "x_" * 200],
)
def test_r1_what_cannot_be_read_is_refused_at_once(text):
    with pytest.raises(ExpressionError):
        lk.Objective(text)


def test_r4_a_root_of_a_number_that_nobody_sees_to_be_positive_has_a_slope():
    assert lk.Objective("sin(9e99)**(1/3)*x").gradient(0.7) == pytest.approx(0.417858299966647)


def test_the_count_of_calls_is_kept(monkeypatch):
    monkeypatch.setattr(fuzz, "MOST_CALLS", 1000)
    with pytest.raises(fuzz.TooMuchWork):
        fuzz.counted(lambda: fuzz.everything("exp(exp(sin(x)))"))


def test_a_wrong_value_is_found(monkeypatch):
    monkeypatch.setattr(fuzz, "exactly", lambda tree, variables: variables["x"] * 2)
    assert len(fuzz.differences("x")) == len(fuzz.POINTS)
