import json
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
import seaborn as sns
from matplotlib import font_manager
from matplotlib.text import Text

import lessonkit as lk
from lessonkit.figures.pictures import png
from lessonkit.i18n import get_language
from lessonkit.style import FONT

# What may have been done to Matplotlib's settings.
CHANGES = {
    "dark": lambda: plt.style.use("dark_background"),
    "seaborn": lambda: sns.set_theme(style="darkgrid", palette="pastel", font="serif"),
    "gray": lambda: plt.style.use("grayscale"),
    "defaults": plt.rcdefaults,
    "sketch": plt.xkcd,
    "LaTeX": lambda: mpl.rcParams.update({"text.usetex": True, "axes.unicode_minus": False}),
    "font": lambda: mpl.rcParams.update({"font.family": "monospace", "font.size": 30}),
    "savefig": lambda: mpl.rcParams.update(
        {"savefig.bbox": "tight", "savefig.transparent": True, "savefig.facecolor": "black"}
    ),
    "ticks": lambda: mpl.rcParams.update(
        {"xtick.labelcolor": "red", "ytick.direction": "in", "legend.labelcolor": "white"}
    ),
}
changes = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@pytest.fixture(autouse=True)
def _english():
    mpl.use("agg")
    lk.setup(language="en")
    yield
    lk.setup(language="en")
    plt.close("all")


def settings():
    return {name: value for name, value in dict(mpl.rcParams).items() if name != "backend"}


def run(code, folder):
    """Run Python with Matplotlib's folder; return what it prints and what it complains about."""
    command = [sys.executable, "-c", code]
    environment = {
        "MPLCONFIGDIR": str(folder),
        "MPLBACKEND": "agg",
        "PYTHONPATH": ":".join(sys.path),
    }
    done = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", env=environment
    )
    return done.stdout, done.stderr


@changes
def test_f10_setup_decides_every_setting(change):
    before = settings()
    change()
    assert settings() != before
    lk.setup()
    assert settings() == before


def pictures() -> list[bytes]:
    path = lk.descend(lk.objectives.bowl, lk.Adam(0.1), [4.0, 0.0], 5)
    drawn = (
        lk.figures.plot_path(lk.objectives.bowl, path, label="경로").figure,
        lk.figures.plot_values({"하나": path, "둘": path}).figure,
        lk.figures.plot_scores([1.0, 2.0], 0).figure,
        lk.figures.plot_surface(lk.objectives.bowl, path)._picture(),
        lk.explore(lk.objectives.bowl, start=[4, 0], steps=5)._draw(),
    )
    return [png(figure)[0] for figure in drawn]


@pytest.fixture(scope="module")
def unchanged():
    """The pictures as they are when nobody has changed the settings."""
    lk.setup(language="en")
    return pictures()


@changes
def test_f10_figures_keep_their_look_when_the_style_changes_afterwards(unchanged, change):
    change()
    changed = settings()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pictures() == unchanged
    assert settings() == changed, "a figure must leave the settings as it found them"


@changes
def test_f10_axes_made_under_another_style_get_font_and_colors_too(change):
    _, own = plt.subplots()
    lk.figures.plot_methods({"random search": [0.1, 0.2]}, own)
    change()
    figure, ax = plt.subplots()
    assert lk.figures.plot_methods({"random search": [0.1, 0.2]}, ax) is ax
    ax.set(title="정확도", xlabel="비율")
    data, _ = png(figure)
    assert data.startswith(b"\x89PNG")
    for text in ax.findobj(Text):
        assert text.get_fontfamily()[0] == FONT
        assert text.get_color() == "black"
        assert not text.get_usetex()
    assert ax.get_facecolor() == own.get_facecolor()
    assert figure.get_facecolor() == own.figure.get_facecolor()
    assert [s.get_visible() for s in ax.spines.values()] == [
        s.get_visible() for s in own.spines.values()
    ]


@changes
def test_other_figures_are_left_alone(change):
    change()
    figure, ax = plt.subplots()
    ax.plot([0, 1])
    before = ax.get_facecolor(), settings()
    if not mpl.rcParams["text.usetex"]:  # LaTeX itself need not be there
        png(figure)
    assert (ax.get_facecolor(), settings()) == before


def test_f10_a_matplotlibrc_decides_nothing(tmp_path):
    code = (
        "import lessonkit as lk, matplotlib as mpl, json; lk.setup();"
        "lk.figures.plot_objective(lk.objectives.bowl).figure.canvas.draw();"
        "print(json.dumps({k: v for k, v in mpl.rcParams.items() if isinstance(v, (str, float))}))"
    )
    plain, _ = run(code, tmp_path)
    (tmp_path / "matplotlibrc").write_text(
        "text.usetex: True\ntext.color: white\nfont.family: Nowhere Sans\naxes.facecolor: black\n"
        "figure.dpi: 30\nsavefig.format: pdf\naxes.titlecolor: white\naxes.grid: False\n",
        encoding="utf-8",
    )
    out, complaints = run(code, tmp_path)
    assert complaints == ""
    assert json.loads(out) == json.loads(plain)


def remove(fonts: list[dict]) -> list[dict]:
    """Fonts of an environment that is there no more."""
    return [font | {"fname": "/removed/" + Path(font["fname"]).name} for font in fonts]


def remove_others(fonts: list[dict]) -> list[dict]:
    """The font of the course is there, but those of formulas are not."""
    own = {"name": FONT, "fname": font_manager.findfont(FONT, fallback_to_default=False)}
    return [*remove(fonts), fonts[0] | own]


def leave_out_formulas(fonts: list[dict]) -> list[dict]:
    """As a list is that was made while Matplotlib was being installed or removed."""
    return [font for font in fonts if font["name"][:2] not in ("cm", "ST")]


@pytest.mark.parametrize("change", [remove, remove_others, leave_out_formulas])
def test_f10_a_stale_list_of_fonts_is_made_anew_without_a_word(tmp_path, change):
    run("import matplotlib.font_manager", tmp_path)
    (found,) = tmp_path.glob("fontlist-*.json")
    listed = json.loads(found.read_text(encoding="utf-8"))
    found.write_text(json.dumps(listed | {"ttflist": change(listed["ttflist"])}), encoding="utf-8")
    code = (
        "import lessonkit as lk; lk.setup('ko');"
        "ax = lk.figures.plot_memories([0.5]); ax.set_title(r'$\\frac{\\partial f}{\\partial x}$');"
        "ax.figure.canvas.draw(); print('drawn')"
    )
    assert run(code, tmp_path) == ("drawn\n", "")
    kept = json.loads(found.read_text(encoding="utf-8"))["ttflist"]
    assert "cmr10" in {font["name"] for font in kept}
    assert not any(font["fname"].startswith("/removed/") for font in kept)


def test_figures_need_no_setup(tmp_path):
    code = (
        "import lessonkit as lk;"
        "ax = lk.figures.plot_memories([0.5]); ax.figure.canvas.draw();"
        "print(ax.title.get_fontfamily()[0])"
    )
    assert run(code, tmp_path) == (f"{FONT}\n", "")


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
