"""The words of the course: one Korean term for each English one, and American spelling."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message
from nbformat import NotebookNode

from tools.catalogs import messages
from tools.checks.cells import at, numbered, prose, without_code

OFTEN = 3


@dataclass(frozen=True)
class Term:
    """One entry of `locale/glossary.toml`."""

    en: str
    ko: tuple[str, ...]
    forbidden: re.Pattern | None
    unless: re.Pattern | None
    often: int = OFTEN

    @property
    def pattern(self) -> re.Pattern:
        """The English term as a word of its own."""
        return re.compile(rf"\b(?:{self.en})s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Glossary:
    """The terms, and the English spellings that are not used."""

    terms: tuple[Term, ...]
    spellings: re.Pattern | None

    @classmethod
    def load(cls, root: Path) -> "Glossary":
        """Read `locale/glossary.toml`."""
        return cls.parse((root / "locale" / "glossary.toml").read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, text: str) -> "Glossary":
        """Read the text of a glossary."""
        data = tomllib.loads(text)
        terms = tuple(
            Term(
                entry["en"],
                tuple(entry["ko"]),
                _any_of(entry.get("forbidden", [])),
                _any_of([entry["unless"]] if "unless" in entry else []),
                entry.get("often", OFTEN),
            )
            for entry in data["term"]
        )
        spellings = data.get("english", {}).get("forbidden", [])
        return cls(terms, _any_of([rf"\b(?:{spelling})\b" for spelling in spellings]))

    def problems(self, catalog: Catalog) -> Iterator[str]:
        """Yield the Korean words that must not be used."""
        for message in messages(catalog):
            text = without_code(message.string or "")
            for term in self.terms:
                if term.unless and term.unless.search(message.id):
                    continue
                for match in term.forbidden.finditer(text) if term.forbidden else ():
                    wanted = " or ".join(term.ko)
                    yield f"{_name(message)}: '{match[0]}', for {term.en} say {wanted}"

    def missing_terms(self, catalog: Catalog) -> Iterator[str]:
        """Yield the terms that the English says often and the Korean never."""
        pairs = [(prose(message.id), message.string or "") for message in messages(catalog)]
        korean = "\n".join(text for _, text in pairs)
        if not korean.strip():
            return
        for term in self.terms:
            count = sum(len(term.pattern.findall(text)) for text, _ in pairs)
            if term.often and count >= term.often and not any(ko in korean for ko in term.ko):
                yield f"{term.en} occurs {count} times in English, {' or '.join(term.ko)} never"

    def spelling_problems(self, notebook: NotebookNode) -> Iterator[str]:
        """Yield British spellings in an English lesson."""
        if self.spellings is None:
            return
        for position, cell in numbered(notebook, "markdown"):
            for match in self.spellings.finditer(prose(cell.source)):
                yield at(position, cell, f"'{match[0]}' is not American spelling")


def _any_of(patterns: list[str]) -> re.Pattern | None:
    return re.compile("|".join(f"(?:{item})" for item in patterns), re.I) if patterns else None


def _name(message: Message) -> str:
    return message.context or repr(message.id[:60])
