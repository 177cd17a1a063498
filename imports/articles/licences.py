"""Licences and their numbers: General License 128A, licence générale 128B, GL 134."""

import re
from collections.abc import Iterator

from imports.articles.found import LICENCE, Found, Text, without_overlaps
from imports.articles.lexicon import lowered

NUMBER = re.compile(r"\d{1,4}[A-Z]?")
LETTERED = re.compile(r"\d{1,3}[A-Z]")
MARKS = {"no", "n", "nr", "number", "numéro", "номер", "gl"}
NEAR = 60  # characters between a lettered number and the word “licence”


def find_licences(text: Text) -> list[Found]:
    """A number behind the word, or one with a letter that stands near it."""
    words = lowered(text.tokens)
    named = list(text.words.find("licence", words))
    found = []
    for match in named:
        place = match.last + (match.last < len(words) and words[match.last] in MARKS)
        if place < len(words) and NUMBER.fullmatch(text.tokens[place].text):
            number = text.tokens[place].text
            found.append(text.mark(match.first, place + 1, LICENCE, "licence", value=number))
    near = [text.tokens[match.first].start for match in named]
    return without_overlaps([*found, *_abbreviated(text), *_lettered(text, near)])


def _abbreviated(text: Text) -> Iterator[Found]:
    """GL 134, as OFAC's own papers write it."""
    for place, token in enumerate(text.tokens[:-1]):
        number = text.tokens[place + 1].text
        if token.text == "GL" and NUMBER.fullmatch(number):
            yield text.mark(place, place + 2, LICENCE, "licence", value=number)


def _lettered(text: Text, near: list[int]) -> Iterator[Found]:
    for place, token in enumerate(text.tokens):
        is_near = any(abs(token.start - other) <= NEAR for other in near)
        if is_near and LETTERED.fullmatch(token.text):
            yield text.mark(place, place + 1, LICENCE, "licence_lettered", value=token.text)
