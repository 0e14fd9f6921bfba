"""The checks of what callers pass in: what they return and what they say."""

import numpy as np
import pytest

from lessonkit import validation

NOT_NUMBERS = ["1", None, True, np.True_, [1], np.array([1.0, 2.0]), 1j, float("nan")]


@pytest.mark.parametrize("value", [1, 0.5, np.float32(2), np.int64(3)])
def test_numbers_of_every_kind_are_welcome(value):
    assert validation.positive("a", value) == value
    assert validation.not_negative("a", value) == value
    assert validation.finite_number("a", -value) == -value
    assert type(validation.positive("a", value)) is float


@pytest.mark.parametrize("value", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    "check",
    [
        validation.positive,
        validation.not_negative,
        validation.finite_number,
        validation.whole_number,
        validation.learning_rate,
        lambda name, value: validation.in_range(name, value, 0, 1),
    ],
)
def test_what_is_no_number_is_refused_by_name(check, value):
    with pytest.raises(ValueError, match=r"^a must be a"):
        check("a", value)


@pytest.mark.parametrize(
    ("check", "value", "message"),
    [
        (validation.positive, 0, "a must be a positive, finite number, got 0"),
        (validation.positive, float("inf"), "a must be a positive, finite number, got inf"),
        (validation.not_negative, -1, "a must be a finite number of at least 0, got -1"),
        (validation.finite_number, float("-inf"), "a must be a finite number, got -inf"),
        (validation.whole_number, 0, "a must be a whole number of at least 1, got 0"),
        (validation.whole_number, 1.5, "a must be a whole number of at least 1, got 1.5"),
        (validation.whole_number, float("inf"), "a must be a whole number of at least 1, got inf"),
        (validation.learning_rate, 0, "a must be a positive, finite number, got 0"),
    ],
)
def test_limits(check, value, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        check("a", value)
    assert str(caught.value) == message


def test_ranges_are_open_above():
    assert validation.in_range("a", 0, 0, 1) == 0
    with pytest.raises(ValueError, match="a must be a number from 0 up to, but not including, 1"):
        validation.in_range("a", 1, 0, 1)


def test_whole_numbers_may_come_as_floats():
    assert validation.whole_number("a", 3.0) == 3
    assert type(validation.whole_number("a", np.int32(3))) is int
    assert validation.whole_number("a", 0, minimum=0) == 0


def test_a_schedule_is_a_learning_rate():
    validation.learning_rate("a", lambda step: 0.1)


def test_finite_array_is_a_new_float64_array():
    given = np.array([1, 2])
    array = validation.finite_array("a", given)
    assert array.dtype == np.float64
    array[0] = 9
    assert given.tolist() == [1, 2]


@pytest.mark.parametrize(
    "value", ["12", "x", [1, "x"], [[1], [1, 2]], None, [1, None], {}, 1j, [float("inf")], [np.nan]]
)
def test_what_is_no_array_of_finite_numbers_is_refused_by_name(value):
    with pytest.raises(ValueError, match=r"^a must (hold finite numbers only|be a number)"):
        validation.finite_array("a", value)


def test_unknown_names_come_with_near_matches_or_all_of_them():
    assert validation.known_name("thing", "one", ["one", "two"]) == "one"
    with pytest.raises(ValueError, match="unknown thing 'ona'; did you mean 'one'"):
        validation.known_name("thing", "ona", ["one", "two"])
    with pytest.raises(ValueError, match="unknown thing 'xyz'; known: one, two"):
        validation.known_name("thing", "xyz", ["one", "two"])
    with pytest.raises(ValueError, match="unknown thing 3; known: one, two"):
        validation.known_name("thing", 3, ["one", "two"])
