"""The language of everything lessonkit shows; the one piece of global state in the package."""

import gettext
from functools import cache
from pathlib import Path

from lessonkit.particles import with_particles
from lessonkit.validation import known_name

LANGUAGES = ("en", "ko")
_LOCALE = Path(__file__).parent / "locale"
_current = "en"


def set_language(language: str) -> None:
    """Choose the language of what is shown from now on, one of `LANGUAGES`.

    >>> set_language("en")
    """
    global _current
    _current = known_name("language", language, LANGUAGES)


def get_language() -> str:
    """Return the language in use."""
    return _current


def N_(message: str) -> str:
    """Mark a message for the catalog; it is translated when it is shown."""
    return message


def _(message: str, **values) -> str:
    """Translate `message` into the language in use and fill `values` into its braces.

    >>> _("step {step}", step=3)
    'step 3'
    """
    text = _catalog(_current).gettext(message) if message else ""  # which would give the header
    if not values:
        return text
    filled = text.format(**values)
    return with_particles(filled) if _current == "ko" else filled


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("lessonkit", _LOCALE, [language])
