"""Which of the actors that a sentence names take part in what it tells."""

from collections.abc import Iterable

from imports.articles.found import ACTOR, Found, Said, Text, Who

NEAR = 3  # words between an adjective and the people whom it describes


def acting(text: Text, said: Said) -> list[Found]:
    """Without those who only describe others: “envoy of Donald Trump”, “Russian Lukoil”."""
    actors = said.of(ACTOR)
    appositions = _appositions(text, said, actors)
    return [
        one
        for one in actors
        if not any(first <= one.first < last for first, last in appositions)
        and not (one.rule == "adjective" and not _describes_people(text, said, one, actors))
    ]


def _appositions(text: Text, said: Said, actors: list[Found]) -> list[tuple[int, int]]:
    """What stands between commas behind a person, in words with a small letter."""
    spans: list[tuple[int, int]] = []
    for one in actors:
        is_within = any(first <= one.first < last for first, last in spans)
        if one.value.ref.kind == "person" and one.last < said.last and not is_within:
            first = text.tokens[one.last]
            gap = text.content[one.end : first.start]
            starts_another = any(text.words.has(g, first.lower) for g in ("with", "and"))
            if gap.strip() == "," and not first.is_capital and not starts_another:
                spans.append((one.last, _next_comma(text, said, one.last)))
    return spans


def _next_comma(text: Text, said: Said, place: int) -> int:
    for at in range(place, said.last - 1):
        if "," in text.content[text.tokens[at].end : text.tokens[at + 1].start]:
            return at + 1
    return said.last


def _describes_people(text: Text, said: Said, one: Found, actors: list[Found]) -> bool:
    """An adjective stands for its state where it is that of officials who are not named."""
    if any(_is_beside(text, one, other) for other in actors):
        return False
    first, last = max(one.first - NEAR, said.first), min(one.last + NEAR, said.last)
    people = [p for p in said.signals("people") if p.first >= first and p.last <= last]
    return any(_is_joined(text, one, person, actors) for person in people)


def _is_joined(text: Text, one: Found, person: Found, actors: list[Found]) -> bool:
    """Between them only other adjectives, “and”, and no comma."""
    start, end = sorted((one, person), key=lambda it: it.first)
    between = text.content[start.end : end.start]
    covered = {place for other in actors for place in range(other.first, other.last)}
    loose = [
        token
        for place, token in enumerate(text.between(start.last, end.first), start=start.last)
        if place not in covered and not text.words.has("and", token.lower)
    ]
    return not set(between) & set(",;:()") and len(loose) <= 1


def _is_beside(text: Text, one: Found, other: Found) -> bool:
    """Ukrainian negotiator, Rustem Umerov: the adjective of somebody who is named is no actor."""
    if other.rule == "adjective" or other.value.is_state:
        return False
    start, end = sorted((one, other), key=lambda it: it.first)
    gap = text.between(start.last, end.first)
    return len(gap) <= NEAR and not any(text.words.has("and", token.lower) for token in gap)


def once(found: Iterable[Found]) -> list[Found]:
    """The first mention of each; a person stands for the own state where both are named."""
    kept: dict[Who, Found] = {}
    for one in found:
        kept.setdefault(one.value, one)
    spoken_for = {who.state for who in kept if not who.is_state}
    return [one for who, one in kept.items() if not (who.is_state and who.state in spoken_for)]


def before(found: Iterable[Found], place: Found) -> list[Found]:
    return [one for one in found if one.last <= place.first]


def behind(found: Iterable[Found], place: Found) -> list[Found]:
    return [one for one in found if one.first >= place.last]
