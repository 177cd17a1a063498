"""Known actors in a text: by any of their names in any language, longest match first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Prefetch

from imports.articles.found import ACTOR, Found, Text, Who, without_overlaps
from imports.articles.inflection import EXACT, FORM, OTHER_SCRIPT, SOUND, WEIGHT, Vocabulary
from imports.articles.lexicon import Lexicon
from imports.articles.tokens import Token, tokens_of
from imports.rows import ActorRef
from records.models import Actor, ActorName
from records.spelling import fold, spellings

ASKED_AT_ONCE = 200  # words in one query
SHORTEST = 3  # letters of a name of one word, unless it is in capitals: KfW, EU
SHORTEST_SURNAME = 4
RULES = {EXACT: "name", FORM: "name_form", OTHER_SCRIPT: "name_script", SOUND: "name_sound"}


@dataclass(frozen=True)
class Known:
    """An actor of the database with the words of each of its names."""

    pk: int
    who: Who
    names: tuple[tuple[str, ...], ...] = field(hash=False)

    @property
    def is_person(self) -> bool:
        return self.who.ref.kind == Actor.Kind.PERSON


def actors_named(words: Iterable[Token]) -> list[Known]:
    """The actors of the database that have one of these words in a name."""
    terms = list(dict.fromkeys(term for word in words for term in _terms(word)))
    ids: set[int] = set()
    named = Actor.objects.annotate(words=SearchVector("search_names", config="simple"))
    for start in range(0, len(terms), ASKED_AT_ONCE):
        asked = " | ".join(terms[start : start + ASKED_AT_ONCE])
        query = SearchQuery(asked, search_type="raw", config="simple")
        ids |= set(named.filter(words=query).values_list("pk", flat=True))
    actors = Actor.objects.filter(pk__in=ids).order_by("pk")
    return [_known(actor) for actor in actors.prefetch_related(_names())]


def _names() -> "Prefetch[str]":
    return Prefetch("names", ActorName.objects.order_by("id"))


def _terms(word: Token) -> Iterator[str]:
    if word.is_capital:
        for spelt in spellings(word.lower):
            bare = fold(spelt.removeprefix("="))
            if bare.isalnum():
                yield f"'{bare}'" + ":*" * (len(bare) > 3 and not spelt.startswith("="))


def _known(actor: Actor) -> Known:
    labels = [actor.name] + [
        text for key, text in (actor.i18n or {}).items() if key.startswith("name")
    ]
    texts = labels + [one.text for one in actor.names.all()]
    names = (tuple(token.text for token in tokens_of(text, "uk")) for text in texts if text)
    ref = ActorRef(name=actor.name, kind=actor.kind, country=actor.country)
    return Known(actor.pk, Who(ref, actor.country), tuple(dict.fromkeys(filter(None, names))))


def find_actors(text: Text) -> list[Found]:
    """Every mention of a known actor; persons named in full may stand by their surname later."""
    known = actors_named(text.tokens)
    vocabulary = Vocabulary(text.tokens, text.language)
    found = without_overlaps(one for actor in known for one in _mentions(actor, text, vocabulary))
    return without_overlaps([*found, *_by_surname(known, found, text, vocabulary)])


def _mentions(actor: Known, text: Text, vocabulary: Vocabulary) -> Iterator[Found]:
    for name in actor.names:
        for first, rule in _places(name, vocabulary, by_sound=False):
            if _may_stand(name, first, text):
                yield text.mark(first, first + len(name), ACTOR, RULES[rule], value=actor.who)
    if actor.is_person:
        yield from _sounding(actor, text, vocabulary)


def _sounding(actor: Known, text: Text, vocabulary: Vocabulary) -> Iterator[Found]:
    """Given name and surname, of which one is spelt as known and the other sounds alike."""
    for name in actor.names:
        for first, rule in _places(name, vocabulary, by_sound=True) if len(name) > 1 else ():
            if rule == SOUND and text.tokens[first].is_capital:
                yield text.mark(first, first + len(name), ACTOR, RULES[rule], value=actor.who)


def _places(
    name: Sequence[str], vocabulary: Vocabulary, *, by_sound: bool
) -> Iterator[tuple[int, str]]:
    """Where the words of a name stand one after another; the least sure word gives the rule."""
    each = [_places_of(word, vocabulary, by_sound) for word in name]
    for first in each[0] if all(each) else ():
        rules = [places.get(first + offset, "") for offset, places in enumerate(each)]
        if all(rules) and (EXACT in rules or SOUND not in rules):
            yield first, max(rules, key=lambda rule: WEIGHT[rule])


def _places_of(word: str, vocabulary: Vocabulary, by_sound: bool) -> dict[int, str]:
    surely = vocabulary.places_of(word.lower())
    return (vocabulary.places_of(word.lower(), by_sound=True) | surely) if by_sound else surely


def _may_stand(name: Sequence[str], first: int, text: Text) -> bool:
    """Names have a capital; one of a single word is not one of the frequent words either."""
    words = text.between(first, first + len(name))
    if not any(word.is_capital for word in words) or not _side_by_side(words, text):
        return False
    [sole, *more] = words
    if more:
        return True
    if len(sole.text) < SHORTEST:
        return sole.text == name[0] and sole.text.isupper()
    return sole.lower not in text.words.common


def _side_by_side(words: Sequence[Token], text: Text) -> bool:
    """Nothing but spaces, hyphens, apostrophes and stops of initials between the words."""
    gaps = (text.content[a.end : b.start] for a, b in pairwise(words))
    return all(len(gap) <= 3 and not set(gap) & set(",;:!?()\n«»“”") for gap in gaps)


def _by_surname(
    known: Sequence[Known], found: Sequence[Found], text: Text, vocabulary: Vocabulary
) -> Iterator[Found]:
    in_full = {one.value for one in found}
    bearers: dict[str, dict[int, Known]] = defaultdict(dict)
    for actor in known:
        for name in actor.names if actor.is_person else ():
            if len(name) > 1 and len(name[-1]) >= SHORTEST_SURNAME:
                bearers[name[-1].lower()][actor.pk] = actor
    for surname, actors in bearers.items():
        named = [actor for actor in actors.values() if actor.who in in_full]
        chosen = named or list(actors.values())
        if len(chosen) == 1:
            rule = "surname_of_named" if named else "surname_of_known"
            for place in vocabulary.places_of(surname):
                if text.tokens[place].is_capital and not _continues(place, text):
                    yield text.mark(place, place + 1, ACTOR, rule, value=chosen[0].who)


def _continues(place: int, text: Text) -> bool:
    """Whether a given name that is not the known person's stands before it: Melania Trump."""
    if place == 0:
        return False
    before, word = text.tokens[place - 1], text.tokens[place]
    is_beside = text.content[before.end : word.start] == " "
    return is_beside and before.is_capital and _is_name(before, text.words)


def _is_name(word: Token, words: Lexicon) -> bool:
    known = ("people", "officials", "in", "after", "according")
    return word.lower not in words.common and not any(words.has(g, word.lower) for g in known)
