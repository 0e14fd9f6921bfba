"""Lesson 04, loss functions: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake

_OVERFLOW = N_(
    "Scores of 1000 break it: exp(1000) is infinite. Subtract the largest score of each column first."
)
_WRONG_AXIS = N_(
    "The wrong axis: each row adds up to 1 now. A column is an image, and its classes compete."
)
_WHOLE_TABLE = N_("Now the whole table adds up to 1; each column should.")


def _svm_loss_of_one(s, y):
    return np.maximum(0, np.delete(s, y) - s[y] + 1).sum()


def _svm_terms(s, y, margin=1.0, sign=1.0):
    """The terms of the wrong classes, with the mistakes that one may make in them."""
    return np.maximum(0, sign * (np.delete(s, y) - s[y]) + margin)


def _probabilities(scores, largest=0, added=0):
    """The softmax of a table; the axes of the maximum and of the sum may be mistaken."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.max(axis=largest, keepdims=True) if largest != "none" else scores
        e = np.exp(shifted)
        return e / e.sum(axis=added, keepdims=True)


def _right(p, y):
    return p[y, np.arange(len(y))]


_SCORES = np.array([1.0, -0.5, 0.4, 2.0]), np.array([0.5, 3.0, -1.0]), np.array([0.2, 0.1])
_TABLES = (
    np.array([[1.0, 0.5], [2.0, -1.0], [0.0, 3.0]]),
    np.array([[1000.0, 1.0], [999.0, 2.0], [-5.0, 0.5]]),
)
_CHANCES = np.array([[0.7, 0.2, 0.1], [0.2, 0.5, 0.3], [0.1, 0.3, 0.6]])
_WEIGHTS = np.array([[1.0, -2.0], [0.5, 3.0]])

