"""Lesson 02, partial derivatives: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake, ValueExercise


def cubic(w):
    """w₀³ + 2 w₀ w₁; its name is shown to the learner as an input."""
    return w[0] ** 3 + 2 * w[0] * w[1]


def sum_of_squares(w):
    """The sum of the squares of all entries."""
    return (w**2).sum()


def product(w):
    """The product of all entries."""
    return w.prod()


def _directional(gradient, direction):
    return gradient @ direction / np.linalg.norm(direction)


def _downhill(gradient):
    return -gradient / np.linalg.norm(gradient)


def _unit_vectors(x):
    return np.eye(len(x))


def _central(f, x, h):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in _unit_vectors(x)])


def _central_left_moved(f, x, h):
    x, gradient = x.copy(), []
    for i in range(len(x)):
        x[i] += h
        ahead = f(x)
        x[i] -= 2 * h
        gradient.append((ahead - f(x)) / (2 * h))
    return np.array(gradient)


def _forward_left_moved(f, x, h):
    x, gradient = x.copy(), []
    for i in range(len(x)):
        before = f(x)
        x[i] += h
        gradient.append((f(x) - before) / h)
    return np.array(gradient)


def _weight_gradient(W, a, b):
    return np.outer(a, b)


EXERCISES = (
    ValueExercise(
        id="02.1",
        expected=np.array([-6.0, -2.0]),
        mistakes=(
            Mistake(
                N_("Right numbers, wrong order: first the slope along x, then the one along y."),
                [-2, -6],
            ),
            Mistake(
                N_(
                    "You kept terms without the letter. Along x, 3y² does not change: its derivative is 0, and so is that of −2x along y."
                ),
                [-3, -6],
            ),
            Mistake(
                N_("The slope along x lacks a term: −2x rises by −2 for each unit of x."), [-4, -2]
            ),
            Mistake(
                N_("The slope along y is off: 3y² has the slope 6y, as y² has the slope 2y."),
                [-6, 1],
            ),
            Mistake(N_("You put in y = 1. Mind the sign: y is −1."), [2, 10]),
            Mistake(
                N_("You added the two slopes. They belong to two directions: keep them apart."), -8
            ),
            Mistake(N_("That is the height g(2, −1). The two slopes are wanted."), -5),
        ),
        praise=N_(
            "One letter moves, the other one is a number like 7: that is all there is to it."
        ),
        hints=(
            N_("For the slope along x, read y as if it were a number, such as 7."),
            N_("Along x: x²y gives 2xy, 3y² gives 0, −2x gives −2. Then put in x = 2, y = −1."),
            N_("Along y: x²y gives x², 3y² gives 6y, −2x gives 0."),
        ),
    ),
    FunctionExercise(
        id="02.2",
        reference=_directional,
        cases=(
            (np.array([15.0, -4.0]), np.array([1.0, 1.0])),
            (np.array([12.0, 4.0]), np.array([3.0, -4.0])),
            (np.array([1.0, 2.0, 2.0]), np.array([0.0, 0.0, 5.0])),
        ),
        mistakes=(
            Mistake(
                N_(
                    "The direction is not of length 1, and a longer arrow made your slope larger. Divide by its length first."
                ),
                lambda gradient, direction: gradient @ direction,
            ),
            Mistake(
                N_("You divided by the square of the length. Once by the length is enough."),
                lambda gradient, direction: gradient @ direction / (direction @ direction),
            ),
            Mistake(
                N_("That is the cosine of the angle alone. It still has to be multiplied by |∇f|."),
                lambda g, d: g @ d / np.linalg.norm(g) / np.linalg.norm(d),
            ),
            Mistake(
                N_("You divided by the length of the gradient. Divide by that of the direction."),
                lambda g, d: g @ d / np.linalg.norm(g),
            ),
            Mistake(
                N_("You divided by the sum of the steps. The length is √(d₀² + d₁² + …)."),
                lambda gradient, direction: gradient @ direction / np.abs(direction).sum(),
            ),
            Mistake(
                N_("You multiplied entry by entry; the products have to be added up."),
                lambda g, d: g * d / np.linalg.norm(d),
            ),
        ),
        praise=N_("And it works for any number of coordinates, as the third case showed."),
        hints=(
            N_("First make the direction one unit long, then take the dot product."),
            N_("np.linalg.norm(direction) is its length, and a @ b is the dot product."),
            N_("gradient @ direction / np.linalg.norm(direction)"),
        ),
    ),
    FunctionExercise(
        id="02.3",
        reference=_downhill,
        cases=(
            (np.array([3.0, 4.0]),),
            (np.array([0.0, -2.0]),),
            (np.array([-1.0, 2.0, 2.0]),),
        ),
        mistakes=(
            Mistake(
                N_("That is straight uphill: the gradient points to the steepest increase."),
                lambda gradient: gradient / np.linalg.norm(gradient),
            ),
            Mistake(
                N_("The right way, but not of length 1. Divide by the length of the gradient."),
                lambda gradient: -gradient,
            ),
            Mistake(
                N_("You divided by the sum of the entries. The length is √(g₀² + g₁² + …)."),
                lambda gradient: -gradient / np.abs(gradient).sum(),
            ),
            Mistake(
                N_("You divided by the square of the length. Once by the length is enough."),
                lambda gradient: -gradient / (gradient @ gradient),
            ),
            Mistake(
                N_(
                    "The signs alone only know eight directions. Keep the proportions of the entries."
                ),
                lambda gradient: -np.sign(gradient),
            ),
        ),
        praise=N_("Walk that way, look again, walk on: that is gradient descent, lesson 09."),
        hints=(
            N_("Uphill is the gradient itself. Turn it round, then make it one unit long."),
            N_("-gradient / np.linalg.norm(gradient)"),
        ),
    ),
    FunctionExercise(
        id="02.4",
        reference=_central,
        cases=(
            (cubic, np.array([1.0, 2.0]), 0.1),
            (sum_of_squares, np.array([3.0, -1.0, 2.0]), 0.5),
            (product, np.array([2.0, 3.0, -1.0, 0.5]), 0.25),
        ),
        mistakes=(
            Mistake(
                N_(
                    "The moved coordinate is not put back before the next one: start from a fresh copy of x each time."
                ),
                _central_left_moved,
            ),
            Mistake(
                N_(
                    "The moved coordinate is not put back before the next one: start from a fresh copy of x each time."
                ),
                _forward_left_moved,
            ),
            Mistake(
                N_(
                    "That is the forward difference. Here a step ahead and a step behind are wanted."
                ),
                lambda f, x, h: np.array([(f(x + h * e) - f(x)) / h for e in _unit_vectors(x)]),
            ),
            Mistake(
                N_("From x − h to x + h is a distance of 2h: divide by that."),
                lambda f, x, h: 2 * _central(f, x, h),
            ),
            Mistake(
                N_("You moved all coordinates at once. Each gets its own two evaluations."),
                lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
            ),
            Mistake(
                N_("These are the differences. A slope is the difference divided by the distance."),
                lambda f, x, h: 2 * h * _central(f, x, h),
            ),
        ),
        praise=N_("Two evaluations for each coordinate, and the caller's array is as it was."),
        hints=(
            N_("for i in range(len(x)): make two copies of x and move only entry i of each."),
            N_("ahead = x.copy(); ahead[i] += h; behind = x.copy(); behind[i] -= h"),
            N_("gradient[i] = (f(ahead) - f(behind)) / (2 * h), with gradient = np.zeros(len(x))"),
        ),
    ),
    FunctionExercise(
        id="02.5",
        reference=_weight_gradient,
        cases=(
            (
                np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 3.0]]),
                np.array([2.0, -1.0]),
                np.arange(1.0, 4.0),
            ),
            (np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([1.0, 3.0]), np.array([-1.0, 2.0])),
        ),
        mistakes=(
            Mistake(
                N_(
                    "Transposed: entry [i, j] must say what moving W[i, j] does, so rows go with a and columns with b."
                ),
                lambda W, a, b: np.outer(b, a),
            ),
            Mistake(
                N_("The numbers are right, the shape is lost: a gradient has the shape of W."),
                lambda W, a, b: np.outer(a, b).ravel(),
            ),
            Mistake(
                N_(
                    "Those are the terms of the sum. Their slope along W[i, j] no longer contains W[i, j]."
                ),
                lambda W, a, b: np.outer(a, b) * W,
            ),
            Mistake(
                N_(
                    "That is the value s(W), one number. Its gradient has an entry for every weight."
                ),
                lambda W, a, b: a @ W @ b,
            ),
        ),
        praise=N_(
            "Entry [i, j] is a[i] · b[j]: an outer product, the shape of every weight gradient to come."
        ),
        hints=(
            N_("In the sum, W[i, j] occurs in a single term: a[i] · W[i, j] · b[j]."),
            N_("All other weights are held still, so the slope along W[i, j] is a[i] · b[j]."),
            N_("np.outer(a, b)"),
        ),
    ),
)
