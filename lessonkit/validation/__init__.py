"""Checks of what a caller passes in: each names the value and says what was wanted.

One rule holds for all of them. A number is a real one: no complex number, text, date or masked
value is taken for one. A single True or False is none either, as it stands nearly always where
something else was meant; within an array they count as 1 and 0, as in NumPy. What is refused
raises a ValueError.

`numbers` holds the checks of single numbers, `arrays` those of arrays, `things` those of functions,
names and lists. `returned` checks what a caller's own function returned.
"""

from lessonkit.validation.arrays import (
    array_shape,
    double_array,
    finite_array,
    float_array,
    real_array,
    whole_numbers,
    working_array,
)
from lessonkit.validation.numbers import (
    as_float,
    checked_fields,
    finite_number,
    in_range,
    learning_rate,
    not_negative,
    positive,
    whole_number,
)
from lessonkit.validation.returned import array_of, not_none, number_of, update_of
from lessonkit.validation.things import (
    flag,
    function,
    generator,
    instance,
    items,
    known_name,
    optimizer,
    shown,
    text,
)

__all__ = [
    "array_of",
    "array_shape",
    "as_float",
    "checked_fields",
    "double_array",
    "finite_array",
    "finite_number",
    "flag",
    "float_array",
    "function",
    "generator",
    "in_range",
    "instance",
    "items",
    "known_name",
    "learning_rate",
    "not_negative",
    "not_none",
    "number_of",
    "optimizer",
    "positive",
    "real_array",
    "shown",
    "text",
    "update_of",
    "whole_number",
    "whole_numbers",
    "working_array",
]
