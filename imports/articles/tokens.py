"""Words of a text with their places in it."""

import re
import unicodedata
from dataclasses import dataclass

from records.spelling import fold

LETTER = r"[^\W_][\u0300-\u036f]*"
WORD = re.compile(rf"(?:{LETTER})+")
JOINED = re.compile(rf"(?:{LETTER})+(?:['’ʼ](?:{LETTER})+)*")  # п’ятниця is one word
STRESS = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it stands, and how it is compared (`lower` keeps accents, `folded` none)."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return plain(self.text)

    @property
    def folded(self) -> str:
        return fold(self.lower)

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


def plain(text: str) -> str:
    """In small letters, composed, without stress marks, with one kind of apostrophe."""
    whole = unicodedata.normalize("NFC", text.lower())
    return STRESS.sub("", whole).replace("’", "'").replace("ʼ", "'")


def tokens_of(text: str, language: str) -> list[Token]:
    pattern = JOINED if language == "uk" else WORD
    return [Token(one.start(), one.end(), one.group()) for one in pattern.finditer(text)]
