"""Lesson 00, start here: its exercises."""

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake, ValueExercise

WHERE = ValueExercise(
    id="00.1",
    expected=3,
    mistakes=(
        Mistake(N_("That is how low it gets. The question is where: at which x?"), 2),
        Mistake(
            N_("That is where the printed heights begin. At which x is the height smallest?"), 0
        ),
        Mistake(N_("That is the height at 0. At which x is the height smallest?"), 11),
        Mistake(N_("There the height is largest of all. Low is what we are looking for."), 7),
        Mistake(N_("The sign is flipped: the lowest place lies to the right of 0."), -3),
    ),
    praise=N_(
        "At x = 3, and the height there is 2. Where and how high are two different questions."
    ),
    hints=(
        N_("Look at the printed heights. Which is the smallest?"),
        N_("The smallest height is 2. Which x stands in front of it?"),
    ),
)


def _height(x):
    return x * x - 6 * x + 11


HEIGHT = FunctionExercise(
    id="00.2",
    reference=_height,
    # Whole numbers, so that ^ gives a number and can be recognized.
    cases=((5,), (0,), (-2,), (3,)),
    mistakes=(
        Mistake(
            N_("In Python ^ is not a power but an operation on bits. A power is written **: x**2."),
            lambda x: x ^ 2 - 6 * x + 11,
        ),
        Mistake(
            N_("In Python ^ is not a power but an operation on bits. A power is written **: x**2."),
            lambda x: (x ^ 2) - 6 * x + 11,
        ),
        Mistake(N_("x * 2 is twice x. The square of x is x**2."), lambda x: x * 2 - 6 * x + 11),
        Mistake(N_("The 11 at the end is missing."), lambda x: x * x - 6 * x),
        Mistake(N_("The sign of 6x is flipped: it is subtracted."), lambda x: x * x + 6 * x + 11),
        Mistake(N_("The middle term is missing: 6x is subtracted."), lambda x: x * x + 11),
        Mistake(N_("The middle term is 6 times x, not just 6."), lambda x: x * x - 6 + 11),
    ),
    praise=N_("A formula has become a function. The course is full of them."),
    hints=(
        N_("A power is written **, and every product needs its *."),
        N_("return x**2 - 6 * x + 11"),
    ),
)


def _downhill(left, here, right):
    if left >= here <= right:
        return 0
    return -1 if left < right else 1


DOWNHILL = FunctionExercise(
    id="00.3",
    reference=_downhill,
    cases=((3.0, 2.0, 1.0), (1.0, 2.0, 3.0), (3.0, 2.0, 4.0), (0.5, 2.0, 1.0), (1.0, 2.0, 0.5)),
    mistakes=(
        Mistake(
            N_("The hiker climbs: you go to the higher side."),
            lambda left, here, right: 0 if left >= here <= right else (1 if left < right else -1),
        ),
        Mistake(
            N_("The hiker never rests: when both sides are higher, return 0."),
            lambda left, here, right: -1 if left < right else 1,
        ),
        Mistake(
            N_("That is the lowest of the three heights. Return the direction: −1, 0 or 1."),
            lambda left, here, right: min(left, here, right),
        ),
        Mistake(
            N_("When both sides are lower, take the lower one; you always take the left."),
            lambda left, here, right: -1 if left < here else (1 if right < here else 0),
        ),
        Mistake(
            N_("When both sides are lower, take the lower one; you always take the right."),
            lambda left, here, right: 1 if right < here else (-1 if left < here else 0),
        ),
        Mistake(
            N_("Return the numbers −1, 0 or 1, not a word."),
            lambda left, here, right: {-1: "left", 0: "stay", 1: "right"}[
                _downhill(left, here, right)
            ],
        ),
    ),
    praise=N_(
        "That is all that the hiker knows, and it is enough to reach the bottom of a valley."
    ),
    hints=(
        N_("First ask whether both sides are at least as high as here: then 0."),
        N_("Otherwise compare left with right: the smaller one is the way to go."),
        N_("if left >= here and right >= here: return 0; if left < right: return -1; return 1"),
    ),
)

EXERCISES = (WHERE, HEIGHT, DOWNHILL)
