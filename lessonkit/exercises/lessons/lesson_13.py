"""Lesson 13, Adagrad: its exercises."""

from dataclasses import dataclass

import numpy as np

from lessonkit.descent import descend
from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise
from lessonkit.exercises.feedback import Feedback, right, waiting, wrong
from lessonkit.exercises.own_optimizers import Adaptive, but, late, uphill, without_root
from lessonkit.exercises.steps import said, steps_until_low
from lessonkit.exercises.values import named_in, nothing, show
from lessonkit.i18n import N_, _
from lessonkit.objectives import Objective, ravine, rotated_ravine
from lessonkit.optimizers import Adagrad, GradientDescent


@dataclass
class _Adagrad(Adaptive):
    learning_rate: float
    epsilon: float = 1e-8

    def remember(self, r, g):
        return r + g * g


def _step(**methods):
    """One step of an Adagrad with these methods."""
    kind = but(_Adagrad, **methods)
    return lambda w, r, g, *settings: kind(*settings).update(w, lambda _: g, r)


def _steps_to_half(steep, gentle):
    return 3 * (steep / gentle) ** 2


# --- 13.3: one valley for it, one against it ----------------------------------------------------

_STEPS, _RATES = 300, np.geomspace(0.001, 100, 26)
_BOTTOMLESS = -1e12
_PAIR = N_("A landscape and a start are wanted for each of the two, got {got}.")


def _judge_valleys(answer) -> Feedback:
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise RefusedError(_(_PAIR, got=show(answer)))
    if nothing(*answer):
        return waiting("13.3")
    seen, steps = [], []
    for part in answer:
        if not isinstance(part, tuple | list) or len(part) != 2:
            raise RefusedError(_(_PAIR, got=show(part)))
        steps.append(_fewest_steps(*part))
        seen.append(
            _(
                "landscape {number}: gradient descent {plain}, Adagrad {own} steps",
                number=len(steps),
                plain=said(steps[-1][0]),
                own=said(steps[-1][1]),
            )
        )
    (plain, own), (second_plain, second_own) = steps
    if plain < own and second_own < second_plain:
        return wrong("13.3", _("The two are swapped: first the one for Adagrad."), *seen)
    if own == np.inf or 2 * own > plain:
        return wrong(
            "13.3", _("On the first one Adagrad should need at most half as many steps."), *seen
        )
    if second_plain >= second_own:
        return wrong("13.3", _("On the second one Adagrad should need more steps."), *seen)
    return right("13.3", _("You know what it is good for, and what not."), *seen)


def _fewest_steps(landscape, start) -> list[float]:
    """The steps of gradient descent and of Adagrad, each with its best learning rate."""
    if not isinstance(landscape, Objective) or landscape.dim != 2:
        raise RefusedError(
            _("The landscape is an lk.Objective of two variables, got {got}.", got=show(landscape))
        )
    places = np.random.default_rng(0).normal(size=(7, 2))
    if any(np.allclose(landscape(places), known(places)) for known in (ravine, rotated_ravine)):
        raise RefusedError(_("That is a ravine of the lesson. Invent another landscape."))
    with np.errstate(all="ignore"):
        runs = [
            [descend(landscape, kind(rate), start, steps=_STEPS).values for rate in _RATES]
            for kind in (GradientDescent, Adagrad)
        ]
    lowest = np.nanmin(runs)
    if lowest < _BOTTOMLESS:
        raise RefusedError(_("This landscape has no lowest place. Give it a bottom."))
    low = lowest + (runs[0][0][0] - lowest) / 1000
    return [min(steps_until_low(values, low) for values in each) for each in runs]


# --- 13.4: which bug is it? ---------------------------------------------------------------------

_BUGS = {"A": "sum", "B": "newest", "C": "root"}
_SIGNS = {
    "sum": N_(
        "With one r for all coordinates, the coordinate with the larger slope moves farther."
    ),
    "newest": N_("With the newest square only, every step is η long in both coordinates."),
    "root": N_("Without the root the steeper coordinate moves least: it moves by η/g at first."),
}


def _judge_bugs(answer) -> Feedback:
    if nothing(*named_in(answer, _BUGS)):
        return waiting("13.4")
    for name, bug in answer.items():
        if not isinstance(bug, str) or bug not in _SIGNS:
            known = ", ".join(_SIGNS)
            raise RefusedError(
                _(
                    "{name}: one of {known} is wanted, got {got}.",
                    name=name,
                    known=known,
                    got=show(bug),
                )
            )
    for name, bug in answer.items():
        if bug != _BUGS[name]:
            return wrong("13.4", f"{name}: {_(_SIGNS[bug])}")
    return right("13.4", _("Three bugs, told apart by a few numbers, without reading any code."))


EXERCISES = (
    FunctionExercise(
        id="13.1",
        reference=_step(),
        cases=(
            (np.array([-8.0, 3.0]), np.zeros(2), np.array([-8.0, 75.0]), 0.5, 0.1),
            (np.array([1.0, 4, 2]), np.array([9.0, 0, 16]), np.array([4.0, 0, 3]), 2.0, 1e-8),
        ),
        mistakes={
            "uphill": _step(scale=uphill),
            "root": _step(scale=without_root),
            "newest": _step(remember=lambda self, r, g: g * g),
            "shared": _step(remember=lambda self, r, g: r + np.sum(g * g)),
            "late": _step(scale=late),
            "epsilon_inside": _step(
                scale=lambda self, r, before: self.learning_rate / np.sqrt(r + self.epsilon)
            ),
            "unsquared": _step(remember=lambda self, r, g: r + np.abs(g)),
            "swapped": lambda *case: _step()(*case)[::-1],
        },
    ),
    FunctionExercise(
        id="13.2",
        reference=_steps_to_half,
        cases=((61.0, 1.0), (8.0, 2.0), (6.0, -3.0)),
        mistakes={
            "doubled": lambda steep, gentle: (steep / gentle) ** 2,
            "all_four": lambda steep, gentle: 4 * (steep / gentle) ** 2,
            "unsquared": lambda steep, gentle: 3 * (steep / gentle),
            "plain": lambda steep, gentle: steep / gentle,
            "upside_down": lambda steep, gentle: 3 * (gentle / steep) ** 2,
        },
    ),
    OpenExercise(id="13.3", judge=_judge_valleys),
    OpenExercise(id="13.4", judge=_judge_bugs),
)
