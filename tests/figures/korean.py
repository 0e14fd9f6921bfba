"""What every figure does in Korean."""

import re

import pytest

import lessonkit as lk

_WORD = re.compile("[a-z]{3}")


def in_korean(*draws):
    """Make a test that nothing that these functions' Axes say in English is said in Korean."""

    @pytest.mark.parametrize("draw", draws)
    def test(draw):
        english = _said(draw())
        lk.setup(language="ko")
        assert english
        assert not english & _said(draw())

    return test


def _said(ax) -> set[str]:
    """The alt text and what stands at the axes, in title and legend: words, no formulas."""
    legend = ax.get_legend_handles_labels()[1]
    texts = [ax.get_label(), ax.get_xlabel(), ax.get_ylabel(), ax.get_title(), *legend]
    texts += [text.get_text() for text in ax.texts]
    return {text for text in texts if _WORD.search(re.sub(r"\$.*?\$", "", text))}
