"""The tests that every lesson makes of answers: right ones pass, stubs wait, mistakes are named."""

import pytest

import lessonkit as lk


def right(*answers):
    """Make a test that each pair of an exercise and an answer passes."""
    return _with_status("right", answers)


def waiting(*answers):
    """Make a test that each pair of an exercise and an answer counts as not yet tried."""
    return _with_status("waiting", answers)


def _with_status(status, answers):
    @pytest.mark.parametrize(("exercise", "answer"), answers)
    def test(exercise, answer):
        feedback = lk.check(exercise, answer)
        assert feedback.status == status, feedback

    return test


def wrong(*answers):
    """Make a test that each answer is wrong and told so: of an exercise, it, and what is said."""

    @pytest.mark.parametrize(("exercise", "answer", "said"), answers)
    def test(exercise, answer, said):
        feedback = lk.check(exercise, answer)
        assert feedback.status == "wrong", feedback
        assert said in "\n".join(feedback.lines), feedback

    return test
