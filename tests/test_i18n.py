import pytest

from lessonkit import i18n
from lessonkit.i18n import _, get_language, set_language


@pytest.fixture(autouse=True)
def _english():
    yield
    set_language("en")


def test_english_is_the_message_itself():
    assert _("left the map at step {step}", step=7) == "left the map at step 7"


def test_korean_is_looked_up_and_filled_in():
    set_language("ko")
    text = _("left the map at step {step}", step=7)
    assert "7" in text
    assert any("가" <= character <= "힣" for character in text)


def test_an_unknown_message_stays_english():
    set_language("ko")
    assert _("no such message") == "no such message"


def test_nothing_is_nothing_in_every_language():
    set_language("ko")
    assert _("") == ""


@pytest.mark.parametrize("language", ["", "kr", None, "EN"])
def test_unknown_languages_are_refused(language):
    with pytest.raises(ValueError, match="unknown language"):
        set_language(language)
    assert get_language() == "en"
    assert language not in i18n.LANGUAGES
