"""Traits whose values are checked."""

import traitlets


class Checked(traitlets.TraitType):
    """A trait that holds what `check(owner, value)` makes of a value; bad ones raise ValueError."""

    def __init__(self, check, **metadata):
        super().__init__(**metadata)
        self._check = check

    def validate(self, obj, value):
        return self._check(obj, value)
