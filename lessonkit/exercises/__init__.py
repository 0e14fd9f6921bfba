"""Exercises that check themselves, hints, and predictions recorded before the reveal."""

from importlib import import_module

from lessonkit.exercises.feedback import Feedback
from lessonkit.i18n import _
from lessonkit.validation import known_name

LESSONS = (
    "00",
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
    "09",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
)


def check(exercise_id: str, answer) -> Feedback:
    """Check the answer to an exercise and say what is right or wrong with it.

    Arguments:
        exercise_id: such as ``"09.1"``.
        answer: the function or value that the exercise asks for; it is never changed.

    Returns:
        A `Feedback`, shown by the notebook. ``None`` and ``...`` count as not yet answered.

    Raises:
        ValueError: when there is no such exercise.

    >>> check("09.1", None).status
    'waiting'
    """
    return _find("exercise", "EXERCISES", exercise_id).check(answer)


def answer(exercise_id: str, *candidates):
    """Return the first of the candidates that passes an exercise, for cells that build on it.

    Arguments:
        exercise_id: such as ``"09.1"``.
        candidates: functions or values, such as the learner's and a solution.

    Returns:
        The candidate. When none passes, ``None``, and a line says what the cell waits for.

    >>> answer("00.1", None) is None
    This cell waits for exercise 00.1.
    True
    >>> answer("00.1", None, 3)
    3
    """
    for candidate in candidates:
        if check(exercise_id, candidate).passed:
            return candidate
    print(_("This cell waits for exercise {id}.", id=exercise_id))
    return None


def hint(exercise_id: str, number: int = 1) -> Feedback:
    """Return a hint for an exercise; higher numbers tell more.

    >>> hint("09.1").status
    'hint'
    """
    exercise = _find("exercise", "EXERCISES", exercise_id)
    count = len(exercise.hints)
    if number not in range(1, count + 1):
        raise ValueError(f"exercise {exercise_id} has hints 1 to {count}, got {number!r}")
    title = _("Hint {number} of {count} for {id}", number=number, count=count, id=exercise_id)
    lines = [_(exercise.hints[number - 1])]
    if number < count:
        lines.append(_('More: lk.hint("{id}", {next})', id=exercise_id, next=number + 1))
    return Feedback("hint", title, lines)


def predict(prediction_id: str):
    """Ask for a prediction before something is run; `reveal()` on the result compares.

    >>> card = predict("09.p1")
    >>> card.choice is None
    True
    """
    from lessonkit.exercises.predictions import PredictionCard

    return PredictionCard(_find("prediction", "PREDICTIONS", prediction_id))


def _find(kind: str, table: str, name: str):
    lesson = str(name).split(".")[0]
    if lesson in LESSONS:
        found = {
            item.id: item
            for item in getattr(import_module(f"lessonkit.exercises.lesson_{lesson}"), table)
        }
    else:
        found = {f"{number}.{'p1' if kind == 'prediction' else '1'}": None for number in LESSONS}
    return found[known_name(kind, name, found)]
