"""Lesson 09, gradient descent: its exercises and predictions."""

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake
from lessonkit.exercises.predictions import Prediction


def _step(w, gradient, learning_rate):
    return w - learning_rate * gradient(w)


def _slope(w):
    return 2 * w - 4


EXERCISES = (
    FunctionExercise(
        id="09.1",
        reference=_step,
        cases=((4.0, _slope, 0.2), (0.0, _slope, 0.5), (-1.0, _slope, 0.01)),
        mistakes=(
            Mistake(
                N_(
                    "The sign is flipped: you walk uphill. The gradient points to the steepest increase."
                ),
                lambda w, gradient, learning_rate: w + learning_rate * gradient(w),
            ),
            Mistake(
                N_("The learning rate is missing: you step by the whole gradient."),
                lambda w, gradient, learning_rate: w - gradient(w),
            ),
            Mistake(
                N_("That is the step alone. Where does it lead from w?"),
                lambda w, gradient, learning_rate: -learning_rate * gradient(w),
            ),
        ),
        praise=N_("One line, and everything that follows in this course is a variation of it."),
        hints=(
            N_("The slope at w is gradient(w). Downhill is against it."),
            N_("return w - learning_rate * ..."),
        ),
    ),
)

PREDICTIONS = (
    Prediction(
        id="09.p1",
        choices=(N_("It stops"), N_("It goes on")),
        answer=0,
        why=N_("Because."),
    ),
)
