"""States in a text by their country's name, its adjective, or a capital that stands for them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from imports.articles.found import ACTOR, PLACE, Found, Text, Where, Who, without_overlaps
from imports.articles.inflection import EXACT, Vocabulary
from imports.articles.lexicon import lowered
from imports.articles.tokens import tokens_of
from imports.countries import DEMONYMS, SPELLINGS
from imports.rows import ActorRef
from records.models import Actor
from records.vocabulary import COUNTRY_CODES

PLACES = Path(__file__).parent / "words" / "places.yaml"
COLUMNS = {"en": 1, "fr": 2, "de": 3, "uk": 4, "ru": 5}
ARTICLES = {"the", "der", "den", "dem", "les"}
Names = tuple[tuple[tuple[str, ...], str], ...]


@cache
def country_names(language: str) -> Names:
    """Words of a name, and the code of its country."""
    names = {str(name): str(code) for code, name in Locale(language).territories.items()}
    if language == "en":
        names |= {name.title(): code for name, code in SPELLINGS.items() if "(" not in name}
    words = (
        (tuple(token.text.lower() for token in tokens_of(name, language)), code)
        for name, code in names.items()
        if code in COUNTRY_CODES
    )
    return tuple((name, code) for name, code in words if name and len("".join(name)) > 3)


@cache
def towns(language: str) -> tuple[tuple[tuple[str, ...], Where], ...]:
    rows = yaml.safe_load(PLACES.read_text("utf-8"))
    column = COLUMNS[language]
    return tuple(
        (
            tuple(token.text.lower() for token in tokens_of(str(row[column]), language)),
            Where(str(row[1]), str(row[0]), is_town=True),
        )
        for row in rows
    )


class States:
    """The state actor of a country: the one in the database, or what it would be called."""

    def __init__(self) -> None:
        known = Actor.objects.filter(kind=Actor.Kind.STATE).exclude(country="").order_by("-pk")
        self.names = dict(known.values_list("country", "name"))

    def of(self, code: str) -> Who:
        name = self.names.get(code) or Locale("en").territories[code]
        return Who(ActorRef(name=name, kind="state", country=code), code)


def find_countries(text: Text, states: States) -> list[Found]:
    """Names and adjectives of countries, and capitals; where they are places, as places."""
    vocabulary = Vocabulary(text.tokens, text.language)
    named = [*_named(text, vocabulary, states), *_towns(text, vocabulary)]
    return without_overlaps([*named, *_adjectives(text, states), *_metonyms(text, states)])


def is_place(text: Text, first: int) -> bool:
    """Whether a word such as “in” stands before a name, with an article between them or not."""
    words = lowered(text.between(max(first - 2, 0), first))
    if len(words) == 2 and words[1] in ARTICLES:
        words.pop()
    return bool(words) and text.words.has("in", words[-1])


def _named(text: Text, vocabulary: Vocabulary, states: States) -> Iterator[Found]:
    for name, code in country_names(text.language):
        for first, rule in _places(name, vocabulary):
            last = first + len(name)
            if not text.tokens[first].is_capital:
                continue
            if is_place(text, first):
                where = Where(Locale("en").territories[code], code, is_town=False)
                yield text.mark(first, last, PLACE, "place_country", value=where)
            else:
                by = "country" if rule == EXACT else "country_form"
                yield text.mark(first, last, ACTOR, by, value=states.of(code))


def _towns(text: Text, vocabulary: Vocabulary) -> Iterator[Found]:
    for name, where in towns(text.language):
        for first, _rule in _places(name, vocabulary):
            if text.tokens[first].is_capital and is_place(text, first):
                yield text.mark(first, first + len(name), PLACE, "place_town", value=where)


def _places(name: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    each = [vocabulary.places_of(word) for word in name]
    for first in each[0] if all(each) else ():
        rules = [places.get(first + offset, "") for offset, places in enumerate(each)]
        if all(rules):
            yield first, next((rule for rule in rules if rule != EXACT), EXACT)


def _adjectives(text: Text, states: States) -> Iterator[Found]:
    words = lowered(text.tokens)
    if text.language == "en":
        for place, word in enumerate(words):
            if (code := DEMONYMS.get(word.removesuffix("s"))) and text.tokens[place].is_capital:
                yield text.mark(place, place + 1, ACTOR, "adjective", value=states.of(code))
    for match in text.words.find("adjectives", words):
        state = states.of(match.value)
        if words[match.first] != "us" or text.tokens[match.first].text == "US":
            yield text.mark(match.first, match.last, ACTOR, "adjective", value=state)
    for match in text.words.find("short", words):
        if all(token.text.isupper() for token in text.between(match.first, match.last)):
            state = states.of(match.value)
            yield text.mark(match.first, match.last, ACTOR, "country", value=state)


def _metonyms(text: Text, states: States) -> Iterator[Found]:
    for match in text.words.find("metonyms", lowered(text.tokens)):
        if text.tokens[match.first].is_capital and not is_place(text, match.first):
            yield text.mark(match.first, match.last, ACTOR, "metonym", value=states.of(match.value))
