"""Particles, against forms chosen by ear."""

import re

import pytest

from lessonkit.i18n import _, set_language
from lessonkit.particles import with_particles

# What is inserted, then 을/를, 은/는 and 으로/로 after it.
BY_EAR = {
    "을 은 으로": """
        0 | 3 | 6 | 10 | 100 | 2096 | −3 | n | m | w₀ | x² | ŝ | r̂ | √r̂ | W′ | ε
        모멘텀 | 스텝 | Adam | Momentum | SVM | None | step | lk.Adam(…)
    """,
    "을 은 로": """
        1 | 7 | 8 | 0.01 | r | l | w₁ | [3, 1] | “7” | 손실 | tuple
    """,
    "를 는 로": """
        2 | 4 | 5 | 9 | 1e-05 | 6.979 | 21.4% | x | y | w | f(x) | f(x, y) | ∞ | η | ρ
        (1, 2) | 'x**2' | 기울기 | 90° | True | loss | array | list | float
    """,
}


@pytest.mark.parametrize("forms", BY_EAR)
def test_particles_follow_the_last_sound(forms):
    object_, topic, way = forms.split()
    for value in map(str.strip, re.split(r"[|\n]+", BY_EAR[forms].strip())):
        text = with_particles(f"{value}을(를) {value}은(는) {value}(으)로")
        assert text == f"{value}{object_} {value}{topic} {value}{way}"


def test_the_other_forms_follow_too():
    assert with_particles("3이(가) 2과(와) 1(이)라고 4이(가)") == "3이 2와 1이라고 4가"


def test_a_message_is_shown_with_its_particle():
    set_language("ko")
    try:
        assert "2를" in _("A function is wanted here, got {got}.", got=2)
    finally:
        set_language("en")


def test_a_learners_text_keeps_what_it_says_in_english():
    assert _("step {step}", step="을(를)") == "step 을(를)"
