"""Message catalogs in a form that never varies: no dates, no line numbers, no program names."""

import io

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# Babel guesses these from percent signs and braces, which in a lesson are prose and formulas.
GUESSED_FLAGS = {"python-format", "python-brace-format"}


class PlainCatalog(Catalog):
    """A catalog whose header says only what gettext needs."""

    mime_headers = property(
        lambda self: [
            ("Language", "ko"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]
    )

    def __init__(self, comment: str):
        super().__init__(header_comment=comment, charset="UTF-8", fuzzy=False)


def parse_po(text: str) -> PlainCatalog:
    """Read the text of a PO file; written again, it is the same."""
    found = read_po(io.BytesIO(text.encode("utf-8")), locale="ko", abort_invalid=True)
    catalog = PlainCatalog(found.header_comment)
    for message in messages(found):
        message.flags -= GUESSED_FLAGS
        catalog[message.id] = message
    return catalog


def po_text(catalog: PlainCatalog) -> str:
    """Write a catalog as the text of a PO file: one line of text a line, in the order given."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue().decode("utf-8").rstrip("\n") + "\n"


def mo_bytes(catalog: Catalog, comment: str = "") -> bytes:
    """Compile a catalog; messages that are fuzzy or not translated are left out."""
    plain = PlainCatalog(comment)
    for message in messages(catalog):
        plain.add(message.id, message.string, context=message.context, flags=message.flags)
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


def messages(catalog: Catalog) -> list[Message]:
    """Return the messages of a catalog without its header."""
    return [message for message in catalog if message.id]


def state(message: Message) -> str:
    """Return "untranslated", "fuzzy" or "translated"."""
    if not message.string:
        return "untranslated"
    return "fuzzy" if message.fuzzy else "translated"
