import numpy as np

import lessonkit as lk


def test_memories_fade_step_by_step():
    ax = lk.figures.plot_memories([0.5, 0.9], steps=4)
    half = ax.lines[0]
    np.testing.assert_allclose(half.get_ydata(), [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16])
    marks = {line.get_label(): line.get_xydata() for line in ax.lines[1::2]}
    np.testing.assert_allclose(marks[r"$\rho = 0.5$"], [[2, 0.25]])
    np.testing.assert_allclose(marks[r"$\rho = 0.9$"], [[10, 0.9**10]])
    assert "ρ = 0.9: 0.35 of it left after 10 steps" in lk.figures.alt_text(ax.figure)


def test_following_draws_the_target_and_says_who_is_closer():
    targets = np.array([3.0, 3.0, -1.0])
    walks = {"slow": np.array([0.0, 0.0, 1.0, 1.0]), "quick": np.array([0.0, 3.0, 3.0, -1.0])}
    ax = lk.figures.plot_following(targets, walks)
    target, slow, quick = ax.lines
    np.testing.assert_array_equal(target.get_ydata(), targets)
    np.testing.assert_array_equal(slow.get_ydata(), walks["slow"])
    assert slow.get_marker() != quick.get_marker()
    text = lk.figures.alt_text(ax.figure)
    assert "slow is 2.33 away" in text
    assert "quick is 0.00 away" in text
    assert "between -1 and 3" in text
