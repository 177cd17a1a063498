"""Paragraphs and sentences of a text, with their places in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from imports.articles.lexicon import Lexicon

PARAGRAPH = re.compile(r"[^\n]+")
# A full stop, with closing quotation marks and brackets, before a space
STOP = re.compile(r"(?<![.!?…])[.!?…]+[\s\u00a0\u202f]*[»”\"’)\]]*(?=\s)")
LAST_WORD = re.compile(r"(\S+?)[.!?…]*$")
OPENING = "«“„(["
CLOSING = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
LONGEST_QUOTE = 600  # a mark that is not closed within so many characters opens nothing


@dataclass(frozen=True)
class Sentence:
    paragraph: int  # counted from 1
    start: int
    end: int


def sentences_of(text: str, words: Lexicon) -> list[Sentence]:
    """Sentences do not cross a line's end; a stop after an abbreviation or an initial ends none."""
    return [
        Sentence(number, start, end)
        for number, paragraph in enumerate(_paragraphs(text), start=1)
        for start, end in _split(text, paragraph.start(), paragraph.end(), words)
    ]


def _paragraphs(text: str) -> Iterator[re.Match[str]]:
    return (one for one in PARAGRAPH.finditer(text) if one.group().strip())


def _split(text: str, start: int, end: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in STOP.finditer(text, start, end):
        if _is_end(text, begin, stop, end, words):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        lead = len(part) - len(part.lstrip())
        yield start + lead, start + len(part.rstrip())


def _is_end(text: str, begin: int, stop: re.Match[str], end: int, words: Lexicon) -> bool:
    following = text[stop.end() : end].lstrip()[:2].lstrip("«“„\"'’([— –-\u00a0\u202f")
    if following and not (following[0].isupper() or following[0].isdigit()):
        return False
    if stop.group().strip() == "." and _is_abbreviation(text, begin, stop.start(), words):
        return False
    return not _is_within_quotes(text, begin, stop.end())


def _is_abbreviation(text: str, begin: int, stop: int, words: Lexicon) -> bool:
    last = LAST_WORD.search(text[max(begin, stop - 30) : stop])
    word = re.split(r"['’«“(\s]", last.group(1))[-1] if last else ""
    is_initial = len(word) == 1 and word.isupper()
    is_ordinal = words.language == "de" and word.isdigit() and len(word) <= 2
    return is_initial or is_ordinal or word.lower() in words.abbreviations


def _is_within_quotes(text: str, begin: int, stop: int) -> bool:
    """Whether a mark was opened before and is closed later: « A. B. » stays whole."""
    part = text[max(begin, stop - LONGEST_QUOTE) : stop]
    for mark in "«„":
        opened = part.rfind(mark)
        closing = CLOSING[mark]
        if opened >= 0 and closing not in part[opened:]:
            return closing in text[stop : stop + LONGEST_QUOTE].split("\n", 1)[0]
    return False
