"""What a reader searched for, marked in the texts where it was found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from records.spelling import fold, spellings
from records.words import Wanted, wanted

TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
BEFORE, LONG = 60, 200  # characters of a snippet before its first mark, and altogether


class Marks:
    """The words and phrases of what was asked, ready to be found in texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.asked = [_Asked(wanted(text)) for text in texts]

    def __bool__(self) -> bool:
        return any(asked.words or asked.phrases for asked in self.asked)

    @property
    def has_phrases(self) -> bool:
        return any(asked.phrases for asked in self.asked)

    def finds(self, text: str) -> bool:
        """Whether all that one of the questions wants stands in `text`."""
        words = _words(text)
        return any(asked.is_in(words) for asked in self.asked)

    def mark(self, text: str) -> SafeString:
        """`text` as HTML, with `<mark>` around what was asked for."""
        parts, end = [], 0
        for start, stop in self._spans(text):
            parts += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark>"]
            end = stop
        return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 — escaped above

    def snippet(self, text: str) -> SafeString | None:
        """The part of a long text around what was asked for, marked; None where it has nothing."""
        first = next(iter(self._spans(text)), None)
        if first is None:
            return None
        start = text.rfind(" ", 0, max(first[0] - BEFORE, 0)) + 1 if first[0] > BEFORE else 0
        stop = text.rfind(" ", first[1], start + LONG) if len(text) - start > LONG else len(text)
        stop = stop if stop > 0 else max(start + LONG, first[1])
        before, after = "… " * (start > 0), " …" * (stop < len(text))
        return mark_safe(f"{before}{self.mark(text[start:stop])}{after}")  # noqa: S308 — escaped

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where to mark, in order, without overlaps."""
        words = _words(text)
        spans = sorted(  # the longest first where several begin
            {span for asked in self.asked for span in asked.spans(words)},
            key=lambda span: (span[0], -span[1]),
        )
        kept: list[tuple[int, int]] = []
        for span in spans:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept


class _Word:
    """A word of a text, and where it stands."""

    def __init__(self, found: re.Match[str]) -> None:
        self.start, self.end = found.span()
        self.text = found[0]

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def plain(self) -> str:
        return _plain(self.text)


@lru_cache(maxsize=2048)
def _words(text: str) -> list[_Word]:
    """Kept for names, which are looked at again and again."""
    return [_Word(found) for found in TOKEN.finditer(text)]


class _Asked:
    """One question: for each word its folded spellings, for each phrase its words."""

    def __init__(self, asked: Wanted) -> None:
        self.words = [_Spelt(word) for word in asked.words]
        self.phrases = [_plain(phrase).split() for phrase in asked.phrases]

    def is_in(self, words: Sequence[_Word]) -> bool:
        return all(any(spelt.is_met_by(word) for word in words) for spelt in self.words) and all(
            next(_places(phrase, words), None) is not None for phrase in self.phrases
        )

    def spans(self, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
        for word in words:
            if any(spelt.is_met_by(word) for spelt in self.words):
                yield word.start, word.end
        for phrase in self.phrases:
            for place in _places(phrase, words):
                yield words[place].start, words[place + len(phrase) - 1].end


class _Spelt:
    """A word in its spellings: beginnings, and whole words."""

    def __init__(self, word: str) -> None:
        spelt = spellings(word)
        self.beginnings = tuple(fold(one) for one in spelt if not one.startswith("="))
        self.wholes = {fold(one[1:]) for one in spelt if one.startswith("=")}

    def is_met_by(self, word: _Word) -> bool:
        return word.folded.startswith(self.beginnings) or word.folded in self.wholes


def _places(phrase: Sequence[str], words: Sequence[_Word]) -> Iterator[int]:
    """At which words the phrase begins."""
    for n in range(len(words) - len(phrase) + 1):
        if all(words[n + m].plain == wanted_ for m, wanted_ in enumerate(phrase)):
            yield n


def _plain(text: str) -> str:
    """As the SQL function `records_plain` does to letters: only capitals do not matter."""
    return unicodedata.normalize("NFC", text).lower()
