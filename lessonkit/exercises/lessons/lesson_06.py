"""Lesson 06, random search: its exercises."""

import numpy as np

from lessonkit.datasets import load_digits
from lessonkit.exercises.errors import RefusedError
from lessonkit.exercises.exercise import FunctionExercise, OpenExercise, Several, ValueExercise
from lessonkit.exercises.feedback import Feedback, nothing_returned, right, wrong
from lessonkit.exercises.own_searches import bowl, too_many_losses
from lessonkit.exercises.values import finished, function_in, is_numeric, nothing, show
from lessonkit.i18n import _
from lessonkit.losses import accuracy, svm_loss

# --- 06.5: random search itself -------------------------------------------------------------


def tilt(w):
    """Negative in half of the places; its name is shown as an input, as are the others."""
    return float(np.sum(w))


def anywhere(rng):
    """Draw a place in the square."""
    return rng.uniform(-5, 5, size=2)


def _search(loss, draw, tries, rng):
    candidates = [draw(rng) for k in range(tries)]
    losses = [loss(w) for w in candidates]
    k = int(np.argmin(losses))
    return candidates[k], losses[k]


def _picked(pick):
    """A search that returns a wrong pair: `pick` chooses it from the candidates and losses."""

    def search(loss, draw, tries, rng):
        candidates = [draw(rng) for k in range(tries)]
        return pick(candidates, [loss(w) for w in candidates])

    return search


def _below_zero(candidates, losses):
    k = int(np.argmin(losses))
    return (candidates[k], losses[k]) if losses[k] < 0 else (None, 0)


def _watch(answer) -> str | None:
    """Say what is wrong with the way that a search draws and computes."""
    rng, drawn_from, evaluated, tries = np.random.default_rng(1), [], [], 20

    def draw(generator):
        drawn_from.append(generator)
        return anywhere(generator)

    def loss(w):
        evaluated.append(w)
        return bowl(w)

    result = answer(loss, draw, tries, rng)
    if nothing(result):
        return None
    draws, losses = len(drawn_from), len(evaluated)
    if any(generator is not rng for generator in drawn_from):
        return _(
            "You draw from a generator of your own. A new one with a fixed seed makes the same candidate every time; draw from the rng that was passed in."
        )
    if draws == 1 and losses <= 2:
        return _("There was one try only. Is your return inside the loop? It belongs below it.")
    if draws == 1:
        return _("Every try has the same candidate. Draw a new one inside the loop.")
    if draws != tries:
        return _("{tries} tries are asked for, draws made: {count}.", tries=tries, count=draws)
    return too_many_losses(losses, tries) if losses > tries else None


SEARCH = FunctionExercise(
    id="06.5",
    reference=_search,
    watch=_watch,
    cases=(
        (bowl, anywhere, 20, np.random.default_rng(1)),
        (tilt, anywhere, 50, np.random.default_rng(2)),
        (bowl, anywhere, 1, np.random.default_rng(3)),
    ),
    mistakes={
        "last": _picked(lambda w, losses: (w[-1], losses[-1])),
        "last_candidate": _picked(lambda w, losses: (w[-1], min(losses))),
        "highest": _picked(lambda w, losses: (w[int(np.argmax(losses))], max(losses))),
        "below_zero": _picked(_below_zero),
        "swapped": _picked(lambda w, losses: (min(losses), w[int(np.argmin(losses))])),
        "only_loss": _picked(lambda w, losses: min(losses)),
        "only_candidate": _picked(lambda w, losses: w[int(np.argmin(losses))]),
    },
)

# --- 06.1: an honest report -----------------------------------------------------------------


def _report(chosen_by, judged_by):
    return [judged_by[int(np.argmax(chosen_by))], np.min(judged_by), np.max(judged_by)]


def _kept(pick):
    """A report whose first number is picked wrongly."""
    return lambda chosen_by, judged_by: [
        pick(chosen_by, judged_by),
        *_report(chosen_by, judged_by)[1:],
    ]


_CHOSEN = np.array([0.15, 0.21, 0.24, 0.12, 0.2])
_JUDGED = np.array([0.16, 0.23, 0.18, 0.14, 0.11])

