"""The checks of what callers pass in: what they return and what they say."""

import itertools
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from lessonkit import validation

NOT_NUMBERS = [
    "1",
    None,
    True,
    np.True_,
    [1],
    np.array([1.0, 2.0]),
    1j,
    np.complex128(1),
    np.timedelta64(1, "s"),
    np.datetime64("2020"),
    np.ma.masked,
    10**400,
    Decimal(1),
    int,
    float("nan"),
]


ENDLESS = []
ENDLESS += [ENDLESS, ENDLESS]


class Broken:
    def __repr__(self):
        raise KeyError("no repr")

    def __array__(self, *arguments, **options):
        raise KeyError("no array")


@pytest.mark.parametrize("value", [1, 0.5, np.float32(2), np.int64(3), Fraction(1, 2)])
def test_numbers_of_every_kind_are_welcome(value):
    assert validation.positive("a", value) == value
    assert validation.not_negative("a", value) == value
    assert validation.finite_number("a", -value) == -value
    assert type(validation.positive("a", value)) is float


@pytest.mark.parametrize("value", NOT_NUMBERS, ids=validation.shown)
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
    "value",
    [
        "12",
        "x",
        [1, "x"],
        [[1], [1, 2]],
        None,
        [1, None],
        {},
        1j,
        [float("inf")],
        [np.nan],
        True,
        10**400,
        [1, 10**400],
        np.array([1j]),
        np.array(["1"]),
        np.array(["2020"], dtype="M8[D]"),
        np.ma.array([1, 2], mask=[0, 1]),
        [1, np.ma.masked],
        [[np.ma.array([1, 2], mask=[0, 1])]],
        np.zeros(2, dtype=[("a", float)]),
        np.longdouble("1e400"),
        Decimal(1),
        [Decimal(1), 2],
        ENDLESS,
        Broken(),
        [Broken()],
    ],
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
    with pytest.raises(ValueError, match="unknown thing array"):
        validation.known_name("thing", np.array(["one", "two"]), ["one", "two"])


def test_arrays_keep_their_kind_or_become_float64():
    single = np.float32([1, 2])
    assert validation.real_array("a", single) is single
    assert validation.real_array("a", [True, False]).dtype == bool
    assert validation.double_array("a", [True, False]).tolist() == [1.0, 0.0]
    assert validation.double_array("a", single).dtype == np.float64
    assert validation.working_array("a", single) is single
    assert validation.working_array("a", np.float16([1])).dtype == np.float64
    assert validation.float_array("a", single).dtype == np.float32
    assert validation.finite_array("a", [Fraction(1, 4), 2**70]).tolist() == [0.25, 2.0**70]
    assert np.isnan(validation.double_array("a", [np.nan, 2**70])[0])
    assert validation.finite_array("a", [np.array([1, 2]), [3, 4]]).tolist() == [[1, 2], [3, 4]]


def test_shapes_are_asked_for():
    assert validation.finite_array("a", [[1, 2]], (None, 2)).shape == (1, 2)
    with pytest.raises(ValueError, match=r"a must have the shape \(any, 2\), got shape \(2,\)"):
        validation.finite_array("a", [1, 2], (None, 2))
    with pytest.raises(ValueError, match=r"a must have the shape \(3,\), got shape \(\)"):
        validation.finite_array("a", 1, (3,))
    assert validation.array_shape("a", [2, 0]) == (2, 0)
    with pytest.raises(ValueError, match="a must be a whole number of at least 0, got -1"):
        validation.array_shape("a", (2, -1))
    with pytest.raises(ValueError, match="a must be that of at most 1000000000 numbers, got"):
        validation.array_shape("a", (10**6, 10**6))


@pytest.mark.parametrize(
    ("check", "good", "bad", "message"),
    [
        (validation.flag, np.True_, 1, "a must be True or False, got 1"),
        (validation.text, "", None, "a must be text, got None"),
        (validation.function, np.sin, 3, "a must be a function, got 3"),
        (validation.function, len, list, "a must be a function, got the class list"),
        (validation.items, range(3), "abc", "a must be a list, got 'abc'"),
        (validation.items, iter([1]), [], "a must be a list of at least 1, got []"),
        (validation.items, {1}, {"b": 1}, "a must be a list, got {'b': 1}"),
        (validation.whole_numbers, [0, 2.0], [1.5], "each of a must be a whole number of at least"),
        (validation.whole_number, 10**9, 10**9 + 1, "a must be a whole number of at most 10000000"),
        (validation.whole_number, 3, 10**400, "a must be a whole number of at least 1, got 1000"),
    ],
)
def test_other_things(check, good, bad, message):
    check("a", good)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        check("a", bad)


def test_items_are_counted():
    assert validation.items("a", itertools.count(), maximum=3) == [0, 1, 2]


@pytest.mark.parametrize("result", [2, 2.0, np.float32(2), np.array(2), np.array([[2.0]]), [2]])
def test_one_number_comes_in_many_forms(result):
    assert type(validation.number_of("f", result)) is float
    assert validation.number_of("f", result) == 2


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (None, "f returned None: is a return missing?"),
        ("2", "f must return one number, got '2'"),
        (2j, "f must return one number, got 2j"),
        ([1, 2], "f must return one number, got an array of shape (2,)"),
        ([], "f must return one number, got an array of shape (0,)"),
        ([None], "f must return one number, got [None]"),
        (np.ma.masked, "f must return one number, got masked"),
        (10**400, "f must return one number, got 1000"),
    ],
)
def test_what_is_not_one_number_is_said(result, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        validation.number_of("f", result)


def test_infinite_numbers_are_returned_like_others():
    assert validation.number_of("f", -np.inf) == -np.inf
    assert validation.array_of("f", [np.inf, 1], (2,)).tolist() == [np.inf, 1]


def test_messages_are_short_whatever_was_passed_in():
    for value in (Broken(), "a" * 10**6, list(range(10**4)), np.zeros((99, 99)), 10**5000):
        with pytest.raises(
            ValueError, match=r"^a must be a positive, finite number, got "
        ) as caught:
            validation.positive("a", value)
        assert len(str(caught.value)) < 160
        assert "\n" not in str(caught.value)
