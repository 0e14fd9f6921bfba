"""Scores and what two losses make of them: bars, lines, and the lead of the right class."""

import numpy as np

from lessonkit.figures import checks
from lessonkit.figures.drawing import COLORS, _, draws, say, span
from lessonkit.validation import whole_number

HATCH = {"hatch": "////", "edgecolor": "white", "linewidth": 0}
_LINES = (("blue", "-", "o"), ("orange", "--", "s"), ("green", "-.", "^"), ("pink", ":", "D"))


def svm_terms(scores, right: int) -> np.ndarray:
    """Return what each class costs in the multiclass SVM loss of one example.

    >>> svm_terms([2.0, 2.6, -1.0], right=0).round(6).tolist()
    [0.0, 1.6, 0.0]
    """
    scores = np.asarray(scores, dtype=float)
    terms = np.maximum(0, scores - scores[right] + 1)
    terms[right] = 0
    return terms


def probabilities(scores) -> np.ndarray:
    """Return the softmax of the scores of one example.

    >>> probabilities([1000.0, 1000.0]).tolist()
    [0.5, 0.5]
    """
    scores = np.asarray(scores, dtype=float)
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


def said(names, values) -> str:
    """Say what each class has.

    >>> said(["cat", "dog"], [1.6, 2e30])
    'cat: 1.60, dog: 2e+30'
    """
    return ", ".join(
        f"{name}: {say(each, '.2f')}" for name, each in zip(names, values, strict=True)
    )


def a_class(name, value, known):
    """A check: the index of one of the classes."""
    return whole_number(name, value, 0, known["n"] - 1)


def _labels(name, value, known):
    y = checks.numbers("n")(name, value, known)
    return np.array([whole_number(f"each of {name}", k, 0, known["classes"] - 1) for k in y])


@draws((8, 3.2), scores=checks.numbers("n"), right=a_class, classes=checks.names("n"))
def plot_scores(scores, right: int, classes=None, ax=None):
    """Draw the scores of one example as bars; what lies above the margin is hatched.

    Arguments:
        scores: one for each class.
        right: the index of the right class.
        classes: their names; by default 0, 1, ….

    Returns:
        The Axes. A dashed line stands at the score of the right class, less 1: what another
        class has above it is its term of the multiclass SVM loss.
    """
    names = class_names(scores, classes)
    terms, margin = svm_terms(scores, right), scores[right] - 1
    places = np.arange(len(scores))
    others = np.delete(places, right)
    ax.bar(others, scores[others], color=COLORS["sky"], label=_("other classes"))
    ax.bar(right, scores[right], color=COLORS["green"], label=_("right class"))
    look = {"color": COLORS["orange"], **HATCH, "label": _("what it costs")}
    ax.bar(others, terms[others], bottom=margin, width=0.5, **look)
    ax.axhline(0, color=COLORS["black"], linewidth=1)
    ax.axhline(margin, color=COLORS["black"], linestyle="--", linewidth=1.5, label="$s_y - 1$")
    ax.set_xticks(places, names)
    ax.grid(axis="x", visible=False)
    ax.set(xlabel=_("class"), ylabel=_("score"))
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return _(
        "The scores of {count} classes as bars. The right class, {right}, has {score:.2f}; "
        "the others cost {total:.2f} together: {terms}.",
        count=len(scores),
        right=names[right],
        score=scores[right],
        total=terms.sum(),
        terms=said(np.array(names)[others], terms[others]),
    )


@draws(
    (8, 4),
    W=checks.such(
        checks.numbers("classes", None),
        lambda W: W.shape[1] < 3,
        "have the shape (classes, 1 or 2)",
        lambda W: f"shape {W.shape}",
    ),
    x=checks.numbers("n"),
    y=_labels,
)
def plot_score_lines(W, x, y, ax=None):
    """Draw the scores of all classes over the one number that they depend on.

    Arguments:
        W: ``(classes, 1)``, or ``(classes, 2)`` with a bias in the second column.
        x: the examples, numbers.
        y: the right class of each.

    Returns:
        The Axes: a line for each class, and each example as a marker on the line of its class.
    """
    slopes, biases = W[:, 0], W[:, 1] if W.shape[1] > 1 else np.zeros(len(W))
    room = 0.25 * span(x.min(), x.max())
    line = np.array([x.min() - room, x.max() + room])
    scores = np.outer(slopes, x) + biases[:, None]
    for j, (slope, bias) in enumerate(zip(slopes, biases, strict=True)):
        color, dashes, marker = _LINES[j % len(_LINES)]
        color = COLORS[color]
        ax.plot(line, slope * line + bias, dashes, color=color, label=f"$s_{j}$")
        mine = y == j
        ax.plot(x[mine], scores[j, mine], marker, color=color, markersize=10, zorder=4)
    for place in x:
        ax.axvline(place, color="#999999", linewidth=1, zorder=1)
    ax.set(xlabel="$x$", ylabel=_("score"), xlim=line)
    ax.legend(loc="upper center", ncols=len(W), frameon=True, framealpha=0.9, edgecolor="none")
    low, high = np.min(slopes[:, None] * line + biases[:, None]), scores.max()
    tall = span(low, high)
    ax.set_ylim(low - 0.05 * tall, high + 0.35 * tall)
    examples = [
        _(
            "At x = {x:g} the right class is {right}, the highest score is that of {guess}.",
            x=place,
            right=int(label),
            guess=int(guess),
        )
        for place, label, guess in zip(x, y, scores.argmax(axis=0), strict=True)
    ]
    lines = _("The scores of {count} classes as lines over x.", count=len(W))
    return " ".join([lines, *examples])


@draws(
    (8, 4),
    low=checks.such(checks.number, lambda low: low < 1, "be below 1, where the SVM loss ends"),
    high=checks.such(checks.number, lambda high: high > 1, "be above 1, where the SVM loss ends"),
)
def plot_lead(ax=None, low: float = -3.0, high: float = 5.0):
    """Draw both losses of two classes over the lead of the right one, s_y − s_j.

    Arguments:
        low, high: the ends of the axis.

    Returns:
        The Axes: max(0, 1 − lead) and ln(1 + exp(−lead)).
    """
    lead = np.linspace(low, high, 401)
    ax.plot(lead, np.maximum(0, 1 - lead), color=COLORS["blue"], label=_("SVM loss"))
    ax.plot(lead, np.logaddexp(0, -lead), "--", color=COLORS["orange"], label=_("softmax loss"))
    ax.axvline(0, color=COLORS["black"], linewidth=1)
    ax.plot(1, 0, "o", color=COLORS["blue"], markersize=9, zorder=4)
    look = {"arrowstyle": "-|>", "color": COLORS["blue"], "linewidth": 1.5}
    look = {"arrowprops": look, "color": COLORS["blue"]}
    ax.annotate(_("0 from here on"), (1, 0), (1.4, 1.3), **look)
    ax.set(xlabel=_("lead of the right class, $s_y - s_j$"), ylabel=_("loss"))
    ax.legend(loc="upper right")
    return _(
        "Both losses of two classes over the lead of the right one. The SVM loss falls in a "
        "straight line and is 0 from a lead of 1 on; the softmax loss falls in a smooth curve, "
        "{middle:.2f} at a lead of 0, and is never 0.",
        middle=np.log(2),
    )


def class_names(scores, classes) -> list[str]:
    """The names of the classes, by default their numbers."""
    return [str(name) for name in (range(len(scores)) if classes is None else classes)]