REPORT = FunctionExercise(
    id="06.1",
    reference=_report,
    cases=(
        (_CHOSEN, _JUDGED),
        (np.array([0.3, 0.1, 0.2]), np.array([0.12, 0.2, 0.26])),
        (np.array([0.11, 0.19]), np.array([0.1, 0.2])),
    ),
    mistakes={
        "chosen_by": _kept(lambda chosen_by, judged_by: np.max(chosen_by)),
        "judged_by": _kept(lambda chosen_by, judged_by: np.max(judged_by)),
        "roles_changed": _kept(lambda chosen_by, judged_by: chosen_by[np.argmax(judged_by)]),
        "all_seeds": Several(
            _kept(lambda chosen_by, judged_by, of=of: of(judged_by)) for of in (np.mean, np.median)
        ),
        "seed": _kept(lambda chosen_by, judged_by: np.argmax(chosen_by)),
        "mixed": _kept(
            lambda chosen_by, judged_by: (np.max(chosen_by) + _report(chosen_by, judged_by)[0]) / 2
        ),
        "no_range": lambda chosen_by, judged_by: _report(chosen_by, judged_by)[0],
        "range_of_chosen": lambda chosen_by, judged_by: [
            _report(chosen_by, judged_by)[0],
            np.min(chosen_by),
            np.max(chosen_by),
        ],
    },
)

# --- 06.2: what a million darts can do ------------------------------------------------------

DIMENSIONS = ValueExercise(
    id="06.2",
    expected=18,
    mistakes={
        "nineteen": 19,
        "twenty": 20,
        "seventeen": 17,
        "ten": 10,
        "darts": 3 * 2**18,
    },
)

# --- 06.4: how many tries -------------------------------------------------------------------


def _tries_needed(p, certainty):
    return int(np.ceil(np.log(1 - certainty) / np.log(1 - p)))


TRIES = FunctionExercise(
    id="06.4",
    reference=_tries_needed,
    cases=((0.5, 0.95), (0.1, 0.95), (0.001, 0.95), (0.2, 0.99), (0.35, 0.3)),
    mistakes={
        "on_average": lambda p, certainty: int(np.ceil(1 / p - 1e-9)),
        "added_up": lambda p, certainty: int(np.ceil(certainty / p)),
        "rounded_down": lambda p, certainty: int(np.floor(np.log(1 - certainty) / np.log(1 - p))),
        "fraction": lambda p, certainty: np.log(1 - certainty) / np.log(1 - p),
        "certainty_to_miss": lambda p, certainty: int(np.ceil(np.log(certainty) / np.log(1 - p))),
        "chance_to_hit": lambda p, certainty: int(np.ceil(np.log(1 - certainty) / np.log(p))),
    },
)

# --- 06.3: dice of one's own ----------------------------------------------------------------

_WANTED = 0.3


def _judge_dice(answer) -> Feedback:
    draws = [finished(function_in(answer)(np.random.default_rng(seed))) for seed in (0, 0, 1)]
    if nothing(*draws):
        return nothing_returned("06.3", answer)
    draws = [_matrix(each) for each in draws]
    if np.array_equal(draws[0], draws[2]):
        fault = _(
            "Every draw is the same W. That is thinking, not a search: let rng decide something."
        )
        return wrong("06.3", fault)
    if not np.array_equal(draws[0], draws[1]):
        fault = _(
            "The same seed gives different draws. Let all chance come from the rng passed in."
        )
        return wrong("06.3", fault)
    digits = load_digits()
    accuracies = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        stack = np.stack([_matrix(answer(rng)) for _draw in range(100)])
        best = stack[svm_loss(stack, digits.X_train, digits.y_train).argmin()]
        accuracies.append(accuracy(best, digits.X_test, digits.y_test))
    reached = _(
        "the best of 100 draws recognize {middle:.1%} (five searches: {low:.1%} to {high:.1%})",
        middle=np.median(accuracies),
        low=min(accuracies),
        high=max(accuracies),
    )
    if np.median(accuracies) > _WANTED:
        return right("06.3", _("Loaded dice: they know something about digits."), reached)
    return wrong(
        "06.3",
        _("Not above 30% yet. What do you know about digits that these dice do not?"),
        reached,
    )


def _matrix(drawn) -> np.ndarray:
    """A draw as an array, or RefusedError where it is no W."""
    if np.shape(drawn) != (10, 65) or not is_numeric(drawn):
        got = show(drawn)
        raise RefusedError(_("my_draw must return an array of shape (10, 65), got {got}.", got=got))
    if not np.isfinite(drawn).all():
        raise RefusedError(_("my_draw must return finite numbers."))
    return np.asarray(drawn, dtype=float)


EXERCISES = (
    REPORT,
    DIMENSIONS,
    OpenExercise(id="06.3", judge=_judge_dice),
    TRIES,
    SEARCH,
)
