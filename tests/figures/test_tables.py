"""Tables: what stands in them, in both languages."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.i18n import set_language


def test_numbers_are_rounded_to_significant_digits():
    shown = repr(lk.table({"x": [123456.0, 0.00012345, -2.0], "n": [1, 20_000, np.int64(3)]}, 3))
    assert [line.split() for line in shown.splitlines()] == [
        ["x", "n"],
        ["1.23e+05", "1"],
        ["0.000123", "20,000"],
        ["-2", "3"],
    ]


def test_r20_an_integer_of_any_size_has_room():
    assert repr(lk.table({"n": [10**400, -(10**20)]}, 3)).split() == ["n", "1.00e+400", "-1.00e+20"]


def test_no_python_words_reach_the_screen():
    shown = repr(lk.table({"x": [np.nan, np.inf, np.bool_(True), "a"]}))
    assert [line.strip() for line in shown.splitlines()] == ["x", "no value", "∞", "yes", "a"]


def test_headings_and_words_are_translated():
    set_language("ko")
    try:
        shown = lk.table({"step": [1.5], "loss": ["yes"]})
        assert repr(shown).split() == ["스텝", "손실", "1.5", "예"]
        assert "<th>손실</th>" in shown._repr_html_()
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("columns", "digits", "message"),
    [
        ([1, 2], 4, "columns must be {heading: values}, got"),
        ({"a": [1], "b": [1, 2]}, 4, "columns must have equal lengths, got {'a': 1, 'b': 2}"),
        ({"a": 3}, 4, "column 'a' must be a list of values, got 3"),
        ({"a": "text"}, 4, "column 'a' must be a list of values, got 'text'"),
        ({"a": [None]}, 4, "columns must hold numbers, truths or texts, got None"),
        ({"a": [object]}, 4, "columns must hold numbers, truths or texts, got the class object"),
        ({"a": [1j]}, 4, "columns must hold numbers, truths or texts, got 1j"),
        ({"a": [1]}, 0, "digits must be a whole number of at least 1, got 0"),
    ],
)
def test_r16_bad_columns_are_named(columns, digits, message):
    with pytest.raises(ValueError, match="^" + message.replace("{", r"\{")):
        lk.table(columns, digits)


def test_methods_are_called_by_their_korean_names():
    set_language("ko")
    try:
        shown = lk.table({"GradientDescent": [1.5], "method": ["Momentum 0.1"], "Adam": ["Adam"]})
        assert repr(shown).splitlines()[0].split() == ["경사", "하강법", "방법", "Adam"]
        assert repr(shown).splitlines()[1].split() == ["1.5", "모멘텀", "0.1", "Adam"]
    finally:
        set_language("en")
