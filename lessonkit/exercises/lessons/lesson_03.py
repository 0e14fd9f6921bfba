"""Lesson 03, the chain rule: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import N_, FunctionExercise, Mistake, ValueExercise


def square(x):
    """x²; its name is shown to the learner as an input."""
    return x**2


def square_slope(x):
    """The slope of x²."""
    return 2 * x


def cube_slope(x):
    """The slope of x³."""
    return 3 * x**2


def line(x):
    """2x − 1."""
    return 2 * x - 1


def line_slope(x):
    """The slope of 2x − 1."""
    return 2.0


def _layer_backward(W, x, s, gradient):
    passed = gradient * (s > 0)
    return np.outer(passed, x), passed, W.T @ passed


_W = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 1.0]])
_X = np.array([2.0, 0.5])
_LAYERS = (
    (_W, _X, np.array([1.5, 2.0, -1.0]), np.array([1.0, -2.0, 3.0])),
    (_W.T, np.array([1.0, -1.0, 2.0]), np.array([-0.5, 4.0]), np.array([2.0, 0.5])),
)

EXERCISES = (
    FunctionExercise(
        id="03.1",
        reference=lambda outer_slope, inner, inner_slope, x: outer_slope(inner(x)) * inner_slope(x),
        cases=(
            (cube_slope, line, line_slope, 2.0),
            (np.cos, square, square_slope, 3.0),
            (square_slope, np.sin, np.cos, 1.0),
        ),
        mistakes=(
            Mistake(
                N_("The inner slope is missing: x moves u, and only then does u move y."),
                lambda outer_slope, inner, inner_slope, x: outer_slope(inner(x)),
            ),
            Mistake(
                N_("The outer slope is taken at x. The outer function never sees x, it sees u."),
                lambda outer_slope, inner, inner_slope, x: outer_slope(x) * inner_slope(x),
            ),
            Mistake(
                N_("The two slopes are added. Rates along a chain are multiplied."),
                lambda outer_slope, inner, inner_slope, x: outer_slope(inner(x)) + inner_slope(x),
            ),
            Mistake(
                N_("The inner slope is taken at u. The inner function is where x is."),
                lambda outer_slope, inner, inner_slope, x: (
                    outer_slope(inner(x)) * inner_slope(inner(x))
                ),
            ),
            Mistake(
                N_("The inner slope is put into the outer one. Put in inner(x), and multiply."),
                lambda outer_slope, inner, inner_slope, x: outer_slope(inner_slope(x)),
            ),
            Mistake(
                N_("That multiplies by the inner value; multiply by the inner slope."),
                lambda outer_slope, inner, inner_slope, x: outer_slope(inner(x)) * inner(x),
            ),
        ),
        praise=N_("Each slope at its own place, then the product: that is the whole chain rule."),
        hints=(
            N_("First u = inner(x). Which of the two slopes is to be taken at u, which at x?"),
            N_("outer_slope(inner(x)) * inner_slope(x)"),
        ),
    ),
    FunctionExercise(
        id="03.2",
        reference=lambda a, b, gradient: (gradient * b, gradient * a),
        cases=((3.0, -4.0, 1.0), (2.0, 5.0, -0.5), (-1.0, 0.5, 3.0)),
        mistakes=(
            Mistake(
                N_("Not switched: a gets b times the gradient, b gets a times the gradient."),
                lambda a, b, gradient: (gradient * a, gradient * b),
            ),
            Mistake(
                N_("The arriving gradient is missing: those are the local slopes alone."),
                lambda a, b, gradient: (b, a),
            ),
            Mistake(
                N_("That is what an add gate does. A product grows by b when a grows by 1."),
                lambda a, b, gradient: (gradient, gradient),
            ),
            Mistake(
                N_("Both operands at once: leave out the one whose gradient you want."),
                lambda a, b, gradient: (gradient * a * b, gradient * a * b),
            ),
        ),
        praise=N_("The switcher: each operand is scaled by the other."),
        hints=(
            N_("If a grows by a little, a · b grows by b times as much. And f by …?"),
            N_("Return a pair: gradient * b for a, gradient * a for b."),
        ),
    ),
    ValueExercise(
        id="03.3",
        expected=8.0,
        mistakes=(
            Mistake(N_("That is the share of the direct path alone, x + y. x has two paths."), 5.0),
            Mistake(N_("That is the share by way of a alone. x has two paths."), 3.0),
            Mistake(N_("15 is f itself, and also 5 · 3. Shares at one node are added."), 15.0),
            Mistake(N_("That is the gradient of x² alone; f = x² + x·y."), 6.0),
            Mistake(N_("The minus is too much: both paths push f up."), 2.0),
        ),
        praise=N_("5 by the direct path and 3 by way of a: x gets both."),
        hints=(
            N_("Draw it: x goes into the sum and, once more, into the product."),
            N_("∂f/∂f = 1. The product sends a = 5 to x and x = 3 to a; the sum sends that on."),
        ),
    ),
    FunctionExercise(
        id="03.4",
        reference=lambda s, gradient: gradient * (s > 0),
        cases=(
            (np.array([2.0, -1.0, 0.5, -3.0]), np.array([1.0, 2.0, -4.0, -5.0])),
            (np.array([[3.0, -0.1], [-2.0, 4.0]]), np.array([[-1.0, 1.0], [2.0, 0.5]])),
        ),
        mistakes=(
            Mistake(
                N_("relu is applied to the gradient. Gradients may be negative: ask s, not them."),
                lambda s, gradient: np.maximum(gradient, 0),
            ),
            Mistake(
                N_("Multiplied by the output. The slope of relu is 1 or 0, not max(s, 0)."),
                lambda s, gradient: gradient * np.maximum(s, 0),
            ),
            Mistake(
                N_(
                    "That is relu itself, the forward pass. What it sends back is the gradient, or 0."
                ),
                lambda s, gradient: np.maximum(s, 0),
            ),
            Mistake(
                N_("You multiply by s. The slope of relu is 1 or 0: it passes or it does not."),
                lambda s, gradient: gradient * s,
            ),
            Mistake(
                N_("Everything passes. Where s is negative, relu is flat and nothing passes."),
                lambda s, gradient: gradient,
            ),
            Mistake(
                N_("Those are the local slopes alone; the arriving gradient is missing."),
                lambda s, gradient: (s > 0) * 1.0,
            ),
            Mistake(
                N_("The other way round: it passes where s is positive."),
                lambda s, gradient: gradient * (s <= 0),
            ),
        ),
        praise=N_("A gate that is open or shut, and it was the forward pass that decided which."),
        hints=(
            N_("Where s > 0 relu has slope 1, elsewhere 0. s > 0 is an array of those."),
            N_("gradient * (s > 0)"),
        ),
    ),
    FunctionExercise(
        id="03.5",
        reference=_layer_backward,
        cases=_LAYERS,
        mistakes=(
            Mistake(
                N_("relu is forgotten: first multiply the gradient by (s > 0)."),
                lambda W, x, s, gradient: (np.outer(gradient, x), gradient, W.T @ gradient),
            ),
            Mistake(
                N_("The gradient of W is turned: row i belongs to output i, so np.outer(…, x)."),
                lambda W, x, s, gradient: (
                    np.outer(x, gradient * (s > 0)),
                    gradient * (s > 0),
                    W.T @ (gradient * (s > 0)),
                ),
            ),
            Mistake(
                N_("The bias gets the gradient unchanged: + is a distributor, b is not a factor."),
                lambda W, x, s, gradient: (
                    _layer_backward(W, x, s, gradient)[0],
                    gradient * (s > 0) * s,
                    _layer_backward(W, x, s, gradient)[2],
                ),
            ),
            Mistake(
                N_("The gradient of x lacks relu; the first two have it."),
                lambda W, x, s, gradient: (
                    *_layer_backward(W, x, s, gradient)[:2],
                    W.T @ gradient,
                ),
            ),
        ),
        praise=N_("That is one layer of every network of this course, backward."),
        hints=(
            N_("Go backward: first through relu, which gives the gradient of s = W·x + b."),
            N_(
                "s_i = Σ_j W_ij x_j + b_i: moving W_ij moves s_i by x_j, moving x_j moves it by W_ij."
            ),
            N_("g = gradient * (s > 0); return np.outer(g, x), g, W.T @ g"),
        ),
    ),
)
