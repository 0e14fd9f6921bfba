"""setup(): the language, the font and the look of a notebook."""

from pathlib import Path

from lessonkit.i18n import set_language

FONT = "Downhill Sans KR"
_FONT_FILE = Path(__file__).parent / "fonts" / "DownhillSansKR-Regular.otf"

# Okabe and Ito's palette: distinct for color-blind viewers too.
COLORS = {
    "blue": "#0072B2",
    "orange": "#D55E00",
    "green": "#009E73",
    "pink": "#CC79A7",
    "yellow": "#E69F00",
    "sky": "#56B4E9",
    "black": "#222222",
}


def setup(language: str = "en") -> None:
    """Prepare a notebook: language, font, figure style, pictures with alt text.

    Arguments:
        language: ``"en"`` or ``"ko"``.

    Raises:
        ValueError: when the language is unknown.

    No network and no output. Calling it again changes the language from there on.

    >>> setup(language="en")
    """
    set_language(language)
    _set_matplotlib_style()
    _set_picture_format()


def _set_matplotlib_style() -> None:
    import matplotlib as mpl
    from matplotlib import font_manager

    if FONT not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(_FONT_FILE)
    mpl.rcParams.update(
        {
            "font.family": [FONT, "DejaVu Sans"],
            "font.size": 11,
            "mathtext.fontset": "cm",
            "axes.unicode_minus": True,
            "axes.prop_cycle": mpl.cycler(color=list(COLORS.values())),
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlesize": 12,
            "grid.color": "#dddddd",
            "grid.linewidth": 0.8,
            "lines.linewidth": 2,
            "legend.frameon": False,
            "figure.constrained_layout.use": True,
            "figure.figsize": (7, 4),
            "figure.dpi": 100,
            "figure.facecolor": "white",
            "savefig.facecolor": "white",
        }
    )


def _set_picture_format() -> None:
    """Show figures as sharp PNGs that carry their alt text (a no-op outside IPython)."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is None:
        return
    from matplotlib.figure import Figure

    from lessonkit.figures.pictures import png

    shell.run_line_magic("matplotlib", "inline")
    formatter = shell.display_formatter.formatters["image/png"]
    formatter.for_type(Figure, png)
