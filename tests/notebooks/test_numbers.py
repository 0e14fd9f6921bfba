"""Numbers that a lesson says without printing them: each is worked out here another way."""

import numpy as np
import pytest

import lessonkit as lk
from tools.lessons import find_lessons, read


def said(number, name):
    """The text of a cell of a lesson."""
    (lesson,) = find_lessons([number])
    (source,) = [cell.source for cell in read(lesson.notebook("en")).cells if cell.id == name]
    return source


def test_04_the_first_picture_of_the_explorer():
    digits = lk.load_digits()
    W = np.random.default_rng(0).normal(0, 0.01, size=(10, 65))
    for _ in range(20):
        W = W - 0.1 * lk.svm_gradient(W, digits.X_train, digits.y_train)
    scores = np.round(W @ digits.X_test[0], 2)  # what the bars show
    right = digits.y_test[0]
    text = said("04", "explorer-answers")

    def softmax(moved):
        return np.log(np.exp(moved - moved[right]).sum())

    terms = np.delete(np.maximum(0, scores - scores[right] + 1), right)
    assert f"{terms.max():.2f}. Lowering" in text
    assert f"all three terms, {terms.sum():.2f}" in text
    higher = np.arange(0, 5, 0.01)
    losses = [softmax(scores + h * (np.arange(10) == right)) for h in higher]
    assert f"still {np.interp(terms.max(), higher, losses):.2f}" in text
    enough = higher[np.array(losses) < 0.1][0]
    assert enough == pytest.approx(3.45, abs=0.011)  # written as 3.5
    assert f"about {np.ceil(enough * 10) / 10:.1f} in all" in text
    fallen = softmax(scores) - softmax(np.where(np.arange(10) == 3, -3, scores))
    assert f"falls by {fallen:.2f}" in text


def test_09_the_goals_on_the_parabola():
    # The error of 2 shrinks by |1 - 2η| in each step.
    text = said("09", "explorer-parabola-answer")
    low, high = [(1 + side * 0.005 ** (1 / 3)) / 2 for side in (-1, 1)]
    assert f"From {np.ceil(low * 1000) / 1000} to {np.floor(high * 1000) / 1000}" in text
    assert f"about {(1 + 0.005 ** (1 / 100)) / 2:.3f}" in text


def test_14_the_rates_that_rise_again():
    x, y, r = -8.0, 3.0, np.zeros(2)
    rates, heights = [], []
    for _ in range(400):
        g = np.array([x, 25 * y])
        r = 0.9 * r + 0.1 * g**2
        rate = 0.1 / (np.sqrt(r) + 1e-8)
        rates.append(rate)
        x, y = np.array([x, y]) - rate * g
        heights.append(abs(y))
    rates = np.array(rates)
    text = said("14", "rest-text")
    assert min(heights) < 1e-9
    assert (
        f"0.08 at step {(rates[:, 1] > 0.08).argmax()} and reached {rates[:, 1].max():.2f}" in text
    )
    assert f"at step {(rates[:, 0] > 2).argmax()}, up to {rates[:, 0].max():.0f}" in text
