"""Whom the sources name: those at the table whom one source names and another does not."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from records.evidence import canonical
from talks.delegations import Seat

WORD = re.compile(r"\w+")


def mark_disputed(seats: Iterable[Seat], citations: Iterable[Any]) -> None:
    """Set `in_every_source` of each seat; call after `name_originals()`.

    Asked are the sources that say who took part and name anybody at the table. A person whom one of
    them names and another does not is in dispute; one whom none names is not, since the words may
    spell the name in a way that is not known here.
    """
    seats = list(seats)
    named = [_named_by(words, seats) for words in _said_by_source(citations)]
    naming = [found for found in named if found]
    for number, seat in enumerate(seats):
        mentions = [number in found for found in naming]
        seat.in_every_source = all(mentions) or not any(mentions)


def _said_by_source(citations: Iterable[Any]) -> list[set[str]]:
    """The words of each source on who took part, in every language that they are kept in."""
    said: dict[int, set[str]] = {}
    for citation in citations:
        if citation.field and canonical(citation.field) == "involvements":
            texts = [citation.value, *(citation.i18n or {}).values()]
            said.setdefault(citation.source_id, set()).update(*map(_folded, texts))
    return list(said.values())


def _named_by(words: Collection[str], seats: list[Seat]) -> set[int]:
    return {number for number, seat in enumerate(seats) if _surnames(seat) & set(words)}


def _surnames(seat: Seat) -> set[str]:
    """The last word of each of the names, since first names are shared and seldom repeated."""
    actor = seat.involvement.actor
    translations = (actor.i18n or {}).items()
    names = [actor.name, seat.original, *(v for k, v in translations if k.startswith("name_"))]
    return {words[-1] for name in names if (words := _folded(name))}


def _folded(text: str | None) -> list[str]:
    """Words without accents and capitals, as the search folds them."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    return WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
