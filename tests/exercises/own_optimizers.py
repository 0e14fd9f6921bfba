"""Wrong and unusual ways to write any optimizer: each makes one of a class that is right.

Its `update(self, w, gradient, state)` works on one array as its state.
"""

import numpy as np


def changed(kind, update):
    """Return a class like `kind` with another update."""
    return type(kind.__name__, (kind,), {"update": update})


def with_dict(kind):
    """A state of another kind, and right."""

    class WithDict(kind):
        def init(self, w):
            return {"r": [0.0] * len(w)}

        def update(self, w, gradient, state):
            w, r = super().update(w, gradient, np.array(state["r"]))
            return w, {"r": list(r)}

    return WithDict


def uphill(kind):
    return changed(kind, lambda self, w, g, state: kind.update(self, w, lambda w: -g(w), state))


def keeps_the_old_state(kind):
    return changed(kind, lambda self, w, g, state: (kind.update(self, w, g, state)[0], state))


def step_in_place(kind):
    def update(self, w, gradient, state):
        new, state = kind.update(self, w, gradient, state)
        w -= w - new
        return w, state

    return changed(kind, update)


def state_in_place(kind):
    def update(self, w, gradient, state):
        w, new = kind.update(self, w, gradient, state)
        state += new - state
        return w, state

    return changed(kind, update)


def no_state(kind):
    return changed(kind, lambda self, w, g, state: kind.update(self, w, g, state)[0])


def crashes(kind):
    return changed(kind, lambda self, w, g, state: (w - self.learning_rate * g, state))


def clumsy(exercise, kind):
    """What nobody should do, whatever the optimizer; answers for `answers.wrong`."""
    return (
        (exercise, step_in_place(kind), "w in place: write w = w - …, not w -= …"),
        (exercise, state_in_place(kind), "the old state in place"),
        (exercise, no_state(kind), "hands back two things"),
        (exercise, crashes(kind), "TypeError"),
        (exercise, kind(0.1, 0.5), "class itself"),
    )


def stub(kind):
    return changed(kind, lambda self, w, g, state: None)