EXERCISES = (
    FunctionExercise(
        id="04.1",
        reference=lambda height, width, channels, classes: (
            classes * (height * width * channels + 1)
        ),
        cases=((8, 8, 1, 10), (32, 32, 3, 10), (28, 20, 3, 7)),
        mistakes=(
            Mistake(
                N_("The biases are missing: the 1 at the end of each image has weights, too."),
                lambda h, w, channels, classes: h * w * channels * classes,
            ),
            Mistake(
                N_("One bias for all classes is not enough: each class has its own."),
                lambda h, w, channels, classes: h * w * channels * classes + 1,
            ),
            Mistake(
                N_("A color image has a number for each pixel and each channel."),
                lambda h, w, channels, classes: (h * w + 1) * classes,
            ),
            Mistake(
                N_("That is one row of W. There is one for each class."),
                lambda h, w, channels, classes: h * w * channels + 1,
            ),
            Mistake(
                N_("The extra 1 is appended once to the image, not to each channel."),
                lambda h, w, channels, classes: (h * w + 1) * channels * classes,
            ),
        ),
        praise=N_("650 for the digits, 30,730 for CIFAR-10."),
        hints=(
            N_("How many numbers is an image, with the 1 at its end? W has a column for each."),
            N_("classes * (height * width * channels + 1)"),
        ),
    ),
    FunctionExercise(
        id="04.2",
        reference=_svm_loss_of_one,
        cases=((_SCORES[0], 0), (_SCORES[1], 1), (_SCORES[2], 1), (_SCORES[0], 2)),
        mistakes=(
            Mistake(
                N_(
                    "1 too much: you counted the right class, whose term is max(0, 0 + 1). Leave it out."
                ),
                lambda s, y: _svm_loss_of_one(s, y) + 1,
            ),
            Mistake(
                N_("The margin is missing: a wrong class must stay at least 1 below."),
                lambda s, y: _svm_terms(s, y, margin=0.0).sum(),
            ),
            Mistake(
                N_("The max is missing: a class that is far below must not earn anything back."),
                lambda s, y: (np.delete(s, y) - s[y] + 1).sum(),
            ),
            Mistake(
                N_(
                    "The difference is turned round: you charge for a right class that leads. It is s_j − s_y."
                ),
                lambda s, y: _svm_terms(s, y, sign=-1.0).sum(),
            ),
            Mistake(
                N_("The margin has the wrong sign: s_j − s_y − 1 lets a wrong class lead by 1."),
                lambda s, y: _svm_terms(s, y, margin=-1.0).sum(),
            ),
            Mistake(
                N_("y is the number of the right class. Its score is s[y]."),
                lambda s, y: np.maximum(0, np.delete(s, y) - y + 1).sum(),
            ),
            Mistake(
                N_("y is the number of the right class. Its score is s[y]."),
                lambda s, y: np.maximum(0, s - y + 1).sum(),
            ),
            Mistake(
                N_("The score of the right class is not used: each score competes with s_y."),
                lambda s, y: np.maximum(0, np.delete(s, y) + 1).sum(),
            ),
            Mistake(
                N_("That is the largest term, the loss of Crammer and Singer. Here all are added."),
                lambda s, y: _svm_terms(s, y).max(),
            ),
            Mistake(
                N_("That is the mean of the terms; the loss is their sum."),
                lambda s, y: _svm_terms(s, y).mean(),
            ),
        ),
        praise=N_("lk.svm_loss is the mean of this over all images."),
        hints=(
            N_("np.maximum(0, s - s[y] + 1) has a term for every class. One of them is too much."),
            N_("costs = np.maximum(0, s - s[y] + 1); the term of y itself is 1: subtract it."),
        ),
    ),
    FunctionExercise(
        id="04.3",
        reference=_probabilities,
        cases=tuple((table,) for table in _TABLES),
        mistakes=(
            Mistake(
                N_("exp is missing: scores may be negative, probabilities may not."),
                lambda scores: scores / scores.sum(axis=0, keepdims=True),
            ),
            Mistake(_WRONG_AXIS, lambda scores: _probabilities(scores, 1, 1)),
            Mistake(_WRONG_AXIS, lambda scores: _probabilities(scores, 0, 1)),
            Mistake(_WHOLE_TABLE, lambda scores: _probabilities(scores, 0, None)),
            Mistake(_WHOLE_TABLE, lambda scores: _probabilities(scores, None, None)),
            Mistake(_WHOLE_TABLE, lambda scores: _probabilities(scores, "none", None)),
            Mistake(_OVERFLOW, lambda scores: _probabilities(scores, "none", 0)),
            Mistake(
                N_(
                    "You subtract one maximum of the whole table: then all of another column may vanish. Each column has its own."
                ),
                lambda scores: _probabilities(scores, None, 0),
            ),
            Mistake(
                N_("You did not divide by the sum: the columns do not add up to 1."),
                lambda scores: np.exp(scores - scores.max(axis=0)),
            ),
        ),
        praise=N_("Each column adds up to 1, and no score is too large for it."),
        hints=(
            N_("Three steps: subtract the maximum of each column, exp, divide by its sum."),
            N_("axis=0 goes down a column; keepdims=True keeps the result as a row."),
            N_("e = np.exp(scores - scores.max(axis=0, keepdims=True)), and divide likewise"),
        ),
    ),
    FunctionExercise(
        id="04.4",
        reference=lambda p, y: -np.log(_right(p, y)).mean(),
        cases=((_CHANCES, np.array([0, 1, 2])), (_CHANCES[:, :2], np.array([2, 0]))),
        mistakes=(
            Mistake(
                N_("That is the logarithm to base 10. np.log is the natural one."),
                lambda p, y: -np.log10(_right(p, y)).mean(),
            ),
            Mistake(
                N_("The minus is missing: the logarithm of a probability is never positive."),
                lambda p, y: np.log(_right(p, y)).mean(),
            ),
            Mistake(
                N_("That is the sum over the images; the mean is wanted."),
                lambda p, y: -np.log(_right(p, y)).sum(),
            ),
            Mistake(
                N_("First the logarithm of each, then the mean: not the other way round."),
                lambda p, y: -np.log(_right(p, y).mean()),
            ),
            Mistake(
                N_("You took all classes; only the probability of the right class counts."),
                lambda p, y: -np.log(p).mean(),
            ),
            Mistake(
                N_("The logarithm is missing: 1 − p is hardly larger for 0.001 than for 0.1."),
                lambda p, y: (1 - _right(p, y)).mean(),
            ),
        ),
        praise=N_("Together with the probabilities it is lk.softmax_loss."),
        hints=(
            N_("Pick the probability of the right class from each column, as the text says."),
            N_("-np.log(...) of these, and then .mean()"),
        ),
    ),
    FunctionExercise(
        id="04.5",
        reference=lambda losses, W, alpha: np.mean(losses) + alpha * np.sum(W**2),
        cases=(
            (np.array([0.0, 1.8, 0.2]), _WEIGHTS, 0.1),
            (np.array([2.0, 3.0]), 2 * _WEIGHTS, 0.01),
        ),
        mistakes=(
            Mistake(
                N_("alpha is missing: it says how much R(W) counts."),
                lambda losses, W, alpha: np.mean(losses) + np.sum(W**2),
            ),
            Mistake(
                N_("R(W) is the sum of the squares, not their mean."),
                lambda losses, W, alpha: np.mean(losses) + alpha * np.mean(W**2),
            ),
            Mistake(
                N_("The losses of the examples are averaged, not added up."),
                lambda losses, W, alpha: np.sum(losses) + alpha * np.sum(W**2),
            ),
            Mistake(
                N_("R(W) is the sum of the squares itself, without a square root."),
                lambda losses, W, alpha: np.mean(losses) + alpha * np.sqrt(np.sum(W**2)),
            ),
            Mistake(
                N_("The squares are missing: positive and negative weights cancel out."),
                lambda losses, W, alpha: np.mean(losses) + alpha * np.sum(W),
            ),
            Mistake(
                N_("Those are absolute values. They are used, too, but here R(W) has squares."),
                lambda losses, W, alpha: np.mean(losses) + alpha * np.sum(np.abs(W)),
            ),
            Mistake(
                N_("alpha multiplies R(W) only, not the losses of the examples."),
                lambda losses, W, alpha: alpha * (np.mean(losses) + np.sum(W**2)),
            ),
        ),
        praise=N_("Do the examples fit, and is it simple? Both in one number."),
        hints=(
            N_("Two parts: np.mean(losses), and alpha times the sum of all squared weights."),
            N_("np.mean(losses) + alpha * np.sum(W**2)"),
        ),
    ),
)
