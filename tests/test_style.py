import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager

import lessonkit as lk
from lessonkit.i18n import get_language
from lessonkit.style import FONT


@pytest.fixture(autouse=True)
def _english():
    mpl.use("agg")
    yield
    lk.setup(language="en")


def test_setup_prints_nothing_and_returns_nothing(capsys):
    assert lk.setup(language="ko") is None
    assert capsys.readouterr() == ("", "")
    assert get_language() == "ko"


def test_unknown_language_is_refused_and_changes_nothing():
    lk.setup(language="ko")
    with pytest.raises(ValueError, match="unknown language 'kr'; did you mean 'ko'"):
        lk.setup(language="kr")
    assert get_language() == "ko"


def test_the_font_ships_with_the_package_and_has_every_syllable():
    lk.setup()
    file = Path(font_manager.findfont(FONT, fallback_to_default=False))
    assert file.parent.name == "fonts"
    characters = font_manager.get_font(file).get_charmap()
    assert all(code in characters for code in range(0xAC00, 0xD7A4))
    assert all(ord(sign) in characters for sign in "ηαβρδ∇∂≤≥−×÷√²→←Σ")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_figures_have_no_missing_glyphs(language):
    import matplotlib.pyplot as plt

    lk.setup(language=language)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure, ax = plt.subplots()
        ax.set_title("학습률 η = 0.1, 뷁 −1 x₀ aⁿ $x_0$")
        figure.canvas.draw()
        plt.close(figure)


def test_importing_lessonkit_changes_no_style():
    code = (
        "import matplotlib as mpl; before = dict(mpl.rcParams); import lessonkit.style, "
        "lessonkit.figures; assert dict(mpl.rcParams) == before"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
