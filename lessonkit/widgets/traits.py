"""Traits whose values are checked."""

import traitlets

from lessonkit.validation import whole_number


class Checked(traitlets.TraitType):
    """A trait that holds what `check(owner, value)` makes of a value; bad ones raise ValueError."""

    def __init__(self, check, **metadata):
        super().__init__(**metadata)
        self._check = check

    def validate(self, obj, value):
        return self._check(obj, value)


def whole(name: str, least: int, most: int) -> Checked:
    """Return a trait that holds a whole number from `least` to `most`."""

    def check(_owner, value) -> int:
        number = whole_number(name, value, minimum=least)
        if number > most:
            raise ValueError(f"{name} must be a whole number from {least} to {most}, got {value!r}")
        return number

    return Checked(check)
