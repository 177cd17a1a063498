"""What a reader's text asks for: words in any spelling, and phrases exactly as written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import (
    CombinedSearchQuery,
    SearchQuery,
    SearchQueryCombinable,
    SearchQueryField,
)
from django.db import models
from django.db.models import F, Func, Q, Value

from records.spelling import spellings

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[\u0300-\u036f]+")  # those that `records_fold` drops
MOST_WORDS = 20
QUOTED = re.compile(r'"([^"]*)"|“([^”“]*)[”“]|„([^“”„]*)[“”]|«([^»«]*)»')
QUOTES = re.compile(r'["“”„«»]')


def words_of(text: str) -> list[str]:
    """The words of a text; a stress mark within one, as in Росне́фть, does not part it.

    Letters that have a mark of their own, such as й and ї, keep it.
    """
    return WORD.findall(MARKS.sub("", unicodedata.normalize("NFC", text)))


@dataclass(frozen=True)
class Wanted:
    """One text: each of its words in any spelling, each phrase exactly, capitals aside."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    unpaired: bool = False  # a quotation mark without its other half, so its words are words
    too_many: bool = False  # words beyond the first MOST_WORDS are not searched

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def terms(self) -> list[tuple[str, ...]]:
        """For each word the spellings that are looked for, as `records_words_query` reads them."""
        exact = [(f"={word}",) for phrase in self.phrases for word in words_of(phrase)]
        return exact + [spellings(word) for word in self.words]


@lru_cache(maxsize=512)
def wanted(text: str) -> Wanted:
    """Read a reader's text."""
    words: list[str] = []
    phrases: list[str] = []
    end, left = 0, MOST_WORDS
    found = [*QUOTED.finditer(text), None]
    rest = ""
    for quoted in found:
        between = text[end : quoted.start() if quoted else len(text)]
        rest += between
        words += words_of(between)
        if quoted:
            end = quoted.end()
            phrase = " ".join(words_of(next(filter(None, quoted.groups()), "")))
            phrases += [phrase] * bool(phrase)
    kept = []
    for phrase in dict.fromkeys(phrases):
        kept.append(" ".join(phrase.split()[:left]))
        left -= len(kept[-1].split())
    loose = list(dict.fromkeys(words))
    return Wanted(
        tuple(loose[: max(left, 0)]),
        tuple(phrase for phrase in kept if phrase),
        unpaired=bool(QUOTES.search(rest)),
        too_many=len(loose) > left or left < 0,
    )


class Places(SearchQueryCombinable, Func):  # type: ignore[misc]
    """The words of a phrase side by side, or an entry of which not all places are known."""

    template = "(phraseto_tsquery('simple', records_fold(%(expressions)s)) || $$':long'$$::tsquery)"
    output_field = SearchQueryField()


class AnyLexeme(SearchQueryCombinable, Func):  # type: ignore[misc]
    """Any of the lexemes that stand beside an entry's words: `:cc:UA`, `:ac:7`, `:ki:round`."""

    template = "%(expressions)s::tsquery"
    output_field = SearchQueryField()

    def __init__(self, prefix: str, values: Iterable[object]) -> None:
        super().__init__(Value(" | ".join(f"':{prefix}:{value}'" for value in values)))


def words_query(text: str) -> SearchQuery | None:
    """What `text` wants of the index, or None where it has no word.

    Words are beginnings of words, in any of their spellings; those of a phrase are whole. Accents
    and capitals do not matter here: both sides pass through `records_fold`.
    """
    terms = " ".join("|".join(spelt) for spelt in wanted(text).terms)
    if not terms:
        return None
    return SearchQuery(
        Func(Value(terms), function="records_words_query", output_field=models.TextField()),
        search_type="raw",
        config="simple",
    )


def index_query(text: str) -> SearchQuery | CombinedSearchQuery | None:
    """As `words_query`, the words of each phrase side by side in their folded form."""
    words = words_query(text)
    if words is None:
        return None
    query: SearchQuery | CombinedSearchQuery = words
    for phrase in wanted(text).phrases:
        if " " in phrase:
            query = query & Places(Value(phrase))
    return query


def ranking_query(texts: Iterable[str]) -> SearchQuery | CombinedSearchQuery | None:
    """The words of any of `texts`, each for its own."""
    return _any(map(words_query, texts))


def _any(
    queries: Iterable[SearchQuery | CombinedSearchQuery | None],
) -> SearchQuery | CombinedSearchQuery | None:
    found: SearchQuery | CombinedSearchQuery | None = None
    for query in queries:
        if query:
            found = found | query if found else query
    return found


def search_query_for(
    texts: Iterable[str],
    *,
    countries: Iterable[str] = (),
    actor_ids: Iterable[int] = (),
    kinds: Iterable[str] = (),
) -> SearchQuery | CombinedSearchQuery | None:
    """The words of any of `texts` with any value of each facet, as one query of the index.

    It finds too much where a phrase is wanted: `says_phrases` looks at the texts themselves.
    """
    found = _any(map(index_query, texts))
    facets = {"cc": countries, "ac": actor_ids, "ki": kinds}
    if not found:
        return None
    for prefix, values in facets.items():
        if values := list(values):
            found = found & AnyLexeme(prefix, values)
    return found


def says_phrases(texts: Iterable[str]) -> Q:
    """That an entry says every phrase of one of `texts`, word for word and in this order."""
    read = [(text, wanted(text)) for text in texts if wanted(text)]
    if not any(asked.phrases for _text, asked in read):
        return Q()
    either = Q()
    for text, asked in read:
        each = Q(search=index_query(text)) if len(read) > 1 else Q()
        for phrase in asked.phrases:
            each &= _says(phrase)
        either |= each
    return either


def _says(phrase: str) -> Q:
    """In a text or in a name of an actor; the quick ways first, the sure one where they say no."""
    said = (Value(phrase), *map(F, ("title", "place_name", "summary", "i18n")))
    plainly = Func(*said, function="records_says_plainly", output_field=models.BooleanField())
    surely = Func(*said, function="records_says", output_field=models.BooleanField())
    return Q(plainly) | Q(actor_ids__overlap=_Named(Value(phrase))) | Q(surely)


class _Named(Func):
    """The actors with a name that has the phrase, looked up once for a statement."""

    template = "(SELECT records_named(%(expressions)s))"
    output_field = ArrayField(models.BigIntegerField())
