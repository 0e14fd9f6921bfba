"""Optimizers that the browser cannot run: a learner's own class, or a schedule of learning rates.

They stay in Python; the browser gets their name, their learning rate if they have one, and a key
by which they are found again.
"""

from lessonkit import optimizers
from lessonkit.optimizers.rates import alike, rate_of, rated
from lessonkit.validation import positive, shown


def needs_python(optimizer) -> bool:
    """Whether the browser cannot run an optimizer.

    >>> needs_python(optimizers.Adam(0.1)), needs_python(optimizers.Adam(lambda step: 0.1))
    (False, True)
    """
    kind = type(optimizer)
    ours = getattr(optimizers, kind.__name__, None) is kind
    return not ours or callable(optimizer.learning_rate)


class OwnOptimizers:
    """The optimizers of an explorer that need Python, by their keys.

    >>> own = OwnOptimizers()
    >>> schedule = optimizers.GradientDescent(lambda step: 1 / (1 + step))
    >>> own.specify(schedule)
    {'kind': 'python', 'name': 'GradientDescent', 'key': 0, 'parameters': {}}
    >>> own.find(own.specify(schedule)) is schedule
    True
    """

    def __init__(self):
        self._known = []

    def specify(self, optimizer) -> dict:
        """Return in JSON what the browser has to know of an optimizer."""
        rate = rate_of(optimizer)
        key = next((k for k, each in enumerate(self._known) if alike(each, optimizer)), None)
        if key is None:
            key = len(self._known)
            self._known.append(optimizer)
        parameters = {} if rate is None else {"learning_rate": rate}
        name = type(optimizer).__name__
        return {"kind": "python", "name": name, "key": key, "parameters": parameters}

    def find(self, specification: dict):
        """Return the optimizer that was specified, with the learning rate that it has there."""
        match specification:
            case {"key": int(key), "parameters": dict(values)} if 0 <= key < len(self._known):
                known, rate = self._known[key], values.get("learning_rate")
                return known if rate is None else rated(known, positive("learning_rate", rate))
        raise ValueError(f"there is no such optimizer: {shown(specification)}")
