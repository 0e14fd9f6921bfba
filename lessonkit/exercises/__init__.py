"""Exercises that check themselves, hints, and predictions recorded before the reveal."""

from importlib import import_module
from numbers import Integral

from lessonkit import logbook
from lessonkit.exercises.containment import contained, is_contained
from lessonkit.exercises.errors import explain_error
from lessonkit.exercises.feedback import Feedback, wrong
from lessonkit.i18n import _
from lessonkit.validation import known_name, shown

LESSONS = tuple(f"{number:02d}" for number in range(18))


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
    feedback = _judged(exercise_id, answer)
    if feedback.status != "waiting" and not is_contained():
        logbook.note(exercise_id, logbook.PASSED if feedback.passed else logbook.TRIED)
    return feedback


def answer(exercise_id: str, *candidates):
    """Return the first of the candidates that passes an exercise, for cells that build on it.

    Arguments:
        exercise_id: such as ``"09.1"``.
        candidates: functions or values, such as the learner's and a solution.

    Returns:
        The candidate. When none passes, ``None``, and a line says what the cell waits for.

    >>> answer("00.2", None) is None
    This cell waits for exercise 00.2.
    True
    >>> answer("00.2", None, 3)
    3
    """
    _exercise(exercise_id)
    for candidate in candidates:
        if _judged(exercise_id, candidate).passed:
            return candidate
    print(_("This cell waits for exercise {id}.", id=exercise_id))
    return None


def hint(exercise_id: str, number: int = 1) -> Feedback:
    """Return a hint for an exercise; higher numbers tell more.

    >>> hint("09.1").status
    'hint'
    """
    exercise = _exercise(exercise_id)
    count = len(exercise.hints)
    whole = isinstance(number, Integral) and not isinstance(number, bool)
    if not whole or not 1 <= number <= count:
        raise ValueError(
            f"number must be a whole number, as exercise {exercise_id} has hints 1 to {count}, "
            f"got {shown(number)}"
        )
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
    from lessonkit.exercises.predictions import PredictionCard, predictions

    return PredictionCard(_find("prediction", prediction_id, predictions()))


def exercises_of(lesson: str) -> dict:
    """Return the exercises of the lesson with this two-digit number by their ids."""
    module = import_module(f"lessonkit.exercises.lessons.lesson_{lesson}")
    return {item.id: item for item in module.EXERCISES}


def _judged(exercise_id: str, answer) -> Feedback:
    exercise = _exercise(exercise_id)
    try:
        with contained():
            return exercise.check(answer)
    except (KeyboardInterrupt, GeneratorExit):  # from outside
        raise
    except BaseException as error:  # one of those that no answer can catch
        if is_contained():
            raise
        return wrong(exercise_id, *explain_error(error))


def _exercise(name):
    lesson = _lesson(name)
    known = exercises_of(lesson) if lesson in LESSONS else {f"{each}.1": None for each in LESSONS}
    return _find("exercise", name, known)


def _find(kind: str, name, found: dict):
    """Return what has this name; the message about an unknown one stays with its lesson."""
    near = [each for each in found if _lesson(each) == _lesson(name)]
    thing = found[known_name(kind, name, near or [each for each in found if each.endswith("1")])]
    logbook.open_lesson(_lesson(name))
    return thing


def _lesson(name) -> str:
    return name.split(".")[0] if isinstance(name, str) else ""
