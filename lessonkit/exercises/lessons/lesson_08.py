"""Lesson 08, following the gradient: its exercises."""

import numpy as np

from lessonkit.exercises.exercise import FunctionExercise, Mistake


def sum_of_squares(W):
    """A loss of a matrix whose gradient is 2W; its name is shown to the learner as an input."""
    return float((W**2).sum())


def mixed_product(W):
    """A loss whose entries have to do with each other."""
    return float(W[0, 0] * W[1, 1] + 3 * W[0, 1] - W[1, 0] ** 2)


def _forward(loss, W, h, back=True):
    """By forward differences; unless it goes `back`, each entry stays moved for the next ones."""
    gradient, moved = np.zeros_like(W), W.copy()
    for index in np.ndindex(W.shape):
        moved[index] += h
        gradient[index] = (loss(moved) - loss(W)) / h
        if back:
            moved[index] = W[index]
    return gradient


def _violated(W, x, y):
    """1 for each class whose margin is violated, 0 for the others and the right one."""
    scores = W @ x
    return np.where(np.arange(len(W)) == y, 0.0, scores - scores[y] + 1 > 0)


def _svm_with(right=lambda violated: -violated.sum(), violated=_violated):
    """The gradient for one example; `right` says what times x the row of the right class is."""

    def gradient(W, x, y):
        slopes = violated(W, x, y)
        slopes[y] = right(slopes)
        return np.outer(slopes, x)

    return gradient


_svm_gradient = _svm_with()
_forgets_right_row = _svm_with(right=lambda violated: 0.0)
_counts_right_class = _svm_with(right=lambda violated: -(violated.sum() + 1))


def _mean_of(gradient):
    return lambda W, X, y: sum(gradient(W, *e) for e in zip(X, y, strict=True)) / len(y)


_mean_gradient = _mean_of(_svm_gradient)


def _relative_error(a, n):
    return abs(a - n) / max(abs(a), abs(n))


def _update(W, gradient, step):
    return W - step * gradient


_rng = np.random.default_rng(8)
_W = _rng.normal(size=(4, 3)).round(1)
_X = _rng.normal(size=(5, 3)).round(1)
_y = np.array([0, 3, 1, 1, 2])
_G = _rng.normal(size=(4, 3)).round(1)

