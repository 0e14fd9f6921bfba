"""setup(): the language, the font and the look of a notebook; the style of the course's figures."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from weakref import WeakSet

from lessonkit.i18n import set_language

FONT = "Downhill Sans KR"
FONTS = [FONT, "DejaVu Sans"]
_FORMULA_FONT = "cmr10"  # comes with Matplotlib
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
# What differs from Matplotlib's own defaults, which come first: no other setting is left over.
_SETTINGS = {
    "font.family": FONTS,
    "font.size": 11,
    "mathtext.fontset": "cm",
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 12,
    "grid.color": "#dddddd",
    "lines.linewidth": 2,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "figure.figsize": (7, 4),
}
_styled = ContextVar("whether the style of the course is set", default=False)
_dressed = WeakSet()  # the figures that are shown in it


def setup(language: str = "en") -> None:
    """Prepare a notebook: language, font, figure style, pictures with alt text.

    Arguments:
        language: ``"en"`` or ``"ko"``.

    Raises:
        ValueError: when the language is unknown.

    No network and no output. A style that was set before, by a matplotlibrc or by seaborn, does not
    count any more. Calling it again changes the language from there on.

    >>> setup(language="en")
    """
    set_language(language)
    _set_picture_format()
    import matplotlib.style

    _add_font()
    matplotlib.style.use(_style())


@contextmanager
def course_style(figure=None):
    """Draw in the style of the course, whatever style is set; one `figure` only if it is in it."""
    if _styled.get() or (figure is not None and figure not in _dressed):
        yield
        return
    import matplotlib.style

    _add_font()
    with matplotlib.style.context(_style()):
        token = _styled.set(True)
        try:
            yield
        finally:
            _styled.reset(token)


def dress(figure, *axes) -> None:
    """Give empty Axes the font and the colors of the course, for ticks that come later too."""
    from matplotlib import rcParams
    from matplotlib.text import Text

    _dressed.add(figure)
    figure.set_facecolor(rcParams["figure.facecolor"])
    color, grid = rcParams["axes.edgecolor"], rcParams["grid.color"]
    for ax in axes:
        ax.set_facecolor(rcParams["axes.facecolor"])
        ax.set_prop_cycle(rcParams["axes.prop_cycle"])
        for axis in (ax.xaxis, ax.yaxis):
            axis.reset_ticks()  # there is a first one already
        ax.grid(visible=True, color=grid, linewidth=rcParams["grid.linewidth"], linestyle="-")
        ax.tick_params(which="both", color=color, labelcolor=color, labelfontfamily=FONTS)
        for side, spine in ax.spines.items():
            spine.set(edgecolor=color, visible=side in ("left", "bottom"))
        texts = [child for child in ax.get_children() if isinstance(child, Text)]
        texts += [text for axis in (ax.xaxis, ax.yaxis) for text in (axis.label, axis.offsetText)]
        for text in texts:
            text.set(fontfamily=FONTS, color=color, usetex=False)


def _style() -> list:
    from matplotlib import cycler

    return ["default", _SETTINGS | {"axes.prop_cycle": cycler(color=list(COLORS.values()))}]


def _add_font() -> None:
    """Let Matplotlib know the font, and find its others anew if some were removed meanwhile.

    It would look for them itself when it draws, and forget the font of the course on the way.
    """
    from matplotlib import font_manager

    fonts = font_manager.fontManager
    there = all(Path(entry.fname).exists() for entry in fonts.ttflist + fonts.afmlist)
    if not there or all(entry.name != _FORMULA_FONT for entry in fonts.ttflist):
        log = logging.getLogger(font_manager.__name__)
        level = log.level
        log.setLevel(logging.CRITICAL)
        try:
            vars(fonts).update(vars(font_manager._load_fontmanager(try_read_cache=False)))
        finally:
            log.setLevel(level)
    if all(entry.name != FONT for entry in fonts.ttflist):
        fonts.addfont(_FONT_FILE)


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