EXERCISES = (
    FunctionExercise(
        id="08.1",
        reference=_forward,
        cases=(
            (sum_of_squares, np.array([[1.0, -2.0], [0.5, 3.0]]), 1e-3),
            (mixed_product, np.array([[1.0, 2.0], [-1.0, 0.5]]), 1e-2),
            (sum_of_squares, np.array([[0.0, 1.0, 2.0]]), 1e-2),
        ),
        mistakes=(
            Mistake(
                "An entry stays moved while the next one is tried. Put it back first.",
                lambda *case: _forward(*case, back=False),
            ),
            Mistake(
                "The difference is not divided by h: that is a change, not a slope.",
                lambda loss, W, h: h * _forward(loss, W, h),
            ),
            Mistake(
                "The sign is flipped: the loss ahead comes first, the loss here is taken off.",
                lambda loss, W, h: -_forward(loss, W, h),
            ),
            Mistake(
                "You move all entries at once. Each entry of the gradient needs its own move.",
                lambda loss, W, h: np.full_like(W, (loss(W + h) - loss(W)) / h),
            ),
            Mistake(
                "You look behind: the entry is moved by −h, not by h.",
                lambda loss, W, h: _forward(loss, W, -h),
            ),
            Mistake(
                "That is the central difference, at twice the price. The forward one is wanted.",
                lambda loss, W, h: (_forward(loss, W, h) + _forward(loss, W, -h)) / 2,
            ),
        ),
    ),
    FunctionExercise(
        id="08.2",
        reference=_svm_gradient,
        cases=tuple((_W, x, int(label)) for x, label in zip(_X, _y, strict=True)),
        mistakes=(
            Mistake(
                "The sign is flipped: the row of the right class gets −count·x, the others +x.",
                lambda W, x, y: -_svm_gradient(W, x, y),
            ),
            Mistake(
                "The row of the right class is missing: each violated margin pulls on it too.",
                _forgets_right_row,
            ),
            Mistake(
                "You count j = y as well: its margin with itself is 1, but it is not in the sum.",
                _counts_right_class,
            ),
            Mistake(
                "The right row gets −x once. It gets it for every violated margin: −count·x.",
                _svm_with(right=lambda violated: -1.0),
            ),
            Mistake(
                "Every row gets x. Only the classes whose margin is violated pull.",
                _svm_with(violated=lambda W, x, y: 1.0 * (np.arange(len(W)) != y)),
            ),
        ),
    ),
    FunctionExercise(
        id="08.3",
        reference=_mean_gradient,
        cases=((_W, _X, _y), (_W[:2], _X[:3], np.array([0, 1, 1])), (0 * _W, _X, _y)),
        mistakes=(
            Mistake(
                "That is the sum over the examples; the loss is their mean. Divide by len(y).",
                lambda W, X, y: len(y) * _mean_gradient(W, X, y),
            ),
            Mistake(
                "The sign is flipped: the row of the right class gets −count·x, the others +x.",
                lambda W, X, y: -_mean_gradient(W, X, y),
            ),
            Mistake(
                "You count j = y as well: its margin with itself is 1, but it is not in the sum.",
                _mean_of(_counts_right_class),
            ),
            Mistake(
                "The row of the right class is missing: each violated margin pulls on it too.",
                _mean_of(_forgets_right_row),
            ),
        ),
    ),
    FunctionExercise(
        id="08.4",
        reference=_relative_error,
        cases=((2.0, 2.5), (-3.0, 1.0), (1e-6, 1.1e-6), (-0.2, -0.1)),
        mistakes=(
            Mistake(
                "That is the absolute error: 0.001 is much for 0.002 and nothing for 1,000.",
                lambda a, n: abs(a - n),
            ),
            Mistake(
                "The sign is still in it: an error is never negative.",
                lambda a, n: (a - n) / max(abs(a), abs(n)),
            ),
            Mistake(
                "Take the size of both before you choose the larger: max(|a|, |n|).",
                lambda a, n: abs(a - n) / max(a, n),
            ),
            Mistake(
                "You divide by the sum. The larger of the two is wanted here.",
                lambda a, n: abs(a - n) / (abs(a) + abs(n)),
            ),
            Mistake(
                "You divide by |n| alone. Either of the two can be the larger one: max(…).",
                lambda a, n: abs(a - n) / abs(n),
            ),
            Mistake(
                "You divide by |a| alone. Either of the two can be the larger one: max(…).",
                lambda a, n: abs(a - n) / abs(a),
            ),
            Mistake(
                "You divide by the smaller of the two. The larger one is wanted.",
                lambda a, n: abs(a - n) / min(abs(a), abs(n)),
            ),
        ),
    ),
    FunctionExercise(
        id="08.5",
        reference=_update,
        cases=((_W, _G, 0.5), (_G, _W, 0.1), (_W[:1], _G[:1], 2.0)),
        mistakes=(
            Mistake(
                "The sign is flipped: you walk uphill. The gradient points to where L grows.",
                lambda W, gradient, step: W + step * gradient,
            ),
            Mistake(
                "The step size is missing: you step by the whole gradient.",
                lambda W, gradient, step: W - gradient,
            ),
            Mistake(
                "That is the step alone. Where does it lead from W?",
                lambda W, gradient, step: -step * gradient,
            ),
            Mistake(
                "You scale the gradient to length 1 first; here its length counts.",
                lambda W, gradient, step: W - step * gradient / np.linalg.norm(gradient),
            ),
            Mistake(
                "You use only the sign of each slope; a steep weight has to move further.",
                lambda W, gradient, step: W - step * np.sign(gradient),
            ),
        ),
    ),
)
